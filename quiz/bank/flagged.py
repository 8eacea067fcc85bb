"""What players say of questions. Kept by names, so that it outlives a pack and meets it again."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from quiz.bank import fast
from quiz.bank.refusals import BankRefusal
from quiz.bank.tables.packs import packs, questions
from quiz.bank.tables.play import Why, flags
from quiz.words import Refused


def flag(connection: Connection, player_id: int, key: int, why: str, *, on: bool) -> None:
    """Set or take back one flag. Raises Refused when the question is not here."""
    row = connection.execute(
        select(packs.c.slug, questions.c.slug.label("question")).join(questions).where(questions.c.id == key)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise Refused(BankRefusal.NO_QUESTION, key=key)
    values = {"player_id": player_id, "pack": row.slug, "question": row.question, "why": Why(why)}
    if on:
        connection.execute(fast.insert_new(flags).values(values))
    else:
        connection.execute(delete(flags).filter_by(**values))


def flags_of(connection: Connection, player_id: int, key: int) -> set[str]:
    """What a player has said of a question."""
    found = connection.execute(
        select(flags.c.why)
        .join(packs, packs.c.slug == flags.c.pack)
        .join(questions, (questions.c.pack_id == packs.c.id) & (questions.c.slug == flags.c.question))
        .where(questions.c.id == key, flags.c.player_id == player_id)
    )
    return {str(why.value) for why in found.scalars()}
