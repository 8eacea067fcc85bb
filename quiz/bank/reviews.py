"""The review of articles: texts and their drafts come in, are read, and have their verdicts, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, func, select, update

from quiz.bank import drafting, journal, packs
from quiz.bank.author_views import ArticleCard, ArticleView, DraftView, NewArticle
from quiz.bank.bulk import Name
from quiz.bank.desk import Adding, Desk
from quiz.bank.drafting import ArticleState, DraftState
from quiz.bank.engine import Readers
from quiz.bank.journal import Change, PackState
from quiz.bank.refusals import BankRefusal
from quiz.bank.rounds import Holder
from quiz.bank.tables.packs import packs as pack_rows
from quiz.bank.tables.studio import articles, steps
from quiz.bank.writer import Turn, Writer
from quiz.core.facts import Verdict
from quiz.core.questions import PackHead, Question, from_json, problems
from quiz.words import Refused

T = TypeVar("T")
CHUNK_ROWS = 200
_COMING_IN_MS = 60_000
"""An article that is not there after so long was cut off on its way in."""


class Reviews:
    """Articles and drafts of one bank; reads work from any thread, work waits for the writer."""

    def __init__(self, desk: Desk, readers: Readers, writer: Writer, holder: Holder) -> None:
        self._desk, self._readers, self._writer, self._holder = desk, readers, writer, holder
        self._now_ms = holder.now_ms

    # --- reading

    def cards(self) -> list[ArticleCard]:
        """All articles and how far their review is, the newest first."""
        with self._readers.reading() as c:
            return drafting.cards(c)

    def article(self, key: int) -> ArticleView:
        """An article with its report. Raises Refused when it is not here."""
        with self._readers.reading() as c:
            row = drafting.article_row(c, key)
            if row is None:
                raise Refused(BankRefusal.NO_ARTICLE)
            against, left_out = drafting.report_of(row.report, row.content)
            return ArticleView(
                key, row.sha256, row.title, row.language, row.words, row.source, row.content, row.note,
                against, left_out, tuple(drafting.facts_of(c, key, row.content).values()), row.slug or "",
                row.pack_title or "", row.last or 0, row.shown,
            )  # fmt: skip

    def drafts(self, key: int) -> list[DraftView]:
        """The drafts of an article, in the order in which they were made. Raises Refused as ``article``."""
        with self._readers.reading() as c:
            row = drafting.article_row(c, key)
            if row is None:
                raise Refused(BankRefusal.NO_ARTICLE)
            known = drafting.facts_of(c, key, row.content)
            rows = drafting.draft_rows(c, key)
            became = journal.question_states(c, [row.question_id for row in rows if row.question_id])
        made = []
        for row in rows:
            now = became.get(row.question_id)
            there = now is not None and now.there
            question = now.question if now is not None and there else from_json(row.json)
            fact = known.get(row.fact_id)
            link = row.question_id if there else 0
            made.append(DraftView(row.id, question, row.verdict, link, fact, row.confidence))
        return made

    def draft_state(self, key: int) -> DraftState:
        """A draft as its author left it. Raises Refused when it is not here."""
        with self._readers.reading() as c:
            return _draft(c, key)

    def stamp(self) -> tuple[int, ...]:
        """Another value whenever an author has done or undone something, in whichever window."""
        with self._readers.reading() as c:
            counted = select(func.max(steps.c.id), func.max(steps.c.at_ms), func.sum(steps.c.undone))
            return tuple(int(one or 0) for one in c.execute(counted).one())

    def find(self, sha256: str) -> int | None:
        """The article of a text, also one that was taken away a while ago; None when there is none."""
        with self._readers.reading() as c:
            return drafting.same_text(c, sha256)

    # --- coming in and going

    def store(self, label: str, new: NewArticle) -> int:
        """Bring an article in, hidden until it is whole, as one step; returns its number.

        Where another window has brought the same text in meanwhile, that one is it.
        """
        values = {
            "sha256": new.sha256, "title": new.title, "language": new.language, "words": new.words,
            "kind": new.kind, "source": new.source, "content": new.content, "note": new.note, "shown": "",
            "report": drafting.report_text(new.contradictions, new.left_out), "made_ms": self._now_ms(),
        }  # fmt: skip
        key = self._bulk(partial(drafting.add_article, values=values))
        numbers: list[int] = []
        facts = iter(new.facts)
        while some := list(islice(facts, CHUNK_ROWS)):
            numbers += self._bulk(partial(drafting.add_facts, article=key, some=some))
        number_of = dict(zip(new.facts, numbers, strict=True))
        drafts = iter(new.drafts)
        while made := list(islice(drafts, CHUNK_ROWS)):
            rows = [(question, number_of[fact], sure) for question, fact, sure in made]
            self._bulk(partial(drafting.add_drafts, article=key, some=rows))
        return self._writer.do(lambda c: self._show(c, label, key, new))

    def _show(self, c: Connection, label: str, key: int, new: NewArticle) -> int:
        there = drafting.same_text(c, new.sha256)
        if there is not None:
            drafting.forget(c, key)
            key = there
        self._turn(c, label, key, there=True)
        return key

    def set_there(self, label: str, key: int, *, there: bool) -> None:
        """Take an article away, or bring it back, as one step."""
        self._writer.do(lambda c: self._turn(c, label, key, there=there))

    def _turn(self, c: Connection, label: str, key: int, *, there: bool) -> None:
        before = _article(c, key)
        if before.there is not there:
            title = c.execute(select(articles.c.title).where(articles.c.id == key)).scalar_one()
            change = Change(key, before, replace(before, there=there))
            journal.record(c, label, title, [change], self._now_ms())

    def gone(self) -> list[int]:
        """Articles that no undo brings back."""
        with self._readers.reading() as c:
            return drafting.gone(c, self._now_ms() - _COMING_IN_MS)

    def forget(self, key: int, stop: Callable[[], bool] = lambda: False) -> None:
        """Take such an article away for good."""
        if not stop():
            self._bulk(partial(drafting.forget, key=key))

    def left_at(self, key: int, draft: int, shown: str) -> None:
        """Note where an article's author is. Nobody waits, and a step of work it is not."""
        values = {"last": draft or None, "shown": shown}
        job = update(articles).where(articles.c.id == key).values(**values)
        self._writer.submit(lambda c: c.execute(job).rowcount, Turn.BEAT, durable=False)

    # --- verdicts

    def save(
        self, label: str, about: str, key: int, seen: DraftState, question: Question, *, join: bool
    ) -> DraftState:
        """Keep an edit of a draft that its author saw as ``seen``; returns how it is now.

        With ``join`` edits that follow one another closely are one step. Raises Refused when another window
        changed it.
        """
        after = replace(seen, question=replace(question, id=seen.question.id))
        if after != seen:
            self._desk.record(label, about, [Change(key, seen, after)], join=join)
        return after

    def add(self, label: str, about: str, article: int, question: Question) -> int:
        """A draft that was written by hand, as one step; returns its number."""

        def job(c: Connection) -> int:
            _article(c, article)
            (key,) = drafting.add_drafts(c, article, [(question, None, None)], there=False)
            before = DraftState(question, there=False)
            change = Change(key, before, replace(before, there=True))
            journal.record(c, label, about, [change], self._now_ms())
            return key

        return self._writer.do(job)

    def choose_pack(self, label: str, about: str, article: int, slug: str) -> None:
        """Have accepted drafts go to a pack; without one, to a new pack with the next that is accepted."""

        def job(c: Connection) -> None:
            before = _article(c, article)
            after = replace(before, pack_id=int(packs.one(c, slug).id) if slug else None)
            if after != before:
                journal.record(c, label, about, [Change(article, before, after)], self._now_ms())

        self._writer.do(job)

    def accept(self, label: str, name: Name, article: int, keys: Sequence[int], head: PackHead) -> int:
        """Make questions of drafts, in the article's pack, or in a new one with that head; as one step.

        Drafts that are questions already, or cannot be played yet, are left alone; returns how many were not.
        """
        with self._readers.reading() as c:
            before = _article(c, article)
            sha256 = c.execute(select(articles.c.sha256).where(articles.c.id == article)).scalar_one()
            pack_id = before.pack_id if _is_ready(c, before.pack_id) else None
            wanted = [*_acceptable(c, keys)]
        if not wanted:
            return 0
        others: list[Change] = []
        if pack_id is None:
            pack_id, new = self._writer.do(lambda c: journal.new_pack(c, head, self._holder))
            others = [
                Change(pack_id, new, PackState(head)),
                Change(article, before, replace(before, pack_id=pack_id)),
            ]
        make = _Accepting(pack_id, sha256)
        return len(self._desk.step(label, name, wanted, make, others, rows=2)) // 2

    def reject(self, label: str, name: Name, keys: Sequence[int]) -> None:
        """Say no to drafts, as one step; those that have become questions leave their pack."""
        self._desk.step(label, name, keys, partial(_ruled, verdict=Verdict.REJECTED), rows=2)

    def reopen(self, label: str, name: Name, keys: Sequence[int]) -> None:
        """Have drafts wait for a verdict again, as one step; their questions leave their pack."""
        self._desk.step(label, name, keys, partial(_ruled, verdict=Verdict.OPEN), rows=2)

    def _bulk(self, job: Callable[[Connection], T]) -> T:
        return self._writer.do(job, Turn.BULK, durable=False)


