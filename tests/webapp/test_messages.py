"""Every text of the pages stands in both languages, and none is left outside the table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import jinja2
import pytest
from flask import Flask
from jinja2 import nodes

import webapp
from catalogue.wording.value_labels import GROUPS, LEVELS, NATURES, STATUSES
from indexer.fields import FIELDS
from standard.wording import page_texts, sentences
from webapp import help_topics

FOLDER = Path(webapp.__file__).parent
HAN = re.compile(r"[\u3007\u4e00-\u9fff]")
TEMPLATES = sorted((FOLDER / "templates").rglob("*.html"))
#: the command line speaks Chinese only; files that are taken away have their own words
MODULES = sorted(path for path in FOLDER.glob("*.py") if path.stem not in ("cli", "export", "language", "serving"))
#: example queries: what of them stands in no table is typed alike by readers of both languages
QUERIES = {
    *(topic.query for topic in help_topics.TOPICS),
    *(query for start in help_topics.STARTS for query in start.queries),
    *(product for start in help_topics.STARTS for product in start.products),
    *(sight.query for sight in help_topics.SIGHTS),
    *help_topics.FIELD_TOPICS.values(),
    *help_topics.SPELLINGS,
}
#: what a link to an example of the API shows or asks
EXAMPLES = {"大蒜", "/api/search?q=大蒜&limit=5", "/search/export.csv?q=大蒜", "/api/calendar?q=大蒜"}


def parsed(path: Path) -> nodes.Template:
    return jinja2.Environment(autoescape=True).parse(path.read_text("utf-8"))


def calls(tree: nodes.Node) -> Iterator[nodes.Call]:
    return (call for call in tree.find_all(nodes.Call) if getattr(call.node, "name", "") in ("_", "_n"))


def constants(tree: nodes.Node) -> set[str]:
    rows = [tree, *tree.find_all(nodes.Const)]
    found = {row.value for row in rows if isinstance(row, nodes.Const) and isinstance(row.value, str)}
    return {text for text in found if HAN.search(text)}


def texts_of_templates() -> set[str]:
    return {text for path in TEMPLATES for call in calls(parsed(path)) for text in constants(call.args[0])}


def texts_of_modules() -> set[str]:
    return {text for path in MODULES for text in strings(path)} - QUERIES - EXAMPLES


def strings(path: Path) -> Iterator[str]:
    """Chinese string constants of a module, docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docs and HAN.search(str(node.value)):
            yield str(node.value)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_chinese_outside_its_messages(path: Path) -> None:
    tree = parsed(path)
    plain = [row.data.strip() for row in tree.find_all(nodes.TemplateData) if HAN.search(row.data)]
    # "中文" is the name of the language in itself, 《…》 a spelling of a number
    assert plain == []
    inside = {text for call in calls(tree) for text in constants(call)}
    assert constants(tree) - inside <= {"中文"}


def test_every_text_has_its_english_and_nothing_is_left_over() -> None:
    wanted = texts_of_templates() | texts_of_modules()
    known = set(page_texts())
    assert sorted(wanted - known) == []
    assert sorted(known - wanted - QUERIES) == []


def test_both_languages_take_the_same_values() -> None:
    for chinese, english in page_texts().items():
        forms = [english] if isinstance(english, str) else english
        assert len(forms) <= 2
        names = set(re.findall(r"%\((\w+)\)s", chinese))
        assert all(set(re.findall(r"%\((\w+)\)s", form)) <= names for form in forms), chinese
        assert set(re.findall(r"%\((\w+)\)s", forms[-1])) == names, chinese
        assert all(re.sub(r"%\(\w+\)s|%%", "", form).count("%") == 0 for form in (chinese, *forms)), chinese


def test_english_has_no_chinese_but_what_is_marked() -> None:
    for english in page_texts().values():
        for form in [english] if isinstance(english, str) else english:
            assert not HAN.search(re.sub(r'<(\w+)[^>]* lang="zh"[^>]*>.*?</\1>', "", form)) or form in _queries(), form


def _queries() -> set[str]:
    return {str(page_texts()[query]) for query in QUERIES if query in page_texts()}


def test_sentences_of_the_catalogue_take_the_same_values() -> None:
    for name, words in sentences().items():
        fields = [
            {field for _, field, _, _ in Formatter().parse(text) if field} for text in (words.chinese, words.english)
        ]
        assert fields[0] == fields[1], name
        assert not HAN.search(words.english)


def test_values_and_fields_have_both_names() -> None:
    for row in (*LEVELS.values(), *STATUSES.values(), *NATURES.values(), *GROUPS.values()):
        assert HAN.search(str(row[0]))
        assert row[1]
        assert not HAN.search(str(row[1]))
    assert all(field.label_en and not HAN.search(field.label_en) for field in FIELDS)


def test_no_template_is_left_out(app: Flask) -> None:
    assert {path.relative_to(FOLDER / "templates").as_posix() for path in TEMPLATES} == set(
        app.jinja_env.list_templates()
    )
