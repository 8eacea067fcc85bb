"""Articles and drafts as rows: their states for the journal, how they come in, and how they are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, case, delete, func, insert, select, update

from quiz.bank.author_views import ArticleCard
from quiz.bank.tables.packs import State, packs
from quiz.bank.tables.studio import articles, changes, drafts, facts
from quiz.core.facts import Contradiction, Evidence, Fact, LeftOut, Side, Verdict
from quiz.core.questions import Question, from_json, to_json

_FACT = tuple(entry.name for entry in fields(Fact) if entry.name not in ("objects", "evidence"))
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ArticleState:
    """The pack that an article's accepted drafts go to, None before there is one; and whether it is there."""

    pack_id: int | None
    there: bool = True

    def text(self) -> str:
        """The state as the journal keeps it."""
        return json.dumps({"pack": self.pack_id, "there": self.there}, sort_keys=True)


@dataclass(frozen=True, slots=True)
class DraftState:
    """A draft as its author sees it: its content, what became of it, and the question that it became."""

    question: Question
    verdict: Verdict = Verdict.OPEN
    became: int | None = None
    there: bool = True

    def text(self) -> str:
        """The state as the journal keeps it."""
        head = {"became": self.became, "there": self.there, "verdict": self.verdict.value}
        return f'{{"head":{json.dumps(head, sort_keys=True)},"question":{to_json(self.question)}}}'


def article_of(text: str) -> ArticleState:
    """A state that the journal has kept."""
    plain = json.loads(text)
    return ArticleState(plain["pack"], plain["there"])


def draft_of(text: str) -> DraftState:
    """A state that the journal has kept."""
    plain = json.loads(text)
    head = plain["head"]
    question = from_json(json.dumps(plain["question"]))
    return DraftState(question, Verdict(head["verdict"]), head["became"], head["there"])


def article_states(connection: Connection, keys: Iterable[int]) -> dict[int, ArticleState]:
    """Articles as they are now, by their numbers; those that are not here are left out."""
    found = select(articles.c.id, articles.c.pack_id, articles.c.there).where(articles.c.id.in_([*keys]))
    return {row.id: ArticleState(row.pack_id, row.there) for row in connection.execute(found)}


def draft_states(connection: Connection, keys: Sequence[int]) -> dict[int, DraftState]:
    """Drafts as they are now, by their numbers; those that are not here are left out."""
    made: dict[int, DraftState] = {}
    for start in range(0, len(keys), _AT_ONCE):
        for row in connection.execute(select(drafts).where(drafts.c.id.in_(keys[start : start + _AT_ONCE]))):
            made[row.id] = DraftState(from_json(row.json), row.verdict, row.question_id, row.there)
    return made


def put_article(connection: Connection, key: int, state: ArticleState) -> None:
    """Bring an article into a state."""
    values = {"pack_id": state.pack_id, "there": state.there}
    connection.execute(update(articles).where(articles.c.id == key).values(**values))


def put_draft(connection: Connection, key: int, state: DraftState) -> None:
    """Bring a draft into a state."""
    values = {
        "json": to_json(state.question),
        "verdict": state.verdict,
        "question_id": state.became,
        "there": state.there,
    }
    connection.execute(update(drafts).where(drafts.c.id == key).values(**values))


# --- coming in


def add_article(connection: Connection, values: dict[str, Any]) -> int:
    """A row for a new article, not there yet; returns its number."""
    added = connection.execute(insert(articles).values(pack_id=None, there=False, last=None, **values))
    assert added.inserted_primary_key is not None  # an INSERT of one row has one
    return int(added.inserted_primary_key[0])


def add_facts(connection: Connection, article: int, some: Sequence[Fact]) -> list[int]:
    """Rows for facts of an article; returns their numbers, in their order."""
    made = []
    for fact in some:
        values = {name: getattr(fact, name) for name in _FACT}
        added = connection.execute(insert(facts).values(
            article_id=article, objects=[*fact.objects], evidence_start=fact.evidence.start,
            evidence_end=fact.evidence.end, **values,
        ))  # fmt: skip
        assert added.inserted_primary_key is not None
        made.append(int(added.inserted_primary_key[0]))
    return made


