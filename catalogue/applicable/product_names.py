"""The names of a product or service, out of its name as typed or a GB/T 4754 class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from catalogue.applicable.title_role import Name, is_contrary, split_words
from indexer.analysis import fold
from standard import classification
from standard.classification import Code, Scheme
from standard.function import without_function_words
from standard.products import find_kinds, find_last_product, find_other_names, is_another, is_product
from standard.word_classes import WordTable

#: a class of GB/T 4754, also with its section left out
_CODE = re.compile(r"(?:GB/?T\s*4754\s*[-:]?\s*(?:2017)?\s*)?([A-T]\d{2,4})", re.IGNORECASE)
_TITLE = WordTable("title_words", package="catalogue.applicable")
#: endings of products that are made of what stands before
_MADE_OF = _TITLE.rule("<<made of it>>$")
_SERVICE = _TITLE.rule("<<is a service>>$")
#: what the names of economic activities add to that of their product
_ACTIVITY = _TITLE.rule("(?:的?<<activity>>)+$")
_VAGUE = _TITLE.rule("^<<vague>>+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,12}")
#: what ends or begins otherwise in titles: 驱动桥总成 is 驱动桥, 压延机械 are 压延机, 醋酸 is 乙酸, 冷冻 is 速冻
_FORMS = (
    ("总成", ""),
    ("单机", "机"),
    ("器件", "器"),
    ("机械", "机"),
    ("机械", "设备"),
    ("设备", "机"),
    ("设备", "机械"),
    ("装置", "器"),
    ("仪器", "仪"),
    ("原矿", "矿"),
    ("原矿", "矿石"),
    ("选矿", "精矿"),
)
#: what says of goods only how large or dear they are, for whom, or that they are of metal, not which
_QUALITY = re.compile("^(?:普通|高档|超豪华|大型|中小型|单一|(?:金属|钢铁)制|[男女](?=.{2}))")
_BEGINNINGS = (("醋酸", "乙酸"), ("苛性", "氢氧化"), ("冷冻", "速冻"), ("速冻", "冷冻"), ("木制", "木质"))
#: castings of a metal are those of its alloys: 铜合金铸件, 铜及铜合金铸件
_CASTINGS = ("压铸件", "铸件")
#: notes in the names of classes
_NOTE = re.compile(r"[(（].*?[)）]")
#: what an empty page offers: products, services, a class
EXAMPLES = ("大蒜", "轮胎", "电梯", "儿童家具", "光伏组件", "养老服务", "家政服务", "C2911")
#: a field of fewer characters is a modifier: 清洗 of 清洗设备
SHORTEST_FIELD = 2
#: longest text that is read as a product
MAX_PRODUCT = 60


@dataclass(frozen=True)
class Product:
    """A product or service, with the names by which titles may call it."""

    #: as it was typed
    text: str
    names: tuple[Name, ...]
    #: the GB/T 4754 class, where its code was typed instead of a name
    code: Code | None = None
    #: the last word of a compound name, 家具 of 儿童家具: general standards for these apply as well
    head: str = ""
    #: goods that the trees put under it, 发射管 of 电子管
    kinds: tuple[Name, ...] = ()

    @property
    def query(self) -> str:
        """Query text that finds the standards holding any of the names."""
        return " or ".join(dict.fromkeys(name.text for name in self.names)) or self.text


def names_product(text: str) -> bool:
    """Whether a query may be the name of a product: a few Chinese characters without words of a standard's function."""
    line = text.strip()
    return _CHINESE.fullmatch(line) is not None and without_function_words(line) == line


def is_code(text: str) -> bool:
    """Whether a text is written like a class of GB/T 4754, be there one or not."""
    return _CODE.fullmatch(text) is not None


def read_product(text: str, others: Iterable[str] = ()) -> Product:
    """The names of a product; `others` are its other names (土豆 for 马铃薯), found by the caller."""
    line = " ".join(text.split())[:MAX_PRODUCT]
    code = _read_code(line)
    own = [line] if code is None else list(_find_products(code.name_zh))
    names = dict.fromkeys(name for one in own for name in _split_name(_fold_name(one)))
    names.update(dict.fromkeys(name for one in own for name in _list_forms(_fold_name(one))))
    more = [*others, *(same for one in own for same in find_other_names(_fold_name(one)))]
    names.update(dict.fromkeys(Name(_fold_name(one)) for one in more if _fold_name(one)))
    known = {name.text for name in names}
    kinds = (
        tuple(Name(kind, whole=True) for kind in find_kinds(_fold_name(line)) if kind not in known)
        if code is None
        else ()
    )
    return Product(line, tuple(names), code, _find_head(own[0]) if len(own) == 1 else "", kinds)


def _read_code(text: str) -> Code | None:
    match = _CODE.fullmatch(text)
    return classification.gbt4754(match[1].upper()) if match else None


def _fold_name(text: str) -> str:
    return fold(text).replace(" ", "")


def _split_name(text: str) -> Iterator[Name]:
    """A name, and its shorter forms in titles: first and last word, the material, the service."""
    if not text:
        return
    yield Name(text)
    parts = split_words(text)
    if len(parts) > 2 and not is_product(text):
        yield Name(text, parts=(parts[0], parts[-1]))
    made_of, served = _MADE_OF.without(text), _SERVICE.without(text)
    if made_of and made_of != text:
        yield Name(made_of, stem=True)
    elif len(served) > 1 and served != text:
        yield Name(served, service=True)


