"""The classes (ICS, CCS) of a product, and the wider objects that they name: 蔬菜, 食品 for 大蒜."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from catalogue.search import facet_label
from catalogue.wording import Words
from standard.classification import Scheme, codes, find_codes
from standard.function import Function
from standard.record import Record
from standard.tables import rows
from standard.word_classes import WordTable

#: a class is the product's own where at least this share of the standards that say what it must be has it
SHARE = 0.2
#: standards of a function that are fewer than this share say nothing of the product's class
FEWEST = 0.05
#: most classes of a scheme that count as its own
MOST = 3
#: beginnings of codes that say what is done, not to what: terms, services, safety, measuring, energy, crops, computing
_ABOUT_OTHER = (
    *(
        "ics:01",
        "ics:03",
        "ics:11.020",
        "ics:13.1",
        "ics:13.2",
        "ics:17",
        "ics:19",
        "ics:27.01",
        "ics:35",
        "ics:65.020",
    ),
    "ccs:A",
)
_FOOD = ("ics:67", "ccs:X", "ccs:B2", "gbt4754:C13", "gbt4754:C14", "gbt4754:C15")
#: classifications by which standards are filed
_CLASSES = tuple(scheme.value for scheme in Scheme)
_TITLE = WordTable("title_words", package="catalogue.applicable")
#: functions of standards that are filed under their product's class, the surest first
_FILED = (Function.PRODUCT, Function.SAFETY, Function.TEST)


@dataclass(frozen=True)
class Wider:
    """An object that a class says is wider than the product."""

    #: by which titles call it
    word: str
    #: whether all that is said of it concerns the product; far: only what binds all of a field (食品)
    near: bool
    scheme: str
    code: str

    @property
    def label(self) -> Words:
        """Code and name of the class."""
        return facet_label(self.scheme, self.code)

    @property
    def is_food(self) -> bool:
        """Whether the class is one of food."""
        return f"{self.scheme}:{self.code}".startswith(_FOOD)


def is_equipment(name: str) -> bool:
    """Whether a name is that of a machine, a building or the like."""
    return name.endswith(_TITLE.words("equipment"))


def find_own_classes(standards: list[tuple[Record, Function]]) -> list[tuple[str, str]]:
    """(scheme, code) of the classes of a product, most frequent first, from the standards that are about it."""
    for function in _FILED:
        filed = [
            record for record, its_function in standards if its_function is function and (record.ics or record.ccs)
        ]
        if len(filed) < FEWEST * len(standards):
            continue
        classes = [pair for scheme in ("ics", "ccs") for pair in _find_frequent(scheme, filed)]
        if classes:
            return classes
    return []


def find_classes_called(names: Iterable[str]) -> list[tuple[str, str]]:
    """(scheme, code) of the ICS and CCS classes that have one of a product's names: 轮胎 -> ICS 83.160.

    The table `wider` adds those that are called otherwise: 茶叶 -> ICS 67.140.10 茶. A code within another of them is
    left out.
    """
    classes = list(dict.fromkeys(pair for name in names for pair in _find_called(name)))
    return [
        (scheme, code) for scheme, code in classes if not any(_is_within(scheme, code, *wider) for wider in classes)
    ]


def _find_called(name: str) -> Iterator[tuple[str, str]]:
    filed = ((scheme, code) for scheme, code, word, near in _read_table() if near and word == name)
    yield from (pair for pair in filed if pair[0] in _CLASSES)
    for scheme in (Scheme.ICS, Scheme.CCS):
        for code in find_codes(scheme, name):
            if code.name_zh in (name, f"{name}综合") and code.level > 1:
                yield scheme.value, code.code


def _is_within(scheme: str, code: str, wider_scheme: str, wider_code: str) -> bool:
    return scheme == wider_scheme and code.startswith(f"{wider_code}.")


def find_wider_objects(classes: Iterable[tuple[str, str]]) -> list[Wider]:
    """The wider objects that a product's classes name, near ones first, each once."""
    by_word: dict[str, Wider] = {}
    for scheme, code in classes:
        for row_scheme, prefix, word, near in _read_table():
            if row_scheme == scheme and code.startswith(prefix):
                by_word.setdefault(word, Wider(word, near, scheme, prefix))
    return sorted(by_word.values(), key=lambda wider: not wider.near)


def is_wider_word(word: str) -> bool:
    """Whether titles call something wider than a product by this word."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(word for _, _, word, _ in _read_table())


def is_far(word: str) -> bool:
    """Whether a word is so wide, wherever it stands, that only what binds or names all of it concerns a product."""
    return word in _far_words()


@cache
def _far_words() -> frozenset[str]:
    return frozenset(word for _, _, word, near in _read_table() if not near)


def _find_frequent(scheme: str, filed: list[Record]) -> list[tuple[str, str]]:
    counted = Counter(code for record in filed for code in dict.fromkeys(getattr(record, scheme)))
    own = [(scheme, code) for code, count in counted.most_common() if count >= SHARE * len(filed)]
    return [pair for pair in own if _is_own(*pair)][:MOST]


def _is_own(scheme: str, code: str) -> bool:
    """Whether a class can tell what the product is; x00 to x09 of the CCS are general within each of its classes."""
    if scheme == "ccs" and code[1:2] == "0":
        return False
    return not f"{scheme}:{code}".startswith(_ABOUT_OTHER) and code in codes(Scheme(scheme))


@cache
def _read_table() -> list[tuple[str, str, str, bool]]:
    """(scheme, beginning of the code, word, near) of the table `wider`. Raises TableError."""
    pairs = [(row["class"].partition(" "), row) for row in rows("wider")]
    return [(scheme.lower(), code, row["word"], row["reach"] == "near") for (scheme, _, code), row in pairs]
