"""What the bank hands out: frozen values for players, packs, cards, rounds and boards. No SQL here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from quiz.bank.cards import OpenRound as OpenRound
from quiz.bank.cards import PackCard as PackCard
from quiz.bank.cards import Player as Player

if TYPE_CHECKING:
    from quiz.core.facts import Contradiction, Fact, LeftOut, Verdict
    from quiz.core.questions import Difficulty, Kind, Question
    from quiz.core.rounds import Event, Round
    from quiz.core.rules import Mode, Preset, Rules

RoundKind = Literal["play", "demo"]
ABANDONED = "abandoned"
"""The outcome of a cut-off round that its player gave up; the others are ``core.rounds.Outcome``."""


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


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that an author did: ``label`` says what, ``about`` to what, ``size`` to how many rows."""

    id: int
    label: str
    about: str
    size: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Which questions of a pack a table shows, in which order."""

    slug: str
    text: str = ""
    kind: Kind | None = None
    difficulty: Difficulty | None = None
    category: str = ""
    tag: str = ""
    sort: str = "place"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A question as a table shows it; ``unfinished`` says why it cannot be played yet."""

    key: int
    id: str
    prompt: str
    kind: Kind
    difficulty: Difficulty
    category: str
    answer: str
    tags: str
    changed: bool
    unfinished: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A question that a search found."""

    key: int
    slug: str
    title: str
    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class PackCounts:
    """What a pack is made of, each ``(what, how many)``; ``asked``: how often it was answered, and right."""

    kind: list[tuple[str, int]]
    difficulty: list[tuple[str, int]]
    category: list[tuple[str, int]]
    asked: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article and how far the review of its drafts is."""

    key: int
    title: str
    drafts: int
    accepted: int
    rejected: int

    @property
    def reviewed(self) -> int:
        """How many drafts have had their verdict."""
        return self.accepted + self.rejected


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way into the bank, with what stands against its facts.

    ``facts`` and ``drafts`` are in their order; a draft is ``(question, fact, confidence)``, its fact one of
    them. ``source`` is the file or address, empty for a text that was pasted; ``note`` says in a sentence why
    there are no drafts.
    """

    sha256: str
    title: str
    language: str
    words: int
    kind: str
    source: str
    content: str
    note: str
    contradictions: tuple[Contradiction, ...]
    left_out: tuple[LeftOut, ...]
    facts: tuple[Fact, ...]
    drafts: tuple[tuple[Question, Fact, float], ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as its review shows it.

    ``pack`` is the id and ``pack_title`` the title of the pack that accepted drafts go to, empty before there
    is one. ``last`` is the draft, ``shown`` the list that its author was at.
    """

    key: int
    sha256: str
    title: str
    language: str
    words: int
    source: str
    content: str
    note: str
    contradictions: tuple[Contradiction, ...]
    left_out: tuple[LeftOut, ...]
    facts: tuple[Fact, ...]
    pack: str
    pack_title: str
    last: int
    shown: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its review shows it.

    ``question`` is its content, and that of the pack's question while it has become one: ``became`` is the
    number of that, 0 while there is none. By hand it has neither ``fact`` nor ``confidence``.
    """

    key: int
    question: Question
    verdict: Verdict
    became: int
    fact: Fact | None
    confidence: float | None


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
