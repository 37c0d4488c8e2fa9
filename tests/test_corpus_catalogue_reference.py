"""Every fact in the large shipped catalogue is a fact of the collected records that it was made of."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from indexer.readers.issuers import issuers_of
from tests.corpus_rows import Row, cells, squeezed
from tests.test_corpus_catalogue import catalogue_rows

Originals = dict[str, list[dict[str, Any]]]
#: what a reader sees of a title
_BLANKS = re.compile(r"\s+")


@pytest.fixture(scope="module")
def originals(reference: Path) -> Originals:
    """The collected rows by number without separators."""
    found: Originals = {}
    for name in ("catalogue", "catalogue-more"):
        with gzip.open(reference / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for given in map(json.loads, lines):
                found.setdefault(key(given["code"]), []).append(given)
    return found


def key(number: str) -> str:
    """A number without separators and century: `SJ 1000-75` is SJ 1000-1975."""
    narrow = unicodedata.normalize("NFKC", number).replace("—", "-")
    return squeezed(re.sub(r"-19(\d\d)$", r"-\1", narrow))


def test_every_row_states_what_the_collected_rows_state(originals: Originals) -> None:
    wrong = [(row["number"], faults) for row in catalogue_rows() if (faults := _differences(row, originals))]
    assert wrong == []


def _differences(row: Row, originals: Originals) -> list[str]:
    """Columns that no collected row of the number bears out; an empty cell states nothing."""
    given = originals.get(key(row["number"]), [])
    if not given:
        return ["number"]
    bodies = {name for one in given for field in ("issuer", "department") for name in _bodies(one.get(field))}
    related = [
        squeezed(json.dumps([one.get("replaces_raw"), one.get("replaced_by")], ensure_ascii=False)) for one in given
    ]
    checks = {
        "title": any(_plain(one["title"]) == _plain(row["title"]) for one in given),
        "status_word": _is(row, "status_word", given, "status"),
        "issued": _is(row, "issued", given, "issue_date"),
        "effective": _is(row, "effective", given, "implement_date"),
        "abolished": _is(row, "abolished", given, "abolish_date"),
        "ics": all(
            any(code in re.split(r"[\s;；,，、]+", one.get("ics") or "") for one in given) for code in cells(row, "ics")
        ),
        "ccs": all(
            any(code in re.split(r"[\s;；,，、]+", one.get("ccs") or "") for one in given) for code in cells(row, "ccs")
        ),
        "issuers": {*cells(row, "issuers"), *cells(row, "department")} <= bodies,
        "committee": any(row.get("committee", "") in (one.get("committee") or "") for one in given),
        "url": _is(row, "url", given, "url"),
    }
    for column in ("replaces", "replaces_partly", "replaced_by", "replaced_partly_by"):
        checks[column] = all(any(squeezed(other)[:-4] in text for text in related) for other in cells(row, column))
    return [name for name, holds in checks.items() if not holds]


def _is(row: Row, column: str, given: list[dict[str, Any]], name: str) -> bool:
    return column not in row or any((one.get(name) or "").startswith(row[column]) for one in given)


def _bodies(cell: str | None) -> set[str]:
    """Every spelling of the bodies that a cell names."""
    names, _ = issuers_of(cell or "")
    return {cell or "", *names, *issuers_of(";".join(names))[0]}


def _plain(title: str) -> str:
    """A title without blanks and what widths and enclosing marks differ in."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", title)).strip("《》")
