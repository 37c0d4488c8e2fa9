"""Texts as HTML with their matched places in `<mark>`."""

from __future__ import annotations

from markupsafe import Markup, escape

from catalogue.search import Spans

#: characters of an abstract that a result row shows
EXCERPT = 96
_LEAD = 24
_OPEN, _CLOSE, _NOTHING = Markup("<mark>"), Markup("</mark>"), Markup("")


def mark(text: str, spans: Spans = ()) -> Markup:
    """The text as HTML with `<mark>` around each span; spans may touch, overlap, or lie outside the text."""
    parts: list[Markup] = []
    place = 0
    for start, end in sorted(spans):
        low, high = max(start, place), min(end, len(text))
        if low < high:
            parts += [escape(text[place:low]), _OPEN, escape(text[low:high]), _CLOSE]
            place = high
    return _NOTHING.join([*parts, escape(text[place:])])


def cut_excerpt(text: str, spans: Spans = ()) -> Markup:
    """The part of a long text around its first span, marked, with an ellipsis where it was cut."""
    start = max(min((low for low, _ in spans), default=0) - _LEAD, 0)
    if start < _LEAD:
        start = 0
    end = start + EXCERPT
    moved = tuple((low - start, high - start) for low, high in spans if low >= start)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return Markup("{}{}{}").format(before, mark(text[start:end], moved), after)
