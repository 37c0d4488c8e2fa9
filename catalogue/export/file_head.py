"""What a file says of itself: its name, its head with search, day and counts, and the remark at each reference."""

from __future__ import annotations

import re
import unicodedata

from catalogue.export.rows import Cell
from catalogue.search import AnswerHit, Listing, Search, facet_label
from catalogue.wording import label
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
#: characters for query and filters; with the rest the name stays below the 255 bytes that file systems take
_LONGEST = 50
#: what Windows, or a path, reads as something else
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')


def describe_file(listing: Listing) -> list[tuple[str, Cell]]:
    """(name, value) pairs for the head of a file."""
    search = listing.search
    pairs: list[tuple[str, Cell]] = [("检索式", search.text or "（全部标准）")]
    pairs += [(f"筛选：{field}", "、".join(values)) for field, values in label_filters(search)]
    pairs += [
        ("排序", _SORTS[search.sort]),
        ("状态截至", listing.day),
        ("数据核对至", listing.data_date),
        ("索引版本", listing.generation or None),
        ("符合条件的标准", listing.total),
        ("本文件收录", listing.count),
    ]
    if listing.cut:
        text = f"符合条件的标准有 {listing.total} 项，一个文件最多 {listing.count} 项，其余未收入本文件。"
        pairs.append(("注意", text))
    return pairs + [("提示", hint.text.chinese) for hint in listing.hints]


def label_filters(search: Search) -> list[tuple[str, tuple[str, ...]]]:
    """The filters as they are shown: `("层级", ("国家标准", "地方标准"))`."""
    return [
        (_name_field(field), tuple(facet_label(field, value).chinese or value for value in values))
        for field, values in search.filters
    ]


def _name_field(name: str) -> str:
    field = field_named(name)
    return field.label_zh if field is not None else name


def name_file(listing: Listing, ending: str) -> str:
    """`鲁标-大蒜-地方标准-2026-11-24.csv`; where more match than the file holds, with `-前10000项` after the day."""
    values = [value for _, labels in label_filters(listing.search) for value in labels]
    parts = filter(None, map(clean_name, [listing.search.text or "全部标准", *values]))
    search_words = "-".join(parts)[:_LONGEST].rstrip("-. ")
    cut = f"-前{listing.count}项" if listing.cut else ""
    return f"鲁标-{search_words or '检索结果'}-{listing.day.isoformat()}{cut}.{ending}"


def clean_name(text: str) -> str:
    """A text without what a file name cannot hold, nor what turns its direction or is not seen."""
    seen = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return _FORBIDDEN.sub("_", seen).strip("_. -")


def write_remark(hit: AnswerHit, listing: Listing) -> str:
    """`状态：现行（截至 2026-11-24）；来源：openstd.samr.gov.cn（核对于 2026-03-31）`."""
    record = hit.record
    parts = [f"状态：{label('status', hit.status.value)}（截至 {listing.day}）"]
    if hit.status.ended and record.replaced_by:
        parts.append(f"被代替：{'、'.join(record.replaced_by)}")
    if record.source:
        checked = f"（核对于 {record.checked}）" if record.checked else ""
        parts.append(f"来源：{record.source}{checked}")
    if record.example:
        parts.append("示例数据")
    return "；".join(parts)
