"""A zip file with some parts changed; all others keep their bytes as they are packed, their order and their dates."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from standard.errors import LubiaoError

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
#: the flag of a part whose sizes stand behind it
_SIZES_BEHIND = 0x08
#: the extra field for sizes beyond 32 bits
_LONG_SIZES = 1


class Packed(NamedTuple):
    """A part as it stands in a zip file."""

    data: bytes
    crc: int
    #: unpacked
    size: int


def pack(pieces: Iterable[bytes], *, stored: bool = False) -> Packed:
    """Pack a part piece by piece; `stored` leaves it as it is."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed, crc, size = [], 0, 0
    for piece in pieces:
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        packed.append(piece if stored else packer.compress(piece))
    if not stored:
        packed.append(packer.flush())
    return Packed(b"".join(packed), crc, size)


def is_stored(data: bytes, name: str) -> bool:
    """Whether a part of a zip file is not compressed. Raises KeyError where there is no such part."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.getinfo(name).compress_type == zipfile.ZIP_STORED


def copy_zip(data: bytes, changed: Mapping[str, Packed]) -> bytes:
    """The zip file with some of its parts changed. Raises LubiaoError where its parts overlap or are cut off."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        infos, start, comment = file.infolist(), file.start_dir, file.comment
        wanted = {id(file.getinfo(name)): packed for name, packed in changed.items()}
    by_place = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset for info in by_place[1:]] + [start]
    out = [data[: by_place[0].header_offset if by_place else 0]]
    at = len(out[0])
    offsets: dict[int, int] = {}
    for info, end in zip(by_place, ends, strict=True):
        part = data[info.header_offset : end]
        _check(part, info)
        if id(info) in wanted:
            part = _local(part, wanted[id(info)])
        offsets[id(info)] = at
        out.append(part)
        at += len(part)
    directory = _directory(data, start, infos, offsets, wanted)
    count = len(infos)
    ending = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), at, len(comment))
    return b"".join((*out, directory, ending, comment))


def _check(part: bytes, info: zipfile.ZipInfo) -> None:
    if len(part) >= _LOCAL.size:
        *_, name, extra = _LOCAL.unpack_from(part)
        if len(part) >= _LOCAL.size + name + extra + info.compress_size:
            return
    raise LubiaoError("fill_parts_overlap", part=info.filename)


def _local(part: bytes, packed: Packed) -> bytes:
    """A part with its head, of which all but flags and sizes stays."""
    head = list(_LOCAL.unpack_from(part))
    names_end = _LOCAL.size + head[9]
    extra = _without_long_sizes(part[names_end : names_end + head[10]])
    head[2] &= ~_SIZES_BEHIND
    head[6:9] = packed.crc, len(packed.data), packed.size
    head[10] = len(extra)
    return _LOCAL.pack(*head) + part[_LOCAL.size : names_end] + extra + packed.data


def _directory(
    data: bytes,
    start: int,
    infos: Iterable[zipfile.ZipInfo],
    offsets: Mapping[int, int],
    wanted: Mapping[int, Packed],
) -> bytes:
    """The list of parts, each entry as it was but for its place, and for the sizes of what was changed."""
    entries = []
    for info in infos:
        head = list(_CENTRAL.unpack_from(data, start))
        name_end = start + _CENTRAL.size + head[10]
        name, extra = data[start + _CENTRAL.size : name_end], data[name_end : name_end + head[11]]
        comment = data[name_end + head[11] : name_end + head[11] + head[12]]
        start = name_end + head[11] + head[12]
        if packed := wanted.get(id(info)):
            extra = _without_long_sizes(extra)
            head[3] &= ~_SIZES_BEHIND
            head[7:10] = packed.crc, len(packed.data), packed.size
            head[11] = len(extra)
        head[16] = offsets[id(info)]
        entries.append(_CENTRAL.pack(*head) + name + extra + comment)
    return b"".join(entries)


def _without_long_sizes(extra: bytes) -> bytes:
    kept, at = [], 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind != _LONG_SIZES:
            kept.append(extra[at : at + 4 + length])
        at += 4 + length
    return b"".join((*kept, extra[at:]))
