"""Whether a word of titles names all that another one is a kind of: 动物 of 奶牛, 病虫害 of 锈病, 果蔬 of 番茄."""

from __future__ import annotations

from functools import cache, lru_cache

from standard.products import Step, find_last_product, find_steps, find_wider_words, is_product, split_name
from standard.tables import rows

#: codes of the tax tree that name a whole field say nothing: 货物
_FIELD = 5
#: words for all illnesses, or all pests
_ILLS = frozenset(("病害", "虫害", "病虫害", "病虫草害", "有害生物", "疫病", "害虫"))
#: characters that make of a living thing the place where it is kept, or the whole plant
_KEPT_IN = frozenset("园场田圃舍树")


@lru_cache(maxsize=1 << 15)
def holds(wider: str, narrower: str) -> bool:
    """Whether what `narrower` names is a kind of what `wider` names. Raises TableError."""
    if wider == narrower:
        return False
    endings = _endings().get(wider, ())
    return bool(endings and narrower.endswith(endings)) or wider in _names_above(narrower)


@lru_cache(maxsize=1 << 13)
def list_wider(word: str) -> tuple[str, ...]:
    """The words for whole kinds that hold what a word names, for a search. Raises TableError."""
    by_ending = [wider for wider, endings in _endings().items() if word != wider and word.endswith(endings)]
    return tuple(dict.fromkeys((*by_ending, *sorted(_names_above(word)))))


def is_ill(word: str) -> bool:
    """Whether a word names an illness or a pest. Raises TableError."""
    return word in _ILLS or not _ILLS.isdisjoint(list_wider(word))


@lru_cache(maxsize=1 << 13)
def find_kept(word: str) -> str:
    """What is kept in a place that a word names, or grows as what it names: 羊 of 羊场, 苹果 of 苹果园, 苹果树."""
    stem = word[:-1]
    if word[-1:] not in _KEPT_IN or not stem:
        return ""
    return stem if is_product(stem) or holds("动物", stem) or holds("作物", stem) or holds("果树", stem) else ""


@lru_cache(maxsize=1 << 13)
def _names_above(word: str) -> frozenset[str]:
    """What the steps above a thing in the trees of goods are called, and what titles call them."""
    name = word if is_product(word) else find_last_product(word)
    if not name:
        return frozenset()
    steps = [step for step in find_steps(name) if len(step.code) >= _FIELD]
    called = {step.name for step in steps if len(split_name(step.name)) == 1}
    return frozenset((called | set(_wider(steps))) - {word, name})


def _wider(steps: list[Step]) -> tuple[str, ...]:
    return find_wider_words([(step.tree, step.code) for step in steps])


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("wider_kinds", "catalogue.comparison"):
        found[row["wider"]] = (*found.get(row["wider"], ()), row["ending"])
    return found
