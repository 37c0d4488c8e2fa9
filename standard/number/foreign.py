"""Numbers of ISO, IEC and issuers outside China; they keep the issuer's own signs (`ISO 9001:2015`, `ASTM D638-14`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from standard.number.number_parts import BLANK, Parts, PartsMatch, full_year, pattern
from standard.publisher import foreign_prefixes, publisher

#: kinds of document behind the issuer's name
_TYPES = frozenset(
    {"GUIDE", "DGUIDE", "DIS", "FDIS", "TR", "DTR", "TS", "DTS", "PAS", "DPAS", "R", "CD", "WD", "NP", "AWI", "PWI"}
    | {"PRF", "ISP", "TTA", "SRD", "DATA", "DIR", "SPEC", "STD", "BULL", "RP", "CWA", "HD", "HL7"}
)
_ISSUERS = sorted(foreign_prefixes(), key=len, reverse=True)
_BARE = {re.sub("[ /-]", "", name): name for name in _ISSUERS}


def _either(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first, whatever stands for their blanks and slashes."""
    return "|".join(re.sub("[ /]", "[ /]?", name) for name in sorted(names, key=len, reverse=True))


_NAMES = _either(_ISSUERS)
_WORDS_BEHIND = _either([*_ISSUERS, *_TYPES])
_SUPPLEMENTS = r"(?:AWI|CD|WD|NP|F?DIS|PRF|D|FD|FP)?[ ]?(?:AMD|AMENDMENT|COR|ADD|SUPPL|ISH|FRAG|AC|A)"

_HEAD = pattern(rf"(?:{_NAMES})(?:{BLANK}/?{BLANK}(?:{_WORDS_BEHIND})){{0,4}}")
_NAME = pattern(_WORDS_BEHIND)
_SERIAL = pattern(
    r"[ \n.-]{0,6}(?!J?TC|SC|WG)(?P<letters>(?:[A-Z]{1,2}(?![A-Z])[ .]?)?)"
    r"(?P<serial>\d{1,7}[A-Z]{0,2}(?![A-Z0-9])"
    r"(?:[-.][A-Z]{0,2}\d{1,7}(?:E\d|[A-Z]{0,2})(?![A-Z0-9])|-[A-Z](?![A-Z0-9])"
    r"|/[A-Z]\d{1,5}[A-Z]?(?![A-Z0-9])|/\d{1,2}(?=:)){0,6})"  # E8/E8M, 60695-2-4/1
)
_YEAR = pattern(
    rf"{BLANK}[:-]{{1,2}}{BLANK}(?P<year>(?:19|20)\d\d)(?P<month>(?:-\d\d)?)(?!\d)"  # :2015, :2015-11
)
_GLUED_YEAR = pattern(r"(?P<serial>.+)-(?P<year>(?:19|20)\d\d)")
_SHORT_YEAR = pattern(r"(?P<serial>.+)-(?P<year>(?:19|20)?\d\d)(?P<mark>(?:[A-C]?(?:E\d)?)?)")
_MORE = pattern(
    rf"{BLANK}(?P<sign>[/+]){BLANK}(?P<word>{_SUPPLEMENTS}|F?DAM|DCOR|PDAM)[ .]?"
    rf"(?P<digits>\d{{1,3}})(?P<draft>(?:\.\d)?)"
    rf"(?:{BLANK}:{BLANK}(?P<year>\d{{4}}))?(?![A-Z0-9])"
)
_EDITION = pattern(r" (?P<mark>(?:CSV|RLV|EXV|CMV|SER|PRV)(?:-(?:RLV|CMV|EXV|CSV))?)(?![A-Z0-9])")
#: issuers that put a colon before the year
_COLON = frozenset(
    {"ISO", "IEC", "CISPR", "IWA", "CIE", "OIML", "EN", "BS", "PD", "DIN", "NF", "UNE", "UNI", "SS", "JIS", "KS", "IS"}
    | {"AS", "AS/NZS"}
)
#: issuers whose years have two digits, or had
_SHORT_YEARS = frozenset({"ASTM", "GOST", "GOST R"})
#: issuers joined by a slash when both made the standard
_JOINT = frozenset({"ISO", "IEC", "IEEE", "ASTM", "CIE", "OECD", "ASME", "SAE", "HL7"})
#: issuers that print their letter apart from the digits: `JIS G 3101`
_SPACED = frozenset({"JIS", "KS"})
_WORDS = {"AMD": "Amd", "AMENDMENT": "Amd", "COR": "Cor", "ADD": "Add", "SUPPL": "Suppl"}


