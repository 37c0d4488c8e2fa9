"""What a search for goods by their name in a shop finds: the goods, else other names, else what they are a kind of.

Nothing is shown that is not certain: a name counts where titles are about a thing of this name (`indexer.query.About`)
and the things are of one field; a kind only by its own general standards, never by what merely belongs to a field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby

from catalogue.query import read_query
from catalogue.search.goods_names import (
    before_joining,
    endings,
    find_inner_name,
    find_names,
    has_everyday_kind,
    has_own_kind,
    is_hollow,
    is_known,
    list_kinds,
    list_other_names,
    list_variants,
    without_measure,
    without_shop_ending,
    without_shop_words,
)
from indexer.analysis import HAN, bigrams, compact, fold, is_han, words_apart
from indexer.engines import Engine, Hit, Request, Results
from standard.products import find_groups_alike, is_another, is_ending, is_group, is_product
from standard.publisher import region_code

#: names that an engine is asked for, kinds of each, and titles that are read
_TRIED, _KINDS_TRIED, _READ = 6, 4, 10
#: titles that are read for longer names that end in one, and how many of those are asked for
_TITLES, _LONGER = 30, 8
#: shortest name that is looked for within words
_SHORTEST = 2
#: share of things of one name that must be of one field, and fewest that are counted
_SHARE, _FEWEST = 0.6, 3
#: most standards on kinds of a kind that are still near the goods
_NEAR = 30
#: most standards on a kind itself
_MANY = 200
#: a grade or size before what has it: 304, M12, 45号
_SIZE = re.compile(f"(?=[^{HAN}]*[0-9])[^{HAN}]{{1,5}}[{HAN}]")
#: what an answer about goods shows first: what goods must be, as long as it is not over
_REQUIREMENTS = "(功能:产品 or 功能:安全)"
#: prefixes of standards for the things of police, army and courts
_OF_BODIES = ("GA", "GJB", "XF", "SF", "RB")
_BINDING = "性质:强制性 层级:国标 -题名:特殊"
_OF_ALL = "层级:国标 (功能:术语 or 功能:包装) -题名:描述"
_LIVE = "-状态:废止 -状态:被代替"


@dataclass(frozen=True)
class Goods:
    """What of a query names goods, and the query that finds them by the objects of titles."""

    #: as typed
    name: str
    query: str
    #: what they are called there, where it is another name or a kind
    kinds: tuple[str, ...] = ()


def split_runs(texts: Sequence[str]) -> list[list[str]]:
    """The words of each run of Chinese in a query that names goods; grades and what is written otherwise part them."""
    plain = [without_shop_ending(fold(text)) for text in texts]
    words = [word for text in plain for word in (*words_apart(text), "")]
    runs = (before_joining(list(run)) for is_chinese, run in groupby(words, _is_chinese) if is_chinese)
    return [left for left in (_without_place(without_shop_words(without_measure(run))) for run in runs) if left]


def find_goods(engine: Engine, texts: Sequence[str], day: date) -> Goods | None:
    """The goods that a query names, by the last name that titles are about; None where it has neither it nor a kind."""
    runs = split_runs(texts)
    search = _GoodsSearch(engine, day)
    if goods := search.find_graded(texts, runs):
        return goods
    telling = [run for run in runs if len("".join(run)) > 1] or runs  # a colour beside a name is a single character
    for run in reversed(telling[-2:]):
        heads = _list_heads(run, alone=len(runs) == len(run) == 1)[:_TRIED]
        found = chain(map(search.find, heads), map(search.find_kind, heads[:1]))
        if goods := next(filter(None, found), None):
            return search.find_narrower(goods, find_names(run))
        if any(map(is_ending, heads)):
            return None
        if inner := find_inner_name(run):
            return search.find_inner(inner)
    return None


def hold(hits: Sequence[Hit], names: Sequence[str]) -> bool:
    """Whether at least half of some hits have one of some names in their titles, be it with words between."""
    titles = [fold(hit.record.title) for hit in hits]
    return 2 * sum(any(_has(title, name) for name in names) for title in titles) >= len(titles)


@dataclass(frozen=True)
class _GoodsSearch:
    """Asks an engine for goods by their names."""

    engine: Engine
    day: date

    def find(self, name: str) -> Goods | None:
        """The goods of a name, by this or another one; by a kind where the very name is known."""
        for same in (name, *list_variants(name)):
            query = self._find_held(same)
            if query and (_LIVE in query or not has_everyday_kind(name)):
                return Goods(name, query, () if same == name else (same,))
        if has_own_kind(name) and (goods := self.find_kind(name)):
            return goods
        for same in list_other_names(name):
            if query := self._find_held(same, certain=True):
                return Goods(name, query, (same,))
        return self.find_kind(name) if is_known(name) else None

    def find_narrower(self, goods: Goods, names: Iterable[str]) -> Goods:
        """Goods of which a kind is shown, by a narrower one that another of some names has: 儿童服装 for 童装睡衣."""
        others = (kinds for name in names if name != goods.name for kinds in list_kinds(name))
        for kinds in () if len(goods.kinds) != 1 else others:
            narrower = all(kind.endswith(goods.kinds) and kind not in goods.kinds for kind in kinds)
            if narrower and (query := self._find_general(kinds)):
                return Goods(goods.name, query, kinds)
        return goods

    def find_kind(self, name: str) -> Goods | None:
        """What goods of a name are a kind of."""
        if len(name) == _SHORTEST and not has_everyday_kind(name) and not are_of_one_group(name):
            return None
        for kinds in list_kinds(name)[:_KINDS_TRIED]:
            if query := self._find_general(kinds):
                return Goods(name, query, kinds)
        return None

    def find_graded(self, texts: Sequence[str], runs: Sequence[Sequence[str]]) -> Goods | None:
        """The one thing beside a grade or size, 304不锈钢, M12螺栓, 45号钢, whatever titles say of it."""
        name = runs[0][0] if runs and len(runs) == len(runs[0]) == 1 else ""
        if not name or not _SIZE.match(fold("".join(texts))):
            return None
        is_thing = self._search(f"对象:{name}")[1].total > 0
        return Goods(name, f"题名:{name}") if is_thing else None

    def find_inner(self, name: str) -> Goods | None:
        """Goods whose name stands before what nobody knows, 拖把 of 拖把皮卡丘: only what such goods must be."""
        if has_own_kind(name):
            return self.find(name)
        query = self._find_held(name) if is_product(name) else ""
        return Goods(name, query) if _REQUIREMENTS in query else None

    def _find_held(self, name: str, *, certain: bool = False) -> str:
        """The query for what titles are about under a name, where it is certain what that means; else empty."""
        names = (name, *self._list_longer(name))
        found = self._find_first(
            _any_of(f"对象:{one}" for one in names),
            known=certain or is_product(name) or (len(name) > _SHORTEST and is_ending(name)),
        )
        if found is None:
            return self._find_itself(name) if is_product(name) else ""
        if not (certain or is_ending(name) or len(name) > _SHORTEST or self._is_object(name)):
            return ""
        query, results = found
        if _LIVE not in query and not certain and not is_product(name):
            return ""  # 固定件 of what is over says nothing of what is meant
        certain = certain or are_of_one_group(name) or is_group(name)
        certain = certain or (len(name) > _SHORTEST and (is_product(name) or bool(find_groups_alike(name, _SHARE, 1))))
        if not certain and results.total >= _FEWEST:
            certain = is_of_one_field(results.hits, unclassed=len(name) > _SHORTEST)
        elif not certain:
            certain = len(name) > _SHORTEST or self._is_object(name)
        return query if certain and not _are_of_one_body(results.hits) else ""

    def _find_itself(self, name: str) -> str:
        """The query for what is about exactly this product, whatever it asks for: 帽子 of 帽子分类."""
        query, results = self._search(f'对象:"{name}" {_LIVE}')
        return query if results.total and not _are_of_one_body(results.hits) else ""

    def _find_general(self, names: Sequence[str]) -> str:
        """The query for what holds of all that is called by one of some names, else for what is a kind of it."""
        itself, titled, kinds = (_any_of(map(way.format, names)) for way in ('对象:"{}"', '题名:"{}"', "对象:{}"))
        ways = (
            (f"{itself} {_REQUIREMENTS} {_LIVE}", _MANY, False),
            (f"{titled} {_BINDING} {_LIVE}", _READ, True),
            (f"{kinds} {_REQUIREMENTS} {_LIVE}", _NEAR, False),
            (f"{itself} {_OF_ALL} {_LIVE}", _READ, False),
        )
        for text, most, begins in ways:
            query, results = self._search(text)
            if 0 < results.total <= most and (not begins or all(_names_all(hit, names) for hit in results.hits)):
                return query
        return ""

    def _find_first(self, tree: str, *, known: bool) -> tuple[str, Results] | None:
        """What of a tree says what goods must be and is in force, else what is in force, else what was once asked.

        What asks for something else, tests mostly, must be several where it is to say what a name means.
        """
        for text, fewest in (
            (f"{tree} {_REQUIREMENTS} {_LIVE}", 1),
            (f"{tree} {_LIVE}", _FEWEST),
            (f"{tree} {_REQUIREMENTS}", 1),
        ):
            query, results = self._search(text)
            if results.total >= fewest:
                return (query, results) if known or (_LIVE in text and _REQUIREMENTS in text) else None
        return None

    def _list_longer(self, name: str) -> list[str]:
        """Words of titles that end in a name, as 滚动轴承 does, which is cut as one word."""
        hits = self.engine.search(Request(read_query(f"题名:{name}").tree, self.day, limit=_TITLES)).hits
        words = Counter(word for hit in hits for word in words_apart(fold(hit.record.title)))
        longer = (one for one, _ in words.most_common() if one.endswith(name) and one != name)
        return [one for one in longer if not is_another(one, name)][:_LONGER]

    def _is_object(self, name: str) -> bool:
        """Whether some title of a product has exactly this as its object, not 附加 of 附加要求."""
        return self._search(f'对象:"{name}" 功能:产品')[1].total > 0

    def _search(self, text: str) -> tuple[str, Results]:
        return text, self.engine.search(Request(read_query(text).tree, self.day, limit=_READ))


def is_of_one_field(hits: Sequence[Hit], *, unclassed: bool = False) -> bool:
    """Whether most of some standards are of one field: 支架 of moulds, vessels and bridges are not the same things.

    `unclassed` is the answer where few of them have classes.
    """
    letters = Counter(hit.record.ccs[0][:1] for hit in hits if hit.record.ccs)
    fields = Counter(hit.record.ics[0][:2] for hit in hits if hit.record.ics)
    counted = [counts for counts in (letters, fields) if counts.total() >= _FEWEST]
    if not counted:
        return unclassed
    return all(max(counts.values()) >= _SHARE * counts.total() for counts in counted)


def _are_of_one_body(hits: Sequence[Hit]) -> bool:
    """Whether standards on a name are for the police or the army only, whose things are not what shops sell."""
    return all(hit.record.number.split("/")[0].split(" ")[0] in _OF_BODIES for hit in hits)


def are_of_one_group(name: str) -> bool:
    """Whether most goods whose names end in this one are alike: 南瓜, whatever is asked of them."""
    return is_product(name) and bool(find_groups_alike(name, _SHARE, 1))


def _names_all(hit: Hit, names: Sequence[str]) -> bool:
    """Whether a title names a kind by nothing but its name: 服装, not 防护服装."""
    title = fold(hit.record.title)
    return any(re.search(f"(?<![{HAN}])(?<!^){name}|^{name}|[、和与及]{name}", title) for name in names)


def _any_of(parts: Iterable[str]) -> str:
    joined = " or ".join(parts)
    return f"({joined})" if " or " in joined else joined


def _list_heads(run: Sequence[str], *, alone: bool) -> list[str]:
    """The names that a run of words may end in, the longest first; a single character only by itself: 45号钢."""
    text = "".join(run)
    named = [name for name in find_names(run) if text.endswith(name)]
    last = text[-_SHORTEST:]  # 女装 of a brand before it is cut 妮女, 装
    across = (last,) if len(run[-1]) == 1 and len(last) == _SHORTEST and is_known(last) else ()
    found = {*named, *endings(run), *across, *(run if alone else ())}
    return sorted((name for name in found if not is_hollow(name)), key=len, reverse=True)


def _without_place(words: Sequence[str]) -> list[str]:
    """Words without a place at the end, from where goods are sent."""
    return list(words[:-1] if words and region_code(words[-1]) is not None else words)


def _has(title: str, name: str) -> bool:
    """Whether a title has a name; one that no tree knows as a word of its own: 消毒剂 is no 毒剂."""
    if len(name) < _SHORTEST or not is_product(name):
        return name in words_apart(title)
    return set(bigrams(name)) <= set(bigrams(compact(title)))


def _is_chinese(word: str) -> bool:
    return bool(word) and all(map(is_han, word))
