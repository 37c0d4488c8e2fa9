"""A part is an index that Whoosh itself opens: its queries and matchers find and weigh what our evaluator does."""

from __future__ import annotations

import pickle
import pickletools
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh.scoring import BaseScorer, WeightingModel

from indexer.analysis import compact
from indexer.engines.base import Request
from indexer.engines.document import Document
from indexer.engines.relevance import current_factor, idf, object_factor, relevant
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.view.codec import ColumnSegment, open_part
from indexer.engines.wordings import wordings
from indexer.query import Not, Pieces, Prefix, Text
from standard.record import Record
from standard.status import Status
from tests.indexer.engines.catalogues import DAY, FIXED, catalogues
from tests.indexer.engines.whoosh_queries import asked, combined, term


class Impacts(WeightingModel):
    """Our relevance as a weighting of Whoosh's: idf times what the codec says a word weighs."""

    def scorer(self, searcher: object, fieldname: str, text: Any, qf: int = 1) -> BaseScorer:
        reader = searcher.reader()  # type: ignore[attr-defined]
        return ImpactScorer(idf(reader.doc_count_all(), reader.doc_frequency(fieldname, text)))


class ImpactScorer(BaseScorer):
    def __init__(self, weight: float) -> None:
        self._weight = weight

    def score(self, matcher: object) -> float:
        return self._weight * float(matcher.weight())  # type: ignore[attr-defined]

    def supports_block_quality(self) -> bool:
        return False

    def max_quality(self) -> float:
        return float("inf")

    def block_quality(self, matcher: object) -> float:
        return float("inf")


def written(folder: Path, records: list[Record]) -> WhooshEngine:
    writer = WhooshEngine.create(folder)
    for one in records:
        writer.add(one)
    writer.commit()
    return WhooshEngine(folder)


def found(folder: Path, query: object) -> dict[int, float]:
    """Document -> score, as Whoosh finds them."""
    with open_part(folder / "base").searcher(weighting=Impacts()) as searcher:
        return {hit.docnum: hit.score for hit in searcher.search(query, limit=None)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("part") / "generation"
    written(folder, list(FIXED)).close()
    return folder


def numbers(folder: Path, query: object) -> set[str]:
    return {FIXED[document].number for document in found(folder, query)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (term("大蒜"), {"DB37/T 2672-2019", "DB3702/T 15-2021"}),
        (asked.And([term("大蒜"), term("物流")]), {"DB3702/T 15-2021"}),
        (asked.Or([term("洋葱"), term("黑蒜")]), {"NY/T 1071-2006", "Q/LWSP 0001S-2020"}),
        (asked.And([term("大蒜"), asked.Not(term("物流"))]), {"DB37/T 2672-2019"}),
        (asked.AndNot(term("大蒜"), term("物流")), {"DB37/T 2672-2019"}),
        (asked.AndMaybe(term("大蒜"), term("物流")), {"DB37/T 2672-2019", "DB3702/T 15-2021"}),
        (asked.Require(term("大蒜"), term("物流")), {"DB3702/T 15-2021"}),
        (
            asked.DisjunctionMax([term("洋葱"), term("大蒜")]),
            {"NY/T 1071-2006", "DB37/T 2672-2019", "DB3702/T 15-2021"},
        ),
        (asked.Prefix("words", "qual"), {"ISO 9001:2015"}),
        (asked.Wildcard("words", "man*ment"), {"ISO 9001:2015"}),
        (asked.FuzzyTerm("words", "qualitx"), {"ISO 9001:2015"}),
        (asked.TermRange("words", "qual", "quam"), {"ISO 9001:2015"}),
        (term("=GB/T 1.1-2020", "keys"), {"GB/T 1.1-2020"}),
        (asked.Prefix("keys", "=GB/T 1."), {"GB/T 1.1-2009", "GB/T 1.1-2020", "GB/T 1.2-2020"}),
        (asked.Every(), {one.number for one in FIXED}),
        (term("没有这个词"), set()),
    ],
)
def test_whooshs_own_queries(folder: Path, query: object, expected: set[str]) -> None:
    assert numbers(folder, query) == expected


