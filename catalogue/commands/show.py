"""`lubiao show`: one standard and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.search import Addresses
from catalogue.standards import StandardView
from catalogue.wording import NATURES, label
from indexer.commands import index_option, json_option, show

#: kind of relation -> the word before the number
_RELATIONS = {
    "replaces": "代替",
    "replaces_partly": "部分代替",
    "replaced_by": "被代替",
    "replaced_partly_by": "被部分代替",
    "amends": "修改",
    "amended_by": "修改单",
    "adopts": "采用",
    "adopted_by": "被采用",
    "cites": "引用",
    "cited_by": "被引用",
}


@click.command("show")
@click.argument("number", nargs=-1, metavar="NUMBER...")
@index_option
@home_option
@json_option
@click.pass_obj
def show_command(addresses: Addresses, number: tuple[str, ...], index: str, home: str, *, as_json: bool) -> None:
    """Show one standard, by its number in any spelling.

    \b
    Example:
      lubiao show GB/T 1.1-2020
    """
    if not number:
        raise click.UsageError("请给出标准号，例如 lubiao show GB/T 1.1-2020")
    found = Catalogue.open(index, home=home).standard(" ".join(number))
    show(found.to_json(addresses), list(_standard_lines(found)), as_json=as_json)


def _standard_lines(found: StandardView) -> Iterator[str]:
    record = found.record
    yield f"{record.number}  {record.title}"
    rows = [
        ("英文", record.title_en),
        ("状态", f"{label('status', found.status.value)}（{found.day}）"),
        ("层级", " ".join((label("level", record.level.value), NATURES.get(record.nature, ("",))[0]))),
        ("发布", record.issued),
        ("实施", record.effective),
        ("废止", record.abolished),
        ("发布单位", "、".join(record.issuers)),
        ("主管部门", record.department),
        ("归口单位", record.committee),
        ("ICS", "；".join(f"{code.code} {code.name}" for code in found.ics)),
        ("CCS", "；".join(f"{code.code} {code.name}" for code in found.ccs)),
        ("来源", f"{record.source} {record.url} 核对于 {record.checked or '未知'}" if record.source else ""),
    ]
    yield from (f"  {name}：{value}" for name, value in rows if value)
    for row in found.related:
        degree = f"（{row.degree}）" if row.degree else ""
        yield f"  {_RELATIONS[row.kind]}：{row.number}{degree}  {row.title}".rstrip()
    if len(found.editions) > 1:
        yield "  各版本：" + "、".join(f"{row.number}（{label('status', row.status.value)}）" for row in found.editions)
    yield from (f"  注意：{text}" for text in found.contradictions)
