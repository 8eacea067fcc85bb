"""PDF, EPUB and DOCX: what they say, and every way in which they do not open."""

from __future__ import annotations

import io
import textwrap
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.article.readers import Limits, read
from quiz.article.readers.docx import read_docx
from quiz.article.readers.epub import read_epub
from quiz.article.readers.model import Job, Parsed
from quiz.article.readers.pdf import read_pdf
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused
from tests.article.readers.makers import SENTENCES, W, assembled, docx, epub, paragraph, pdf, zipped

ALL = " ".join(SENTENCES)
LINES = textwrap.wrap(ALL, 70)
# A picture, and no word.
SCAN = pdf([[]])


def job(data: bytes, **limits: int) -> Job:
    return Job(data, "a", Limits(**limits))


def refused(data: bytes, source: str = "-", limits: Limits | None = None) -> object:
    with pytest.raises(Refused) as caught:
        read(source, stdin=io.BytesIO(data), limits=limits)
    return caught.value.name


def test_a_pdf_is_its_paragraphs() -> None:
    pages = [
        ["Norr and its keepers    1", "", "The Lighthouse of Norr", *LINES,
         "Staff", "Keeper: Anna Lie", "Aid: Al"],
        ["Norr and its keepers    2", "The tower stands on an island that is known for its light-",
         "house and its birds. It is 42 metres high. The light-house was a word of old, and light-house",
         "stood on its door. The firm was Anglo-",
         "Norwegian, and sold tickets for it at the harbour and on the", "3"],
        ["Norr and its keepers    3",
         "ferry from Bergen, which goes twice a day in summer and once in winter.",
         "\x95 First item of a list", "\x95 Second item"],
    ]  # fmt: skip
    parsed = read_pdf(job(pdf([[line.replace("\x95", "•") for line in page] for page in pages])))
    assert parsed.title == "The Lighthouse of Norr"
    assert parsed.content.startswith(
        f"The Lighthouse of Norr\n\n{ALL}\n\nStaff\nKeeper: Anna Lie\nAid: Al\n\n"
    )
    assert "keepers" not in parsed.content
    assert (
        "Anglo-Norwegian, and sold tickets for it at the harbour and on the ferry from Bergen"
        in parsed.content
    )
    assert parsed.content.endswith("\n- First item of a list\n- Second item\n")


def test_a_hyphen_at_a_line_end_goes_unless_the_word_has_it_elsewhere() -> None:
    lines = [
        "It is a well-known tower in the north of the land, and a well-",
        "known one is what it is. It is elec-",
    ]
    parsed = read_pdf(job(pdf([[*lines, "tric."]])))
    assert "a well-known one" in parsed.content
    assert parsed.content.endswith("It is electric.\n")


def test_a_pdf_has_its_title_from_its_metadata_where_that_is_one() -> None:
    assert read_pdf(job(pdf([LINES], "Norr"))).title == "Norr"
    assert read_pdf(job(pdf([LINES], "Microsoft Word - norr.docx"))).title == ""


def test_pdfs_that_cannot_be_read_are_refused_by_name() -> None:
    assert refused(SCAN) is ArticleRefusal.SCAN
    assert refused(b"%PDF-1.7\nnothing of it") is ArticleRefusal.PDF_BROKEN
    assert refused(pdf([LINES])[:300]) is ArticleRefusal.PDF_BROKEN
    locked = pdf(
        [LINES],
        extra={
            "/Encrypt": b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <" + b"41" * 32 + b"> /U <"
            + b"42" * 32 + b"> >>",
            "/ID": b"[<41><41>]",
        },
    )  # fmt: skip
    assert refused(locked) is ArticleRefusal.PDF_ENCRYPTED
    assert refused(pdf([LINES] * 4), limits=Limits(pages=3)) is ArticleRefusal.TOO_LONG


def test_pdfs_that_go_in_circles_or_blow_up_come_to_an_end() -> None:
    circle = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
    ]
    itself = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>",
        b"<< /Type /XObject /Subtype /Form /Resources << /XObject << /X 4 0 R >> >> /Length 5 >>\n"
        b"stream\n/X Do\nendstream",
    ]
    bomb = zlib.compress(b"q " * 60_000_000)
    blown = [
        *itself[:3],
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(bomb) + bomb + b"\nendstream",
    ]
    for objects in (circle, itself, blown):
        name = refused(assembled(objects, {}), limits=Limits(step_s=20))
        assert name in (ArticleRefusal.PDF_BROKEN, ArticleRefusal.SCAN, ArticleRefusal.TOO_HARD)


def test_a_reader_that_takes_too_long_is_ended() -> None:
    """The limits are over before the child has begun."""
    assert refused(pdf([LINES]), limits=Limits(total_s=0.001)) is ArticleRefusal.TOO_HARD
    assert refused(pdf([LINES]), limits=Limits(step_s=0.001)) is ArticleRefusal.TOO_HARD


def test_a_book_is_its_chapters_in_the_order_of_the_spine() -> None:
    data = epub(
        {
            "nav.xhtml": "<h1>Contents</h1><ol><li>One</li></ol>",
            "b.xhtml": f"<h1>The tower</h1><p>{SENTENCES[0]}</p>",
            "a.xhtml": f"<h2>The end</h2><p>{SENTENCES[2]}</p><ul><li>Anna Lie</li></ul>",
        }
    )
    want = f"The tower\n\n{SENTENCES[0]}\n\nThe end\n\n{SENTENCES[2]}\n\n- Anna Lie\n"
    assert read_epub(job(data)) == Parsed(want, "Norr")
    assert read_epub(job(epub({"a.xhtml": "<h1>The <i>end</i></h1>"}, title=""))).title == "The end"
    text = read("-", stdin=io.BytesIO(data))
    assert (text.kind, text.content) == ("epub", want)


