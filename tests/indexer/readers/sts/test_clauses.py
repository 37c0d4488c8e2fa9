"""The text of a standard, clause by clause."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from indexer.readers.problem import Unreadable
from indexer.readers.sts.clauses import Clause, clauses

DOCUMENTS = Path(__file__).parent / "documents"


def texts(path: Path, body: str) -> list[str]:
    path.write_text(f"<standard><body><sec>{body}</sec></body></standard>", "utf-8")
    return [clause.text for clause in clauses(path)]


def test_a_document() -> None:
    found = list(clauses(DOCUMENTS / "nat_meta.xml"))
    assert [(clause.label, clause.title) for clause in found] == [
        ("", "前言"),
        ("1", "范围"),
        ("2", "规范性引用文件"),
        ("3", "术语和定义"),
        ("3.1", "示例大蒜"),
        ("4", "要求"),
        ("4.1", "温度"),
        ("附录A", "示例"),
        ("A.1", "概述"),
        ("", "参考文献"),
    ]
    assert found[1] == Clause("1", "范围", "本文件规定了示例大蒜的贮藏。")
    assert found[6].text.split("\n") == [
        "温度应为 −2 ℃，不应低于 −3 ℃。",
        "a) 甲；",
        "b) 乙。",
        "表1 指标",
        "项目\t指标",
        "水分 /%\t≤60",
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("文<bold>字</bold>。", "文字。"),
        ("<p>甲<fn><p>注</p></fn><xref ref-type='fn'>1</xref><xref ref-type='sec'>4.1</xref></p>", "甲4.1"),
        ("<p>甲<index-term><term>乙</term></index-term>丙</p>", "甲丙"),
        ("<p>甲<break/>乙</p>丙", "甲\n乙\n丙"),
        ("<label>1</label><title>题</title><p>甲</p>", "甲"),
        ("<list><list-item><label>a)</label>\n<p>甲</p><p>乙</p></list-item></list>", "a) 甲\n乙"),
        ("<table><tr><td/><td>1</td><td>2</td></tr></table>", "\t1\t2"),
        ("<ref-list><title>文件</title><ref><label>[1]</label><std>甲 <title>乙</title></std></ref></ref-list>", "文件\n[1] 甲 乙"),  # noqa: E501
        ("<p>前<sec><p>内</p></sec>后</p>", "前后"),
        ("", ""),
    ],
)  # fmt: skip
def test_text_of_a_clause(body: str, text: str, tmp_path: Path) -> None:
    assert texts(tmp_path / "a.xml", body)[0] == text


def test_an_abstract_is_no_clause(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        "<standard><front><std-meta><abstract><sec><p>甲</p></sec></abstract></std-meta></front></standard>", "utf-8"
    )
    assert list(clauses(path)) == []


def test_an_adoption_gives_the_text_within(tmp_path: Path) -> None:
    packed = tmp_path / "a.xml.gz"
    packed.write_bytes(gzip.compress((DOCUMENTS / "adoption_mod.xml").read_bytes()))
    assert [clause.title for clause in clauses(packed)] == ["规范性引用文件", "Normative references"]


def test_what_is_no_standard_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<book/>", "utf-8")
    with pytest.raises(Unreadable, match="不是 standard"):
        list(clauses(path))


@pytest.mark.parametrize(("name", "bibliographies"), [("feature_doc", 2), ("iso17301-1_rice-en.final.sts", 1)])
def test_every_section_of_a_sample(name: str, bibliographies: int, reference: Path) -> None:
    path = reference / "texts" / f"{name}.xml"
    markup = re.sub(r"<!--.*?-->", "", path.read_text("utf-8"), flags=re.DOTALL)
    labels = re.findall(r"<(?:sec|term-sec|app)\b[^>]*>\s*<label>([^<]*)</label>", markup)
    found = list(clauses(path))
    assert [clause.label for clause in found if clause.label] == labels
    assert len(found) == len(re.findall(r"<(?:sec|term-sec|app)(?=[\s>])", markup)) + bibliographies
    assert not any(re.search(r"[<>]/?\w+>|&\w+;", clause.text) for clause in found)
