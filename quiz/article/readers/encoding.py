"""Bytes to text: the encoding is found out, whatever it is."""

from __future__ import annotations

import codecs
import re

from quiz.article.readers.kinds import binary, not_text
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused, tr

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read these names as the wider sets that writers meant (WHATWG Encoding, 4.2).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)
_SAMPLE = 1 << 16
_KANA = re.compile("[\u3040-\u30ff、。「」]")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef、。「」]")
# Half-width katakana are what Shift_JIS makes of other encodings' bytes.
_HALF = re.compile("[\uff61-\uff9f]")
_ALPHABETS = re.compile("[\t\n\r -~\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u2010-\u2026]")
# The letters that a language has beyond a to z. A text is of the first encoding in which one language has
# all of its letters; the guess by frequencies below takes whole texts of French for Czech.
_LETTERS = {
    "cp1252": (
        "àâæçéèêëîïôœùûüÿ", "äöüßé", "áéíóúüñ¿¡ç", "àèéìíîòóùú", "áâãàçéêíóôõúü", "åäöé", "æøåéôò",
        "éëïöüáíóèê", "áðéíóúýþæö", "äöõüšž",
    ),
    "cp1250": ("áčďéěíňóřšťúůýž", "ąćęłńóśźż", "áéíóöőúüű", "áäčďéíľĺňóôŕšťúýž", "čćđšž", "ăâîşţșț"),
    "cp1254": ("çğıöşüâîûİ",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž"),
}  # fmt: skip
_LETTERS["iso8859_2"] = _LETTERS["cp1250"]
_SIGNS = frozenset("“”„‘’‚–—…«»‹›°©®™€£§·•×½¼²³ªº¿¡\xa0\xad")


def decode(data: bytes, source: str, declared: str = "") -> str:
    """The text of ``data``, its byte-order mark dropped and CRLF made LF.

    ``declared`` is the charset of an HTTP header, if there was one. A byte-order mark comes first, then
    UTF-16 by its letters, UTF-8, what is declared, and what the letters look like. Raises ``Refused``:
    NOT_TEXT for what is binary, ENCODING where nothing fits.
    """
    text = _decoded(data, source, declared)
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _decoded(data: bytes, source: str, declared: str) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            # Cut off within a letter is no reason to refuse what says plainly what it is.
            return data[len(mark) :].decode(name, errors="replace")
    for name in ("utf-16-le", "utf-16-be"):
        if _is_utf16(data, name):
            return data.decode(name)
    if (text := _tried(data, "utf-8")) is not None:
        jis = _tried(data, "iso2022_jp") if b"\x1b$" in data else None
        return text if jis is None else jis
    for label in (declared, _declared(data)):
        if label and (text := _tried(data, _codec(label))) is not None:
            return text
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") * 20 <= sum(sign > "\x7f" and sign != "\ufffd" for sign in text):
        return text
    return _detected(data, source)


def _tried(data: bytes, codec: str) -> str | None:
    """The text, where the whole of it can be decoded and is not full of steering signs."""
    try:
        text = data.decode(codec)
    except (UnicodeError, LookupError):
        return None
    return None if binary(text) else text


def _is_utf16(data: bytes, codec: str) -> bool:
    """UTF-16 without a mark: read so, nearly all of it is of one alphabet, or kana stand close in it."""
    if len(data) < 4 or len(data) % 2 or _tried(data, "utf-8") is not None:
        return False
    text = _tried(data, codec)
    if text is None or binary(text):
        return False
    sample = text[:_SAMPLE]
    lettered = len(_ALPHABETS.findall(sample)) * 10 > len(sample) * 8
    return lettered or len(_KANA.findall(sample)) * 5 > len(sample)


def _codec(label: str) -> str:
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(name, name)


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""


def _detected(data: bytes, source: str) -> str:
    if binary(data[:_SAMPLE].decode("latin-1")):
        raise not_text(source, tr("a binary file"))
    for codec in ("cp932", "euc_jp"):
        text = _tried(data, codec)
        if text is not None and _is_japanese(text):
            return text
    if codec := _latin(data[:_SAMPLE]):
        text = _tried(data, codec)
        if text is not None:
            return text
    from charset_normalizer import from_bytes

    cut = data[:_SAMPLE] if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE]
    best = from_bytes(cut, cp_isolation=list(_CANDIDATES), preemptive_behaviour=False).best()
    for codec in (best.encoding if best else "", "cp1252", "latin-1"):
        if codec and (text := _tried(data, codec)) is not None:
            return text
    raise Refused(ArticleRefusal.ENCODING, source=source)


def _latin(sample: bytes) -> str:
    """The Latin encoding in which one language has nearly all letters of the sample, or ``""``."""
    found = ""
    fewest = len(sample)
    beyond = 1
    for codec, languages in _LETTERS.items():
        signs = [sign for sign in sample.decode(codec, errors="replace") if sign > "\x7f"]
        beyond = len(signs)
        for letters in languages:
            known = _SIGNS | set(letters) | set(letters.upper())
            missed = sum(sign not in known for sign in signs)
            if missed < fewest:
                found, fewest = codec, missed
    return found if fewest * 12 <= beyond and beyond * 3 < len(sample) else ""


def _is_japanese(text: str) -> bool:
    wide = len(_WIDE.findall(text))
    beyond = sum(sign > "\x7f" for sign in text)
    return (
        wide * 10 > beyond * 9 and len(_KANA.findall(text)) * 5 > wide and len(_HALF.findall(text)) * 5 < wide
    )


_CANDIDATES = (
    "cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "gb18030", "big5", "cp949", "iso8859_5", "mac_roman",
)  # fmt: skip
