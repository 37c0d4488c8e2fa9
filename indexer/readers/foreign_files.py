"""Files that are no catalogue: what they are, told by their content, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SAVE = "请用办公软件打开后另存为 xlsx 或 CSV"
_UNPACK = "请解压后加载里面的文件"
_OLD_WORD = f"是旧式 Word 文档（.doc、.wps），不是表格；把其中的表格复制到电子表格里，{_SAVE}"
_OLD_SHEET = f"是旧式工作簿（.xls、.et）；{_SAVE}"
_LOCKED = f"是加了密码的工作簿；请去掉密码，{_SAVE}"
_OLD = f"是旧式 .xls、.et、.doc 或加了密码的工作簿；{_SAVE}（不加密码）"
_PACKAGE = "是压缩包（里面有 {names}）；" + _UNPACK
_EMPTY_PACKAGE = "是空的压缩包；请检查导出是否成功"

#: first bytes -> what begins so
_MAGIC = (
    (b"%PDF", f"是 PDF，不是表格；请从来源另行导出，{_SAVE}"),
    (b"Rar!", f"是 RAR 压缩包；{_UNPACK}"),
    (b"7z\xbc\xaf", f"是 7z 压缩包；{_UNPACK}"),
    (b"BZh", f"是 bzip2 压缩包；{_UNPACK}"),
    (b"\xfd7zXZ", f"是 xz 压缩包；{_UNPACK}"),
    (b"{\\rtf", f"是 RTF 文档，不是表格；{_SAVE}"),
    (b"\x89PNG", "是图片，不是表格；请从来源另行导出"),
    (b"\xff\xd8\xff", "是图片，不是表格；请从来源另行导出"),
    (b"GIF8", "是图片，不是表格；请从来源另行导出"),
    (b"SQLite format", "是数据库文件；请导出为 CSV 或 JSON"),
    (b"PAR1", "是 Parquet 文件；请导出为 CSV 或 JSON"),
)
#: .xls, .doc, .et, and .xlsx under a password; names in them are written in UTF-16
_OLE = b"\xd0\xcf\x11\xe0"
_OLE_KINDS = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", _OLD_WORD),
    ("Workbook", _OLD_SHEET),
    ("Book", _OLD_SHEET),
)
#: parts of packed files, by what they tell; a name that ends in / is a folder
_PARTS = (
    ("xl/workbook.bin", f"是二进制工作簿（.xlsb）；{_SAVE}"),
    ("word/", f"是 Word 文档（.docx），不是表格；把其中的表格复制到电子表格里，{_SAVE}"),
    ("ppt/", f"是演示文稿（.pptx），不是表格；{_SAVE}"),
    ("content.xml", f"是 OpenDocument 文件（.ods、.odt）；{_SAVE}"),
    ("OFD.xml", f"是 OFD 版式文件，不是表格；请从来源另行导出，{_SAVE}"),
)
_XML_SHEET = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL)
_MARKUP = re.compile(r"\s*<(?:table|meta|style|head|body|div|tr)\b", re.IGNORECASE)
#: names that are shown of a package
_SHOWN = 5


def foreign_bytes(head: bytes) -> str:
    """Why a file that begins so is not read (Chinese); empty where its first bytes say nothing of that."""
    if head.startswith(_OLE):
        return next((reason for name, reason in _OLE_KINDS if name.encode("utf-16-le") in head), _OLD)
    return next((reason for magic, reason in _MAGIC if head.startswith(magic)), "")


def foreign_markup(start: str) -> str:
    """The same for what is markup, by how its text begins: tables of websites and old spreadsheets, named .xls."""
    if _XML_SHEET.search(start):
        return f"是 XML 格式的旧式工作簿（XML 电子表格 2003）；{_SAVE}"
    return f"是网页里的表格（网站导出的 .xls 常是如此）；{_SAVE}" if _MARKUP.match(start) else ""


def foreign_package(names: Sequence[str]) -> str:
    """The same for a packed file with these parts; empty where it is a workbook."""
    for part, reason in _PARTS:
        if part in names or (part.endswith("/") and any(name.startswith(part) for name in names)):
            return reason
    if any(name.startswith("xl/") or name == "[Content_Types].xml" for name in names):
        return ""
    files = [name for name in names if not name.endswith("/")]
    shown = "、".join(files[:_SHOWN]) + (f" 等 {len(files)} 个文件" if len(files) > _SHOWN else "")
    return _PACKAGE.format(names=shown) if files else _EMPTY_PACKAGE
