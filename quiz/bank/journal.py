"""What authors do, as steps that can be undone: each row's state before and after, put only where it fits.

A state is JSON: of a question its content, pack, place, what it was when it came, and whether it is in the
pack at all; of a pack its head and whether it was removed; those of articles and drafts are in ``drafting``.
Making is going from absent to there, removing the other way, so that undo and redo are one function.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from quiz.bank import drafting, fast, slots, studio
from quiz.bank.author_views import Step
from quiz.bank.drafting import ArticleState, DraftState
from quiz.bank.engine import raw_of
from quiz.bank.ready import ready, unfit
from quiz.bank.refusals import BankRefusal
from quiz.bank.rounds import Holder
from quiz.bank.tables.packs import State, packs, questions
from quiz.bank.tables.studio import changes, gone_packs, gone_questions, steps
from quiz.core.questions import Kind, PackHead, Question, from_json, problems, to_json
from quiz.words import Refused

KEPT_STEPS = 1000
IMPORT = "import"
"""The label of steps that bring packs in: what undoing one takes away, no author has taken out."""
JOINED_MS = 5000
"""Edits of one question that follow one another within this are one step."""
_HEAD = tuple(entry.name for entry in fields(PackHead) if entry.name != "id")


@dataclass(frozen=True, slots=True)
class QuestionState:
    """A question as its author sees it. ``there`` says whether it is in its pack; ``base`` is the content
    hash that it came with, None for one that was written here.
    """

    question: Question
    pack_id: int
    place: int
    base: str | None = None
    there: bool = True

    def text(self) -> str:
        """The state as the journal keeps it."""
        head = {"base": self.base, "pack": self.pack_id, "place": self.place, "there": self.there}
        return f'{{"head":{json.dumps(head, sort_keys=True)},"question":{to_json(self.question)}}}'


@dataclass(frozen=True, slots=True)
class PackState:
    """A pack's head, and whether the pack is there."""

    head: PackHead
    there: bool = True

    def text(self) -> str:
        """The state as the journal keeps it."""
        return json.dumps(
            {"head": asdict(self.head), "there": self.there}, sort_keys=True, ensure_ascii=False
        )


State_ = QuestionState | PackState | ArticleState | DraftState
_TABLES = {QuestionState: "question", PackState: "pack", ArticleState: "article", DraftState: "draft"}


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change: ``key`` is its number, ``before`` what its author saw."""

    key: int
    before: State_
    after: State_


def question_state(connection: Connection, key: int) -> QuestionState:
    """A question as it is now. Raises Refused when there is none of this number."""
    found = question_states(connection, [key])
    if key not in found:
        raise Refused(BankRefusal.NO_QUESTION, key=key)
    return found[key]


def question_states(connection: Connection, keys: Sequence[int]) -> dict[int, QuestionState]:
    """Questions as they are now, by their numbers; those that are not here are left out."""
    raw = raw_of(connection)
    places = studio.places(raw, keys)
    plain = fast.read_questions(raw, [place.key for place in places if not place.json])
    return {
        place.key: QuestionState(
            from_json(place.json) if place.json else plain[place.key][1],
            place.pack_id,
            place.place,
            place.base,
            there=not place.gone and bool(place.in_play or place.json),
        )
        for place in places
    }


def pack_state(connection: Connection, pack_id: int) -> PackState:
    """A pack as it is now. Raises Refused when there is none of this number."""
    row = connection.execute(
        select(packs, gone_packs.c.slug.label("gone")).outerjoin(gone_packs).where(packs.c.id == pack_id)
    ).one_or_none()
    if row is None:
        raise Refused(BankRefusal.NO_PACK, slug=pack_id)
    return PackState(
        PackHead(row.gone or row.slug, *(getattr(row, name) for name in _HEAD)), row.gone is None
    )


def new_question(connection: Connection, pack_id: int) -> tuple[int, QuestionState]:
    """The number of a row for a new question, not in the pack yet; and that state of it."""
    raw = raw_of(connection)
    key = fast.next_key(raw)
    place = next_place(connection, pack_id)
    empty = Question(f"new-{key}", "…", Kind.TEXT, ("…",))
    fast.insert_questions(raw, pack_id, [ready(empty)], place, shipped=False)
    slots.leave(raw, key)
    connection.execute(insert(gone_questions).values(question_id=key))
    return key, QuestionState(empty, pack_id, place, None, there=False)


def next_place(connection: Connection, pack_id: int) -> int:
    """The place after a pack's last question."""
    last = select(func.coalesce(func.max(questions.c.place), -1)).where(questions.c.pack_id == pack_id)
    return int(connection.execute(last).scalar_one()) + 1


