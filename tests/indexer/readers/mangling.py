"""Good files of a few made-up standards, and what people and programs do to such files."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from openpyxl import Workbook

Row = dict[str, str]

LABELS = ("标准号", "标准名称", "发布日期", "实施日期", "状态", "归口单位", "代替标准", "英文名称")
_PRODUCTS = ("大蒜", "苹果", "棉短绒", "阀门", "轴承", "养老机构", "再生水", "充电桩")
_TASKS = ("检验规范", "术语", "安全要求", "试验方法 第2部分：现场", "质量", "服务指南")
_CODES = ("GB/T", "GB", "JB/T", "DB37/T", "NY/T", "T/SDAS", "Q/ABC")
_PLACEHOLDERS = ("null", "nan", "N/A", "/", "——", "网站无此分类", "#N/A", "无", "")
_LABELS_AS_WRITTEN: tuple[Callable[[str], str], ...] = (
    lambda label: label,
    lambda label: label,
    lambda label: f"*{label}",
    lambda label: f"{label}（必填）",
    lambda label: f"{label}：",
    lambda label: f"{label}\nStd. Info",
    lambda label: f"{label} Std. Info",
    lambda label: f" {label[:1]} {label[1:]} ",
)
_NUMBERS_AS_WRITTEN: tuple[Callable[[str], str], ...] = (
    lambda number: number,
    lambda number: number,
    lambda number: number.replace("-", "—"),
    lambda number: f'="{number}"',
    lambda number: f"{number}*",
    lambda number: f"※{number}",
    lambda number: f"{number}.pdf",
    lambda number: f"{number}（代替{number[:-4]}1999）",
    lambda number: f"{number} 英文版",
    lambda number: f"{number}\n{number[:-4]}1999",
    lambda number: f"{number}、{number[:-4]}1999",
    lambda number: f"{number}（作废）",
    lambda number: number.replace("/", "／").replace(" ", ""),
    lambda _: "1E+05",
    lambda _: "2016-3-1",
    lambda _: "ISBN 978-7-5066-9999-1",
)
_DAYS = (
    "{y}-{m:02}-{d:02}",
    "{y}年{m}月{d}日",
    "{y}/{m}/{d}",
    "{y}{m:02}{d:02}",
    "{y}.{m}.{d}",
    "二〇一八年五月八日",
    "待定",
)
_REPLACED = ("{n}", "代替{n}", "被{n}代替", "{n}（部分）", "{n}中的第5章", "{n}（附录A除外）", "/", "")
ENDINGS = ("csv", "tsv", "xlsx", "json", "jsonl", "answer.json")
#: names that say nothing, or something wrong
_WRONG_ENDINGS = ("csv", "xls", "xlsx", "et", "json", "txt", "dat", "")
_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "twice", "mojibake")


@dataclass
class Mangled:
    """A file, and what it was made of."""

    path: Path
    #: the numbers before anything was done to them, and the cells that hold them
    numbers: list[str]
    cells: list[str]
    #: whether it may be one reject as a whole
    whole: bool = False
    #: what was done to it
    done: list[str] = field(default_factory=list)


def mangled(folder: Path, place: int, random: Random) -> Mangled:
    """One more file in the folder."""
    rows = [_row(random, place * 10 + at) for at in range(random.randint(1, 5))]
    numbers = [row["标准号"] for row in rows]
    _mangle_cells(rows, random)
    rows = [_relabelled(row, _labels(random)) for row in rows] if random.random() < 0.1 else _same_labels(rows, random)
    ending = random.choice(ENDINGS)
    file = Mangled(folder / f"{place:05}.{ending}", numbers, [next(iter(row.values())) for row in rows], done=[ending])
    data = _written(rows, ending, file, random)
    if random.random() < 0.25:
        file.path = folder / f"{place:05}.{random.choice(_WRONG_ENDINGS)}"
        file.whole = True
        file.done.append(f"named {file.path.name}")
    if random.random() < 0.08:
        data, file.whole = data[: random.randrange(len(data))], True
        file.done.append("cut")
    if random.random() < 0.05:
        data, file.whole = _packed(data), True
        file.done.append("packed")
    file.path.write_bytes(data)
    return file


def _row(random: Random, place: int) -> Row:
    year, month, day = random.randint(2001, 2024), random.randint(1, 12), random.randint(1, 28)
    number = f"{random.choice(_CODES)} {place + 1}-{year}"
    days = random.choice(_DAYS).format(y=year, m=month, d=day)
    replaced = random.choice(_REPLACED).format(n=f"GB/T {place + 1}-1998")
    title = random.choice(_PRODUCTS) + random.choice(_TASKS)
    return dict(zip(LABELS, (number, title, days, days, "现行", "某委员会", replaced, "Garlic"), strict=True))


def _mangle_cells(rows: list[Row], random: Random) -> None:
    for row in rows:
        row["标准号"] = random.choice(_NUMBERS_AS_WRITTEN)(row["标准号"])
        for label in LABELS[2:]:
            if random.random() < 0.3:
                row[label] = random.choice(_PLACEHOLDERS)
        if random.random() < 0.05:
            row["标准名称"] = random.choice(_PLACEHOLDERS)


def _labels(random: Random) -> list[str]:
    return [random.choice(_LABELS_AS_WRITTEN)(label) for label in LABELS]


def _same_labels(rows: list[Row], random: Random) -> list[Row]:
    labels = _labels(random)
    return [_relabelled(row, labels) for row in rows]


def _relabelled(row: Row, labels: list[str]) -> Row:
    return dict(zip(labels, row.values(), strict=True))


def _written(rows: list[Row], ending: str, file: Mangled, random: Random) -> bytes:
    if ending == "xlsx":
        return _workbook(rows, random)
    text = _table(rows, ending, random) if ending in ("csv", "tsv") else _json(rows, ending)
    encoding = random.choice(_ENCODINGS)
    file.done.append(encoding)
    if encoding == "twice":
        return b"\xef\xbb\xbf" * 2 + text.encode()
    if encoding == "mojibake":
        file.whole = True
        return text.encode().decode("gb18030", "replace").encode()
    if encoding == "utf-16" and ending == "jsonl":
        encoding = "utf-8"
    return text.encode(encoding)


def _table(rows: list[Row], ending: str, random: Random) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter="," if ending == "csv" else "\t")
    if random.random() < 0.2:
        writer.writerow(["某省标准目录"])
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(row.values())
    return out.getvalue()


def _json(rows: list[Row], ending: str) -> str:
    if ending == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    value = {"code": 200, "hints": [{"text": "x"}], "data": {"rows": rows}} if ending == "answer.json" else rows
    return json.dumps(value, ensure_ascii=False, indent=1)


def _workbook(rows: list[Row], random: Random) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.remove(book["Sheet"])
    for name in ("封面", "目录", "空"):
        sheet = book.create_sheet(name)
        if name == "封面" and random.random() < 0.5:
            sheet.append(["某省标准目录"])
        if name == "目录":
            sheet.append(list(rows[0]))
            for row in rows:
                sheet.append(list(row.values()))
    book.save(out)
    return out.getvalue()


def _packed(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("list.csv", data)
    return out.getvalue()
