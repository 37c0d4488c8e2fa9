"""What a draft names and never uses, and what it uses and never names: references, tables, figures and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.drafts.elements import REFERENCES, TERMS, chapter, is_engineering, is_regulation
from catalogue.drafts.findings import Finding, found
from standard.clauses import Clause, ClauseKind, PassageKind, StandardText
from standard.folding import fold_characters
from standard.number import find_numbers

#: what is no text of the standard itself
_AROUND = (ClauseKind.FOREWORD, ClauseKind.INTRODUCTION, ClauseKind.BIBLIOGRAPHY, ClauseKind.REFERENCE_LIST)
_OTHER = (*_AROUND, ClauseKind.INDEX, ClauseKind.EXPLANATION, ClauseKind.ADDITIONAL, ClauseKind.WORDING)


def citing_faults(text: StandardText) -> Iterator[Finding]:
    """References, tables, figures and terms that are not used, and references that are not listed."""
    if is_regulation(text):
        return
    yield from _references(text)
    yield from _captions(text)
    yield from _terms(text)


def _body(text: StandardText) -> list[Clause]:
    listed = chapter(text, REFERENCES)
    return [inner for one in text.clauses if one.kind not in _OTHER and one is not listed for inner in one.walk()]


def _references(text: StandardText) -> Iterator[Finding]:
    """Numbers cited against numbers listed; an undated one and its editions are one."""
    if is_engineering(text) or chapter(text, REFERENCES) is None:
        return
    cited: dict[str, Clause] = {}
    for clause in _body(text):
        for match in find_numbers(clause.title + "\n" + clause.text):
            cited.setdefault(match.number.series, clause)
    own = {number.series for number in text.numbers}
    behind = "\n".join(c.text for one in text.clauses if one.kind is ClauseKind.BIBLIOGRAPHY for c in one.walk())
    listed = {one.number.series for one in text.references if one.normative}
    known = listed | own | {match.number.series for match in find_numbers(behind)}
    for one in text.references:
        if one.normative and one.number.series not in cited:
            yield found("reference_not_cited", "", one.place, number=str(one.number))
    for series, clause in cited.items():
        if series not in known:
            yield found("reference_not_listed", clause.id, clause.place, number=series)


def _captions(text: StandardText) -> Iterator[Finding]:
    body = _body(text)
    said = _squeezed("\n".join(one.title + "\n" + _without_captions(one) for one in body))
    for clause in body:
        for content in clause.content:
            figure = not hasattr(content, "rows") and getattr(content, "kind", None) is PassageKind.FIGURE
            if not content.label or not (figure or hasattr(content, "rows")):
                continue
            label = _squeezed(content.label)
            if not re.search(re.escape(label) + r"(?!\.?\d)", said) and not _in_range(label, said):
                rule = "figure_not_cited" if figure else "table_not_cited"
                yield found(rule, clause.id, content.place, label=content.label)


def _without_captions(clause: Clause) -> str:
    """The text of a clause, without the labels of its own tables and figures."""
    lines = []
    for content in clause.content:
        if hasattr(content, "rows"):
            lines += ["\t".join(row) for row in content.rows]
        elif content.kind is not PassageKind.FIGURE:
            lines.append(content.text)
    return "\n".join(lines)


def _in_range(label: str, said: str) -> bool:
    """Whether a table or figure is within `表1~表4` or one of `表1、2和3`."""
    match = re.fullmatch(r"([表图])([A-Z]\.)?(\d+)", label)
    if match is None:
        return False
    kind, annex, number = match[1], re.escape(match[2] or ""), int(match[3])
    for low, high in re.findall(rf"{kind}{annex}(\d+)(?:[~～-]|至|到){kind}?{annex}(\d+)", said):
        if int(low) <= number <= int(high):
            return True
    return (
        re.search(rf"{kind}{annex}\d+(?:[、,和及与]{kind}?{annex}\d+)*[、,和及与]{kind}?{annex}{number}(?!\d)", said)
        is not None
    )


def _terms(text: StandardText) -> Iterator[Finding]:
    clause = chapter(text, TERMS)
    rest = [one for one in _body(text) if clause is None or one not in tuple(clause.walk())]
    said = _squeezed("\n".join(one.title + one.text for one in rest))
    for term in text.terms:
        definitions = "".join(one.definition for one in text.terms if one is not term)
        names = [_squeezed(name) for name in (term.name, *term.others) if name]
        if names and not any(name in said or name in _squeezed(definitions) for name in names):
            yield found("term_not_used", term.number, term.place, name=term.name)


def _squeezed(text: str) -> str:
    """A text as it is searched: folded, without blanks; lines stay lines, so that no figure meets that of the next."""
    return "\n".join("".join(fold_characters(line).split()) for line in text.splitlines())
