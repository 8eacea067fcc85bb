"""Players can be merged, removed and brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note who goes and where to; find a player's rounds of one draw, and those being played."""
    with op.batch_alter_table("player", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("into_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("removed_ms", sa.Integer(), nullable=True))
        table.add_column(sa.Column("back_ms", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_player_into_id_player", "player", ["into_id"], ["id"])
        table.create_check_constraint("one_way", "(into_id IS NOT NULL) + (removed_ms IS NOT NULL) <= 1")
    op.create_index("ix_round_player_id_seed", "round", ["player_id", "seed"])
    held = sa.text("lease_pid IS NOT NULL")
    op.create_index("ix_round_held", "round", ["player_id"], sqlite_where=held)
