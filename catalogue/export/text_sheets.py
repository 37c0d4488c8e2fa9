"""Two standards compared, as sheets: records, clauses, terms, references, obligations and indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalogue.comparison import Change, Comparison, ObligationRow, Referred, Run, TextComparison, clause_changes
from catalogue.export.rows import Cell
from catalogue.export.xlsx import Layout, Sheet
from catalogue.indicators import Indicator, IndicatorRow
from catalogue.wording import say, value_words
from standard.clauses import Clause

#: verdict -> colour of its cell, beside its word
_COLOURS = {"stricter": "C6E0B4", "stronger": "C6E0B4", "looser": "F8CBAD", "weaker": "F8CBAD", "opposite": "F8CBAD",
            "changed": "FFE699", "different": "FFE699", "not_comparable": "D9D9D9"}  # fmt: skip
_VERDICT = "结论"


def list_text_sheets(found: Comparison | TextComparison) -> Iterator[Sheet]:
    """The sheets of a comparison: 指标对照 first where there are texts, then the others, records last."""
    texts = found.texts if isinstance(found, Comparison) else found
    if texts is not None:
        yield _indicators(texts)
        yield _clauses(texts)
        yield _obligations(texts)
        yield _terms(texts)
        yield _references(texts)
        if texts.problems:
            rows = ((name, words.chinese) for name, words in texts.problems)
            yield Sheet("无法判定", (28, 90), ("文本", "内容"), rows, layout=Layout.TABLE)
    if isinstance(found, Comparison):
        yield _records(found)
    yield Sheet("说明", (20, 80), ("项目", "内容"), _notes(found), layout=Layout.FACTS)


def verdict_word(verdict: str) -> str:
    """A verdict in Chinese."""
    return say(f"compare_verdict_{verdict}").chinese


def _sheet(title: str, columns: Iterable[tuple[str, int]], rows: Iterator[tuple[Cell, ...]]) -> Sheet:
    labels, widths = zip(*columns, strict=True)
    colours = {verdict_word(verdict): colour for verdict, colour in _COLOURS.items()}
    return Sheet(title, widths, labels, rows, colours, _VERDICT, Layout.TABLE)


def _indicators(texts: TextComparison) -> Sheet:
    left, right = texts.left.name, texts.right.name
    columns = (("对象", 16), ("指标", 20), ("条件", 16), ("等级", 8), (left, 18), (right, 18), (_VERDICT, 12),
               ("理由", 30), ("左方条款", 9), ("右方条款", 9), ("左方原文", 50), ("右方原文", 50))  # fmt: skip
    return _sheet("指标对照", columns, map(_indicator, texts.indicators))


def _indicator(row: IndicatorRow) -> tuple[Cell, ...]:
    named = (row.object or None, row.characteristic, row.condition or None, row.grade or None)
    sides = (row.left, row.right)
    limits = tuple(one.limit.chinese if one is not None else None for one in sides)
    clauses = tuple(one.clause if one is not None else None for one in sides)
    return (*named, *limits, verdict_word(row.verdict), row.reason.chinese, *clauses, *map(_sentence, sides))


def _sentence(one: Indicator | None) -> Cell:
    return one.text if one is not None else None


def _clauses(texts: TextComparison) -> Sheet:
    columns = ((texts.left.name, 24), (texts.right.name, 24), (_VERDICT, 14), ("位置变动", 9), ("相似度", 8),
               ("改动（[-删-] [+增+]）", 100))  # fmt: skip
    rows = (
        (
            _clause(pair.left),
            _clause(pair.right),
            verdict_word(pair.kind),
            "是" if pair.moved else None,
            pair.similarity,
            mark_changes(clause_changes(pair)) if pair.kind == "changed" else None,
        )
        for pair in texts.clauses
    )
    return _sheet("条款对照", columns, rows)


def mark_changes(runs: Iterable[Run]) -> str:
    """A redline as plain text: `含量[-不应-][+不宜+]大于`."""
    signs = {Change.EQUAL: ("", ""), Change.DELETE: ("[-", "-]"), Change.INSERT: ("[+", "+]")}
    return "".join(f"{signs[run.change][0]}{run.text}{signs[run.change][1]}" for run in runs)


def _clause(clause: Clause | None) -> Cell:
    return f"{clause.number} {clause.title}".strip() if clause is not None else None


def _obligations(texts: TextComparison) -> Sheet:
    columns = (("左方条款", 9), ("右方条款", 9), (_VERDICT, 12), (texts.left.name, 60), (texts.right.name, 60))
    return _sheet("要求程度", columns, map(_obligation, texts.obligations))


def _obligation(row: ObligationRow) -> tuple[Cell, ...]:
    clauses = (row.left_clause.number, row.right_clause.number)
    return (*clauses, verdict_word(row.verdict), row.left.requirement.text, row.right.requirement.text)


def _terms(texts: TextComparison) -> Sheet:
    columns = (("术语", 24), (_VERDICT, 12), (texts.left.name, 60), (texts.right.name, 60))
    rows = (
        (
            row.name,
            verdict_word(row.verdict),
            row.left.definition if row.left is not None else None,
            row.right.definition if row.right is not None else None,
        )
        for row in texts.terms
    )
    return _sheet("术语对照", columns, rows)


def _references(texts: TextComparison) -> Sheet:
    columns = (("标准", 20), ("题名", 50), (_VERDICT, 12), (texts.left.name, 22), ("左方引用的效力", 16),
               (texts.right.name, 22), ("右方引用的效力", 16))  # fmt: skip
    rows = (
        (row.name, row.title, verdict_word(row.verdict), *_referred(row.left), *_referred(row.right))
        for row in texts.references
    )
    return _sheet("引用对照", columns, rows)


def _referred(side: Referred | None) -> tuple[Cell, Cell]:
    if side is None:
        return None, None
    standing = side.standing
    words = value_words("verdict", standing.verdict.value).chinese if standing is not None else None
    return str(side.reference.number), words


def _records(found: Comparison) -> Sheet:
    columns = (("项目", 20), (_VERDICT, 12), *((record.number, 50) for record in found.records))
    words = {"equal": "相同", "different": "不同", "only_here": "仅一方有"}
    rows = ((row.words.chinese, words[row.verdict], *row.values) for row in found.rows if row.holders)
    return _sheet("题录对照", columns, rows)


def _notes(found: Comparison | TextComparison) -> Iterator[tuple[str, Cell]]:
    texts = found.texts if isinstance(found, Comparison) else found
    if isinstance(found, Comparison):
        yield "基准日期", found.day
        yield "目录版本", found.generation
        for record, checks in zip(found.records, found.checks, strict=True):
            yield from ((record.number, check.text.chinese) for check in checks)
        if texts is None:
            yield "文本", found.missing_texts.chinese
    if texts is not None:
        yield "左方", f"{texts.left.name} {texts.left.title}"
        yield "右方", f"{texts.right.name} {texts.right.title}"
        for name, counts in texts.counts.items():
            told = "，".join(f"{verdict_word(verdict)} {count}" for verdict, count in counts.items())
            yield say(f"compare_text_{name}").chinese, told or "无"
    yield "说明", say("compare_text_disclaimer").chinese
