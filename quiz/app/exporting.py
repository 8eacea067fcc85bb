"""A pack out of the bank as a file: our own, its pictures and sounds with it, or another program's."""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from quiz.core.media import own_name, pack_with_names
from quiz.core.questions import Pack
from quiz.packs.formatnames import OURS
from quiz.packs.formats import format_of
from quiz.packs.formats.writing import Lost, carried, head_lost, write_foreign
from quiz.packs.names import is_safe
from quiz.packs.quizpack import PACK_FILE, write_with_media
from quiz.packs.writer import replaced, write_pack
from quiz.words import tr, trn

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

_ENDINGS = (".png", ".jpg", ".jpeg", ".jfif", ".gif", ".webp", ".wav", ".mp3", ".flac", ".ogg", ".oga")


ENDINGS = {
    ".toml": "toml",
    ".quizpack": "quizpack",
    ".json": "opentdb",
    ".gift": "gift",
    ".xml": "moodle",
} | {".csv": "csv"}
"""The formats that a file's name alone names."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out: questions, pictures and sounds; ``missing`` names those that the bank does not have, and
    ``lost`` what the format cannot carry.
    """

    questions: int
    media: int
    missing: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()

    def as_json(self, slug: str, path: Path) -> dict[str, Any]:
        """The form that ``quiz packs export --json`` prints."""
        found = {"id": slug, "questions": self.questions, "file": str(path)}
        lost = [{"id": one.id or None, "what": one.what, "left_out": one.whole} for one in self.lost]
        return {**found, "media": self.media, "missing": list(self.missing), "lost": lost}

    def sentences(self, path: Path, most: int) -> list[str]:
        """What became of it, for a person; of what is lost at most so many lines."""
        told = trn(
            "{n} question written to {path}", "{n} questions written to {path}", self.questions, path=path
        )
        lines = [told]
        if self.media:
            lines.append(trn("{n} picture or sound with it", "{n} pictures and sounds with them", self.media))
        if self.missing:
            names = ", ".join(self.missing)
            lines.append(tr("Left out, as they are not in the bank: {names}", names=names))
        lines += lost_lines(self.lost, most)
        return lines


def lost_lines(lost: Sequence[Lost], most: int) -> list[str]:
    """What an export leaves behind: whole questions one by one, other losses by how often."""
    whole = [tr("Left out, question {n}: {what}", n=one.number, what=one.what) for one in lost if one.whole]
    counts = Counter(one.what for one in lost if not one.whole and one.number)
    lines = [tr("Of the pack: {what}", what=one.what) for one in lost if not one.number]
    lines += [
        trn("In {n} question: {what}", "In {n} questions: {what}", n, what=what)
        for what, n in counts.most_common()
    ]
    if len(whole) > most:
        whole[most:] = [tr("... and {n} more; --json lists them all", n=len(whole) - most)]
    return lines + whole


class Finder(Protocol):
    """Where the bank's media are."""

    def find(self, name: str) -> Path | None:
        """The file of a medium as a question names it."""
        ...


def export_pack(bank: Bank, slug: str, target: Path, name: str) -> Exported:
    """Write a pack to a file in the format of that name, whole or not at all.

    Beside a TOML file nothing that is there is ever overwritten: a medium that would do so gets another name.
    Raises Refused, or OSError where the place cannot be written.
    """
    pack = bank.pack(slug)
    if name not in OURS:
        lost = write_foreign(format_of(name), pack.head, pack.questions, target, bank.media.find)
        kept = len(pack.questions) - len({one.number for one in lost if one.whole})
        return Exported(kept, 0, lost=tuple(lost))
    as_quizpack = name == "quizpack"
    names = _Names(bank.media, None if as_quizpack else target.absolute().parent, pack.head.article)
    named = pack_with_names(pack, names.new, names.new)
    if as_quizpack:
        write_with_media(named, names.files, target)
    else:
        with _beside(target.absolute().parent, names.files):
            write_pack(named, target)
    return Exported(len(pack.questions), len(names.files), tuple(names.missing))


def would_lose(pack: Pack, name: str) -> list[Lost]:
    """What a format cannot carry of a pack, before anything is written."""
    if name in OURS:
        return []
    format = format_of(name)
    lost = head_lost(format, pack.head)
    deque(carried(format, pack.questions, lost), maxlen=0)
    return lost


class _Names:
    """The names under which media leave: their authors' own, but where two would meet under one."""

    def __init__(self, media: Finder, beside: Path | None, article: str) -> None:
        self._media, self._beside = media, beside
        self._known: dict[str, str] = {}
        self._held = {_key(name): "" for name in (PACK_FILE, article)}
        self.files: dict[str, Path] = {}
        self.missing: list[str] = []

    def new(self, name: str) -> str:
        """The name in the file for one in the bank."""
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> str:
        path, own = self._media.find(name), own_name(name)
        if path is None:
            self.missing.append(own)
        for candidate in _candidates(own, path):
            if self._held.setdefault(_key(candidate), name) == name and self._is_free(candidate, path):
                if path is not None:
                    self.files[candidate] = path
                return candidate
        return own

    def _is_free(self, candidate: str, path: Path | None) -> bool:
        """Whether a file of that name may be written beside the pack, or is the same one already."""
        if self._beside is None or path is None:
            return True
        hidden = any(part.startswith(".") for part in candidate.split("/"))
        # Its author's name must not turn a picture into a program's settings.
        if hidden or not candidate.lower().endswith(_ENDINGS):
            return False
        there = self._beside / candidate
        try:
            return not there.exists() or _same(there, path)
        except OSError:
            return False


def _candidates(own: str, path: Path | None) -> Iterator[str]:
    if is_safe(own):
        yield own
    if path is None:
        yield f"missing/{own}"
        return
    stem, ending = path.stem, path.suffix
    folder, _, last = own.rpartition("/")
    short = Path(last).stem[:60]
    if is_safe(own) and short:
        yield f"{folder}/{short}-{stem[:8]}{ending}".removeprefix("/")
    yield f"media/{stem[:12]}{ending}"
    yield f"media/{path.name}"


def _key(name: str) -> str:
    """Two names with the same key are one file on some systems."""
    return unicodedata.normalize("NFC", name).casefold()


def _same(there: Path, path: Path) -> bool:
    if not there.is_file() or there.stat().st_size != path.stat().st_size:
        return False
    with there.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == path.stem


@contextmanager
def _beside(folder: Path, files: dict[str, Path]) -> Iterator[None]:
    """Media written beside a pack file; taken away again when that cannot be written."""
    written: list[Path] = []
    try:
        for name, path in files.items():
            target = folder / name
            if target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with replaced(target) as out, path.open("rb") as file:
                shutil.copyfileobj(file, out)
            written.append(target)
        yield
    except BaseException:
        for target in written:
            target.unlink(missing_ok=True)
        raise
