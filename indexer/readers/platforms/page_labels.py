"""What a page says: the text of an element, the value beside a label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.readers.field_labels import field_of
from indexer.readers.platforms.page import BREAK

if TYPE_CHECKING:
    from bs4 import NavigableString, PageElement, Tag

#: label -> what stood beside or below it: a text, or a day in milliseconds
Pairs = dict[str, object]

#: blanks that mean nothing in HTML; no-break spaces and U+3000 are text
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(f" ?{BREAK} ?")
#: no label is longer
LONGEST_LABEL = 30
#: a label and its value in one text: `备案号：61715-2018`
_WITH_VALUE = re.compile(r"([^:：]+)[:：]\s*(.*)", re.DOTALL)
#: what footers and forms say about themselves under the same labels
_NOT_OF_PAGES = frozenset({"source", "url", "checked", "conflicts", "given", "example", "status_word"})
#: what menus and forms say in words that are labels elsewhere
_NO_LABELS = frozenset({"a", "button", "option", "textarea", "title", "pre"})
#: elements beyond which a label does not reach, those that mark up a piece of a value, and those without text
_CELLS = frozenset({"td", "th", "dt", "dd", "li", "tr", "body"})
_MARKUP = frozenset({"sacinfo", "em", "b", "strong", "font", "mark", "i", "u", "sub", "sup", "a"})
_PICTURES = frozenset({"img", "svg", "i", "input"})


def text_in(tag: Tag) -> str:
    """The text that is seen of an element: blanks folded as a browser does, a `<br>` as a line's end."""
    return _folded(tag.get_text())


def text_after(element: PageElement) -> str:
    """The text of the next element that is no picture; empty where there is none."""
    sibling = element.find_next_sibling(_is_no_picture)
    return _folded(sibling.get_text()) if sibling is not None else ""


def labelled(scope: Tag) -> Pairs:
    """Every value with its label: in the next element, or in one text behind a colon. The first of a label counts."""
    from bs4 import NavigableString

    pairs: Pairs = {}
    for string in scope.find_all(string=True):
        # comments, scripts and styles are subclasses
        if type(string) is NavigableString and (pair := _pair(string)):
            pairs.setdefault(*pair)
    return pairs


def key_in(scope: Tag, attribute: str, pattern: re.Pattern[str]) -> str:
    """The key of a standard in a link or a call: the first group of the first match within an element; or empty."""
    found = (pattern.search(str(tag[attribute])) for tag in scope.find_all(attrs={attribute: True}))
    return next((one[1] for one in found if one), "")


def is_label(text: str) -> bool:
    """Whether a text is the label of a field that is kept."""
    field = field_of(text) if 0 < len(text) <= LONGEST_LABEL else None
    return bool(field) and field not in _NOT_OF_PAGES


def _folded(text: str) -> str:
    return _BREAKS.sub("\n", _BLANKS.sub(" ", text)).strip()


def _pair(string: NavigableString) -> tuple[str, object] | None:
    """The label that a text begins with, and its value; None where there is none."""
    if string.parent is None or string.parent.name in _NO_LABELS:
        return None
    text = _folded(string)
    with_value = _WITH_VALUE.fullmatch(text)
    label = (with_value[1] if with_value else text).strip()
    if not is_label(label):
        return None
    value = (with_value[2] if with_value else "") + _inline(string)
    value = _folded(value) or _beside(string, text)
    return (label, value) if value and not is_label(value.rstrip(":：")) else None


def _inline(string: NavigableString) -> str:
    """What goes on behind a text in the same line: highlighted pieces and further text."""
    parts: list[str] = []
    for sibling in string.next_siblings:
        text = _piece(sibling)
        if text is None:
            break
        parts.append(text)
    return "".join(parts)


def _piece(element: PageElement) -> str | None:
    """A text that goes on with a value; None for what begins something else: an element, a line, another label."""
    from bs4 import Tag

    if isinstance(element, Tag):
        return element.get_text() if element.name in _MARKUP and element.find(True) is None else None
    text = str(element)
    return None if BREAK in text or _WITH_VALUE.match(_folded(text)) else text


def _beside(string: NavigableString, text: str) -> str:
    """The text of the next element, or of the one after the elements that hold nothing but the label."""
    tag: NavigableString | Tag = string
    while True:
        if tag.find_next_sibling(_is_no_picture) is not None:
            return text_after(tag)
        parent = tag.parent
        if parent is None or tag.name in _CELLS or not _holds_only(parent, text):
            return ""
        tag = parent


def _is_no_picture(tag: Tag) -> bool:
    return tag.name not in _PICTURES


def _holds_only(tag: Tag, text: str) -> bool:
    """Whether an element's text is this one; not read further than it takes to see that."""
    seen = ""
    for string in tag.strings:
        seen += string.strip()
        if len(seen) > len(text):
            return False
    return _folded(seen) == text
