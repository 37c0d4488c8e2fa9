"""Two texts compared, against differences planted in demonstration texts and clauses paired by reading."""

from __future__ import annotations

import random
import re
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.catalogue import today_in_shanghai
from catalogue.comparison import (
    ClausePair,
    ComparedText,
    Judge,
    PairKind,
    TextComparison,
    align_clauses,
    compare_texts,
    judge_on,
)
from catalogue.indicators import Indicator, Operator
from indexer.lifecycle import generations_at
from indexer.readers import read_standard_text
from standard.clauses import Clause, StandardText, TextBlock, read_clauses
from standard.place import Place
from standard.tables import parse

_HERE = Path(__file__).parent
CLAUSE_PAIRS = _HERE / "clause_pairs.tsv"
DIFFERENCES = _HERE / "demonstration_differences.tsv"
_PAIRED = (PairKind.EQUAL, PairKind.CHANGED)


@dataclass
class Score:
    """How much of what was marked was found, and how much of what was found was marked."""

    marked: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what was marked that was found."""
        return self.right / self.marked if self.marked else 1.0


@dataclass(frozen=True)
class Row:
    """A planted or found difference: clauses, what it is about, verdict."""

    left: str
    right: str
    subject: str
    verdict: str
    #: figures of both sides; of obligations nothing
    values: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())

    def fits(self, other: Row) -> bool:
        """Whether a found row is this planted one: same clauses, verdict and figures, its subject in the other's."""
        same = (self.left, self.right, self.verdict) == (other.left, other.right, other.verdict)
        return same and self.values == other.values and _bare(self.subject) in _bare(other.subject)

    def __str__(self) -> str:
        return f"{self.left or '-'} {self.right or '-'} {self.subject} {self.values} {self.verdict}"


def clause_scores(texts: Path) -> Score:
    """Aligned clauses of GB/T 43564-2023 and GB/T 43565-2023, against the list of corresponding ones."""
    marks = parse(CLAUSE_PAIRS.read_text(encoding="utf-8"), "clause_pairs")
    left, right = (read_standard_text(texts / name)[0] for name in ("GBT435642023.txt", "GBT435652023.txt"))
    found = {
        (_name(pair.left), _name(pair.right))
        for pair in align_clauses(left, right)
        if pair.left is not None and pair.right is not None and pair.kind in _PAIRED
    }
    wanted = {(row["left"], row["right"]) for row in marks if row["left"] and row["right"]}
    unclear = {row["left"] or row["right"] for row in marks if row["note"]}
    wrong = {pair for pair in found - wanted if not unclear & set(pair)}
    return Score(
        len(wanted), len(found & wanted) + len(wrong), len(found & wanted), _told(wanted - found), _told(wrong)
    )


def demonstration_scores(folder: Path, judge: Judge | None, differences: Path = DIFFERENCES) -> dict[str, Score]:
    """Kind of difference -> its score over all pairs of demonstration texts; dead references need a `judge`."""
    scores: dict[str, Score] = {}
    planted = parse(differences.read_text(encoding="utf-8"), "demonstration_differences")
    for pair in dict.fromkeys(row["pair"] for row in planted):
        found = compare_texts(_read(folder, "DB37", pair), _read(folder, "GB", pair), judge)
        for kind, listed in _FOUND.items():
            marked = [_planted(row) for row in planted if row["pair"] == pair and row["kind"] == kind]
            _count(scores.setdefault(kind, Score()), pair, marked, list(listed(found)))
    return scores


def _read(folder: Path, start: str, pair: str) -> ComparedText:
    path = next(path for path in sorted(folder.iterdir()) if path.name.startswith(start) and pair in path.name)
    return ComparedText(path.stem, read_standard_text(path)[0])


