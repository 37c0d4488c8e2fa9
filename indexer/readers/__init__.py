"""Bytes -> Record or Problem: `read` gives what files hold, `merge` brings two rows together."""

from indexer.readers.columns import Labels
from indexer.readers.dates import day_of, today_in_china
from indexer.readers.file_records import UnknownColumns, cleaned, items_of, read, rows_of
from indexer.readers.issuers import issuers_of
from indexer.readers.jsonl import Unparsed
from indexer.readers.problem import Problem, Unreadable
from indexer.readers.row import Row, Rowlike, unforeseen
from indexer.readers.row_merging import merge
from indexer.readers.sources import files_of
from indexer.readers.text import Cell, Document, Paragraph, Place, Table, read_document, read_text
from indexer.readers.text_cells import title_of, without_noise

__all__ = [
    "Cell",
    "Document",
    "Labels",
    "Paragraph",
    "Place",
    "Problem",
    "Row",
    "Rowlike",
    "Table",
    "UnknownColumns",
    "Unparsed",
    "Unreadable",
    "cleaned",
    "day_of",
    "files_of",
    "issuers_of",
    "items_of",
    "merge",
    "read",
    "read_document",
    "read_text",
    "rows_of",
    "title_of",
    "today_in_china",
    "unforeseen",
    "without_noise",
]
