"""The studio: a full-text index over all questions, a journal to undo by, and unfinished questions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and fill the index."""
    op.create_table(
        "unfinished",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("json", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_unfinished_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_unfinished")),
    )  # fmt: skip
    op.create_table(
        "gone_question",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_gone_question_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_gone_question")),
    )  # fmt: skip
    op.create_table(
        "gone_pack",
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_gone_pack_slug_given")),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["pack.id"], name=op.f("fk_gone_pack_pack_id_pack"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pack_id", name=op.f("pk_gone_pack")),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("undone", sa.Boolean(create_constraint=True, name="undone"), nullable=False),
        sa.CheckConstraint("label <> ''", name=op.f("ck_step_label_given")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_step_size_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index(op.f("ix_step_undone_id"), "step", ["undone", "id"], unique=False)
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("on_table", sa.String(), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.CheckConstraint("on_table IN ('question', 'pack')", name=op.f("ck_change_on_table")),
        sa.ForeignKeyConstraint(
            ["step_id"], ["step.id"], name=op.f("fk_change_step_id_step"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_step_id"), "change", ["step_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        _index()


def _index() -> None:
    """The index as it was made then, filled with every question that is there."""
    from quiz.core.searching import spread

    op.execute(
        "CREATE VIRTUAL TABLE question_fts USING "
        "fts5(text, detail = none, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 3 5')"
    )
    op.execute("INSERT INTO question_fts (question_fts, rank) VALUES ('automerge', 16)")
    op.execute("INSERT INTO question_fts (question_fts, rank) VALUES ('crisismerge', 64)")
    raw = op.get_bind()
    found = raw.exec_driver_sql(
        "SELECT q.id, q.prompt, q.category, q.explanation, "
        "(SELECT group_concat(text, char(10)) FROM choice WHERE question_id = q.id), "
        "(SELECT group_concat(text, char(10)) FROM tag WHERE question_id = q.id) FROM question q"
    )
    while rows := found.fetchmany(1000):
        texts = [
            (key, spread("\n".join((prompt, answers or "", category, tags or "", explanation))))
            for key, prompt, category, explanation, answers, tags in rows
        ]
        raw.exec_driver_sql("INSERT INTO question_fts (rowid, text) VALUES (?, ?)", texts)
