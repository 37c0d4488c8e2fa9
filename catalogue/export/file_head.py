"""What a file is: the search it came from, the day, and how many of how many standards are in it."""

from __future__ import annotations

from catalogue.export.rows import Cell
from catalogue.search import Listing, Search, facet_label
from indexer.fields import field_named

_SORTS = {
    "relevance": "相关度",
    "issued": "发布日期，旧的在前",
    "-issued": "发布日期，新的在前",
    "effective": "实施日期，旧的在前",
    "-effective": "实施日期，新的在前",
    # not the bare names: a line that names the number's column is a table's header to readers
    "number": "按标准号",
    "title": "按题名",
}


def about(listing: Listing) -> list[tuple[str, Cell]]:
    """(name, value) pairs for the head of a file."""
    search = listing.search
    pairs: list[tuple[str, Cell]] = [("检索式", search.text or "（全部标准）")]
    pairs += [(f"筛选：{field}", "、".join(values)) for field, values in filter_labels(search)]
    pairs += [
        ("排序", _SORTS[search.sort]),
        ("状态截至", listing.day),
        ("数据核对至", listing.data_date),
        ("索引版本", listing.generation or None),
        ("符合条件的标准", listing.total),
        ("本文件收录", listing.count),
    ]
    if listing.cut:
        text = f"符合条件的标准有 {listing.total} 项，一个文件最多 {listing.count} 项，后面的不在本文件里。"
        pairs.append(("注意", text))
    return pairs + [("提示", hint.text.chinese) for hint in listing.hints]


def filter_labels(search: Search) -> list[tuple[str, tuple[str, ...]]]:
    """The filters as they are shown: `("层级", ("国家标准", "地方标准"))`."""
    return [
        (_field_label(field), tuple(facet_label(field, value).chinese or value for value in values))
        for field, values in search.filters
    ]


def _field_label(name: str) -> str:
    field = field_named(name)
    return field.label_zh if field is not None else name
