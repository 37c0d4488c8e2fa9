"""What makes a chemical dangerous goods, as far as its name tells: 丙酮 is an 易燃液体, 醋酸钴 is nothing of the kind.

General rules on dangerous goods and chemicals hold for a product only where it is dangerous; those on one kind of
danger (`第7部分：易燃液体`) only where it is of that kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from standard.products import Step, Tree
from standard.tables import rows

#: where the trees have chemicals, fuels and articles of which some are dangerous and some are not
_CHEMICALS = {
    Tree.TAX: ("10202", "1020601", "1070101", "1070102", "10702", "106051208", "1090413", "11002"),
    Tree.GOODS: ("01", "02", "0301", "0302", "0305", "0306", "0402", "0403", "0404", "0922", "3403", "3404"),
}
#: how far a word for all dangerous goods reaches that concerns everything said of it; of others only what binds
_NEAR = "near"


def list_danger_words(names: Iterable[str], steps: Iterable[Step]) -> list[tuple[str, bool, Step]]:
    """(word, near, step) of titles about the dangers of a chemical by its names and steps; nothing where it has none.

    Raises TableError.
    """
    climbed = list(steps)
    dangers = list_dangers(names, climbed)
    if not dangers:
        return []
    step = next(step for step in climbed if step.code.startswith(_CHEMICALS[step.tree]))
    words = [
        (row["word"], row["dangers"] == _NEAR) for row in rows("dangers", "catalogue.applicable") if _is_of_all(row)
    ]
    return [(word, near, step) for word, near in (*words, *((danger, True) for danger in dangers))]


def list_dangers(names: Iterable[str], steps: Iterable[Step]) -> tuple[str, ...]:
    """The kinds of danger of a product with these names and steps; none where it is no chemical. Raises TableError."""
    if not any(step.code.startswith(_CHEMICALS[step.tree]) for step in steps):
        return ()
    return tuple(dict.fromkeys(danger for name in names for danger in find_dangers(name)))


def find_dangers(name: str) -> tuple[str, ...]:
    """The kinds of danger that a chemical of this name has: 易燃液体 for 丙酮. Raises TableError."""
    if any(_fits(name, word, place) for word, place in _read_table().get("", ())):
        return ()
    return tuple(
        danger
        for danger, words in _read_table().items()
        if danger and any(_fits(name, word, place) for word, place in words)
    )


def _is_of_all(row: dict[str, str]) -> bool:
    """Whether a row is a word by which titles call all dangerous goods."""
    return row["place"] == "title"


def _fits(name: str, word: str, place: str) -> bool:
    if place == "is":
        return name == word
    return name.endswith(word) if place == "ends" else name.startswith(word)


@cache
def _read_table() -> dict[str, tuple[tuple[str, str], ...]]:
    """Danger -> (word, place in the name); under no danger what has none in spite of its name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows("dangers", "catalogue.applicable"):
        if _is_of_all(row):
            continue
        for danger in row["dangers"].split(",") if row["dangers"] != "none" else [""]:
            found.setdefault(danger, []).append((row["word"], row["place"]))
    return {danger: tuple(words) for danger, words in found.items()}
