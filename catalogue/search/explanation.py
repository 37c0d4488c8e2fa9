"""Why a hit stands where it stands: its group, what of the query it holds and what that weighs, its status.

The engine takes the score apart (`Engine.explain`); this puts it into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from catalogue.wording import Words, say
from indexer.engines import PAIR, WORD, Engine, Hit, Request, Score, TermWeight
from indexer.fields import TEXT_FIELDS

_FIELDS = {field.name: Words(field.label_zh, field.label_en) for field in TEXT_FIELDS}


@dataclass(frozen=True)
class Explanation:
    """The group and score of a hit, and the parts that the score is made of."""

    group: str
    score: float
    parts: Score

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API, and the same in words."""
        held = [{**asdict(one), "weight": round(one.weight, 4)} for one in self.parts.held]
        sentences = [str(one) for one in self.sentences()]
        return {"group": self.group, **asdict(self.parts), "held": held, "score": self.score, "sentences": sentences}

    def sentences(self) -> Iterator[Words]:
        """The same in words, the weightiest first."""
        parts = self.parts
        yield say(f"why_{self.group}")
        for one in sorted((one for one in parts.held if one.kind == WORD), key=lambda one: -one.weight):
            yield say("why_word", term=one.term, fields=_listed(one.fields), **_figures(one))
        pairs = [one for one in parts.held if one.kind == PAIR]
        if pairs:
            yield say("why_pairs", terms=" ".join(one.term for one in pairs), weight=_sum(pairs))
        if parts.missing:
            yield say("why_missing", terms=" ".join(parts.missing))
        if parts.other_words:
            yield say("why_other_words", terms=" ".join(parts.other_words), factor=f"{parts.other_factor:.2f}")
        if parts.current_factor != 1:
            yield say("why_current", factor=parts.current_factor)
        yield say("why_score", score=f"{self.score:.2f}") if parts.held else say("why_no_score")


def explain(engine: Engine, request: Request, hits: Iterable[Hit]) -> dict[str, Explanation]:
    """Number -> why a hit of a request has its score and group."""
    by_number = {hit.record.number: hit for hit in hits}
    scores = engine.explain(request.tree, by_number, request.day)
    return {number: Explanation(hit.group, hit.score, scores[number]) for number, hit in by_number.items()}


def _listed(fields: tuple[str, ...]) -> Words:
    names = [_FIELDS[name] for name in fields]
    return Words("、".join(names), ", ".join(name.english for name in names))


def _figures(one: TermWeight) -> dict[str, str]:
    return {"rarity": f"{one.rarity:.2f}", "share": f"{one.share:.2f}", "weight": f"{one.weight:.2f}"}


def _sum(some: list[TermWeight]) -> str:
    return f"{sum(one.weight for one in some):.2f}"
