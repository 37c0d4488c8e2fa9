"""The shipped adoptions: each names its source, and says what the catalogue and the editions beside it bear out."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from indexer.readers import Row, StatedAdoption, read, stated_adoption
from indexer.readers.columns import Labels
from indexer.readers.file_records import items_of, rows_of
from standard.record import Record

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def shipped() -> list[StatedAdoption]:
    labels = Labels()
    rows = [row for item in items_of(CORPUS / "adoptions.tsv", labels) for row in rows_of(item, labels)]
    found = [stated_adoption(row) for row in rows if isinstance(row, Row)]
    stated = [one for one in found if isinstance(one, StatedAdoption)]
    assert len(stated) == len(rows)
    assert not labels.unknown
    return stated


def editions() -> dict[str, Record]:
    rows = list(read([CORPUS / "international"]))
    found = {row.number: row for row in rows if isinstance(row, Record)}
    assert len(found) == len(rows)
    return found


def test_each_row_is_read_once_and_names_a_source() -> None:
    rows = shipped()
    assert len({(one.number, one.adoption.number) for one in rows}) == len(rows)
    assert not [one for one in rows if re.search(r"\bown\b|memory", one.adoption.source)]


def test_the_readme_counts_what_is_shipped() -> None:
    page = (CORPUS / "README.md").read_text(encoding="utf-8")
    rows, kinds = shipped(), Counter(one.adoption.source.split(",")[0].split(" ")[0] for one in shipped())
    assert f"Of its {len(rows)} rows {kinds['std.samr.gov.cn']} are from std.samr.gov.cn" in page
    assert f"and {sum(one.adoption.source.startswith('third-party') for one in rows)} from\nthird-party texts" in page
    assert f"`corpus/international/` holds {len(editions())} editions" in page


def test_editions_say_which_is_in_force_and_what_replaced_the_others() -> None:
    known = editions()
    dated = [one.adoption.number for one in shipped() if one.adoption.number in known]
    assert len(dated) > 25
    ended = [known[number] for number in dated if known[number].status.ended]
    assert len(ended) > 10
    # the list of IEC does not say what replaced an edition under another number
    assert [record.number for record in ended if not record.replaced_by] == ["IEC 62280-1:2002"]
