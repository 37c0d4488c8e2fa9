"""Read the cells in which catalogues write ICS, CCS and GB/T 4754 codes, mending what is damaged.

Every function returns the codes and what was mended or left unread, as notes (Chinese, they are shown) for
`Record.notes`; none raises.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from standard.classification import Scheme, ccs, codes, gbt4754, ics
from standard.folding import fold
from standard.wording import say

#: codes, notes
Reading = tuple[tuple[str, ...], tuple[str, ...]]

#: line-break tags that page scrapers leave behind
_TAGS = re.compile(r"(?:&lt;|<)/?[A-Za-z]*(?:&gt;|>)?|&\w+;")
#: cells that say that there is no code
_NOTHING = frozenset({"", "/", "-", "--", "—", "无", "None", "null"})

_ICS_FORM = re.compile(r"\d\d(?:\.\d{3}(?:\.\d\d)?)?")
_ICS_PIECE = re.compile(r"(?<![A-Za-z\d])\d[\d./-]*")
#: two digits and three more, parted by a blank or a comma: `65 020.20`, `13,300`
_ICS_TORN = re.compile(r"(?<![\d.])(\d\d)[ ,]+(\d{3}(?:\.\d\d)?)(?![\d.])")
#: characters in a run of codes: no cell has more than six of them, and longer rubbish is not worth the search
_LEAST, _MOST = 6, 60

_CCS_PIECE = re.compile(r"(?<![A-Z\d])([A-Z])(?:[ .]?(\d\d)(?:[/.](\d\d))?(?!\d)|(\d{4})(?!\d)|\d?(?![A-Z\d]))")
_GBT4754_PIECE = re.compile(r"(?<![A-Z\d])[A-T]?\d{2,4}(?![\dA-Z])|(?<![A-Z\d])[A-T](?![\dA-Z])")
_GBT4754_BESIDE = re.compile(r"(?<![A-Z\d])[A-T]\d{3,4}(?![\dA-Z])")


def read_ics(text: str) -> Reading:
    """The ICS codes of a cell.

    Zeros that a spreadsheet dropped come back (`1.11` -> `01.110`, `53.06` -> `53.060`); codes run together or torn
    apart are parted and joined; a damaged code that could be two is read as what both lie under. A well-formed code
    of a known field stays although the table lacks it, with a note: catalogues hold codes of earlier editions. Of a
    cell that names every level (`13 环境 13.020 环境保护`) the deepest code is kept.
    """
    cell = _folded(text).upper().replace("ICS", " ")
    cell = re.sub(r"(?<=\d) *\. *(?=\d)", ".", cell)
    found: list[str] = []
    notes = [_note("ICS", torn[0], [_joined(torn)]) for torn in _ICS_TORN.finditer(cell) if _joined(torn) != torn[0]]
    cell = _ICS_TORN.sub(_joined, cell)
    for piece in _ICS_PIECE.findall(cell):
        read = _ics_codes(piece)
        found += read
        if read != [piece.strip("./-")] or any(ics(code) is None for code in read):
            notes.append(_note("ICS", piece, read, known=all(ics(code) for code in read)))
    if not found and not notes and text.strip() not in _NOTHING:
        notes.append(_note("ICS", text.strip(), []))
    return _deepest(found), tuple(dict.fromkeys(notes))


def read_ccs(text: str) -> Reading:
    """The CCS codes of a cell: `B31`, `B 31`, `b31`, `CCSB31`, `A80/89`, `Y68       ICS 97.040.99`.

    A GB/T 4754 code beside it (`C31/Q841`, so printed by group standards) is left to `gbt4754_beside_ccs`. A code
    that the table lacks stays, with a note.
    """
    cell = _folded(text).upper().replace("CCS", " ")
    found: list[str] = []
    notes: list[str] = []
    for match in _CCS_PIECE.finditer(cell):
        given = match[0].strip()
        code = _ccs_code(match)
        if code is None or (found and _begins_name(match)):
            continue
        found.append(code)
        if code not in (given, given.replace(" ", "")) or ccs(code) is None:
            notes.append(_note("CCS", given, [code], known=ccs(code) is not None))
    if not found and text.strip() not in _NOTHING and not gbt4754_beside_ccs(text):
        notes.append(_note("CCS", text.strip(), []))
    return _unique(found), tuple(notes)


def gbt4754_beside_ccs(text: str) -> tuple[str, ...]:
    """The GB/T 4754 codes of three or four digits in a cell of CCS codes: `C31/Q841` -> `Q841`."""
    pieces = _GBT4754_BESIDE.findall(_folded(text).upper().replace("CCS", " "))
    return _unique([piece for piece in pieces if gbt4754(piece)])


def read_gbt4754(text: str) -> Reading:
    """The GB/T 4754 codes of a cell: `C385 家用电力器具制造`, `385`, or a name alone, `制造业`.

    A code that the table lacks is not kept: it says nothing, since its class is unknown.
    """
    cell = _folded(text).upper()
    pieces = _GBT4754_PIECE.findall(cell)
    if not pieces:
        named = [code.code for code in codes(Scheme.GBT4754).values() if code.name_zh == text.strip()][:1]
        return tuple(named), () if named or text.strip() in _NOTHING else (_note("GB/T 4754", text.strip(), []),)
    found: list[str] = []
    notes: list[str] = []
    for piece in pieces:
        read = _gbt4754_codes(piece)
        found += read
        if read != [piece]:
            notes.append(_note("GB/T 4754", piece, read))
    return _unique(found), tuple(notes)


def _ics_codes(piece: str) -> list[str]:
    """The codes that one run of digits stands for; empty where it is none."""
    run = piece.strip("./-")
    dotted = re.sub(r"[./-]+", ".", run)
    if ics(dotted) or (_ICS_FORM.fullmatch(dotted) and ics(dotted[:2])):
        return [dotted]
    return _ics_parted(run) or _ics_mended(dotted.split("."))


def _ics_parted(run: str) -> list[str]:
    """The codes of which a run is made without anything between them: `03.220.2013.020`; empty where it is not."""
    if not _LEAST <= len(run) <= _MOST:
        return []
    for length in (len("01.040.01"), len("01.040")):
        head, rest = run[:length], run[length:].lstrip(".")
        tail = _ics_parted(rest)
        if ics(head) and (tail or not rest):
            return [head, *tail]
    return []


def _ics_mended(parts: list[str]) -> list[str]:
    """What a damaged code was, from its parts; where that is unclear, the code above; empty where it is none."""
    shifted = _ics_from_digits("".join(parts))
    if shifted:
        return [shifted]
    while parts and len(parts) <= 3:
        known = [code for code in _ics_candidates(parts) if ics(code)]
        if len(known) == 1 or (known and len(parts) == 2 and not parts[1].endswith("0")):
            return known[:1]
        parts = parts[:-1]
    return []


def _ics_candidates(parts: list[str]) -> list[str]:
    """The ways in which zeros can be lost or added, likeliest first: a spreadsheet drops those at the end."""
    field = parts[0]
    fields = [field.zfill(2)] if len(field) < 3 else []
    if len(field) == 3 and len(parts) > 1:
        fields = [field[:2]] * field.endswith("0") + [field[1:]] * field.startswith("0")
    options = [fields, *(_padded(part, width) for part, width in zip(parts[1:], (3, 2), strict=False))]
    return list(dict.fromkeys(".".join(choice) for choice in product(*options)))


def _padded(part: str, width: int) -> list[str]:
    """A group (3 digits) or sub-group (2) with zeros put back at the end or the start, or one too many taken away."""
    if len(part) <= width:
        return [part.ljust(width, "0"), part.rjust(width, "0")]
    if len(part) == width + 1:
        return [part[1:]] * part.startswith("0") + [part[:-1]] * part.endswith("0")
    return []


def _ics_from_digits(digits: str) -> str | None:
    """A code whose dots are lost or misplaced: `03080`, `711.00.40`."""
    code = {5: f"{digits[:2]}.{digits[2:]}", 7: f"{digits[:2]}.{digits[2:5]}.{digits[5:]}"}.get(len(digits), "")
    return code if ics(code) else None


def _joined(torn: re.Match[str]) -> str:
    """The two parts of a torn code with their dot, if that makes a code."""
    code = f"{torn[1]}.{torn[2]}"
    return code if ics(code) else torn[0]


def _deepest(found: list[str]) -> tuple[str, ...]:
    """The codes without those that another of them lies under."""
    return _unique([code for code in found if not any(other.startswith(code + ".") for other in found)])


def _begins_name(match: re.Match[str]) -> bool:
    """Whether a letter after a code and a blank is the first of the code's name: `N78 X射线、磁粉、荧光…`."""
    around = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 1]
    return len(match[0]) == 1 and around[:1] == " " and around[1:] >= "\u4e00"


