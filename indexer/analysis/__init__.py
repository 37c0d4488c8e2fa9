"""Text -> terms, the same code for documents and queries."""
