"""Tiny pictures and sounds, made without any library that could judge them."""

from __future__ import annotations

import io
import math
import struct
import wave
import zlib
from array import array


def png(width: int = 4, height: int = 3, rgb: tuple[int, int, int] = (255, 68, 103)) -> bytes:
    """A picture of one colour."""
    rows = (b"\0" + bytes(rgb) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def wav(samples: int = 2_205) -> bytes:
    """A tone, a tenth of a second long."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(array("h", (int(9_000 * math.sin(n / 9)) for n in range(samples))).tobytes())
    return out.getvalue()
