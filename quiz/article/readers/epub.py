"""EPUB books: the chapters in the order of their spine."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

from quiz.article.readers.archive import Archive, Damaged, Locked, local
from quiz.article.readers.lines import plain
from quiz.article.readers.model import Job, Parsed
from quiz.article.readers.tree import clean, lines, parse
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused

_PAGES = ("application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document", "")
# What hides fonts alone; a book with it can be read (EPUB 3.3, 4.3; Adobe's older way).
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read_epub(job: Job) -> Parsed:
    """The text of all chapters. Raises ``Refused``: EPUB_BROKEN, EPUB_ENCRYPTED, BOMB."""
    try:
        archive = Archive(job.data, job.source, job.limits)
        if _is_locked(archive):
            raise Locked
        return _book(archive, job)
    except Locked:
        raise Refused(ArticleRefusal.EPUB_ENCRYPTED, source=job.source) from None
    except Damaged as error:
        raise Refused(ArticleRefusal.EPUB_BROKEN, source=job.source) from error


def _is_locked(archive: Archive) -> bool:
    if "META-INF/rights.xml" in archive:
        return True
    if "META-INF/encryption.xml" not in archive:
        return False
    methods = [
        one.get("Algorithm", "")
        for data in archive.xml("META-INF/encryption.xml").iter()
        if local(data.tag) == "EncryptedData"
        for one in data.iter()
        if local(one.tag) == "EncryptionMethod"
    ]
    return any(method not in _FONTS for method in methods)


def _book(archive: Archive, job: Job) -> Parsed:
    package_name = _package_name(archive)
    package = archive.xml(package_name)
    folder = posixpath.dirname(package_name)
    items = {one.get("id", ""): one for one in package.iter() if local(one.tag) == "item"}
    parts: list[str] = []
    head = ""
    size = 0
    chapters = 0
    for reference in package.iter():
        item = items.get(reference.get("idref", "")) if local(reference.tag) == "itemref" else None
        if item is None or reference.get("linear") == "no" or not _is_chapter(item):
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "").partition("#")[0])))
        if name not in archive:
            continue
        chapters += 1
        tree = parse(_decoded(archive.read(name), job.source))
        if tree is None:
            continue
        clean(tree)
        head = head or next((plain(" ".join(one.itertext())) for one in tree.xpath("//h1 | //h2")), "")
        parts.append(lines(tree))
        size += len(parts[-1])
        if size > job.limits.characters:
            break
    if not chapters:
        raise Damaged("no chapters")
    return Parsed("\n".join(part for part in parts if part), _title(package) or " ".join(head.split()))


def _package_name(archive: Archive) -> str:
    for one in archive.xml("META-INF/container.xml").iter():
        if local(one.tag) == "rootfile":
            return str(one.get("full-path", ""))
    raise Damaged("no rootfile")


def _is_chapter(item: Any) -> bool:
    return "nav" not in item.get("properties", "").split() and item.get("media-type", "") in _PAGES


def _title(package: Any) -> str:
    for one in package.iter():
        if local(one.tag) == "title" and one.text and one.text.strip():
            return " ".join(plain(one.text).split())
    return ""


def _decoded(data: bytes, source: str) -> str:
    from quiz.article.readers.encoding import decode

    return decode(data, source)