def free_id(connection: Connection, pack_id: int, wanted: str, taken: Collection[str]) -> str:
    """An id that no question of a pack has, nor any in ``taken``: the wanted one, or it with a number."""
    name, n = wanted, 1
    while True:
        there = select(questions.c.id).where(questions.c.pack_id == pack_id, questions.c.slug == name)
        if name not in taken and connection.execute(there).first() is None:
            return name
        n += 1
        name = f"{wanted}-{n}"


def new_pack(connection: Connection, head: PackHead, holder: Holder) -> tuple[int, PackState]:
    """The number of a row for a new pack, not there yet; and that state of it.

    It is held until a step has it: what nobody holds looks like cut-off work, and is cleared away.
    """
    values = {name: getattr(head, name) for name in _HEAD}
    added = connection.execute(insert(packs).values(
        slug=f"{head.id} new", **values, fingerprint="", base_fingerprint="", shipped=False, local=False,
        state=State.LEAVING, **holder.columns(),
    ))  # fmt: skip
    key = added.inserted_primary_key
    assert key is not None  # an INSERT of one row has one
    connection.execute(insert(gone_packs).values(pack_id=key[0], slug=head.id))
    return int(key[0]), PackState(head, there=False)


def record(
    connection: Connection, label: str, about: str, made: Sequence[Change], now_ms: int, join: bool = False
) -> int:
    """Carry changes out as one step and keep them; returns the step's number.

    With ``join`` it becomes part of the step before where that edited the same question a moment ago. Raises
    Refused when a row is not what its author saw.
    """
    now = texts_now(connection, [(_table_of(change.before), change.key) for change in made])
    if now != [change.before.text() for change in made]:
        raise Refused(BankRefusal.CHANGED_ELSEWHERE)
    put(connection, [(change.key, change.before, change.after) for change in made])
    if join and len(made) == 1 and (earlier := _joined(connection, label, made[0], now_ms)):
        return earlier
    return keep(connection, label, about, made, now_ms)


def keep(connection: Connection, label: str, about: str, made: Sequence[Change], now_ms: int) -> int:
    """Keep changes that were carried out already as one step; returns its number."""
    step = begin_step(connection, label, about, len(made), now_ms)
    keep_changes(connection, step, made)
    return step


def begin_step(connection: Connection, label: str, about: str, size: int, now_ms: int) -> int:
    """A new step, whose changes are kept next; returns its number."""
    connection.execute(delete(steps).where(steps.c.undone))  # what was undone cannot be redone any more
    added = connection.execute(
        insert(steps).values(at_ms=now_ms, label=label, about=about, size=size, undone=False)
    )
    assert added.inserted_primary_key is not None
    step = int(added.inserted_primary_key[0])
    connection.execute(delete(steps).where(steps.c.id <= step - KEPT_STEPS))
    return step


def keep_changes(connection: Connection, step: int, made: Sequence[Change]) -> None:
    """Keep changes as part of a step."""
    rows = [
        {"step_id": step, "on_table": _table_of(change.after), "key": change.key,
         "before": change.before.text(), "after": change.after.text()}
        for change in made
    ]  # fmt: skip
    if rows:
        connection.execute(insert(changes), rows)


