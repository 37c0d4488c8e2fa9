"""The simple forms of Chinese numbers: prefix, serial, year; one rule for each family.

All patterns read folded text in capitals. Order matters: what is longer or more particular comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from standard.number.number_parts import BLANK, DASH, GAP, SERIAL, SLASH, Parts, PartsMatch, pattern, with_tail
from standard.publisher import known_region, prefixes, publisher

Rule = Callable[[re.Match[str]], PartsMatch | None]

# --- fixed prefixes: all letters before the first digit, looked up whole --------------------------------------------

_HEAD = pattern(rf"(?P<head>[A-Z](?:[A-Z /_\n.|-]{{0,10}}[A-Z])?(?:\([TZ]\))?)(?:{GAP}|{DASH})(?P<serial>{SERIAL})")
#: what stands for the slash of a prefix; the nature may be in brackets: GB(T)
_BREAKS = pattern(r"[ /_\n.|(-]+")
_FOUR_DIGITS = pattern(r"\d{4}")
#: prefixes whose serial may go on behind a dash; a two-digit year would be mistaken for a part of all others
_HYPHENED_KINDS = frozenset(
    {"industry", "industry_engineering", "group", "pharma_packaging", "local_engineering", "regulation", "metrology"}
)


def _spellings() -> dict[str, tuple[str, str]]:
    """Letters of a prefix -> its canonical spelling and kind; numbers outside China have a module of their own."""
    known = ((prefix, publisher(prefix)) for prefix in prefixes())
    return {
        re.sub("[^A-Z]", "", prefix.upper()): (prefix, row.kind)
        for prefix, row in known
        if row
        and row.kind not in {"international", "foreign", "wildcard", "sample"}
        and not re.search("[0-9*]", prefix)
    }


FIXED = _spellings()
#: people type GB-2760; in the numbers of old prefixes a dash stands for something else (SITSI/CH-001-1996)
_CURRENT = frozenset(prefix for prefix in prefixes() if (row := publisher(prefix)) and row.status == "current")


def fixed(text: str, at: int) -> PartsMatch | None:
    """Fixed = prefix, gap, serial, tail: `GB/T 1.1-2020`, `JBT 13368`, `JB_ZQ 4000.3-86`, `G B/T 1.1`."""
    match = _HEAD.match(text, at)
    if match is None:
        return None
    known = FIXED.get(_BREAKS.sub("", match["head"].rstrip(")")))
    if known and known[0] == "GBZ" and (_BREAKS.search(match["head"]) or _FOUR_DIGITS.match(match["serial"])):
        known = "GB/Z", "national"  # occupational health numbers have three digits at most
    if known is None or not _breaks_fit(match["head"].rstrip(")"), known[0]):
        return None
    prefix, kind = known
    if "-" in text[match.end("head") : match.start("serial")] and prefix not in _CURRENT:
        return None
    parts = Parts(kind, prefix, match["serial"])
    return with_tail(parts, text, match.end(), hyphened=kind in _HYPHENED_KINDS)


def _breaks_fit(head: str, prefix: str) -> bool:
    """Whether the letters are broken only where the prefix has a slash (or as G B, the spaced type of covers)."""
    pieces = _BREAKS.split(head.replace("G B", "GB", 1) if head.startswith("G B") else head)
    places = {len(prefix[:at].replace("/", "")) for at, sign in enumerate(prefix) if sign == "/"}
    if len(pieces) == 1:
        return True
    lengths = [len("".join(pieces[: count + 1])) for count in range(len(pieces) - 1)]
    return places.issuperset(lengths)


# --- families with a shape of their own -----------------------------------------------------------------------------


def _simple(kind: str, prefix: str, serial: str, match: re.Match[str], *, hyphened: bool = False) -> PartsMatch:
    return with_tail(Parts(kind, prefix, serial), match.string, match.end(), hyphened=hyphened)


def _sample(match: re.Match[str]) -> PartsMatch:
    """Sample = "GSB", class "-" digits (new), CCS letter and class (old): `GSB 05-1426-2001`, `GSB G 62001-90`."""
    serial = f"{match['area']}-{match['digits']}" if match["area"] else f"{match['ccs']} {match['old']}"
    return _simple("sample", "GSB", serial, match)


def _professional(match: re.Match[str]) -> PartsMatch:
    """Professional = "ZB" ["/T"] CCS letter, five digits: `ZB B 04005-1986`."""
    return _simple("industry", "ZB/T" if match["nature"] else "ZB", f"{match['ccs']} {match['serial']}", match)


def _lettered(match: re.Match[str]) -> PartsMatch:
    """Lettered = ("JTG" | "TSG" | …) ["/T"] letter serial: `JTG B01-2014`, `TSG D0001-2009`."""
    prefix = match["code"] + ("/T" if match["nature"] else "")
    known = publisher(match["code"])
    kind = known.kind if known else "industry_engineering"
    return _simple(kind, prefix, match["letter"] + match["serial"], match, hyphened=True)


def _metrology(match: re.Match[str]) -> PartsMatch:
    """Metrology = ("JJG" | "JJF") ["(" department ")"] [letter] serial: `JJG(交通) 024-2020`, `JJF A 1203-1990`."""
    prefix = f"{match['code']}({match['office']})" if match["office"] else match["code"]
    return _simple("metrology", prefix, match["serial"] + (match["letter"] or ""), match)


def _metals(match: re.Match[str]) -> PartsMatch:
    """Metals = "CSM", four pairs of digits: `CSM 01 01 01 00-2006`."""
    return _simple("group", "CSM", " ".join(match.group("a", "b", "c", "d")), match)


def _certification(match: re.Match[str]) -> PartsMatch:
    """Certification = "CNCA" two digits "C-" digits: `CNCA 10C-20047-2001`."""
    return _simple("regulation", "CNCA", f"{match['area']}C-{match['digits']}", match)


def _surveying(match: re.Match[str]) -> PartsMatch:
    """Surveying (old) = "CH" Roman numeral "-" digits: `CH Ⅳ-301-1982`."""
    numeral = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ"}.get(match["numeral"], match["numeral"])
    return _simple("industry", "CH", f"{numeral}-{match['digits']}", match)


def _local(match: re.Match[str]) -> PartsMatch | None:
    """Local = "DB" region ("/T" | "/Z" | "/" | blank) serial; the region must exist: `DB37/T 2672-2019`."""
    region = match["region"]
    if not known_region(region):
        return None
    nature = match["nature"] or match["bracketed"]
    prefix = match["code"] + region + (f"/{nature}" if nature else "")
    return _simple("local", prefix, match["serial"], match)


def _local_glued(match: re.Match[str]) -> PartsMatch | None:
    """local_glued = "DB" region serial: `DB372672-2019`; four digits are a city's only where three remain."""
    digits = match["digits"]
    # a city's standards are recommended by law, so a city code without /T is the less likely reading
    size = 4 if len(digits) > 6 and known_region(digits[:4]) else 2
    region, serial = digits[:size], digits[size:] + match["rest"]
    candidate = _simple("local", f"DB{region}", serial, match) if known_region(region) else None
    return candidate if candidate and (len(serial) > 2 or candidate[0].year) else None


