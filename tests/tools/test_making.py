"""`python -m tools`: what is written, what is left as it is, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tools.__main__ as making
from tools import code_tables, number_tables, other_names, product_tables, traditional, wider_words, word_counts

TABLE = "# rows: 1\nword\tclass\tsource\n机\tthing\theads {count}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one table of each kind, made from sources beside it."""
    monkeypatch.setattr(making, "ROOT", tmp_path)
    for name, module in (("codes", code_tables), ("numbers", number_tables), ("products", product_tables)):
        monkeypatch.setattr(
            module, "make_tables", lambda folder, name=name: {tmp_path / name: (folder / name).read_text("utf-8")}
        )
    monkeypatch.setattr(traditional, "make_tables", lambda: {tmp_path / "characters": "書\t书\n"})
    monkeypatch.setattr(other_names, "TABLE", tmp_path / "names")
    monkeypatch.setattr(word_counts, "TABLES", (tmp_path / "words",))
    monkeypatch.setattr(wider_words, "TABLE", tmp_path / "wider")
    (tmp_path / "wider").write_text("# rows: 1\nclass\tword\treach\nICS 97.140\t家具\tnear\n", encoding="utf-8")
    (tmp_path / "words").write_text(TABLE.format(count=7), encoding="utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "codes").write_text("A\n", encoding="utf-8")
    (tmp_path / "source" / "numbers").write_text("1\n", encoding="utf-8")
    (tmp_path / "source" / "products").write_text("火腿肠\n", encoding="utf-8")
    return tmp_path


def catalogue(root: Path, titles: list[str]) -> Path:
    rows = "".join(f"GB/T {serial}-2020,{title}\n" for serial, title in enumerate(titles, 1))
    path = root / "list.csv"
    path.write_text(f"标准号,标准名称\n{rows}", encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(making.main, [str(one) for one in arguments])


def test_everything_is_made(root: Path) -> None:
    list_ = catalogue(root, [f"{kind}硫化机" for kind in "甲乙丙丁戊己"])
    done = run("--codes", root / "source", "--catalogue", list_)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        f"{name}: written" for name in ("codes", "numbers", "products", "characters", "words", "names", "wider")
    ]
    assert (root / "words").read_text("utf-8") == TABLE.format(count=6)
    again = run("--codes", root / "source", "--catalogue", list_)
    assert again.output.splitlines() == [
        f"{name}: as it was" for name in ("codes", "numbers", "products", "characters", "words", "names", "wider")
    ]


def test_what_has_no_source_is_told_and_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUBIAO_REFERENCE", str(root / "nowhere"))
    (root / "source" / "numbers").unlink()
    done = run("--codes", root / "source")
    assert done.exit_code == 1
    assert "codes: written" in done.output
    assert "numbers: left as they are: FileNotFoundError" in done.output
    assert "counts: left as they are, no source" in done.output
    assert (root / "words").read_text("utf-8") == TABLE.format(count=7)


def test_a_word_for_which_too_few_titles_speak_is_told(root: Path) -> None:
    done = run("--codes", root / "source", "--catalogue", catalogue(root, ["硫化机", "锅炉"]))
    assert done.exit_code == 1
    assert "words: fewer than 5 titles speak for 机" in done.output


def test_the_most_frequent_words_that_no_table_has(root: Path) -> None:
    list_ = catalogue(root, [f"{kind}轮胎" for kind in "甲乙丙丁戊己"])
    assert "轮胎\t6" in run("--codes", root / "source", "--catalogue", list_, "--heads", 3).output
    assert "轮胎\t6" not in run("--codes", root / "source", "--catalogue", list_).output
