"""The schema: every table, relation and constraint. All of them hold in the database itself.

SQLModel's classes check nothing when they are tables, so each rule is a named CHECK, UNIQUE or FOREIGN KEY.
"""
# No `from __future__ import annotations` here: SQLModel's list relationships need real classes.

from enum import StrEnum
from typing import Any, ClassVar, cast

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Enum,
    ForeignKey,
    Index,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    event,
    text,
)
from sqlmodel import Field, Relationship, SQLModel

from quiz.bank.fast import APPEND_ONLY, SEARCH_INDEX
from quiz.core.facts import Verdict
from quiz.core.questions import Difficulty, Kind
from quiz.core.rounds import Ending, Outcome, What
from quiz.core.rules import Mode, Preset

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Why(StrEnum):
    """Why a player flagged a question: it is wrong, or it is never to come again."""

    WRONG = "wrong"
    NEVER = "never"


class State(StrEnum):
    """Where a pack is in its life; only ready ones are shown anywhere."""

    READY = "ready"
    IMPORTING = "importing"
    LEAVING = "leaving"


STANDS = "ranked AND outcome IS NOT NULL AND outcome <> 'abandoned' AND gone_ms IS NULL"
"""Which rounds stand on a board, word for word as the index of boards has it: so a query finds that index."""

ENDED = (*(outcome.value for outcome in Outcome), "abandoned")


def _enum(
    kind: type[StrEnum], name: str, *, nullable: bool = False, primary_key: bool = False
) -> Column[Any]:
    """An enum stored by its values, with a named CHECK."""
    type_ = Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )
    return Column(type_, nullable=nullable, primary_key=primary_key)


def _flag(name: str) -> Column[Any]:
    return Column(Boolean(create_constraint=True, name=name), nullable=False)


def _parent(key: str, *, primary_key: bool = False) -> Column[Any]:
    return Column(ForeignKey(key, ondelete="CASCADE"), nullable=False, primary_key=primary_key)


class Base(SQLModel):
    """Every table of the bank."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


class PlayerRow(Base, table=True):
    """Somebody who plays; ``folded`` makes two spellings of one name the same player."""

    __tablename__ = "player"
    __table_args__ = (
        UniqueConstraint("folded"),
        CheckConstraint("length(name) BETWEEN 1 AND 100", name="name_given"),
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str


class PackRow(Base, table=True):
    """A pack's head. ``local`` says that somebody changed it here; the lease guards a running import."""

    __tablename__ = "pack"
    __table_args__ = (
        UniqueConstraint("slug", "state"),
        CheckConstraint("slug <> '' AND instr(slug, ',') = 0", name="slug_given"),
        CheckConstraint("title <> ''", name="title_given"),
    )
    id: int | None = Field(default=None, primary_key=True)
    slug: str
    title: str
    version: str
    language: str
    author: str
    license: str
    article: str
    source: str
    description: str
    cover: str
    text_sha256: str
    fingerprint: str
    base_fingerprint: str
    shipped: bool = Field(sa_column=_flag("shipped"))
    local: bool = Field(sa_column=_flag("local"))
    state: State = Field(sa_column=_enum(State, "state"))
    lease_pid: int | None = None
    lease_started: str = ""
    lease_token: str = ""
    questions: list["QuestionRow"] = Relationship(
        back_populates="pack", sa_relationship_kwargs={"lazy": "raise"}
    )


