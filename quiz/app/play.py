"""A round being played: drawn, asked, recorded, resumed.

No Qt and no clock: every call takes ``now_ms``, milliseconds of a clock that never goes backwards. Each
step changes the state at once and returns the future of its durable commit; a result may be shown only
when that future is done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import dropwhile
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from quiz.app import draws
from quiz.app.draws import PlayRefusal as PlayRefusal  # asked for here by whoever plays
from quiz.app.draws import Setup as Setup
from quiz.bank.views import NewRound, OldRound, Player, Standing
from quiz.core.drawing import shown_order
from quiz.core.folding import get_ready
from quiz.core.kinds import Kind
from quiz.core.questions import Question
from quiz.core.rounds import Event, Round, What
from quiz.core.rules import AWAY_MS, Lifeline, Mode, RulesRefusal, board_key, reading_ms
from quiz.core.stepping import replay, step
from quiz.words import Refused

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

BEAT_MS = 1000
"""Used time is stored this often, so a killed program gives away at most as much."""

Recorder = Callable[[int, Round, Sequence[Event], Sequence[tuple[int, Question]]], "Future[None]"]


class Keeper(Protocol):
    """What a game needs of the bank while it runs."""

    def beat(self, round_id: int, active_ms: int) -> None:
        """Store the used time."""

    def release(self, round_id: int) -> None:
        """Give the round up, so that it can be resumed elsewhere."""

    def standing(self, round_id: int) -> Standing:
        """Where a finished round stands."""
        ...

    def flag(self, player_id: int, key: int, why: str, on: bool = True) -> None:
        """Mark a question."""

    def flags(self, player_id: int, key: int) -> set[str]:
        """The marks of a question."""
        ...


class Game:
    """A round being played by one player. Raises core's Impossible, named, for what does not fit."""

    def __init__(
        self,
        keeper: Keeper,
        record: Recorder,
        round_id: int,
        player: Player,
        new: NewRound,
        plan: Sequence[tuple[int, str, Question]],
        setup: Setup,
        bests: Mapping[bool, int | None] = MappingProxyType({}),
    ) -> None:
        self.round_id = round_id
        self.player = player
        self.new = new
        self.setup = setup
        self._bests = bests
        self.state = Round(new.rules, new.seed, new.count)
        if any(question.kind is Kind.TEXT for _, _, question in plan):
            get_ready()
        self._keeper = keeper
        self._record = record
        self._plan = list(plan)
        self._asked: dict[str, Question] = {}
        self._base_ms = 0
        self._since: int | None = None
        self._beat_at = 0
        self._away_ms = 0
        self._sent: deque[_Sent] = deque()

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the packs in play."""
        return self.new.titles

    @property
    def code(self) -> str:
        """The challenge code that brings anyone the same questions; empty when there is none."""
        return self.new.code

    @property
    def new_best(self) -> bool:
        """Whether the score has passed this player's best on the board that the round is heading for."""
        best = self._bests.get(self.state.assisted)
        ranked = self.new.ranked and self.state.away_ms <= AWAY_MS
        return ranked and best is not None and self.state.score > best

    @property
    def reading_ms(self) -> int:
        """How long the open question may be read before its clock starts."""
        now = self.state.open
        return reading_ms(self.new.rules, now.question.prompt, now.choices) if now else 0

    def title_of(self, pack: str) -> str:
        """The title of the pack with this id."""
        return dict(zip(self.new.packs, self.new.titles, strict=True)).get(pack, pack)

    def active_ms(self, now_ms: int) -> int:
        """The round's own time, which stands still while it is paused."""
        running = 0 if self._since is None else max(0, now_ms - self._since)
        return max(self.state.at_ms, self._base_ms + running)

    def ask(self, now_ms: int) -> Future[None]:
        """Open the next question; its clock does not run yet."""
        if self._since is None and not self.state.paused and not self.state.left:
            self._since = now_ms
        position = len(self.state.answers)
        key, pack, question = self._plan[min(position, len(self._plan) - 1)]
        mark = question.content_hash()
        self._asked[mark] = question
        choices = list(shown_order(question, self.new.seed, position))
        data = {"hash": mark, "pack": pack, "question": question.id, "choices": choices}
        return self._do(now_ms, What.ASKED, data, [(key, question)])

    def shown(self, now_ms: int) -> Future[None]:
        """Start the open question's clock: it is painted, and reading time is over."""
        return self._do(now_ms, What.SHOWN)

    def answer(self, given: Sequence[str], now_ms: int) -> Future[None]:
        """Answer the open question as of ``now_ms``, the moment of the key press."""
        return self._do(now_ms, What.ANSWERED, {"given": list(given)})

    def expire(self, now_ms: int) -> Future[None]:
        """Close the open question, whose time is over."""
        return self._do(now_ms, What.EXPIRED)

    def skip(self, now_ms: int) -> Future[None]:
        """Use the Skip lifeline on the open question."""
        return self._do(now_ms, What.SKIPPED)

    def lifeline(self, which: Lifeline, now_ms: int) -> Future[None]:
        """Use 50:50 or +10 s, or Skip, on the open question."""
        if which is Lifeline.SKIP:
            return self.skip(now_ms)
        return self._do(now_ms, What.LIFELINE, {"which": which.value})

    def pause(self, why: str, now_ms: int) -> Future[None]:
        """Stop the clock; ``why`` goes on record (key, focus, sleep)."""
        stored = self._do(now_ms, What.PAUSED, {"why": why})
        self._stop(now_ms)
        return stored

    def unpause(self, now_ms: int) -> Future[None]:
        """Let the clock run on, after a pause or after the round was away."""
        stored = self._do(now_ms, What.RESUMED, {"away_ms": self._away_ms} if self._away_ms else {})
        self._away_ms = 0
        self._since = now_ms
        return stored

    def leave(self, now_ms: int) -> Future[None]:
        """Leave the round where it stands; it can be continued later."""
        stored = self._do(now_ms, What.LEFT)
        self._stop(now_ms)
        self.close()
        return stored

    def tick(self, now_ms: int) -> int | None:
        """Milliseconds left for the open question, None while nothing runs; stores time used each second."""
        if self._since is None or self.state.over:
            return None
        active = self.active_ms(now_ms)
        if now_ms - self._beat_at >= BEAT_MS:
            self._beat_at = now_ms
            self._keeper.beat(self.round_id, active)
        now = self.state.open
        if now is None or now.shown_ms is None:
            return None
        return self.state.left_ms(active)

    def left_ms(self, now_ms: int) -> int | None:
        """Milliseconds left at ``now_ms``, with nothing stored; None untimed or while nothing is open."""
        return self.state.left_ms(self.active_ms(now_ms))

    def flag(self, position: int, why: str, on: bool = True) -> None:
        """Mark the question at ``position`` as ``wrong``, or ``never`` to be shown again."""
        self._keeper.flag(self.player.id, self._plan[position][0], why, on)

    def flagged(self, position: int) -> set[str]:
        """How the question at ``position`` is marked by this player."""
        return self._keeper.flags(self.player.id, self._plan[position][0])

    def standing(self) -> Standing:
        """Where the finished round stands on its board."""
        return self._keeper.standing(self.round_id)

    def missed_keys(self) -> tuple[int, ...]:
        """The bank's numbers of the questions that were not answered right, to be replayed."""
        return tuple(self._plan[a.position][0] for a in self.state.answers if not a.right)

    def close(self) -> None:
        """Give up the lease: the round is over or left."""
        self._keeper.release(self.round_id)

    def continue_from(
        self, events: Sequence[Event], asked: Mapping[str, Question], active_ms: int, away_ms: int
    ) -> None:
        """Put a stored round back where it stood; it stays covered until ``unpause``."""
        self._asked.update(asked)
        self.state = replay(self.state, events, self._asked.__getitem__)
        self._base_ms = max(active_ms, self.state.at_ms)
        self._away_ms = away_ms
        if not (self.state.paused or self.state.left or self.state.over):
            self._do(0, What.PAUSED, {"why": "cut off"}).result()

    def _stop(self, now_ms: int) -> None:
        self._base_ms, self._since = self.active_ms(now_ms), None

    def _do(
        self,
        now_ms: int,
        what: What,
        data: Mapping[str, Any] | None = None,
        asked: Sequence[tuple[int, Question]] = (),
    ) -> Future[None]:
        event = Event(self.state.seq + 1, self.active_ms(now_ms), what, data or {})
        self.state = step(self.state, event, self._asked.__getitem__)
        while self._sent and self._sent[0].kept:
            self._sent.popleft()
        stored = self._record(self.round_id, self.state, [event], asked)
        self._sent.append(_Sent(event, asked, stored))
        return stored

    def retry(self) -> Future[None]:
        """Commit again, in one piece, what could not be stored (a full disk), and all that came after it."""
        lost = list(dropwhile(attrgetter("kept"), self._sent))
        events = [sent.event for sent in lost]
        stored = self._record(self.round_id, self.state, events, [one for sent in lost for one in sent.asked])
        self._sent = deque(_Sent(sent.event, sent.asked, stored) for sent in lost)
        return stored


