"""Players choose a colour."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it; who has chosen none has one by number."""
    with op.batch_alter_table("player", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("colour", sa.Integer(), nullable=True))
        table.create_check_constraint("coloured", "colour BETWEEN 0 AND 5")
