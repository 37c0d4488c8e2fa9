"""What the cluster keeps of a record, and how: made from the field table, and the same for every version of it.

All terms are cut here and sent as they are, so that the cluster analyses nothing and needs no plugin:

========================  ==============================================================================
`substring_<field>`       the characters of a text field as tokens (`substrings`)
`words_<field>`           its words, each once
`words`, `pairs`          words of all text fields, and pairs of characters of the title, each with what it
                          weighs in the record as its frequency, so that a score is idf times frequency
`word`                    words of all text fields, each once, to complete beginnings of words
`objects`                 names of the object of the title, each with how near it is
`keys`                    exact keys (`indexer.engines.document.Document.keys`)
`value_<field>`           keyword and code fields, codes with all above them
`day_<field>`             days, as ordinals
`status_<status>`         from which day to which the record has the status; `statuses` the same for sorting
`subjects`, `names`,      what can be suggested because of it, and how its title begins to be pronounced
`head_spoken`
`stored`                  the record as bytes; all else is not kept as it was sent
========================  ==============================================================================
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

from indexer.analysis import entries
from indexer.engines.document import Document
from indexer.engines.opensearch.substrings import tokens_of
from indexer.engines.suggestion_terms import names_of, phrases_of
from indexer.fields import DAY_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from standard.publisher import Level
from standard.status import Status, status_on

#: of the layout below; an index of another one must be built anew
VERSION = 1
#: a weight of 1.0 as a frequency; sums of them in one record stay below 2^31
SCALE = 1 << 22
#: how near a name is to the object of a title: every value that `indexer.analysis.title_objects` gives
NEARNESS = (1.0, 0.75, 0.7, 0.5, 0.25)
#: most characters of a key or of the beginning of a title by which is sorted (the cluster takes 32,766 bytes)
LONGEST_KEY = 8000
#: statuses, and beneath each a day, in one number
STATUS_STEP = 16
STATUSES = tuple(Status)
LEVELS = tuple(Level)
_LAST_DAY = date.max.toordinal()

Source = dict[str, Any]


def settings(shards: int) -> Source:
    """The settings of an index that is being filled: nothing is searched or copied yet.

    What was taken is on the disk, so that a node that is killed has it when it comes back: there is no other copy yet.
    """
    return {
        "number_of_shards": shards,
        "number_of_replicas": 0,
        "refresh_interval": -1,
        "max_terms_count": 1 << 20,
        "analysis": {
            "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": LONGEST_KEY}},
            "filter": {"weights": {"type": "delimited_term_freq", "delimiter": "|"}},
            "analyzer": {
                "tokens": {"type": "custom", "tokenizer": "blanks"},
                "weighted": {"type": "custom", "tokenizer": "blanks", "filter": ["weights"]},
            },
        },
        "similarity": {
            "weight": {"type": "scripted", "script": {"source": f"return query.boost * doc.freq * {1 / SCALE!r};"}}
        },
    }


def mapping() -> Source:
    """The mapping of records."""
    keyword = {"type": "keyword", "ignore_above": LONGEST_KEY}
    found_only = {**keyword, "doc_values": False}
    weighted = {
        "type": "text",
        "analyzer": "weighted",
        "index_options": "freqs",
        "norms": False,
        "similarity": "weight",
    }
    substring = {"type": "text", "analyzer": "tokens", "norms": False, "index_phrases": True}
    sorted_only = {"type": "integer", "index": False}
    return {
        "dynamic": "strict",
        "_source": {"includes": ["stored"]},
        "properties": {
            **{f"substring_{field.name}": substring for field in TEXT_FIELDS},
            **{f"words_{field.name}": found_only for field in TEXT_FIELDS},
            **{f"value_{field.name}": keyword for field in VALUE_FIELDS},
            **{f"day_{field.name}": {"type": "integer"} for field in DAY_FIELDS},
            **{f"status_{status.value}": {"type": "integer_range"} for status in STATUSES},
            "words": weighted,
            "pairs": weighted,
            "word": keyword,
            "texts": found_only,
            "objects": found_only,
            "keys": found_only,
            "number": keyword,
            "number_order": keyword,
            "title_order": keyword,
            "region": found_only,
            "level": {"type": "integer"},
            "newness": {"type": "integer"},
            "statuses": {"type": "long", "index": False},
            "place": {"type": "long"},
            "title_length": sorted_only,
            "subjects": keyword,
            "head_spoken": found_only,
            "names": keyword,
            "stored": {"type": "binary"},
        },
    }


def source_of(document: Document, place: int) -> Source:
    """What is sent of a record; `place` is its place among the sources."""
    record, title = document.record, document.words.get("title", ())
    every_word = tuple(dict.fromkeys(chain.from_iterable(document.words.values())))
    source: Source = {
        "stored": base64.b64encode(document.stored).decode("ascii"),
        "words": _weighted(document.impacts),
        "pairs": _weighted(document.bigram_impacts),
        "word": every_word,
        "texts": list(document.texts),
        "objects": [f"{name}\t{near}" for name, near in document.objects.items()],
        "keys": list(document.keys),
        "number": record.number,
        "number_order": document.number_order,
        "title_order": document.title_order[:LONGEST_KEY],
        "region": record.region,
        "level": LEVELS.index(record.level),
        "newness": document.newness,
        "place": place,
        "title_length": len(title),
        "subjects": phrases_of(document).subjects,
        "head_spoken": _spoken(phrases_of(document).head),
        "names": list(chain.from_iterable(names_of(document))),
    }
    source |= {f"substring_{name}": tokens_of(text) for name, text in document.compacts.items()}
    source |= {f"words_{name}": list(dict.fromkeys(words)) for name, words in document.words.items()}
    source |= {f"value_{name}": values for name, values in document.values.items() if values}
    source |= {f"day_{name}": day.toordinal() for name, day in document.days.items() if day is not None}
    return source | _statuses(record.status, record.effective, record.abolished, bool(record.replaced_by))


def line_of(document: Document, place: int) -> bytes:
    """The same as JSON."""
    return json.dumps(source_of(document, place), ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=1 << 14)
def _statuses(recorded: Status, effective: date | None, abolished: date | None, succeeded: bool) -> Source:
    """From when to when each status holds."""
    return dict(_spans(recorded, effective, abolished, succeeded))


def _spans(recorded: Status, effective: date | None, abolished: date | None, succeeded: bool) -> Iterator[Any]:
    borders = sorted({1, *(day.toordinal() for day in (effective, abolished) if day is not None), _LAST_DAY + 1})
    statuses = [
        status_on(recorded, date.fromordinal(start), effective=effective, abolished=abolished, succeeded=succeeded)
        for start, _ in pairwise(borders)
    ]
    by_status: dict[Status, list[dict[str, int]]] = {}
    for (start, end), status in zip(pairwise(borders), statuses, strict=True):
        by_status.setdefault(status, []).append({"gte": start, "lte": end - 1})
    yield from ((f"status_{status.value}", spans) for status, spans in by_status.items())
    starts = (start for start, _ in pairwise(borders))
    yield "statuses", [start * STATUS_STEP + status.rank for start, status in zip(starts, statuses, strict=True)]


@lru_cache(maxsize=1 << 14)
def _spoken(head: str) -> tuple[str, ...]:
    """The pinyin entries of how a title begins; many begin alike."""
    return entries(head) if head else ()


def _weighted(impacts: dict[str, float]) -> str:
    """Terms with what they weigh, as the analyzer takes them apart."""
    return " ".join([f"{term}|{max(round(weight * SCALE), 1)}" for term, weight in impacts.items()])