def _list_forms(text: str) -> Iterator[Name]:
    """Names that differ from a name in how they are formed; of machines also with more between the words."""
    for end, other in _FORMS:
        if text.endswith(end) and len(text) > len(end) + (end[-1] != "矿"):
            form = text.removesuffix(end) + other
            yield Name(form)
            pieces = split_words(text)
            if len(pieces) > 2 and pieces[-1] == end and other:
                yield Name(form, parts=(pieces[0], pieces[-2] + other))
    plain = _QUALITY.sub("", text)
    if len(plain) > 1 and plain != text and is_product(text):
        yield Name(plain)
    for begin, other in _BEGINNINGS:
        if text.startswith(begin) and len(text) > len(begin):
            yield Name(other + text.removeprefix(begin))
    metal = next((text.removesuffix(end) for end in _CASTINGS if text.endswith(end)), "")
    if metal in _TITLE.words("metal"):
        yield from (Name(alloy + text.removeprefix(metal)) for alloy in (f"{metal}合金", *name_alloys(metal)))


def _find_products(name: str) -> Iterator[str]:
    """The products in the name of an economic activity: 水泥、石灰和石膏制造 -> 水泥, 石灰, 石膏."""
    plain = _ACTIVITY.without(_NOTE.sub("", name))
    for part in re.split(r"[、和及与]", plain):
        product = _VAGUE.without(_ACTIVITY.without(part))
        if len(product) > 1:
            yield product


def find_industries(names: Iterable[str]) -> list[tuple[str, str]]:
    """(scheme, code) of the GB/T 4754 classes that make a product of these names: 啤酒 -> C1513 啤酒制造.

    The narrowest: a class above another of them is left out.
    """
    codes = list(dict.fromkeys(code for name in names for code in _map_products().get(name, ())))
    narrowest = [code for code in codes if not any(wider != code and wider.startswith(code) for wider in codes)]
    return [(Scheme.GBT4754.value, code) for code in narrowest]


def find_classes_of_activity(name: str) -> list[tuple[str, str]]:
    """(scheme, code) of the GB/T 4754 classes that make all that a step holds: 信息化学品 -> C2664 信息化学品制造."""
    return [(Scheme.GBT4754.value, code) for code in _map_activities().get(name, ())]


@cache
def _map_activities() -> dict[str, list[str]]:
    """What a class of section C makes, its whole name -> codes."""
    classes: dict[str, list[str]] = {}
    for code in classification.codes(Scheme.GBT4754).values():
        if code.code.startswith("C"):
            made = _VAGUE.without(_ACTIVITY.without(_NOTE.sub("", code.name_zh)))
            if len(made) > 1:
                classes.setdefault(made, []).append(code.code)
    return classes


@cache
def _map_products() -> dict[str, list[str]]:
    """Product -> classes of section C, manufacturing, that are called by it; not those of the machines for it."""
    classes: dict[str, list[str]] = {}
    for code in classification.codes(Scheme.GBT4754).values():
        if code.code.startswith("C") and "设备" not in code.name_zh:
            for product in _find_products(code.name_zh):
                classes.setdefault(product, []).append(code.code)
    return classes


def _find_head(text: str) -> str:
    """The last word of a compound name, where it names a kind of thing: the longest ending that the trees know.

    Some words are wider than any product: what holds for all of it holds for nothing in particular. What the trees
    know has its steps there, so of its words only another product counts.
    """
    plain = _fold_name(text)
    pieces = split_words(plain)
    last = find_last_product(plain)
    if not last or not any(last == "".join(pieces[at:]) for at in range(1, len(pieces))):
        last = pieces[-1]
    if is_product(plain) and (not is_product(last) or is_another(plain, last)):
        return ""
    return last if len(last) > 1 and last != fold(text) and last not in _TITLE.words("no object") else ""


def find_heads(text: str) -> Iterator[str]:
    """Endings of a name that name a kind of thing: 乐器 of 中乐器, 紧固件 of 铜制紧固件.

    The longest that the trees know, and the longest that begins with a word of the name.
    """
    known = find_last_product(text)
    if known and not _is_other(text, known):
        yield known
    pieces = split_words(text)
    rest = "".join(pieces[1:])
    if not _is_other(text, rest):
        yield rest


def _is_other(text: str, end: str) -> bool:
    """Whether the end of a name says nothing of what it names: 摩托车 of 报废摩托车, or no kind of thing."""
    return is_another(text, end) or is_contrary(text.removesuffix(end)) or not names_object(end)


def names_object(word: str) -> bool:
    """Whether a word names a kind of thing; parts, devices, products in general are none."""
    return len(word) > 1 and word not in _TITLE.words("no object")


def find_field(text: str) -> str:
    """What stands before a word that names no kind of thing: 摄影测量 of 摄影测量系统; empty where there is none."""
    end = next((word for word in _TITLE.words("no object") if text.endswith(word)), "")
    field = text.removesuffix(end)
    return field if end and len(field) > SHORTEST_FIELD else ""


def name_class(text: str) -> str:
    """What titles call all that ends as a name does: 伞类 for 工艺伞."""
    return f"{text[-1]}类"


def name_alloys(metal: str) -> tuple[str, str]:
    """What titles call a metal with its alloys: 铜及铜合金."""
    return f"{metal}及{metal}合金", f"{metal}和{metal}合金"
