"""What corpus/README.md says is to be seen in the shipped catalogue is there."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from tests.corpus_rows import (
    CORPUS,
    FILES,
    SUBJECTS,
    all_rows,
    by_number,
    cells,
    read,
)


def told(section: str) -> list[tuple[str, list[str]]]:
    """The rows of one kind in README's table of what is to be seen: what it is, and the file and numbers named."""
    lines = (CORPUS / "README.md").read_text(encoding="utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    rows = [(row[0], re.findall(r"`([^`]+)`", row[1])) for row in table if len(row) == 2]
    return [(what, named) for what, named in rows if what.startswith(section)]


def test_the_chains_of_editions_are_there() -> None:
    rows, shown = by_number(), told("a chain of editions")
    assert shown
    for _, chain in shown:
        assert len(chain) >= 3
        for old, new in pairwise(chain):
            assert old in cells(rows[new], "replaces"), (old, new)
            assert new in cells(rows[old], "replaced_by"), (old, new)


def test_the_replacements_in_part_are_there() -> None:
    rows, shown = by_number(), told("a replacement in part")
    assert shown
    for _, (old, *parts) in shown:
        assert parts
        for new in parts:
            assert old in cells(rows[new], "replaces_partly")
            assert new in cells(rows[old], "replaced_partly_by")


def test_the_adoptions_are_there_with_the_standard_adopted() -> None:
    rows, shown = by_number(), told("an adoption")
    assert {what.split()[-1] for what, _ in shown} == {"IDT", "MOD", "NEQ"}
    for what, (number, adopted) in shown:
        assert f"{adopted} ({what.split()[-1]})" in cells(rows[number], "adopts")
        assert rows[adopted]["level"] == "international"


def test_every_adopted_standard_is_a_row() -> None:
    rows = by_number()
    named = {cell.split(" (")[0] for row in rows.values() for cell in cells(row, "adopts")}
    assert named <= set(rows)


def test_the_subjects_at_all_five_levels_are_there() -> None:
    five, shown = ["national", "industry", "local", "group", "enterprise"], told("one subject at five levels")
    assert shown
    for _, (file, *numbers) in shown:
        level = {row["number"]: row["level"] for row in read(SUBJECTS / file)}
        assert [level[number] for number in numbers] == five


def test_the_counts_in_the_readme_are_true() -> None:
    table = _count_table((CORPUS / "README.md").read_text(encoding="utf-8"))
    levels = [name for name in next(iter(table.values())) if name != "all"]
    for path in FILES:
        counts = Counter(row["level"] for row in read(path))
        assert table[path.name] == {**{level: counts[level] for level in levels}, "all": counts.total()}
    total = Counter(row["level"] for row in all_rows())
    assert table["all"] == {**{level: total[level] for level in levels}, "all": total.total()}
    assert set(total) <= set(levels)


def _count_table(text: str) -> dict[str, dict[str, int]]:
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    start = next(index for index, line in enumerate(lines) if line[:2] == ["file", "subject"])
    names = lines[start][2:]
    body = [line for line in lines[start + 2 :] if len(line) == len(names) + 2]
    return {line[0]: {name: int(cell) for name, cell in zip(names, line[2:], strict=True)} for line in body}
