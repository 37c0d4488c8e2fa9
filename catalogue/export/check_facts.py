"""What every report of a check says of the whole: what was checked, by which catalogue, with which result."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.export.file_head import clean_name
from catalogue.export.rows import Cell
from catalogue.validity import HEAD, SHA256, SM3, Check, Verdict
from catalogue.wording import Words, label, say, value_words

#: verdict -> background: red blocks, orange has to be revised, yellow is to be decided by a person, green found nothing
COLOURS = {
    label("verdict", verdict.value): colour
    for colour, verdicts in {
        "C6E7C8": (Verdict.IN_FORCE,),
        "FFD8A8": (Verdict.SUCCESSOR_ANNOUNCED, Verdict.UPCOMING, Verdict.PARTLY_REPLACED, Verdict.UNDATED),
        "F8B4B4": (Verdict.REPLACED, Verdict.ABOLISHED),
        "FFF3A3": (
            *(Verdict.OTHER_EDITION, Verdict.NOT_FOUND, Verdict.AMBIGUOUS),
            *(Verdict.NOT_A_NUMBER, Verdict.CONTRADICTORY),
        ),
    }.items()
    for verdict in verdicts
}
#: verdicts that the catalogue gives no answer to, and what a person has to do about them
OPEN = (
    Verdict.NOT_FOUND,
    Verdict.OTHER_EDITION,
    Verdict.AMBIGUOUS,
    Verdict.NOT_A_NUMBER,
    Verdict.CONTRADICTORY,
)


def disclaimer(check: Check) -> Words:
    """What a report never is: an approval."""
    return say("check_disclaimer", day=check.day)


def list_facts(check: Check) -> Iterator[tuple[str, Cell]]:
    """(name, value) pairs: the head that the digest covers, how the document was read."""
    yield from zip(HEAD, check.head, strict=True)
    yield "读作", "清单（逐行查证）" if check.is_list else "正文（查证其中引用的标准）"
    yield "文件的行、段数", check.read
    for reason, count in check.skips.items():
        yield f"未查证：{label('reason', reason)}", count
    for problem in check.problems:
        yield "未能读取", problem.words.chinese
    for words in check.notes:
        yield "读取说明", words.chinese


def list_counts(check: Check) -> Iterator[tuple[str, int]]:
    """(word of the verdict, rows) pairs."""
    for verdict, count in check.counts.items():
        yield label("verdict", verdict.value), count


def list_comparison(check: Check) -> Iterator[tuple[str, Cell]]:
    """(name, value) pairs of the comparison with an earlier report, and of the second list."""
    if (comparison := check.comparison) is not None:
        yield "上次报告", comparison.report.name
        yield "上次的基准日期", comparison.report.day
        yield "上次的目录版本", comparison.report.generation
        for kind, count in comparison.counts.items():
            yield f"与上次相比：{label('change', kind.value)}", count
    if (joined := check.joined) is not None:
        yield "附表", joined.name
        for match, count in joined.counts.items():
            yield f"附表对应：{value_words('match', match.value).chinese}", count
        yield "附表中有而清单中没有", len(joined.lacking)


def list_digests(check: Check) -> Iterator[tuple[str, str]]:
    """The digests; where this Python has no SM3 that is said in its place."""
    yield SHA256, check.digest.sha256
    yield SM3, check.digest.sm3 or say("check_sm3_missing").chinese


def name_report(check: Check, ending: str) -> str:
    """A name for the file that says document and day."""
    name = clean_name(check.name.rpartition(".")[0] or check.name)[:40] or "标准"
    return f"鲁标-查新-{name}-{check.day.isoformat()}.{ending}"
