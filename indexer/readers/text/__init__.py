"""Documents -> paragraphs, cells and tables, each with its place."""

from indexer.readers.text.delimited_texts import Layout, layout_of
from indexer.readers.text.document import Cell, Document, Paragraph, Place, Table, column_letters
from indexer.readers.text.reading import read_document, read_text

__all__ = [
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