def add_drafts(
    connection: Connection,
    article: int,
    some: Iterable[tuple[Question, int | None, float | None]],
    *,
    there: bool = True,
) -> list[int]:
    """Rows for drafts of an article, each ``(question, fact's number, confidence)``; returns theirs."""
    made = []
    for question, fact, confidence in some:
        added = connection.execute(insert(drafts).values(
            article_id=article, fact_id=fact, verdict=Verdict.OPEN, confidence=confidence,
            json=to_json(question), question_id=None, there=there,
        ))  # fmt: skip
        assert added.inserted_primary_key is not None
        made.append(int(added.inserted_primary_key[0]))
    return made


def same_text(connection: Connection, sha256: str) -> int | None:
    """The article of a text, also one that an undo or redo can bring back; None when there is none."""
    found = select(articles.c.id).where(articles.c.sha256 == sha256, articles.c.there | _kept())
    row = connection.execute(found.order_by(articles.c.there.desc(), articles.c.id.desc()).limit(1)).first()
    return None if row is None else int(row.id)


def gone(connection: Connection, before_ms: int) -> list[int]:
    """Articles from before ``before_ms`` that no undo brings back, or that were cut off as they came in."""
    found = select(articles.c.id).where(~articles.c.there, ~_kept(), articles.c.made_ms < before_ms)
    return [int(key) for key in connection.execute(found).scalars()]


def forget(connection: Connection, key: int) -> None:
    """Take an article away for good, unless it is there."""
    connection.execute(delete(articles).where(articles.c.id == key, ~articles.c.there))


def _kept() -> Any:
    return (
        select(changes.c.id).where(changes.c.on_table == "article", changes.c.key == articles.c.id).exists()
    )


# --- reading


def cards(connection: Connection) -> list[ArticleCard]:
    """Articles with how far their review is, the newest first."""
    counted = func.count(drafts.c.id)
    found = connection.execute(
        select(
            articles.c.id, articles.c.title, counted.label("drafts"),
            *(func.coalesce(func.sum(case((drafts.c.verdict == one, 1), else_=0)), 0).label(one.value)
              for one in (Verdict.ACCEPTED, Verdict.REJECTED)),
        )
        .outerjoin(drafts, (drafts.c.article_id == articles.c.id) & drafts.c.there)
        .where(articles.c.there)
        .group_by(articles.c.id)
        .order_by(articles.c.made_ms.desc(), articles.c.id.desc())
    )  # fmt: skip
    return [ArticleCard(row.id, row.title, row.drafts, row.accepted, row.rejected) for row in found]


def article_row(connection: Connection, key: int) -> Any:
    """An article that is there, with its pack's slug and title where that is there too; or None."""
    ready = (packs.c.id == articles.c.pack_id) & (packs.c.state == State.READY)
    found = select(articles, packs.c.slug, packs.c.title.label("pack_title")).outerjoin(packs, ready)
    return connection.execute(found.where(articles.c.id == key, articles.c.there)).one_or_none()


def facts_of(connection: Connection, key: int, content: str) -> dict[int, Fact]:
    """The facts of an article, by their numbers."""
    made = {}
    for row in connection.execute(select(facts).where(facts.c.article_id == key).order_by(facts.c.id)):
        start, end = row.evidence_start, row.evidence_end
        values = {name: getattr(row, name) for name in _FACT}
        made[row.id] = Fact(
            objects=tuple(row.objects), evidence=Evidence(content[start:end], start, end), **values
        )
    return made


def draft_rows(connection: Connection, key: int) -> list[Any]:
    """The drafts of an article that are there, in the order in which they were made."""
    found = select(drafts).where(drafts.c.article_id == key, drafts.c.there).order_by(drafts.c.id)
    return list(connection.execute(found))


def report_text(contradictions: Sequence[Contradiction], left_out: Sequence[LeftOut]) -> str:
    """What stands against an article's facts, as it is stored: of the evidence the spans alone."""
    plain = {
        "contradictions": [
            [one.relation, one.subject, [[side.object, side.evidence.start, side.evidence.end] for side in
                                         one.sides]]
            for one in contradictions
        ],
        "left_out": [[one.reason, one.evidence.start, one.evidence.end] for one in left_out],
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False)


def report_of(text: str, content: str) -> tuple[tuple[Contradiction, ...], tuple[LeftOut, ...]]:
    """What :func:`report_text` wrote."""
    plain = json.loads(text)

    def span(start: int, end: int) -> Evidence:
        return Evidence(content[start:end], start, end)

    return (
        tuple(
            Contradiction(relation, subject, tuple(Side(value, span(*ends)) for value, *ends in sides))
            for relation, subject, sides in plain["contradictions"]
        ),
        tuple(LeftOut(reason, span(*ends)) for reason, *ends in plain["left_out"]),
    )
