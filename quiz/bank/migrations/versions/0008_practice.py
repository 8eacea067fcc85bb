"""A question that was missed has a day on which it comes again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for the day; those of what was missed until now are worked out after the bank was opened."""
    op.add_column("met", sa.Column("due", sa.String(), nullable=True))
    op.create_index("ix_met_due", "met", ["player_id", "due"], sqlite_where=sa.text("due IS NOT NULL"))
    waiting = sa.text("due IS NULL AND is_right < asked")
    op.create_index("ix_met_waiting", "met", ["player_id", "tally_id"], sqlite_where=waiting)