def _joined(connection: Connection, label: str, change: Change, now_ms: int) -> int:
    """The number of the last step, when this change carries it on; else 0."""
    last = connection.execute(select(steps).order_by(steps.c.id.desc()).limit(1)).one_or_none()
    if (
        last is None
        or last.undone
        or last.label != label
        or last.size != 1
        or not 0 <= now_ms - last.at_ms < JOINED_MS
    ):
        return 0
    done = connection.execute(
        update(changes)
        .where(changes.c.step_id == last.id, changes.c.on_table == _table_of(change.after))
        .where(changes.c.key == change.key, changes.c.after == change.before.text())
        .values(after=change.after.text())
    )
    if done.rowcount:
        connection.execute(update(steps).where(steps.c.id == last.id).values(at_ms=now_ms))
    return int(last.id) if done.rowcount else 0


def last_steps(connection: Connection) -> tuple[Step | None, Step | None]:
    """What undo would take back, and what redo would do again."""
    back = connection.execute(
        select(steps).where(~steps.c.undone).order_by(steps.c.id.desc()).limit(1)
    ).one_or_none()  # fmt: skip
    again = connection.execute(
        select(steps).where(steps.c.undone).order_by(steps.c.id).limit(1)
    ).one_or_none()  # fmt: skip
    return _step(back), _step(again)


def packs_of(connection: Connection, step: int) -> list[str]:
    """The titles of the packs whose questions a step has changed, three at most."""
    pack = func.json_extract(changes.c.after, "$.head.pack")
    found = (
        select(packs.c.title)
        .join(changes, and_(changes.c.on_table == "question", pack == packs.c.id))
        .where(changes.c.step_id == step)
        .distinct()
        .limit(3)
    )
    return list(connection.execute(found).scalars())


def undo(connection: Connection) -> Step | None:
    """Take the last step back; None when there is none. Raises Refused where a row was changed since."""
    return _turned(connection, last_steps(connection)[0], back=True)


def redo(connection: Connection) -> Step | None:
    """Do the step again that was undone last; None when there is none. Raises Refused as :func:`undo`."""
    return _turned(connection, last_steps(connection)[1], back=False)


def give_up(connection: Connection, step: int) -> None:
    """Forget a step that cannot be undone any more, so that those before it can."""
    connection.execute(delete(steps).where(steps.c.id == step))


def _turned(connection: Connection, step: Step | None, *, back: bool) -> Step | None:
    if step is None:
        return None
    order = changes.c.id.desc() if back else changes.c.id
    rows = connection.execute(select(changes).where(changes.c.step_id == step.id).order_by(order)).all()
    turned: list[tuple[int, State_, State_]] = []
    for row, now in zip(rows, texts_now(connection, [(row.on_table, row.key) for row in rows]), strict=True):
        one, other = (row.after, row.before) if back else (row.before, row.after)
        if now != one:
            raise Refused(BankRefusal.CHANGED_SINCE, what=step.about)
        turned.append((row.key, state_of(row.on_table, one), state_of(row.on_table, other)))
    put(connection, turned, imported=step.label == IMPORT)
    for pack_id in {state.pack_id for _, _, state in turned if isinstance(state, QuestionState)}:
        stale(connection, pack_id)
    connection.execute(update(steps).where(steps.c.id == step.id).values(undone=back))
    return step


def _step(row: Any) -> Step | None:
    return None if row is None else Step(row.id, row.label, row.about, row.size)


def _table_of(state: State_) -> str:
    return _TABLES[type(state)]


def state_of(table: str, text: str) -> State_:
    """A state that the journal has kept."""
    if table == "article":
        return drafting.article_of(text)
    if table == "draft":
        return drafting.draft_of(text)
    plain = json.loads(text)
    if table == "pack":
        return PackState(PackHead(**plain["head"]), plain["there"])
    head = plain["head"]
    question = from_json(json.dumps(plain["question"]))
    return QuestionState(question, head["pack"], head["place"], head["base"], head["there"])


def texts_now(connection: Connection, rows: Sequence[tuple[str, int]]) -> list[str]:
    """Rows of ``(table, number)`` as the journal would keep them now; empty for what has gone for good."""
    keys: dict[str, list[int]] = {"question": [], "article": [], "draft": [], "pack": []}
    for table, key in rows:
        keys[table].append(key)
    found: dict[str, Mapping[int, State_]] = {
        "question": question_states(connection, keys["question"]),
        "article": drafting.article_states(connection, keys["article"]),
        "draft": drafting.draft_states(connection, keys["draft"]),
    }
    return [
        _pack_now(connection, key) if table == "pack"
        else found[table][key].text() if key in found[table] else ""
        for table, key in rows
    ]  # fmt: skip


