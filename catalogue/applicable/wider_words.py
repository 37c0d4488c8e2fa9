"""The wider objects of a product, by the words that titles have for them: 纺织品 of 被罩, 起重机 of 铁路起重机.

Four grounds, the surest first: how the name of the product ends, what its classes hold, what the steps above it in the
trees of goods are called, and what the table `wider` says such classes and steps are called in titles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.applicable.product_classes import find_wider_objects, is_equipment, is_far
from catalogue.applicable.product_names import Product, find_classes_of_activity, find_field, find_heads, names_object
from catalogue.applicable.result import Reason
from catalogue.wording import say
from indexer.analysis import fold
from standard.products import SHORTEST, Step, Tree, find_steps, find_steps_alike, split_name

#: length of a code of the tax tree that names a whole field
_FIELD = 5


@dataclass(frozen=True)
class WiderWord:
    """A word of titles for something wider than the product."""

    word: str
    #: whether all that is said of it concerns the product; far: only what binds all of a field (食品)
    near: bool
    reason: Reason


def list_wider_words(
    product: Product, classes: list[tuple[str, str]], named: list[tuple[str, str]]
) -> Iterator[WiderWord]:
    """The words for wider objects, each once, none of them a name of the product.

    `classes` are the (scheme, code) of the product's own standards, `named` of the classes that have its name.
    """
    known = {name.text for name in product.names}
    told = set(known)
    in_tree = any(find_steps(name) for name in known)
    by_class = [wider for wider in _list_by_classes(known, classes, named) if not (in_tree and wider.near)]
    for wider in (*_list_by_head(product), *by_class, *_list_by_steps(product, classes), *_list_by_field(product)):
        if wider.word not in told:
            told.add(wider.word)
            yield wider


def _list_by_head(product: Product) -> Iterator[WiderWord]:
    """How a compound name ends: 家具 of 儿童家具."""
    for word in dict.fromkeys((product.head, *(find_heads(fold(product.text)) if product.code is None else ()))):
        if word:
            yield WiderWord(word, not is_far(word), Reason("wider", say("why_head", word=word), (word,)))


def _list_by_field(product: Product) -> Iterator[WiderWord]:
    """What a thing of no particular kind is for: terms of 摄影测量 for 摄影测量系统."""
    word = find_field(fold(product.text)) if product.code is None else ""
    if word:
        yield WiderWord(word, False, Reason("wider", say("why_head", word=word), (word,)))


def _list_by_classes(
    known: set[str], classes: list[tuple[str, str]], named: list[tuple[str, str]]
) -> Iterator[WiderWord]:
    """What the product's classes are called in titles."""
    for wider in find_wider_objects([*classes, *named]):
        if wider.is_food and not is_equipment(wider.word) and any(map(is_equipment, known)):
            continue  # what food is kept in or made by is no food
        if not any(wider.word in name for name in known):
            sentence = say("why_wider", word=wider.word, code=wider.label)
            yield WiderWord(wider.word, wider.near, Reason("wider", sentence, (wider.word,)))


def _list_by_steps(product: Product, classes: list[tuple[str, str]]) -> Iterator[WiderWord]:
    """Steps up the trees of goods: what they are called there, then what titles call it."""
    own = [step for name in product.names for step in find_steps(name.text)]
    steps = own or find_steps(product.head)
    if not steps and product.code is None and not classes:
        steps = find_steps_alike(fold(product.text))
    for step in steps:
        for word in _list_step_names(step, product):
            yield WiderWord(word, not is_far(word), _explain_step(word, step))
    for step in steps:
        places = [(step.tree.value, step.code), *(find_classes_of_activity(step.name) if step.tree is Tree.TAX else ())]
        for wider in find_wider_objects(places):
            yield WiderWord(wider.word, wider.near, _explain_step(wider.word, step))


def _list_step_names(step: Step, product: Product) -> Iterator[str]:
    """What a near step is called; where its name joins several objects, those that end as the product does."""
    if step.tree is Tree.TAX and len(step.code) <= _FIELD:
        return
    names = split_name(step.name)
    if len(names) > 1:
        names = _find_likest(names, [name.text for name in product.names])
    for name in filter(names_object, names):
        yield name
        yield from find_heads(name)


def _find_likest(joined: tuple[str, ...], names: list[str]) -> tuple[str, ...]:
    """The one of several objects that ends most as the product does: 电车 of 汽车、电车、摩托车 for 有轨电车."""
    sizes = {one: max(_count_same_end(one, name) for name in names) for one in joined}
    most = max(sizes.values(), default=0)
    likest = tuple(one for one, size in sizes.items() if size == most)
    return likest if most >= SHORTEST and len(likest) == 1 else ()


def _count_same_end(one: str, other: str) -> int:
    """How many characters two names have in common at their ends."""
    return next(
        (at for at in range(min(len(one), len(other))) if one[-at - 1] != other[-at - 1]), min(len(one), len(other))
    )


def _explain_step(word: str, step: Step) -> Reason:
    return Reason("step", say("why_step", name=step.name, word=word), (word, f"{step.tree} {step.code}"))
