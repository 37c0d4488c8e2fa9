"""The tables of goods, `products` and `goods_groups`, out of the files of the same names."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: table -> columns, source, date
TABLES = {
    "products": (
        ("code", "name", "included", "other_names"),
        "商品和服务税收分类编码 (State Taxation Administration), edition 2026-06-01, codes without trailing zeros",
        "2026-11-30",
    ),
    "goods_groups": (
        ("class", "group", "group_name", "name"),
        "类似商品和服务区分表 (trade-mark office, after Nice): from a public copy (xovel/trademark-classification)",
        "2026-11-30",
    ),
}


def make_tables(folder: Path) -> dict[Path, str]:
    """Each table's file, and what it must hold by the files in `folder`; raises OSError or KeyError."""
    return {ROOT / "standard" / "tables" / f"{name}.tsv": _text(folder / f"{name}.tsv", name) for name in TABLES}


def _text(file: Path, name: str) -> str:
    """The table: the source's rows with the first lines of a table; raises KeyError where a column is missing."""
    columns, source, date = TABLES[name]
    text = file.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    head = lines[0].split("\t")
    rows = [dict(zip(head, line.split("\t"), strict=False)) for line in lines[1:]]
    body = list(dict.fromkeys("\t".join(row[column].strip() for column in columns) for row in rows))
    facts = [f"# source: {source}", f"# date: {date}", f"# rows: {len(body)}"]
    return "\n".join([*facts, "\t".join(columns), *body]) + "\n"
