"""Documents -> paragraphs, cells and tables, each with its place."""

from indexer.readers.text.document import Cell, Document, Paragraph, Place, Table

__all__ = ["Cell", "Document", "Paragraph", "Place", "Table"]
