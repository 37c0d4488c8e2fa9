"""Days said in words are filters, and titles with years stay titles."""

from __future__ import annotations

import pytest

from catalogue.query.reading import read_query


@pytest.mark.parametrize(
    ("text", "field", "value", "words"),
    [
        ("2019年以后 大蒜", "issued", ">=2019", ["大蒜"]),
        ("2019年以来的大蒜标准", "issued", ">=2019", ["大蒜"]),
        ("大蒜 2019年之前", "issued", "<=2019", ["大蒜"]),
        ("大蒜 2019年前实施", "effective", "<=2019", ["大蒜"]),
        ("大蒜 2019年颁布的标准", "issued", "2019", ["大蒜"]),
        ("2019年施行的大蒜标准", "effective", "2019", ["大蒜"]),
        ("2018年至2021年 大蒜", "issued", "2018..2021", ["大蒜"]),
        ("大蒜2018到2021年实施", "effective", "2018..2021", ["大蒜"]),
    ],
)
def test_days_in_words(text: str, field: str, value: str, words: list[str]) -> None:
    reading = read_query(text)
    assert [(part.field.name, part.text) for part in reading.parts if part.field] == [(field, value)]
    assert [word.text for word in reading.words] == words
    assert not reading.mistakes


@pytest.mark.parametrize("text", ["12019年以后", "大蒜 前2019", "安全生产2020年行动"])
def test_other_years_are_none(text: str) -> None:
    assert not any(part.field and part.field.name == "issued" for part in read_query(text).parts)
