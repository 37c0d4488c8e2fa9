"""Why a hit stands where it stands: the parts make up the score, in both engines, and read as sentences."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalogue import Catalogue, Search
from catalogue.search.explanation import Explanation
from indexer.engines import ENGINES
from standard.record import Record
from standard.status import Status
from tests.indexer.engines.building import built
from webapp.addresses import PageAddresses
from webapp.cli import main

RECORDS = [
    Record("NY/T 1-2020", "马铃薯贮藏技术规程", abstract="适用于马铃薯", status=Status.CURRENT),
    Record("NY/T 2-2020", "土豆贮藏", status=Status.ABOLISHED),
    Record("NY/T 2-2010", "土豆贮藏", status=Status.REPLACED),
    Record("GB/T 3-2020", "轴承钢 贮藏", status=Status.CURRENT),
]


@pytest.fixture(params=ENGINES)
def catalogue(request: pytest.FixtureRequest, tmp_path: Path) -> Catalogue:
    return Catalogue(built(ENGINES[request.param], tmp_path / "index", RECORDS), lambda: date(2026, 1, 1))


def explained(catalogue: Catalogue, text: str) -> dict[str, Explanation]:
    hits = catalogue.search(Search(text, explain=True)).hits
    return {hit.record.number: hit.explanation for hit in hits if hit.explanation is not None}


@pytest.mark.parametrize("text", ["土豆贮藏", "贮藏 技术规程", "轴承 贮藏", "马铃薯", "土豆 轴承"])
def test_the_parts_make_up_the_score(catalogue: Catalogue, text: str) -> None:
    found = explained(catalogue, text)
    assert found
    for one in found.values():
        parts = one.parts
        factors = parts.other_factor * parts.object_factor * parts.current_factor
        made = sum(part.weight for part in parts.held) * factors
        assert made == pytest.approx(one.score, rel=1e-6)


def test_what_is_said(catalogue: Catalogue) -> None:
    found = explained(catalogue, "土豆贮藏")
    potato = found["NY/T 1-2020"]
    assert "马铃薯" in potato.parts.other_words
    assert potato.parts.other_factor < 1
    assert potato.parts.current_factor > 1
    (word,) = (one for one in potato.parts.held if one.term == "马铃薯")
    assert word.fields == ("title", "abstract")
    assert found["NY/T 2-2020"].parts.other_words == ()
    sentences = "\n".join(sentence.chinese for sentence in potato.sentences())
    for part in (
        "“马铃薯”在题名、摘要中",
        "按同义词",
        "标准化对象就是“马铃薯贮藏”或与之相近：乘以",
        "现行标准：乘以 1.5",
        "得分",
    ):
        assert part in sentences


def test_without_words_the_order_is_told(catalogue: Catalogue) -> None:
    (one, *_) = explained(catalogue, "").values()
    assert [str(sentence)[:8] for sentence in one.sentences()] == ["符合全部检索内容", "没有可计分的词："]


def test_a_number(catalogue: Catalogue) -> None:
    found = explained(catalogue, "NY/T 2-2020")
    assert (found["NY/T 2-2020"].group, found["NY/T 2-2010"].group) == ("exact", "series")


def test_only_where_it_is_asked_for(catalogue: Catalogue) -> None:
    assert catalogue.search(Search("贮藏")).hits[0].explanation is None
    assert "explanation" not in catalogue.search(Search("贮藏")).hits[0].to_json(PageAddresses())


def test_on_the_command_line(tmp_path: Path) -> None:
    source = tmp_path / "some.csv"
    source.write_text("标准号,标准名称\nNY/T 1-2020,马铃薯贮藏\n", encoding="utf-8")
    index = str(tmp_path / "index")
    assert CliRunner().invoke(main, ["reindex", str(source), "--index", index]).exit_code == 0
    said = CliRunner().invoke(main, ["search", "土豆", "--explain", "--index", index]).output
    assert "“马铃薯”在题名中：稀有度" in said
    printed = CliRunner().invoke(main, ["search", "土豆", "--explain", "--index", index, "--json"]).output
    explanation = json.loads(printed)["hits"][0]["explanation"]
    assert "马铃薯" in [one["term"] for one in explanation["held"]]
    assert explanation["sentences"][-1].startswith("得分")
