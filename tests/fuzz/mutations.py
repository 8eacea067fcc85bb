"""One broken file out of valid ones: the same for the same seed, format and number."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib

from tests.fuzz.corpus import Seed, endings, names, seeds

_TOKENS = (
    "{", "}", "[", "]", "(", ")", '"', "'", '"""', "\\", "=", "~", "#", "%", "^", "->", "::", ",", ";",
    "\t", ":", "\n", "\r", "\r\n", "\n\n", "\x00", "\x1a", "\ufeff", "\u2028", "\ud800", "\U0001f3ae",
    "\x85", "\xff", "#Q ", "^ ", "A ", "A) ", "ANSWER: ", "[[question]]", "// ", "$CATEGORY: ",
    "#separator:", "#html:true", "####", "null", "NaN", "Infinity", "-0", "1e999999", "1e-999999", "0x1F",
    "9" * 400, "9" * 5000, "true", "[]", "{}", '"results":[', '"question":', '"correct_answer":',
    '"incorrect_answers":', '"response_code":', "&amp;quot;", "&#0;", "&#x110000;", "&#99999999;", "%00",
    "%ZZ", "%C3%28", "====", "<", ">", "</text>", "<![CDATA[", "]]>", "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "&b;", "<question type='x'>", "=cmd|'/c calc'!A1", "../../etc/passwd", "(or ", "(1 of) ", " or ",
    "<a href='", '\\"', "\u202e", "e\u0301" * 40, "1..2", "{1:MC:=a~b}",
)  # fmt: skip
_NESTS = (
    ("[", "]"), ("{", "}"), ("(", ")"), ('{"a":', "}"), ('[{"results":', "}]"), ("<b>", "</b>"),
    ("<question>", ""), ("[[", "]]"), ("{=", "}"), ('"', '"'), ("(or ", ")"), ("&amp;", ""), ("<", ""),
    ("~%50%", ""), ("\\", ""),
)  # fmt: skip
_ENCODINGS = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "cp1252", "cp037", "utf-7",
    "shift_jis",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")
_NAMES = (
    "../a",
    "/a",
    "a\\b",
    "a" * 300,
    "con",
    "a\x00b",
    "xl/workbook.xml",
    "pack.toml",
    "PACK.TOML",
    "é",
    "a/",
)


def case(name: str, n: int, seed: int) -> Seed:
    """The file of case ``n`` of a format."""
    rng = random.Random(f"{seed}:{name}:{n}")
    if n % 16 == 0:
        return Seed(rng.choice(endings(name)), _made_up(rng))
    start = rng.choice(seeds(name))
    ending = start.ending if rng.random() < 0.9 else rng.choice(endings(rng.choice(names())))
    if start.data.startswith(b"PK") and rng.random() < 0.85:
        return Seed(ending, _rezipped(start.data, rng))
    return Seed(ending, _mutated(start.data, rng))


def _mutated(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5))):
        data = rng.choice(_MUTATIONS)(data, rng)[: 1 << 20]
    return data


def _place(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.choice((1, 2, 8, 40, 400)))


def _flipped(data: bytes, rng: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(rng.choice((1, 2, 10)) if made else 0):
        made[rng.randrange(len(made))] = rng.choice((0, 10, 13, 34, 92, 255, rng.randrange(256)))
    return bytes(made)


def _cut(data: bytes, rng: random.Random) -> bytes:
    start, end = _place(data, rng)
    return rng.choice((data[:start], data[start:], data[:start] + data[end:]))


def _doubled(data: bytes, rng: random.Random) -> bytes:
    start, end = _place(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 2, 50)) + data[end:]


def _spliced(data: bytes, rng: random.Random) -> bytes:
    other = rng.choice(seeds(rng.choice(names()))).data
    at, start, end = rng.randint(0, len(data)), *_place(other, rng)
    return data[:at] + rng.choice((other, other[start:end], other[start:])) + data[at:]


def _tokens(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 2, 6))):
        start, end = _place(data, rng)
        token = rng.choice(_TOKENS).encode("utf-8", "surrogatepass")
        data = data[:start] + token + data[rng.choice((start, end)) :]
    return data


def _numbers(data: bytes, rng: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    at = rng.choice(found)
    huge = rng.choice(
        (b"0", b"-1", b"99999999999999999999", b"1e400", b"1e-400", b"9" * 4400, b"0.0000001", b"nan")
    )
    return data[: at.start()] + huge + data[at.end() :]


def _nested(data: bytes, rng: random.Random) -> bytes:
    opening, closing = rng.choice(_NESTS)
    n, at = rng.choice((3, 60, 1000, 10_000)), rng.randint(0, len(data))
    closes = closing * n if rng.random() < 0.5 else ""
    return data[:at] + (opening * n + closes).encode() + data[at:]


def _recoded(data: bytes, rng: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(_ENCODINGS), "replace")


def _long(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    sign = rng.choice(
        (b"a", b" ", b"\n", b"\\", b",", b"\t", b"&", b"(", b"'", b'"', b"\r", b"-", b"%41", b"a or ")
    )
    return (
        data[:at]
        + sign * rng.choice((100, 100, 1000, 1000, 5000, 5000, 5000, 70_000, 70_000, 200_000))
        + data[at:]
    )


def _lines(data: bytes, rng: random.Random) -> bytes:
    told = data.split(b"\n")
    if rng.random() < 0.5:
        rng.shuffle(told)
    else:
        told.insert(rng.randrange(len(told)), rng.choice(told))
    return rng.choice((b"\n", b"\n", b"\r\n", b"\r")).join(told)


_MUTATIONS = (
    _flipped, _cut, _doubled, _spliced, _tokens, _tokens, _tokens, _numbers, _nested, _recoded, _long, _lines,
)  # fmt: skip


def _made_up(rng: random.Random) -> bytes:
    """A file out of nothing: bytes, or tokens of all formats."""
    if rng.random() < 0.4:
        return rng.choice((b"", b"PK\x03\x04", b"[", b"{", b"\xff\xfe", b"<?xml ")) + rng.randbytes(
            rng.randint(0, 600)
        )
    words = (*_TOKENS, "question", "answer", "a", "1", "who is it?", " ", "\n", '","')
    return "".join(rng.choices(words, k=rng.randint(1, 120))).encode("utf-8", "surrogatepass")


def _rezipped(data: bytes, rng: random.Random) -> bytes:
    """A zip with something other in it, or other around what is in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError):
        return _mutated(data, rng)
    if not members:
        return data
    for _ in range(rng.choice((1, 1, 2))):
        at = rng.randrange(len(members))
        member, content = members[at]
        roll = rng.random()
        if roll < 0.75:
            members[at] = (member, _mutated(content, rng))
        elif roll < 0.8 and len(members) > 1:
            members.pop(at)
        elif roll < 0.9:
            members[at] = (rng.choice(_NAMES), content)
        elif roll < 0.95:
            members.append((member, _mutated(content, rng)))
        else:
            members[at] = (member, content[:100] + bytes(rng.choice((1 << 16, 1 << 21))) + content[100:])
    out = io.BytesIO()
    kind = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(out, "w", kind, compresslevel=1) as archive:
        for member, content in members:
            entry = zipfile.ZipInfo(member)
            entry.compress_type = kind
            entry.external_attr = rng.choice((0o100644, 0o100644, 0o100644, 0o120777)) << 16
            archive.writestr(entry, content)
    made = out.getvalue()
    return _flipped(made, rng) if rng.random() < 0.2 else made
