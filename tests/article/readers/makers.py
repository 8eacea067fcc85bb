"""Small documents of every kind, made by hand, with sentences of our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCES = (
    "The lighthouse of Norr was built in 1850 by Erik Holm, an engineer from Bergen.",
    "Anna Lie, its first keeper, served from 1850 to 1871 and wrote a diary of 400 pages.",
    "In 1931 the lamp was made electric, and in 1995 the tower became a museum.",
)


def pdf(pages: Sequence[Sequence[str]], title: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """A PDF with one text line below another; an empty line leaves a gap."""
    objects: list[bytes] = []
    kids: list[str] = []
    for lines in pages:
        stream = page_stream(lines)
        content = len(objects) + 4
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        kids.append(f"{content + 1} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
    head = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    objects[:0] = head
    objects.append(f"<< /Title ({title}) >>".encode())
    entries = dict(extra or {})
    entries["/Info"] = b"%d 0 R" % len(objects)
    return assembled(objects, entries)


def page_stream(lines: Sequence[str]) -> bytes:
    """The operators that write ``lines`` from the top of a page."""
    parts = [b"BT /F1 11 Tf 72 780 Td 14 TL"]
    for line in lines:
        text = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(b"(" + text.encode("cp1252") + b") Tj T*" if line else b"T*")
    return b"\n".join([*parts, b"ET"])


def assembled(objects: Sequence[bytes], entries: Mapping[str, bytes]) -> bytes:
    """Objects with their numbers, cross-reference table and trailer."""
    out = bytearray(b"%PDF-1.4\n")
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    more = b"".join(b" " + key.encode() + b" " + value for key, value in entries.items())
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        more,
        start,
    )
    return bytes(out)


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, **more: str | bytes) -> bytes:
    """A Word file with ``body`` as the inside of ``w:body``; ``more`` by names with ``__`` for slashes."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": (
            f'<w:styles xmlns:w="{W}"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
            '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>'
        ),
    }
    entries.update({name.replace("__", "/") + ".xml": data for name, data in more.items()})
    return zipped(entries)


def paragraph(text: str, style: str = "", *, listed: bool = False) -> str:
    """A paragraph of a Word file, its text cut into two runs."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += '<w:numPr><w:numId w:val="1"/></w:numPr>' if listed else ""
    half = len(text) // 2
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:half], text[half:])
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def epub(chapters: Mapping[str, str], title: str = "Norr", **more: str | bytes) -> bytes:
    """A book: the chapters in the order given are its spine; ``nav`` among them is its contents."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"'
        + (' properties="nav"' if name.startswith("nav") else "")
        + "/>"
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    entries: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
        ),
        "OEBPS/book.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></metadata>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
        ),
    }
    for name, body in chapters.items():
        entries[f"OEBPS/{name}"] = (
            f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
            f"<title>x</title></head><body>{body}</body></html>"
        )
    entries.update({name.replace("__", "/") + ".xml": data for name, data in more.items()})
    return zipped(entries)