class _Accepting:
    """Drafts that become questions of a pack."""

    def __init__(self, pack_id: int, sha256: str) -> None:
        self._pack_id, self._sha256 = pack_id, sha256
        self._adding = Adding(pack_id)

    def __call__(self, c: Connection, some: Sequence[int]) -> list[Change]:
        of_pack = select(pack_rows.c.text_sha256).where(pack_rows.c.id == self._pack_id)
        same_text = c.execute(of_pack).scalar_one() == self._sha256
        made: list[Change] = []
        for key, state in _acceptable(c, some).items():
            # Where a piece of evidence begins is said of the text that the pack names, and of no other.
            start = state.question.evidence_start if same_text else None
            question = replace(state.question, evidence_start=start)
            added = self._adding.added(c, self._pack_id, question)
            after = replace(state, verdict=Verdict.ACCEPTED, became=added.key)
            made += [added, Change(key, state, after)]
        return made


def _acceptable(c: Connection, some: Sequence[int]) -> dict[int, DraftState]:
    """Those of some drafts that can become questions, in their order."""
    found = drafting.draft_states(c, some)
    became = journal.question_states(c, [state.became for state in found.values() if state.became])
    return {
        key: found[key]
        for key in some
        if key in found
        and found[key].there
        and not problems(found[key].question)
        and not ((now := became.get(found[key].became or 0)) and now.there)
    }


def _ruled(c: Connection, some: Sequence[int], verdict: Verdict) -> list[Change]:
    """Drafts that are no questions, or none any more."""
    found = drafting.draft_states(c, some)
    became = journal.question_states(c, [state.became for state in found.values() if state.became])
    made: list[Change] = []
    for key, state in found.items():
        question = became.get(state.became) if state.became else None
        if state.became and question is not None and question.there:
            made.append(Change(state.became, question, replace(question, there=False)))
        made.append(Change(key, state, replace(state, verdict=verdict, became=None)))
    return made


def _article(c: Connection, key: int) -> ArticleState:
    found = drafting.article_states(c, [key])
    if key not in found:
        raise Refused(BankRefusal.NO_ARTICLE)
    return found[key]


def _draft(c: Connection, key: int) -> DraftState:
    found = drafting.draft_states(c, [key])
    if key not in found:
        raise Refused(BankRefusal.NO_ARTICLE)
    return found[key]


def _is_ready(c: Connection, pack_id: int | None) -> bool:
    return pack_id is not None and journal.pack_state(c, pack_id).there
