"""What the answers add up to: how often a question was answered, and everybody's ratings."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from quiz.bank.tables.base import Base, enum_column, parent_column, table
from quiz.core.questions import Difficulty, Kind

WAITING = "due IS NULL AND is_right < asked"
"""Which questions have a day to be worked out, word for word as their index has it."""


class BoardCountRow(Base, table=True):
    """How many rounds of each hundred of points stand on a board: from 300 to 399 is the ``hundred`` 3."""

    __tablename__ = "board_count"
    __table_args__ = (CheckConstraint("n >= 0", name="counts"), {"sqlite_with_rowid": False})
    board: str = Field(primary_key=True)
    hundred: int = Field(primary_key=True)
    n: int


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
    kind: Kind = Field(sa_column=enum_column(Kind, "kind"))
    difficulty: Difficulty = Field(sa_column=enum_column(Difficulty, "difficulty"))
    category: str
    asked: int
    is_right: int


class PickRow(Base, table=True):
    """How often each text was given as the answer to a question, or as a part of it."""

    __tablename__ = "pick"
    __table_args__ = (CheckConstraint("times >= 0", name="counts"), {"sqlite_with_rowid": False})
    tally_id: int = Field(sa_column=parent_column("tally.id", primary_key=True))
    given: str = Field(primary_key=True)
    times: int


class MetRow(Base, table=True):
    """How often one player answered a question.

    ``due`` is the day from which a question that was missed is to come again; None where it never was, and
    until that has been worked out from the answers.
    """

    __tablename__ = "met"
    __table_args__ = (
        Index(None, "tally_id"),
        CheckConstraint("is_right BETWEEN 0 AND asked", name="counts"),
        {"sqlite_with_rowid": False},
    )
    player_id: int = Field(sa_column=parent_column("player.id", primary_key=True))
    tally_id: int = Field(sa_column=parent_column("tally.id", primary_key=True))
    asked: int
    is_right: int
    due: str | None = None


class PlayerRatingRow(Base, table=True):
    """Where a player stood after a day, by the local date as played."""

    __tablename__ = "player_rating"
    __table_args__ = (
        Index(None, "day"),
        CheckConstraint("deviation > 0 AND volatility > 0", name="states"),
        {"sqlite_with_rowid": False},
    )
    player_id: int = Field(sa_column=parent_column("player.id", primary_key=True))
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
    tally_id: int = Field(sa_column=parent_column("tally.id", primary_key=True))
    day: str = Field(primary_key=True)
    rating: float
    deviation: float
    volatility: float


class RatingDueRow(Base, table=True):
    """A day whose answers have changed since it was rated: from the first of them on, all is rated anew."""

    __tablename__ = "rating_due"
    __table_args__ = ({"sqlite_with_rowid": False},)
    day: str = Field(primary_key=True)


board_counts = table(BoardCountRow)
tallies = table(TallyRow)
picks = table(PickRow)
met = table(MetRow)
player_ratings = table(PlayerRatingRow)
question_ratings = table(QuestionRatingRow)
rating_due = table(RatingDueRow)

Index("ix_met_due", met.c.player_id, met.c.due, sqlite_where=text("due IS NOT NULL"))
Index("ix_met_waiting", met.c.player_id, met.c.tally_id, sqlite_where=text(WAITING))
