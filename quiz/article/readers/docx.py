"""Word files: paragraphs, headings, lists and tables as they stand after all changes are accepted."""

from __future__ import annotations

from typing import Any

from quiz.article.readers.archive import Archive, Damaged, Locked, local
from quiz.article.readers.lines import Blocks, row
from quiz.article.readers.model import Job, Parsed
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused

# Deleted and moved text, notes on it, fields' instructions, and the second copy of a text box.
_SKIPPED = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "sectPr", "tblPr", "rt"))
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MAIN = "word/document.xml"
_DEEPEST = 200
_NO_TITLES = ("document", "document1", "untitled", "microsoft word")


def read_docx(job: Job) -> Parsed:
    """The text of the document. Raises ``Refused``: DOCX_BROKEN, DOCX_ENCRYPTED, BOMB."""
    try:
        archive = Archive(job.data, job.source, job.limits)
        writer = _Writer(_headings(archive))
        writer.walk(archive.xml(_main_part(archive)), 0)
        return Parsed(writer.blocks.content(), _title(archive) or writer.title)
    except Locked:
        raise Refused(ArticleRefusal.DOCX_ENCRYPTED, source=job.source) from None
    except Damaged as error:
        raise Refused(ArticleRefusal.DOCX_BROKEN, source=job.source) from error


def _main_part(archive: Archive) -> str:
    if _MAIN in archive:
        return _MAIN
    if "_rels/.rels" in archive:
        for one in archive.xml("_rels/.rels").iter():
            if one.get("Type", "").endswith("/officeDocument"):
                return str(one.get("Target", "")).lstrip("/")
    raise Damaged("no document")


def _headings(archive: Archive) -> dict[str, str]:
    """The styles that make headings, by id: in a German Word ``berschrift1`` is named ``heading 1``."""
    if "word/styles.xml" not in archive:
        return {}
    styles: dict[str, str] = {}
    for style in archive.xml("word/styles.xml").iter():
        if local(style.tag) == "style":
            styles[_attribute(style, "styleId")] = next(
                (_attribute(one, "val").lower() for one in style if local(one.tag) == "name"), ""
            )
    return styles


def _title(archive: Archive) -> str:
    if "docProps/core.xml" not in archive:
        return ""
    found = [one.text or "" for one in archive.xml("docProps/core.xml").iter() if local(one.tag) == "title"]
    title = " ".join(" ".join(found[:1]).split())
    return "" if title.lower() in _NO_TITLES else title


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.items() if local(key) == name), "")


class _Writer:
    """Walks the body; ``title`` is the first paragraph in the style Title, else the first heading."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.blocks = Blocks()
        self._styles = styles
        self._titles: dict[str, str] = {}
        self._group = 1

    @property
    def title(self) -> str:
        """The best title that the text itself has."""
        return self._titles.get("title") or self._titles.get("heading") or ""

    def walk(self, element: Any, depth: int) -> None:
        """The blocks below ``element``. Raises ``Damaged`` where no writer nests so deep."""
        if depth > _DEEPEST:
            raise Damaged("nested too deeply")
        for child in element:
            name = local(child.tag)
            if name == "p":
                self._paragraph(child, depth)
            elif name == "tbl":
                self._table(child, depth)
            elif name not in _SKIPPED:
                self.walk(child, depth + 1)

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        text, boxes = _text(paragraph, depth)
        style, listed = _style(paragraph)
        named = self._styles.get(style, style.lower())
        if text.strip():
            kind = "title" if named == "title" else "heading" if named.startswith("heading") else ""
            if kind:
                self._titles.setdefault(kind, " ".join(text.split()))
            listed = (listed or "list" in named) and not kind
            self._group += not listed
            self.blocks.add(text, group=self._group if listed else 0, mark="- " if listed else "")
        for box in boxes:
            self.walk(box, depth + 1)

    def _table(self, table: Any, depth: int) -> None:
        if depth > _DEEPEST:
            raise Damaged("nested too deeply")
        self._group += 1
        for line in _below(table, "tr"):
            cells = [_text(cell, depth + 1)[0] for cell in _below(line, "tc")]
            self.blocks.add(row(cells), group=self._group)
        self._group += 1


def _below(element: Any, name: str) -> list[Any]:
    """The nearest elements of a name, through wrappers for content controls and accepted insertions."""
    found: list[Any] = []
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        tag = local(child.tag)
        if tag == name:
            found.append(child)
        elif tag in ("sdt", "sdtContent", "ins", "customXml"):
            waiting.extend(reversed(child))
    return found


def _style(paragraph: Any) -> tuple[str, bool]:
    for child in paragraph:
        if local(child.tag) == "pPr":
            style = next((_attribute(one, "val") for one in child if local(one.tag) == "pStyle"), "")
            return style, any(local(one.tag) == "numPr" for one in child)
    return "", False


def _text(element: Any, depth: int) -> tuple[str, list[Any]]:
    """The text of runs below ``element``, and the text boxes that hang on it."""
    parts: list[str] = []
    boxes: list[Any] = []
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        name = local(child.tag)
        if name == "t":
            parts.append(child.text or "")
        elif name == "br" and _attribute(child, "type") in ("page", "column"):
            parts.append(" ")
        elif name in _SIGNS:
            parts.append(_SIGNS[name])
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "pPr" or name in _SKIPPED or (name == "p" and not len(child)):
            continue
        else:
            if name == "p":
                parts.append(" ")
            waiting.extend(reversed(child))
    return "".join(parts), boxes