def _local_food(match: re.Match[str]) -> PartsMatch | None:
    """local_food = "DBS" province ["/"] serial: `DBS37/ 002-2022`."""
    region = match["region"]
    return _simple("local", f"DBS{region}", match["serial"], match) if known_region(region) else None


def _local_engineering(match: re.Match[str]) -> PartsMatch:
    """local_engineering = "DBJ" ["/T"] area "-" serial | "DBJ" area "/T" serial: `DBJ 14-036-2006`."""
    nature = "/T" if match["nature"] or match["late"] else ""
    if match["late"]:
        return _simple("local_engineering", f"DBJ{match['area']}{nature}", match["serial"], match, hyphened=True)
    return _simple("local_engineering", f"DBJ{nature}", f"{match['area']}-{match['serial']}", match)


_DOUBLED = pattern(r"(.{2,})T\1")


def _letters(match: re.Match[str]) -> str:
    """Letters before the digits of a serial, with one blank for any gap: `JY ` of `JY_122`."""
    return re.sub(r"[ _\n]+", " ", match.groupdict().get("letters") or "")


def _group(match: re.Match[str]) -> PartsMatch | None:
    """Group = "T/" code [letters] serial: `T/CAS 290-2017`, `T/CNFMA B028-2023`, `T/CMA JY 122-2024`."""
    code, letters = match["code"], _letters(match)
    if doubled := _DOUBLED.fullmatch(code):  # TCSGFTCSGF024
        code = doubled[1]
    letters = "" if letters.strip() == f"T{code}" else letters
    candidate = _simple("group", f"T/{code}", letters + match["serial"], match, hyphened=True)
    glued = match.end("code") == match.start("serial")
    return None if glued and candidate[0].year is None and match["serial"][-1].isalpha() else candidate


