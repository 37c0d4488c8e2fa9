"""What a notice lists is announced; when a catalogue has it, that counts, in whatever order they are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalogue.catalogue import Catalogue
from catalogue.changes import Choice, Kind
from indexer.lifecycle import Generations, reindex
from indexer.readers import merge, read
from standard.record import Record
from standard.status import Status
from standard.status_words import ANNOUNCED

PAGES = Path(__file__).parent / "pages"
NOTICE = PAGES / "example-notice-national.html"
FILINGS = PAGES / "example-filings-local.html"
TODAY = date(2026, 11, 24)


def announced(path: Path = NOTICE) -> Record:
    row = next(row for row in read([path], today=TODAY) if isinstance(row, Record))
    assert row.status_word == ANNOUNCED
    return row


def catalogued(notice: Record, checked: date | None) -> Record:
    return Record(
        notice.number,
        notice.title,
        status=Status.CURRENT,
        status_word="现行",
        issued=notice.issued,
        effective=date(2027, 4, 1),
        source="openstd.samr.gov.cn",
        url="https://openstd.samr.gov.cn/1",
        checked=checked,
    )


@pytest.mark.parametrize("path", [NOTICE, FILINGS])
def test_what_a_notice_lists_is_upcoming_with_the_notice_as_its_source(path: Path) -> None:
    record = announced(path)
    assert (record.status, record.source) == (Status.UPCOMING, "std.sacinfo.org.cn")
    assert record.issued is not None
    assert any("发布见" in note for note in record.notes)
    assert record.status_on(date(2027, 5, 1)) is Status.CURRENT, "from its day on it is in force"


def test_the_day_of_a_national_notice_is_the_day_of_issue() -> None:
    assert announced().issued == announced().checked == date(2026, 10, 5)
    assert announced(FILINGS).issued == date(2026, 10, 20), "a monthly report comes later"


@pytest.mark.parametrize("checked", [None, date(2026, 9, 1), date(2026, 10, 5), date(2027, 5, 1)])
def test_a_catalogue_counts_before_a_notice(checked: date | None) -> None:
    notice = announced()
    record = catalogued(notice, checked)
    for merged in (merge(notice, record), merge(record, notice)):
        for name in ("status", "status_word", "source", "url", "checked", "effective"):
            assert getattr(merged, name) == getattr(record, name), name
        assert set(notice.notes) <= set(merged.notes), "the notice stays as a source"
        assert ("effective", "2027-05-01", notice.source) in [(c.field, c.value, c.source) for c in merged.conflicts]
        assert not [one for one in merged.conflicts if one.field == "status"]
        assert merge(merged, notice) == merged


@pytest.mark.parametrize("status", [Status.DRAFT, Status.UNKNOWN])
def test_a_notice_counts_before_a_plan_or_nothing(status: Status) -> None:
    notice = announced()
    plan = replace(catalogued(notice, date(2026, 11, 1)), status=status, status_word="", effective=None)
    for merged in (merge(notice, plan), merge(plan, notice)):
        assert (merged.status, merged.status_word) == (Status.UPCOMING, ANNOUNCED)


def test_announced_and_then_catalogued(tmp_path: Path) -> None:
    """Found from the day of the notice on, and told as a change of the standard once."""
    (tmp_path / "known.jsonl").write_text(
        '{"number": "GB/T 99901.2-2008", "title": "示例 大蒜", "status": "现行", "checked": "2026-09-30"}\n',
        encoding="utf-8",
    )
    generations = Generations(tmp_path / "index")
    sources = [tmp_path / "known.jsonl"]
    reindex(generations, sources)
    reindex(generations, [*sources, NOTICE])
    catalogue = Catalogue.open(tmp_path / "index", today=lambda: TODAY)
    number = "GB/T 99901.2-2026"
    assert catalogue.standard(number).status is Status.UPCOMING
    told = {entry.number: entry.kind for entry in catalogue.changes(Choice()).entries}
    assert told[number] is Kind.NEW_EDITION
    assert told["GB/T 99901.2-2008"] is Kind.SUCCESSOR_ANNOUNCED
    (tmp_path / "new.jsonl").write_text(
        f'{{"number": "{number}", "title": "示例 大蒜 第2部分：分级", "status": "即将实施", "effective": "2027-05-01", '
        '"source": "openstd.samr.gov.cn", "checked": "2026-11-20"}\n',
        encoding="utf-8",
    )
    reindex(generations, [*sources, NOTICE, tmp_path / "new.jsonl"])
    record = catalogue.standard(number).record
    assert (record.source, record.status_word) == ("openstd.samr.gov.cn", "即将实施")
    assert any("第99号" in note for note in record.notes)
    assert [entry.kind for entry in catalogue.changes(Choice()).entries] == [Kind.SOURCE_CHANGED]
