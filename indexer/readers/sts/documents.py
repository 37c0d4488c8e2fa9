"""A file of STS -> one row: the standard that it is."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.readers.columns import Labels
from indexer.readers.field_labels import Cells
from indexer.readers.lines import Chunks
from indexer.readers.problem import WHOLE_FILE, Unreadable
from indexer.readers.row import Row, Rowlike
from indexer.readers.sts.adopting import adopting
from indexer.readers.sts.citing import DOCUMENTS, citations
from indexer.readers.sts.metadata import cells_of
from indexer.readers.sts.naming import canonical, is_chinese, number_of
from indexer.readers.sts.parsing import Malformed, parsed, whole
from indexer.readers.sts.prolog import ROOTS
from indexer.readers.sts.tree import Node
from standard.relation import degree_of_word

#: metadata of the whole document; they fill in where those of the standard say nothing
_SHARED = "std-doc-meta"
#: metadata of a standard, the most national first; `std-meta` stands where its type says
_METAS = {"nat-meta": 0, "std-meta": 1, "reg-meta": 3, "iso-meta": 4, _SHARED: 5}
_STD_META = {"national": 0, "regional": 3, "international": 4}
_FRONTS = ("adoption-front", "front")


def rows(file: str, stream: Chunks, head: bytes, labels: Labels) -> Iterator[Rowlike]:
    """The one row of a file, or what is wrong with it. Words that nobody knows are told to `labels`.

    An `adoption` is the standard that adopts: the document within is what it adopts. Raises what the stream raises.
    """
    try:
        root = standard_of(whole(stream, head))
        yield _row(file, root, labels)
    except Unreadable as problem:
        yield problem.at(file, problem.line if isinstance(problem, Malformed) else WHOLE_FILE)


def standard_of(data: bytes) -> Node:
    """The root element of a standard. Raises `Unreadable` where the bytes are no XML, or the XML is no standard."""
    root = parsed(data)
    if root.tag not in ROOTS:
        raise Unreadable("xml_no_standard", root.tag)
    return root


def _row(file: str, root: Node, labels: Labels) -> Row:
    metas = metadata_of(root)
    if not metas:
        raise Unreadable("xml_without_metadata")
    main, *others = metas
    cells = cells_of(main, labels)
    own = canonical(str(cells.get("number", "")))
    for meta in others:
        if meta.tag == _SHARED or canonical(number_of(meta)) == own:
            cells = cells_of(meta, labels) | cells
    wrapped = [number_of(meta) for meta in [*others, *_inner(root)] if meta.tag != _SHARED]
    cells = adopting(cells, [number for number in wrapped if number and canonical(number) != own])
    cells |= _citing(root, own, cells)
    if cells.get("title_en") == cells.get("title"):
        cells.pop("title_en", None)
    return Row(file, main.sourceline or WHOLE_FILE, cells)


def _citing(root: Node, own: str, cells: Cells) -> Cells:
    """The references of the text, where it has any; those that the metadata give stay otherwise."""
    cited = [number for number in citations(root, inner=_is_identical(cells)) if number != own]
    return {"cites": cited} if cited else {}


def metadata_of(document: Node) -> list[Node]:
    """The meta elements of a document; first the one that it is: with a number, Chinese, the most national."""
    front = next((found for name in _FRONTS if (found := document.find(name)) is not None), None)
    metas = [child for child in (() if front is None else front) if child.tag in _METAS]
    return sorted(metas, key=_rank)


def _rank(meta: Node) -> tuple[bool, bool, int]:
    number = number_of(meta)
    rank = _METAS[meta.tag]
    if meta.tag == "std-meta":
        rank = _STD_META.get((meta.get("std-meta-type") or "").lower(), rank)
    return not number, not is_chinese(number), rank


def _inner(document: Node) -> list[Node]:
    """The metadata of each document directly within another."""
    inner = [child for child in document if child.tag in DOCUMENTS]
    return [metas[0] for child in inner if (metas := metadata_of(child))]


def _is_identical(cells: Cells) -> bool:
    """Whether the one adopted standard is adopted as it is, references and all (GB/T 1.2-2020, 4.2)."""
    adopts = cells.get("adopts")
    return isinstance(adopts, list) and {degree_of_word(item["degree"]) for item in adopts} == {"IDT"}
