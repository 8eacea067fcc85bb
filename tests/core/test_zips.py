"""A zip's list of files, looked at before anything reads it."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from quiz.core.zips import check_directory

_END = struct.Struct("<4sHHHHLLH")


def zipped(n: int, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for at in range(n):
            archive.writestr(f"{at}.txt", b"PK\x01\x02 is no entry here")
        archive.comment = comment
    return out.getvalue()


@pytest.mark.parametrize("comment", [b"", b"made by hand", bytes(65_535)])
def test_as_many_as_may_be_and_one_more(comment: bytes) -> None:
    check_directory(io.BytesIO(zipped(10, comment)), 10)
    with pytest.raises(zipfile.BadZipFile, match="more than 9 files"):
        check_directory(io.BytesIO(zipped(10, comment)), 9)


def test_what_a_zip_says_of_their_number_is_not_believed() -> None:
    data = bytearray(zipped(10))
    struct.pack_into("<HH", data, len(data) - 22 + 8, 1, 1)
    with pytest.raises(zipfile.BadZipFile, match="more than 9 files"):
        check_directory(io.BytesIO(data), 9)


def test_long_names_do_not_hide_a_long_list() -> None:
    """zipfile would read all of what the end says is the list."""
    end = _END.pack(b"PK\x05\x06", 0, 0, 1, 1, 50 << 20, 0, 0)
    with pytest.raises(zipfile.BadZipFile, match="more than 9 files"):
        check_directory(io.BytesIO(bytes(100) + end), 9)


def test_the_larger_kind_is_refused() -> None:
    """Its other record could say something else than the one that is looked at."""
    end = _END.pack(b"PK\x05\x06", 0, 0, 1, 1, 46, 0, 0)
    with pytest.raises(zipfile.BadZipFile, match="4 GB"):
        check_directory(io.BytesIO(b"PK\x06\x07" + bytes(16) + end), 9)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + bytes(100), b"PK\x05\x06", bytes(70_000)])
def test_no_zip_is_left_to_zipfile(data: bytes) -> None:
    file = io.BytesIO(data)
    check_directory(file, 1)
    assert file.tell() == 0
