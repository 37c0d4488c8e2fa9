"""Document -> what can be suggested because of it: subjects, the beginning of its title, organisations, classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from indexer.analysis import TitlePhrases, compact, entries, starts, title_phrases
from indexer.engines.document import Document
from standard import classification
from standard.classification import Scheme

#: fewest titles that make a phrase a subject
MIN_TITLES = 2
#: share of the records (and fewest) from which on a phrase is so common that it comes last: 技术规范
COMMON_SHARE, COMMON_MIN = 0.04, 50
#: text fields that name organisations
ORGANISATIONS = ("issuer", "department", "committee", "drafter")
#: most characters of a name that are found by pinyin
LONGEST_SPOKEN = 12
#: between the parts of a name's key
_TAB = "\t"
_SCHEMES = tuple(scheme.value for scheme in Scheme)
_FROM_LATIN_ON = re.compile(r"[ -~].*")


def phrases_of(document: Document) -> TitlePhrases:
    """What its title offers."""
    return title_phrases(document.record.title)


def names_of(document: Document) -> Iterator[tuple[str, ...]]:
    """The keys of its organisations, `name<tab>field`, and of its classes and all above, `name<tab>field<tab>code`.

    In rows, one for each field, since most come again.
    """
    texts, values = document.texts, document.values
    for field in ORGANISATIONS:
        if field in texts:
            yield _organisations(field, texts[field])
    for scheme in _SCHEMES:
        if values[scheme]:
            yield _classes(scheme, values[scheme])


@lru_cache(maxsize=8192)
def _organisations(field: str, text: str) -> tuple[str, ...]:
    names = dict.fromkeys(text.split("\n"))
    return tuple(name + _TAB + field for name in names if compact(name) and _TAB not in name)


@lru_cache(maxsize=8192)
def _classes(scheme: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    known = classification.codes(Scheme(scheme))
    return tuple(_TAB.join((known[code].name_zh, scheme, code)) for code in codes if code in known)


@lru_cache(maxsize=8192)
def starts_of(key: str) -> tuple[str, ...]:
    """How the name of a key may be begun to be typed: by its words, or by its code; classes in English too."""
    name, field, *code = key.split(_TAB)
    if not code:
        return starts(name)
    english = classification.codes(Scheme(field))[code[0]].name_en
    return tuple(dict.fromkeys((*starts(name), *starts(english), compact(code[0]), code[0].lower())))


@lru_cache(maxsize=8192)
def spoken_starts_of(key: str) -> tuple[str, ...]:
    """The entries (`indexer.analysis.pinyin`) of a name from its first word on and from its second."""
    beginnings = (_FROM_LATIN_ON.sub("", start)[:LONGEST_SPOKEN] for start in starts(key.partition(_TAB)[0])[:2])
    return tuple(dict.fromkeys(entry for start in beginnings for entry in entries(start)))


def is_common(count: int, total: int) -> bool:
    """Whether so many of all records have a phrase that it says little."""
    return count > max(COMMON_MIN, COMMON_SHARE * total)
