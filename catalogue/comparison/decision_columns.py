"""The columns by which a file of decisions is read: those of our own workbook, and what people call them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: what a cell is -> the label that our workbook has, then others that are understood
LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "number": ("标准号", "标准编号", "本标准号", "地方标准号", "number", "standard"),
        "title": ("题名", "标准名称", "title"),
        "state": ("状态", "标准状态", "state", "status"),
        "issued": ("发布日期", "issued"),
        "other": ("比对标准号", "上级标准号", "对应标准号", "候选标准号", "candidate", "counterpart", "other"),
        "other_title": ("比对题名", "上级标准名称", "candidate title"),
        "other_state": ("比对状态", "上级标准状态", "candidate state", "candidate status"),
        "other_issued": ("比对发布日期", "上级标准发布日期", "candidate issued"),
        "about": ("事项", "about", "check"),
        "data_date": ("数据日期", "数据核对至", "data date"),
        "conclusion": ("结论", "审核结论", "decision", "conclusion"),
        "reviewer": ("审核人", "审核", "name", "reviewer", "decided by"),
        "day": ("审核日期", "日期", "day", "date"),
        "remark": ("备注", "说明", "remark", "note"),
    }
)
#: label, folded -> what the cells beneath it are
_NAMED = {label.replace(" ", ""): name for name, labels in LABELS.items() for label in labels}
#: sheets of our own workbook in which nothing is decided
TOLD_ONLY = ("汇总", "有效性", "体系覆盖", "采标", "无对应标准", "比对监测", "说明")
#: what an officer fills in
FILLED = ("conclusion", "reviewer", "day", "remark")


def column_named(text: str) -> str:
    """What the cells beneath a label are; empty for a label that says nothing of decisions."""
    return _NAMED.get("".join(text.split()).lower(), "")
