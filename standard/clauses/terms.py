"""The entries of a clause of terms and definitions."""

from __future__ import annotations

import re

from standard.clauses.values import Clause, Passage, PassageKind, Term

CHAPTER = re.compile(r"术语|名词|定义|\bterms\b", re.IGNORECASE)
#: a name ends with its last Chinese character, or a bracket behind it
_SPLIT = re.compile(
    r"(?P<name>.*[\u3400-\u9fff](?:\s?[）)])?)\s*(?P<english>[A-Za-zα-ωΑ-Ω(（][^\u3400-\u9fff。]*)?", re.DOTALL
)
_COLON = re.compile(r"(?P<name>[^：:。]{1,40})[：:]\s*(?P<definition>\S.{3,})", re.DOTALL)
#: another name of a term, on a line of its own
_OTHER = re.compile(r".{0,19}[^。；;，,：:]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-zα-ω][^\u3400-\u9fff。]*")
_SOURCE = re.compile(r"[\[［【](?:来源|改写)?\s*[：:]?\s*(?P<source>[^\[\]［］【】]*\d[^\[\]［］【】]*)[\]］】]\s*$")
_LONGEST_NAME = 40


def split_name(text: str) -> tuple[str, str]:
    """Name and English of a term: `安全域 security domain`.

    >>> split_name("SM2算法 SM2 algorithm")
    ('SM2算法', 'SM2 algorithm')
    """
    match = _SPLIT.fullmatch(text.strip())
    if match is None:
        return text.strip(), ""
    return match["name"].strip(), (match["english"] or "").strip().strip("()（）")


def may_be_name(text: str) -> bool:
    """Whether the line behind a number may be the name of a term, with its English."""
    name, _ = split_name(text)
    return len(name) <= _LONGEST_NAME and not re.search(r"[。；;]", text)


def in_line(text: str) -> tuple[str, str] | None:
    """Name and definition that stand in one line: 识别题名：某种连续出版物唯一的名称; None where they do not."""
    match = _COLON.fullmatch(text)
    return (match["name"], match["definition"]) if match is not None else None


def term_of(clause: Clause) -> Term | None:
    """The term that a clause among the terms defines; None where it is none, as the heading of a group of terms."""
    if clause.children or not (clause.title or clause.content):
        return None
    name, english = split_name(clause.title)
    chinese = _CHINESE.search(name) is not None
    definition: list[str] = []
    others: list[str] = []
    notes: list[str] = []
    for one in clause.content:
        if not isinstance(one, Passage):
            continue
        if one.kind in (PassageKind.NOTE, PassageKind.EXAMPLE, PassageKind.FIGURE):
            notes.append(one.text)
        elif chinese and not definition and not english and _LATIN.fullmatch(one.text):
            english = one.text
        elif chinese and not definition and _LATIN.fullmatch(one.text) and len(one.text) < 80:
            english = f"{english} {one.text}"
        else:
            definition.append(f"{one.label} {one.text}" if one.label else one.text)
    while chinese and len(definition) > 1 and _OTHER.fullmatch(definition[0]):
        others.append(definition.pop(0))
    text, source = _source("\n".join(definition))
    if not name or not text:
        return None
    return Term(clause.number, name, english, text, clause.place, tuple(others), tuple(notes), source)


def _source(text: str) -> tuple[str, str]:
    match = _SOURCE.search(text)
    if match is None:
        return text, ""
    return text[: match.start()].rstrip(), match["source"].strip()