@dataclass(frozen=True, slots=True)
class _Sent:
    """An event on its way to the bank, kept until it is known to be there."""

    event: Event
    asked: Sequence[tuple[int, Question]]
    stored: Future[None]

    @property
    def kept(self) -> bool:
        return self.stored.done() and self.stored.exception() is None


def begin(
    bank: Bank,
    player: Player,
    setup: Setup,
    *,
    now_ms: int,
    started: datetime,
    demo: bool = False,
    ranked: bool | None = None,
    record: Recorder | None = None,
) -> Game:
    """Draw and store a round, ready to ask its first question.

    ``started`` is the local time with its offset. Raises Refused, with PlayRefusal, RulesRefusal or
    ChallengeRefusal, when there is nothing to play.
    """
    setup = draws.with_challenge(bank, setup)
    rules, infos = setup.rules, draws.chosen(bank, setup.packs)
    if rules.mode is Mode.PRACTICE and rules.timed:
        rules = replace(rules, seconds=0)
    if rules.mode is Mode.DAILY:
        if len(setup.packs) != 1:
            raise Refused(RulesRefusal.DAILY_PACK)
        # The same ten for everybody.
        rules = replace(rules, count=10, difficulty=None, category="")
    drawn = draws.drawn(bank, player, replace(setup, rules=rules), infos, started.date())
    if not drawn.keys:
        raise Refused(_why_nothing(setup))
    plan = bank.questions(drawn.keys)
    code = draws.code_of(rules, drawn, infos)
    if ranked is None:
        ranked = not demo and draws.ranks(bank, player, setup, rules, drawn, infos, started.date())
    new = NewRound(
        player_id=player.id,
        rules=rules,
        seed=drawn.seed,
        packs=tuple(info.slug for info in infos),
        titles=tuple(info.title for info in infos),
        versions=tuple(info.version for info in infos),
        count=len(plan),
        plan=tuple(drawn.keys),
        canonical=drawn.canonical,
        ranked=ranked,
        code=code,
        started=started,
        kind="demo" if demo else "play",
    )
    bests = _bests(bank, player, new)
    return Game(bank, record or bank.record, bank.start_round(new), player, new, plan, setup, bests)


