"""Packs into the bank: the ones that ship, a person's own files, and those of other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quiz.app import reading
from quiz.app.reading import Batch, Told, count_reason
from quiz.article.language import guess
from quiz.bank.ready import Ready
from quiz.bank.views import PackInfo, Update
from quiz.core.questions import Pack, PackHead
from quiz.core.slugs import six_letters
from quiz.packs.formatnames import OURS
from quiz.packs.formats.model import Row
from quiz.packs.incoming import Incoming, open_incoming
from quiz.resources import questions
from quiz.words import Refused, number, tr, trn

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

SHIPPED_FIRST = "metallic-rouge"
"""The pack that people meet first stands first."""
_SAMPLE = 200
Progress = Callable[[int], bool]
"""Told how many rows have been read; answers whether to go on."""


class LibraryRefusal(Enum):
    """Why a file does not become a pack."""

    NOTHING = "{path} has no question that can be taken; mend it and import it again. {why}"
    STOPPED = "The import of {path} was stopped; nothing of it was kept."


@dataclass(slots=True)
class Taken:
    """What became of one file: how many rows were taken, and what is said of those that were not, or changed.

    ``changed`` and ``refused`` are what is told word by word, ``more_changed`` and ``more_refused`` count by
    reason what is said of further rows. ``update`` is None for a pack that the bank did not have.
    """

    format: str
    slug: str
    title: str
    taken: int = 0
    questions: int = 0
    changed: list[Told] = field(default_factory=list)
    refused: list[Told] = field(default_factory=list)
    more_changed: Counter[str] = field(default_factory=Counter)
    more_refused: Counter[str] = field(default_factory=Counter)
    changed_rows: int = 0
    update: Update | None = None

    def note(self, batch: Batch) -> None:
        """Add what became of some rows."""
        self.taken += batch.taken
        self.questions += batch.questions
        self.changed_rows += batch.changed_rows
        self.changed += batch.changed
        self.refused += batch.refused
        for what, n in batch.more_changed.items():
            count_reason(self.more_changed, what, n)
        for what, n in batch.more_refused.items():
            count_reason(self.more_refused, what, n)

    @property
    def refused_rows(self) -> int:
        """How many rows were refused, told or not."""
        return len(self.refused) + self.more_refused.total()

    @property
    def differs(self) -> bool:
        """Whether the bank holds anything else than before."""
        update = self.update
        return update is None or bool(update.replaced or update.added or update.retired)

    def as_json(self) -> dict[str, Any]:
        """The form that ``quiz packs import --json`` prints; ``more`` only where not all is listed."""
        update = self.update
        document = {
            "id": self.slug,
            "title": self.title,
            "taken": self.taken,
            "changed": [{"row": told.row, "what": told.what} for told in self.changed],
            "refused": [{"row": told.row, "why": told.what, "text": told.text} for told in self.refused],
            "update": None
            if update is None
            else {
                "replaced": update.replaced,
                "kept": update.kept,
                "added": update.added,
                "retired": update.retired,
            },
        }
        if self.more_changed or self.more_refused:
            document["more"] = {
                "changed": [{"what": what, "times": n} for what, n in self.more_changed.most_common()],
                "refused": [{"why": why, "rows": n} for why, n in self.more_refused.most_common()],
            }
        return document

    def sentences(self, most: int) -> list[str]:
        """What was refused or changed, for a person; past ``most`` lines, how many there are."""
        told = [one.sentence for one in sorted((*self.refused, *self.changed), key=lambda one: one.line)]
        uncounted = self.more_changed.total() + self.more_refused.total()
        if len(told) > most:
            left = len(told) - most + uncounted
            if uncounted:
                more = tr("... and {n} more; --json lists many of them and counts the rest", n=number(left))
            else:
                more = tr("... and {n} more; --json lists them all", n=left)
            told[most:] = [more]
        return told


def shipped_files() -> list[Path]:
    """The pack files that ship, in the order in which they are met."""
    found = sorted(questions().glob("*.toml"))
    return sorted(found, key=lambda path: path.stem != SHIPPED_FIRST)


def load_shipped(bank: Bank, without: Collection[str] = ()) -> Iterator[bool]:
    """Put the packs that ship into the bank, or update them; history and own changes stay as they are.

    ``without`` names the packs that this person has removed and does not want back. For each of the others
    it tells whether the bank holds anything else than before.
    """
    for path in shipped_files():
        if path.stem not in without:
            incoming = open_incoming(path, "toml")
            head, _ = incoming.headed(bank.media.keep)
            rows = incoming.rows(bank.media.keep)
            pack = Pack(head, tuple(question for row in rows for question in row.questions))
            update = bank.store_pack(pack, shipped=True)
            yield update is None or bool(update.replaced or update.added or update.retired)


def import_file(
    bank: Bank, path: Path, name: str = "", progress: Progress | None = None,
    kept: Callable[[], None] = lambda: None,
) -> Taken:  # fmt: skip
    """Put a file of any format into the bank, media too; ``name`` names the format where it is known.

    ``kept`` is called once all of it is there, which can still be some while before the end.
    Raises Refused when it cannot be read or ``progress`` stopped it; nothing of it is in the bank then. A
    file without a single good question leaves the bank as it is, and says so by taking none.
    """
    incoming = open_incoming(path, name)
    head, whys = incoming.headed(bank.media.keep)
    with closing(reading.taken(incoming, bank.media.folder)) as batches:
        read = _watched(path, batches, progress)
        taken, sample = _begun(incoming, whys, read)
        if not sample:
            return taken
        head = replace(head, language=_language(incoming, head, sample))
        head = _headed(bank, incoming, head, taken)
        bank.begin_import(head)
        try:
            bank.add_ready(head.id, _ready(sample, read, taken))
            taken.update = bank.finish_import(head.id, by_author=True, kept=kept)
        except BaseException:
            bank.drop_import(head.id)
            raise
    taken.slug, taken.title = head.id, head.title
    return taken


def check_file(path: Path, name: str = "", progress: Progress | None = None) -> Taken:
    """What :func:`import_file` would take, with nothing written."""
    incoming = open_incoming(path, name)
    _, whys = incoming.headed(None)
    taken = _headless(incoming, whys)
    for batch in _watched(path, reading.checked(incoming), progress):
        taken.note(batch)
    return taken


def _watched(path: Path, batches: Iterable[Batch], progress: Progress | None) -> Iterator[Batch]:
    """The batches, told how many rows went by, until somebody stops them."""
    rows = 0
    for batch in batches:
        rows += batch.rows
        yield batch
        if progress is not None and not progress(rows):
            raise Refused(LibraryRefusal.STOPPED, path=path)


def _headless(incoming: Incoming, whys: Collection[str]) -> Taken:
    """The report before any row was read."""
    taken = Taken(incoming.format, incoming.head.id, incoming.head.title)
    taken.changed += [Told(0, why, incoming.sentence(Row(1), why)) for why in whys]
    return taken


def _begun(incoming: Incoming, whys: Collection[str], batches: Iterator[Batch]) -> tuple[Taken, list[Ready]]:
    """The report so far, and the first questions, some hundred of them; none when there are none."""
    taken = _headless(incoming, whys)
    sample: list[Ready] = []
    for batch in batches:
        taken.note(batch)
        sample += batch.ready
        if len(sample) >= _SAMPLE:
            break
    return taken, sample


def _ready(sample: list[Ready], batches: Iterator[Batch], taken: Taken) -> Iterator[Ready]:
    """The questions of all rows, what is said of each row noted on the way."""
    yield from sample
    sample.clear()
    for batch in batches:
        taken.note(batch)
        yield from batch.ready


def _language(incoming: Incoming, head: PackHead, sample: list[Ready]) -> str:
    """The language of a pack of another program, which does not say it."""
    if incoming.format in OURS:
        return head.language
    found = guess("\n".join(row.prompt for row in sample[:_SAMPLE]))
    return "en" if found == "und" else found


def _headed(bank: Bank, incoming: Incoming, head: PackHead, taken: Taken) -> PackHead:
    """The head under an id that is no other pack's: one that shares not a single question is another pack."""
    there = bank.question_ids(head.id) if incoming.format in OURS else set()
    if not there or any(q.id in there for row in incoming for q in row.questions):
        return head
    name = f"{head.id[:80]}-{six_letters(head.title + incoming.digest())}"
    what = tr("the id “{id}” is another pack's here, so it is kept as “{name}”", id=head.id, name=name)
    taken.changed.append(Told(0, what, incoming.sentence(Row(1), what)))
    return replace(head, id=name)


def outcome(questions: int, update: Update | None) -> str:
    """What an import of so many questions did to the bank.

    >>> outcome(10, Update(replaced=2, kept=1, added=0, retired=3))
    'The pack was updated: 2 replaced, 1 kept as you changed it, 3 retired.'
    """
    if update is None:
        return trn(
            "Imported as a new pack with {n} question.",
            "Imported as a new pack with {n} questions.",
            questions,
        )
    parts = [
        tr(one, n=number(n))
        for n, one in (
            (update.replaced, "{n} replaced"),
            (update.kept, "{n} kept as you changed it"),
            (update.added, "{n} added"),
            (update.retired, "{n} retired"),
        )
        if n
    ]
    if not parts:
        return tr("The pack was here already; nothing in it has changed.")
    return tr("The pack was updated: {parts}.", parts=", ".join(parts))


def listed(bank: Bank) -> list[dict[str, Any]]:
    """Every pack as ``quiz packs list --json`` prints it."""
    return [_listed(info) for info in bank.pack_infos()]


def _listed(info: PackInfo) -> dict[str, Any]:
    counts = {"questions": info.questions, "unfinished": info.unfinished}
    return {"id": info.slug, "title": info.title, "version": info.version, **counts}
