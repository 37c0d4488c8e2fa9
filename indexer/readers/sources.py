"""Which files are read, and what each of them is: told by its first bytes, then by its name."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from indexer.readers.encoding import HEAD, UTF16_BOMS, LineDecoder
from indexer.readers.foreign_files import foreign_bytes, foreign_markup
from indexer.readers.lines import Chunks
from indexer.readers.problem import Unreadable
from indexer.readers.sts.prolog import ROOTS, root_of
from standard.wording import Words, say

#: what breaks while a file is read
READ_ERRORS = (OSError, EOFError, zlib.error)

_GZIP = b"\x1f\x8b"
#: a packed file, and one that holds nothing
_ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
#: how many times its length a packed file may unpack to, beyond some MiB; catalogues reach 30
MOST_RATIO, FREE = 100, 4 << 20
#: files of a folder that are for people
_FOR_PEOPLE = frozenset({".md", ".rst", ".license"})
_NAMES_FOR_PEOPLE = frozenset({"license", "notice", "readme", "sources"})
#: the folder of a source in which the texts of standards are, which are no catalogues
TEXTS = "texts"


class UnpacksTooFar(OSError):
    """A packed file that unpacks to far more than catalogues do."""

    @property
    def words(self) -> Words:
        """What is said of it."""
        return say("unpacks_too_far", most=MOST_RATIO)


class Format(Enum):
    """What a file is."""

    LINES = auto()
    ARRAY = auto()
    DELIMITED = auto()
    WORKBOOK = auto()
    STS = auto()
    PAGE = auto()


_SUFFIXES = {".jsonl": Format.LINES, ".ndjson": Format.LINES, ".csv": Format.DELIMITED, ".tsv": Format.DELIMITED}
_SUFFIXES |= {".xlsx": Format.WORKBOOK, ".xlsm": Format.WORKBOOK, ".json": Format.ARRAY}
_SUFFIXES |= dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), Format.PAGE)
#: names of workbooks, and of texts of any kind
_SHEET_NAMES = frozenset({".xls", ".et", ".xlt", ".ett", ".txt", ".tab"})
#: JSON whatever its name
_JSON = re.compile(r"\[?\s*\{\s*\"")
#: how a page begins, whatever its name: portals answer with one where a table or JSON was asked for
_PAGE = re.compile(r"(?>\s+|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*+<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_ARCHIVED_PAGES = frozenset({".mht", ".mhtml"})
#: the folder of what a page uses: scripts, styles, pictures
_COMPANION = re.compile(r"(?:_files|\.files|_文件)$")
_SUFFIXES |= {".xml": Format.STS}


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those within the folders named, sorted; none twice.

    Hidden files and folders of a folder, lock files of office programs (`~$…`), its texts for people (README.md,
    LICENSE), what browsers save beside a page (`list_files/…`) and the texts of standards (`text_files_of`) are left
    out. What is named itself is never left out.
    A folder without files, or one that cannot be entered, comes out itself: `opened` says so. Links to folders are
    followed, each folder once, so that a loop of links ends.
    """
    return _each_once(file for path in paths for file in (_walked(path) if _is_folder(path) else [path]))


def text_files_of(paths: Iterable[Path], folders: Iterable[Path] = ()) -> Iterator[Path]:
    """The texts of standards: all files below folders `texts` of the folders named, and below `folders`; none twice.

    What is left out of a folder of catalogues is left out here, too, but for Markdown.
    """
    roots = [(path, False) for path in paths if _is_folder(path)] + [(path, True) for path in folders]
    return _each_once(file for path, within in roots for file in _texts_below(path, within=within))