def _why_nothing(setup: Setup) -> PlayRefusal:
    if setup.due:
        return PlayRefusal.NOTHING_DUE
    return PlayRefusal.NO_MISSES if setup.rules.mode is Mode.MISSES else PlayRefusal.NOTHING


def resume(bank: Bank, round_id: int, *, away_ms: int) -> Game:
    """A round that was cut off or left, where it stood, covered until ``unpause``.

    ``away_ms`` is how long it was away. Raises Refused when another window plays it or its rest is gone.
    """
    stored = bank.take(round_id)
    plan = bank.questions(stored.new.plan)
    if len(plan) != len(stored.new.plan):
        bank.release(round_id)
        raise Refused(PlayRefusal.PACK_GONE)
    setup = Setup(stored.new.rules, stored.new.packs)
    bests = _bests(bank, stored.player, stored.new)
    game = Game(bank, bank.record, round_id, stored.player, stored.new, plan, setup, bests)
    game.continue_from(stored.events, stored.asked, stored.active_ms, away_ms)
    return game


def _bests(bank: Bank, player: Player, new: NewRound) -> dict[bool, int | None]:
    """The player's best scores on the two boards that this round can come to, by whether it is assisted."""
    if not new.ranked:
        return {}
    keys = {assisted: board_key(new.packs, new.rules, assisted=assisted) for assisted in (False, True)}
    return {assisted: bank.best_score(player.id, key) for assisted, key in keys.items()}


def again(game: Game) -> Setup:
    """The same rules and packs with a new draw of the same kind."""
    return Setup(game.setup.rules, game.setup.packs, due=game.setup.due, by_rating=game.setup.by_rating)


def same_questions(bank: Bank, old: OldRound) -> Setup:
    """What plays a round of the history once more: its questions in their order, with its choices' places.

    Such a round is not ranked. Raises Refused when a question is no longer here, or no longer the same one.
    """
    new = old.stored.new
    found = bank.questions(new.plan)
    asked = [(answer.pack, answer.question.id) for answer in old.state.answers]
    if len(found) != len(new.plan) or any(
        (pack, question.id) != was for (_, pack, question), was in zip(found, asked, strict=False)
    ):
        raise Refused(PlayRefusal.PACK_GONE)
    # A Daily is only its own day's.
    daily = new.rules.mode is Mode.DAILY
    rules = replace(new.rules, mode=Mode.STANDARD) if daily else new.rules
    return Setup(rules, new.packs, new.seed, keys=new.plan, in_order=True)


def misses(game: Game) -> Setup:
    """A round of just what this one missed."""
    keys = game.missed_keys()
    rules = replace(
        game.new.rules,
        mode=Mode.MISSES,
        count=max(1, len(keys)),
        seconds=0 if game.new.rules.endless else game.new.rules.seconds,
    )
    return Setup(rules, game.setup.packs, keys=keys)
