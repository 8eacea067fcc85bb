"""Players, and the rounds that they play: events, what was asked, what was answered."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, UniqueConstraint, text
from sqlmodel import Field

from quiz.bank.fast import APPEND_ONLY, BOARD_COUNTS, STANDS
from quiz.bank.tables.base import Base, after_create, enum_column, flag_column, parent_column, table
from quiz.core.questions import Difficulty
from quiz.core.rounds import Ending, What
from quiz.core.rules import Mode, Preset


class Why(StrEnum):
    """Why a player flagged a question: it is wrong, or it is never to come again."""

    WRONG = "wrong"
    NEVER = "never"


class PlayerRow(Base, table=True):
    """Somebody who plays; ``folded`` makes two spellings of one name the same player.

    One with ``into_id`` is becoming that player, one with ``removed_ms`` was removed at that time, which the
    rounds that went along have as ``gone_ms``; those of ``back_ms`` are being put back. Who goes gives the
    name free. Who has chosen no colour has one by number.
    """

    __tablename__ = "player"
    __table_args__ = (
        UniqueConstraint("folded"),
        CheckConstraint("length(name) BETWEEN 1 AND 100", name="name_given"),
        CheckConstraint("(into_id IS NOT NULL) + (removed_ms IS NOT NULL) <= 1", name="one_way"),
        CheckConstraint("colour BETWEEN 0 AND 5", name="coloured"),
        {"sqlite_autoincrement": True},  # nobody gets the number of somebody who has gone
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str
    into_id: int | None = Field(default=None, foreign_key="player.id")
    removed_ms: int | None = None
    back_ms: int | None = None
    colour: int | None = None


class SeenRow(Base, table=True):
    """That a player has been asked a question."""

    __tablename__ = "seen"
    __table_args__ = (Index(None, "question_id"), {"sqlite_with_rowid": False})
    player_id: int = Field(sa_column=parent_column("player.id", primary_key=True))
    question_id: int = Field(sa_column=parent_column("question.id", primary_key=True))


class FlagRow(Base, table=True):
    """What a player said of a question: by name, so that it outlives the pack and meets it again."""

    __tablename__ = "flag"
    __table_args__ = ({"sqlite_with_rowid": False},)
    player_id: int = Field(sa_column=parent_column("player.id", primary_key=True))
    pack: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    why: Why = Field(sa_column=enum_column(Why, "why", primary_key=True))


class RoundTable(Base, table=True):
    """A round: its rules, how it stands after its events (a projection), and who holds it.

    One with ``gone_ms`` was removed at that time: it counts nowhere, and can be brought back for a while.
    """

    __tablename__ = "round"
    __table_args__ = (
        Index(None, "player_id", "packs", "started_ms"),
        Index(None, "player_id", "seed"),
        Index(None, "started_ms"),
        Index(None, "outcome"),
        Index(None, "code"),
        Index(None, "local_date"),
        CheckConstraint("kind IN ('play', 'demo')", name="kind"),
        CheckConstraint("outcome IN ('finished', 'time up', 'out of lives', 'abandoned')", name="outcome"),
        CheckConstraint(
            "length >= 1 AND rule_count >= 1 AND seconds >= 0 AND extra_percent >= 100", name="rules"
        ),
        CheckConstraint("answered BETWEEN 0 AND length AND is_right BETWEEN 0 AND answered", name="answers"),
        CheckConstraint("score >= 0 AND answer_ms >= 0 AND active_ms >= 0 AND seq >= 0", name="counts"),
        CheckConstraint("NOT ranked OR eligible", name="ranked_was_eligible"),
    )
    id: int | None = Field(default=None, primary_key=True)
    player_id: int = Field(sa_column=Column(ForeignKey("player.id"), nullable=False))
    kind: str
    mode: Mode = Field(sa_column=enum_column(Mode, "mode"))
    rule_count: int
    seconds: int
    preset: Preset = Field(sa_column=enum_column(Preset, "preset"))
    lifelines: bool = Field(sa_column=flag_column("lifelines"))
    difficulty: Difficulty | None = Field(sa_column=enum_column(Difficulty, "difficulty", nullable=True))
    category: str
    reading: bool = Field(sa_column=flag_column("reading"))
    extra_percent: int
    engine: int
    seed: int
    length: int
    plan: list[int] = Field(sa_column=Column(JSON, nullable=False))
    canonical: bool = Field(sa_column=flag_column("canonical"))
    eligible: bool = Field(sa_column=flag_column("eligible"))
    code: str
    started_ms: int
    offset_s: int
    local_date: str
    packs: str
    # From here on: worked out from the events, in the transaction that stores them.
    seq: int = 0
    at_ms: int = 0
    score: int = 0
    is_right: int = 0
    answered: int = 0
    longest_streak: int = 0
    answer_ms: int = 0
    median_ms: int = 0
    away_ms: int = 0
    assisted: bool = Field(sa_column=flag_column("assisted"))
    ranked: bool = Field(sa_column=flag_column("ranked"))
    board: str
    outcome: str | None = Field(default=None, sa_column=Column(String(16)))
    left_ms: int | None = None
    clocked: bool = Field(sa_column=flag_column("clocked"))
    # What the running clock has used, and the lease.
    active_ms: int = 0
    beat_ms: int | None = None
    lease_pid: int | None = None
    lease_started: str = ""
    lease_token: str = ""
    gone_ms: int | None = None


class RoundPackRow(Base, table=True):
    """A pack of a round as it was called then: history never hangs on the packs that are here now."""

    __tablename__ = "round_pack"
    __table_args__ = ({"sqlite_with_rowid": False},)
    round_id: int = Field(sa_column=parent_column("round.id", primary_key=True))
    ord: int = Field(primary_key=True)
    slug: str
    title: str
    version: str


class EventRow(Base, table=True):
    """One thing that happened in a round. Append-only: a trigger refuses the rest."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("seq >= 1 AND at_ms >= 0", name="counts"),
        {"sqlite_with_rowid": False},
    )
    round_id: int = Field(sa_column=parent_column("round.id", primary_key=True))
    seq: int = Field(primary_key=True)
    at_ms: int
    kind: What = Field(sa_column=enum_column(What, "kind"))
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class AskedRow(Base, table=True):
    """A question as it was asked, once for all rounds: ``hash`` is its content's."""

    __tablename__ = "asked"
    __table_args__ = (CheckConstraint("length(hash) = 16", name="hashed"),)
    hash: str = Field(primary_key=True)
    json_: str = Field(sa_column=Column("json", String, nullable=False))


