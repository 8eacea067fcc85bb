"""The size of a picture, by its header alone; Qt's own reader is the judge in the tests of the desktop."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.packs.pictures import pixels_of
from tests.mediamaking import png

_JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xdb\x00\x05abc\xff\xd0\xff\xc4\x00\x02"
_FRAME = struct.pack(">HBHHB", 11, 8, 60_000, 50_000, 1) + bytes(3)


def webp(kind: bytes, data: bytes) -> bytes:
    return b"RIFF" + bytes(4) + b"WEBP" + kind + struct.pack("<L", len(data)) + data


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(40, 30), (40, 30)),
        (b"GIF87a" + struct.pack("<HH", 60_000, 7), (60_000, 7)),
        (_JPEG + b"\xff\xc0" + _FRAME, (50_000, 60_000)),
        (_JPEG + b"\xff\xc2" + _FRAME, (50_000, 60_000)),
        (webp(b"VP8X", bytes(4) + (59_999).to_bytes(3, "little") * 2), (60_000, 60_000)),
        (webp(b"VP8L", b"\x2f" + struct.pack("<L", 299 | 199 << 14)), (300, 200)),
        (webp(b"VP8 ", bytes(3) + b"\x9d\x01\x2a" + struct.pack("<HH", 300, 200)), (300, 200)),
        (webp(b"ALPH", bytes(30)), (0, 0)),
        (_JPEG, (0, 0)),
        (b"\xff\xd8" + bytes(100), (0, 0)),
        (b"\x89PNG", (0, 0)),
        (b"", (0, 0)),
    ],
)
def test_the_header_says_it(data: bytes, size: tuple[int, int]) -> None:
    assert pixels_of(data) == size


@given(
    st.sampled_from([b"\x89PNG", b"GIF89a", b"\xff\xd8\xff", b"RIFF", b"RIFF....WEBPVP8X"]),
    st.binary(max_size=60),
)
def test_whatever_follows_it_is_a_size_or_none(start: bytes, rest: bytes) -> None:
    width, height = pixels_of(start + rest)
    assert width >= 0
    assert height >= 0
