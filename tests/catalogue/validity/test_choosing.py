"""What a person says of rows that could not be read for certain."""

from __future__ import annotations

import pytest

from catalogue.validity import choose_numbers, read_numbers
from indexer.errors import RequestError
from standard.citations import Reading


def test_choices_name_the_rows_they_are_for() -> None:
    read = read_numbers(["GB 1-2000", "IGI46-2005", "没有"])
    chosen = choose_numbers(read, {2: "jgj46-2005", 3: " "})
    assert [str(one.citation.number) for one in chosen.entries] == ["GB 1-2000", "JGJ 46-2005", "None"]
    assert [one.citation.given for one in chosen.entries] == ["GB 1-2000", "IGI46-2005", "没有"]
    assert chosen.entries[1].citation.reading is Reading.CHOSEN
    assert chosen.entries[1].citation.offered == ()


def test_a_chosen_number_may_have_been_cited_before() -> None:
    chosen = choose_numbers(read_numbers(["GB 1-2000", "没有"]), {2: "GB 1-2000"})
    assert [one.duplicate_of for one in chosen.entries] == [0, 1]


@pytest.mark.parametrize("choices", [{0: "GB 1-2000"}, {3: "GB 1-2000"}, {1: "随便"}])
def test_choices_that_fit_nothing(choices: dict[int, str]) -> None:
    with pytest.raises(RequestError):
        choose_numbers(read_numbers(["GB 1-2000", "没有"]), choices)


def test_numbers_give_a_row_each_at_least() -> None:
    read = read_numbers(["GB 1-2000", "", "GB 2760、2762", "文字"])
    assert [(one.place.line, one.citation.given) for one in read.entries] == [
        (1, "GB 1-2000"),
        (2, ""),
        (3, "GB 2760"),
        (3, "2762"),
        (4, "文字"),
    ]
    assert (read.rows, read.skipped, read.is_list) == (4, (), True)
