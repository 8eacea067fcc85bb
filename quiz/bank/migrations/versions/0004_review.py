"""Articles, the facts in them, and the drafts of questions that wait for their author's review."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and let the journal keep changes of articles and drafts."""
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("made_ms", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=True),
        sa.Column("there", sa.Boolean(create_constraint=True, name="there"), nullable=False),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("shown", sa.String(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_article_hashed")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_article_title_given")),
        sa.CheckConstraint("content <> ''", name=op.f("ck_article_content_given")),
        sa.CheckConstraint("words >= 0", name=op.f("ck_article_words_count")),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["pack.id"], name=op.f("fk_article_pack_id_pack"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_index(op.f("ix_article_pack_id"), "article", ["pack_id"], unique=False)
    there = sa.text("there")
    op.create_index("uq_article_sha256", "article", ["sha256"], unique=True, sqlite_where=there)
    _facts()
    _drafts()
    _journal()


def _facts() -> None:
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("objects", sa.JSON(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("object_type", sa.String(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("qualifier", sa.String(), nullable=False),
        sa.Column("hedged", sa.Boolean(create_constraint=True, name="hedged"), nullable=False),
        sa.Column("opinion", sa.Boolean(create_constraint=True, name="opinion"), nullable=False),
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.CheckConstraint(
            "0 <= evidence_start AND evidence_start < evidence_end", name=op.f("ck_fact_evidence_is_a_span")
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_fact_confidence_share")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_fact_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    op.create_index(op.f("ix_fact_article_id"), "fact", ["article_id"], unique=False)


def _drafts() -> None:
    verdict = sa.Enum(
        "open", "accepted", "rejected",
        name="verdict", native_enum=False, create_constraint=True, length=16,
    )  # fmt: skip
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        sa.Column("verdict", verdict, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("json", sa.String(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("there", sa.Boolean(create_constraint=True, name="there"), nullable=False),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_draft_confidence_share")),
        sa.CheckConstraint(
            "question_id IS NULL OR verdict = 'accepted'",
            name=op.f("ck_draft_only_accepted_ones_are_linked"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_draft_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_draft_fact_id_fact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_draft_question_id_question"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    for column in ("article_id", "fact_id", "question_id"):
        op.create_index(op.f(f"ix_draft_{column}"), "draft", [column], unique=False)


def _journal() -> None:
    with op.batch_alter_table("change") as change:
        change.drop_constraint(op.f("ck_change_on_table"), type_="check")
        change.create_check_constraint(
            op.f("ck_change_on_table"), "on_table IN ('question', 'pack', 'article', 'draft')"
        )
