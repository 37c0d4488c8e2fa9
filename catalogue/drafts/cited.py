"""What a draft cites, looked up in its text as it was read, and which of these numbers it does not rest on."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.readers import Document, Paragraph
from standard.clauses import Clause, ClauseTable, StandardText
from standard.number import NumberError, StandardNumber


def text_as_document(text: StandardText, document: Document) -> Document:
    """The document with the clauses in place of its blocks.

    In them numbers that broke over lines are whole, letters of fonts are as meant, and the table of contents and heads
    of pages are left out. A document without clauses stays as it is.
    """
    blocks = tuple(one for clause in text.walk() for one in _paragraphs(clause))
    return Document(document.name, document.format, blocks, document.problems, document.notes) if blocks else document


def _paragraphs(clause: Clause) -> Iterator[Paragraph]:
    if clause.title:
        yield Paragraph(clause.title, clause.place)
    for one in clause.content:
        if isinstance(one, ClauseTable):
            yield Paragraph(f"{one.label} {one.title}".strip(), one.place)
            yield from (Paragraph("  ".join(filter(None, dict.fromkeys(row))), one.place) for row in one.rows)
        else:
            yield Paragraph(one.text, one.place)


def own_series(text: StandardText) -> frozenset[str]:
    """The numbers without years of the draft itself, of what it replaces and of its earlier editions."""
    told = (*text.foreword.replaces, *text.foreword.history)
    return frozenset({*(number.series for number in text.numbers), *filter(None, map(series_of, told))})


def series_of(number: str) -> str:
    """A number without its year; empty for what is none."""
    try:
        return StandardNumber(number).series
    except NumberError:
        return ""
