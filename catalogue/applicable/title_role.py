"""What part a product plays in a title: what the standard is about, or only what it serves.

A Chinese noun phrase ends with its head: 轮胎硫化机 is a machine, 锅炉用钢管 a tube, 轿车轮胎 a tyre. So what stands
before a product's name makes it a kind of that product, what stands behind makes it something else, unless it is of
the words that tell a standard's function (`standard.function`) or a property that is tested or limited. The classes of
words stand in the table `title_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from catalogue.applicable.product_classes import is_wider_word
from indexer.analysis import cut, fold, words
from standard.function import Function, title_segments, without_function_words
from standard.products import Tree, find_places, is_another, is_product, is_substance
from standard.word_classes import WordTable


class Role(IntEnum):
    """How near a title's object is to the product; the smaller, the nearer."""

    #: the product itself, `大蒜`
    OBJECT = 0
    #: a kind of it, `轿车轮胎`
    KIND = 1
    #: the product among others, `轮胎和炭黑`
    AMONG = 2
    #: a thing of the product's field: `自行车 照明设备`
    FIELD = 3
    #: something else that serves the product, is made of it or is a part of it
    RELATED = 9


@dataclass(frozen=True)
class Name:
    """A name of the product, and how freely it is looked for."""

    text: str
    #: what the product is made of (蒜 of 蒜制品): forms of it count as the product
    stem: bool = False
    #: what a service is about (养老 of 养老服务): organisations and people count, too
    service: bool = False
    #: the words that a title must have in this order, where some of the name's may be missing
    parts: tuple[str, ...] = ()
    #: whether nothing may stand between its words
    whole: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the name, also with modifiers between its words: 医用防护口罩 is a 医用口罩."""
        if self.whole or (not self.parts and self.text.endswith(_TITLE.words("no object"))):
            return re.compile(re.escape(self.text))
        parts = [re.escape(part) for part in self.parts or split_words(self.text)]
        return re.compile((r"[^、]{0,20}?" if self.parts else r"[^、]{0,8}?").join(parts))


#: most characters before a name that may make another product of it
LONGEST_MODIFIER = 4
#: names of so many characters are often met within other words: 织机 in 纺织机械
_SHORT = 2
_TITLE = WordTable("title_words", package="catalogue.applicable")
#: what makes the contrary of a product out of its name
_CONTRARY = _TITLE.rule("<<contrary>>$")
_WITH = re.compile(r"^(?:以及|[、和及与或/,])")
_WITHIN = re.compile(r"^(?:中|的|及其|之)")
#: made for it
_FOR = _TITLE.rule("^(?:专|配套)?(?!<<begins with 用>>|用[后前])用")
_FOR_LATER = _TITLE.rule("(?!<<begins with 用>>|用[药于])用<<not after ends in 用>>")
#: what is made less of
_LESS = re.compile(r"[和、]?(?:农药)?减(?:施|量)")
#: what stands before a substance where a title is about it
_SUBSTANCE = re.compile("(?:(?:工业|农业|农用|高纯|精制)用?)?")
_FORENSIC = ("法庭科学", "司法鉴定")
_ECO_LABEL = "环境标志产品"
#: an element that only names a method: 氢氧化钠溶液浸泡法
_METHOD = re.compile("(?<![方办])法$")
#: what makes another chemical of a chemical before whose name it stands: 甲基纤维素, 硝化纤维素, 醋酸纤维素, 半纤维素
_RADICALS = ("基", "化", "酸", "氯", "溴", "氟", "碘", "氧", "聚", "代", "半")
#: joins the parts of a chemical's name: 乙烯-丙烯-二烯烃
_BOND = "-"
#: what goes into the product, or what it is done with
_INTO = re.compile(r"用[于作]$|采用[^的]{0,6}$")
#: parts of a series about the product are of its field, whatever they are about: 电力变压器 第11部分：干式变压器
_SERIES = re.compile(r"第\d+(?:-\d+)?部分")
_NOTES = re.compile(r"\([^()]*\)")
#: notes and words that change nothing
_SAME = _TITLE.rule(r"^(?:\([^()]*\)|<<same>>)+")
#: functions for which an object around the product is not the product
_STRICT = (Function.PRODUCT, Function.TEST, Function.TERMS)
#: how something is applied is asked of who applies it, woods for something are raised for it
_USED = re.compile("施用|基质")
_WOOD = "林"
_GROWN = "101"
#: how much of something there is
_CONTENT = re.compile("含?量的?(?:测定|检测)")
#: what is measured in something else: 水产品中四聚乙醛残留量
_MEASURED_IN = re.compile("[^集其当]中(?:[^中]{0,24}[、和及与])?$")
_MEASURING = (Function.TEST, Function.SAFETY)
#: forms in which a material is sold
_FORM = _TITLE.rule(r"<<form>>?(?:及其制品|制品|产品)?")
#: pests that tests look for, wherever they stand
_PEST = _TITLE.rule("(?!<<no pest>>)<<pest>>")
#: who gives a service, and where
_GIVEN = _TITLE.rule("<<gives a service>>")
#: what shares a word with a service and is another matter: 养老保险 is no 养老服务
_OTHER_MATTER = _TITLE.rule("<<no service>>")


def ends_as_thing(text: str) -> bool:
    """Whether a text ends in a word for machines, parts or materials: it is an object of its own."""
    return text.endswith(_TITLE.words("thing"))


def ends_as_around(text: str) -> bool:
    """Whether a text ends in a word for pests, plants, places.

    Production has to do with them; where tests, requirements and terms are about them, they are objects of their own.
    """
    return text.endswith(_TITLE.words("surroundings"))


def is_contrary(before: str) -> bool:
    """Whether what stands before a name makes another thing of it: 人造 of 人造水果."""
    return _CONTRARY.search(before) is not None


def begins_use(after: str) -> bool:
    """Whether what follows a name says that something is for it: 用板, 专用机械."""
    return _FOR.match(after) is not None or _FOR_LATER.search(after) is not None


def _is_own(text: str) -> bool:
    """Whether a text ends in a word that is of the product itself, also where requirements are set for it."""
    return text.endswith(_TITLE.words("own"))


def split_words(text: str) -> list[str]:
    """The words of a name side by side, each character in one of them: 危险, 化学品, 道路, 运输 in whole words."""
    side_by_side: list[str] = []
    at = 0
    pieces = sorted(set(words(text)), key=len, reverse=True)
    while at < len(text):
        piece = next((word for word in pieces if text.startswith(word, at)), text[at])
        side_by_side.append(piece)
        at += len(piece)
    return side_by_side if side_by_side and all(len(word) > 1 for word in side_by_side) else [text]


def find_role(title: str, function: Function, names: tuple[Name, ...]) -> tuple[Role, Name] | None:
    """The nearest part that one of the names plays in a title, with that name; None where none is named.

    Notes in brackets may name the product (谷氨酸钠(味精)) or stand within its name (光伏(PV)组件).
    """
    if is_forensic(title):
        return None
    segments = [fold(segment) for segment in title_segments(title)]
    plain = [_NOTES.sub("", segment) for segment in segments]
    readings = [segments] if plain == segments else [segments, plain]
    roles = [(part, name) for name in names for reading in readings for part in _find_roles(reading, function, name)]
    if _SERIES.search(title):
        roles = [
            (Role.FIELD if part is Role.RELATED and name.text == segments[0] else part, name) for part, name in roles
        ]
    return min(roles, key=lambda pair: pair[0]) if roles else None


def ends_in(title: str, name: str) -> bool:
    """Whether the object of a title ends in a name, notes left out: 交流充电桩(试行)."""
    return without_function_words(_NOTES.sub("", fold(title))).endswith(name)


def is_about_substance(title: str, name: str) -> bool:
    """Whether a title begins with a substance: it is about it, not about what it is a part of or is used for."""
    return _SUBSTANCE.fullmatch(fold(title).partition(name)[0]) is not None


def is_forensic(title: str) -> bool:
    """Whether a title is about evidence in court, whatever goods it is found in or on: `法庭科学 硝化纤维素检验`."""
    return title.startswith(_FORENSIC)


def is_eco_label(title: str) -> bool:
    """Whether a title is about what an eco-label asks: `环境标志产品技术要求 家具`."""
    return title.startswith(_ECO_LABEL)


def _find_roles(segments: list[str], function: Function, name: Name) -> Iterator[Role]:
    for place, segment in enumerate(segments):
        if place and _METHOD.search(segment):
            continue  # what a test is done with is not what it is of
        for match in name.pattern.finditer(segment):
            part = _judge_mention(segment[: match.start()], segment[match.end() :], function, name)
            if part is not None:
                part = max(part, Role.FIELD) if name.parts else part
                if place and function is Function.TEST and _is_content(segments[:place], segment[match.end() :], name):
                    part = Role.RELATED
                yield _judge_rest(part, name.text, segment[match.end() :], segments[place + 1 :])


def _is_content(earlier: list[str], after: str, name: Name) -> bool:
    """Whether a test is of how much of the product there is in something: `塑料 聚乙烯醇 氢氧化钠含量测定`."""
    if earlier[0].startswith("农药"):
        return True
    if _CONTENT.match(after) is None or any(name.text in element for element in earlier):
        return False
    return not all(map(is_wider_word, earlier))


def _judge_mention(before: str, after: str, function: Function, name: Name) -> Role | None:
    """The part of one mention, by what stands around it in its element of the title."""
    if _CONTRARY.search(before) or not _stands_alone(before, after, name.text):
        return None
    after = _SAME.without(after)
    own = Role.KIND if before else Role.OBJECT
    if not after:
        return own
    if name.service and (_OTHER_MATTER.match(after) or not _GIVEN.search(after)):
        return None
    if _serves_product(name.text, before, after, function):
        return Role.RELATED
    if len(name.text) > 1 and _begins_product(name.text, after):
        return Role.RELATED
    left = without_function_words(after)
    if not left or (name.stem and _FORM.fullmatch(left)):
        return own
    if len(name.text) == 1:
        return None
    return own if name.service else _judge_following(name.text, after, left, function, own)


def _begins_product(name: str, after: str) -> bool:
    """Whether the trees know goods that are called so and go on: 橄榄油 is made of 橄榄."""
    longer = (name + after[:size] for size in range(1, min(len(after), LONGEST_MODIFIER) + 1))
    return any(is_product(word) and without_function_words(word) == word for word in longer)


def _serves_product(name: str, before: str, after: str, function: Function) -> bool:
    """Whether a title is about something for the product, or that goes into it, or that saves it."""
    if function in _MEASURING and _MEASURED_IN.search(before):
        return True
    if _INTO.search(before) or _LESS.match(after) or after.startswith("用水") or _FOR.match(after):
        return True
    if (function is Function.PROCESS and _USED.match(after)) or (after.startswith(_WOOD) and not _is_grown(name)):
        return True
    return function is Function.PRODUCT and _FOR_LATER.search(after) is not None


def _is_grown(name: str) -> bool:
    """Whether a product is of farms or woods, whose planting is its own: 核桃林, but not 纸浆林."""
    return any(step.code.startswith(_GROWN) for step in find_places(name) if step.tree is Tree.TAX)


def _judge_following(name: str, after: str, left: str, function: Function, own: Role) -> Role:
    """The role where more than function words follows a name: other products, a property, another object."""
    if _WITH.match(after):
        another = ends_as_thing(left) and not ends_as_thing(name)
        other = _WITH.sub("", left)
        # 草坪和园艺动力机械 are machines for both; what is measured in several goods stands behind 中
        made_for_both = len(other) > LONGEST_MODIFIER and not is_product(other) and "中" not in other
        return Role.RELATED if another and (function is Function.PRODUCT or made_for_both) else Role.AMONG
    if _WITHIN.match(after):
        return Role.RELATED if function is Function.PRODUCT and "的" in after[:2] else own
    if ends_as_thing(left) or (function in _STRICT and ends_as_around(left)):
        return Role.RELATED
    if function is Function.TEST and _PEST.search(after):
        return Role.RELATED
    return Role.RELATED if function is Function.PRODUCT and not _is_own(left) else own


def _stands_alone(before: str, after: str, name: str) -> bool:
    """Whether a name stands as words of its own: 面包 does not in 地面包装, 丙烯 not in 聚丙烯."""
    if any(is_another(before[-size:] + name, name) for size in range(1, min(len(before), LONGEST_MODIFIER) + 1)):
        return False
    if any(is_another(name + after[:size], name) for size in range(1, min(len(after), LONGEST_MODIFIER) + 1)):
        return False
    if is_substance(name) and (
        _BOND in (before[-1:], after[:1]) or before.endswith(_RADICALS) or _is_within_word(before, name, after)
    ):
        return False
    if before and len(name) > 1 and _is_cut_before(before, name):
        return False
    if not after or after[0] in "、和及与或中的用()/,":
        return True
    if len(name) == _SHORT and _is_astride(before, name, after):
        return False
    pieces = words(before[-4:] + name + after[:4])
    return name in pieces or not any(_crosses_end(word, name, after) for word in pieces)


def _is_within_word(before: str, name: str, after: str) -> bool:
    """Whether a substance stands within a longer word, which is another substance: 丙烯 in 聚丙烯 and 丙烯酸."""
    pieces = cut(before[-LONGEST_MODIFIER:] + name + after[:LONGEST_MODIFIER])
    return any(name in piece and piece != name for piece in pieces)


def _is_cut_before(before: str, name: str) -> bool:
    """Whether a word begins before a name and ends with its first character: 还原 of 还原糖, which is no 原糖."""
    pieces = words(before[-LONGEST_MODIFIER:] + name)
    crossing = any(len(piece) > 1 and piece[-1] == name[0] and before.endswith(piece[:-1]) for piece in pieces)
    return crossing and name not in pieces


def _is_astride(before: str, name: str, after: str) -> bool:
    """Whether the text is cut into words one of which begins in or before a short name and goes on behind it."""
    pieces = cut(before[-LONGEST_MODIFIER:] + name + after[:LONGEST_MODIFIER])
    return any(name in piece[1:-1] or _crosses_end(piece, name, after) for piece in pieces)


def _crosses_end(word: str, name: str, after: str) -> bool:
    """Whether a word begins within a name and goes on behind it; one that begins with the name is a compound of it."""
    cuts = range(1, min(len(word), len(name)))
    return any(name.endswith(word[:cut]) and after.startswith(word[cut:]) for cut in cuts)


def _judge_rest(part: Role, name: str, after: str, later: list[str]) -> Role:
    """A product that only opens a title names the field of what comes later: `自行车 照明设备`.

    What ends as the product does is of its kind: `电子管 FU100F型发射管`.
    """
    if after or not later or part is Role.RELATED:
        return part
    left = [remainder for remainder in map(without_function_words, later) if remainder]
    if not left:
        return part
    another = ends_as_thing(left[-1]) and (left[-1][-1] != name[-1] or _is_sister(left[-1], name))
    return Role.RELATED if another else max(part, Role.FIELD)


def _is_sister(other: str, name: str) -> bool:
    """Whether goods end as the product does only because all devices do: 断路器 is no 互感器."""
    return other.endswith(_TITLE.words("any device")) and is_product(other) and not other.endswith(name)