def _planted(row: dict[str, str]) -> Row:
    verdict = (
        "common" if row["kind"] == "reference" and row["verdict"] == "dead_left" and row["right"] else row["verdict"]
    )
    if row["kind"] == "reference" and row["verdict"] == "dead_left" and not row["right"]:
        verdict = "only_left"
    dead = " dead_left" if row["verdict"] == "dead_left" else ""
    read = {"indicator": read_figures, "frequency": read_interval}.get(row["kind"])
    values = (read(row["left"]), read(row["right"])) if read is not None else ((), ())
    return Row(row["left_clause"], row["right_clause"], row["subject"], verdict + dead, values)


def read_interval(often: str) -> tuple[float, ...]:
    """The interval of a frequency as the list has it, in the unit that it is read in.

    >>> read_interval("1次/6个月"), read_interval("1次/季度"), read_interval("1次/(7~10 d)")
    ((6.0,), (3.0,), (7.0, 10.0))
    """
    period = often.partition("/")[2]
    return (3.0,) if period == "季度" else read_figures(period) or (1.0,)


def read_figures(limit: str) -> tuple[float, ...]:
    """The figures of a limit as it is written in the list: `≥6.5 cm`, `38±2 ℃`, `1:4`, `7.0~8.5`.

    >>> read_figures("38±2 ℃"), read_figures("1:4"), read_figures("-3~-2 ℃")
    ((36.0, 40.0), (0.25,), (-3.0, -2.0))
    """
    bare = re.sub(r"(?<=/)\d+(?= ?[a-zA-Z])|(?<=[a-zA-Z])[²³\d]+", "", limit.replace("B1", ""))
    if share := re.search(r"(\d+):(\d+)", bare):
        return (round(int(share[1]) / int(share[2]), 4),)
    if spread := re.search(r"(\d*\.?\d*)±(\d+\.?\d*)", bare):
        middle, reach = float(spread[1] or 0), float(spread[2])
        return (middle - reach, middle + reach)
    return tuple(float(one) for one in re.findall(r"(?<![\d.])-?\d+(?:\.\d+)?", bare))


def _count(score: Score, pair: str, marked: list[Row], found: list[Row]) -> None:
    rest = list(found)
    for row in marked:
        fitting = next((one for one in rest if row.fits(one)), None)
        if fitting is None:
            score.missed.append(f"{pair} {row}")
        else:
            rest.remove(fitting)
            score.right += 1
    # what is the same was marked only where it looks different: kPa and MPa
    rest = [row for row in rest if row.verdict != "same"]
    score.marked += len(marked)
    score.found = score.right + len(score.invented) + len(rest)
    score.invented += [f"{pair} {row}" for row in rest]


def _list_indicators(found: TextComparison, *, often: bool) -> Iterator[Row]:
    for row in found.indicators:
        one = row.left or row.right
        if one is None or _is_frequency(one.name) != often:
            continue
        clauses = (row.left.clause if row.left else "", row.right.clause if row.right else "")
        subject = f"{row.object} {row.characteristic} {row.condition} {row.grade} {one.text}"
        yield Row(*clauses, subject, row.verdict.value, (_figures(row.left), _figures(row.right)))


def _figures(one: Indicator | None) -> tuple[float, ...]:
    if one is None or one.op is Operator.ABSENT:
        return ()
    if one.plan is not None:
        plan = one.plan
        return tuple(float(figure) for figure in (plan.n, plan.c, plan.m, plan.M) if figure is not None)
    return tuple(dict.fromkeys(round(float(figure), 4) for figure in (one.low, one.high) if figure is not None))


def _is_frequency(name: str) -> bool:
    return name.endswith("间隔")


def _list_obligations(found: TextComparison) -> Iterator[Row]:
    for row in found.obligations:
        subject = f"{row.left_clause.title} {row.left.requirement.text}"
        yield Row(row.left_clause.number, row.right_clause.number, subject, row.verdict)


def _list_terms(found: TextComparison) -> Iterator[Row]:
    for row in found.terms:
        clauses = (row.left.number if row.left else "", row.right.number if row.right else "")
        yield Row(*clauses, row.name, row.verdict)


def _list_references(found: TextComparison) -> Iterator[Row]:
    for row in found.references:
        if row.normative:
            dead = "".join(f" dead_{side}" for side in row.dead)
            yield Row("", "", row.name, row.verdict + dead)


