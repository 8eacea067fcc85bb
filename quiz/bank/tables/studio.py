"""What authors leave behind: unfinished and removed questions, steps to undo, articles and drafts."""

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, text
from sqlmodel import Field

from quiz.bank.tables.base import Base, enum_column, flag_column, parent_column, table
from quiz.core.facts import Verdict


class UnfinishedRow(Base, table=True):
    """A question as its author left it while it cannot be played: rounds keep its last good state, if any."""

    __tablename__ = "unfinished"
    question_id: int = Field(sa_column=parent_column("question.id", primary_key=True))
    json_: str = Field(sa_column=Column("json", String, nullable=False))


class GoneQuestionRow(Base, table=True):
    """A question that its pack's author here took out: an update does not bring it back, an undo does."""

    __tablename__ = "gone_question"
    question_id: int = Field(sa_column=parent_column("question.id", primary_key=True))


class GonePackRow(Base, table=True):
    """A pack that was removed and can be brought back as long as the journal holds its step."""

    __tablename__ = "gone_pack"
    __table_args__ = (CheckConstraint("slug <> ''", name="slug_given"),)
    pack_id: int = Field(sa_column=parent_column("pack.id", primary_key=True))
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
    undone: bool = Field(sa_column=flag_column("undone"))


class ChangeRow(Base, table=True):
    """What a step did to one row, as JSON before and after."""

    __tablename__ = "change"
    __table_args__ = (
        Index(None, "step_id"),
        CheckConstraint("on_table IN ('question', 'pack', 'article', 'draft')", name="on_table"),
    )
    id: int | None = Field(default=None, primary_key=True)
    step_id: int = Field(sa_column=parent_column("step.id"))
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
    there: bool = Field(sa_column=flag_column("there"))
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
    article_id: int = Field(sa_column=parent_column("article.id"))
    relation: str
    subject: str
    objects: list[str] = Field(sa_column=Column(JSON, nullable=False))
    evidence_start: int
    evidence_end: int
    subject_type: str
    object_type: str
    context: str
    qualifier: str
    hedged: bool = Field(sa_column=flag_column("hedged"))
    opinion: bool = Field(sa_column=flag_column("opinion"))
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
    article_id: int = Field(sa_column=parent_column("article.id"))
    fact_id: int | None = Field(sa_column=Column(ForeignKey("fact.id", ondelete="CASCADE")))
    verdict: Verdict = Field(sa_column=enum_column(Verdict, "verdict"))
    confidence: float | None = None
    json_: str = Field(sa_column=Column("json", String, nullable=False))
    question_id: int | None = Field(sa_column=Column(ForeignKey("question.id", ondelete="SET NULL")))
    there: bool = Field(sa_column=flag_column("there"))


unfinished = table(UnfinishedRow)
gone_questions = table(GoneQuestionRow)
gone_packs = table(GonePackRow)
steps = table(StepRow)
changes = table(ChangeRow)
articles = table(ArticleRow)
facts = table(FactRow)
drafts = table(DraftRow)