def test_whoosh_opens_the_folder_by_itself(folder: Path) -> None:
    index = whoosh_index.open_dir(str(folder / "base"), readonly=True)
    with index.reader() as reader:
        assert reader.doc_count() == len(FIXED)
        assert "大蒜".encode() in set(reader.lexicon("words"))
        assert '"DB37/T 2672-2019"' in reader.stored_fields(7)["record"]
        assert reader.doc_frequency("words", "没有这个词") == 0
        assert reader.field_length("words_title") == sum(
            reader.doc_field_length(place, "words_title") for place in range(len(FIXED))
        )


def test_matchers_skip_and_copy(folder: Path) -> None:
    with open_part(folder / "base").reader() as reader:
        matcher = reader.postings("words_title", "标准化")
        ids = list(matcher.all_ids())
        assert len(ids) == 3
        matcher.skip_to(ids[1])
        twin = matcher.copy()
        matcher.skip_to(ids[2] + 1)
        assert not matcher.is_active()
        assert twin.id() == ids[1]


def test_nobody_writes_through_whoosh(folder: Path) -> None:
    with pytest.raises(NotImplementedError, match="immutable"):
        open_part(folder / "base").writer()
    with pytest.raises(NotImplementedError, match="immutable"):
        ColumnSegment(3).delete_document(1)


def test_the_pickled_contents_name_only_what_never_moves(folder: Path) -> None:
    names = {
        f"{module} {name}".split()[0]
        for module, name in _globals(pickle.dumps(ColumnSegment(3)))
        if not module.startswith(("copyreg", "builtins"))
    }
    assert names == {"indexer.engines.whoosh.view.codec"}
    assert len((folder / "base" / "_MAIN_1.toc").read_bytes()) < 10_000


def _globals(data: bytes) -> set[tuple[str, str]]:
    strings: list[str] = []
    names = set()
    for opcode, argument, _ in pickletools.genops(data):
        if opcode.name in ("SHORT_BINUNICODE", "BINUNICODE"):
            strings.append(str(argument))
        elif opcode.name == "STACK_GLOBAL":
            names.add((strings[-2], strings[-1]))
    return names


_WORDS = [
    "大蒜",
    "标准",
    "标准化",
    "技术",
    "技术规程",
    "规程",
    "生活",
    "第",
    "1",
    "部分",
    "sda",
    "sdas",
    "水",
    "类",
    "a",
]
_queries = combined(st.sampled_from(_WORDS).map(lambda word: (term(word), Text(word))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogue=catalogues, pairs=st.lists(_queries, min_size=1, max_size=5))
def test_whoosh_and_the_evaluator_agree_on_single_words(
    catalogue: list[Record], pairs: list[tuple[object, object]]
) -> None:
    """Words that hold no other word: there our pieces are Whoosh's terms. Scores differ by bigrams only."""
    with TemporaryDirectory() as name:
        engine = written(Path(name) / "g", catalogue)
        for theirs, ours in pairs:
            expected = found(Path(name) / "g", theirs)
            results = engine.search(Request(ours, DAY, limit=100))  # type: ignore[arg-type]
            matched = {hit.record.number for hit in results.hits}
            assert {catalogue[document].number for document in expected} <= matched or _negates(ours)
        engine.close()


def _negates(node: object) -> bool:
    return isinstance(node, Not) or any(map(_negates, getattr(node, "parts", ())))


@pytest.mark.parametrize("text", ["大蒜", "标准化", "1", "a", "生活饮用水卫生标准", "Quality"])
def test_scores_are_those_of_whooshs_matchers(folder: Path, text: str) -> None:
    engine = WhooshEngine(folder)
    tree = Pieces((Text(text),))
    words, pairs = relevant(tree)
    expected: Counter[int] = Counter()
    for term_, field in [*((word, "words") for word in words), *((pair, "bigrams") for pair in pairs)]:
        expected.update(found(folder, term(term_, field)))
    places = {one.number: place for place, one in enumerate(FIXED)}
    results = engine.search(Request(tree, DAY, limit=100))
    for hit in results.hits:
        factor = current_factor(wordings(tree)[0].subject) if hit.status is Status.CURRENT else 1.0
        factor *= object_factor(Document(hit.record).objects.get(compact(text), 0.0))
        assert hit.score == pytest.approx(expected[places[hit.record.number]] * factor, abs=1e-4)
    assert results.total
    engine.close()


def test_prefixes_agree(folder: Path) -> None:
    engine = WhooshEngine(folder)
    ours = {hit.record.number for hit in engine.search(Request(Prefix("标"), DAY, limit=100)).hits}
    assert numbers(folder, asked.Prefix("words", "标")) == ours
    engine.close()
