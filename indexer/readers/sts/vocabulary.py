"""The free words of STS attributes and names -> fields of the record.

The standard leaves `@date-type`, `std-xref/@type` and `meta-name` open; these are the words of its tag library, of the
samples of ISO, CEN and DIN, and of field_aliases.tsv, which has the Chinese ones. An empty field is a word that is
known and not needed; a word that nobody knows gives None.
"""

from __future__ import annotations

import re

from indexer.readers.field_labels import field_of

_IS = re.compile("is(?=[A-Z_-])")

#: words for the days of a record, the surest first: where two give one field the earlier word counts
DATES = {
    "published": "issued", "publication": "issued", "issued": "issued", "issue": "issued", "pub": "issued",
    "": "issued", "released": "issued", "vor": "issued", "available": "issued",
    "approved": "issued", "approval": "issued",
    "implemented": "effective", "implementation": "effective", "effective": "effective", "inforce": "effective",
    "validfrom": "effective", "startofvalidity": "effective",
    "withdrawn": "abolished", "withdrawal": "abolished", "rescinded": "abolished", "abolished": "abolished",
    "cancelled": "abolished", "validuntil": "abolished",
    "reaffirmed": "reviewed", "confirmed": "reviewed", "reviewed": "reviewed", "lastreview": "reviewed",
    "votestart": "", "voteend": "", "stability": "", "editorialchange": "", "updated": "",
}  # fmt: skip
_DAYS = frozenset({"issued", "effective", "abolished", "reviewed"})
_RANKS = {word: rank for rank, word in enumerate(DATES)}

_XREFS = {
    "replaces": "replaces", "supersedes": "replaces", "revises": "replaces", "revisionof": "replaces",
    "obsoletes": "replaces", "cancels": "replaces", "cancelsandreplaces": "replaces", "fullyreplaces": "replaces",
    "partiallyreplaces": "replaces_partly", "partlyreplaces": "replaces_partly",
    "replacespartially": "replaces_partly", "replacespartly": "replaces_partly", "replacesinpart": "replaces_partly",
    "partiallysupersedes": "replaces_partly", "supersedesinpart": "replaces_partly",
    "replacedby": "replaced_by", "supersededby": "replaced_by", "revisedby": "replaced_by",
    "obsoletedby": "replaced_by", "cancelledby": "replaced_by",
    "partiallyreplacedby": "replaced_partly_by", "replacedinpartby": "replaced_partly_by",
    "partiallysupersededby": "replaced_partly_by",
    "adopts": "adopts", "adoptedfrom": "adopts", "adoptionof": "adopts", "adoption": "adopts",
    "references": "cites", "normativereference": "cites", "cites": "cites",
    # an amendment's own number says what it amends
    "amends": "", "amendedby": "", "corrects": "", "correctedby": "", "related": "", "publishedformatof": "",
    "draftof": "", "adoptedby": "", "adoptedas": "", "translationof": "", "translatedfrom": "", "partof": "",
}  # fmt: skip
#: type -> degree of adoption that it states (GB/T 1.2-2020, 4.1)
DEGREES = {
    "idt": "IDT", "identical": "IDT", "identicalto": "IDT", "identicaladoption": "IDT",
    "mod": "MOD", "modified": "MOD", "modifiedfrom": "MOD", "modifiedadoption": "MOD",
    "neq": "NEQ", "notequivalent": "NEQ", "nonequivalent": "NEQ",
    "eqv": "EQV", "equivalent": "EQV", "equivalentto": "EQV",
}  # fmt: skip
_RELATIONS = frozenset({"replaces", "replaces_partly", "replaced_by", "replaced_partly_by", "adopts", "cites"})

#: names of `custom-meta` beside those that field_aliases.tsv knows
_CUSTOM = {
    "documentstatus": "status", "recordnumber": "filing", "filingnumber": "filing", "conformity": "adopts_degree",
    "degree": "adopts_degree", "adoptiondegree": "adopts_degree", "adoptedstandard": "adopts",
    "competentauthority": "department", "draftingorganizations": "drafters", "title.text": "", "supply": "",
    "sales.number": "", "documentpurpose": "",
}  # fmt: skip

#: `release-version` of what is not yet a standard (ISO/IEC Directives, Part 1, Annex on stages)
DRAFTS = frozenset({"pwi", "np", "nwip", "awi", "wd", "cd", "cdv", "dis", "fdis", "pren", "fpren", "draft", "prf"})


def key(word: str | None) -> str:
    """A word without case, blanks and hyphens, and without a leading `is`: `isReplacedBy` and `replaced-by` are one."""
    return "".join(sign for sign in _IS.sub("", word or "").casefold() if sign.isalnum() or sign == ".")


def date_field(word: str | None) -> str | None:
    """The day that a `@date-type` means."""
    return _found(DATES, _event(word), word, _DAYS)


def date_rank(word: str | None) -> int:
    """How sure a `@date-type` is; less is surer."""
    return _RANKS.get(_event(word), len(_RANKS))


def _event(word: str | None) -> str:
    """`publication-date` says no more than `publication`."""
    return key(word).removesuffix("date")


def relation_field(word: str | None) -> str | None:
    """The relation that a `std-xref/@type` means."""
    return "adopts" if key(word) in DEGREES else _found(_XREFS, key(word), word, _RELATIONS)


def custom_field(name: str) -> str | None:
    """The field that a `meta-name` means; `filing-number` and `filing_number` are one."""
    known = _CUSTOM.get(key(name))
    return field_of(name.replace("-", "_")) if known is None else known


def _found(table: dict[str, str], known: str, word: str | None, fields: frozenset[str]) -> str | None:
    """By the table, then by the labels of columns, where these mean one of the fields."""
    if (field := table.get(known)) is not None:
        return field
    labelled = field_of(word or "")
    return labelled if labelled in fields else None
