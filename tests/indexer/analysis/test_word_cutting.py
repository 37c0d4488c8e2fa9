"""Words: nothing dropped, nothing stemmed; the fast cutter agrees with jieba itself."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from indexer.analysis.word_cutting import borders, reference_cutter, terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("生产技术规程", ["生产", "技术", "技术规程", "规程"]),
        ("第1部分", ["第", "1", "部分"]),
        ("A类", ["a", "类"]),
        ("T/SDAS 12", ["t", "sdas", "12"]),
        ("GB18030", ["gb18030"]),
        ("養老機構", ["养老", "机构", "养老机构"]),
        ("", []),
        ("：（）", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert sorted(words(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国内存储", [0, 2, 4]),
        ("洗地瓜机", [0, 1, 3, 4]),
        ("PVC管", [0, 3, 4]),
        ("双酚a", [0, 1, 2, 3]),  # not in the dictionary, not guessed
        ("大蒜 技术规程", [0, 2, 3, 7]),
        ("", [0]),
    ],
)
def test_borders(text: str, expected: list[int]) -> None:
    assert sorted(borders(text)) == expected


def test_parts_differ() -> None:
    assert words("第1部分") != words("第2部分")


def test_terms_are_kept_whole() -> None:
    lost = [term for term in terms() if term not in words(f"关于{term}的")]
    assert not lost


def test_terms_are_written_once() -> None:
    assert len(set(terms())) == len(terms())


# jieba compiles regular expressions with escapes that Python warns about
@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning", "ignore:pkg_resources")
def test_the_fast_cutter_agrees_with_jieba(reference: Path) -> None:
    with gzip.open(reference / "catalogue.jsonl.gz", "rt", encoding="utf-8") as file:
        titles = [json.loads(line)["title"] for line in file]
    cutter = reference_cutter()
    differing = [title for title in random.Random(3).sample(titles, 4000) if words(title) != words(title, cutter)]
    assert differing == []


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning", "ignore:pkg_resources")
def test_the_fast_cutter_agrees_with_jieba_on_our_terms() -> None:
    cutter = reference_cutter()
    texts = [one + other for one, other in zip(terms(), reversed(terms()), strict=True)]
    assert [text for text in texts if words(text) != words(text, cutter)] == []


def test_no_term_hides_another() -> None:
    """Search mode gives parts of up to three characters only."""
    hidden = [(one, other) for one in terms() for other in terms() if one != other and len(one) > 3 and one in other]
    assert hidden == []
