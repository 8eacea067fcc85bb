"""The pictures and sounds of the packs: files beside the bank, each named for its content.

They come in whole or not at all, and are never changed. What nothing names any more goes at a quiet time.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import CompoundSelect, select, union_all

from quiz.bank import backup, fast, health
from quiz.bank.engine import Readers
from quiz.bank.refusals import BankRefusal
from quiz.bank.tables.packs import State, choices, packs, questions
from quiz.core.media import file_of, is_kept, own_name
from quiz.words import Refused, tr

log = logging.getLogger(__name__)

KEPT_S = 86_400
"""What came in or was used by an import within a day stays: its pack may still be on its way."""

_MOST_NAMED = 10


def folder(bank: Path) -> Path:
    """Where a bank's media stand: in ``media`` beside it."""
    return bank.parent / "media"


def keep(folder: Path, data: bytes, kind: str) -> str:
    """Keep a medium that is a ``kind`` ("png") there; its file's name. Raises Refused where it cannot."""
    name = f"{hashlib.sha256(data).hexdigest()}.{kind}"
    target = folder / name
    try:
        # One that was damaged here is mended by bringing it in again.
        if _is_whole(target):
            os.utime(target)
            return name
        folder.mkdir(exist_ok=True)
        part = folder / f".{secrets.token_hex(6)}.part"
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        full = error.errno in (28, 122)  # ENOSPC, EDQUOT
        refusal = BankRefusal.FULL if full else BankRefusal.NO_MEDIA
        raise Refused(refusal, path=folder, why=error.strerror or str(error)) from error
    return name


class Shelf:
    """The media of one bank. Safe across threads and processes."""

    def __init__(self, bank: Path, readers: Readers) -> None:
        self._bank, self._readers = bank, readers
        self.folder = folder(bank)

    def keep(self, data: bytes, kind: str) -> str:
        """Keep a medium that is a ``kind`` ("png"); its file's name. Raises Refused where it cannot."""
        return keep(self.folder, data, kind)

    def find(self, name: str) -> Path | None:
        """The file of a medium as a question names it; None when it is not here."""
        file = file_of(name)
        found = self.folder / file
        return found if file and found.is_file() else None

    def files(self) -> list[Path]:
        """Every medium that is here."""
        if not self.folder.is_dir():
            return []
        return sorted(path for path in self.folder.iterdir() if is_kept(path.name))

    def sweep(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Remove what neither a question, nor the history, nor a backup names; how many files went.

        ``stop`` is asked between pieces. Raises OSError or sqlite3.Error, with nothing more removed.
        """
        limit = time.time() - KEPT_S
        old = {path.name: path for path in self._old(limit)}
        for bank in (self._bank, *backup.listed(self._bank)):
            if not old or stop():
                return 0
            # The bank is alive: it is read as any other reader would, its backups as they lie there.
            live = bank == self._bank
            opened = _reading(bank) if live else health.read_only(bank)
            with contextlib.closing(opened) as raw:
                for name in fast.named_media(raw):
                    old.pop(file_of(name), None)
        gone = 0
        for path in old.values():
            # An import may have met it again meanwhile.
            if not stop() and path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)
                gone += 1
        for part in self.folder.glob(".*.part") if old else ():
            if part.stat().st_mtime < limit:
                part.unlink(missing_ok=True)
        return gone

    def _old(self, limit: float) -> Iterator[Path]:
        return (path for path in self.files() if path.stat().st_mtime < limit)

    def missing(self) -> list[str]:
        """Media that questions name and that are not here whole, a sentence each."""
        with self._readers.reading() as connection:
            wanted = connection.execute(_wanted()).all()
        found: list[str] = []
        more = 0
        whole: dict[str, bool] = {}
        for pack, question, name in wanted:
            file = file_of(name)
            if file not in whole:
                whole[file] = bool(file) and _is_whole(self.folder / file)
            if whole[file]:
                continue
            more += len(found) >= _MOST_NAMED
            if len(found) < _MOST_NAMED:
                found.append(
                    tr(
                        "“{name}” of question “{question}” in pack “{pack}” is not in {folder}; "
                        "import the pack again with its pictures and sounds.",
                        name=own_name(name),
                        question=question,
                        pack=pack,
                        folder=self.folder,
                    )
                )
        if more:
            found.append(tr("{n} more pictures and sounds are missing.", n=more))
        return found


def _reading(bank: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{bank.absolute().as_uri()}?mode=ro", uri=True)


def _wanted() -> CompoundSelect[Any]:
    """Pack, question and name of every medium that a question in play names."""
    here = (packs.c.state == State.READY, questions.c.ord.is_not(None))
    parts = []
    for column in (questions.c.image, questions.c.audio, choices.c.image):
        one = select(packs.c.slug, questions.c.slug, column).select_from(packs).join(questions)
        if column is choices.c.image:
            one = one.join(choices, choices.c.question_id == questions.c.id)
        parts.append(one.where(*here, column != ""))
    return union_all(*parts)


def _is_whole(path: Path) -> bool:
    """Whether a medium is there and is still what its name says."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == path.stem
    except OSError:
        return False