class QuestionRow(Base, table=True):
    """A question. ``ord`` is its slot among the pack's questions of its difficulty, 0 to n - 1 without a gap,
    None when retired; ``base_hash`` its content as shipped, None when it was written here.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("pack_id", "slug"),
        UniqueConstraint("pack_id", "difficulty", "ord"),
        Index(None, "category", "pack_id"),
        CheckConstraint("slug <> ''", name="slug_given"),
        CheckConstraint("prompt <> ''", name="prompt_given"),
        CheckConstraint("ord >= 0", name="ord_counts"),
        CheckConstraint("length(content_hash) = 16", name="hashed"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_share"),
        CheckConstraint("evidence_start >= 0", name="evidence_start_counts"),
    )
    id: int | None = Field(default=None, primary_key=True)
    pack_id: int = Field(sa_column=_parent("pack.id"))
    slug: str
    place: int
    kind: Kind = Field(sa_column=_enum(Kind, "kind"))
    prompt: str
    difficulty: Difficulty = Field(sa_column=_enum(Difficulty, "difficulty"))
    category: str
    explanation: str
    evidence: str
    evidence_start: int | None = None
    source: str
    relation: str
    confidence: float | None = None
    exact: bool = Field(sa_column=_flag("exact"))
    tolerance: str
    unit: str
    image: str
    image_alt: str
    audio: str
    content_hash: str
    base_hash: str | None = None
    ord: int | None = None
    pack: PackRow = Relationship(back_populates="questions", sa_relationship_kwargs={"lazy": "raise"})
    choices: list["ChoiceRow"] = Relationship(
        back_populates="question", sa_relationship_kwargs={"lazy": "raise", "order_by": "ChoiceRow.ord"}
    )
    tags: list["TagRow"] = Relationship(
        back_populates="question", sa_relationship_kwargs={"lazy": "raise", "order_by": "TagRow.ord"}
    )


class ChoiceRow(Base, table=True):
    """One right or wrong answer of a question, right ones first, each in the file's order."""

    __tablename__ = "choice"
    # Without a row id the choices of a question lie side by side: one seek reads them.
    __table_args__ = (
        CheckConstraint("text <> ''", name="text_given"),
        CheckConstraint("ord >= 0", name="ord_counts"),
        {"sqlite_with_rowid": False},
    )
    question_id: int = Field(sa_column=_parent("question.id", primary_key=True))
    ord: int = Field(primary_key=True)
    text: str
    is_right: bool = Field(sa_column=_flag("is_right"))
    image: str | None = None
    question: QuestionRow = Relationship(back_populates="choices", sa_relationship_kwargs={"lazy": "raise"})


class TagRow(Base, table=True):
    """One tag of a question."""

    __tablename__ = "tag"
    __table_args__ = ({"sqlite_with_rowid": False},)
    question_id: int = Field(sa_column=_parent("question.id", primary_key=True))
    ord: int = Field(primary_key=True)
    text: str
    question: QuestionRow = Relationship(back_populates="tags", sa_relationship_kwargs={"lazy": "raise"})


class UnfinishedRow(Base, table=True):
    """A question as its author left it while it cannot be played: rounds keep its last good state, if any."""

    __tablename__ = "unfinished"
    question_id: int = Field(sa_column=_parent("question.id", primary_key=True))
    json_: str = Field(sa_column=Column("json", String, nullable=False))


class GoneQuestionRow(Base, table=True):
    """A question that its pack's author here took out: an update does not bring it back, an undo does."""

    __tablename__ = "gone_question"
    question_id: int = Field(sa_column=_parent("question.id", primary_key=True))


class GonePackRow(Base, table=True):
    """A pack that was removed and can be brought back as long as the journal holds its step."""

    __tablename__ = "gone_pack"
    __table_args__ = (CheckConstraint("slug <> ''", name="slug_given"),)
    pack_id: int = Field(sa_column=_parent("pack.id", primary_key=True))
    slug: str


class StepRow(Base, table=True):
    """One thing that an author did, as it is undone: ``label`` names it, ``about`` fills the name in."""

    __tablename__ = "step"
    __table_args__ = (
        Index(None, "undone", "id"),
        CheckConstraint("label <> ''", name="label_given"),
        CheckConstraint("size >= 0", name="size_counts"),
    )
    id: int | None = Field(default=None, primary_key=True)
    at_ms: int
    label: str
    about: str
    size: int
    undone: bool = Field(sa_column=_flag("undone"))


class ChangeRow(Base, table=True):
    """What a step did to one row, as JSON before and after."""

    __tablename__ = "change"
    __table_args__ = (
        Index(None, "step_id"),
        CheckConstraint("on_table IN ('question', 'pack', 'article', 'draft')", name="on_table"),
    )
    id: int | None = Field(default=None, primary_key=True)
    step_id: int = Field(sa_column=_parent("step.id"))
    on_table: str
    key: int
    before: str
    after: str


