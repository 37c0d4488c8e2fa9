"""The wider objects of a product, by the words that titles have for them: 纺织品 of 被罩, 起重机 of 铁路起重机.

Four grounds, the surest first: how the name of the product ends, what its classes hold, what the steps above it in the
trees of goods are called, and what the table `wider` says such classes and steps are called in titles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.applicable.dangers import list_danger_words
from catalogue.applicable.fields import GeneralStandard
from catalogue.applicable.product_classes import find_wider_objects, is_equipment, is_far
from catalogue.applicable.product_names import (
    Product,
    find_classes_of_activity,
    find_field,
    find_heads,
    name_alloys,
    name_class,
    names_object,
)
from catalogue.applicable.result import Reason
from catalogue.applicable.title_role import is_contrary
from catalogue.search import facet_label
from catalogue.wording import say
from indexer.analysis import fold
from standard.products import (
    SHORTEST,
    Step,
    Tree,
    find_kinds,
    find_last_product,
    find_places,
    find_steps,
    find_steps_alike,
    split_name,
)
from standard.word_classes import WordTable

_TITLE = WordTable("title_words", package="catalogue.applicable")
#: where the trees have metals and what is rolled, drawn or cast of them
_METALS = {
    Tree.TAX: ("10803", "1080411", "1080412", "1090136", "1090137"),
    Tree.GOODS: ("0601", "0602", "0603", "0605"),
}
#: length of a code of the tax tree that names a whole field, and where such a code names goods: 废钢铁, 铁矿石
_FIELD = 5
_NARROW = ("10203", "10204", "10205", "111")


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
    by_step = _list_by_steps(product, classes)
    by_head = (*_list_by_head(product), *_list_by_class_names(product, classes))
    for wider in (*by_head, *by_class, *by_step, *_list_by_field(product)):
        if wider.word not in told and not (_is_eaten(wider.word) and any(map(_grows, known))):
            told.add(wider.word)
            yield wider


def _list_by_head(product: Product) -> Iterator[WiderWord]:
    """How a compound name ends: 家具 of 儿童家具."""
    for word in dict.fromkeys((product.head, *(find_heads(fold(product.text)) if product.code is None else ()))):
        if word and not is_contrary(fold(product.text).removesuffix(word)):
            yield WiderWord(word, not is_far(word), Reason("wider", say("why_head", word=word), (word,)))
    if product.code is None and len(product.text) > 1:
        word = name_class(fold(product.text))
        yield WiderWord(word, True, Reason("wider", say("why_head", word=word), (word,)))


def _list_by_class_names(product: Product, classes: list[tuple[str, str]]) -> Iterator[WiderWord]:
    """How a name ends, where a class of its own standards is called so: 集装箱 of 冷藏集装箱 by 通用集装箱."""
    word = find_last_product(fold(product.text)) if product.code is None else ""
    for scheme, code in classes if word else ():
        label = facet_label(scheme, code)
        if label.chinese.endswith(word) and not is_contrary(fold(product.text).removesuffix(word)):
            yield WiderWord(word, not is_far(word), Reason("wider", say("why_wider", word=word, code=label), (word,)))


def _is_eaten(word: str) -> bool:
    """Whether a word names food: what holds for it does not yet hold for what is sown or raised."""
    return word in _TITLE.words("food")


def _grows(name: str) -> bool:
    """Whether a name is that of seeds or young animals."""
    return name.endswith(_TITLE.words("grows"))


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


def list_steps(product: Product, classes: list[tuple[str, str]]) -> list[Step]:
    """Steps up the trees of goods; where a tree has not the name, of its last word, or else of what is called alike."""
    own = [step for name in product.names for step in find_steps(name.text)]
    steps = [*own, *_find_steps_of_head(product, {step.tree for step in own})]
    if not steps and product.code is None and not classes:
        steps = find_steps_alike(fold(product.text))
    return steps


def list_places(product: Product) -> list[Step]:
    """The nodes of the trees that are called as the product is: what holds for all of such a node holds for it."""
    return [
        step for name in product.names if not name.stem for step in find_places(name.text) if step.name == name.text
    ]


def _list_by_steps(product: Product, classes: list[tuple[str, str]]) -> Iterator[WiderWord]:
    """Steps up the trees of goods: what they are called there, then what titles call it."""
    steps = list_steps(product, classes)
    for step in steps:
        for word in _list_step_names(step, product):
            yield WiderWord(word, not is_far(word), _explain_step(word, step))
    for word, near, step in list_danger_words([name.text for name in (*product.names, *product.kinds)], steps):
        yield WiderWord(word, near, _explain_step(word, step))
    for word, step in _list_metals(product, steps):
        yield WiderWord(word, not is_far(word), _explain_step(word, step))
    yield from _list_by_places(product)
    for step in steps:
        places = [(step.tree.value, step.code), *(find_classes_of_activity(step.name) if step.tree is Tree.TAX else ())]
        sisters = (*_list_sisters(step, product), *_list_other_materials(product))
        for wider in find_wider_objects(places):
            if wider.word.endswith(sisters):
                continue
            yield WiderWord(wider.word, wider.near, _explain_step(wider.word, step))


def _list_by_places(product: Product) -> Iterator[WiderWord]:
    """What titles call the nodes that are called as the product is."""
    for place in list_places(product):
        for wider in find_wider_objects([(place.tree.value, place.code)]):
            if wider.code == place.code:
                yield WiderWord(wider.word, wider.near, _explain_step(wider.word, place))


def _find_steps_of_head(product: Product, trees: set[Tree]) -> list[Step]:
    """Steps of the last word of a name in the trees that do not know the name itself: 变压器 of 升压变压器."""
    heads = dict.fromkeys(filter(None, (product.head, *find_heads(fold(product.text))))) if product.code is None else {}
    kinds = (head for head in heads if not is_contrary(fold(product.text).removesuffix(head)))
    return [step for head in kinds for step in find_steps(head) if step.tree not in trees]


def _list_metals(product: Product, steps: list[Step]) -> Iterator[tuple[str, Step]]:
    """The metal that goods are made of, by the words of titles: 铜及铜合金 for 铜丝."""
    step = next((step for step in steps if step.code.startswith(_METALS[step.tree])), None)
    if step is None:
        return
    for metal in _TITLE.words("metal"):
        if any(metal in name.text for name in product.names):
            yield from ((word, step) for word in name_alloys(metal))


def _list_sisters(step: Step, product: Product) -> tuple[str, ...]:
    """What a node holds beside the product: 变压器 beside 互感器; it is no kind of it, whatever the node is called."""
    kinds = find_kinds(step.name)
    names = [name.text for name in product.names]
    if not any(name in kinds for name in names):
        return ()
    return tuple(
        one for one in split_name(step.name) if one in kinds and not any(map(str.endswith, names, [one] * len(names)))
    )


def _list_other_materials(product: Product) -> tuple[str, ...]:
    """Materials that a product is not made of, where its name tells one: 橡胶 for 塑料杆."""
    own = [word for word in _TITLE.words("material") if any(word in name.text for name in product.names)]
    return tuple(word for word in _TITLE.words("material") if word not in own) if own else ()


def _list_step_names(step: Step, product: Product) -> Iterator[str]:
    """What a near step is called; where its name joins several objects, those that end as the product does."""
    narrow = len(step.code) == _FIELD and step.code.startswith(_NARROW)
    if step.tree is Tree.TAX and len(step.code) <= _FIELD and not narrow:
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


def explain_field(standard: GeneralStandard) -> Reason:
    """Why a general standard of a wide field is listed."""
    if standard.step is not None:
        return _explain_step(standard.field, standard.step)
    return Reason("wider", say("why_head", word=standard.field), (standard.field,))
