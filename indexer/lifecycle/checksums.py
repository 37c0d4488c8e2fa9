"""Checksums of files; and JSON objects that carry their own: manifests, and the lines of a journal."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

#: name of the last member, which seals all before it
MEMBER = "checksum"
_SEALED = re.compile(rb'(.*),"checksum":"([0-9a-f]{16})"}', re.DOTALL)


def checksum(path: Path) -> str:
    """Checksum of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def sealed(text: str) -> str:
    """A JSON object that is not empty, with one more member at its end: the checksum of all before."""
    head = text.removesuffix("}").rstrip()
    return f'{head},"{MEMBER}":"{_digest(head.encode())}"}}'


def is_sealed(content: bytes) -> bool:
    """Whether this is, to the last bit, what `sealed` made."""
    match = _SEALED.fullmatch(content)
    return match is not None and _digest(match[1]) == match[2].decode()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()