def foreign(text: str, at: int) -> PartsMatch | None:
    """Foreign = issuer {issuer | type} serial [year] {supplement}: `ISO/IEC TR 9973:1988`, `BS EN 1090-2:2018`."""
    head = _HEAD.match(text, at)
    if head is None:
        return None
    serial = _SERIAL.match(text, head.end())
    while serial is None and head.end() > at + 2:  # a type may be the first letters of the serial: API STD, ASTM D
        head = _HEAD.match(text, at, head.end() - 1)
        if head is None:
            return None
        serial = _SERIAL.match(text, head.end())
    if serial is None:
        return None
    names = _NAME.findall(head[0])
    known = publisher(_plain(names[0]))
    kind = known.kind if known else "foreign"
    parts = Parts(kind, _prefix(names), _serial(names, serial))
    return _with_supplements(*_with_year(parts, names, text, serial.end()), text)


def _plain(name: str) -> str:
    """An issuer's name in its canonical spelling, `AS/NZS` for `AS NZS`."""
    return _BARE.get(re.sub("[ /-]", "", name), name)


def _prefix(names: list[str]) -> str:
    """Issuers and type with the signs they use between them: `ISO/IEC TR`, `ISO/TR`, `ISO Guide`, `BS EN ISO`."""
    printed = _plain(names[0])
    for before, name in pairwise(names):
        joint = (
            before == "ANSI"
            or {before, name} <= _JOINT
            or (before == "ISO" and name not in _ISSUERS and name != "GUIDE")
        )
        printed += ("/" if joint else " ") + ("Guide" if name == "GUIDE" else _plain(name))
    return printed


def _serial(names: list[str], match: re.Match[str]) -> str:
    letters = match["letters"].strip(" ")
    if letters and names[0] in _SPACED:
        letters += " "
    return letters + match["serial"]


def _with_year(parts: Parts, names: list[str], text: str, at: int) -> tuple[Parts, int]:
    """The year: behind a colon or dash, or the last piece of what was read as the serial."""
    sign = ":" if _COLON.intersection(names) else "-"
    if names[0] in _SHORT_YEARS and (match := _SHORT_YEAR.fullmatch(parts.serial)):
        year = full_year(match["year"])
        digits = f"{year % 100:02d}" if names[0] == "ASTM" else match["year"]
        dated = f"-{digits}{match['mark'].lower()}"
        return parts._replace(serial=match["serial"], year=year, dated=dated), at
    if match := _YEAR.match(text, at):
        dated = f"{sign}{match['year']}"
        return parts._replace(year=int(match["year"]), dated=dated, tail=match["month"]), match.end()
    if match := _GLUED_YEAR.fullmatch(parts.serial):
        year = int(match["year"])
        return parts._replace(serial=match["serial"], year=year, dated=f"{sign}{year}"), at
    return parts, at


def _with_supplements(parts: Parts, at: int, text: str) -> PartsMatch:
    """Amendments, corrigenda and the mark of the edition: `/Amd 1:2024`, `+Amd 1:2024 CSV`."""
    for _ in range(6):
        if match := _MORE.match(text, at):
            parts, at = _with_amendment(parts, match), match.end()
        elif match := _EDITION.match(text, at):
            parts, at = parts._replace(tail=f"{parts.tail} {match['mark']}"), match.end()
    return parts, at


def _with_amendment(parts: Parts, match: re.Match[str]) -> Parts:
    *stage, word = re.sub(r"(AMD|AMENDMENT|COR|ADD|SUPPL|ISH|FRAG)$", r" \1", match["word"]).split()
    name = _WORDS.get(word, word) + ("" if word in {"A", "AC"} else " ")
    dated = f":{match['year']}" if match["year"] else ""
    tail = f"{match['sign']}{' '.join([*stage, name])}{match['digits']}{match['draft']}{dated}"
    if word not in {"AMD", "AMENDMENT", "A"}:
        return parts._replace(tail=parts.tail + tail)
    return parts._replace(kind="amendment", tail=tail, amendment=int(match["digits"]), members=(parts,))
