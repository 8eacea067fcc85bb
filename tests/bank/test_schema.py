"""What the database itself refuses, and that both ways to a schema give the same one."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlmodel import Session, create_engine
from sqlmodel import select as plain_select

from quiz.bank import health, migrations, opening
from quiz.bank.bank import Bank, open_bank
from quiz.bank.engine import connect
from quiz.bank.tables.every import metadata
from quiz.bank.tables.packs import QuestionRow
from tests.bank.making import Playing, all_kinds, article, keys_of, new_round, pack, small
from tests.copied import copied

DATA = Path(__file__).parent / "data"


def _furnish(bank: Bank) -> None:
    bank.store_pack(pack(all_kinds()), shipped=True)
    bank.store_pack(small(3, "other"), shipped=True)
    player = bank.add_player("Ann")
    Playing(bank, new_round(player, keys_of(bank, "other")), None).all(2)
    bank.flag(player.id, 1, "never")
    bank.reviews.store("article", article())


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(copied(path, _furnish)), closing(connect(path)) as connection:
        yield connection


BAD = {
    "ck_question_kind": "UPDATE question SET kind = 'riddle'",
    "ck_question_difficulty": "UPDATE question SET difficulty = 'HARD'",
    "ck_question_prompt_given": "UPDATE question SET prompt = ''",
    "ck_question_exact": "UPDATE question SET exact = 2",
    "ck_question_confidence_share": "UPDATE question SET confidence = 1.5",
    "ck_question_ord_counts": "UPDATE question SET ord = -1 WHERE id = 1",
    "ck_question_hashed": "UPDATE question SET content_hash = 'x'",
    "ck_choice_text_given": "UPDATE choice SET text = ''",
    "ck_pack_slug_given": "UPDATE pack SET slug = 'a,b'",
    "ck_pack_state": "UPDATE pack SET state = 'gone'",
    "ck_player_name_given": "UPDATE player SET name = ''",
    "ck_flag_why": "UPDATE flag SET why = 'boring'",
    "ck_round_outcome": "UPDATE round SET outcome = 'won'",
    "ck_round_answers": "UPDATE round SET is_right = answered + 1",
    "ck_round_ranked_was_eligible": "UPDATE round SET eligible = 0",
    "ck_round_mode": "UPDATE round SET mode = 'party'",
    "ck_answer_ending": "UPDATE answer SET ending = 'left'",
    "ck_event_kind": "INSERT INTO event VALUES (1, 999, 0, 'cheated', '{}')",
    "UNIQUE constraint failed: question.pack_id, question.slug":
        "UPDATE question SET slug = 'c' WHERE pack_id = 1",
    "UNIQUE constraint failed: question.pack_id, question.difficulty, question.ord":
        "UPDATE question SET ord = 0 WHERE pack_id = 1 AND difficulty = 'medium'",
    "UNIQUE constraint failed: pack.slug, pack.state": "UPDATE pack SET slug = 'noir'",
    "UNIQUE constraint failed: player.folded":
        "INSERT INTO player (name, folded) SELECT 'B', folded FROM player",
    "UNIQUE constraint failed: event.round_id, event.seq": "INSERT INTO event VALUES (1, 1, 0, 'left', '{}')",
    "FOREIGN KEY constraint failed": "DELETE FROM player",
    "FOREIGN KEY": "INSERT INTO seen VALUES (1, 999)",
    "FOREIGN KEY constraint": "UPDATE answer SET hash = '0123456789abcdef'",
    "ck_draft_verdict": "UPDATE draft SET verdict = 'maybe'",
    "ck_draft_only_accepted_ones_are_linked": "UPDATE draft SET question_id = 1",
    "ck_draft_confidence_share": "UPDATE draft SET confidence = 2",
    "ck_fact_evidence_is_a_span": "UPDATE fact SET evidence_end = evidence_start",
    "ck_article_hashed": "UPDATE article SET sha256 = ''",
    "ck_article_content_given": "UPDATE article SET content = ''",
    "UNIQUE constraint failed: article.sha256":
        "INSERT INTO article SELECT 9, sha256, title, language, words, kind, source, content, note, report, "
        "made_ms, pack_id, there, last, shown FROM article",
    "ck_tally_counts": "UPDATE tally SET is_right = asked + 1",
    "ck_player_coloured": "UPDATE player SET colour = 6",
    "ck_player_one_way": "UPDATE player SET into_id = id, removed_ms = 1",
    "ck_met_counts": "UPDATE met SET is_right = asked + 1",
    "ck_pick_counts": "UPDATE pick SET times = -1",
    "ck_change_on_table": "UPDATE change SET on_table = 'player'",
    "events are append-only": "UPDATE event SET at_ms = 0",
    "append-only": "DELETE FROM event",
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_the_database_itself_refuses(raw: sqlite3.Connection, name: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=name):
        raw.execute(BAD[name])


def test_a_round_goes_with_its_events_and_answers(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM round")
    for table in ("event", "answer", "round_pack"):
        assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_pack_goes_with_its_questions_and_leaves_the_history(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM pack")
    counts = {t: raw.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in
              ("question", "choice", "tag", "seen", "answer", "event", "asked", "flag")}  # fmt: skip
    assert counts == {
        "question": 0, "choice": 0, "tag": 0, "seen": 0, "answer": 3, "event": 9, "asked": 3, "flag": 1
    }  # fmt: skip


def schema(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: normal(sql) for name, sql in found}


def normal(sql: str) -> str:
    """One text whatever the order of the constraints: a table's body split at its commas, sorted."""
    if not sql.startswith("CREATE TABLE"):
        return sql
    start, end = sql.index("("), sql.rindex(")")
    depth, parts = 0, [""]
    for sign in sql[start + 1 : end]:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    name = sql[:start].replace('"', "").strip()  # SQLite quotes that of a table that was renamed
    return "\n".join([name, *sorted(" ".join(part.split()) for part in parts), sql[end:].strip()])


