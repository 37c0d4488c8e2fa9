"""What of titles and names can be completed to."""

from __future__ import annotations

import pytest

from indexer.analysis.phrases import LONGEST, starts, title_phrases


@pytest.mark.parametrize(
    ("title", "subjects"),
    [
        ("大蒜 生产技术规程", {"大蒜", "生产", "技术规程", "生产技术规程"}),
        (
            "水质 pH值的测定 第1部分：玻璃电极法",
            {"水质", "ph", "测定", "部分", "玻璃", "电极", "玻璃电极", "玻璃电极法"},
        ),
        ("PVC管材", {"pvc", "管材", "pvc管材"}),
        ("ＰＶＣ管材及其試驗方法", {"pvc", "管材", "pvc管材", "试验方法"}),
        ("Quality management", {"quality", "management"}),
        ("", set()),
        ("2020", set()),
    ],
)
def test_subjects_of_a_title(title: str, subjects: set[str]) -> None:
    assert set(title_phrases(title).subjects) == subjects


def test_the_beginning_of_a_title_ends_behind_a_word() -> None:
    assert title_phrases("大蒜生产技术规程 第1部分").head == "大蒜生产技术规程"
    long = title_phrases("生活饮用水水源水质污染物检验方法和评价技术规程").head
    assert 6 < len(long) <= LONGEST
    assert title_phrases("：").head == ""


def test_starts_of_a_name() -> None:
    assert starts("山东省市场监督管理局")[:2] == ("山东省市场监督管理局", "市场监督管理局")
    assert starts("水果、蔬菜及其制品")[:2] == ("水果蔬菜及其制品", "蔬菜及其制品")
    assert starts("Fruits. Vegetables") == ("fruits vegetables", "vegetables")
    assert starts("") == ()
