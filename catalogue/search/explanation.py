"""Why a hit stands where it stands: its group, what of the query it holds and what that weighs, its status.

The rules themselves are in `indexer.engines.relevance`; this takes one score apart and puts it into words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from catalogue.search.regions import home_sentence
from catalogue.wording import Words, say
from indexer.engines import (
    CURRENT_FACTOR,
    HOME_FACTOR,
    SYNONYM_WEIGHT,
    Document,
    Engine,
    Hit,
    asked_weight,
    idf,
    relevant,
    wordings,
)
from indexer.fields import TEXT_FIELDS
from indexer.query import Node
from standard.home import is_at_home
from standard.publisher import Level
from standard.status import Status

_FIELDS = {field.name: Words(field.label_zh, field.label_en) for field in TEXT_FIELDS}


@dataclass(frozen=True)
class Weighed:
    """A word of the query, or a pair of characters of the title, that the hit holds."""

    term: str
    #: `word`, or `pair` of neighbouring characters of the title
    kind: str
    #: text fields that hold it
    fields: tuple[str, ...]
    #: how much rarer is more (BM25's idf)
    rarity: float
    #: what it weighs in this record: more in the title and in short texts
    share: float

    @property
    def weight(self) -> float:
        """What it adds to the score."""
        return self.rarity * self.share


@dataclass(frozen=True)
class Explanation:
    """A score, taken apart: (sum of the weights) times the factors."""

    group: str
    held: tuple[Weighed, ...]
    #: words of the query that the record does not hold
    missing: tuple[str, ...]
    #: where other words for the same were counted: which, and the factor that measures them against what was typed
    other_words: tuple[str, ...]
    other_factor: float
    #: of standards in force
    current_factor: float
    score: float
    #: code of the home of the catalogue, of its local standards
    home: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API, and the same in words."""
        held = [{**asdict(one), "weight": round(one.weight, 4)} for one in self.held]
        return {**asdict(self), "held": held, "sentences": [str(one) for one in self.sentences()]}

    def sentences(self) -> Iterator[Words]:
        """The same in words, the weightiest first."""
        yield say(f"why_{self.group}")
        for one in sorted((one for one in self.held if one.kind == "word"), key=lambda one: -one.weight):
            yield say("why_word", term=one.term, fields=_listed(one.fields), **_figures(one))
        pairs = [one for one in self.held if one.kind == "pair"]
        if pairs:
            yield say("why_pairs", terms=" ".join(one.term for one in pairs), weight=_sum(pairs))
        if self.missing:
            yield say("why_missing", terms=" ".join(self.missing))
        if self.other_words:
            yield say("why_other_words", terms=" ".join(self.other_words), factor=f"{self.other_factor:.2f}")
        if self.current_factor != 1:
            yield say("why_current", factor=self.current_factor)
        if self.home:
            yield say("why_home", factor=HOME_FACTOR, sentence=home_sentence(self.home))
        yield say("why_score", score=f"{self.score:.2f}") if self.held else say("why_no_score")


class Explainer:
    """Explains the hits of one query tree; how rare its words are is looked up once for all of them.

    `home` is that of the catalogue, where it takes part in the order.
    """

    def __init__(self, engine: Engine, tree: Node, home: str = "") -> None:
        self._home = home
        total = engine.count()
        self._wordings = [_Wording(engine, total, *one) for one in wordings(tree)]
        self._typed = set(relevant(tree)[0])

    def explain(self, hit: Hit) -> Explanation:
        """Why a hit has its score and group."""
        document = Document(hit.record)
        first, *others = (_Held(one, document) for one in self._wordings)
        best, factor = first, 1.0
        for other in others:
            share = SYNONYM_WEIGHT * first.wording.asked / other.wording.asked
            if share * other.score > factor * best.score:
                best, factor = other, share
        return Explanation(
            group=hit.group,
            held=best.held,
            missing=best.missing,
            other_words=tuple(one.term for one in best.held if one.kind == "word" and one.term not in self._typed),
            other_factor=factor,
            current_factor=CURRENT_FACTOR if hit.status is Status.CURRENT and best.held else 1.0,
            score=hit.score,
            home=self._home if _is_local(hit, self._home) else "",
        )


class _Wording:
    """One way to say the query, and how rare its words and pairs are."""

    def __init__(self, engine: Engine, total: int, words: tuple[str, ...], pairs: tuple[str, ...]) -> None:
        self.words = {word: idf(total, engine.frequency(word)) for word in words}
        self.pairs = {pair: idf(total, engine.frequency(pair, pair=True)) for pair in pairs}
        self.asked = asked_weight(self.words.values(), self.pairs.values())


class _Held:
    """One way to say the query, held against one record."""

    def __init__(self, wording: _Wording, document: Document) -> None:
        self.wording = wording
        self.missing = tuple(word for word in wording.words if word not in document.impacts)
        held = [
            Weighed(word, "word", _holding(document, word), rarity, document.impacts[word])
            for word, rarity in wording.words.items()
            if word in document.impacts
        ]
        held += [
            Weighed(pair, "pair", ("title",), rarity, document.bigram_impacts[pair])
            for pair, rarity in wording.pairs.items()
            if pair in document.bigram_impacts
        ]
        self.held = tuple(held)
        self.score = sum(one.weight for one in held)


def _is_local(hit: Hit, home: str) -> bool:
    """Whether a hit is one of home's local standards."""
    return hit.record.level is Level.LOCAL and is_at_home(hit.record.region, home)


def _holding(document: Document, word: str) -> tuple[str, ...]:
    return tuple(name for name, words in document.words.items() if word in words)


def _listed(fields: tuple[str, ...]) -> Words:
    names = [_FIELDS[name] for name in fields]
    return Words("、".join(names), ", ".join(name.english for name in names))


def _figures(one: Weighed) -> dict[str, str]:
    return {"rarity": f"{one.rarity:.2f}", "share": f"{one.share:.2f}", "weight": f"{one.weight:.2f}"}


def _sum(some: list[Weighed]) -> str:
    return f"{sum(one.weight for one in some):.2f}"
