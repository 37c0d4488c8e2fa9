"""Result lists as files: one module a format, and the table of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from catalogue.export import bibtex, csv_table, gbt7714, json_list, ris, xlsx
from catalogue.search import Addresses, Listing
from catalogue.wording import Words
from indexer.errors import RequestError

Write = Callable[[Listing, Addresses], Iterator[bytes]]


class UnknownFormat(RequestError):
    """A kind of file that there is not; the message names those that there are."""


@dataclass(frozen=True)
class Format:
    """A kind of file that a list can be taken away as."""

    #: the file's ending, and its name in addresses and FORMATS
    name: str
    media_type: str
    #: for links: what opens it
    label: str
    label_en: str
    #: the file, in blocks; nothing is worked out before the first is asked for
    write: Write
    #: whether one standard is offered in it, for citing
    cites: bool = False


def _bare(write: Callable[[Listing], Iterator[bytes]]) -> Write:
    """For a format that holds no addresses of this catalogue: its files are read where nothing leads there."""
    return lambda listing, _: write(listing)


_ALL = (
    Format("csv", "text/csv; charset=utf-8", "CSV 表格", "CSV table", _bare(csv_table.write)),
    Format("xlsx", xlsx.MEDIA_TYPE, "Excel 工作簿", "Excel workbook", _bare(xlsx.write)),
    Format(
        "ris",
        "application/x-research-info-systems; charset=utf-8",
        "RIS 题录",
        "RIS references",
        _bare(ris.write),
        cites=True,
    ),
    Format(
        "bib",
        "application/x-bibtex; charset=utf-8",
        "BibTeX 题录",
        "BibTeX references",
        _bare(bibtex.write),
        cites=True,
    ),
    Format(
        "txt",
        "text/plain; charset=utf-8",
        "GB/T 7714 参考文献表",
        "GB/T 7714 list",
        _bare(gbt7714.write),
        cites=True,
    ),
    Format("json", "application/json", "JSON 数据", "JSON data", json_list.write),
)
#: in the order in which they are offered
FORMATS: Mapping[str, Format] = {file_format.name: file_format for file_format in _ALL}
#: those that cite one standard
CITING: Mapping[str, Format] = {file_format.name: file_format for file_format in _ALL if file_format.cites}


def find_format(name: str, offered: Mapping[str, Format] = FORMATS) -> Format:
    """The format of a file ending. Raises UnknownFormat."""
    if name not in offered:
        chinese = "、".join(f"{file_format.name}（{file_format.label}）" for file_format in offered.values())
        english = ", ".join(f"{file_format.name} ({file_format.label_en})" for file_format in offered.values())
        raise UnknownFormat("format_unknown", name=name, known=Words(chinese, english))
    return offered[name]