def _enterprise(match: re.Match[str]) -> PartsMatch:
    """Enterprise = "Q/" code [letters] serial: `Q/GDW 1799.1-2013`, `Q/370101 JNQ 012-2008`, `Q/LWSP0001S-2020`."""
    code = match["code"].replace(" ", "")
    return _simple("enterprise", f"Q/{code}", _letters(match) + match["serial"], match, hyphened=True)


def _spaced(match: re.Match[str]) -> PartsMatch:
    """Spaced = "Q/" code, serial with blanks inside, year: `Q/CSG 2 16 004-2019`; printed without them."""
    serial = re.sub(r"[ _\n]+", "", match["serial"])
    return _simple("enterprise", f"Q/{match['code']}", serial, match)


def _counted(match: re.Match[str]) -> PartsMatch:
    """Counted = "Q/" code with the digits of a branch, serial, year, running number: `Q/GDW15 001-2014-10501`."""
    parts, end = _simple("enterprise", f"Q/{match['code']}", match["serial"], match)
    return parts._replace(tail=match["running"]), end + len(match["running"])


def _announcement(match: re.Match[str]) -> PartsMatch | None:
    """Announcement = ministry, number of the announcement, serial: `农业部1193号公告-1-2009`."""
    ministry, digits = match["ministry"], match["number"]
    new = ministry == "农业农村部"
    prefix = f"{ministry}公告第{digits}号" if new else f"{ministry}{digits}号公告"
    candidate = _simple("announcement", prefix, match["serial"], match)
    return candidate if candidate[0].year else None


def _plan(match: re.Match[str]) -> PartsMatch:
    """Plan = year, four digits, nature, committee: `20112220-T-456`."""
    return Parts("plan", "", match[0], int(match["year"])), match.end()


_CODE = r"[A-Z](?:[A-Z0-9]{0,13}[A-Z])(?:-[A-Z]{1,6})?"
_LETTERS = r"(?P<letters>(?:[A-Z]{1,8}(?:[ _\n]{1,6}|-)?)?)"
#: codes sometimes stand twice: `T/CSGF T/CSGF024-2023`
_AGAIN = r"(?: {0,6}T[ /_-]?(?P=code))?"
_Q_CODE = r"\d{4,6} ?[A-Z一-鿿]{1,10}|[A-Z0-9一-鿿.]{0,19}[A-Z一-鿿]"
#: nature, slash, blank, or a dash that is not the one before the year
_AFTER_REGION = (
    rf"(?:(?:{SLASH}(?P<nature>[TZ])|\((?P<bracketed>[TZ])\))(?:{GAP}|{DASH})|{BLANK}/{GAP}|[ _\n]{{1,6}}"
    rf"|-(?=\d{{1,6}}(?:\.\d{{1,4}}){{0,3}}-\d{{4}}(?!\d))|{DASH}(?=\d{{3}}))"
)
_OFFICE = rf"(?:\({BLANK}(?P<office>[A-Z一-鿿]{{1,10}}){BLANK}\)|(?= ?[A-C]))"
_DATED = rf"(?={BLANK}-{BLANK}(?:19|20)\d\d(?!\d))"
_SPACED = r"\d{1,2}(?:[ _\n]{1,3}\d{1,5}){1,2}"
_T, _Q = rf"T{BLANK}/{BLANK}", rf"Q{BLANK}/{BLANK}"


