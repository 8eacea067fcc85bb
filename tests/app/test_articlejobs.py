"""Articles on their way in: in a child, whole or not at all, and told from files of questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.app.articlejobs import (
    ReadArticle,
    Stage,
    address_in,
    is_article,
    is_article_text,
    read_article,
    reading,
)
from quiz.app.jobs import Job, JobRefusal
from quiz.article.refusals import ArticleRefusal
from quiz.bank.bank import Bank
from quiz.resources import questions
from quiz.words import Refused
from tests.copied import copied

ARTICLE = questions() / "articles" / "metallic-rouge.md"
AIKEN = "Who wrote it?\nA) Somebody\nB) Nobody\nANSWER: B\n\n" * 20


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "bank.db")
    yield opened
    assert opened.check() == []
    opened.close()


def run(bank: Bank, source: str, content: str = "") -> tuple[ReadArticle, list[object], list[int]]:
    parts: list[object] = []
    went: list[int] = []
    result = reading(bank.path, source, content).run(went.append, parts.append)
    return result, parts, went


def test_a_child_reads_an_article_and_keeps_its_drafts(bank: Bank) -> None:
    done, parts, went = run(bank, str(ARTICLE))
    assert parts == [Stage.READING, Stage.MAKING, Stage.KEEPING]
    assert all(0 <= n <= 100 for n in went)
    assert not done.was_here
    view = bank.reviews.article(done.article)
    assert view.source == str(ARTICLE)
    drafts = bank.reviews.drafts(done.article)
    assert len(drafts) == done.drafts > 10
    for draft in drafts:
        start = draft.question.evidence_start
        assert start is not None
        assert view.content[start:].startswith(draft.question.evidence)
        assert draft.fact is not None
    # The same text again, pasted this time, is the same article.
    again, parts, _ = run(bank, "", view.content)
    assert (again.article, again.was_here) == (done.article, True)
    assert parts == [Stage.READING]
    assert len(bank.reviews.cards()) == 1


def test_too_few_facts_and_unknown_languages_keep_the_article_and_say_why(bank: Bank) -> None:
    few, _, _ = run(bank, "", "It was a good day. People were glad, and nobody said why. " * 3)
    assert few.drafts == 0
    assert bank.reviews.article(few.article).note == "this text holds too few facts for a quiz"
    german = "Der Film ist von dem Mann, der nie einen sah. Er lief lange und war sehr gut. " * 3
    other, _, _ = run(bank, "", german)
    view = bank.reviews.article(other.article)
    assert view.language == "de"
    assert "not in English" in view.note
    assert view.content.startswith("Der Film")


def test_refusals_keep_their_words_and_write_nothing(bank: Bank, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        run(bank, str(tmp_path / "none.txt"))
    assert caught.value.name is ArticleRefusal.NOT_FOUND
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(Refused) as caught:
        run(bank, str(scan))
    assert caught.value.name is ArticleRefusal.NOT_TEXT
    assert bank.reviews.cards() == []


def test_it_can_be_stopped_with_nothing_kept(bank: Bank) -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    many = "\n\n".join(text.replace("Rouge", f"Rouge{n}") for n in range(12))
    job: Job[ReadArticle] = reading(bank.path, "", many)

    def stop(part: object) -> None:
        if part is Stage.MAKING:
            job.stop()

    with pytest.raises(Refused) as caught:
        job.run(part=stop)
    assert caught.value.name is JobRefusal.STOPPED
    assert bank.reviews.cards() == []
    assert bank.reviews.gone() == []


def test_articles_are_told_from_files_of_questions(tmp_path: Path) -> None:
    def file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    prose = ARTICLE.read_text(encoding="utf-8")
    assert is_article(file("a.txt", prose))
    assert is_article(file("a.md", AIKEN)), "nobody keeps questions so"
    assert is_article(file("a.PDF", "%PDF"))
    assert not is_article(file("b.txt", AIKEN))
    assert not is_article(file("b.csv", prose))
    assert not is_article(tmp_path / "pack.quizpack")


def test_pasted_texts_are_told_apart_too() -> None:
    assert is_article_text(ARTICLE.read_text(encoding="utf-8"))
    assert is_article_text(" https://example.org/review?id=1 ")
    assert not is_article_text(AIKEN)
    assert not is_article_text("Who wrote it?")
    assert address_in("http://a.b/c d") == ""


def test_the_work_is_a_function_of_a_line() -> None:
    assert reading(Path("b"), "s").work is read_article
