"""Suggestions as the reader gets them: with the query that each one runs, in the query language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from catalogue.query import begun, in_other_words, read_query, subject, unpasted
from catalogue.search.request import Addresses
from catalogue.wording import Words, field_words, value_words
from indexer.engines import Engine, Request, Suggestion
from indexer.fields import field_named
from indexer.query import Pieces, Text
from standard import classification
from standard.classification import Scheme
from standard.status import Status

#: kind -> what several of it are called
KINDS = {
    "number": Words("标准号", "Numbers"),
    "subject": Words("检索词", "Subjects"),
    "title": Words("标准", "Standards"),
    "organisation": Words("单位", "Organizations"),
    "class": Words("分类", "Classes"),
}
_ORDER = {kind: place for place, kind in enumerate(KINDS)}
#: most characters that are completed
MAX_TYPED = 100
#: most subjects in other words than those typed
MOST_WORDED = 2


@dataclass(frozen=True)
class Completion:
    """One completion of what was typed, with the query text that finds it."""

    #: number, subject, title, organisation or class
    kind: str
    #: the title of a standard, the phrase, or the name; classes also in English
    text: Words
    #: query text that finds it
    query: str
    #: of a standard
    number: str = ""
    #: on the day, of a standard
    status: Status | None = None
    #: of an organisation or class: its field and, of a class, its code
    field: str = ""
    code: str = ""
    #: how many standards the query finds; None for a standard
    count: int | None = None
    #: of a subject: the everyday or English word that was typed or begun, for which titles have `text`
    said: str = ""

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API; each label says what stands before it in words."""
        status = self.status.value if self.status is not None else None
        known = field_named(self.field)
        return {
            "kind": self.kind,
            "kind_label": KINDS[self.kind],
            "text": self.text,
            "query": self.query,
            "number": self.number,
            "url": addresses.standard(self.number) if self.number else "",
            "status": status,
            "status_label": value_words("status", status) if status is not None else "",
            "field": self.field,
            "field_label": field_words(known) if known is not None else "",
            "code": self.code,
            "count": self.count,
            "said": self.said,
        }


def complete(engine: Engine, prefix: str, day: date, limit: int) -> list[Completion]:
    """Completions of what has been typed, or else of the subject that it asks about (大蒜 of 关于大蒜的)."""
    typed = unpasted(prefix[:MAX_TYPED])
    completions = _complete(engine, typed, day, limit)
    about = subject(typed).removesuffix("的")
    if not completions and about.strip() not in ("", typed):
        completions = _complete(engine, about, day, limit)
    return completions


def _complete(engine: Engine, typed: str, day: date, limit: int) -> list[Completion]:
    """What an engine suggests, and before its subjects the words of titles for everyday or English ones typed."""
    worded = list(islice(_complete_in_other_words(engine, typed, day), min(MOST_WORDED, limit)))
    words = {completed.text for completed in worded}
    suggested = [complete_suggestion(completed) for completed in engine.suggest(typed, limit - len(worded), day)]
    suggested = [completed for completed in suggested if completed.kind != "subject" or completed.text not in words]
    return sorted([*worded, *suggested], key=lambda completed: _ORDER[completed.kind])


def _complete_in_other_words(engine: Engine, typed: str, day: date) -> Iterator[Completion]:
    for said, chinese in begun(typed):
        for word in chinese:
            count = engine.search(Request(in_other_words(Text(word)), day, limit=0)).total
            if count:
                yield Completion("subject", Words(word), _write_query(word), count=count, said=said)
                break


def complete_suggestion(suggestion: Suggestion) -> Completion:
    """A suggestion of an engine with its query."""
    match suggestion.kind:
        case "subject":
            return Completion("subject", Words(suggestion.text), _write_query(suggestion.text), count=suggestion.count)
        case "organisation":
            query = f"{_name_field(suggestion.field)}:{_quote(suggestion.text)}"
            return Completion(
                suggestion.kind, Words(suggestion.text), query, field=suggestion.field, count=suggestion.count
            )
        case "class":
            code = classification.codes(Scheme(suggestion.field))[suggestion.value]
            query = f"{suggestion.field}:{suggestion.value}"
            words = Words(code.name_zh, code.name_en)
            return Completion(
                suggestion.kind, words, query, field=suggestion.field, code=suggestion.value, count=suggestion.count
            )
    return Completion(suggestion.kind, Words(suggestion.text), suggestion.number, suggestion.number, suggestion.status)


def _write_query(text: str) -> str:
    """A text as a query for itself, quoted where it would be read as something else (`gb`, `or`)."""
    return text if read_query(text).tree == Pieces((in_other_words(Text(text)),)) else _quote(text)


def _quote(text: str) -> str:
    """A text between quotes that it does not hold itself."""
    return f'"{text}"' if '"' not in text else f"「{text}」"


def _name_field(field: str) -> str:
    """A field as readers name it."""
    known = field_named(field)
    return known.label_zh if known is not None else field
