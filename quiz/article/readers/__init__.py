"""Turns what someone hands over into a text: files of six kinds, standard input, web addresses.

:func:`read` is the door. Each kind's library is imported in its own file, and only in the child process that
reads such a file; a plain text needs none of them.
"""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn, cast

from quiz.article.readers.encoding import decode
from quiz.article.readers.kinds import binary, not_text, packed_kind, text_kind
from quiz.article.readers.model import MB, Job, Kind, Limits, Text, count_words
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused, number, tr

__all__ = ["STANDARD_INPUT", "Limits", "Text", "read", "text_of"]

STANDARD_INPUT = "-"
_WEB = re.compile(r"https?:", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
# Starting a child takes some tenths of a second, which are not the server's.
_START_S = 3.0


def read(source: str | Path, *, stdin: BinaryIO | None = None, limits: Limits | None = None) -> Text:
    """The text of a file, of a web address, or of standard input for ``-``.

    What it is goes by its content; a name, or a server's media type, decides between kinds that look alike.
    Raises ``Refused`` with a name of :class:`~quiz.article.refusals.ArticleRefusal` for all that cannot be
    read; it never takes longer than ``limits`` say.
    """
    limits = limits or Limits()
    if isinstance(source, str) and source == STANDARD_INPUT:
        return _text(Job(_from_stdin(stdin, limits), source, limits), "")
    if isinstance(source, str) and _WEB.match(source):
        return _from_web(source, limits)
    if isinstance(source, str) and _SCHEME.match(source):
        raise Refused(ArticleRefusal.SCHEME, source=source)
    shown = str(source)
    return _text(Job(_from_file(Path(source), shown, limits), shown, limits), shown)


def text_of(data: bytes, name: str, *, limits: Limits | None = None) -> Text:
    """The text of a file's bytes, as :func:`read` gives it for a file of that name; raises as it does."""
    return _text(Job(data, name, limits or Limits()), name)


def _from_stdin(stdin: BinaryIO | None, limits: Limits) -> bytes:
    if stdin is None:
        # A windowed Python has none.
        stdin = cast("BinaryIO | None", getattr(sys.stdin, "buffer", None))
    if stdin is None:
        raise Refused(ArticleRefusal.NO_INPUT)
    try:
        data = stdin.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:
        raise Refused(ArticleRefusal.NO_INPUT) from error
    return _sized(data, STANDARD_INPUT, limits)


def _from_file(path: Path, shown: str, limits: Limits) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Refused(ArticleRefusal.FOLDER, source=shown)
        if not stat.S_ISREG(mode):
            # A pipe that nobody writes to would never end.
            raise Refused(ArticleRefusal.NOT_A_FILE, source=shown)
        with path.open("rb") as file:
            return _sized(file.read(limits.file_bytes + 1), shown, limits)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(ArticleRefusal.NOT_FOUND, source=shown) from error
    except OSError as error:
        raise Refused(ArticleRefusal.UNREADABLE, source=shown, why=error.strerror or str(error)) from error
    except ValueError as error:
        if isinstance(error, Refused):
            raise
        # A name with a zero in it names nothing.
        raise Refused(ArticleRefusal.NOT_FOUND, source=shown.replace("\0", "�")) from error


def _sized(data: bytes, shown: str, limits: Limits) -> bytes:
    if len(data) > limits.file_bytes:
        raise Refused(ArticleRefusal.TOO_LARGE, source=shown, limit=limits.file_bytes // MB)
    return data


def _from_web(address: str, limits: Limits) -> Text:
    from quiz.article.readers import child

    try:
        answer, data = child.run("fetch", Job(b"", address, limits), limits.address_s + _START_S)
    except child.Ended:
        raise Refused(ArticleRefusal.TOO_SLOW, source=address, seconds=f"{limits.address_s:g}") from None
    name = answer["address"].partition("?")[0].partition("#")[0]
    # A bare host is no file name: its dots are no endings.
    name = name.partition("://")[2].partition("/")[2]
    return _text(Job(data, address, limits), name, answer["media"], answer["charset"])


def _text(job: Job, name: str, media: str = "", charset: str = "") -> Text:
    """The text of a file's bytes, whatever kind they are of."""
    packed = packed_kind(job.data, job.source)
    if packed:
        kind = _kind_of_zip(job) if packed == "zip" else "pdf"
        return _finished(job, kind, *_parsed(kind, job))
    content = decode(job.data, job.source, charset)
    if not content.strip():
        raise Refused(ArticleRefusal.EMPTY, source=job.source)
    if binary(content):
        raise not_text(job.source, tr("a binary file"))
    kind = text_kind(content, name, media)
    if kind == "text":
        return _finished(job, kind, content, "")
    _check_length(job, content, 5)
    return _finished(job, kind, *_parsed(kind, Job(content.encode(), job.source, job.limits)))


def _kind_of_zip(job: Job) -> Kind:
    from quiz.article.readers.archive import Damaged, Locked, kind_of_zip

    try:
        kind = kind_of_zip(job.data, job.source, job.limits)
    except (Damaged, Locked):
        name = job.source.lower()
        if name.endswith((".docx", ".docm")):
            raise Refused(ArticleRefusal.DOCX_BROKEN, source=job.source) from None
        if name.endswith(".epub"):
            raise Refused(ArticleRefusal.EPUB_BROKEN, source=job.source) from None
        kind = ""
    if not kind:
        raise not_text(job.source, tr("a zip of something else"))
    return cast("Kind", kind)


def _parsed(kind: Kind, job: Job) -> tuple[str, str]:
    """Content and title, read in a child process."""
    from quiz.article.readers import child

    try:
        answer, content = child.run(kind, job, job.limits.total_s)
    except child.Ended:
        raise Refused(ArticleRefusal.TOO_HARD, source=job.source) from None
    return content.decode(), str(answer["title"])


def _finished(job: Job, kind: Kind, content: str, title: str) -> Text:
    if not any(sign.isalnum() for sign in content):
        raise Refused(ArticleRefusal.EMPTY, source=job.source)
    _check_length(job, content, 1)
    if count_words(content) > job.limits.words:
        _too_long(job)
    return Text(content, title, kind, job.source)


def _check_length(job: Job, content: str, times: int) -> None:
    """Markup may be some ``times`` longer than what it says."""
    if len(content) > job.limits.characters * times:
        _too_long(job)


def _too_long(job: Job) -> NoReturn:
    raise Refused(
        ArticleRefusal.TOO_LONG,
        source=job.source,
        words=number(job.limits.words),
        characters=number(job.limits.characters),
    )