def _each_once(files: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for file in files:
        if file.absolute() not in seen:
            seen.add(file.absolute())
            yield file


def _texts_below(root: Path, *, within: bool) -> Iterator[Path]:
    """The texts below a folder: all files where it is itself one of texts, else those below folders `texts`."""
    entered: set[tuple[int, int]] = set()
    for where, folders, names in os.walk(root, followlinks=True):
        if _is_entered(where, entered):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if within or TEXTS in (root.absolute().name, *Path(where).relative_to(root).parts):
            files = (Path(where, name) for name in sorted(names) if not name.startswith((".", "~$")))
            yield from (file for file in files if file.stem.lower() not in _NAMES_FOR_PEOPLE and not _of_page(file))


def _walked(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    found = folder.absolute().name == TEXTS
    entered: set[tuple[int, int]] = set()
    for where, folders, names in () if found else os.walk(folder, onerror=closed.append, followlinks=True):
        if _is_entered(where, entered):
            folders.clear()
            continue
        found = found or TEXTS in folders
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != TEXTS)
        for name in sorted(names):
            file = Path(where, name)
            if not name.startswith((".", "~$")) and not _for_people(file) and not _of_page(file):
                found = True
                yield file
    yield from (Path(error.filename) for error in closed)
    if not found and not closed:
        yield folder


def _is_entered(folder: str, entered: set[tuple[int, int]]) -> bool:
    """Whether a folder was met before, by whatever path; from now on it was."""
    status = Path(folder).stat()
    known = (status.st_dev, status.st_ino) in entered
    entered.add((status.st_dev, status.st_ino))
    return known


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _for_people(file: Path) -> bool:
    return file.suffix.lower() in _FOR_PEOPLE or file.stem.lower() in _NAMES_FOR_PEOPLE


def _of_page(file: Path) -> bool:
    """Whether a browser saved a file beside a page because the page uses it; a frame in it may hold the results."""
    folder = file.parent
    stem = _COMPANION.sub("", folder.name)
    if stem == folder.name or _SUFFIXES.get(_suffix(file)) is Format.PAGE:
        return False
    return any(folder.with_name(stem + suffix).is_file() for suffix in (".html", ".htm"))


@contextmanager
def opened(path: Path) -> Iterator[tuple[Format, Chunks, bytes]]:
    """A file's format, its bytes (unpacked) and the first of them, which are not in the stream any more.

    Raises `Unreadable` where it is missing, empty, binary or of no known format, and READ_ERRORS.
    """
    if _is_folder(path):
        raise Unreadable("folder_without_files")
    if path.exists() and not path.is_file():
        raise Unreadable("no_plain_file")
    with path.open("rb") as plain:
        magic = plain.read(len(_ZIP))
        plain.seek(0)
        with _Unpacked(plain) if magic.startswith(_GZIP) else plain as stream:
            head, error = _head(stream)
            yield format_of(path, head), _Broken(error) if error else stream, head


class _Unpacked(gzip.GzipFile):
    """A packed file that is not read further where it unpacks to far more than catalogues do: a bomb."""

    def __init__(self, plain: BinaryIO) -> None:
        super().__init__(fileobj=plain)
        self._plain = plain
        self._size = 0

    def read1(self, size: int = -1) -> bytes:
        """Some bytes. Raises what GzipFile raises, and UnpacksTooFar."""
        data = super().read1(size)
        self._size += len(data)
        if self._size > FREE + MOST_RATIO * self._plain.tell():
            raise UnpacksTooFar
        return data


def _head(stream: Chunks) -> tuple[bytes, Exception | None]:
    """The first bytes, and what broke after them: a packed file may be damaged early."""
    head = b""
    try:
        while len(head) < HEAD and (piece := stream.read1(HEAD)):
            head += piece
    except READ_ERRORS as error:
        if not head:
            raise
        return head, error
    return head, None


class _Broken:
    """The rest of a file that is damaged after its head."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def read1(self, _size: int, /) -> bytes:
        """Nothing but what went wrong."""
        raise self._error


def format_of(path: Path, head: bytes) -> Format:
    """The format of a file from its first bytes and its name. Raises `Unreadable` where it is none that is read."""
    named = _SUFFIXES.get(_suffix(path))
    if _suffix(path) in _ARCHIVED_PAGES:
        raise Unreadable("page_archived")
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return Format.WORKBOOK
    if problem := foreign_bytes(head):
        raise problem
    if not head.strip():
        raise Unreadable("file_empty")
    if not head.startswith(UTF16_BOMS) and b"\0" in head:
        raise Unreadable("file_binary", readable=say("readable_formats"))
    if named is Format.WORKBOOK or _suffix(path) in _SHEET_NAMES:
        # websites and old programs give a table of text the name of a workbook
        return _text_format(None, head, table=True)
    return _text_format(named, head)


def _text_format(named: Format | None, head: bytes, *, table: bool = False) -> Format:
    """Lines or an array for what begins like JSON; otherwise what the name says, or a `table`."""
    start = start_of(head)
    if root_of(start) in ROOTS:
        return Format.STS
    if is_page(start):
        return Format.PAGE
    if named in (Format.DELIMITED, None) and (problem := foreign_markup(start)):
        raise problem
    if (named is not Format.DELIMITED and start[:1] in ("[", "{")) or _JSON.match(start):
        one_line = start.startswith("{") and start.partition("\n")[0].rstrip().endswith("}")
        return Format.LINES if named is Format.LINES or one_line else Format.ARRAY
    if table and not any(sign in head for sign in b",\t;|"):
        raise Unreadable("file_without_table")
    if table:
        return Format.DELIMITED
    if named is None:
        raise Unreadable("file_unrecognised", readable=say("readable_formats"))
    return named


def is_page(start: str) -> bool:
    """Whether a text that begins so is a page of HTML."""
    return _PAGE.match(start) is not None


def start_of(head: bytes) -> str:
    """The first characters of a text without blanks before them."""
    try:
        text = head.decode("utf-16") if head.startswith(UTF16_BOMS) else LineDecoder(head).decode(head[:4096])
    except (Unreadable, UnicodeDecodeError):
        text = head.decode("ascii", "replace")
    return text.lstrip("\ufeff \t\r\n")


def _suffix(path: Path) -> str:
    """`.csv` of `list.CSV.gz`."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix
