"""Where a plain query would be too slow, and all SQL that only SQLite understands.

Each function is tested equal to the plain query over the tables; another database would get its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import Insert, insert

from quiz.bank.ready import CONTENT, Ready, answer_rows, content_row
from quiz.core.media import media_of
from quiz.core.questions import Difficulty, Kind, Media, Question, from_json
from quiz.core.searching import indexed

APPEND_ONLY = (
    "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event "
    "WHEN EXISTS (SELECT 1 FROM round WHERE id = OLD.round_id) "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
)

STANDS = "ranked AND outcome IS NOT NULL AND outcome <> 'abandoned' AND gone_ms IS NULL"
"""Which rounds stand on a board, word for word as the indexes of boards have it: so a query finds them."""


def _stands(row: str) -> str:
    return " AND ".join(f"{row}.{term}" for term in STANDS.split(" AND "))


_TAKE_OFF = (
    "UPDATE board_count SET n = n - 1 WHERE board = OLD.board AND hundred = OLD.score / 100 "
    f"AND {_stands('OLD')}; DELETE FROM board_count WHERE board = OLD.board AND n = 0;"
)
_PUT_ON = (
    "INSERT INTO board_count (board, hundred, n) "
    f"SELECT NEW.board, NEW.score / 100, 1 WHERE {_stands('NEW')} "
    "ON CONFLICT (board, hundred) DO UPDATE SET n = n + 1;"
)
# A place is read off these sums, however many rounds its board has. Triggers keep them: a round comes onto a
# board, and leaves it, in many ways.
BOARD_COUNTS = (
    f"CREATE TRIGGER round_is_counted AFTER INSERT ON round WHEN {_stands('NEW')} BEGIN {_PUT_ON} END",
    f"CREATE TRIGGER round_is_counted_off AFTER DELETE ON round WHEN {_stands('OLD')} BEGIN {_TAKE_OFF} END",
    "CREATE TRIGGER round_is_counted_anew AFTER UPDATE OF board, score, ranked, outcome, gone_ms ON round "
    f"WHEN ({_stands('OLD')}) OR ({_stands('NEW')}) BEGIN {_TAKE_OFF} {_PUT_ON} END",
)


def on_board(raw: sqlite3.Connection, board: str) -> int:
    """How many rounds stand on a board."""
    return _sum_of(raw, board, 0)


def hundreds_above(raw: sqlite3.Connection, board: str, score: int) -> int:
    """How many rounds of a board have more points than any with as many hundreds as ``score``."""
    return _sum_of(raw, board, score // 100 + 1)


def _sum_of(raw: sqlite3.Connection, board: str, hundred: int) -> int:
    sums = "SELECT coalesce(sum(n), 0) FROM board_count WHERE board = ? AND hundred >= ?"
    ((n,),) = raw.execute(sums, (board, hundred)).fetchall()
    return int(n)


# Beginnings of these lengths have lists of their own: a first page of hits is read off them at once. What
# was written is merged by ``merge_some``, for a commit that merged by itself would make an answer wait.
SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE question_fts USING "
    "fts5(text, detail = none, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 3 5')",
    "INSERT INTO question_fts (question_fts, rank) VALUES ('automerge', 0)",
    "INSERT INTO question_fts (question_fts, rank) VALUES ('usermerge', 16)",
    "INSERT INTO question_fts (question_fts, rank) VALUES ('crisismerge', 64)",
)


def insert_new(table: Table) -> Insert:
    """An INSERT that leaves rows alone whose key is there already."""
    return insert(table).on_conflict_do_nothing()


def unfinished_by_pack(raw: sqlite3.Connection) -> dict[int, int]:
    """How many questions of each pack are still to be written, by the pack's number."""
    # In this order: the few unfinished ones are looked up, and not all questions gone through.
    return dict(
        raw.execute(
            "SELECT q.pack_id, count(*) FROM unfinished u CROSS JOIN question q ON q.id = u.question_id "
            "WHERE q.ord IS NULL GROUP BY q.pack_id"
        )
    )


def mark_due(raw: sqlite3.Connection, day: str) -> None:
    """Note that a day, ``2024-01-31``, is to be rated anew."""
    raw.execute("INSERT OR IGNORE INTO rating_due (day) VALUES (?)", (day,))


_COLUMNS = ("id", "pack_id", "slug", "place", *CONTENT, "content_hash", "base_hash", "ord")
_INSERT_QUESTION = f"INSERT INTO question ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_INSERT_CHOICE = "INSERT INTO choice (question_id, ord, text, is_right, image) VALUES (?, ?, ?, ?, ?)"
_INSERT_TAG = "INSERT INTO tag (question_id, ord, text) VALUES (?, ?, ?)"
_INSERT_TEXT = "INSERT INTO question_fts (rowid, text) VALUES (?, ?)"


def insert_questions(
    raw: sqlite3.Connection, pack_id: int, rows: Sequence[Ready], place: int, *, shipped: bool
) -> None:
    """Add questions to a pack, in slots after those that are there; ``shipped`` as they came in.

    ``place`` is the first one's position in the pack's order. The caller holds the transaction.
    """
    key = next_key(raw)
    slots = {level.value: slots_used(raw, pack_id, level.value) for level in Difficulty}
    questions, choices, tags, texts = [], [], [], []
    for number, (slug, level, content, mark, answers, tagged, text) in enumerate(rows, key):
        base = mark if shipped else None
        questions.append((number, pack_id, slug, place + number - key, *content, mark, base, slots[level]))
        slots[level] += 1
        choices += [(number, *answer) for answer in answers]
        tags += [(number, n, tag) for n, tag in enumerate(tagged)]
        texts.append((number, text))
    raw.executemany(_INSERT_QUESTION, questions)
    raw.executemany(_INSERT_CHOICE, choices)
    if tags:
        raw.executemany(_INSERT_TAG, tags)
    raw.executemany(_INSERT_TEXT, texts)


def next_key(raw: sqlite3.Connection) -> int:
    """The number that the next question gets."""
    return int(raw.execute("SELECT coalesce(max(id), 0) + 1 FROM question").fetchone()[0])


def slots_used(raw: sqlite3.Connection, pack_id: int, difficulty: str) -> int:
    """How many questions of a pack have this difficulty: one seek, as slots stand without a gap."""
    found = raw.execute(
        "SELECT max(ord) FROM question WHERE pack_id = ? AND difficulty = ?", (pack_id, difficulty)
    )
    last = found.fetchone()[0]
    return 0 if last is None else int(last) + 1


def ready_packs(raw: sqlite3.Connection) -> dict[str, int]:
    """The numbers of the packs that are shown, by slug and in the order of slugs."""
    return dict(raw.execute("SELECT slug, id FROM pack WHERE state = 'ready' ORDER BY slug").fetchall())


def hidden_slots(raw: sqlite3.Connection, player_id: int) -> list[tuple[int, str, int]]:
    """Pack, difficulty and slot of each question that a player never wants again."""
    return raw.execute(
        "SELECT q.pack_id, q.difficulty, q.ord FROM flag "
        "JOIN pack ON pack.slug = flag.pack AND pack.state = 'ready' "
        "JOIN question q ON q.pack_id = pack.id AND q.slug = flag.question "
        "WHERE flag.player_id = ? AND flag.why = 'never' AND q.ord IS NOT NULL",
        (player_id,),
    ).fetchall()


def key_at(raw: sqlite3.Connection, pack_id: int, difficulty: str, slot: int) -> int:
    """The question in a slot, or in the last one before it when the pack has just shrunk.

    Raises LookupError when the pack has gone.
    """
    found = raw.execute(
        "SELECT id FROM question WHERE pack_id = ? AND difficulty = ? AND ord <= ? ORDER BY ord DESC LIMIT 1",
        (pack_id, difficulty, slot),
    ).fetchone()
    if found is None:
        raise LookupError(f"no question of difficulty {difficulty} is left in pack {pack_id}")
    return int(found[0])


def seen_of(raw: sqlite3.Connection, player_id: int, keys: Sequence[int]) -> set[int]:
    """Those of ``keys`` that the player has been asked."""
    marks = ",".join("?" * len(keys))
    found = raw.execute(
        f"SELECT question_id FROM seen WHERE player_id = ? AND question_id IN ({marks})", (player_id, *keys)
    )
    return {key for (key,) in found}


_SELECT = (
    "SELECT q.id, pack.slug, q.slug, q.kind, q.prompt, q.difficulty, q.category, q.explanation, q.evidence, "
    "q.evidence_start, q.source, q.relation, q.confidence, q.exact, q.tolerance, q.unit, q.image, "
    "q.image_alt, q.audio FROM question q JOIN pack ON pack.id = q.pack_id WHERE q.id "
)
_KINDS = {kind.value: kind for kind in Kind}
_LEVELS = {level.value: level for level in Difficulty}
_NOTHING, _NO_MEDIA = Decimal(0), Media()
_AT_ONCE = 500


def read_questions(raw: sqlite3.Connection, keys: Sequence[int]) -> dict[int, tuple[str, Question]]:
    """The questions with these keys and their packs' slugs; those that are not there are left out."""
    found: dict[int, tuple[str, Question]] = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        where = f"IN ({','.join('?' * len(some))})"
        answers: dict[int, list[tuple[str, int, str | None]]] = {}
        for key, text, right, image in raw.execute(
            f"SELECT question_id, text, is_right, image FROM choice WHERE question_id {where} "
            "ORDER BY question_id, ord", some
        ):  # fmt: skip
            answers.setdefault(key, []).append((text, right, image))
        tags: dict[int, list[str]] = {}
        for key, text in raw.execute(
            f"SELECT question_id, text FROM tag WHERE question_id {where} ORDER BY question_id, ord", some
        ):
            tags.setdefault(key, []).append(text)
        for row in raw.execute(_SELECT + where, some):
            found[row[0]] = (row[1], _question(row[2:], answers.get(row[0], ()), tags.get(row[0], ())))
    return found


def _question(
    row: Sequence[Any], answers: Iterable[tuple[str, int, str | None]], tags: Iterable[str]
) -> Question:
    (slug, kind, prompt, level, category, explanation, evidence, start, source, relation, confidence,
     exact, tolerance, unit, image, image_alt, audio) = row  # fmt: skip
    answers = list(answers)
    return Question(
        slug, prompt, _KINDS[kind],
        tuple([text for text, right, _ in answers if right]),
        tuple([text for text, right, _ in answers if not right]),
        _LEVELS[level], category, explanation, evidence, start, source, relation, confidence, bool(exact),
        _NOTHING if tolerance == "0" else Decimal(tolerance), unit, tuple(tags),
        Media(image, image_alt, audio) if image or image_alt or audio else _NO_MEDIA,
        tuple([picture for _, _, picture in answers if picture is not None]),
    )  # fmt: skip


_NAMED = (
    "SELECT image FROM question WHERE image <> '' UNION ALL SELECT audio FROM question WHERE audio <> '' "
    "UNION ALL SELECT image FROM choice WHERE image <> '' UNION ALL SELECT cover FROM pack WHERE cover <> ''"
)
# Only what has a medium is read as JSON: a history of years is mostly text.
_WITH_MEDIA = "instr({0}, '\"image\":') OR instr({0}, '\"audio\":') OR instr({0}, '\"choice_images\":')"
_KEPT_WITH_MEDIA = (
    f"SELECT json FROM asked WHERE {_WITH_MEDIA.format('json')}",
    f"SELECT json FROM unfinished WHERE {_WITH_MEDIA.format('json')}",
)
_DRAFTS_WITH_MEDIA = f"SELECT json FROM draft WHERE {_WITH_MEDIA.format('json')}"
# Both states of a step name what an undo or a redo would bring back.
_STEPS_WITH_MEDIA = tuple(
    f"SELECT json_extract({state}, '$.question') FROM change WHERE on_table IN ('question', 'draft') "
    f"AND ({_WITH_MEDIA.format(state)})"
    for state in ("before", "after")
)
_STEPS_WITH_COVER = tuple(
    f"SELECT json_extract({state}, '$.head.cover') FROM change WHERE on_table = 'pack'"
    for state in ("before", "after")
)


def named_media(raw: sqlite3.Connection) -> Iterator[str]:
    """Every medium that questions, covers, the history or the journal of the authors name; some twice."""
    # A backup may be older than these tables.
    has_journal, has_drafts = (
        raw.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        for name in ("change", "draft")
    )
    for statement in (_NAMED, *(_STEPS_WITH_COVER if has_journal else ())):
        for (name,) in raw.execute(statement):
            yield name or ""
    kept = (*_KEPT_WITH_MEDIA, *_STEPS_WITH_MEDIA) if has_journal else _KEPT_WITH_MEDIA[:1]
    for statement in (*kept, _DRAFTS_WITH_MEDIA) if has_drafts else kept:
        for (text,) in raw.execute(statement):
            yield from media_of(from_json(text))


def rewrite(raw: sqlite3.Connection, rows: Sequence[tuple[int, Question, str]]) -> None:
    """Give questions another content: ``(number, question, content hash)``; their slots stay as they are."""
    keys = [(key,) for key, _, _ in rows]
    columns = ", ".join(f"{name} = ?" for name in (*CONTENT, "content_hash"))
    raw.executemany(
        f"UPDATE question SET {columns} WHERE id = ?", [(*content_row(q), mark, key) for key, q, mark in rows]
    )
    raw.executemany("DELETE FROM choice WHERE question_id = ?", keys)
    raw.executemany("DELETE FROM tag WHERE question_id = ?", keys)
    raw.executemany(_INSERT_CHOICE, [(key, *answer) for key, q, _ in rows for answer in answer_rows(q)])
    raw.executemany(_INSERT_TAG, [(key, n, tag) for key, q, _ in rows for n, tag in enumerate(q.tags)])
    reindex(raw, [(key, q) for key, q, _ in rows])


def reindex(raw: sqlite3.Connection, rows: Sequence[tuple[int, Question]]) -> None:
    """Let questions be found by what they say now."""
    raw.executemany("DELETE FROM question_fts WHERE rowid = ?", [(key,) for key, _ in rows])
    raw.executemany(_INSERT_TEXT, [(key, indexed(q)) for key, q in rows])


def forget(raw: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Let questions that go be found no more."""
    raw.executemany("DELETE FROM question_fts WHERE rowid = ?", [(key,) for key in keys])


_MERGED_PAGES = 8
"""An import of questions with four answers each adds about as many pages to the index with every chunk."""


def merge_some(raw: sqlite3.Connection) -> None:
    """Merge a little of what was written to the search index: some milliseconds, or none when all is done.

    Whoever has written to it does this in a transaction of its own, as often as it wrote.
    """
    raw.execute("INSERT INTO question_fts (question_fts, rank) VALUES ('merge', ?)", (_MERGED_PAGES,))


def differs(raw: sqlite3.Connection, pack_id: int) -> bool:
    """Whether any question of a pack is another than came in."""
    found = raw.execute(
        "SELECT EXISTS (SELECT 1 FROM question WHERE pack_id = ? AND ord IS NOT NULL "
        "AND (base_hash IS NULL OR base_hash <> content_hash))",
        (pack_id,),
    )
    return bool(found.fetchone()[0])


def contents(raw: sqlite3.Connection, pack_id: int) -> Iterator[tuple[str, str]]:
    """Id and content hash of each question in a pack, by id."""
    yield from raw.execute(
        "SELECT slug, content_hash FROM question WHERE pack_id = ? AND ord IS NOT NULL ORDER BY slug",
        (pack_id,),
    )


def rating_before(raw: sqlite3.Connection, table: str, key: int, day: str) -> tuple[Any, ...] | None:
    """Day, rating, deviation and volatility of the last state before a day; None when there is none.

    ``table`` is ``player_rating`` or ``question_rating``.
    """
    column = {"player_rating": "player_id", "question_rating": "tally_id"}[table]
    found: tuple[Any, ...] | None = raw.execute(
        f"SELECT day, rating, deviation, volatility FROM {table} WHERE {column} = ? AND day < ? "
        "ORDER BY day DESC LIMIT 1",
        (key, day),
    ).fetchone()
    return found


def add_ratings(raw: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Keep states: ``(player or tally, day, rating, deviation, volatility)``; ``table`` as above."""
    column = {"player_rating": "player_id", "question_rating": "tally_id"}[table]
    raw.executemany(
        f"INSERT INTO {table} ({column}, day, rating, deviation, volatility) VALUES (?, ?, ?, ?, ?)", rows
    )


_MINE = "r.player_id = :player AND r.kind = 'play' AND r.gone_ms IS NULL"
_ANSWERS_OF = (
    "SELECT r.local_date, CASE WHEN a.total_ms IS NOT NULL AND a.ending = 'answered' THEN a.used_ms END "
    f"FROM round r JOIN answer a ON a.round_id = r.id WHERE {_MINE} AND a.ending <> 'skipped' "
)


def answers_of(raw: sqlite3.Connection, player_id: int, pack: str) -> list[tuple[str, int | None]]:
    """The day of each of a player's answers, and the milliseconds it took, in no order.

    None without a clock, and where the time ran out. With ``pack`` those to questions of that pack.
    """
    # The sign keeps SQLite from going by the pack, which everybody else has answered too.
    more = "AND +a.pack = :pack" if pack else ""
    return raw.execute(_ANSWERS_OF + more, {"player": player_id, "pack": pack}).fetchall()


_SHARES_OF = (
    "SELECT t.pack, t.kind, t.difficulty, t.category, sum(m.asked), sum(m.is_right) "
    "FROM met m JOIN tally t ON t.id = m.tally_id WHERE m.player_id = :player {} GROUP BY 1, 2, 3, 4"
)


def shares_of(raw: sqlite3.Connection, player_id: int, pack: str) -> list[tuple[Any, ...]]:
    """How often a player answered, and rightly, by pack, kind, difficulty and category together."""
    more = "AND +t.pack = :pack" if pack else ""
    return raw.execute(_SHARES_OF.format(more), {"player": player_id, "pack": pack}).fetchall()


_ROUNDS_OF = (
    "SELECT id, mode, preset, rule_count, seconds, local_date, score, longest_streak, outcome FROM round r "
    f"WHERE {_MINE} {{}} ORDER BY started_ms + 1000 * offset_s, id"
)


def rounds_of(raw: sqlite3.Connection, player_id: int, pack: str) -> list[tuple[Any, ...]]:
    """A player's rounds in the order of the local time as played; with ``pack`` those over just that pack."""
    more = "AND packs = :pack" if pack else ""
    return raw.execute(_ROUNDS_OF.format(more), {"player": player_id, "pack": pack}).fetchall()


def titles_of(raw: sqlite3.Connection, player_id: int) -> dict[str, str]:
    """What the packs were called when a player last met them."""
    # Beside a max() SQLite takes the other columns from the row that has it.
    found = raw.execute(
        "SELECT p.slug, p.title, max(p.round_id) FROM round r JOIN round_pack p ON p.round_id = r.id "
        f"WHERE {_MINE} GROUP BY p.slug",
        {"player": player_id},
    )
    return {slug: title for slug, title, _ in found}