class ArticleRow(Base, table=True):
    """A text that questions are made from. Its drafts that are accepted go to the pack, if it has one yet.

    ``content`` is the text that offsets count in; ``source`` the file or address, empty for a pasted text;
    ``report`` is JSON: contradictions, and what was left out and why, with their spans. ``last`` (a draft's
    number) and ``shown`` say where its author has left off.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index(
            "uq_article_sha256",
            "sha256",
            unique=True,
            sqlite_where=text("there"),
        ),
        Index(None, "pack_id"),
        CheckConstraint("length(sha256) = 64", name="hashed"),
        CheckConstraint("title <> ''", name="title_given"),
        CheckConstraint("content <> ''", name="content_given"),
        CheckConstraint("words >= 0", name="words_count"),
    )
    id: int | None = Field(default=None, primary_key=True)
    sha256: str
    title: str
    language: str
    words: int
    kind: str
    source: str
    content: str
    note: str
    report: str
    made_ms: int
    pack_id: int | None = Field(sa_column=Column(ForeignKey("pack.id", ondelete="SET NULL")))
    there: bool = Field(sa_column=_flag("there"))
    last: int | None = None
    shown: str


class FactRow(Base, table=True):
    """What an article says, with the span of it that says so."""

    __tablename__ = "fact"
    __table_args__ = (
        Index(None, "article_id"),
        CheckConstraint("0 <= evidence_start AND evidence_start < evidence_end", name="evidence_is_a_span"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_share"),
    )
    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(sa_column=_parent("article.id"))
    relation: str
    subject: str
    objects: list[str] = Field(sa_column=Column(JSON, nullable=False))
    evidence_start: int
    evidence_end: int
    subject_type: str
    object_type: str
    context: str
    qualifier: str
    hedged: bool = Field(sa_column=_flag("hedged"))
    opinion: bool = Field(sa_column=_flag("opinion"))
    stem: str
    confidence: float


class DraftRow(Base, table=True):
    """A question out of an article: never among the packs' own before it is accepted.

    ``json`` is the question as its author left it; without a fact it was written by hand, and without
    ``there`` that was undone. An accepted one keeps the link to the question that it became.
    """

    __tablename__ = "draft"
    __table_args__ = (
        Index(None, "article_id"),
        Index(None, "fact_id"),
        Index(None, "question_id"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_share"),
        CheckConstraint("question_id IS NULL OR verdict = 'accepted'", name="only_accepted_ones_are_linked"),
    )
    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(sa_column=_parent("article.id"))
    fact_id: int | None = Field(sa_column=Column(ForeignKey("fact.id", ondelete="CASCADE")))
    verdict: Verdict = Field(sa_column=_enum(Verdict, "verdict"))
    confidence: float | None = None
    json_: str = Field(sa_column=Column("json", String, nullable=False))
    question_id: int | None = Field(sa_column=Column(ForeignKey("question.id", ondelete="SET NULL")))
    there: bool = Field(sa_column=_flag("there"))


class SeenRow(Base, table=True):
    """That a player has been asked a question."""

    __tablename__ = "seen"
    __table_args__ = (Index(None, "question_id"), {"sqlite_with_rowid": False})
    player_id: int = Field(sa_column=_parent("player.id", primary_key=True))
    question_id: int = Field(sa_column=_parent("question.id", primary_key=True))


class FlagRow(Base, table=True):
    """What a player said of a question: by name, so that it outlives the pack and meets it again."""

    __tablename__ = "flag"
    __table_args__ = ({"sqlite_with_rowid": False},)
    player_id: int = Field(sa_column=_parent("player.id", primary_key=True))
    pack: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    why: Why = Field(sa_column=_enum(Why, "why", primary_key=True))


class RoundTable(Base, table=True):
    """A round: its rules, how it stands after its events (a projection), and who holds it.

    One with ``gone_ms`` was removed at that time: it counts nowhere, and can be brought back for a while.
    """

    __tablename__ = "round"
    __table_args__ = (
        Index(None, "player_id", "packs", "started_ms"),
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
    mode: Mode = Field(sa_column=_enum(Mode, "mode"))
    rule_count: int
    seconds: int
    preset: Preset = Field(sa_column=_enum(Preset, "preset"))
    lifelines: bool = Field(sa_column=_flag("lifelines"))
    difficulty: Difficulty | None = Field(sa_column=_enum(Difficulty, "difficulty", nullable=True))
    category: str
    reading: bool = Field(sa_column=_flag("reading"))
    extra_percent: int
    engine: int
    seed: int
    length: int
    plan: list[int] = Field(sa_column=Column(JSON, nullable=False))
    canonical: bool = Field(sa_column=_flag("canonical"))
    eligible: bool = Field(sa_column=_flag("eligible"))
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
    assisted: bool = Field(sa_column=_flag("assisted"))
    ranked: bool = Field(sa_column=_flag("ranked"))
    board: str
    outcome: str | None = Field(default=None, sa_column=Column(String(16)))
    left_ms: int | None = None
    clocked: bool = Field(sa_column=_flag("clocked"))
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
    round_id: int = Field(sa_column=_parent("round.id", primary_key=True))
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
    round_id: int = Field(sa_column=_parent("round.id", primary_key=True))
    seq: int = Field(primary_key=True)
    at_ms: int
    kind: What = Field(sa_column=_enum(What, "kind"))
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
    round_id: int = Field(sa_column=_parent("round.id", primary_key=True))
    position: int = Field(primary_key=True)
    pack: str
    question: str
    hash: str = Field(sa_column=Column(ForeignKey("asked.hash"), nullable=False))
    ending: Ending = Field(sa_column=_enum(Ending, "ending"))
    given: list[str] = Field(sa_column=Column(JSON, nullable=False))
    is_right: bool = Field(sa_column=_flag("is_right"))
    appealed: bool = Field(sa_column=_flag("appealed"))
    used_ms: int
    total_ms: int | None = None
    points: int
    streak: int


class TallyRow(Base, table=True):
    """How often a question was answered by all players, by name as the history knows it.

    Kind, difficulty and category are those of the last answer, by the number of its round.
    """

    __tablename__ = "tally"
    __table_args__ = (
        UniqueConstraint("pack", "question"),
        CheckConstraint("is_right BETWEEN 0 AND asked", name="counts"),
    )
    id: int | None = Field(default=None, primary_key=True)
    pack: str
    question: str
    kind: Kind = Field(sa_column=_enum(Kind, "kind"))
    difficulty: Difficulty = Field(sa_column=_enum(Difficulty, "difficulty"))
    category: str
    asked: int
    is_right: int


class PickRow(Base, table=True):
    """How often each text was given as the answer to a question, or as a part of it."""

    __tablename__ = "pick"
    __table_args__ = (CheckConstraint("times >= 0", name="counts"), {"sqlite_with_rowid": False})
    tally_id: int = Field(sa_column=_parent("tally.id", primary_key=True))
    given: str = Field(primary_key=True)
    times: int


class MetRow(Base, table=True):
    """How often one player answered a question."""

    __tablename__ = "met"
    __table_args__ = (
        Index(None, "tally_id"),
        CheckConstraint("is_right BETWEEN 0 AND asked", name="counts"),
        {"sqlite_with_rowid": False},
    )
    player_id: int = Field(sa_column=_parent("player.id", primary_key=True))
    tally_id: int = Field(sa_column=_parent("tally.id", primary_key=True))
    asked: int
    is_right: int


class PlayerRatingRow(Base, table=True):
    """Where a player stood after a day, by the local date as played."""

    __tablename__ = "player_rating"
    __table_args__ = (
        Index(None, "day"),
        CheckConstraint("deviation > 0 AND volatility > 0", name="states"),
        {"sqlite_with_rowid": False},
    )
    player_id: int = Field(sa_column=_parent("player.id", primary_key=True))
    day: str = Field(primary_key=True)
    rating: float
    deviation: float
    volatility: float


class QuestionRatingRow(Base, table=True):
    """Where a question stood after a day on which it was asked."""

    __tablename__ = "question_rating"
    __table_args__ = (
        Index(None, "day"),
        CheckConstraint("deviation > 0 AND volatility > 0", name="states"),
        {"sqlite_with_rowid": False},
    )
    tally_id: int = Field(sa_column=_parent("tally.id", primary_key=True))
    day: str = Field(primary_key=True)
    rating: float
    deviation: float
    volatility: float


class RatingDueRow(Base, table=True):
    """A day whose answers have changed since it was rated: from the first of them on, all is rated anew."""

    __tablename__ = "rating_due"
    __table_args__ = ({"sqlite_with_rowid": False},)
    day: str = Field(primary_key=True)


def _table(model: type[SQLModel]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]  # SQLModel does not declare it


metadata = Base.metadata
players = _table(PlayerRow)
packs = _table(PackRow)
questions = _table(QuestionRow)
choices = _table(ChoiceRow)
tags = _table(TagRow)
unfinished = _table(UnfinishedRow)
gone_questions = _table(GoneQuestionRow)
gone_packs = _table(GonePackRow)
steps = _table(StepRow)
changes = _table(ChangeRow)
articles = _table(ArticleRow)
facts = _table(FactRow)
drafts = _table(DraftRow)
seen = _table(SeenRow)
flags = _table(FlagRow)
rounds = _table(RoundTable)
round_packs = _table(RoundPackRow)
events = _table(EventRow)
asked = _table(AskedRow)
answers = _table(AnswerRow)
tallies = _table(TallyRow)
picks = _table(PickRow)
met = _table(MetRow)
player_ratings = _table(PlayerRatingRow)
question_ratings = _table(QuestionRatingRow)
rating_due = _table(RatingDueRow)

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
Index("ix_round_gone_ms", rounds.c.gone_ms, sqlite_where=text("gone_ms IS NOT NULL"))

for _table_, _statement in (
    *((events, one) for one in APPEND_ONLY),
    *((questions, one) for one in SEARCH_INDEX),
):
    _made = DDL(_statement)  # type: ignore[no-untyped-call]  # SQLAlchemy's constructor has no types
    event.listen(_table_, "after_create", _made.execute_if(dialect="sqlite"))
