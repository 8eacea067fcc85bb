"""Rounds can be removed and brought back, and a board is read off its index."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note when a round was removed; make indexes that hold what stands on boards, in its order."""
    op.add_column("round", sa.Column("gone_ms", sa.Integer(), nullable=True))
    op.drop_index("ix_round_board_score_answer_ms_started_ms", table_name="round")
    stands = sa.text("ranked AND outcome IS NOT NULL AND outcome <> 'abandoned' AND gone_ms IS NULL")
    held = ["id", "local_date", "ranked", "outcome", "gone_ms"]
    order: list[str | sa.TextClause] = [sa.text("score DESC"), "answer_ms", "started_ms", *held]
    op.create_index("ix_round_board", "round", ["board", *order], sqlite_where=stands)
    op.create_index("ix_round_own", "round", ["board", "player_id", *order], sqlite_where=stands)
    op.create_index("ix_round_gone_ms", "round", ["gone_ms"], sqlite_where=sa.text("gone_ms IS NOT NULL"))
