"""How many pixels a picture has, by its header alone: decoding one of 60,000 x 60,000 would take 14 GB."""

from __future__ import annotations

import struct

# Markers of JPEG that stand alone, and frame headers among the others (C4, C8 and CC are none).
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def pixels_of(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, JPEG, GIF or WebP; 0 and 0 where its header does not say.

    >>> pixels_of(b"GIF89a" + bytes([4, 0, 3, 0])), pixels_of(b"BM")
    ((4, 3), (0, 0))
    """
    try:
        if data.startswith(b"\x89PNG"):
            return _two(">LL", data, 16)
        if data.startswith(b"GIF8"):
            return _two("<HH", data, 6)
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data.startswith(b"RIFF"):
            return _webp(data)
    except (struct.error, IndexError):
        pass
    return 0, 0


def _two(form: str, data: bytes, at: int) -> tuple[int, int]:
    width, height = struct.unpack_from(form, data, at)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            return 0, 0
        kind = data[at + 1]
        if kind in _FRAMES:
            height, width = _two(">HH", data, at + 5)
            return width, height
        if kind == 0xFF or kind in _ALONE:
            at += 1 + (kind != 0xFF)
        else:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]


def _webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<L", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = _two("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0