def _list_clauses(found: TextComparison) -> Iterator[Row]:
    terms = {one.number for side in (found.left, found.right) for one in side.text.terms}
    for pair in found.clauses:
        clause = pair.left or pair.right
        if clause is not None and pair.kind not in _PAIRED and clause.number not in terms:
            sides = (pair.left.number if pair.left else "", pair.right.number if pair.right else "")
            yield Row(*sides, clause.title or clause.text, pair.kind.value)


_FOUND: dict[str, Callable[[TextComparison], Iterable[Row]]] = {
    "indicator": lambda found: _list_indicators(found, often=False),
    "frequency": lambda found: _list_indicators(found, often=True),
    "obligation": _list_obligations,
    "term": _list_terms,
    "reference": _list_references,
    "clause": _list_clauses,
}


def changed_clauses(left: Path, right: Path) -> list[str]:
    """Names of the clauses and articles of two editions that are not the same, in order."""
    pairs = align_clauses(*(read_standard_text(path)[0] for path in (left, right)))
    return [_told_pair(pair) for pair in pairs if pair.kind is not PairKind.EQUAL]


def _told_pair(pair: ClausePair) -> str:
    return f"{_name(pair.left)} {_name(pair.right)} {pair.kind.value}"


def _name(clause: Clause | None) -> str:
    return (clause.number or clause.title) if clause is not None else "-"


def _told(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return sorted(" ".join(pair) for pair in pairs)


def _bare(text: str) -> str:
    return re.sub(r"[\s（）()]", "", text)


def judge_of(index: Path | None) -> Judge | None:
    """How cited standards stand by an index, today; None without one."""
    if index is None:
        return None
    generations = generations_at(index)
    return judge_on(generations.open(generations.current()), today_in_shanghai())


#: clauses of a text of 300 pages: some twelve a page
_CHAPTERS, _CLAUSES = 40, 90
_GOODS = tuple("蒜茄瓜胎泥料生粉筋阀泵缆璃瓷漆管炉齿轴纱")
_FACTS = (
    "水分",
    "灰分",
    "强度",
    "厚度",
    "密度",
    "硬度",
    "温度",
    "压力",
    "流量",
    "长度",
    "宽度",
    "噪声",
    "电阻",
    "酸度",
    "粒度",
)


def long_text(seed: int) -> StandardText:
    """A generated text of 300 pages: requirements with values, some changed from seed to seed."""
    chance = random.Random(seed)
    shape = random.Random(0)
    blocks = [TextBlock("1 范围", Place(line=1)), TextBlock("本文件规定了产品的要求。", Place(line=2))]
    line = 2
    for chapter in range(2, _CHAPTERS + 2):
        blocks.append(
            TextBlock(f"{chapter} {shape.choice(_GOODS)}的{shape.choice(_FACTS)}要求", Place(line=(line := line + 1)))
        )
        for clause in range(1, _CLAUSES + 1):
            good, fact, other = shape.choice(_GOODS), shape.choice(_FACTS), shape.choice(_GOODS)
            verb = "宜" if chance.random() < 0.05 else "应"
            text = (
                f"{chapter}.{clause} {good}的{fact}{verb}不小于{shape.randint(1, 900) + (chance.random() < 0.1)} mm，"
                f"与{other}接触的部分应清洁、干燥，{verb}按规定的方法检查{shape.randint(2, 60)}次并记录结果。"
            )
            blocks.append(TextBlock(text, Place(line=(line := line + 1))))
    return read_clauses(blocks)


def time_long_texts() -> tuple[float, int, float]:
    """Seconds for comparing two texts of 300 pages with all redlines, clauses of one, and peak memory in MB."""
    left, right = (ComparedText(name, long_text(seed)) for name, seed in (("A", 1), ("B", 2)))
    start = time.perf_counter()
    compare_texts(left, right).to_json()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, sum(1 for _ in left.text.walk()), peak
