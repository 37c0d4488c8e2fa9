"""What applies to a product, as a workbook: one row a standard, with its group and the reasons it is listed."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.applicable import Applicable
from catalogue.export.rows import COLUMNS, Cell
from catalogue.export.xlsx import Sheet, write_workbook
from catalogue.wording import label

#: columns of result lists that say nothing here
_LEFT_OUT = ("分组", "英文题名")
_COLUMNS = [column for column in COLUMNS if column.label not in _LEFT_OUT]
_HEADER = ("序号", "要求类别", "功能", "列入理由", *(column.label for column in _COLUMNS))
_WIDTHS = (8, 24, 24, 50, *(column.width for column in _COLUMNS))


def write_applicable(applicable: Applicable) -> Iterator[bytes]:
    """The workbook, in blocks."""
    return write_workbook(Sheet("适用标准", _WIDTHS, _HEADER, _list_rows(applicable)), _describe_list(applicable))


def name_applicable_file(applicable: Applicable) -> str:
    """A name for the file that says product and day."""
    product = "".join(sign for sign in applicable.product.text if sign.isalnum())[:30]
    return f"鲁标 适用标准 {product} {applicable.day}.xlsx"


def _list_rows(applicable: Applicable) -> Iterator[tuple[Cell, ...]]:
    place = 0
    for group in (*applicable.groups, applicable.related):
        for row in group.rows:
            place += 1
            cells = (column.read(row.hit, applicable.day) or None for column in _COLUMNS)
            reasons = "；".join(reason.text.chinese for reason in row.reasons)
            yield (place, group.words.chinese, label("function", row.finding.function), reasons, *cells)


def _describe_list(applicable: Applicable) -> list[tuple[str, Cell]]:
    """(name, value) pairs of the second sheet."""
    return [
        ("产品或服务", applicable.product.text),
        ("检索题名所用的名称", "、".join(dict.fromkeys(name.text for name in applicable.product.names))),
        ("产品标准所在分类", "；".join(name.chinese for _, name in applicable.classes) or None),
        ("状态截至", applicable.day),
        ("数据核对至", applicable.data_date),
        ("索引版本", applicable.generation or None),
        ("列出的标准", applicable.total),
        ("其中即将实施", applicable.upcoming),
        ("另列相关而对产品没有要求的", len(applicable.related.rows)),
        ("另有已废止或被代替、未列出", applicable.withdrawn),
        ("说明", "依据标准化对象、分类和引用关系推断，供检索参考；是否适用，以标准文本“范围”一章为准。"),
    ]
