"""Documents -> paragraphs, cells and tables, each with its place."""

from indexer.readers.text.document import Cell, Document, Paragraph, Place, Table
from indexer.readers.text.reading import read_document, read_text

__all__ = ["Cell", "Document", "Paragraph", "Place", "Table", "read_document", "read_text"]
