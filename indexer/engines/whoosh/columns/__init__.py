"""How the columns of a part are laid out in its file."""

from indexer.engines.whoosh.columns.block_checksums import Stretches
from indexer.engines.whoosh.columns.grams import Grams, GramsWriter
from indexer.engines.whoosh.columns.pack_file import DELETED, PACK, Array, Pack, PackWriter, Texts, between
from indexer.engines.whoosh.columns.postings import Postings, TermCodes, TermsWriter, count_keys, write_postings
from indexer.engines.whoosh.columns.schema import ANY, BIGRAMS, FIELDS, KEYS, OBJECTS, OWN_FACETS, WORDS, schema
from indexer.engines.whoosh.columns.stored_records import NAME, STARTS, SUMS, StoredRecords, record_sum
from indexer.engines.whoosh.columns.suggestion_columns import (
    CHARACTERS,
    HEADS,
    KINDS,
    NAMES,
    SUBJECTS,
    Kind,
    SuggestionsWriter,
    terms_of,
    write_vocabularies,
)

__all__ = [
    "ANY",
    "BIGRAMS",
    "CHARACTERS",
    "DELETED",
    "FIELDS",
    "HEADS",
    "KEYS",
    "KINDS",
    "NAME",
    "NAMES",
    "OBJECTS",
    "OWN_FACETS",
    "PACK",
    "STARTS",
    "SUBJECTS",
    "SUMS",
    "WORDS",
    "Array",
    "Grams",
    "GramsWriter",
    "Kind",
    "Pack",
    "PackWriter",
    "Postings",
    "StoredRecords",
    "Stretches",
    "SuggestionsWriter",
    "TermCodes",
    "TermsWriter",
    "Texts",
    "between",
    "count_keys",
    "record_sum",
    "schema",
    "terms_of",
    "write_postings",
    "write_vocabularies",
]
