"""A whole check: every row of a document is in it, judged or skipped, and its JSON has the agreed names."""

from __future__ import annotations

import json
from datetime import date

from catalogue.validity import Verdict, read_entries
from indexer.readers import read_document, read_text
from standard.wording import ENGLISH, in_json
from tests.catalogue.validity.checks import LIST, NOW, THEN, check

NAMES = {
    *("row", "given", "number", "title", "verdict", "status", "issued", "effective", "abolished", "replaced_by"),
    *("in_force", "near", "source", "checked", "note", "place"),
}


def test_a_check_counts_its_verdicts_in_their_order() -> None:
    found = check("GB/T 999-2001\nGB/T 300-2010\nGB/T 100-2010\nGB/T 100-2010\n")
    assert list(found.counts.items()) == [(Verdict.IN_FORCE, 2), (Verdict.ABOLISHED, 1), (Verdict.NOT_FOUND, 1)]
    assert found.rows[3].duplicate_of == 3


def test_all_in_force_is_only_said_where_everything_was_read_and_is() -> None:
    assert check("GB/T 100-2010\nGB/T 200-2026\n").all_in_force
    assert not check("GB/T 100-2010\nGB/T 999-2001\n").all_in_force
    assert not check("").all_in_force
    assert not check(read_document(b"%PDF-1.4 broken", "broken.pdf")).all_in_force


def test_what_was_skipped_is_told_with_its_reason() -> None:
    found = check("本产品按下列标准检验，出厂前逐件核对。\n\n螺栓应符合 GB/T 100-2010 的规定，灯具另行规定。\n")
    assert not found.is_list
    assert [row.number for row in found.rows] == ["GB/T 100-2010"]
    assert found.skips["no_citation"] == 1
    told = json.loads(json.dumps(found.to_json(), default=in_json(ENGLISH)))
    assert {one["reason"] for one in told["skipped"]} == set(found.skips)


def test_the_json_has_the_agreed_names() -> None:
    found = check(day=THEN)
    value = json.loads(json.dumps(found.to_json(), default=in_json(ENGLISH)))
    assert value["on"] == THEN.isoformat()
    assert value["made"] == NOW.isoformat()
    assert value["generation"] == "000002"
    assert value["counts"] == {"in_force": 2, "abolished": 1, "not_found": 1}
    assert len(value["rows"]) == 4
    assert all(row.keys() >= NAMES for row in value["rows"])
    assert value["digest"]["rows"] == 4
    assert len(value["digest"]["sha256"]) == 64


def test_entries_that_were_read_before_are_taken_as_they_are() -> None:
    from dataclasses import replace

    from catalogue.validity import check_document
    from tests.catalogue.validity.checks import AFTER, opened

    document = read_text(LIST)
    entries = read_entries(document)
    fewer = replace(entries, entries=entries.entries[:1])
    found = check_document(opened(AFTER, "1"), document, NOW, NOW, entries=fewer)
    assert [row.number for row in found.rows] == ["GB/T 100-2010"]


def test_progress_is_told_up_to_the_last_row() -> None:
    from catalogue.validity import check_document
    from tests.catalogue.validity.checks import AFTER, opened

    told: list[tuple[int, int]] = []
    text = "\n".join(f"GB/T {serial}-2010" for serial in range(1, 1101))
    check_document(
        opened(AFTER, "1"), read_text(text), NOW, NOW, progress=lambda done, total: told.append((done, total))
    )
    assert told == [(500, 1100), (1000, 1100), (1100, 1100)]


def test_another_day_gives_other_verdicts() -> None:
    assert check(day=date(2026, 3, 1)).rows[1].verdict is Verdict.SUCCESSOR_ANNOUNCED
    assert check(day=NOW).rows[1].verdict is Verdict.REPLACED
