"""StandardNumber on generated numbers, spellings and texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from standard.folding import capitals, fold
from standard.number import NumberError, StandardNumber, find_numbers, spells
from standard.number.field_mode import parse, plain
from standard.publisher import foreign_prefixes, industry_codes, regions

PROVINCES = [code for code in regions() if len(code) == 2]
NATURES = st.sampled_from(["", "/T", "/Z"])
CODES = st.from_regex(r"[A-Z]{3,8}", fullmatch=True).filter(lambda code: not code.startswith("T"))

prefixes = st.one_of(
    st.builds("GB{}".format, NATURES),
    st.builds("{}{}".format, st.sampled_from([code for code in industry_codes() if code not in {"ZB", "DB"}]), NATURES),
    st.builds("DB{}{}".format, st.sampled_from(PROVINCES), NATURES),
    st.builds("T/{}".format, CODES),
    st.builds("Q/{}".format, CODES),
    st.sampled_from(["JGJ", "JGJ/T", "CJJ/T", "JTG", "GJB", "TSG", "JJG", "JJF", "JJG(交通)", "GBJ", "GBn", "SZDB/Z"]),
)
serials = st.from_regex(r"[1-9][0-9]{0,4}(\.[1-9][0-9]?){0,2}", fullmatch=True)
years = st.integers(1950, 2049)
dated = st.builds("{} {}-{}".format, prefixes, serials, years)
undated = st.builds("{} {}".format, prefixes.filter(lambda prefix: "/" in prefix), serials)
tails = st.sampled_from(["", "", "E", "(2018)", "/XG1", "/XG2-2024", "/ISO 9001:2015", "/ISO/IEC 27001:2013"])
chinese = st.one_of(st.builds("{}{}".format, dated, tails), undated, undated.map("{}(all)".format))
foreign = st.builds(
    "{} {}:{}".format,
    st.sampled_from(["ISO", "IEC", "ISO/IEC", "ISO/TS", "IEC TR", "BS EN", "CISPR"]),
    st.from_regex(r"[1-9][0-9]{1,4}(-[1-9][0-9]?){0,2}", fullmatch=True),
    years,
)
numbers = st.one_of(chinese, foreign)

#: changes that people make to a number, and that the grammar undoes
CHANGES = [
    str.lower,
    lambda text: text.replace("-", "—"),
    lambda text: text.replace(" ", "　 "),
    lambda text: text.replace("/", "∕"),
    lambda text: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text),
    lambda text: f"《{text}》",
    lambda text: f" {text}；",
]


@given(numbers)
def test_canonical_text_survives_the_round_trip(text: str) -> None:
    number = StandardNumber(text)
    assert str(StandardNumber(str(number))) == str(number)
    assert StandardNumber(str(number)).sort_key == number.sort_key
    assert number.kind == StandardNumber(str(number)).kind


@given(dated)
def test_the_short_way_and_the_grammar_agree(text: str) -> None:
    parts = plain(text)
    slowly, _, _ = parse(capitals(fold(text)))
    assert slowly is not None
    assert parts is None or (parts == slowly and parts.text == text)


@given(numbers, st.lists(st.sampled_from(CHANGES), max_size=3))
def test_spellings_are_the_same_number(text: str, changes: list) -> None:  # type: ignore[type-arg]
    spelling = text
    for change in changes:
        spelling = change(spelling)
    assert StandardNumber(spelling) == StandardNumber(text)


@given(dated)
def test_lost_separators_still_spell_the_number(text: str) -> None:
    for spelling in (text.replace(" ", ""), text.replace("/", ""), text.replace("/", "").replace(" ", "")):
        assert spells(spelling, text)


@given(numbers, numbers)
def test_order_is_total(one: str, other: str) -> None:
    left, right = StandardNumber(one), StandardNumber(other)
    assert (left < right) + (left == right) + (left > right) == 1
    assert (left == right) == (str(left) == str(right))


ALPHABET = "GBTZDQISOJ37189012.-—/ ~()（）《》国标第号\n\u200b年XN版一"


@given(st.one_of(st.text(max_size=220), st.text(ALPHABET, max_size=60)))
def test_any_text_is_a_number_or_a_number_error(text: str) -> None:
    try:
        number = StandardNumber(text)
    except NumberError as error:
        start, end = error.span
        assert 0 <= start <= end <= max(len(text), 1)
    else:
        assert str(StandardNumber(str(number))) == str(number)
        assert number.sort_key is number.sort_key
        assert all(isinstance(value, str) for value in (number.family, number.series, number.loose, number.display))


@given(st.lists(st.one_of(numbers, st.text(ALPHABET, max_size=12)), max_size=6), st.sampled_from(["text", "field"]))
def test_spans_are_exact_and_never_overlap(pieces: list[str], mode: str) -> None:
    text = "，".join(pieces)
    behind = 0
    for match in find_numbers(text, mode=mode):
        start, end = match.span
        assert behind <= start < end <= len(text)
        assert match.text == text[start:end]
        behind = end


@given(dated, st.sampled_from(["按", "（", "见 ", "代替"]), st.sampled_from(["的规定", "）", "，", "。"]))
def test_a_dated_number_is_found_in_a_sentence(text: str, before: str, after: str) -> None:
    assert [str(match.number) for match in find_numbers(before + text + after)] == [str(StandardNumber(text))]


def test_every_foreign_issuer_is_read() -> None:
    for prefix in foreign_prefixes():
        assert StandardNumber(f"{prefix} 123-2001").year == 2001