def _rules(*pairs: tuple[str, Rule]) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    return tuple((pattern(text), rule) for text, rule in pairs)


#: first letter of the number -> rules to try in this order
RULES = {
    "D": _rules(
        (
            rf"DBJ(?:{SLASH}(?P<nature>T))?{GAP}(?P<area>\d\d){BLANK}-{BLANK}(?P<late>)(?P<serial>S?{SERIAL})",
            _local_engineering,
        ),
        (
            rf"DBJ(?P<nature>){BLANK}(?P<area>\d\d){SLASH}(?P<late>T)[ _-]{{0,6}}(?P<serial>S?{SERIAL})",
            _local_engineering,
        ),
        (rf"DBS{BLANK}(?P<region>\d\d){BLANK}[/_-]?{GAP}(?P<serial>{SERIAL})", _local_food),
        (rf"(?P<code>D[BG]){BLANK}(?P<region>\d{{6}}|\d{{4}}|\d\d){_AFTER_REGION}(?P<serial>{SERIAL})", _local),
        (r"DB(?P<digits>\d{3,12}(?!\d))(?P<rest>(?:\.\d{1,6}){0,4})", _local_glued),
    ),
    "T": _rules(
        (rf"{_T}(?P<code>{_CODE}){_AGAIN}(?:[ _\n]{{1,6}}|-(?=\d)){_LETTERS}(?P<serial>{SERIAL})", _group),
        (
            rf"{_T}(?P<code>[A-Z][A-Z0-9]{{0,13}}\d)[ _\n]{{1,6}}(?P<serial>\d{{1,6}}(?:\.\d{{1,4}})?)(?={BLANK}-)",
            _group,
        ),
        (rf"{_T}(?P<code>{_CODE}){_AGAIN}(?P<serial>{SERIAL})", _group),
        (rf"(?P<code>TSG)(?P<nature>){GAP}(?P<letter>[A-Z]){GAP}(?P<serial>{SERIAL})", _lettered),
    ),
    "Q": _rules(
        (
            rf"{_Q}(?P<code>[A-Z]{{2,8}}\d\d) (?P<serial>\d{{3}})(?=-(?:19|20)\d\d(?P<running>-\d{{5}})(?!\d))",
            _counted,
        ),
        (
            rf"{_Q}(?P<code>[A-Z]{{2,8}}(?:-[A-Z]{{2,8}}){{0,3}}){GAP}(?P<serial>{_SPACED}){_DATED}",
            _spaced,
        ),
        (
            rf"{_Q}(?P<code>[A-Z]{{2,8}}(?:-[A-Z]{{2,8}}){{1,3}}) (?P<serial>{SERIAL}){_DATED}",
            _enterprise,
        ),
        (rf"{_Q}(?P<code>{_Q_CODE}|\d{{4,6}})[ _\n]{{1,6}}{_LETTERS}(?P<serial>{SERIAL})", _enterprise),
        (rf"{_Q}(?P<code>{_Q_CODE})(?P<serial>{SERIAL})", _enterprise),
    ),
    "G": _rules(
        (
            rf"GSB{GAP}(?:(?P<area>\d\d){BLANK}-{BLANK}(?P<digits>\d{{3,5}}(?:\.\d{{1,3}})?)|(?P<ccs>[A-Z]){GAP}(?P<old>\d{{5}}))(?!\d)",
            _sample,
        ),
    ),
    "J": _rules(
        (rf"(?P<code>JJ[GF]){GAP}{_OFFICE}{GAP}(?:(?P<letter>[A-Z]){GAP})?(?P<serial>{SERIAL})", _metrology),
        (rf"(?P<code>JT[GSJ])(?:{SLASH}(?P<nature>T))?{GAP}(?P<letter>[A-Z]){GAP}(?P<serial>{SERIAL})", _lettered),
    ),
    "Z": _rules(
        (
            rf"ZB(?:{SLASH}(?P<nature>T)(?={GAP}[A-Z]))?{GAP}(?P<ccs>[A-Z]){GAP}(?P<serial>\d{{2,5}}(?!\d)(?:\.\d{{1,3}})?)",
            _professional,
        ),
    ),
    "C": _rules(
        (rf"CSM{GAP}(?P<a>\d\d){GAP}(?P<b>\d\d){GAP}(?P<c>\d\d){GAP}(?P<d>\d\d)(?!\d)", _metals),
        (rf"CNCA{BLANK}-?{BLANK}(?P<area>\d\d)C{BLANK}-{BLANK}(?P<digits>\d{{3,5}})(?!\d)", _certification),
        (rf"CH{GAP}(?P<numeral>[ⅠⅡⅢⅣ]|IV|I{{1,3}}){BLANK}-{BLANK}(?P<digits>\d{{3,5}})(?!\d)", _surveying),
    ),
    "农": _rules(
        (
            rf"(?P<ministry>农业(?:农村)?部)(?:公告)?{BLANK}第?{BLANK}(?P<number>\d{{1,5}}){BLANK}号(?:公告)?{BLANK}-{BLANK}(?P<serial>{SERIAL})",
            _announcement,
        ),
    ),
    **dict.fromkeys("12", _rules((r"(?P<year>(?:19|20)\d\d)\d{4}-[TQZ]-\d{3,4}(?!\d)", _plan))),
}
#: forms that lost the slash behind T or Q: `TCAS 290-2017`, `Q GDW 11957.2-2020`; with a four-digit year only
LOST_SLASH = {
    "T": _rules(
        (rf"T[ _-]?(?P<code>{_CODE}){_AGAIN}[ _\n]{{1,6}}{_LETTERS}(?P<serial>{SERIAL})", _group),
        (rf"T[ _-]?(?P<code>{_CODE}){_AGAIN}(?P<serial>{SERIAL})", _group),
    ),
    "Q": _rules(
        (rf"Q[ _-]?(?P<code>[A-Z]{{2,10}})[ _\n]{{1,6}}{_LETTERS}(?P<serial>{SERIAL})", _enterprise),
        (rf"Q[ _-]?(?P<code>[A-Z]{{2,10}})(?P<serial>{SERIAL})", _enterprise),
    ),
}


def simple(text: str, at: int, *, lenient: bool) -> PartsMatch | None:
    """The Chinese number that begins at `at`, or None; `lenient` also reads T and Q forms that lost their slash."""
    first = text[at : at + 1]
    if first in {"C", "D"} and (
        candidate := _first(RULES[first], text, at)
    ):  # DB37 before DB (earthquakes), CSM by pairs
        return candidate
    candidate = fixed(text, at) or _first(RULES.get(first, ()), text, at)
    if candidate is None and lenient and (candidate := _first(LOST_SLASH.get(first, ()), text, at)):
        return candidate if candidate[0].year or text[candidate[1] : candidate[1] + 1] == "~" else None
    return candidate


def _first(rules: tuple[tuple[re.Pattern[str], Rule], ...], text: str, at: int) -> PartsMatch | None:
    for shape, rule in rules:
        if (match := shape.match(text, at)) and (candidate := rule(match)):
            return candidate
    return None
