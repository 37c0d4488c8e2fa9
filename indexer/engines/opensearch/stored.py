"""A record as the cluster keeps it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from standard.record import Record


def data_of(hit: Mapping[str, Any]) -> bytes:
    """The bytes of the record of a match. Raises ValueError or KeyError for anything that was not written so."""
    try:
        return base64.b64decode(hit["_source"]["stored"], validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error


def record_of(hit: Mapping[str, Any]) -> Record:
    """The record of a match."""
    return Record.from_bytes(data_of(hit))
