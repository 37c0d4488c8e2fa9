"""What stands behind `field:` -> a query node."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from catalogue.query.partial_numbers import number_node
from catalogue.wording import Words, field_words, known_values, say, value_named
from indexer.analysis import parse
from indexer.fields import Field
from indexer.query import About, Node, Or, Phrase, Prefix, Range, Term, Text
from standard.folding import fold_characters
from standard.publisher import publisher, region_code

_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?|年)?")


_SPAN = re.compile(r"(.*?)(?:\.\.|~|至|到)(.*)|([12]\d{3}) ?- ?([12]\d{3})")
#: the prefix of a place without its nature
_REGIONAL = re.compile(r"DB(?:\d\d){1,3}")
#: natures of a prefix, as its endings
_NATURES = ("", "/T", "/Z")
#: prefixes behind which a trade may stand: JJG(电子)
_OF_TRADES = ("JJG", "JJF")


class ValueProblem(ValueError):
    """A value that the field cannot have; the message says what it can."""

    def __init__(self, kind: str, node: Node | None = None, /, **values: object) -> None:
        super().__init__(kind)
        #: name of the sentence, and its values
        self.kind = kind
        self.values = values
        #: what is meant all the same
        self.node = node

    @property
    def words(self) -> Words:
        """The sentence in both languages."""
        return say(self.kind, **self.values)

    @property
    def handled(self) -> str:
        """Name of the sentence that says what lenient reading does."""
        return "as_text" if self.node is None else "ends_swapped"


def filter_value(field: Field, text: str) -> str:
    """The value of a filter that a word means: `现行`, `in force`, `current`; `青岛`, `3702`. Raises ValueProblem."""
    value = fold_characters(text).strip()
    if field.kind == "code":
        return _code(field, value)
    if field.name in ("level", "status", "nature", "function", "prefix", "year"):
        return _keyword(field, value)
    return text


def field_node(field: Field, text: str, *, quoted: bool = False) -> Node:
    """The node for `field:text`. Raises ValueProblem."""
    value = fold_characters(text).strip()
    if not value:
        raise ValueProblem("value_empty", field=field_words(field))
    match field.kind:
        case "text":
            return _text(field, text, quoted=quoted)
        case "object":
            return About(text, itself=quoted)
        case "number":
            return _number(field, value)
        case "day":
            return day_range(field, value)
        case "code":
            return Term(field.name, _code(field, value))
        case _:
            return Term(field.name, _keyword(field, value))


def _text(field: Field, text: str, *, quoted: bool) -> Node:
    if quoted:
        return Phrase(text, field.name)
    return Prefix(text[:-1], field.name) if text.endswith("*") else Text(text, field.name)


def _number(field: Field, value: str) -> Node:
    number = parse(value)
    if field.name != "number":
        return Term(field.name, str(number) if number is not None else value)
    if value.endswith("*"):
        return Prefix(value[:-1], "number")
    prefix = value.replace(" ", "").upper()
    if publisher(prefix) is not None or (number is not None and number.kind == "prefix"):
        return prefix_node(prefix)
    return number_node(value, own=True)


def prefix_node(prefix: str) -> Node:
    """All numbers with a prefix; `DB37` alone means those of a place whatever their nature, JJG those of all trades."""
    if _REGIONAL.fullmatch(prefix):
        return Or(tuple(Term("prefix", prefix + nature) for nature in _NATURES))
    return Or(_of_trades(prefix)) if prefix in _OF_TRADES else Term("prefix", prefix)


def prefix_nodes(prefix: str) -> tuple[Node, ...]:
    """The same, of any nature whatever the prefix."""
    return _of_trades(prefix) if prefix in _OF_TRADES else tuple(Term("prefix", prefix + nature) for nature in _NATURES)


def ended_node(node: Node) -> Node:
    """What has ended, where a status says 废止: who says so in words means what a newer standard replaced, too."""
    if node == Term("status", "abolished"):
        return Or((node, Term("status", "replaced")))
    return node


def _of_trades(prefix: str) -> tuple[Node, ...]:
    return (Term("prefix", prefix), Prefix(f"{prefix}(", "number"))


def _code(field: Field, value: str) -> str:
    if field.name == "region":
        code = region_code(value) or (
            value.upper().removeprefix("DB") if re.fullmatch(r"(DB)?\d{2,4}", value, re.IGNORECASE) else None
        )
        if code is None:
            raise ValueProblem("region_unknown", value=value)
        return code
    return value.upper().replace(" ", "")


def _keyword(field: Field, value: str) -> str:
    if field.name in ("level", "status", "nature", "function"):
        known = value_named(field.name, value)
        if known is None:
            known_here = known_values(field.name)
            raise ValueProblem("value_known", field=field_words(field), value=value, known=known_here)
        return known
    if field.name == "year" and not re.fullmatch(r"\d{4}", value):
        raise ValueProblem("year_unknown", value=value)
    return value.upper() if field.name == "prefix" else value


def day_range(field: Field, value: str) -> Range:
    """`2020`, `2020-05`, `2020..2024`, `2020-2024`, `..2019`, `>=2020-05-01`, `<2020`. Raises ValueProblem."""
    span = _SPAN.fullmatch(value)
    if span is not None:
        return _between(field, span.group(1) or span.group(3) or "", span.group(2) or span.group(4) or "")
    match = re.fullmatch(r"(>=|<=|>|<|≥|≤)?(.+)", value)
    sign, text = (match.group(1) or "", match.group(2)) if match else ("", value)
    first, last = _days(text, field)
    day = date.resolution
    range_ends: dict[str, tuple[date | None, date | None]] = {
        "": (first, last),
        ">=": (first, None),
        "≥": (first, None),
        "<=": (None, last),
        "≤": (None, last),
        ">": (last + day if last < date.max else last, None),
        "<": (None, first - day if first > date.min else first),
    }
    return Range(field.name, *range_ends[sign])


def _between(field: Field, low: str, high: str) -> Range:
    """From one day to another; the wrong way round it is told, and turned."""
    days = Range(field.name, _first(low, field), _last(high, field))
    if days.low is not None and days.high is not None and days.low > days.high:
        turned = Range(field.name, _first(high, field), _last(low, field))
        raise ValueProblem("range_reversed", turned, low=low.strip(), high=high.strip())
    return days


def _first(text: str, field: Field) -> date | None:
    return _days(text, field)[0] if text.strip() else None


def _last(text: str, field: Field) -> date | None:
    return _days(text, field)[1] if text.strip() else None


def _days(text: str, field: Field) -> tuple[date, date]:
    """First and last day of a year, month or day."""
    match = _DAY.fullmatch(text.strip())
    year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, None, None)
    try:
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        raise ValueProblem("day_unreadable", field=field_words(field), value=text) from None
    return first, last
