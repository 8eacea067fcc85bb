"""Blocks of a pack file: the same however the file comes in, and nothing is held that need not be."""

from __future__ import annotations

import io
import random

import pytest

from quiz.packs import blocks
from quiz.packs.blocks import MOST_BYTES, Splitter

_PIECES = (
    b"[[question]]\n", b" [[ 'question' ]]\r\n", b'prompt = "a"\n', b'x = """\n', b"y = '''\n", b'"""\n',
    b"'''\n", b"\n", b"\n\n\n", b"\r\n", b"# c\n", b"  \n", b"[[question.choices]]\n", b"\n" * 250,
    b"k=1\n" * 210, b"\xef\xbb\xbf", b"end", b"a" * (MOST_BYTES + 9), b"b" * 3 * MOST_BYTES + b"\n",
)  # fmt: skip


def split(data: bytes) -> list[tuple[int, list[bytes], bool]]:
    splitter = Splitter(io.BytesIO(data))
    found = [splitter.head()]
    while (block := splitter.question()) is not None:
        splitter.give_back(block)
        found.append(block)
    return [(block.line, [raw[:MOST_BYTES] for raw in block.lines], block.oversize) for block in found]


@pytest.mark.parametrize("seed", range(60))
def test_blocks_do_not_hang_on_the_pieces_that_a_file_comes_in(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)
    data = b"".join(dice.choices(_PIECES, k=dice.randrange(1, 25)))
    whole = split(data)
    for chunk in (1 + dice.randrange(50), 5_000, 70_000) if len(data) < 9_000 else (5_000, 70_000):
        monkeypatch.setattr(blocks, "_CHUNK", chunk)
        assert split(data) == whole
    lines = data.split(b"\n")
    for line, raws, _ in whole:
        if raws:
            assert lines[line - 1].startswith(raws[0].rstrip(b"\n")[: MOST_BYTES - 9])


@pytest.mark.parametrize("filler", [b"\n", b"\r\n", b"k = 1\n", b"# c\n"])
def test_masses_of_lines_are_passed_over_and_counted(filler: bytes) -> None:
    data = b"[[question]]\n" + b"x = 1\n" * 300 + filler * 400_000 + b"[[question]]\na = 1\n"
    first, second = split(data)[1:]
    assert (first[0], first[2]) == (1, True)
    assert second == (400_302, [b"[[question]]\n", b"a = 1\n"], False)


def test_a_long_line_is_never_held_whole() -> None:
    class Endless:
        most = 0
        left = 400

        def read(self, size: int, /) -> bytes:
            self.most = max(self.most, size)
            self.left -= 1
            return b"x" * size if self.left > 0 else b""

    source = Endless()
    block = Splitter(source).head()
    assert block.oversize
    assert len(block.raw) + source.most < 8 * MOST_BYTES
