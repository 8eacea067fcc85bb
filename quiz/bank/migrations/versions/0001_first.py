"""The first schema: packs and their questions, players, rounds and their events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _asked()
    _pack()
    _player()
    _flag()
    _question()
    _round()
    _answer()
    _choice()
    _event()
    _round_pack()
    _seen()
    _tag()
    if op.get_bind().dialect.name == "sqlite":
        _append_only()


def _asked() -> None:
    op.create_table(
        "asked",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("json", sa.String(), nullable=False),
        sa.CheckConstraint("length(hash) = 16", name=op.f("ck_asked_hashed")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_asked")),
    )


def _pack() -> None:
    op.create_table(
        "pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("license", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("cover", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("base_fingerprint", sa.String(), nullable=False),
        sa.Column("shipped", sa.Boolean(create_constraint=True, name="shipped"), nullable=False),
        sa.Column("local", sa.Boolean(create_constraint=True, name="local"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "ready",
                "importing",
                "leaving",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("lease_pid", sa.Integer(), nullable=True),
        sa.Column("lease_started", sa.String(), nullable=False),
        sa.Column("lease_token", sa.String(), nullable=False),
        sa.CheckConstraint("slug <> '' AND instr(slug, ',') = 0", name=op.f("ck_pack_slug_given")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_pack_title_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint("slug", "state", name=op.f("uq_pack_slug_state")),
    )


def _player() -> None:
    op.create_table(
        "player",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_player_name_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_player")),
        sa.UniqueConstraint("folded", name=op.f("uq_player_folded")),
    )


def _flag() -> None:
    op.create_table(
        "flag",
        sa.Column("player_id", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column(
            "why",
            sa.Enum("wrong", "never", name="why", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["player_id"], ["player.id"], name=op.f("fk_flag_player_id_player"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("player_id", "pack", "question", "why", name=op.f("pk_flag")),
        sqlite_with_rowid=False,
    )


def _question() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "choice",
                "truefalse",
                "multiple",
                "text",
                "number",
                "order",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column(
            "difficulty",
            sa.Enum(
                "easy",
                "medium",
                "hard",
                name="difficulty",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("exact", sa.Boolean(create_constraint=True, name="exact"), nullable=False),
        sa.Column("tolerance", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("image", sa.String(), nullable=False),
        sa.Column("image_alt", sa.String(), nullable=False),
        sa.Column("audio", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("base_hash", sa.String(), nullable=True),
        sa.Column("ord", sa.Integer(), nullable=True),
        sa.CheckConstraint("prompt <> ''", name=op.f("ck_question_prompt_given")),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_question_slug_given")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_question_confidence_share")),
        sa.CheckConstraint("evidence_start >= 0", name=op.f("ck_question_evidence_start_counts")),
        sa.CheckConstraint("length(content_hash) = 16", name=op.f("ck_question_hashed")),
        sa.CheckConstraint("ord >= 0", name=op.f("ck_question_ord_counts")),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["pack.id"], name=op.f("fk_question_pack_id_pack"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("pack_id", "difficulty", "ord", name=op.f("uq_question_pack_id_difficulty_ord")),
        sa.UniqueConstraint("pack_id", "slug", name=op.f("uq_question_pack_id_slug")),
    )
    op.create_index(op.f("ix_question_category_pack_id"), "question", ["category", "pack_id"], unique=False)


def _round() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("player_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "standard",
                "sprint",
                "survival",
                "practice",
                "daily",
                "misses",
                name="mode",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("rule_count", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column(
            "preset",
            sa.Enum(
                "classic",
                "accuracy",
                "flat",
                name="preset",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("lifelines", sa.Boolean(create_constraint=True, name="lifelines"), nullable=False),
        sa.Column(
            "difficulty",
            sa.Enum(
                "easy",
                "medium",
                "hard",
                name="difficulty",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=True,
        ),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("reading", sa.Boolean(create_constraint=True, name="reading"), nullable=False),
        sa.Column("extra_percent", sa.Integer(), nullable=False),
        sa.Column("engine", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("canonical", sa.Boolean(create_constraint=True, name="canonical"), nullable=False),
        sa.Column("eligible", sa.Boolean(create_constraint=True, name="eligible"), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("started_ms", sa.Integer(), nullable=False),
        sa.Column("offset_s", sa.Integer(), nullable=False),
        sa.Column("local_date", sa.String(), nullable=False),
        sa.Column("packs", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("is_right", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("longest_streak", sa.Integer(), nullable=False),
        sa.Column("answer_ms", sa.Integer(), nullable=False),
        sa.Column("median_ms", sa.Integer(), nullable=False),
        sa.Column("away_ms", sa.Integer(), nullable=False),
        sa.Column("assisted", sa.Boolean(create_constraint=True, name="assisted"), nullable=False),
        sa.Column("ranked", sa.Boolean(create_constraint=True, name="ranked"), nullable=False),
        sa.Column("board", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("left_ms", sa.Integer(), nullable=True),
        sa.Column("clocked", sa.Boolean(create_constraint=True, name="clocked"), nullable=False),
        sa.Column("active_ms", sa.Integer(), nullable=False),
        sa.Column("beat_ms", sa.Integer(), nullable=True),
        sa.Column("lease_pid", sa.Integer(), nullable=True),
        sa.Column("lease_started", sa.String(), nullable=False),
        sa.Column("lease_token", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('play', 'demo')", name=op.f("ck_round_kind")),
        sa.CheckConstraint(
            "outcome IN ('finished', 'time up', 'out of lives', 'abandoned')", name=op.f("ck_round_outcome")
        ),
        sa.CheckConstraint("NOT ranked OR eligible", name=op.f("ck_round_ranked_was_eligible")),
        sa.CheckConstraint(
            "answered BETWEEN 0 AND length AND is_right BETWEEN 0 AND answered", name=op.f("ck_round_answers")
        ),
        sa.CheckConstraint(
            "length >= 1 AND rule_count >= 1 AND seconds >= 0 AND extra_percent >= 100",
            name=op.f("ck_round_rules"),
        ),
        sa.CheckConstraint(
            "score >= 0 AND answer_ms >= 0 AND active_ms >= 0 AND seq >= 0", name=op.f("ck_round_counts")
        ),
        sa.ForeignKeyConstraint(["player_id"], ["player.id"], name=op.f("fk_round_player_id_player")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
    )
    op.create_index(
        op.f("ix_round_board_score_answer_ms_started_ms"),
        "round",
        ["board", "score", "answer_ms", "started_ms"],
        unique=False,
    )
    op.create_index(op.f("ix_round_code"), "round", ["code"], unique=False)
    op.create_index(op.f("ix_round_outcome"), "round", ["outcome"], unique=False)
    op.create_index(
        op.f("ix_round_player_id_packs_started_ms"),
        "round",
        ["player_id", "packs", "started_ms"],
        unique=False,
    )
    op.create_index(op.f("ix_round_started_ms"), "round", ["started_ms"], unique=False)


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column(
            "ending",
            sa.Enum(
                "answered",
                "expired",
                "skipped",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("is_right", sa.Boolean(create_constraint=True, name="is_right"), nullable=False),
        sa.Column("appealed", sa.Boolean(create_constraint=True, name="appealed"), nullable=False),
        sa.Column("used_ms", sa.Integer(), nullable=False),
        sa.Column("total_ms", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("streak", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "position >= 0 AND used_ms >= 0 AND points >= 0 AND streak >= 0", name=op.f("ck_answer_counts")
        ),
        sa.ForeignKeyConstraint(["hash"], ["asked.hash"], name=op.f("fk_answer_hash_asked")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_answer_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "position", name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_answer_pack_question"), "answer", ["pack", "question"], unique=False)


def _choice() -> None:
    op.create_table(
        "choice",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("is_right", sa.Boolean(create_constraint=True, name="is_right"), nullable=False),
        sa.Column("image", sa.String(), nullable=True),
        sa.CheckConstraint("text <> ''", name=op.f("ck_choice_text_given")),
        sa.CheckConstraint("ord >= 0", name=op.f("ck_choice_ord_counts")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_choice_question_id_question"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("question_id", "ord", name=op.f("pk_choice")),
        sqlite_with_rowid=False,
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "asked",
                "shown",
                "answered",
                "expired",
                "skipped",
                "lifeline",
                "paused",
                "resumed",
                "appealed",
                "appeal withdrawn",
                "left",
                name="kind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.CheckConstraint("seq >= 1 AND at_ms >= 0", name=op.f("ck_event_counts")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_event_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "seq", name=op.f("pk_event")),
        sqlite_with_rowid=False,
    )


def _round_pack() -> None:
    op.create_table(
        "round_pack",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_pack_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "ord", name=op.f("pk_round_pack")),
        sqlite_with_rowid=False,
    )


def _seen() -> None:
    op.create_table(
        "seen",
        sa.Column("player_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["player_id"], ["player.id"], name=op.f("fk_seen_player_id_player"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_seen_question_id_question"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("player_id", "question_id", name=op.f("pk_seen")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_seen_question_id"), "seen", ["question_id"], unique=False)


def _tag() -> None:
    op.create_table(
        "tag",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_tag_question_id_question"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("question_id", "ord", name=op.f("pk_tag")),
        sqlite_with_rowid=False,
    )


def _append_only() -> None:
    op.execute(
        "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event "
        "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event "
        "WHEN EXISTS (SELECT 1 FROM round WHERE id = OLD.round_id) "
        "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
    )
