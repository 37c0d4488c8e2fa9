"""Whether a title speaks of all of a wider object: 食品标签通则 of 食品, not 婴幼儿食品标签通则, not 食品加工机械."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from catalogue.applicable.product_classes import is_equipment, is_far, is_wider_word
from catalogue.applicable.title_role import begins_use, ends_as_around, ends_as_thing
from indexer.analysis import cut
from standard.function import Function, title_segments, without_function_words
from standard.products import find_last_product, is_product, is_substance
from standard.tables import rows
from standard.word_classes import WordTable

_TITLE = WordTable("title_words", package="catalogue.applicable")
_WITH = re.compile(r"^(?:以及|[、和及与或/,])")
#: rules for all who make, handle or sell something, whatever it is: 危险化学品企业雷电安全规范, 服装工厂设计规范
_TRADE = _TITLE.rule("^.{0,6}<<trade>>")
#: what is measured may be goods of its own: 致癌染料的测定
_MEASURED = re.compile("(?:含量|残留量|残留|总量)?的?(?:测定|检测|检验|鉴定|定量)")
#: a thing for what the name holds among others: 食品包装用软木塞
_USED = re.compile("(?:包装|加工|生产|贮存|检测|制品)用")
#: requirements for one kind: 家用和类似用途电器的安全 电煮锅的特殊要求
_SPECIAL = re.compile("(?:特殊|专用)(?:安全)?要求")
#: what is known of a thing is none of its properties
_KNOWN = _TITLE.rule("<<knowledge>>")
#: what must not be in goods is none of the goods: 有害金属元素
_HARMFUL = "有害"
#: pests are looked for in goods, and are none of their properties
_PEST = _TITLE.rule("<<pest>>")
#: what may stand before a wider name without narrowing it
_ANY = _TITLE.rule(r"(?:<<any>>|[^用]{0,8}[、和及与])?")
#: names that say of themselves what is asked, of all that they hold: 食品中, 机械安全
_FIELDS = ("中", "安全", "说明书", "规程", "规则")
#: what may stand behind a wider name without narrowing it: 谷物籽粒, 家用电器产品
_ALL_OF_IT = _TITLE.rule("^(?:<<all of it>>)+")
#: how a property is judged asks the same as a test of it: 可点燃性的评定
_JUDGED = re.compile("[性度]的?(?:评定|测评)")
#: what may stand in an element of its own before the object
_SERIES = _TITLE.rule("^《?<<series>>")
_SERIES_ONLY = _TITLE.rule("(?=.{4})<<series>>")
#: a word of one character names the object only where it stands apart: 煤中铜, not 煤层气
_APART = re.compile(r"^(?:$|[、和及与或中的(/,])")
#: what binding standards of a whole field may say of a property: its limits, not how a kind of it is packed
_OF_A_FIELD = (Function.PRODUCT, Function.TERMS)
#: terms and formats of a technique or of data are for those who use these, not of all goods of a field
_TECHNICAL = re.compile(r"技术\s|数据|接口")
#: titles that say of themselves that they are general
_GUIDE = re.compile("(?:导则|通则|总则)$")
#: by so many characters a wider object is known again in a scope: 纺织产品 for 纺织品
_STEM = 2
#: what an abstract says of the scope
_SCOPE = re.compile("适用于[^。；;]+")
#: properties by which kinds of goods are called
_SPECIAL_PROPERTY = _TITLE.rule("<<special property>>")
#: the kind that a part of a series is for: 桌类, 椅凳类
_KIND = re.compile("(.{1,3})类(?!似)")
#: of what a system is goes before: 望远镜系统
_SYSTEM = _TITLE.rule("(?<=.{2})系统$")
#: words that go on after a name, as long as they may change it
_LONGEST = 4


def is_general(title: str, name: str, function: Function, *, near: bool, binding: bool = False) -> bool:
    """Whether a title is about all of what a name holds, not a kind of it: 食品标签通则, not 婴幼儿食品标签通则.

    With `near` tests, safety and packaging may also be of a property: 家具力学性能试验; of a binding standard all
    functions.
    """
    segments = title_segments(title)
    if function is Function.TERMS and not near and _TECHNICAL.search(title):
        return False
    asks = (Function.TEST, Function.SAFETY, Function.PACKAGING) if near else _OF_A_FIELD
    with_property = function in asks or (binding and near) or _JUDGED.search(title) is not None
    with_property = (with_property or (binding and is_guide(title))) and (near or binding)
    within = name.endswith(_FIELDS)
    for place, segment in enumerate(segments):
        if any(_is_object(earlier, name) for earlier in segments[:place]):
            break
        for match in re.finditer(re.escape(name), segment):
            before, after = segment[: match.start()], _ALL_OF_IT.without(segment[match.end() :])
            if (
                not (_ANY.fullmatch(before) or _SERIES_ONLY.fullmatch(before))
                or not _names_an_object(segment)
                or _is_of_another(name, after)
            ):
                continue
            later = [element for element in segments[place + 1 :] if not element.startswith(name)]
            if within or _adds_nothing(name, after, function, property_too=with_property):
                return not (_names_a_kind(later, function) if within else _is_narrowed(after, later, function, binding))
    return False


def _is_of_another(name: str, after: str) -> bool:
    """Whether a title goes on with who deals in the object, or its name with a longer word."""
    if len(name) == 1 and not _APART.match(after) and without_function_words(after):
        return True
    return _TRADE.match(after) is not None or _begins_word(name, after)


def _is_object(segment: str, name: str) -> bool:
    """Whether an element before the name has an object of its own, of which the name is only an aspect or a case.

    What is wider than both is none: `纺织品 床上用品燃烧性能`, `涂料中有害物质限量 第1部分：建筑涂料`.
    """
    if not _names_an_object(segment) or _SERIES.search(segment):
        return False
    heads = (segment, without_function_words(segment))
    return not (any(map(is_wider_word, heads)) or any(segment.startswith(name[at:]) for at in range(1, len(name) - 1)))


def _names_an_object(segment: str) -> bool:
    """Whether an element of a title says more than of which series the standard is: 食品安全国家标准 does not."""
    return not segment.endswith("国家标准")


def _is_narrowed(after: str, later: list[str], function: Function, binding: bool) -> bool:
    """Whether later elements speak of one thing only: `食品添加剂 丙酸钙`, `粮食储藏 玉米安全储藏技术规范`."""
    left = [without_function_words(remainder) for remainder in later]
    if _names_a_kind(later, function) or _SPECIAL.search(after):
        return True
    if function is Function.PRODUCT and any(left) and not binding:
        return True
    if not after or _WITH.match(after):
        unchanged = [remainder == whole for remainder, whole in zip(left, later, strict=True)]
        return all(unchanged) and bool(later) if function is Function.TEST else any(unchanged)
    return function is not Function.TEST and any(left)


def _names_a_kind(later: list[str], function: Function) -> bool:
    """Whether later elements speak of a kind: `医用电气设备 第2-12部分：重症护理呼吸机的基本安全`."""
    told = [element for element in later if not (function is Function.TEST and _is_measured(element))]
    left = [without_function_words(element) for element in told]
    # what a test is named by alone is what is tested, not how: 家用电器的人类工效学技术要求与测评 空调器
    whole = any(ends_as_thing(element) for element, rest in zip(told, left, strict=True) if rest == element)
    named = any(_names_one_thing(remainder, function) for remainder in left)
    return whole or named or any(map(_SPECIAL.search, later))


def _is_measured(element: str) -> bool:
    """Whether an element says what is measured, not on which machine: `在用喷雾机的检测`."""
    match = _MEASURED.search(element)
    return match is not None and not is_equipment(element[: match.start()])


def is_of_another_field(title: str, word: str, held: Iterable[str]) -> bool:
    """Whether the first element of a title opens with a wider object that the product is none of: 家具 for 冰柜.

    `held` are the product's names and the words for its wider objects; far words and those within one of them are of
    any field.
    """
    first = title_segments(title)[:1]
    if not first or word in first[0] or _SERIES.search(first[0]):
        return False
    opening = next((first[0][:end] for end in range(len(first[0]), 1, -1) if is_wider_word(first[0][:end])), "")
    return bool(opening) and not is_far(opening) and not any(opening in one or one in opening for one in held)


def names_a_sister(title: str, word: str, names: Iterable[str]) -> bool:
    """Whether a part of a series is for another kind: 桌类 is not 长靠椅; a name that says no kind may be of each."""
    kinds = [match[1] for element in title_segments(title)[1:] if (match := _KIND.match(element)) is not None]
    told = [name for name in names if not name.endswith(word)]
    return bool(kinds) and bool(told) and not any(name.endswith(tuple(kind)) for kind in kinds for name in names)


def _names_one_thing(text: str, function: Function) -> bool:
    """Whether an element speaks of goods of its own; in tests a substance is what is measured."""
    text = _SYSTEM.without(text)
    last = text if is_product(text) else find_last_product(text)
    if last and not (function is Function.TEST and is_substance(last)):
        return True
    return function is not Function.TEST and ends_as_thing(text)


def _adds_nothing(name: str, after: str, function: Function, *, property_too: bool) -> bool:
    left = without_function_words(after)
    if not left or after.startswith("中"):
        return True
    if _WITH.match(after):
        made_of_both = len(name) == 1 or name in _TITLE.words("material")
        return not _USED.search(left) and not (made_of_both and ends_as_thing(left))
    return property_too and not _names_another(left, after, function) and not _KNOWN.search(left)


def _names_another(left: str, after: str, function: Function) -> bool:
    """Whether what follows a name has an object of its own: 服装衬布, 粮食储运系统粉尘防爆, 家具用板."""
    if _HARMFUL in left:
        return False
    if ends_as_thing(left) or ends_as_around(left) or _PEST.search(left):
        return True
    if function is Function.TEST and any(ends_as_thing(piece) for piece in cut(after)[:2] if len(piece) > 1):
        return True
    if function is Function.TEST and _MEASURED.match(after[len(left) :]):
        return begins_use(after)
    if is_product(left) or find_last_product(left):
        return True
    return begins_use(after) or _holds_object(left, function is Function.TEST)


@lru_cache(maxsize=4096)
def _holds_object(text: str, test: bool) -> bool:
    """Whether a word in a text names goods or a thing; tests may speak of the parts of what is tested further on."""
    pieces = [piece for piece in cut(text) if len(piece) > 1]
    if test:
        pieces = pieces[:2]
    return any((is_product(piece) and not is_substance(piece)) or ends_as_thing(piece) for piece in pieces)


def _begins_word(name: str, after: str) -> bool:
    """Whether the analysis reads a product's name as the beginning of a longer word: 发电 of 发电厂."""
    first = cut(name + after[:_LONGEST])[0] if not _APART.match(after) else name
    return len(first) > len(name) and without_function_words(first[len(name) :]) != ""


def is_said_of(scope: str, words: Iterable[str], names: Iterable[str]) -> bool:
    """Whether the scope in an abstract holds the wider object or the product: 适用于猪、牛肌肉 says nothing of crabs.

    True where the abstract tells no scope.
    """
    match = _SCOPE.search(scope)
    if match is None:
        return True
    objects = {word[:_STEM] for word in words}
    return any(word in match[0] for word in objects) or any(name[-1] in match[0] for name in names if name)


def is_guide(title: str) -> bool:
    """Whether a title says of itself that it is general: 农产品质量分级导则."""
    return _GUIDE.search(title) is not None


def is_about_special(title: str, names: Iterable[str]) -> bool:
    """Whether a test is of a property that only some kinds have, by which they are called: 防钻绒, 反光."""
    return any(match[0] not in name for match in _SPECIAL_PROPERTY.pattern.finditer(title) for name in names)


def has_what_it_needs(title: str, words: Iterable[str]) -> bool:
    """Whether a limit can concern the product at all: residues of pesticides are for what grows, 植物源性食品."""
    held = set(words)
    return all(row["wider"] in held for row in rows("needs", "catalogue.applicable") if row["word"] in title)
