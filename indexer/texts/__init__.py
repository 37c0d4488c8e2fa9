"""Texts of standards, read for an index: each file within bounds, its clauses as what engines search, all in a pack."""

from indexer.texts.clause_records import clause_records, id_of_clause
from indexer.texts.file_reading import TextRead, read_text_file
from indexer.texts.gathered_texts import GatheredTexts
from indexer.texts.text_pack import CLAUSES, TEXTS, TextEntry, TextPack, keep_texts

__all__ = [
    "CLAUSES",
    "TEXTS",
    "GatheredTexts",
    "TextEntry",
    "TextPack",
    "TextRead",
    "clause_records",
    "id_of_clause",
    "keep_texts",
    "read_text_file",
]
