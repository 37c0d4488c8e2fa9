"""Standards in XML: NISO STS (ANSI/NISO Z39.102) and its forerunner ISO STS, docs/domain.md 7.

`documents.rows` gives the metadata as a row of cells, `clauses.clauses` the text. Nothing is imported here, since
`indexer.readers.sources` asks `prolog` of every file, and only a file that is such a standard needs lxml.
"""
