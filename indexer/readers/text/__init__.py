"""Documents -> paragraphs, cells and tables, each with its place."""

from indexer.readers.text.bounds import MOST_BYTES
from indexer.readers.text.delimited_texts import Layout, layout_of
from indexer.readers.text.document import Cell, Document, Paragraph, Place, Table, column_letters
from indexer.readers.text.reading import read_document, read_text

__all__ = [
    "MOST_BYTES",
    "Cell",
    "Document",
    "Layout",
    "Paragraph",
    "Place",
    "Table",
    "column_letters",
    "layout_of",
    "read_document",
    "read_text",
]