def _pack_now(connection: Connection, key: int) -> str:
    try:
        return pack_state(connection, key).text()
    except Refused:
        return ""


def put(
    connection: Connection, turned: Iterable[tuple[int, State_, State_]], *, imported: bool = False
) -> None:
    """Put rows from one state into another; which one they are in now is the caller's business.

    With ``imported`` they belong to an import, and are marked by :func:`stale` when all of them are put.
    """
    touched: set[int] = set()
    changed: set[int] = set()
    for key, before, after in turned:
        if isinstance(after, PackState):
            _put_pack(connection, key, after)
            continue
        if isinstance(after, ArticleState):
            drafting.put_article(connection, key, after)
            continue
        if isinstance(after, DraftState):
            drafting.put_draft(connection, key, after)
            continue
        assert isinstance(before, QuestionState)
        _put_question(connection, key, before, after, imported=imported)
        touched |= {before.pack_id, after.pack_id}
        if after.there and after.base != after.question.content_hash():
            changed.add(after.pack_id)
    if not imported:
        for pack_id in touched:
            stale(connection, pack_id, sure=pack_id in changed)


def _put_question(
    connection: Connection, key: int, before: QuestionState, after: QuestionState, *, imported: bool
) -> None:
    raw, question = raw_of(connection), after.question
    fit = not (problems(question) or unfit(question))
    in_play = raw.execute("SELECT ord IS NOT NULL FROM question WHERE id = ?", (key,)).fetchone()[0]
    # What an import brought can come again with the next one; what an author took out stays out.
    if after.there != before.there and not imported:
        studio.mark_gone(raw, key, gone=not after.there)
    studio.put_unfinished(raw, key, "" if fit else to_json(question))
    if in_play and (fit or not after.there or before.pack_id != after.pack_id):
        slots.leave(raw, key)
    # An unfinished question stays in play as it was last good, and out of it if it never was.
    playing = after.there and (fit or bool(in_play))
    try:
        studio.put_place(raw, key, after.pack_id, after.place, after.base, question.id if fit else None)
        if fit:
            fast.rewrite(raw, [(key, question, question.content_hash())])
        else:
            fast.reindex(raw, [(key, question)])
        if playing:
            slots.join(raw, key)
    except sqlite3.IntegrityError as error:
        raise Refused(BankRefusal.UNFIT, why=error) from error


def _put_pack(connection: Connection, key: int, state: PackState) -> None:
    here = connection.execute(select(gone_packs.c.slug).where(gone_packs.c.pack_id == key)).scalar()
    values: dict[str, Any] = {name: getattr(state.head, name) for name in _HEAD}
    if state.there and here is not None:
        taken = select(packs.c.id).where(packs.c.slug == state.head.id, packs.c.state == State.READY)
        if connection.execute(taken).first() is not None:
            raise Refused(BankRefusal.ID_TAKEN, slug=state.head.id)
        values |= {"slug": state.head.id, "state": State.READY}
        connection.execute(delete(gone_packs).where(gone_packs.c.pack_id == key))
    elif not state.there and here is None:
        values |= {"slug": f"{state.head.id} {key}", "state": State.LEAVING}
        connection.execute(insert(gone_packs).values(pack_id=key, slug=state.head.id))
    connection.execute(update(packs).where(packs.c.id == key).values(**values))


def stale(connection: Connection, pack_id: int, *, sure: bool = False) -> None:
    """A pack was changed: its fingerprint is worked out when it is next wanted.

    ``sure`` says that a question of it differs from what came in; otherwise all of them are looked at.
    """
    row = connection.execute(select(packs.c.base_fingerprint).where(packs.c.id == pack_id)).one()
    local = bool(row.base_fingerprint) and (sure or fast.differs(raw_of(connection), pack_id))
    connection.execute(update(packs).where(packs.c.id == pack_id).values(local=local, fingerprint=""))
