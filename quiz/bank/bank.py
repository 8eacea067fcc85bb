"""The bank's front door: every read and write that the rest of the program may ask for.

Reads work from any thread. Writes wait for the one writer thread, where a round's events go first.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select, update

from quiz.bank import (
    backup,
    boards,
    fast,
    flagged,
    lease,
    opening,
    packs,
    rounds,
)
from quiz.bank.engine import Readers, raw_of
from quiz.bank.practice import Practice
from quiz.bank.ready import Ready, ready, unfit
from quiz.bank.refusals import BankRefusal
from quiz.bank.shelf import Shelf
from quiz.bank.source import ListSource, SlotSource, make_source
from quiz.bank.tables.play import players
from quiz.bank.upkeep import Chore, Upkeep
from quiz.bank.views import (
    NewRound,
    OpenRound,
    PackCard,
    PackInfo,
    Player,
    RoundRow,
    Standing,
    StoredRound,
    Update,
)
from quiz.bank.writer import Turn, Writer
from quiz.core.folding import fold
from quiz.core.questions import Difficulty, Pack, PackHead, Question
from quiz.core.rounds import Event, Round
from quiz.core.rules import Mode, Rules
from quiz.words import Refused

if TYPE_CHECKING:
    from quiz.bank.archive import Archive
    from quiz.bank.carrying import Carrying
    from quiz.bank.desk import Desk
    from quiz.bank.figures import Figures
    from quiz.bank.people import People
    from quiz.bank.ratings import Ratings
    from quiz.bank.reviews import Reviews
    from quiz.core.achievements import Played

__all__ = ["Bank", "BankRefusal", "open_bank"]

log = logging.getLogger(__name__)


def open_bank(
    path: Path, *, backups: bool = True, chores: bool = True, now_ms: Callable[[], int] = lease.utc_ms,
    anew: bool = False,
) -> Bank:  # fmt: skip
    """Open the bank, making folder and file where there are none and upgrading an older one (backup first).

    ``backups`` says whether a worker makes the day's backup, ``chores`` whether it clears up what others have
    left. ``now_ms`` tells UTC in milliseconds. ``anew`` begins with an empty bank where only backups are left
    of one, which is refused otherwise.
    Raises Refused(BankRefusal) for a newer, broken, read-only or unreachable bank, and for a full disk.
    """
    fresh = opening.prepare(path, anew=anew)
    return Bank(path, backups=backups and not fresh, chores=chores, now_ms=now_ms)


class Bank:
    """An open bank. Close it: that finishes what waits to be written and gives its rounds up.

    What no round needs is imported when it is first asked for: a start waits for the rest.
    """

    def __init__(self, path: Path, *, backups: bool, chores: bool, now_ms: Callable[[], int]) -> None:
        self.path = path
        self._holder = rounds.Holder(uuid.uuid4().hex, now_ms)
        lease.live_tokens.add(self._holder.token)
        self._readers = Readers(path)
        self.media = Shelf(path, self._readers)
        self._holds = 0
        try:
            self._writer = opening.guarded(path, lambda: Writer(path, idle=self._renew))
        except Refused:
            lease.live_tokens.discard(self._holder.token)
            self._readers.close()
            raise
        self.practice = Practice(self._readers, self._writer)
        self._upkeep = Upkeep(path, self.media, daily=backups, chores=self._chores, work_out=self._work_out)
        if chores or backups:
            self._upkeep.start()

    def _work_out(self, stop: Callable[[], bool]) -> None:
        self.practice.catch_up(stop)
        self.ratings.catch_up(stop)

    def _chores(self) -> list[Chore]:
        return [
            (self.desk.cut_off, self.desk.mend),
            (self.leftovers, self.drop),
            (self.reviews.gone, self.reviews.forget),
            (self.people.unsettled, self.people.go_on),
            (self.archive.expired, self.archive.clear),
        ]

    @cached_property
    def desk(self) -> Desk:
        """What authors read and do."""
        from quiz.bank.desk import Desk

        return Desk(self._readers, self._writer, self._holder)

    @cached_property
    def reviews(self) -> Reviews:
        """Articles and the drafts made of them."""
        from quiz.bank.reviews import Reviews

        return Reviews(self.desk, self._readers, self._writer, self._holder)

    @cached_property
    def archive(self) -> Archive:
        """The history: every round, found, read, appealed, removed and brought back."""
        from quiz.bank.archive import Archive

        return Archive(self._readers, self._writer, self._holder)

    @cached_property
    def carrying(self) -> Carrying:
        """Histories that go into a file and come out of one."""
        from quiz.bank.carrying import Carrying

        return Carrying(self._readers, self._writer, self._holder)

    @cached_property
    def people(self) -> People:
        """Players who become one, go and come back."""
        from quiz.bank.people import People

        return People(self._readers, self._writer, self._holder)

    def settle(self, player_id: int) -> None:
        """Have a player's rounds follow, on a thread of its own; what is left waits for the next start."""
        self._upkeep.soon(lambda stop: self.people.go_on(player_id, stop))

    @cached_property
    def figures(self) -> Figures:
        """What the history comes to, for the statistics."""
        from quiz.bank.figures import Figures

        return Figures(self._readers)

    @cached_property
    def ratings(self) -> Ratings:
        """Where players and questions stand."""
        from quiz.bank.ratings import Ratings

        return Ratings(self._readers, self._writer)

    def close(self) -> None:
        """Finish every write, give the rounds up, end the threads. A second call does nothing."""
        self._upkeep.close()
        try:
            self._writer.submit(lambda c: rounds.release(c, self._holder), Turn.BULK)
        except Refused:
            return
        self._writer.close()
        self._readers.close()
        lease.live_tokens.discard(self._holder.token)

    def _renew(self) -> None:
        if self._holds:
            self._quietly(lambda c: rounds.renew(c, self._holder))

    def _quietly(self, job: Callable[[Connection], None]) -> None:
        """Do a small write that nobody waits for and that only a kill should lose."""
        try:
            self._writer.submit(job, Turn.BEAT, durable=False).add_done_callback(_note)
        except Refused:
            log.debug("the bank closed before a sign of life was written")

    # --- players

    def players(self) -> list[Player]:
        """Everybody who has played here, by name."""
        with self._readers.reading() as c:
            found = [Player(row.id, row.name) for row in c.execute(select(players).where(rounds.here))]
        return sorted(found, key=lambda player: player.name.casefold())

    def colours(self) -> dict[str, int]:
        """Everybody's colour, by name: a number below ``views.COLOURS``."""
        with self._readers.reading() as c:
            found = c.execute(select(players.c.name, rounds.colour).where(rounds.here))
            return {row[0]: row[1] for row in found}

    def add_player(self, name: str) -> Player:
        """The player of this name, a new one if need be; case and accents make no difference."""
        clean = _name(name)

        def job(c: Connection) -> Player:
            row = c.execute(select(players).where(players.c.folded == fold(clean))).one_or_none()
            if row is not None:
                return Player(row.id, row.name)
            key = c.execute(insert(players).values(name=clean, folded=fold(clean))).inserted_primary_key
            assert key is not None  # an INSERT of one row has one
            return Player(int(key[0]), clean)

        return self._writer.do(job)

    def rename_player(self, player_id: int, name: str) -> None:
        """Give a player another name. Raises Refused when somebody else has it."""
        clean = _name(name)

        def job(c: Connection) -> None:
            other = c.execute(select(players.c.id).where(players.c.folded == fold(clean))).scalar()
            if other not in (None, player_id):
                raise Refused(BankRefusal.NAME_TAKEN, player=clean)
            changed = c.execute(update(players).where(players.c.id == player_id, rounds.here)
                                .values(name=clean, folded=fold(clean)))  # fmt: skip
            if not changed.rowcount:
                raise Refused(BankRefusal.NO_PLAYER, player=player_id)

        self._writer.do(job)

    # --- packs

    def store_pack(self, pack: Pack, *, shipped: bool) -> Update | None:
        """Bring a pack in. None when it is new, else what the update did."""
        with self._readers.reading() as c:
            row = packs.ready(c, pack.head.id)
            if (
                row is not None
                and row.version == pack.head.version
                and row.base_fingerprint == pack.fingerprint()
            ):
                return Update(0, packs.changed_here(c, row.id) if row.local else 0, 0, 0)
        self.begin_import(pack.head, shipped=shipped)
        self.add_questions(pack.head.id, pack.questions)
        return self.finish_import(pack.head.id)

    def begin_import(self, head: PackHead, shipped: bool = False) -> None:
        """Start bringing a pack in, hidden until it is finished. Raises Refused while another window does."""
        self._writer.do(lambda c: packs.begin(c, head, self._holder, shipped=shipped))

    def add_questions(self, slug: str, questions: Iterable[Question]) -> None:
        """Add questions to the running import of a pack, or else, as a local change, to the pack itself.

        At most ``CHUNK_ROWS`` rows a transaction, so that no answer waits. Raises Refused for a question that
        does not fit, and when there is no such pack.
        """
        self.add_ready(slug, map(_fit, questions))

    def add_ready(self, slug: str, rows: Iterable[Ready]) -> None:
        """As :meth:`add_questions`, with rows that are ready to be written.

        One chunk is written after the other, and nothing is prepared meanwhile: two threads that share an
        interpreter would make each transaction, and whoever waits for it, several times as long.
        """
        with self._readers.reading() as c:
            pack_id, importing = packs.target(c, slug, self._holder)
        try:
            for chunk in packs.chunks(rows):
                job = partial(packs.add, pack_id=pack_id, rows=chunk, importing=importing)
                self._writer.do(job, Turn.BULK, durable=False)
                self._writer.do(_merge_some, Turn.BULK, durable=False)
        finally:
            if not importing:  # whatever came in before a refusal is there
                self._writer.do(lambda c: packs.refresh(c, pack_id), Turn.BULK)

    def finish_import(
        self, slug: str, *, by_author: bool = False, kept: Callable[[], None] = lambda: None
    ) -> Update | None:
        """Show an imported pack, or bring the one that is here up to it. Returns as ``store_pack`` does.

        ``by_author`` says that a person did it, who can undo it. ``kept`` is called as soon as it is done:
        clearing up comes after.
        """
        with self._readers.reading() as c:
            new_id, importing = packs.target(c, slug, self._holder)
            if not importing:
                raise Refused(BankRefusal.NO_PACK, slug=slug)
            # Worked out beforehand: the last transaction must be a small one.
            mark = packs.marked(c, new_id)
        from quiz.bank import merge, updating

        done = None
        if by_author:
            done = updating.bring(self._readers, self._writer, self._holder, slug, new_id, mark)
        if done is None:
            now = self._holder.now_ms() if by_author else None
            done = self._writer.do(lambda c: merge.finish(c, slug, new_id, mark, self._holder, now))
        kept()
        if done is not None:
            self.drop(new_id)
        return done

    def drop_import(self, slug: str) -> None:
        """Give the running import of a pack up; nothing of it stays. Does nothing when there is none."""
        with self._readers.reading() as c:
            pack_id = packs.running_import(c, slug, self._holder)
        if pack_id is not None:
            self._writer.do(lambda c: packs.leave(c, pack_id, self._holder))
            self.drop(pack_id)

    def question_ids(self, slug: str) -> set[str]:
        """The ids of a pack's questions, retired ones too; none when the pack is not here."""
        with self._readers.reading() as c:
            return packs.question_ids(c, slug)

    def remove_pack(self, slug: str) -> None:
        """Take a pack away. It vanishes at once, its rows bit by bit; the history stays as it is."""

        def job(c: Connection) -> int:
            pack_id: int = packs.one(c, slug).id
            packs.leave(c, pack_id, self._holder)
            return pack_id

        self.drop(self._writer.do(job))

    def drop_leftovers(self) -> None:
        """Remove what cut-off imports and removals have left; a worker does so at every start."""
        for pack_id in self.leftovers():
            self.drop(pack_id)

    def leftovers(self) -> list[int]:
        """The numbers of those packs."""
        from quiz.bank.leftovers import leftovers

        with self._readers.reading() as c:
            return leftovers(c)

    def drop(self, key: int, stop: Callable[[], bool] = lambda: False) -> None:
        """Remove a hidden pack's rows bit by bit, until ``stop`` says so."""
        while not stop() and self._writer.do(lambda c: packs.drop_some(c, key), Turn.BULK, durable=False):
            self._writer.do(_merge_some, Turn.BULK, durable=False)

    def pack(self, slug: str) -> Pack:
        """A pack with all its questions in file order. Raises Refused when it is not here."""
        with self._readers.reading() as c:
            return packs.read(c, slug)

    def pack_info(self, slug: str) -> PackInfo | None:
        """What lists need of one pack; None when it is not here."""
        with self._readers.reading() as c:
            return next(iter(packs.infos(c, slug)), None)

    def pack_infos(self) -> list[PackInfo]:
        """All packs, by title."""
        with self._readers.reading() as c:
            return packs.infos(c)

    def cards(self, player_id: int) -> list[PackCard]:
        """All packs as the home page shows them to a player, by title."""
        with self._readers.reading() as c:
            return packs.cards(c, player_id)

    def question(self, key: int) -> tuple[str, Question]:
        """A question and its pack's slug. Raises Refused when it is not here any more."""
        found = self.questions([key])
        if not found:
            raise Refused(BankRefusal.NO_QUESTION, key=key)
        return found[0][1:]

    def questions(self, keys: Sequence[int]) -> list[tuple[int, str, Question]]:
        """``(key, pack's slug, question)`` in the order of ``keys``, without those that have gone."""
        with self._readers.reading() as c:
            found = fast.read_questions(raw_of(c), keys)
        return [(key, *found[key]) for key in keys if key in found]

    def source(
        self, packs: Sequence[str], difficulty: Difficulty | None, category: str, player_id: int,
        *, unseen_first: bool, canonical: bool,
    ) -> ListSource | SlotSource:  # fmt: skip
        """What a round with these rules draws from; no packs means all of them.

        ``canonical`` orders places by pack and question id, the same on every computer, and does not leave
        out what this player never wants again. Raises Refused for a pack that is not here.
        """
        return make_source(self._readers, packs, difficulty, category, player_id,
                           unseen_first=unseen_first, canonical=canonical)  # fmt: skip

    def missed(self, player_id: int, packs: Sequence[str] = ()) -> list[int]:
        """Keys of the questions that the player's last answer got wrong, in canonical order."""
        with self._readers.reading() as c:
            return boards.missed(c, player_id, packs)

    # --- rounds

    def start_round(self, new: NewRound) -> int:
        """Store a new round, held by this bank; returns its number."""
        started = self._writer.do(lambda c: rounds.start(c, new, self._holder), Turn.ROUND)
        self._holds += 1
        return started

    def record(
        self, round_id: int, state: Round, events: Sequence[Event], asked: Sequence[tuple[int, Question]]
    ) -> Future[None]:
        """Store new events with all that follows, in one durable transaction before all other work.

        ``state`` is the round after ``events``; ``asked`` the questions that came up in them. The Future
        raises Refused when another window holds the round or the disk is full; nothing is stored then.
        """
        return self._writer.submit(
            lambda c: rounds.record(c, round_id, state, events, asked, self._holder), Turn.ROUND
        )

    def beat(self, round_id: int, active_ms: int) -> None:
        """Note the used time of a running round, about once a second. Nobody waits, nothing is raised."""
        self._quietly(lambda c: rounds.beat(c, round_id, active_ms, self._holder))

    def release(self, round_id: int) -> None:
        """Give a round up, so that any window can go on with it."""
        self._writer.do(lambda c: rounds.release(c, self._holder, round_id), Turn.BEAT)  # after its last beat
        self._holds = max(0, self._holds - 1)

    def take(self, round_id: int) -> StoredRound:
        """Hold a cut-off round and read it. Raises Refused while another live process has it."""
        found = self._writer.do(lambda c: rounds.take(c, round_id, self._holder), Turn.ROUND)
        self._holds += 1
        return found

    def open_rounds(self, player_id: int) -> list[OpenRound]:
        """A player's cut-off rounds that nobody has open, newest first."""
        with self._readers.reading() as c:
            return rounds.open_rounds(c, player_id, self._holder)

    def busy_rounds(self) -> int:
        """How many rounds other windows have open now."""
        with self._readers.reading() as c:
            return rounds.busy(c, self._holder)

    def discard_round(self, round_id: int) -> None:
        """The player gives a cut-off round up: it stays in the history, abandoned and unranked."""
        self._writer.do(lambda c: rounds.discard(c, round_id, self._holder), Turn.ROUND)

    def stored(self, round_id: int) -> StoredRound:
        """A round with its events, to replay it. Raises Refused when there is none of this number."""
        with self._readers.reading() as c:
            return rounds.stored(c, round_id)

    def standing(self, round_id: int) -> Standing:
        """Where a round stands on its board and among the player's own."""
        with self._readers.reading() as c:
            return boards.standing(c, round_id)

    def best_score(self, player_id: int, board: str) -> int | None:
        """A player's most points on a board; None while there are none."""
        with self._readers.reading() as c:
            return boards.best_score(c, player_id, board)

    def board(self, key: str, limit: int = 50, offset: int = 0) -> list[RoundRow]:
        """One board, best first."""
        with self._readers.reading() as c:
            return boards.board(c, key, limit, offset)

    def best(
        self,
        packs: Sequence[str] | None = None,
        mode: Mode | None = None,
        player: int | None = None,
        limit: int = 50,
    ) -> list[RoundRow]:
        """Ranked rounds of any board, best first; with ``packs``, those over exactly these."""
        with self._readers.reading() as c:
            return boards.best(c, packs, mode, player, limit)

    def latest(
        self, packs: Sequence[str] | None = None, mode: Mode | None = None, player: int | None = None,
        limit: int | None = 50,
    ) -> list[RoundRow]:  # fmt: skip
        """Rounds of every kind, newest first; ``limit`` None means all."""
        with self._readers.reading() as c:
            return boards.latest(c, packs, mode, player, limit)

    def met(self, player_id: int, seed: int, packs: Sequence[str], rules: Rules) -> bool:
        """Whether this player has met the draw of this seed before, under whatever mode, count or clock."""
        with self._readers.reading() as c:
            return boards.met(c, player_id, seed, packs, rules)

    def daily_done(self, player_id: int, slug: str, local_date: date) -> bool:
        """Whether this player has finished that date's Daily of a pack."""
        with self._readers.reading() as c:
            return rounds.daily_done(c, player_id, slug, local_date.isoformat())

    def past(self, player_id: int) -> list[Played]:
        """The rounds that a player has played to their end, with their answers, oldest first."""
        from quiz.bank.past import past

        with self._readers.reading() as c:
            return past(c, player_id)

    # --- flags

    def flag(self, player_id: int, key: int, why: str, on: bool = True) -> None:
        """Say that a question is ``wrong`` or is to come ``never`` again, or take that back."""
        self._writer.do(lambda c: flagged.flag(c, player_id, key, why, on=on))

    def flags(self, player_id: int, key: int) -> set[str]:
        """What this player has said of a question."""
        with self._readers.reading() as c:
            return flagged.flags_of(c, player_id, key)

    # --- upkeep

    def backup(self, target: Path) -> None:
        """Write a consistent copy to ``target``. Raises Refused for a full disk or a missing folder."""
        if target.is_dir() or not target.absolute().parent.is_dir():
            raise Refused(BankRefusal.NO_TARGET, target=target)
        if target.exists() and target.samefile(self.path):
            raise Refused(BankRefusal.ITSELF, target=target)
        opening.guarded(target, lambda: backup.copy(self.path, target))

    def check(self) -> list[str]:
        """What is wrong with this bank, a sentence each; empty when all is well. Replays every round."""
        from quiz.bank.check import problems

        with self._readers.reading() as c:
            return problems(c)


def _name(name: str) -> str:
    clean = " ".join(name.split())[:100]
    if not clean:
        raise Refused(BankRefusal.NO_NAME)
    return clean


def _fit(question: Question) -> Ready:
    """A question's rows. Raises Refused for one that does not fit."""
    if why := unfit(question):
        raise Refused(BankRefusal.UNFIT, why=why)
    return ready(question)


def _merge_some(connection: Connection) -> None:
    fast.merge_some(raw_of(connection))


def _note(done: Future[None]) -> None:
    if not done.cancelled() and (error := done.exception()) is not None:
        log.warning("a sign of life was not written: %s", error)