class AnswerRow(Base, table=True):
    """What a player did with one question: worked out from the events; names pack and question as texts."""

    __tablename__ = "answer"
    __table_args__ = (
        Index(None, "pack", "question"),
        CheckConstraint("position >= 0 AND used_ms >= 0 AND points >= 0 AND streak >= 0", name="counts"),
        {"sqlite_with_rowid": False},
    )
    round_id: int = Field(sa_column=parent_column("round.id", primary_key=True))
    position: int = Field(primary_key=True)
    pack: str
    question: str
    hash: str = Field(sa_column=Column(ForeignKey("asked.hash"), nullable=False))
    ending: Ending = Field(sa_column=enum_column(Ending, "ending"))
    given: list[str] = Field(sa_column=Column(JSON, nullable=False))
    is_right: bool = Field(sa_column=flag_column("is_right"))
    appealed: bool = Field(sa_column=flag_column("appealed"))
    used_ms: int
    total_ms: int | None = None
    points: int
    streak: int


players = table(PlayerRow)
seen = table(SeenRow)
flags = table(FlagRow)
rounds = table(RoundTable)
round_packs = table(RoundPackRow)
events = table(EventRow)
asked = table(AskedRow)
answers = table(AnswerRow)

# A board, and one player's part of it, is read off these, best first. SQLite looks at the rows all the same
# unless an index holds the columns of its own condition too.
Index(
    "ix_round_board", rounds.c.board, rounds.c.score.desc(), rounds.c.answer_ms, rounds.c.started_ms,
    rounds.c.id, rounds.c.local_date, rounds.c.ranked, rounds.c.outcome, rounds.c.gone_ms,
    sqlite_where=text(STANDS),
)  # fmt: skip
Index(
    "ix_round_own", rounds.c.board, rounds.c.player_id, rounds.c.score.desc(), rounds.c.answer_ms,
    rounds.c.started_ms, rounds.c.id, rounds.c.local_date, rounds.c.ranked, rounds.c.outcome,
    rounds.c.gone_ms, sqlite_where=text(STANDS),
)  # fmt: skip
# The rounds of a day, a week or a month are few among those of a board.
Index("ix_round_dated", rounds.c.board, rounds.c.local_date, sqlite_where=text(STANDS))
Index("ix_round_held", rounds.c.player_id, sqlite_where=text("lease_pid IS NOT NULL"))
Index("ix_round_gone_ms", rounds.c.gone_ms, sqlite_where=text("gone_ms IS NOT NULL"))

after_create(events, APPEND_ONLY)
after_create(rounds, BOARD_COUNTS)
