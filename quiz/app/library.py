"""Packs in and out of the bank: the ones that ship, a person's own files, and removal."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quiz.bank.views import PackInfo, Update
from quiz.packs.media import Note, source_of, take_media
from quiz.packs.native import read_pack
from quiz.packs.quizpack import read_any
from quiz.packs.refusals import Refusal
from quiz.resources import questions
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

SHIPPED_FIRST = "metallic-rouge"
"""The pack that people meet first stands first."""


class LibraryRefusal(Enum):
    """Why a file does not become a pack."""

    NOTHING = "{path} has no question that can be taken; mend it and import it again. {why}"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one pack file: how many questions were taken, every one that was refused, and ``notes``
    on pictures and sounds that questions were taken without.
    """

    slug: str
    title: str
    taken: int
    refused: tuple[Refusal, ...]
    update: Update | None
    notes: tuple[Note, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the bank holds anything else than before."""
        update = self.update
        return update is None or bool(update.replaced or update.added or update.retired)

    def as_json(self) -> dict[str, Any]:
        """The form that ``quiz packs import --json`` prints."""
        update = self.update
        return {
            "id": self.slug,
            "title": self.title,
            "taken": self.taken,
            "changed": [{"row": note.row, "what": note.what} for note in self.notes],
            "refused": [{"row": r.row, "why": r.why, "text": r.text} for r in self.refused],
            "update": None
            if update is None
            else {
                "replaced": update.replaced,
                "kept": update.kept,
                "added": update.added,
                "retired": update.retired,
            },
        }

    def sentences(self, path: Path, most: int) -> list[str]:
        """What was refused or left out, for a person; past ``most`` lines, how many there are."""
        found = [(refusal.line, refusal.sentence(path)) for refusal in self.refused]
        found += [(note.line, note.sentence(path)) for note in self.notes]
        told = [sentence for _, sentence in sorted(found)]
        if len(told) > most:
            told[most:] = [tr("... and {n} more; --json lists them all", n=len(told) - most)]
        return told


def shipped_files() -> list[Path]:
    """The pack files that ship, in the order in which they are met."""
    found = sorted(questions().glob("*.toml"))
    return sorted(found, key=lambda path: path.stem != SHIPPED_FIRST)


def load_shipped(bank: Bank, without: Collection[str] = ()) -> Iterator[Taken]:
    """Put the packs that ship into the bank, or update them; history and own changes stay as they are.

    ``without`` names the packs that this person has removed and does not want back.
    """
    for path in shipped_files():
        if path.stem not in without:
            yield _store(bank, path, shipped=True)


def import_file(bank: Bank, path: Path) -> Taken:
    """Put a pack file or ``.quizpack`` into the bank, media too. Raises Refused when it cannot be read."""
    return _store(bank, path, shipped=False)


def check_file(path: Path) -> Taken:
    """What :func:`import_file` would take, with nothing written."""
    loaded = read_any(path)
    head = loaded.pack.head
    with source_of(path) as source:
        _, notes = take_media(loaded, source, None)
    return Taken(head.id, head.title, len(loaded.pack.questions), loaded.refused, None, notes)


def _store(bank: Bank, path: Path, *, shipped: bool) -> Taken:
    loaded = read_pack(path) if shipped else read_any(path)
    if not loaded.pack.questions:
        why = loaded.refused[0].sentence(path) if loaded.refused else ""
        raise Refused(LibraryRefusal.NOTHING, path=path, why=why)
    with source_of(path) as source:
        pack, notes = take_media(loaded, source, bank.media.keep)
    update = bank.store_pack(pack, shipped=shipped)
    return Taken(pack.head.id, pack.head.title, len(pack.questions), loaded.refused, update, notes)


def listed(bank: Bank) -> list[dict[str, Any]]:
    """Every pack as ``quiz packs list --json`` prints it."""
    return [_listed(info) for info in bank.pack_infos()]


def _listed(info: PackInfo) -> dict[str, Any]:
    return {"id": info.slug, "title": info.title, "version": info.version, "questions": info.questions}
