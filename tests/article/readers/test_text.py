"""Plain text: which encoding it is in, and that nothing else of it changes."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.article.readers import Limits, read
from quiz.article.readers.encoding import decode
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused

GERMAN = "Die Brücke über den Fluss wurde 1931 gebaut. Der Architekt war Jürgen Größe, sie ist 210 m lang."
FRENCH = "Le film “Éclair” sort le 3 mars à Besançon. La réalisatrice est Hélène Lefèvre, élève de François."
CZECH = "Most na řece byl postaven v roce 1931. Architektem byl Jiří Dvořák a jeho délka je 210 metrů."
POLISH = "Książka została napisana w 1931 roku przez Stanisława Wójcika. Później powstał film w Łodzi."
RUSSIAN = "Мост через реку был построен в 1931 году. Архитектором был Иван Петров, а длина 210 метров."
JAPANESE = "この橋は1931年に建てられた。設計したのは田中健一で、長さは210メートルである。"
KOREAN = "이 다리는 1931년에 지어졌다. 건축가는 김민수였고 길이는 210미터이다."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (JAPANESE, "utf-16-le"),
        (JAPANESE, "utf-8-sig"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-32"),
        (CZECH, "iso8859_2"),
        (POLISH, "iso8859_2"),
        (CZECH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "utf-16-le"),
        (KOREAN, "cp949"),
        ("It was Harry’s idea – he said so. It opens on 3 May.", "cp1252"),
    ],
)
def test_the_encoding_is_found_out(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_what_is_declared_counts_where_it_fits() -> None:
    russian = "Да.".encode("cp866")
    assert decode(russian, "a", "cp866") == "Да."
    page = b'<html><meta charset="iso-8859-5"><p>' + "Анна.".encode("iso8859_5")
    assert decode(page, "a").endswith("Анна.")
    assert decode("Größe".encode(), "a", "latin-1") == "Größe"
    assert decode("Größe ist gut".encode("cp1252"), "a", "no-such-set") == "Größe ist gut"


def test_one_broken_byte_does_not_spoil_a_utf8_text() -> None:
    text = GERMAN * 10
    assert decode(text.encode() + b"\xff", "a") == text + "\ufffd"


def test_a_plain_text_is_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf# source: x\r\n\r\n\tNine  androids \xe2\x80\x94 nine.\r\nShare\n")
    text = read(path)
    assert text.content == "# source: x\n\n\tNine  androids — nine.\nShare\n"
    assert (text.kind, text.title, text.source, text.words) == ("text", "", str(path), 6)
    assert text.sha256 == hashlib.sha256(text.content.encode()).hexdigest()


def test_standard_input_is_read_by_content() -> None:
    assert read("-", stdin=io.BytesIO(b"Nine androids.")).kind == "text"
    assert read("-", stdin=io.BytesIO(b"# Nine\n\n**They** came.")).kind == "markdown"
    page = read("-", stdin=io.BytesIO(b"<!doctype html><title>Nine</title><p>They came from Mars."))
    assert (page.kind, page.title, page.content) == ("html", "Nine", "They came from Mars.\n")


def test_a_plain_text_imports_no_reader_library(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GERMAN, encoding="utf-8")
    script = (
        "import sys; from quiz.article.readers import read; read(sys.argv[1]); "
        "late = ('trafilatura', 'lxml', 'pypdf', 'markdown_it', 'defusedxml', 'charset_normalizer', "
        "'zipfile', 'urllib.request', 'subprocess'); print([name for name in late if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def name_of(source: str | Path, limits: Limits | None = None) -> object:
    with pytest.raises(Refused) as caught:
        read(source, limits=limits)
    assert str(caught.value).count(".") >= 1
    assert "{" not in str(caught.value)
    return caught.value.name


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", ArticleRefusal.EMPTY),
        (b" \n\t\n", ArticleRefusal.EMPTY),
        (b"--- * ---", ArticleRefusal.EMPTY),
        (b"<html><body><img src=a></body></html>", ArticleRefusal.EMPTY),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ArticleRefusal.NOT_TEXT),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", ArticleRefusal.NOT_TEXT),
        (b"\x7fELF\2\1\1\0\0", ArticleRefusal.NOT_TEXT),
        (b"\x1f\x8b\x08\0\0\0\0", ArticleRefusal.NOT_TEXT),
        (b"\0\0\0\x18ftypmp42", ArticleRefusal.NOT_TEXT),
        (bytes(range(256)) * 4, ArticleRefusal.NOT_TEXT),
        (b"a\0b\1c\2" * 50, ArticleRefusal.NOT_TEXT),
        (b"{\\rtf1 Nine}", ArticleRefusal.NOT_TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, ArticleRefusal.OLD_WORD),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            ArticleRefusal.DOCX_ENCRYPTED,
        ),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes, name: ArticleRefusal) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert name_of(path) is name


def test_places_without_a_file_are_refused_by_name(tmp_path: Path) -> None:
    assert name_of(tmp_path) is ArticleRefusal.FOLDER
    assert name_of(tmp_path / "none.txt") is ArticleRefusal.NOT_FOUND
    assert name_of("a\0b") is ArticleRefusal.NOT_FOUND
    assert name_of("a" * 5000) is ArticleRefusal.UNREADABLE
    assert name_of("ftp://example.org/a.txt") is ArticleRefusal.SCHEME
    assert name_of("file:///etc/passwd") is ArticleRefusal.SCHEME


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_device_is_not_waited_for() -> None:
    assert name_of("/dev/zero") is ArticleRefusal.NOT_A_FILE


def test_what_is_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("nine " * 11, encoding="utf-8")
    assert read(path, limits=Limits(words=11)).words == 11
    assert name_of(path, Limits(words=10)) is ArticleRefusal.TOO_LONG
    assert name_of(path, Limits(characters=54)) is ArticleRefusal.TOO_LONG
    assert name_of(path, Limits(file_bytes=54)) is ArticleRefusal.TOO_LARGE
    with pytest.raises(Refused) as caught:
        read("-", stdin=io.BytesIO(b"nine " * 11), limits=Limits(file_bytes=54))
    assert caught.value.name is ArticleRefusal.TOO_LARGE


def test_a_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert name_of("-") is ArticleRefusal.NO_INPUT


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_bytes_decode_or_are_refused(data: bytes) -> None:
    with suppress(Refused):
        text = decode(data, "a")
        assert "\r\n" not in text
        text.encode()


@settings(max_examples=60)
@given(st.text(max_size=300).filter(lambda text: any(sign.isalnum() for sign in text)))
def test_a_utf8_text_comes_back_as_it_was(text: str) -> None:
    """Where it is one: a text full of steering signs is taken for something else."""
    with suppress(Refused):
        found = read("-", stdin=io.BytesIO(b"Nine.\n" * 20 + text.encode()))
        assert found.kind != "text" or found.content == "Nine.\n" * 20 + text.replace("\r\n", "\n")
