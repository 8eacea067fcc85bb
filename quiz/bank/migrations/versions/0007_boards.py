"""A round's place is read off sums, and the rounds of a day off an index of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, fill it, and have triggers keep it."""
    op.create_table(
        "board_count",
        sa.Column("board", sa.String(), nullable=False),
        sa.Column("hundred", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_board_count_counts")),
        sa.PrimaryKeyConstraint("board", "hundred", name=op.f("pk_board_count")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_round_dated", "round", ["board", "local_date"], sqlite_where=sa.text(_STANDS))
    op.execute(
        f"INSERT INTO board_count SELECT board, score / 100, count(*) FROM round WHERE {_STANDS} "
        "GROUP BY board, score / 100"
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in _TRIGGERS:
            op.execute(statement)


_STANDS = "ranked AND outcome IS NOT NULL AND outcome <> 'abandoned' AND gone_ms IS NULL"
_OLD = "OLD.ranked AND OLD.outcome IS NOT NULL AND OLD.outcome <> 'abandoned' AND OLD.gone_ms IS NULL"
_NEW = "NEW.ranked AND NEW.outcome IS NOT NULL AND NEW.outcome <> 'abandoned' AND NEW.gone_ms IS NULL"
_TAKE_OFF = (
    "UPDATE board_count SET n = n - 1 WHERE board = OLD.board AND hundred = OLD.score / 100 "
    f"AND {_OLD}; DELETE FROM board_count WHERE board = OLD.board AND n = 0;"
)
_PUT_ON = (
    f"INSERT INTO board_count (board, hundred, n) SELECT NEW.board, NEW.score / 100, 1 WHERE {_NEW} "
    "ON CONFLICT (board, hundred) DO UPDATE SET n = n + 1;"
)
_TRIGGERS = (
    f"CREATE TRIGGER round_is_counted AFTER INSERT ON round WHEN {_NEW} BEGIN {_PUT_ON} END",
    f"CREATE TRIGGER round_is_counted_off AFTER DELETE ON round WHEN {_OLD} BEGIN {_TAKE_OFF} END",
    "CREATE TRIGGER round_is_counted_anew AFTER UPDATE OF board, score, ranked, outcome, gone_ms ON round "
    f"WHEN ({_OLD}) OR ({_NEW}) BEGIN {_TAKE_OFF} {_PUT_ON} END",
)
