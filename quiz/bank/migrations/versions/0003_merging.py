"""The search index is merged in small pieces by whoever writes much, and no more inside a commit."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say so to the index."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO question_fts (question_fts, rank) VALUES ('automerge', 0)")
        op.execute("INSERT INTO question_fts (question_fts, rank) VALUES ('usermerge', 16)")
