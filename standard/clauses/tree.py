"""Chosen headings and the lines between them -> clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from standard.clauses.content import contents, under
from standard.clauses.headings import ANNEX, Candidate, Key
from standard.clauses.lines import Line
from standard.clauses.obligations import bound, requirements_of
from standard.clauses.references import LIST
from standard.clauses.terms import CHAPTER, in_line, may_be_name, split_name
from standard.clauses.values import Clause, ClauseKind, Content, Passage, TextProblem
from standard.place import Place


@dataclass
class Section:
    """A clause while the tree is built."""

    number: str
    title: str
    kind: ClauseKind
    #: its place in the tree: a section is within the one whose key its own begins with
    key: Key
    place: Place
    content: Sequence[Content] = ()
    children: list[Section] = field(default_factory=list)


def sections_of(lines: Sequence[Line], heads: Sequence[Candidate]) -> tuple[list[Section], list[TextProblem]]:
    """A section for each heading, in the order of the text."""
    sections: list[Section] = []
    problems: list[TextProblem] = []
    terms = False
    ends = [head.at for head in heads[1:]] + [len(lines)] * bool(heads)
    for head, end in zip(heads, ends, strict=True):
        line, below = lines[head.at], lines[head.at + 1 : end]
        annex = len(head.key) == 1 and head.kind in (
            ClauseKind.ANNEX, ClauseKind.NORMATIVE_ANNEX, ClauseKind.INFORMATIVE_ANNEX,
        )  # fmt: skip
        found = under(head.rest, line, below, annex=annex)
        if len(head.key) == 1:
            terms = CHAPTER.search(found.title) is not None and not annex
        title, lines_below = found.title, found.lines
        if terms and len(head.key) > 1:
            title, lines_below = _term_title(title, lines_below)
        if head.damaged == "":
            title, lines_below = head.rest, list(below)
        listed = head.kind in (ClauseKind.BIBLIOGRAPHY, ClauseKind.REFERENCE_LIST) or LIST.fullmatch(title) is not None
        made = contents(lines_below, entries=listed)
        problems += made.problems
        sections.append(Section(head.number, title, head.kind, head.key, line.place, made.content))
    return sections, problems


def _term_title(title: str, lines: list[Line]) -> tuple[str, list[Line]]:
    """The name of a term as title; its English stands before the definition again, for `terms`."""
    if not title and lines and (parts := in_line(lines[0].text)) is not None:
        title, lines = parts[0], [replace(lines[0], text=parts[1]), *lines[1:]]
    name, english = split_name(title) if may_be_name(title) else (title, "")
    if not english:
        return title, lines
    place = lines[0].place if lines else Place()
    return name, [Line(english, place), *lines]


def clauses_of(sections: Sequence[Section]) -> tuple[Clause, ...]:
    """The tree of clauses, with ids that are unique and with what their sentences ask."""
    roots: list[Section] = []
    stack: list[Section] = []
    for section in sections:
        section.children = []
        while stack and not within(section.key, stack[-1].key):
            stack.pop()
        (stack[-1].children if stack else roots).append(section)
        stack.append(section)
    used: dict[str, int] = {}
    return tuple(_clause(root, 1, root.title, used) for root in roots)


def within(key: Key, other: Key) -> bool:
    """Whether a key is that of something within another."""
    return len(key) > len(other) and key[: len(other)] == other


def _clause(section: Section, level: int, chapter: str, used: dict[str, int]) -> Clause:
    clause = Clause(
        _identity(section, used), section.number, section.title, section.kind, level, section.place,
        tuple(section.content), (), (),
    )  # fmt: skip
    children = tuple(_clause(child, level + 1, chapter, used) for child in section.children)
    asked = requirements_of(clause) if bound(clause, chapter) else ()
    return replace(clause, children=children, requirements=asked)


def _identity(section: Section, used: dict[str, int]) -> str:
    name = section.number.removeprefix("附录") or str(section.kind)
    if section.kind is ClauseKind.EXPLANATION and section.number:
        name = f"{ClauseKind.EXPLANATION}/{section.number}"
    used[name] = used.get(name, 0) + 1
    return name if used[name] == 1 else f"{name}#{used[name]}"


def is_annex(key: Key) -> bool:
    """Whether a key is that of an annex or of something in one."""
    return ANNEX < key[0] <= ANNEX + 26


def passages(content: Sequence[Content]) -> list[Passage]:
    """The passages of some content."""
    return [one for one in content if isinstance(one, Passage)]
