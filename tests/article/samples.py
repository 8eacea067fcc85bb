"""Articles of our own, each with the traps that the keys of real ones name, and what came out of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from quiz.article import knowledge
from quiz.article.drafts import drafts
from quiz.article.generate import Generated, generate
from quiz.article.readers import Text
from quiz.article.understand import understand
from quiz.core.facts import Fact, Reading
from quiz.core.folding import fold
from quiz.core.questions import Question

_HERE = Path(__file__).parent / "data"
NEWS, PREVIEW, REVIEW, LIFE, PROGRAM, OPINION = (
    (_HERE / f"{name}.txt").read_text(encoding="utf-8")
    for name in ("news", "preview", "review", "life", "program", "opinion")
)
GERMAN = "Der Film wurde von einer Frau gedreht, die nicht an das Kino glaubte. Er ist für das Publikum."
JAPANESE = (
    "この作品は新しいアニメです。監督は田中さんで、音楽は鈴木さんが担当しています。放送は四月に始まります。"
)

ALL = {"news": NEWS, "preview": PREVIEW, "review": REVIEW, "life": LIFE, "program": PROGRAM}


def article(content: str, title: str = "") -> Text:
    """A text as the reader would hand it over."""
    return Text(content, title, "text", "article.txt")


@cache
def made(content: str, seed: int = 0) -> Generated:
    """What comes out of a text, made once for all tests; other seeds go on from the same reading."""
    if seed == 0:
        return generate(article(content))
    first = made(content)
    drafted = drafts(first.reading, knowledge.load(), seed=seed)
    return replace(first, drafts=drafted.drafts, left_out=drafted.left_out)


@cache
def reading(content: str) -> Reading:
    """What is understood of a text, made once for all tests."""
    return understand(content)


def facts(content: str, relation: str) -> list[Fact]:
    """The facts of one relation."""
    return [fact for fact in reading(content).facts if fact.relation == relation]


def told(content: str, relation: str) -> dict[str, tuple[str, ...]]:
    """Subjects and objects of one relation, the first fact of each subject."""
    found: dict[str, tuple[str, ...]] = {}
    for fact in facts(content, relation):
        found.setdefault(fact.subject, fact.objects)
    return found


def questions(content: str, relation: str = "", seeds: int = 4) -> list[Question]:
    """The questions of one relation, or all, over several seeds: wrong answers change with the seed."""
    return [
        draft.question
        for seed in range(seeds)
        for draft in made(content, seed).drafts
        if relation in ("", draft.question.relation)
    ]


def words_of(question: Question) -> str:
    """All that a player reads of a question, the explanation too."""
    return "\n".join((question.prompt, *question.right, *question.wrong, question.explanation))


def wrong_of(found: list[Question]) -> set[str]:
    """Every wrong answer of these questions, folded."""
    return {fold(one) for question in found for one in question.wrong}
