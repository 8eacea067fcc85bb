"""Pictures and sounds in a Moodle XML file: found in a question's texts, taken out of the base64."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from quiz.packs.formats.markup import MOST_MARKUP
from quiz.packs.formats.moodle_texts import text_in, without_data
from quiz.packs.formats.moodle_xml import MOST_BASE64, text_of
from quiz.packs.names import is_safe
from quiz.packs.refusals import shown
from quiz.words import tr

PLACE = "@@PLUGINFILE@@/"
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_SOUND = re.compile(
    r"<audio\b[^<>]*>.{0,2000}?</audio\s*>"
    r"|<a\b[^<>]*@@PLUGINFILE@@/[^\"'<>]*\.(?:mp3|wav|ogg|flac)\b[^<>]*>.{0,2000}?</a\s*>",
    re.IGNORECASE | re.DOTALL,
)
_SOURCE = re.compile(r"""\b(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_DATA = re.compile(r"data:(?:image|audio)/([\w.+-]{1,20});base64,(.*)", re.IGNORECASE | re.DOTALL)
_UNNAMEABLE = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]+')
FORMS = {
    "html": "html", "moodle_auto_format": "moodle", "wiki_like": "moodle", "plain_text": "plain",
    "markdown": "markdown",
}  # fmt: skip
"""What Moodle XML calls the forms of texts, and the names that they have here."""


@dataclass(slots=True)
class Told:
    """A text of a question as plain text, with the first picture and sound in it."""

    text: str
    image: str = ""
    alt: str = ""
    audio: str = ""


@dataclass(slots=True)
class Texts:
    """The texts of one question: gathers what is left out of them and the files that they name."""

    form: str = "html"
    cut: bool = False
    """The files in it are too large, and not whole."""
    names: dict[str, bytes] = field(default_factory=dict)
    """What each name of a picture in the whole file stands for."""
    left: dict[str, None] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def plain(self, node: Element | None) -> str:
        """A text whose pictures have no place here."""
        if node is None:
            return ""
        raw = self.raw(node)
        return self._plain(raw, self._form(node)) if raw else ""

    def seen(self, node: Element) -> Told:
        """A text with its picture and its sound."""
        raw, form = self.raw(node), self._form(node)
        if form == "plain" or "<" not in raw:
            return Told(self._plain(raw, form))
        found = Told("")
        embedded = {_path(file): file for file in node.findall("file")}
        raw = _SOUND.sub(lambda tag: self._sound(tag[0], embedded, found), raw)
        raw = _IMAGE.sub(lambda tag: self._image(tag[0], embedded, found), raw)
        found.text = self._plain(raw, form)
        return found

    def markup(self, raw: str) -> str:
        """A piece of HTML whose pictures have no place here."""
        return self._plain(raw, "html") if raw else ""

    def raw(self, node: Element) -> str:
        """A text as it stands in the file."""
        raw = text_of(node)
        if len(raw) > MOST_MARKUP and len(without_data(raw)) > MOST_MARKUP:
            self.left[tr("what exceeds 256 KB of its text is left out")] = None
            raw = without_data(raw)[:MOST_MARKUP]
        return raw

    def _form(self, node: Element) -> str:
        return FORMS.get(node.get("format", "").strip(), self.form)

    def _plain(self, raw: str, form: str) -> str:
        text, left = text_in(raw, form)
        self.left.update(dict.fromkeys(left))
        return text

    def _image(self, tag: str, embedded: dict[str, Element], found: Told) -> str:
        alt = _ALT.search(tag)
        found_alt = " ".join(html.unescape((alt[1] or alt[2] or "") if alt else "").split())
        if not found.image and (name := self._taken(tag, embedded, "picture")):
            found.image, found.alt = name, found_alt
            return " "
        return f'<img alt="{html.escape(found_alt)}">'

    def _sound(self, tag: str, embedded: dict[str, Element], found: Told) -> str:
        if not found.audio and (name := self._taken(tag, embedded, "sound")):
            found.audio = name
            return " "
        return "<audio></audio>"

    def _taken(self, tag: str, embedded: dict[str, Element], what: str) -> str:
        """The name of the file that a tag shows; empty when it is not in the question."""
        source = _SOURCE.search(tag)
        address = html.unescape((source[1] or source[2] or source[3] or "") if source else "").strip()
        if data := _DATA.match(address):
            name = f"{what}-{len(self.files) + 1}.{data[1].lower().replace('jpeg', 'jpg')}"
            return self._kept(name, "" if self.cut else data[2])
        if not address.startswith(PLACE):
            return ""
        path = unquote(address.removeprefix(PLACE).partition("?")[0].partition("#")[0])
        node = embedded.get(path)
        if node is None:
            return _named(path)
        if self.cut or len(node.text or "") > MOST_BASE64 * 1.1:
            self.left[tr("the {what} “{name}” is too large and is left out",
                         what=tr(what), name=shown(path, 60))] = None  # fmt: skip
            return ""
        return self._kept(path, node.text or "")

    def _kept(self, name: str, data: str) -> str:
        content = decoded(data)
        if not content:
            self.left[
                tr("the file “{name}” is damaged or too large and is left out", name=shown(name, 60))
            ] = None
            return ""
        return self.keep(name, content)

    def keep(self, name: str, content: bytes) -> str:
        """Keep a file for the questions, and say under which name."""
        name = self._own(_named(name), hashlib.blake2b(content, digest_size=8).digest())
        self.files[name] = content
        return name

    def _own(self, name: str, mark: bytes) -> str:
        """A name that no other picture of the file has: many of them are called image.png."""
        folder, _, own = name.rpartition("/")
        n = 1
        while self.names.setdefault(name, mark) != mark:
            n += 1
            name = f"{folder}/{n}-{own}" if folder else f"{n}-{own}"
        return name


def decoded(data: str) -> bytes:
    """The bytes of a base64 text; empty when it is none or larger than anything that is taken."""
    if len(data) > MOST_BASE64 * 1.1:
        return b""
    try:
        return base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _path(file: Element) -> str:
    return (file.get("path", "/") + file.get("name", "")).lstrip("/")


def _named(path: str) -> str:
    """A name below the pack's folder for a file that Moodle calls so."""
    parts = [_UNNAMEABLE.sub("_", part).strip(". ") for part in path.split("/")]
    name = "/".join(part for part in parts if part)
    return path if is_safe(path) else name[-150:].lstrip("./ ") or "file"


def placed(name: str) -> str:
    """How a text names a file of its question."""
    return PLACE + quote(name)


def shown_with(text: str, image: str = "", alt: str = "", audio: str = "") -> str:
    """A plain text as HTML, with a picture and a sound below it.

    >>> shown_with("a < b", "robot.png")
    'a &lt; b<br><img src="@@PLUGINFILE@@/robot.png" alt="">'
    """
    lines = [html.escape(line, quote=False) for line in text.split("\n")] if text else []
    if image:
        lines.append(f'<img src="{placed(image)}" alt="{html.escape(alt)}">')
    if audio:
        name = html.escape(audio.rpartition("/")[2])
        lines.append(f'<audio controls="controls"><source src="{placed(audio)}">{name}</audio>')
    return "<br>".join(lines)


def through(text: str) -> str:
    """What comes back of a text that is written as HTML."""
    return text_in(shown_with(text) + "<br>", "html")[0]
