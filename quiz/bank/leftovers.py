"""What cut-off work and removals have left of packs."""

from __future__ import annotations

from sqlalchemy import Connection, select

from quiz.bank.packs import left_over
from quiz.bank.tables.packs import State, packs
from quiz.bank.tables.studio import changes, gone_packs


def leftovers(connection: Connection) -> list[int]:
    """Packs whose import or removal was cut off with its process, and those that no undo brings back."""
    kept = select(changes.c.key).where(changes.c.on_table == "pack", changes.c.key == packs.c.id)
    hidden = connection.execute(
        select(packs, gone_packs.c.pack_id.is_not(None).label("gone"), kept.exists().label("kept"))
        .outerjoin(gone_packs)
        .where(packs.c.state != State.READY)
    )
    return [row.id for row in hidden if left_over(row) and not (row.gone and row.kept)]
