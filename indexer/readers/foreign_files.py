"""Files that are no catalogue: what they are, told by their content, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.readers.problem import Unreadable

#: first bytes -> the name of the sentence on what begins so
_MAGIC = (
    (b"%PDF", "file_pdf"),
    (b"{\\rtf", "file_rtf"),
    (b"\x89PNG", "file_picture"),
    (b"\xff\xd8\xff", "file_picture"),
    (b"GIF8", "file_picture"),
    (b"SQLite format", "file_database"),
    (b"PAR1", "file_parquet"),
)
#: first bytes -> the kind of packed file that begins so
_PACKED = ((b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"))
#: .xls, .doc, .et, and .xlsx under a password; names in them are written in UTF-16
_OLE = b"\xd0\xcf\x11\xe0"
_OLE_KINDS = (
    ("EncryptedPackage", "workbook_locked"),
    ("WordDocument", "document_old"),
    ("Workbook", "workbook_old"),
    ("Book", "workbook_old"),
)
#: parts of packed files, by what they tell; a name that ends in / is a folder
_PARTS = (
    ("xl/workbook.bin", "workbook_binary"),
    ("word/", "document_of_word"),
    ("ppt/", "file_presentation"),
    ("content.xml", "file_opendocument"),
    ("OFD.xml", "file_ofd"),
)
_XML_SHEET = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL)
_MARKUP = re.compile(r"\s*<(?:table|meta|style|head|body|div|tr)\b", re.IGNORECASE)
#: names that are shown of a package
_SHOWN = 5


def foreign_bytes(head: bytes) -> Unreadable | None:
    """Why a file that begins so is not read; None where its first bytes say nothing of that."""
    if head.startswith(_OLE):
        kinds = (kind for name, kind in _OLE_KINDS if name.encode("utf-16-le") in head)
        return Unreadable(next(kinds, "workbook_old_or_locked"))
    if packing := next((packing for magic, packing in _PACKED if head.startswith(magic)), ""):
        return Unreadable("file_packed", packing=packing)
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
    return Unreadable(kind) if kind else None


def foreign_markup(start: str) -> Unreadable | None:
    """The same for what is markup, by how its text begins: tables of websites and old spreadsheets, named .xls."""
    if _XML_SHEET.search(start):
        return Unreadable("workbook_of_xml")
    return Unreadable("page_with_table") if _MARKUP.match(start) else None


def foreign_package(names: Sequence[str]) -> Unreadable | None:
    """The same for a packed file with these parts; None where it is a workbook."""
    for part, kind in _PARTS:
        if part in names or (part.endswith("/") and any(name.startswith(part) for name in names)):
            return Unreadable(kind)
    if any(name.startswith("xl/") or name == "[Content_Types].xml" for name in names):
        return None
    files = [name for name in names if not name.endswith("/")]
    if not files:
        return Unreadable("package_empty")
    shown = tuple(files[:_SHOWN])
    if len(files) > _SHOWN:
        return Unreadable("package_of_many_files", names=shown, count=len(files))
    return Unreadable("package_of_files", names=shown)
