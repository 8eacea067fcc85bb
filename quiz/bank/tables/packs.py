"""Packs with their questions and choices."""

# No `from __future__ import annotations` here: SQLModel's list relationships need real classes.

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, Relationship

from quiz.bank.fast import SEARCH_INDEX
from quiz.bank.tables.base import Base, after_create, enum_column, flag_column, parent_column, table
from quiz.core.questions import Difficulty, Kind


class State(StrEnum):
    """Where a pack is in its life; only ready ones are shown anywhere."""

    READY = "ready"
    IMPORTING = "importing"
    LEAVING = "leaving"


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
    shipped: bool = Field(sa_column=flag_column("shipped"))
    local: bool = Field(sa_column=flag_column("local"))
    state: State = Field(sa_column=enum_column(State, "state"))
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
    pack_id: int = Field(sa_column=parent_column("pack.id"))
    slug: str
    place: int
    kind: Kind = Field(sa_column=enum_column(Kind, "kind"))
    prompt: str
    difficulty: Difficulty = Field(sa_column=enum_column(Difficulty, "difficulty"))
    category: str
    explanation: str
    evidence: str
    evidence_start: int | None = None
    source: str
    relation: str
    confidence: float | None = None
    exact: bool = Field(sa_column=flag_column("exact"))
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
    question_id: int = Field(sa_column=parent_column("question.id", primary_key=True))
    ord: int = Field(primary_key=True)
    text: str
    is_right: bool = Field(sa_column=flag_column("is_right"))
    image: str | None = None
    question: QuestionRow = Relationship(back_populates="choices", sa_relationship_kwargs={"lazy": "raise"})


class TagRow(Base, table=True):
    """One tag of a question."""

    __tablename__ = "tag"
    __table_args__ = ({"sqlite_with_rowid": False},)
    question_id: int = Field(sa_column=parent_column("question.id", primary_key=True))
    ord: int = Field(primary_key=True)
    text: str
    question: QuestionRow = Relationship(back_populates="tags", sa_relationship_kwargs={"lazy": "raise"})


packs = table(PackRow)
questions = table(QuestionRow)
choices = table(ChoiceRow)
tags = table(TagRow)

after_create(questions, SEARCH_INDEX)