def encryption(method: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData>'
        f'<EncryptionMethod Algorithm="{method}"/></EncryptedData></encryption>'
    )


def test_books_that_cannot_be_read_are_refused_by_name() -> None:
    chapter = {"a.xhtml": f"<p>{SENTENCES[0]}</p>"}
    locked = epub(
        chapter, **{"META-INF__encryption": encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    )
    fonts = epub(chapter, **{"META-INF__encryption": encryption("http://www.idpf.org/2008/embedding")})
    assert refused(locked) is ArticleRefusal.EPUB_ENCRYPTED
    assert read_epub(job(fonts)).content == f"{SENTENCES[0]}\n"
    assert refused(epub({})) is ArticleRefusal.EPUB_BROKEN
    assert refused(zipped({"mimetype": "application/epub+zip"})) is ArticleRefusal.EPUB_BROKEN
    assert refused(epub({"a.xhtml": "<img/>"})) is ArticleRefusal.EMPTY
    bomb = '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><package>&b;</package>'
    assert refused(epub(chapter, **{"META-INF__container": bomb})) is ArticleRefusal.EPUB_BROKEN


def test_a_word_file_is_its_text_with_all_changes_accepted() -> None:
    deleted = '<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve"> and new</w:t></w:r></w:ins><w:r><w:tab/><w:t>a</w:t><w:br/><w:t>line</w:t></w:r></w:p>'  # noqa: E501  as the file has it
    cell = "<w:tc>{}</w:tc>"
    table = "".join(
        f"<w:tr>{''.join(cell.format(paragraph(text)) for text in line)}</w:tr>"
        for line in (("Role", "Voice"), ("Nami", "Yui Mori"))
    )
    body = (
        paragraph("The tower", "berschrift1") + paragraph(SENTENCES[0]) + paragraph("Anna Lie", listed=True)
        + paragraph("Olav Moe", listed=True) + f"<w:tbl>{table}</w:tbl>" + deleted
        + "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )  # fmt: skip
    data = docx(body, word__comments=f'<w:comments xmlns:w="{W}">{paragraph("A comment")}</w:comments>')
    want = (
        f"The tower\n\n{SENTENCES[0]}\n\n- Anna Lie\n- Olav Moe\n\nRole: Voice\nNami: Yui Mori\n\n"
        "Kept and new a\nline\n"
    )
    assert read_docx(job(data)) == Parsed(want, "The tower")
    text = read("-", stdin=io.BytesIO(data))
    assert (text.kind, text.content) == ("docx", want)
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> Norr </dc:title></c>'
    assert read_docx(job(docx(body, docProps__core=core))).title == "Norr"
    assert read_docx(job(docx(body + paragraph("Norr tower", "Titel")))).title == "Norr tower"


def test_word_files_that_cannot_be_read_are_refused_by_name(tmp_path: Path) -> None:
    assert refused(docx("")) is ArticleRefusal.EMPTY
    assert refused(docx("<w:p>")) is ArticleRefusal.DOCX_BROKEN
    deep = "<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000
    assert refused(docx("<w:sdt>" * 3_000 + "</w:sdt>" * 3_000)) is ArticleRefusal.DOCX_BROKEN
    assert refused(docx(deep)) is ArticleRefusal.EMPTY
    bomb = f'<!DOCTYPE a [<!ENTITY a "{"a" * 99}">]><w:document xmlns:w="{W}">&a;</w:document>'
    assert refused(docx("", word__document=bomb)) is ArticleRefusal.DOCX_BROKEN
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph(ALL))[:200])
    assert refused(b"", str(path)) is ArticleRefusal.DOCX_BROKEN


def test_zips_of_something_else_and_bombs_are_refused() -> None:
    assert refused(zipped({"a.txt": ALL})) is ArticleRefusal.NOT_TEXT
    assert refused(zipped({})) is ArticleRefusal.NOT_TEXT
    assert refused(b"PK\3\4" + b"\0" * 50) is ArticleRefusal.NOT_TEXT
    assert refused(docx(paragraph("a" * 5_000_000))) is ArticleRefusal.BOMB
    big = docx("".join(paragraph(f"{n} {ALL}") for n in range(200)))
    assert refused(big, limits=Limits(unpacked_bytes=10_000)) is ArticleRefusal.BOMB


def locked_zip(data: bytes) -> bytes:
    """The same zip with the flag for encryption on every piece."""
    out = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            out[info.header_offset + 6] |= 1
    place = out.find(b"PK\1\2")
    while place >= 0:
        out[place + 8] |= 1
        place = out.find(b"PK\1\2", place + 4)
    return bytes(out)


def test_encrypted_pieces_are_refused() -> None:
    assert refused(locked_zip(docx(paragraph(ALL)))) is ArticleRefusal.DOCX_ENCRYPTED
    assert refused(locked_zip(epub({"a.xhtml": ALL}))) is ArticleRefusal.EPUB_ENCRYPTED


WHOLE = {
    read_pdf: pdf([LINES]),
    read_docx: docx(paragraph(ALL)),
    read_epub: epub({"a.xhtml": f"<p>{ALL}</p>"}),
}


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(list(WHOLE)),
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=12),
    st.integers(0, 5_000),
)
def test_damage_is_refused_and_nothing_else(reader: object, changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(WHOLE[reader])  # type: ignore[index]
    for place, value in changes:
        data[place % len(data)] = value
    with suppress(Refused):
        parsed = reader(job(bytes(data[: max(50, len(data) - cut // 50)])))  # type: ignore[operator]
        assert isinstance(parsed, Parsed)