def by_alembic(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    opening._in_one(path, lambda connection: migrations.upgrade(connection))


def test_a_fresh_bank_has_the_schema_of_the_migrations(tmp_path: Path) -> None:
    open_bank(tmp_path / "fresh.db", backups=False).close()
    by_alembic(tmp_path / "migrated.db")
    fresh, migrated = schema(tmp_path / "fresh.db"), schema(tmp_path / "migrated.db")
    assert sorted(fresh) == sorted(migrated)
    for name in fresh:
        assert fresh[name] == migrated[name]
    assert health.look(tmp_path / "migrated.db") is health.Found.CURRENT


def test_the_migrations_leave_nothing_to_do(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    by_alembic(tmp_path / "bank.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'bank.db'}")
    with engine.connect() as connection:
        # The search index is SQLite's own table, with tables of its own behind it.
        options = {"include_name": lambda name, kind, _: not str(name).startswith("question_fts")}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_opening_a_bank_never_loads_alembic(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from quiz.bank.bank import open_bank\n"
        f"path = Path({str(tmp_path / 'b.db')!r})\n"
        "open_bank(path).close(); open_bank(path).close()\n"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


STORED = sorted(DATA.glob("bank-*.sql"))


def test_every_version_has_a_stored_bank() -> None:
    assert [path.stem for path in STORED] == [f"bank-{version}" for version in health.VERSIONS]


@pytest.mark.parametrize("dump", STORED, ids=lambda dump: dump.stem)
def test_a_stored_bank_of_each_version_opens_whole(
    path: Path, dump: Path, opener: Callable[..., Bank]
) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(dump.read_text(encoding="utf-8"))
    bank = opener()
    assert bank.check() == []
    player = bank.players()[0]
    assert player.name == "Ann"
    assert [(card.slug, card.questions, card.best) for card in bank.cards(player.id)] == [
        ("noir", 12, 3_150), ("kinds", 6, None)
    ]  # fmt: skip
    assert len(bank.latest()) == 3
    assert len(bank.open_rounds(player.id)) == 1
    assert bank.pack("kinds").questions == all_kinds()
    with closing(sqlite3.connect(path)) as raw:
        assert (
            raw.execute("SELECT sum(asked), sum(is_right) FROM tally").fetchone()
            == raw.execute(
                "SELECT count(*), sum(a.is_right) FROM answer a JOIN round r ON r.id = a.round_id "
                "WHERE a.ending <> 'skipped' AND r.gone_ms IS NULL"
            ).fetchone()
        )
    if dump.stem >= "bank-0004":
        (card,) = bank.reviews.cards()
        assert (card.title, card.reviewed, card.drafts) == ("Rouge", 1, 2)
        one, two = bank.reviews.drafts(card.key)
        assert one.became
        assert one.fact is not None
        assert one.fact.evidence.text == "Rouge hunts nine androids."
        assert (two.question.prompt, two.fact) == ("Who helps?", None)


NEXT = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "next", "{last}", None, None
def upgrade():
    with op.batch_alter_table("question") as table:
        table.add_column(sa.Column("later", sa.String(), nullable=True))
        table.create_check_constraint("later_short", "length(later) < 9")
    {more}
"""


def populated(opener: Callable[..., Bank]) -> None:
    bank = opener()
    bank.store_pack(pack(all_kinds()), shipped=True)
    player = bank.add_player("Ann")
    bank.store_pack(small(4, "other"), shipped=True)
    Playing(bank, new_round(player, keys_of(bank, "other"))).all(3)
    bank.close()


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as raw:
        return {name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in metadata.tables}


def test_an_upgrade_makes_a_backup_first_and_keeps_every_row(
    path: Path, opener: Callable[..., Bank], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    populated(opener)
    before = counts(path)
    (tmp_path / "next.py").write_text(NEXT.format(more="", last=health.VERSIONS[-1]))
    monkeypatch.setattr(health, "VERSIONS", (*health.VERSIONS, "next"))
    opening.prepare(path, versions=[tmp_path])
    assert health.look(path) is health.Found.CURRENT
    assert counts(path) == before
    (saved,) = (path.parent / "backups").iterdir()
    assert health.look(saved) is health.Found.OLDER
    assert counts(saved) == before
    with closing(sqlite3.connect(path)) as raw, pytest.raises(sqlite3.IntegrityError, match="later_short"):
        raw.execute("UPDATE question SET later = 'much too long'")


def test_a_failed_upgrade_changes_nothing(
    path: Path, opener: Callable[..., Bank], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    populated(opener)
    before = path.read_bytes()
    more = "op.execute('DELETE FROM pack')"
    (tmp_path / "next.py").write_text(NEXT.format(more=more, last=health.VERSIONS[-1]))
    monkeypatch.setattr(health, "VERSIONS", (*health.VERSIONS, "next"))
    with pytest.raises(sqlite3.IntegrityError, match="without their parent"):
        opening.prepare(path, versions=[tmp_path])
    assert path.read_bytes() == before


def test_questions_by_plain_sqlite_equal_the_plain_query(bank: Bank, path: Path) -> None:
    bank.store_pack(pack(all_kinds()), shipped=True)
    engine = create_engine(f"sqlite:///{path}")
    with Session(engine) as session:
        rows = session.exec(plain_select(QuestionRow).options(
            selectinload(QuestionRow.choices), selectinload(QuestionRow.tags), selectinload(QuestionRow.pack)
        )).all()  # fmt: skip
        for row in rows:
            slug, question = bank.question(row.id or 0)
            assert slug == row.pack.slug
            assert question.right == tuple(c.text for c in row.choices if c.is_right)
            assert question.wrong == tuple(c.text for c in row.choices if not c.is_right)
            assert question.tags == tuple(tag.text for tag in row.tags)
            assert (question.kind, question.difficulty) == (row.kind, row.difficulty)
            assert row.content_hash == row.base_hash == question.content_hash()
            for name in ("prompt", "category", "explanation", "evidence", "evidence_start", "source",
                         "relation", "confidence", "exact", "unit"):  # fmt: skip
                assert getattr(question, name) == getattr(row, name)
    engine.dispose()


def test_bulk_rows_equal_rows_through_the_models(bank: Bank, path: Path) -> None:
    bank.store_pack(pack(all_kinds()), shipped=True)
    engine = create_engine(f"sqlite:///{path}")
    tables = ("choice", "tag", "question")
    with engine.connect() as connection:
        bulk = {name: connection.execute(select(metadata.tables[name])).all() for name in tables}
    question_rows = [QuestionRow(**dict(row._mapping)) for row in bulk["question"]]
    with engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM question")
        for row in question_rows:
            connection.execute(metadata.tables["question"].insert().values(row.model_dump()))
        again = connection.execute(select(metadata.tables["question"])).all()
        assert again == bulk["question"]
    engine.dispose()
    assert [row.ord for row in bulk["choice"] if row.question_id == 1] == [0, 1, 2]
