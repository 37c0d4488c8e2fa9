"""The ways to say what a query asks for: as it was typed, and in other words for the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.engines.relevance import BIGRAM_WEIGHT, analyse_piece, is_subject, relevant_in, relevant_texts, texts_of
from indexer.query import Node


@dataclass(frozen=True)
class Wording:
    """One way to say what a query asks for, as relevance counts it."""

    #: each once, in order
    words: tuple[str, ...]
    #: pairs of neighbouring characters
    bigrams: tuple[str, ...]
    #: what titles may be about, where that is all that is asked for
    subject: str


def wordings(tree: Node) -> tuple[Wording, ...]:
    """A tree as it was typed, and with synonyms in place of its words (`Text.also`).

    A document's score is the best of them: each is measured against all that it asks for, so that a rare everyday word
    does not outweigh the word of the titles, and other words count for SYNONYM_WEIGHT.
    """
    synonyms = {node.text: node.also for node in texts_of(tree) if node.also}
    texts = list(relevant_texts(tree))
    variants = [texts]
    for text, also in synonyms.items():
        variants.extend([synonym if typed == text else typed for typed in texts] for synonym in also)
    if len(synonyms) > 1:
        variants.append([synonyms[typed][0] if typed in synonyms else typed for typed in texts])
    bare = len(texts) == 1 and is_subject(tree)
    made = (Wording(*relevant_in(variant), analyse_piece(variant[0]).compact if bare else "") for variant in variants)
    return tuple(dict.fromkeys(made))


def wording_weight(words: Iterable[float], bigrams: Iterable[float]) -> float:
    """What a wording asks for in all, from the idf of its words and pairs."""
    return sum(words) + BIGRAM_WEIGHT * sum(bigrams)
