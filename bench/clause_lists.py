"""Clauses, references and foreword facts of texts, against lists made by reading the texts (`clauses/`).

A list has the number and title of every clause of the body and the annexes (empty: the clause begins with its
sentence), written down before the program read the text. Titles are compared without blanks. What a scan broke is
listed as the standard has it where the text tells it, else as the text has it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from indexer.readers import read_standard_text
from standard.clauses import ClauseKind, StandardText, TextBlock, read_clauses
from standard.place import Place
from standard.tables import parse

LISTS = Path(__file__).parent / "clauses"
#: name of a list -> the file it is of
FILES = {
    "DB37_T_2904-2019": "DB37T29042019.txt",
    "GB_T_43564-2023": "GBT435642023.txt",
    "GB_T_43565-2023": "GBT435652023.txt",
    "GB_T_38629-2020": "GBT38629-2020.txt",
    "GB_55001-2021": "GB55001-2021.txt",
    "JTS_239-2015": "JTS239-2015.txt",
    "GB_55037-2022": "GB55037-2022_clauses.csv",
    "GB_7714-1987": "GB7714-1987.txt",
    "GB_T_7714-2005": "GBT7714-2005.txt",
}
#: left out of the comparison: the explanation repeats the numbers
_APART = (ClauseKind.EXPLANATION,)


@dataclass
class Score:
    """What was read of one text, against its list."""

    name: str
    listed: int
    numbers_right: int
    right: int
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    titles_wrong: list[str] = field(default_factory=list)
    facts_wrong: list[str] = field(default_factory=list)
    facts: int = 0
    problems: int = 0

    @property
    def share(self) -> float:
        """Clauses right in number and title, of those listed and those that are too many."""
        return self.right / max(self.listed + len(self.extra), 1)

    @property
    def share_of_numbers(self) -> float:
        """The same by number alone."""
        return self.numbers_right / max(self.listed + len(self.extra), 1)

    def figures(self) -> dict[str, Any]:
        """The figures for a file of JSON."""
        return {
            "name": self.name,
            "listed": self.listed,
            "share": self.share,
            "share_of_numbers": self.share_of_numbers,
            "missing": self.missing,
            "extra": self.extra,
            "titles_wrong": self.titles_wrong,
            "facts": self.facts,
            "facts_wrong": self.facts_wrong,
            "problems": self.problems,
        }


def scores(folder: Path) -> Iterator[Score]:
    """The score of each listed text that the folder has."""
    facts = json.loads((LISTS / "facts.json").read_text("utf-8"))
    for name, file in FILES.items():
        if (folder / file).exists():
            text = text_of(folder / file)
            rows = parse((LISTS / f"{name}.tsv").read_text("utf-8"), name)
            score = compared(name, [(row["number"], row["title"]) for row in rows], text)
            score.facts_wrong, score.facts = facts_wrong(text, facts.get(name, {})), len(facts.get(name, {}))
            score.problems = len(text.problems)
            yield score


def text_of(file: Path) -> StandardText:
    """The text of a file; a table of clauses (CSV) is printed as lines first."""
    if file.suffix != ".csv":
        return read_standard_text(file)[0]
    seen: set[str] = set()
    lines: list[str] = []
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in list(csv.reader(stream))[1:]:
            for number, words in ((row[0], row[1]), (row[2], row[3]), (row[4], row[5])):
                if number and number not in seen:
                    seen.add(number)
                    lines += f"{number} {words}".split("\n")
    return read_clauses(TextBlock(line, Place(line=at)) for at, line in enumerate(lines, 1))


def compared(name: str, listed: list[tuple[str, str]], text: StandardText) -> Score:
    """How the clauses of a text stand to the listed ones, in their order."""
    read = [(one.number, one.title) for one in text.walk() if one.number and one.kind not in _APART]
    score = Score(name, len(listed), 0, 0)
    numbers = [number for number, _ in listed], [number for number, _ in read]
    for tag, left, left_end, right, right_end in SequenceMatcher(None, *numbers, autojunk=False).get_opcodes():
        if tag != "equal":
            score.missing += numbers[0][left:left_end]
            score.extra += numbers[1][right:right_end]
            continue
        for (number, title), (_, found) in zip(listed[left:left_end], read[right:right_end], strict=True):
            score.numbers_right += 1
            if "".join(title.split()) == "".join(found.split()):
                score.right += 1
            else:
                score.titles_wrong.append(f"{number} {title} | {found}")
    return score


def facts_wrong(text: StandardText, facts: dict[str, Any]) -> list[str]:
    """The facts of a text that are not as they were read by hand."""
    told = text.foreword
    read = {
        "number": str(text.numbers[0]) if text.numbers else "",
        "title": "".join(text.title.split()),
        "references": [str(one.number) for one in text.references if one.normative],
        "rule": told.rule,
        "replaces": list(told.replaces),
        "adopts": [f"{one.degree} {target.split(':')[0]}" for one in told.adopts for target in one.targets],
        "changes": len(told.changes),
        "proposer": told.proposer,
        "committee": told.committee,
        "units": len(told.units),
        "people": len(told.people),
    }
    return [f"{key}: {value} | {read[key]}" for key, value in facts.items() if read[key] != value]
