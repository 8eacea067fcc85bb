"""What the studio reads: a pack's questions in any order, how they look in a table, and the search."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from quiz.bank.author_views import Hit, Line, Listing
from quiz.core.questions import Difficulty, Kind, from_json, problems
from quiz.core.searching import beginning, listed, terms, whole

# A question that is in its pack: in play, or written but not finished; and not taken out.
_THERE = (
    "(q.ord IS NOT NULL OR EXISTS (SELECT 1 FROM unfinished u WHERE u.question_id = q.id)) "
    "AND (q.ord IS NOT NULL OR NOT EXISTS (SELECT 1 FROM gone_question g WHERE g.question_id = q.id))"
)
_ORDERS = {
    "place": "q.place, q.id",
    "prompt": "q.prompt COLLATE NOCASE, q.id",
    "kind": "q.kind, q.place, q.id",
    "difficulty": "CASE q.difficulty WHEN 'easy' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, q.place, q.id",
    "category": "q.category COLLATE NOCASE, q.place, q.id",
    "answer": "(SELECT text FROM choice c WHERE c.question_id = q.id AND c.ord = 0) COLLATE NOCASE, q.id",
}
SORTS = tuple(_ORDERS)
_MOST_LOOKED_AT = 4000
_SNIPPET = 200
_AT_ONCE = 500
_LONG = 64


def keys(raw: sqlite3.Connection, listing: Listing) -> array[int]:
    """The numbers of the questions that a table shows, in its order."""
    where = ["q.pack_id = (SELECT id FROM pack WHERE slug = ? AND state = 'ready')", _THERE]
    values: list[object] = [listing.slug]
    for column, value in (
        ("kind", listing.kind and listing.kind.value),
        ("difficulty", listing.difficulty and listing.difficulty.value),
        ("category", listing.category),
    ):
        if value:
            where.append(f"q.{column} = ?")
            values.append(value)
    if listing.tag:
        where.append("EXISTS (SELECT 1 FROM tag t WHERE t.question_id = q.id AND t.text = ?)")
        values.append(listing.tag)
    if match := beginning(terms(listing.text)):
        where.append("q.id IN (SELECT rowid FROM question_fts WHERE question_fts MATCH ?)")
        values.append(match)
    order = _ORDERS[listing.sort]
    if listing.descending:
        order = ", ".join(f"{part} DESC" for part in order.split(", "))
    found = raw.execute(f"SELECT q.id FROM question q WHERE {' AND '.join(where)} ORDER BY {order}", values)
    made: array[int] = array("q")
    while rows := found.fetchmany(10_000):
        made.extend([key for (key,) in rows])
    return made


def lines(raw: sqlite3.Connection, some: Sequence[int]) -> dict[int, Line]:
    """How questions look in the table, by their numbers; those that have gone are left out."""
    marks = ",".join("?" * len(some))
    found = raw.execute(
        "SELECT q.id, q.slug, q.prompt, q.kind, q.difficulty, q.category, q.base_hash IS NULL OR "
        "q.base_hash <> q.content_hash, u.json, "
        "(SELECT group_concat(text, ', ') FROM choice c WHERE c.question_id = q.id AND c.is_right), "
        "(SELECT group_concat(text, ', ') FROM tag t WHERE t.question_id = q.id) "
        f"FROM question q LEFT JOIN unfinished u ON u.question_id = q.id WHERE q.id IN ({marks})",
        [*some],
    )
    made: dict[int, Line] = {}
    for key, slug, prompt, kind, level, category, changed, text, answer, tags in found:
        if text is None:
            made[key] = Line(
                key, slug, prompt[:_SNIPPET], Kind(kind), Difficulty(level), category,
                (answer or "")[:_SNIPPET], tags or "", bool(changed), "",
            )  # fmt: skip
        else:
            q = from_json(text)
            made[key] = Line(
                key, q.id, q.prompt[:_SNIPPET], q.kind, q.difficulty, q.category,
                ", ".join(q.right)[:_SNIPPET], ", ".join(q.tags), True, "; ".join(problems(q)),
            )  # fmt: skip
    return made


def holding(raw: sqlite3.Connection, slug: str, needle: str, after: int, upto: int, limit: int) -> list[int]:
    """Questions that may have ``needle`` in a text, by their numbers: unfinished ones always may."""
    own = "AND p.slug = :slug" if slug else ""
    columns = ("prompt", "explanation", "category", "source")
    texts = " OR ".join(f"q.{name} LIKE :like ESCAPE '\\'" for name in columns)
    return [
        key
        for (key,) in raw.execute(
            "SELECT q.id FROM question q CROSS JOIN pack p ON p.id = q.pack_id "
            f"WHERE q.id > :after AND q.id <= :upto AND p.state = 'ready' {own} "
            f"AND {_THERE} AND (:like = '%%' OR {texts} "
            "OR EXISTS (SELECT 1 FROM choice c WHERE c.question_id = q.id AND c.text LIKE :like ESCAPE '\\') "
            "OR EXISTS (SELECT 1 FROM tag t WHERE t.question_id = q.id AND t.text LIKE :like ESCAPE '\\') "
            "OR EXISTS (SELECT 1 FROM unfinished u WHERE u.question_id = q.id)) "
            "ORDER BY q.id LIMIT :limit",
            {"after": after, "upto": upto, "slug": slug, "limit": limit, "like": _like(needle)},
        )
    ]


def _like(needle: str) -> str:
    for sign in "\\%_":
        needle = needle.replace(sign, f"\\{sign}")
    return f"%{needle}%"


def search(raw: sqlite3.Connection, typed: str, limit: int) -> list[Hit]:
    """Questions of all packs that hold every word of what was typed, or its beginning.

    Those that hold it all in their prompt come first. A word that begins those of very many questions
    would have all of them listed before the first is shown; so the cheaper ways are tried before that, and
    are enough where they fill the page.
    """
    words = terms(typed)
    if not words:
        return []
    found = _hits(raw, whole(words), [], limit)
    longer = [word for word in words if listed(word) != word]
    if longer and len(found) < limit:
        found = _hits(raw, beginning([listed(word) for word in words]), longer, limit)
        if len(found) < limit:
            found = _hits(raw, beginning(words), [], limit)
    wanted = typed.strip().casefold()
    return sorted(found, key=lambda hit: (wanted not in hit.prompt.casefold(), hit.key))[:limit]


def _hits(raw: sqlite3.Connection, match: str, longer: Sequence[str], limit: int) -> list[Hit]:
    """The first questions that match, as far as they have the ``long`` words in them."""
    checks = " AND text LIKE ?" * len(longer)
    found = raw.execute(
        "SELECT q.id, p.slug, p.title, q.prompt, "
        "(SELECT text FROM choice c WHERE c.question_id = q.id AND c.ord = 0) "
        "FROM (SELECT rowid AS key FROM (SELECT rowid, text FROM question_fts WHERE question_fts MATCH ? "
        f"LIMIT {_MOST_LOOKED_AT}) WHERE TRUE{checks}) AS hit "
        "CROSS JOIN question q ON q.id = hit.key CROSS JOIN pack p ON p.id = q.pack_id "
        f"WHERE p.state = 'ready' AND {_THERE} LIMIT ?",
        (match, *(f"%{word}%" for word in longer), limit * 2),
    )
    return [
        Hit(key, slug, title, prompt[:_SNIPPET], (answer or "")[:_SNIPPET])
        for key, slug, title, prompt, answer in found
    ]


class Place(NamedTuple):
    """Where a question stands, beside its content; ``json`` holds what cannot be played yet."""

    key: int
    pack_id: int
    place: int
    base: str | None
    in_play: int
    gone: int
    json: str | None


def places(raw: sqlite3.Connection, some: Sequence[int]) -> list[Place]:
    """Where questions stand; those that are not here are left out."""
    found: list[Place] = []
    for start in range(0, len(some), _AT_ONCE):
        part = some[start : start + _AT_ONCE]
        rows = raw.execute(
            "SELECT q.id, q.pack_id, q.place, q.base_hash, q.ord IS NOT NULL, g.question_id IS NOT NULL, "
            "u.json FROM question q LEFT JOIN unfinished u ON u.question_id = q.id "
            f"LEFT JOIN gone_question g ON g.question_id = q.id WHERE q.id IN ({','.join('?' * len(part))})",
            [*part],
        )
        found += [Place(*row) for row in rows]
    return found


def mark_gone(raw: sqlite3.Connection, key: int, *, gone: bool) -> None:
    """Keep that a question was taken out of its pack, or that it is back."""
    if gone:
        raw.execute("INSERT OR IGNORE INTO gone_question (question_id) VALUES (?)", (key,))
    else:
        raw.execute("DELETE FROM gone_question WHERE question_id = ?", (key,))


def put_unfinished(raw: sqlite3.Connection, key: int, text: str) -> None:
    """Keep a question that cannot be played yet, as JSON; an empty text says that it can."""
    if text:
        raw.execute("INSERT OR REPLACE INTO unfinished (question_id, json) VALUES (?, ?)", (key, text))
    else:
        raw.execute("DELETE FROM unfinished WHERE question_id = ?", (key,))


def put_place(
    raw: sqlite3.Connection, key: int, pack_id: int, place: int, base: str | None, slug: str | None
) -> None:
    """Put a question where it belongs, under another id if one is given."""
    raw.execute(
        "UPDATE question SET pack_id = ?, place = ?, base_hash = ?, slug = coalesce(?, slug) WHERE id = ?",
        (pack_id, place, base, slug, key),
    )


def stamp(raw: sqlite3.Connection, slug: str) -> tuple[object, ...]:
    """Another value whenever something of a pack was changed: its row, or a step that touches it.

    A long step may touch any pack, and counts for each; of the others the changes say where they were.
    """
    head = raw.execute("SELECT * FROM pack WHERE slug = ? AND state = 'ready'", (slug,)).fetchone()
    if head is None:
        return ()
    steps = raw.execute(
        "SELECT max(id), max(at_ms) FROM step s WHERE NOT undone AND (size > ? OR EXISTS ("
        "SELECT 1 FROM change c WHERE c.step_id = s.id AND CASE c.on_table WHEN 'pack' THEN c.key = ? "
        "ELSE instr(c.before, ?) OR instr(c.after, ?) END))",
        (_LONG, head[0], *[f'"pack": {head[0]}, "place"'] * 2),
    ).fetchone()
    return (*head, *steps)


def categories(raw: sqlite3.Connection, slug: str) -> list[str]:
    """The categories of a pack, by name."""
    found = raw.execute(
        "SELECT DISTINCT category FROM question WHERE pack_id = (SELECT id FROM pack WHERE slug = ? "
        "AND state = 'ready') AND category <> '' AND ord IS NOT NULL ORDER BY category COLLATE NOCASE",
        (slug,),
    )
    return [category for (category,) in found]


def counts(raw: sqlite3.Connection, slug: str) -> dict[str, list[tuple[str, int]]]:
    """How many questions a pack has of each kind, difficulty and category, the most first."""
    made: dict[str, list[tuple[str, int]]] = {}
    for column in ("kind", "difficulty", "category"):
        made[column] = raw.execute(
            f"SELECT {column}, count(*) FROM question WHERE pack_id = (SELECT id FROM pack WHERE slug = ? "
            f"AND state = 'ready') AND ord IS NOT NULL GROUP BY {column} ORDER BY count(*) DESC, {column}",
            (slug,),
        ).fetchall()
    return made


def asked(raw: sqlite3.Connection, slug: str) -> tuple[int, int]:
    """How often the questions of a pack were answered in rounds, and how often right."""
    row = raw.execute(
        "SELECT count(*), coalesce(sum(is_right), 0) FROM answer WHERE pack = ? "
        "AND round_id NOT IN (SELECT id FROM round WHERE gone_ms IS NOT NULL)",
        (slug,),
    ).fetchone()
    return int(row[0]), int(row[1])
