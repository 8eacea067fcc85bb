"""Which kind of file some bytes are: by what they hold, and by the name where two kinds look alike."""

from __future__ import annotations

import re

from quiz.article.readers.model import Kind
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused, tr

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"\0\0\1\0", b"8BPS")
_SOUNDS = (b"OggS", b"fLaC", b"ID3", b"\x1aE\xdf\xa3", b"RIFF", b"\xff\xfb")
_PROGRAMS = (b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\0asm")
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")
_HTML_NAMES = (".html", ".htm", ".xhtml", ".xht")
_SKIPPED = re.compile(r"\s*+(?:<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->|\s++)*+", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PART = re.compile(
    r"<(?:article|main|section|div|p|h[1-6]|ul|ol|table|header|title|meta|blockquote|span|figure)\b[^<>]*+>",
    re.IGNORECASE,
)
_MARKS = (
    re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE),
    re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"),
    re.compile(r"\*\*\S[^*\n]{0,200}\*\*"),
    re.compile(r"^```", re.MULTILINE),
    re.compile(r"^[-*+][ \t]+\S", re.MULTILINE),
    re.compile(r"^>[ \t]+\S", re.MULTILINE),
)
_FRONT = re.compile(r"(?:---[ \t]*\n(?:[A-Za-z_][\w-]*+[ \t]*+:|\#)|\+\+\+[ \t]*\n)")


def packed_kind(data: bytes, source: str) -> str:
    """``"pdf"`` or ``"zip"`` for the kinds that are no text, ``""`` where it may be a text.

    Raises ``Refused`` for what is surely none: pictures, sounds, programs, other archives, old Word files.
    """
    if b"%PDF-" in data[:1024] and data[:1024].lstrip()[:1] != b"<":
        return "pdf"
    if data.startswith((b"PK\3\4", b"PK\5\6", b"PK\7\x08")):
        return "zip"
    if data.startswith(_OLE):
        locked = _ENCRYPTED_PACKAGE in data
        raise Refused(ArticleRefusal.DOCX_ENCRYPTED if locked else ArticleRefusal.OLD_WORD, source=source)
    if data.startswith(b"{\\rtf"):
        raise not_text(source, tr("an RTF file"))
    for starts, what in (
        (_PICTURES, tr("a picture")),
        (_SOUNDS, tr("a sound or a film")),
        (_PROGRAMS, tr("a program")),
        (_PACKED, tr("a packed file")),
    ):
        if data.startswith(starts) and _looks_binary(data):
            raise not_text(source, what)
    if data[4:8] == b"ftyp" or data[257:262] == b"ustar":
        raise not_text(source, tr("a film or an archive"))
    return ""


def text_kind(content: str, name: str, declared: str = "") -> Kind:
    """Plain text, Markdown or HTML: what ``content`` looks like, then ``declared`` (a media type), then
    what ``name`` ends in.

    >>> text_kind("<!doctype html><p>Nine.", "a.txt"), text_kind("# Nine", "a.md")
    ('html', 'markdown')
    >>> text_kind("# Nine", "a.txt")
    'text'
    """
    name = name.lower()
    skipped = _SKIPPED.match(content[:20_000])
    start = content[skipped.end() if skipped else 0 :][:20_000]
    if declared in ("text/html", "application/xhtml+xml") or _PAGE.match(start):
        return "html"
    if declared == "text/markdown" or name.endswith(_MARKDOWN_NAMES):
        return "markdown"
    if name.endswith(_HTML_NAMES):
        return "html"
    if _PART.match(start) and "</" in start and len(_PART.findall(start)) > 1:
        return "html"
    if "." not in name.rpartition("/")[2] and _is_markdown(content[:100_000]):
        return "markdown"
    return "text"


def binary(content: str) -> bool:
    """Whether a decoded text is none: more than one sign in a hundred steers a machine."""
    sample = content[:200_000]
    return len(_CONTROL.findall(sample)) * 100 > len(sample)


def not_text(source: str, what: str) -> Refused:
    """The refusal of something that is none of the kinds."""
    return Refused(ArticleRefusal.NOT_TEXT, source=source, what=what)


def _looks_binary(data: bytes) -> bool:
    """Texts may begin with MZ or BM too, but hold no bytes that steer."""
    sample = data[:4096]
    return any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample) or not sample.isascii()


def _is_markdown(content: str) -> bool:
    return bool(_FRONT.match(content)) or sum(bool(mark.search(content)) for mark in _MARKS) > 1
