"""A meta element (`std-meta`, `iso-meta`, `reg-meta`, `nat-meta`) -> cells of a row."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.readers.columns import Labels
from indexer.readers.dates import day_of
from indexer.readers.field_labels import Cells
from indexer.readers.provenance import items_of
from indexer.readers.sts.naming import number_of, titles_of
from indexer.readers.sts.tree import LANGUAGE, Node, plain
from indexer.readers.sts.vocabulary import (
    DEGREES,
    DRAFTS,
    custom_field,
    date_field,
    date_rank,
    key,
    relation_field,
)

_XLINK = "{http://www.w3.org/1999/xlink}href"
#: the release of something else than the standard itself
_NOT_ITSELF = ("corr", "amend", "adden", "errat", "draft")
#: what `custom-meta` knows better than the element of that purpose: 归口单位 rather than `SAC/TC 286`
_CUSTOM_FIRST = frozenset({"committee", "issuers"})


def cells_of(meta: Node, labels: Labels) -> Cells:
    """What a meta element says, as cells; words that nobody knows are told to `labels`.

    `adopts` is a text, or a list of texts and of `{"number", "degree"}`.
    """
    custom = _custom(meta, labels)
    own: Cells = {
        "number": number_of(meta),
        **titles_of(meta),
        **_days(meta, labels),
        "ics": [code for ics in meta.iter("ics") if (code := plain(ics, ("ics-desc",)))],
        "committee": _texts(meta, "comm-ref"),
        "issuers": _texts(meta, "std-org-name") or _texts(meta, "std-org-abbrev") or _texts(meta, "sdo"),
        "abstract": _abstract(meta),
        "url": next(iter(_urls(meta)), ""),
        **_relations(meta, labels, custom),
    }
    kept = {name: value for name, value in own.items() if value and not (name in custom and name in _CUSTOM_FIRST)}
    return custom | _subjects(meta) | kept | _draft(meta, custom)


def _texts(meta: Node, name: str) -> list[str]:
    """The texts of all elements of a name, each once."""
    return list(dict.fromkeys(text for element in meta.iter(name) if (text := plain(element))))


def _draft(meta: Node, custom: Cells) -> Cells:
    """The status of a draft. That a document was published (`IS`) is no evidence of its being in force."""
    word = plain(next(meta.iter("release-version"), None))
    if "status" in custom or word.lower() not in DRAFTS:
        return {}
    return {"status": "draft", "status_word": word}


def _days(meta: Node, labels: Labels) -> Cells:
    """The days, the surest of each field; of `new-standard`, the series' first publication, the last resort."""
    found: dict[str, list[tuple[tuple[bool, bool, int, bool], str]]] = {}
    for element in meta:
        if element.tag not in ("release-date", "pub-date", "meta-date"):
            continue
        word = element.get("date-type") or element.get("type")
        field, value = date_field(word), element.get("iso-8601-date") or plain(element)
        if element.tag == "meta-date" and not word:
            continue
        if field is None:
            labels.unknown[f"date-type={word}"] = None
        if field and not any(mark in key(element.get("std-type")) for mark in _NOT_ITSELF):
            first = element.get("std-type") == "new-standard"
            doubt = (day_of(value)[0] is None, first, date_rank(word), element.tag == "pub-date")
            found.setdefault(field, []).append((doubt, value))
    return {field: min(values)[1] for field, values in found.items()}


def _abstract(meta: Node) -> str:
    """The abstract, the Chinese one first; its heading is left out."""
    chinese_first = sorted(meta.findall("abstract"), key=lambda node: not (node.get(LANGUAGE) or "").startswith("zh"))
    return next((text for node in chinese_first if (text := plain(node, ("title", "label")))), "")


def _urls(meta: Node) -> Iterator[str]:
    for element in meta.findall("self-uri"):
        yield from filter(None, (element.get(_XLINK), plain(element)))


def _subjects(meta: Node) -> Cells:
    """Codes in `subj-group`, where its type names the classification."""
    cells: Cells = {}
    for group in meta.findall("subj-group"):
        field = custom_field(group.get("subj-group-type") or "")
        if field in ("ics", "ccs", "gbt4754"):
            cells[field] = _texts(group, "subject")
    return cells


def _custom(meta: Node, labels: Labels) -> Cells:
    """`custom-meta`, by its names; of several languages the Chinese, several values as a list."""
    values: dict[str, list[tuple[bool, str]]] = {}
    for element in meta.findall("custom-meta-group/custom-meta"):
        name, value = plain(element.find("meta-name")), plain(element.find("meta-value"))
        field = custom_field(name)
        if field is None and name:
            labels.unknown[name] = None
        if field and value:
            language = element.get(LANGUAGE)
            values.setdefault(field, []).append((language is not None and not language.startswith("zh"), value))
    cells: Cells = {}
    for field, found in values.items():
        best = [value for foreign, value in found if foreign == min(found)[0]]
        cells[field] = best[0] if len(best) == 1 else best
    return cells


def _relations(meta: Node, labels: Labels, custom: Cells) -> Cells:
    """The standards that `std-xref` names, as lists; `custom` may know the degree of the same adoption."""
    cells: dict[str, list[object]] = {}
    for xref in meta.findall("std-xref"):
        kind, number = xref.get("type"), number_of(xref)
        field = relation_field(kind)
        if field is None:
            labels.unknown[f"std-xref/@type={kind}"] = None
        if field and number:
            degree = DEGREES.get(key(kind), "")
            cells.setdefault(field, []).append({"number": number, "degree": degree} if field == "adopts" else number)
    if "adopts" in cells:
        cells["adopts"] += items_of(custom.get("adopts"))
    return dict(cells)