def _ccs_code(match: re.Match[str]) -> str | None:
    """The code that one piece stands for: a code, a group that the table has, or a class alone."""
    letter, two, end, four = match.groups()
    if four:
        group = f"{letter}{four[:2]}/{four[2:]}"
        return group if ccs(group) else None
    if not two:
        return letter if ccs(letter) else None
    group = f"{letter}{two}/{end}"
    if ccs(group):
        return group
    return letter + two if ccs(letter) else None


def _gbt4754_codes(piece: str) -> list[str]:
    """The code that one piece stands for; the digits alone tell the section."""
    if gbt4754(piece):
        return [piece]
    code = _gbt4754_by_digits().get(piece.lstrip("ABCDEFGHIJKLMNOPQRST"))
    return [code] if code else []


@cache
def _gbt4754_by_digits() -> dict[str, str]:
    """Digits -> code; no two sections share any."""
    return {code[1:]: code for code in codes(Scheme.GBT4754) if code[1:]}


def _folded(text: str) -> str:
    """The cell in ASCII forms, without tags."""
    return _TAGS.sub(" ", fold(text))


def _unique(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _note(scheme: str, given: str, read: list[str], *, known: bool = True) -> str:
    """What to tell of a code that was mended, is unknown, or was not read."""
    if not read:
        return say("note_unread", column=scheme, given=given[:60]).chinese
    if not known:
        return say("note_code_unknown", scheme=scheme, codes=tuple(read)).chinese
    return say("note_code_read", scheme=scheme, given=given, codes=tuple(read)).chinese
