"""Bytes -> Record or Problem: `read` gives what files hold, `merge` brings two rows together."""

from indexer.readers.adoption_rows import StatedAdoption, stated_adoption
from indexer.readers.columns import Labels
from indexer.readers.dates import day_of, today_in_china
from indexer.readers.file_records import UnknownColumns, cleaned, items_of, read, rows_of
from indexer.readers.issuers import issuers_of
from indexer.readers.jsonl import Unparsed
from indexer.readers.parts import DAMAGE, Parts
from indexer.readers.problem import Problem, Unreadable
from indexer.readers.row import Row, Rowlike, unforeseen
from indexer.readers.row_merging import merge, united_adoptions
from indexer.readers.sheet import column_of
from indexer.readers.sources import files_of, text_files_of
from indexer.readers.standard_texts import blocks_of, read_standard_text
from indexer.readers.text import (
    MOST_BYTES,
    Cell,
    Document,
    Layout,
    Paragraph,
    Place,
    Table,
    column_letters,
    layout_of,
    read_document,
    read_text,
)
from indexer.readers.text.xml_trees import opened as opened_package
from indexer.readers.text_cells import title_of, without_noise
from indexer.readers.workbook import Sheet, drawings_of, sheet_parts

__all__ = [
    "DAMAGE",
    "MOST_BYTES",
    "Cell",
    "Document",
    "Labels",
    "Layout",
    "Paragraph",
    "Parts",
    "Place",
    "Problem",
    "Row",
    "Rowlike",
    "Sheet",
    "StatedAdoption",
    "Table",
    "UnknownColumns",
    "Unparsed",
    "Unreadable",
    "blocks_of",
    "cleaned",
    "column_letters",
    "column_of",
    "day_of",
    "drawings_of",
    "files_of",
    "issuers_of",
    "items_of",
    "layout_of",
    "merge",
    "opened_package",
    "read",
    "read_document",
    "read_standard_text",
    "read_text",
    "rows_of",
    "sheet_parts",
    "stated_adoption",
    "text_files_of",
    "title_of",
    "today_in_china",
    "unforeseen",
    "united_adoptions",
    "without_noise",
]
