"""The evaluator, Whoosh's matchers on our codec, and stock Whoosh on its own codec find the same documents."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines.base import Request
from indexer.engines.document import Document
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.view.codec import open_part
from indexer.query import Node
from standard.record import Record
from tests.indexer.engines.catalogues import DAY, FIXED, catalogues
from tests.indexer.engines.whoosh_queries import Pair, asked, exact_pairs, found_in, plain_catalogues, stock, term

often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def built(folder: Path, records: list[Record]) -> WhooshEngine:
    writer = WhooshEngine.create(folder)
    for one in records:
        writer.add(one)
    writer.commit()
    return WhooshEngine(folder)


def found(engine: WhooshEngine, tree: Node) -> set[str]:
    """The numbers that the evaluator finds; they are as many as it counts."""
    results = engine.search(Request(tree, DAY, limit=1000))
    matched = {hit.record.number for hit in results.hits}
    assert results.total == len(matched)
    return matched


def found_on_ours(folder: Path, records: list[Record], query: Any) -> set[str]:
    """The numbers that Whoosh's matchers find in a part of ours."""
    with open_part(folder / "base").searcher() as searcher:
        return {records[place].number for place in searcher.docs_for_query(query)}


@often
@given(catalogue=plain_catalogues, pairs=st.lists(exact_pairs, min_size=1, max_size=6))
def test_the_same_documents_in_all_three(catalogue: list[Record], pairs: list[Pair]) -> None:
    theirs = stock(catalogue)
    with TemporaryDirectory() as name:
        folder = Path(name) / "generation"
        engine = built(folder, catalogue)
        for query, tree in pairs:
            expected = found_in(theirs, query)
            assert found_on_ours(folder, catalogue, query) == expected
            assert found(engine, tree) == expected
        engine.close()


@often
@given(
    catalogue=plain_catalogues,
    added=plain_catalogues,
    pairs=st.lists(exact_pairs, min_size=1, max_size=4),
    data=st.data(),
    share=st.sampled_from([0.0, 100.0]),
)
def test_the_same_documents_after_changes(
    catalogue: list[Record], added: list[Record], pairs: list[Pair], data: st.DataObject, share: float
) -> None:
    """Base and delta with documents that are no longer valid, or merged: against stock Whoosh on what is left."""
    removed = data.draw(st.lists(st.sampled_from([one.number for one in catalogue]), unique=True))
    left = {one.number: one for one in catalogue if one.number not in removed} | {one.number: one for one in added}
    theirs = stock(left.values())
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.engines.whoosh.build.change_writer.MERGE_SHARE", share)
        first = built(Path(name) / "first", catalogue)
        writer = first.writer(Path(name) / "second")
        for number in removed:
            writer.remove(number)
        for one in added:
            writer.add(one)
        writer.commit()
        engine = WhooshEngine(Path(name) / "second")
        for query, tree in pairs:
            assert found(engine, tree) == found_in(theirs, query)
        first.close()
        engine.close()


def any_query(words: list[str]) -> st.SearchStrategy[Any]:
    """Whoosh's queries of every kind for words that a catalogue has."""
    word = st.sampled_from([*words, "没有这个词"])
    leaves = st.one_of(
        word.map(term),
        word.map(lambda one: term(one, "words_title")),
        word.map(lambda one: asked.Prefix("words", one[:1])),
        word.map(lambda one: asked.Wildcard("words", f"*{one[-1]}")),
        word.map(lambda one: asked.FuzzyTerm("words", one[:-1] + "?")),
        st.tuples(word, word).map(lambda two: asked.TermRange("words", min(two), max(two))),
        word.map(lambda one: term(one[:2], "bigrams")),
        st.just(asked.Every()),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(asked.And),
            st.lists(inner, min_size=1, max_size=3).map(asked.Or),
            st.lists(inner, min_size=1, max_size=3).map(asked.DisjunctionMax),
            st.tuples(inner, inner).map(lambda two: asked.AndNot(*two)),
            st.tuples(inner, inner).map(lambda two: asked.AndMaybe(*two)),
            st.tuples(inner, inner).map(lambda two: asked.Require(*two)),
        ),
        max_leaves=4,
    )


@often
@given(catalogue=catalogues, data=st.data())
def test_whoosh_finds_the_same_in_both_codecs(catalogue: list[Record], data: st.DataObject) -> None:
    """Whatever the texts: words within words, traditional characters, marks, Latin within Chinese."""
    words = sorted({word for one in catalogue for some in Document(one).words.values() for word in some})
    theirs = stock(catalogue)
    with TemporaryDirectory() as name:
        folder = Path(name) / "generation"
        built(folder, catalogue).close()
        for query in data.draw(st.lists(any_query(words), min_size=1, max_size=5)):
            assert found_on_ours(folder, catalogue, query) == found_in(theirs, query), query


def test_the_vocabularies_are_the_same(tmp_path: Path) -> None:
    built(tmp_path / "generation", list(FIXED)).close()
    part: Any = open_part(tmp_path / "generation" / "base")
    with part.reader() as ours, stock(FIXED).reader() as theirs:
        assert list(ours.all_terms()) == list(theirs.all_terms())
        for field, text in theirs.all_terms():
            assert ours.doc_frequency(field, text) == theirs.doc_frequency(field, text)
