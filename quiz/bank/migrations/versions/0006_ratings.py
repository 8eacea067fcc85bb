"""What the history teaches: how often each question was answered and how, and where all stand day by day."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and count what was played until now; it is rated after the bank has been opened."""
    kind = ("choice", "truefalse", "multiple", "text", "number", "order")
    op.create_table(
        "tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("kind", _enum("kind", *kind), nullable=False),
        sa.Column("difficulty", _enum("difficulty", "easy", "medium", "hard"), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("is_right", sa.Integer(), nullable=False),
        sa.CheckConstraint("is_right BETWEEN 0 AND asked", name=op.f("ck_tally_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally")),
        sa.UniqueConstraint("pack", "question", name=op.f("uq_tally_pack_question")),
    )
    _counters()
    _ratings("player_rating", "player_id", "player")
    _ratings("question_rating", "tally_id", "tally")
    op.create_table(
        "rating_due",
        sa.Column("day", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_rating_due")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_round_local_date"), "round", ["local_date"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for statement in _COUNT:
            op.execute(statement)


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)


def _counters() -> None:
    op.create_table(
        "pick",
        sa.Column("tally_id", sa.Integer(), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("times >= 0", name=op.f("ck_pick_counts")),
        sa.ForeignKeyConstraint(
            ["tally_id"], ["tally.id"], name=op.f("fk_pick_tally_id_tally"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tally_id", "given", name=op.f("pk_pick")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "met",
        sa.Column("player_id", sa.Integer(), nullable=False),
        sa.Column("tally_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("is_right", sa.Integer(), nullable=False),
        sa.CheckConstraint("is_right BETWEEN 0 AND asked", name=op.f("ck_met_counts")),
        sa.ForeignKeyConstraint(
            ["player_id"], ["player.id"], name=op.f("fk_met_player_id_player"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tally_id"], ["tally.id"], name=op.f("fk_met_tally_id_tally"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("player_id", "tally_id", name=op.f("pk_met")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_met_tally_id"), "met", ["tally_id"], unique=False)


def _ratings(table: str, key: str, parent: str) -> None:
    op.create_table(
        table,
        sa.Column(key, sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("rating", sa.Float(), nullable=False),
        sa.Column("deviation", sa.Float(), nullable=False),
        sa.Column("volatility", sa.Float(), nullable=False),
        sa.CheckConstraint("deviation > 0 AND volatility > 0", name=op.f(f"ck_{table}_states")),
        sa.ForeignKeyConstraint(
            [key], [f"{parent}.id"], name=op.f(f"fk_{table}_{key}_{parent}"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(key, "day", name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f(f"ix_{table}_day"), table, ["day"], unique=False)


_PLAYED = (
    "answer a JOIN round r ON r.id = a.round_id AND r.kind = 'play' AND r.gone_ms IS NULL "
    "AND a.ending <> 'skipped'"
)
_COUNT = (
    # Beside a max() SQLite takes the other columns from the row that has it.
    "INSERT INTO tally (pack, question, kind, difficulty, category, asked, is_right) "
    "SELECT pack, question, json_extract(json, '$.kind'), json_extract(json, '$.difficulty'), "
    "coalesce(json_extract(json, '$.category'), ''), asked, is_right FROM "
    "(SELECT a.pack, a.question, a.hash, max(a.round_id * 1000000 + a.position), count(*) AS asked, "
    f"sum(a.is_right) AS is_right FROM {_PLAYED} GROUP BY a.pack, a.question) JOIN asked USING (hash)",
    "INSERT INTO met (player_id, tally_id, asked, is_right) "
    f"SELECT r.player_id, t.id, count(*), sum(a.is_right) FROM {_PLAYED} "
    "JOIN tally t ON t.pack = a.pack AND t.question = a.question GROUP BY r.player_id, t.id",
    f"INSERT INTO pick (tally_id, given, times) SELECT t.id, g.value, count(*) FROM {_PLAYED} "
    "JOIN tally t ON t.pack = a.pack AND t.question = a.question JOIN json_each(a.given) g "
    "GROUP BY t.id, g.value",
    f"INSERT INTO rating_due SELECT DISTINCT r.local_date FROM {_PLAYED} "
    "WHERE r.mode NOT IN ('practice', 'misses')",
)
