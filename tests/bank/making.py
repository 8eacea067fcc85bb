"""Packs and rounds for the bank's tests."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from quiz.bank.author_views import NewArticle
from quiz.bank.bank import Bank
from quiz.bank.views import NewRound, Player
from quiz.core.drawing import shown_order
from quiz.core.facts import Contradiction, Evidence, Fact, LeftOut, Side
from quiz.core.questions import Difficulty, Kind, Media, Pack, PackHead, Question
from quiz.core.rounds import Event, Impossible, Round, What
from quiz.core.rules import Lifeline, Rules
from quiz.core.stepping import step

LEVELS = list(Difficulty)
STARTED = datetime(2026, 3, 4, 20, 15, 1, 250_000, tzinfo=timezone(timedelta(hours=2)))


def choice(n: int, text: str = "", level: Difficulty | None = None, category: str = "") -> Question:
    wrong = tuple(f"Wrong {n} {sign}" for sign in "abc")
    return Question(
        f"q{n:05}",
        f"What is number {n}{text}?",
        Kind.CHOICE,
        (f"Right {n}",),
        wrong,
        difficulty=level or LEVELS[n % 3],
        category=category or f"C{n % 4}",
    )


def all_kinds() -> tuple[Question, ...]:
    return (
        Question("c", "Who?", Kind.CHOICE, ("Hori",), ("A", "B"), tags=("x", "y", "x"),
                 choice_images=("1.png",)),
        Question("t", "Is it?", Kind.TRUEFALSE, ("true",), explanation="Yes — “so”.\nSecond line"),
        Question("m", "Which?", Kind.MULTIPLE, ("A", "B"), ("C",), choice_images=("", "b.png", "")),
        Question("x", "監督は?", Kind.TEXT, ("堀", "Hori"), ("Mori",), exact=True,
                 media=Media("a.png", "alt", "a.ogg")),
        Question("n", "How many?", Kind.NUMBER, ("9.50",), tolerance=Decimal("0.50"), unit="m",
                 confidence=0.0),
        Question(
            "o", "In order?", Kind.ORDER, ("1", "2", "3"), evidence="It is so", evidence_start=0,
            relation="r", source="S", category="Cat", difficulty=Difficulty.HARD, confidence=0.75,
        ),
    )  # fmt: skip


def pack(questions: Sequence[Question], slug: str = "noir", version: str = "1.0.0") -> Pack:
    head = PackHead(slug, f"Pack {slug}", version, "en", "An author", "CC0-1.0", description="About it")
    return Pack(head, tuple(questions))


def small(n: int = 30, slug: str = "noir") -> Pack:
    return pack([choice(i) for i in range(n)], slug)


def new_round(
    player: Player, keys: Sequence[int], rules: Rules | None = None, *, packs: tuple[str, ...] = ("noir",),
    started: datetime = STARTED, seed: int = 7, ranked: bool = True, code: str = "", kind: str = "play",
) -> NewRound:  # fmt: skip
    return NewRound(
        player.id, rules or Rules(count=len(keys)), seed, packs, tuple(f"Pack {slug}" for slug in packs),
        ("1.0.0",) * len(packs), len(keys), tuple(keys), False, ranked, code, started, kind,  # type: ignore[arg-type]
    )  # fmt: skip


def keys_of(bank: Bank, slug: str = "noir") -> list[int]:
    source = bank.source((slug,), None, "", 0, unseen_first=False, canonical=True)
    return [source.key(place) for place in range(source.size)]


class Playing:
    """A round as the game plays it: every change is recorded at once."""

    def __init__(self, bank: Bank, new: NewRound, round_id: int | None = None) -> None:
        self.bank, self.new = bank, new
        self.id = bank.start_round(new) if round_id is None else round_id
        self.state = Round(new.rules, new.seed, new.count)
        self.known: dict[str, Question] = {}

    def do(self, what: What, at_ms: int = 0, **data: object) -> None:
        self.store([self.event(what, at_ms, **data)])

    def event(self, what: What, at_ms: int = 0, **data: object) -> Event:
        return Event(self.state.seq + 1, self.state.at_ms + at_ms, what, data)

    def store(self, events: Sequence[Event], asked: Sequence[tuple[int, Question]] = ()) -> None:
        state = self.state
        for event in events:
            state = step(state, event, self.known.__getitem__)
        self.bank.record(self.id, state, events, asked).result()
        self.state = state

    def ask(self) -> Question:
        position = len(self.state.answers)
        key = self.new.plan[position]
        slug, question = self.bank.question(key)
        self.known[question.content_hash()] = question
        shown = list(shown_order(question, self.new.seed, position))
        asked = self.event(
            What.ASKED, 0, hash=question.content_hash(), pack=slug, question=question.id, choices=shown
        )
        self.store([asked], [(key, question)])
        self.do(What.SHOWN, 500)
        return question

    def answer(self, right: bool = True, used_ms: int = 2_000) -> None:
        question = self.ask()
        self.do(What.ANSWERED, used_ms, given=list(question.right if right else question.wrong[:1]))

    def all(self, right: int, used_ms: int = 2_000) -> "Playing":
        for at in range(self.new.count):
            self.answer(at < right, used_ms)
        return self

    def random_step(self, dice: random.Random) -> None:
        """Something that may happen; what does not fit is refused by the core and stored nowhere."""
        state = self.state
        if state.left:
            return self.do(What.RESUMED, 0, away_ms=dice.choice((0, 5_000, 90_000)))
        if state.paused:
            return self.do(What.RESUMED, 0, away_ms=0)
        if state.open is None:
            self.ask()
            return None
        question = state.open.question
        options = [
            (What.ANSWERED, {"given": list(question.right)}),
            (What.ANSWERED, {"given": list(question.wrong[:1])}),
            (What.EXPIRED, {}),
            (What.SKIPPED, {}),
            (What.LIFELINE, {"which": dice.choice([Lifeline.FIFTY.value, Lifeline.EXTRA.value])}),
            (What.PAUSED, {"why": "focus"}),
            (What.LEFT, {}),
            (What.APPEALED, {"position": dice.randrange(max(1, len(state.answers)))}),
        ]
        what, data = dice.choice(options)
        try:
            self.do(what, dice.choice((0, 700, 4_000, 31_000)), **data)
        except Impossible:
            return None
        return None


def at(day: int) -> datetime:
    return datetime(2026, 5, day, 12, 0, tzinfo=UTC)


def change(bank: Bank, key: int, question: Question) -> None:
    """What an author does to one question."""
    bank.desk.each("edit", lambda _: question.prompt, [key], lambda _, seen: replace(seen, question=question))


TEXT = """Quiz Noir 🕵️ came out in 1987. It was directed by Ann Marlowe.

