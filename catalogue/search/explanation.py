"""Why a hit stands where it stands: its group, what of the query it holds and what that weighs, its status.

The engine takes the score apart (`Engine.explain`); this puts it into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from catalogue.search.regions import home_sentence
from catalogue.wording import Words, say
from indexer.engines import PAIR, WORD, Engine, Hit, Request, Score, TermWeight, home_factor
from indexer.fields import TEXT_FIELDS
from standard.home import is_at_home
from standard.publisher import Level
from standard.wording import COMMA

_FIELDS = {field.name: Words(field.label_zh, field.label_en) for field in TEXT_FIELDS}


@dataclass(frozen=True)
class Explanation:
    """The group and score of a hit, and the parts that the score is made of."""

    group: str
    score: float
    parts: Score
    #: code of the home of the catalogue, of its local standards where it takes part in the order
    home: str = ""
    #: what a score counts for more there
    home_factor: float = 1.0

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API, and the same in words."""
        terms = [{**asdict(term), "weight": round(term.weight, 4)} for term in self.parts.held]
        sentences = list(self.sentences())
        return {"group": self.group, **asdict(self.parts), "held": terms, "score": self.score, "sentences": sentences}

    def sentences(self) -> Iterator[Words]:
        """The same in words, the weightiest first."""
        parts = self.parts
        yield say(f"why_{self.group}")
        for word in sorted((word for word in parts.held if word.kind == WORD), key=lambda word: -word.weight):
            yield say("why_word", term=word.term, fields=_join_fields(word.fields), **_write_figures(word))
        pairs = [pair for pair in parts.held if pair.kind == PAIR]
        if pairs:
            yield say("why_pairs", terms=" ".join(pair.term for pair in pairs), weight=_sum_weights(pairs))
        if parts.missing:
            yield say("why_missing", terms=" ".join(parts.missing))
        if parts.other_words:
            yield say("why_other_words", terms=" ".join(parts.other_words), factor=f"{parts.other_factor:.2f}")
        if parts.object_factor != 1:
            yield say("why_object", subject=parts.subject, factor=f"{parts.object_factor:.2f}")
        if parts.current_factor != 1:
            yield say("why_current", factor=parts.current_factor)
        if self.home:
            yield say("why_home", factor=self.home_factor, sentence=home_sentence(self.home))
        yield say("why_score", score=f"{self.score:.2f}") if parts.held else say("why_no_score")


def explain(engine: Engine, request: Request, hits: Iterable[Hit]) -> dict[str, Explanation]:
    """Number -> why a hit of a request has its score and group."""
    by_number = {hit.record.number: hit for hit in hits}
    scores, factor = engine.explain(request.tree, by_number, request.day), home_factor(request.tree)
    return {
        number: Explanation(hit.group, hit.score, scores[number], _find_home(request, hit), factor)
        for number, hit in by_number.items()
    }


def _find_home(request: Request, hit: Hit) -> str:
    """The home of a request where it had a part in the place of a hit: of home's local standards, by relevance."""
    at_home = hit.record.level is Level.LOCAL and is_at_home(hit.record.region, request.home)
    return request.home if at_home and request.sort == "relevance" else ""


def _join_fields(fields: tuple[str, ...]) -> Words:
    return COMMA.join(_FIELDS[name] for name in fields)


def _write_figures(term: TermWeight) -> dict[str, str]:
    return {"rarity": f"{term.rarity:.2f}", "share": f"{term.share:.2f}", "weight": f"{term.weight:.2f}"}


def _sum_weights(terms: list[TermWeight]) -> str:
    return f"{sum(term.weight for term in terms):.2f}"
