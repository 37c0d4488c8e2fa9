"""One way to say things: every sentence for people stands in one table, in both languages, and nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from standard.wording import page_texts, sentences

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile(r"[\u3400-\u9fff]")
PACKAGES = ("standard", "indexer", "catalogue", "webapp")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
#: an example query among the texts of the pages: `题名:养老`
QUERY = re.compile(r"(?:\S+ )?[\u3400-\u9fff]+:\S+(?: \S+)*")
#: what Chinese of the trade is not printed with -> pattern
FAULTS_OF_MARKS = {
    "half-width marks": r"[\u3400-\u9fff][,;!?()]|[,;!?()][\u3400-\u9fff]|[\u3400-\u9fff]: ",
    "straight quotes": r"['\"]",
    "no blank beside a figure": r"[\u3400-\u9fff][0-9A-Za-z%]|[0-9A-Za-z][\u3400-\u9fff]",
    "a short ellipsis": r"\.\.\.|(?<!…)…(?!…|/)(?!）)",
}
#: what makes a sentence of its first argument, a name of the table: functions, and errors with the values they add
SPEAKERS: dict[str, set[str]] = {"say": set(), "damaged": set(), "_damaged": set(), "Unreadable": set()}
#: where the name stands in the calls of others
PLACES = {"_damaged": 1}
#: beginnings and endings of names that are put together
BUILT = (
    "draft_rule_",
    "why_",
    "related_",
    "home_",
    "check_",
    "history_",
    "change_",
    "changed_",
    "what_",
    "overlap_",
    "overlaps_filter_",
    "compare_",
    "adopted_",
    "effect_",
    "monitoring_",
    "coverage_gap_",
    "coverage_national_",
)
ENDINGS = "_above"
#: Chinese in code that is no sentence for people, and why it stands there
SPEECH_OF_THE_FIELD = "patterns over Chinese, and words that are looked for in texts"
BOTH_LANGUAGES = "names of values, each row in both languages"
PAGES = "texts of the pages, whose English is held complete by tests/webapp/test_messages.py"
TAKEN_AWAY = "files to take away, which are Chinese whoever takes them"
EXCEPTIONS: dict[str, str] = {
    **dict.fromkeys(
        (
            *("catalogue/applicable/product_classes.py", "catalogue/applicable/product_names.py"),
            *("catalogue/applicable/generality.py", "catalogue/applicable/title_role.py"),
            *("catalogue/drafts/citing.py", "catalogue/drafts/elements.py", "catalogue/drafts/phrasing.py"),
            *("catalogue/hints/word_hints.py", "catalogue/query/field_values.py"),
            *("catalogue/query/intent.py", "catalogue/query/lexer.py", "catalogue/query/parser.py"),
            *(
                "catalogue/query/partial_numbers.py",
                "catalogue/query/said_days.py",
                "catalogue/search/second_reading.py",
                "catalogue/search/goods_search.py",
            ),
            *("catalogue/query/question_frames.py", "catalogue/search/suggestions.py", "catalogue/commands/search.py"),
            "catalogue/comparison/texts/obligation_rows.py",
            *(
                f"catalogue/indicators/{module}.py"
                for module in (
                    *(
                        "characteristics",
                        "folded_text",
                        "frequencies",
                        "limits",
                        "names",
                        "quantities",
                        "roles",
                        "sentences",
                    ),
                    *("table_columns", "table_reading", "texts", "unit_reading", "units"),
                )
            ),
            *(
                f"catalogue/comparison/{name}.py"
                for name in (
                    "aspects",
                    "holding",
                    "likeness",
                    "object_match",
                    "places",
                    "title_parts",
                    "decision_columns",
                )
            ),
            *("catalogue/search/regions.py", "catalogue/validity/titles.py"),
            *("indexer/analysis/pinyin.py", "indexer/analysis/text_folding.py", "indexer/analysis/title_objects.py"),
            "indexer/readers/people.py",
            *("indexer/readers/platforms/csres.py", "indexer/readers/platforms/entry.py"),
            *("indexer/readers/platforms/filings.py", "indexer/readers/platforms/openstd.py"),
            *("indexer/readers/platforms/sacinfo.py", "indexer/readers/platforms/samr.py"),
            *("indexer/readers/platforms/saved_pages.py", "indexer/readers/platforms/ttbz.py"),
            *("indexer/readers/sources.py", "indexer/readers/sts/citing.py", "standard/folding.py"),
            *("indexer/readers/cleaning.py", "indexer/readers/dates.py", "indexer/readers/issuers.py"),
            *("indexer/readers/mojibake.py", "indexer/readers/number_and_title.py", "indexer/readers/number_cells.py"),
            *(
                "indexer/readers/relation_cells.py",
                "indexer/readers/sts/standard_text.py",
                "standard/code_cells.py",
                "standard/relation.py",
            ),
            *("standard/function.py", "standard/number/field_mode.py", "standard/number/forms.py"),
            *("standard/number/grammar.py", "standard/number/number_parts.py", "standard/number/value.py"),
            *("indexer/readers/text/collecting.py", "indexer/readers/text/pages.py"),
            *("catalogue/validity/list_lines.py", "catalogue/validity/list_tables.py"),
            *("standard/citing/beside_number.py", "standard/citing/finding.py", "standard/citing/several_numbers.py"),
            *(
                f"standard/clauses/{module}.py"
                for module in (
                    *("articles", "content", "cover", "foreword", "headings", "lines", "marks", "obligations"),
                    *("reading", "references", "terms", "titles", "tree", "values"),
                )
            ),
            *("indexer/texts/cover.py", "indexer/texts/file_reading.py"),
            *("indexer/readers/text/word_numbering.py", "indexer/readers/text/word_styles.py"),
            *("standard/products.py", "standard/publisher.py", "standard/relation_phrases.py", "webapp/serving.py"),
            "standard/status_words.py",
        ),
        SPEECH_OF_THE_FIELD,
    ),
    **dict.fromkeys(("catalogue/wording/value_labels.py", "indexer/fields.py"), BOTH_LANGUAGES),
    **dict.fromkeys(
        ("webapp/api_index.py", "webapp/help_topics.py", "webapp/search_pages.py", "webapp/wording.py"), PAGES
    ),
    **dict.fromkeys(
        (
            *("catalogue/export/text_comparison_formats.py", "catalogue/export/text_sheets.py"),
            *("catalogue/export/comparison_docx.py", "catalogue/export/comparison_formats.py"),
            *("catalogue/export/comparison_html.py", "catalogue/export/comparison_report.py"),
            *("catalogue/export/comparison_sheets.py", "catalogue/export/comparison_side_sheets.py"),
            "catalogue/export/word_document.py",
            *("catalogue/export/fill_columns.py", "catalogue/export/filling.py", "catalogue/export/coverage_table.py"),
            *("catalogue/export/adoption_table.py", "catalogue/export/requirements_table.py"),
            *("catalogue/export/draft_report.py", "catalogue/export/sheet_document.py"),
            *("catalogue/export/applicable_sheet.py", "catalogue/export/bibtex.py", "catalogue/export/file_head.py"),
            *("catalogue/export/file_names.py", "catalogue/export/formats.py", "catalogue/export/references.py"),
            *("catalogue/export/rows.py", "catalogue/export/xlsx.py", "catalogue/standards/citation.py"),
            *("catalogue/export/check_csv.py", "catalogue/export/check_docx.py", "catalogue/export/check_facts.py"),
            *("catalogue/export/check_formats.py", "catalogue/export/check_xlsx.py", "catalogue/validity/baseline.py"),
            *("catalogue/validity/digest.py", "catalogue/validity/earlier_report.py", "catalogue/validity/joining.py"),
            *("catalogue/validity/report_columns.py", "catalogue/validity/verification.py", "webapp/downloads.py"),
        ),
        TAKEN_AWAY,
    ),
}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def chinese(path: Path) -> Iterator[str]:
    """Chinese strings of a module, but for docstrings and words that have their English beside them."""
    tree = parsed(path)
    left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and called(call) == "Words" and len(call.args) == 2:
            left_out |= {id(one) for one in call.args}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in left_out else None
        if isinstance(text, str) and HAN.search(text):
            yield text


@cache
def errors() -> dict[str, set[str]]:
    """Classes of errors that carry a sentence of the table -> the values that they add themselves."""
    known = {"LubiaoError": set[str](), "IndexFault": {"path"}, "Unreadable": set[str](), "ValueProblem": set[str]()}
    classes = [
        node
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    while found := [
        (node.name, known[base.id])
        for node in classes
        for base in node.bases
        if isinstance(base, ast.Name) and base.id in known and node.name not in known
    ]:
        known.update(found)
    return known


def spoken(path: Path) -> Iterator[tuple[str, set[str] | None, int]]:
    """(name of a sentence, its values or None where they cannot be told, line) of all that a module says."""
    speakers = {**SPEAKERS, **errors()}
    for call in ast.walk(parsed(path)):
        if not isinstance(call, ast.Call) or called(call) not in speakers:
            continue
        place = PLACES.get(called(call), 0)
        if len(call.args) <= place or not isinstance(call.args[place], ast.Constant):
            continue
        values = {keyword.arg for keyword in call.keywords}
        added = speakers[called(call)]
        told = None if None in values else {value for value in values if value is not None} | added
        yield str(call.args[place].value), told, call.lineno  # type: ignore[attr-defined]


def plain_texts() -> dict[str, str]:
    """All Chinese that is said, without tags: name, or the text itself for those of the pages -> Chinese."""
    pages = {text: re.sub(r"<[^>]+>", " ", text) for text in page_texts() if not QUERY.fullmatch(text)}
    return {**{one: words.chinese for one, words in sentences().items()}, **pages}


def words_not_said() -> list[str]:
    """The last column of the glossary in docs/domain.md."""
    section = (ROOT / "docs/domain.md").read_text("utf-8").partition("### In Chinese")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return [word for row in rows[1:] for word in row[-1].split("、")]


def test_one_word_for_one_thing_in_chinese() -> None:
    words = words_not_said()
    assert len(words) > 20
    assert all(HAN.search(word) for word in words)
    assert [(word, text) for text in plain_texts().values() for word in words if word in text] == []


@pytest.mark.parametrize("fault", FAULTS_OF_MARKS)
def test_chinese_has_its_own_marks_and_blanks(fault: str) -> None:
    found = re.compile(FAULTS_OF_MARKS[fault])
    assert [text for text in plain_texts().values() if found.search(text)] == []


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("half-width marks", "没有标准号,请补上"),
        ("straight quotes", "目录中没有'甲'"),
        ("no blank beside a figure", "共有3 项"),
        ("no blank beside a figure", "第 3页"),
        ("a short ellipsis", "另有 3 行…"),
    ],
)
def test_a_fault_of_marks_is_found(fault: str, text: str) -> None:
    assert re.search(FAULTS_OF_MARKS[fault], text)


def test_every_sentence_stands_in_both_languages_and_takes_the_same_values() -> None:
    assert len(sentences()) > 300
    for sentence, words in sentences().items():
        assert fields(words.chinese) == fields(words.english), sentence
        assert HAN.search(words.chinese) or not HAN.search(re.sub(r"\{\w+\}", "", words.english)), sentence
        assert not HAN.search(words.english), sentence


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_chinese_for_people_outside_the_table(path: Path) -> None:
    found = list(chinese(path))
    assert bool(found) == (name(path) in EXCEPTIONS), found


@pytest.mark.parametrize("path", FILES, ids=name)
def test_all_that_is_said_is_in_the_table_with_its_values(path: Path) -> None:
    for sentence, values, line in spoken(path):
        assert sentence in sentences(), f"line {line}"
        words = sentences()[sentence]
        missing = set() if values is None else fields(words.chinese) - values
        assert not missing, f"line {line}: {sentence} lacks {missing}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_error_is_made_of_a_sentence(path: Path) -> None:
    """Errors carry the name of a sentence and its values, so that each reader gets it in their language."""
    known = errors()
    for call in ast.walk(parsed(path)):
        if isinstance(call, ast.Call) and called(call) in known and call.args:
            first = call.args[0]
            assert not isinstance(first, ast.JoinedStr), ast.unparse(call)
            assert not (isinstance(first, ast.Call) and called(first) == "say"), ast.unparse(call)


def test_no_sentence_is_left_over() -> None:
    named = {
        node.value
        for path in FILES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [one for one in sentences() if one.removesuffix(ENDINGS) not in named and not one.startswith(BUILT)] == []


def test_sentences_have_one_home() -> None:
    homes = sorted(
        name(path)
        for path in ROOT.rglob("*.toml")
        if "texts" in path.relative_to(ROOT).parts and ".venv" not in path.parts
    )
    assert {Path(home).parent.as_posix() for home in homes} == {"standard/wording/texts"}
    assert len(homes) > 5
