"""Words in cells for levels and natures, and the yes of a tick box."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from indexer.readers.text_cells import text_of
from standard.publisher import Level

Meaning = TypeVar("Meaning")

#: beginning of a word -> level; 计量规范 and its kin are technical regulations (JJG, JJF)
_LEVELS = {
    "国家计量": Level.REGULATION,
    "国际": Level.INTERNATIONAL,
    "国外": Level.FOREIGN,
    "外国": Level.FOREIGN,
    "国家": Level.NATIONAL,
    "国标": Level.NATIONAL,
    "行业": Level.INDUSTRY,
    "行标": Level.INDUSTRY,
    "地方": Level.LOCAL,
    "地标": Level.LOCAL,
    "团体": Level.GROUP,
    "团标": Level.GROUP,
    "企业": Level.ENTERPRISE,
    "企标": Level.ENTERPRISE,
    "计量": Level.REGULATION,
    "技术法规": Level.REGULATION,
}
_LEVELS |= {level.value: level for level in Level}

#: beginning of a word -> nature; 推标, 强标 are the words of openstd.samr.gov.cn
_NATURES = {"强": "mandatory", "推": "recommended", "指导": "guidance"}
_NATURES |= {nature: nature for nature in tuple(_NATURES.values())}

_YES = frozenset({"true", "yes", "y", "1", "是", "√", "示例"})


def level_of_word(value: object) -> Level:
    """The level that a cell names (`国家标准`, `national`); `UNKNOWN` where it names none."""
    return _begins(text_of(value), _LEVELS) or Level.UNKNOWN


def nature_of_word(value: object) -> str:
    """`mandatory`, `recommended`, `guidance`, or empty: 强制性, 推标, 指导性技术文件."""
    return _begins(text_of(value), _NATURES) or ""


def is_yes(value: object) -> bool:
    """Whether a cell is ticked."""
    return value is True or text_of(value).lower() in _YES


def _begins(word: str, table: Mapping[str, Meaning]) -> Meaning | None:
    return next((meaning for start, meaning in table.items() if word.startswith(start)), None)
