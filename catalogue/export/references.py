"""What every reference says of its standard beside the citation itself."""

from __future__ import annotations

from catalogue.search import AnswerHit, Listing
from catalogue.wording import label


def remark(hit: AnswerHit, listing: Listing) -> str:
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
