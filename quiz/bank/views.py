"""What the bank hands out: frozen values for players, packs, cards, rounds and boards. No SQL here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Literal

from quiz.bank.cards import OpenRound as OpenRound
from quiz.bank.cards import PackCard as PackCard
from quiz.bank.cards import Player as Player

if TYPE_CHECKING:
    from quiz.core.questions import Question
    from quiz.core.rounds import Event, Round
    from quiz.core.rules import Mode, Preset, Rules

RoundKind = Literal["play", "demo"]
ABANDONED = "abandoned"
"""The outcome of a cut-off round that its player gave up; the others are ``core.rounds.Outcome``."""

COLOURS = 6
"""So many colours players choose from."""


@dataclass(frozen=True)
class Belongings:
    """What a player has here: rounds and the answers in them, and the local date of the last one, as played.

    Dates are ISO texts; None without rounds. ``colour`` is one of ``COLOURS``, counted from 0.
    """

    player: Player
    rounds: int
    answers: int
    last: str | None
    colour: int = 0


@dataclass(frozen=True)
class PackInfo:
    """What lists and challenge codes need of a pack; its version ends in ``+local`` when changed here.

    ``questions`` can be played; ``unfinished`` ones are still to be written.
    """

    slug: str
    title: str
    version: str
    fingerprint: str
    questions: int
    shipped: bool
    unfinished: int = 0


@dataclass(frozen=True)
class Update:
    """What an update did to a pack, in questions."""

    replaced: int
    kept: int
    added: int
    retired: int


@dataclass(frozen=True)
class NewRound:
    """A round as it starts.

    ``plan`` holds question keys in the order drawn; ``started`` is aware, with the local offset;
    ``code`` is the challenge code or empty; ``canonical`` says that the draw went by the canonical order.
    """

    player_id: int
    rules: Rules
    seed: int
    packs: tuple[str, ...]
    titles: tuple[str, ...]
    versions: tuple[str, ...]
    count: int
    plan: tuple[int, ...]
    canonical: bool
    ranked: bool
    code: str
    started: datetime
    kind: RoundKind = "play"


@dataclass(frozen=True)
class StoredRound:
    """Everything needed to replay a round. ``asked`` finds each question by its hash as it was asked then."""

    id: int
    player: Player
    new: NewRound
    events: tuple[Event, ...]
    active_ms: int
    asked: Mapping[str, Question]
    stopped: datetime | None


@dataclass(frozen=True)
class Kept:
    """A round that has ended as it goes into a file and comes out of one: nothing in it is this bank's own.

    ``new.player_id`` and ``new.plan`` mean nothing; ``new.ranked`` says that it was eligible where it was
    played. ``outcome`` is one of ``core.rounds.Outcome`` or ``abandoned``.
    """

    new: NewRound
    events: tuple[Event, ...]
    asked: Mapping[str, Question]
    outcome: str
    score: int


class Came(Enum):
    """What became of a round that was brought."""

    NEW = "new"
    FURTHER = "further"
    """It is here, and has gone on or was appealed where it comes from."""
    BACK = "back"
    """It was removed here, and is here again."""
    KNOWN = "known"


@dataclass(frozen=True)
class RoundRow:
    """A round as a row of a board or of the history; ``player`` is the name, times are ms.

    ``seconds`` and ``count`` are the rules'; ``rank`` is the place on its own board, None off the boards;
    ``outcome`` is None while the round can go on.
    """

    id: int
    player: str
    packs: tuple[str, ...]
    titles: tuple[str, ...]
    mode: Mode
    preset: Preset
    count: int
    seconds: int
    score: int
    right: int
    answered: int
    longest_streak: int
    answer_ms: int
    median_ms: int
    ranked: bool
    assisted: bool
    board: str
    version: str
    started: datetime
    outcome: str | None
    rank: int | None


@dataclass(frozen=True)
class BoardInfo:
    """A board with rounds on it: what they were played over, under which rules, and how many there are."""

    key: str
    packs: tuple[str, ...]
    titles: tuple[str, ...]
    rules: Rules
    assisted: bool
    rounds: int


@dataclass(frozen=True, slots=True)
class BoardView:
    """Which part of a board is looked at: one player's rounds, or those of local dates as played, inclusive.

    Dates are ISO texts; empty is any. Places count among the rounds that are shown.
    """

    key: str
    player: int | None = None
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a round stands on its board, and among the same player's rounds there.

    ``rank`` and ``nth_best`` are None for unranked rounds; ``of`` counts the rounds on the board;
    ``previous_best`` is the player's best score there without this round.
    """

    rank: int | None
    of: int
    personal_best: bool
    previous_best: int | None
    nth_best: int | None


@dataclass(frozen=True, slots=True)
class Search:
    """Which rounds of the history are looked for; empty is any.

    ``pack`` is one of the round's, or all of them, sorted, with commas between; ``outcome`` is one of
    ``core.rounds.Outcome``, ``abandoned`` or ``open``; ``text`` stands in the title of a pack or in the
    player's name.
    """

    text: str = ""
    pack: str = ""
    mode: Mode | None = None
    player: int | None = None
    outcome: str = ""


@dataclass(frozen=True)
class OldRound:
    """A round as it was played: ``state`` is replayed, with each question as it was asked then.

    ``outcome`` is None while it can go on; then ``going`` is what goes on with it. ``here`` gives the bank's
    number of each question that is still here, by the ids of pack and question.
    """

    stored: StoredRound
    state: Round
    outcome: str | None
    standing: Standing
    going: OpenRound | None
    here: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Heard:
    """An appeal that was heard, or taken back: ``state`` is the round as it counts now.

    ``score`` is what it had before; ``before`` and ``after`` say where it stood and stands on its board.
    """

    position: int
    appealed: bool
    state: Round
    score: int
    before: Standing
    after: Standing
