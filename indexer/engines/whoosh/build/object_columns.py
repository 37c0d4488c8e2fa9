"""Names of the objects of titles -> postings with how near each is to the object (`Document.objects`)."""

from __future__ import annotations

from array import array

import numpy as np

from indexer.engines.document import Document
from indexer.engines.whoosh.columns import OBJECTS, PackWriter, TermCodes, write_postings


class ObjectsWriter:
    """Collects the names of documents, in order of documents."""

    def __init__(self) -> None:
        self._vocabulary = TermCodes()
        self._codes, self._nearness, self._lengths = array("I"), array("f"), array("I")

    def add(self, document: Document) -> None:
        """Append the next document's names."""
        self._codes.extend(map(self._vocabulary.code, document.objects))
        self._nearness.extend(document.objects.values())
        self._lengths.append(len(document.objects))

    def close(self, pack: PackWriter) -> None:
        """Write the names, the documents of each, and how near it is to their objects."""
        terms, ranks = self._vocabulary.sort_terms()
        lengths = np.asarray(self._lengths, np.uint32)
        documents = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
        keys = ranks[np.asarray(self._codes, np.uint32)].astype(np.uint64) << np.uint64(32) | documents
        order = np.argsort(keys)
        write_postings(pack, OBJECTS, terms, keys[order], np.asarray(self._nearness, np.float32)[order])