The score is by 川井憲次. Some say it came out in 1988. 🌃 It ran for 26 episodes."""
_SAID = (
    ("How many episodes has it?", Kind.NUMBER, ("26",), (), "It ran for 26 episodes."),
    (
        "Who directed Quiz Noir?",
        Kind.CHOICE,
        ("Ann Marlowe",),
        ("Bea", "Cleo"),
        "It was directed by Ann Marlowe.",
    ),
    ("Who wrote the score?", Kind.TEXT, ("川井憲次",), (), "The score is by 川井憲次."),
    ("When did it come out?", Kind.NUMBER, ("1987",), (), "Quiz Noir 🕵️ came out in 1987."),
)


def span(text: str, content: str = TEXT) -> Evidence:
    """Where a piece of an article stands."""
    start = content.index(text)
    return Evidence(text, start, start + len(text))


def article(content: str = TEXT, title: str = "Quiz Noir") -> NewArticle:
    """An article with four drafts, surer and surer, a contradiction, and a piece that was left out."""
    facts = tuple(
        Fact("about", "Quiz Noir", right, span(said, content), confidence=0.5 + 0.1 * n)
        for n, (_, _, right, _, said) in enumerate(_SAID)
    )
    drafts = tuple(
        (
            Question(
                f"d{n}", prompt, kind, right, wrong, category="Story", evidence=said,
                evidence_start=fact.evidence.start, confidence=fact.confidence,
            ),
            fact,
            fact.confidence,
        )
        for n, ((prompt, kind, right, wrong, said), fact) in enumerate(zip(_SAID, facts, strict=True))
    )  # fmt: skip
    sides = (Side("1987", span("came out in 1987", content)), Side("1988", span("came out in 1988", content)))
    return NewArticle(
        sha256=hashlib.sha256(content.encode()).hexdigest(), title=title, language="en",
        words=len(content.split()), kind="text", source="", content=content, note="",
        contradictions=(Contradiction("year", "Quiz Noir", sides),),
        left_out=(LeftOut("too little to ask about", span("Some say", content)),), facts=facts, drafts=drafts,
    )  # fmt: skip
