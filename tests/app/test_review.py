"""The review of an article: each verdict is one step, and no draft is a question before it is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quiz.app.review import Review, ReviewRefusal, Sure, asked_by_hand, placed, sure_ones
from quiz.app.workshop import Workshop
from quiz.bank.author_views import Listing
from quiz.bank.bank import Bank, open_bank
from quiz.bank.refusals import BankRefusal
from quiz.core.facts import Verdict
from quiz.core.questions import Kind, Media, Question
from quiz.words import Refused
from tests.bank.making import TEXT, article, small, span
from tests.copied import copied

OPEN, YES, NO = Verdict.OPEN, Verdict.ACCEPTED, Verdict.REJECTED


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = copied(tmp_path / "bank.db")
    yield opened
    assert opened.check() == []
    opened.close()


@pytest.fixture
def key(bank: Bank) -> int:
    return bank.reviews.store("article", article())


@pytest.fixture
def review(bank: Bank, key: int) -> Review:
    return Review(bank, key)


def verdicts(bank: Bank, key: int) -> list[Verdict]:
    return [draft.verdict for draft in bank.reviews.drafts(key)]


def numbers(bank: Bank, key: int) -> list[int]:
    return [draft.key for draft in bank.reviews.drafts(key)]


def everything(bank: Bank, key: int) -> object:
    packs = [(info, bank.pack(info.slug).questions) for info in bank.pack_infos()]
    view = bank.reviews.article(key)
    return packs, bank.reviews.drafts(key), view


def test_an_article_is_kept_whole(bank: Bank, key: int) -> None:
    view, new = bank.reviews.article(key), article()
    assert (view.content, view.title, view.words, view.sha256) == (TEXT, "Quiz Noir", new.words, new.sha256)
    assert view.facts == new.facts
    assert view.contradictions == new.contradictions
    assert view.left_out == new.left_out
    assert [(d.question, d.fact, d.confidence) for d in bank.reviews.drafts(key)] == list(new.drafts)
    assert verdicts(bank, key) == [OPEN] * 4
    assert bank.pack_infos() == []
    (card,) = bank.reviews.cards()
    assert (card.drafts, card.reviewed, card.accepted) == (4, 0, 0)


def test_accepting_makes_a_question_in_a_new_pack_and_keeps_the_link(
    bank: Bank, key: int, review: Review
) -> None:
    one, two, *_ = numbers(bank, key)
    assert review.accept([one], "Ann") == 1
    assert review.accept([two]) == 1
    (info,) = bank.pack_infos()
    pack = bank.pack(info.slug)
    assert (pack.head.title, pack.head.author, pack.head.text_sha256) == (
        "Quiz Noir",
        "Ann",
        article().sha256,
    )
    assert pack.questions == tuple(question for question, _, _ in article().drafts[:2])
    assert bank.reviews.article(key).pack == info.slug
    drafts = bank.reviews.drafts(key)
    assert [draft.verdict for draft in drafts] == [YES, YES, OPEN, OPEN]
    assert [draft.became for draft in drafts] == [*bank.desk.keys(Listing(info.slug)), 0, 0]


def test_the_pack_of_a_first_acceptance_never_looks_like_leftovers(
    bank: Bank, key: int, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []
    do = bank._writer.do

    def watched(*job: Any, **how: Any) -> Any:
        result = do(*job, **how)
        found.extend(bank.leftovers())
        return result

    monkeypatch.setattr(bank._writer, "do", watched)
    review.accept(numbers(bank, key)[:1])
    assert len(bank.pack_infos()) == 1
    assert found == []


def test_every_verdict_is_undone_and_done_again_also_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    bank = open_bank(path, backups=False)
    key = bank.reviews.store("article", article())
    one, two, three, four = numbers(bank, key)
    review = Review(bank, key)
    states = [everything(bank, key)]

    def done() -> None:
        states.append(everything(bank, key))

    review.accept([one])
    done()
    review.reject(two)
    done()
    seen = bank.reviews.draft_state(three)
    review.save(three, seen, replace(seen.question, prompt="Who composed it?"))
    done()
    review.accept([three, four])
    done()
    review.reject(one)  # its question leaves the pack
    done()
    review.by_hand(Question("hand", "Why?", Kind.TEXT, ("so",)))
    done()
    review.reopen(two)
    done()
    for at in reversed(range(len(states) - 1)):
        Workshop(bank).undo()
        assert everything(bank, key) == states[at]
        bank.close()
        bank = open_bank(path, backups=False)
    for state in states[1:]:
        Workshop(bank).redo()
        assert everything(bank, key) == state
    assert Workshop(bank).undo() == "Undone: putting “Who directed Quiz Noir?” back"
    assert bank.check() == []
    bank.close()


def test_undoing_the_reading_takes_the_article_away_and_redo_brings_it_back(bank: Bank, key: int) -> None:
    assert Workshop(bank).undo() == "Undone: reading “Quiz Noir”"
    assert bank.reviews.cards() == []
    with pytest.raises(Refused) as caught:
        bank.reviews.article(key)
    assert caught.value.name is BankRefusal.NO_ARTICLE
    Workshop(bank).redo()
    assert verdicts(bank, key) == [OPEN] * 4


def test_the_same_text_is_offered_as_it_was_left(bank: Bank, key: int, review: Review) -> None:
    review.accept(numbers(bank, key)[:1])
    assert bank.reviews.find(article().sha256) == key
    review.remove()
    assert bank.reviews.cards() == []
    assert len(bank.pack_infos()) == 1, "what was accepted stays"
    assert bank.reviews.find(article().sha256) == key
    bank.reviews.set_there("article", key, there=True)
    assert verdicts(bank, key)[0] is YES
    # Another window has read the same text meanwhile: one of them is kept.
    assert bank.reviews.store("article", article()) == key
    assert len(bank.reviews.cards()) == 1


def test_what_was_cut_off_on_its_way_in_is_never_seen_and_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, now = tmp_path / "bank.db", [1_000_000]
    bank = open_bank(path, backups=False, now_ms=lambda: now[0])
    monkeypatch.setattr(bank.reviews, "_show", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        bank.reviews.store("article", article())
    assert bank.reviews.cards() == []
    assert bank.reviews.find(article().sha256) is None
    assert bank.reviews.gone() == [], "another program may be at it just now"
    now[0] += 100_000
    assert bank.reviews.gone() == [1]
    bank.close()
    bank = open_bank(path, backups=False, now_ms=lambda: now[0])
    bank.close()  # waits for the upkeep
    bank = open_bank(path, backups=False, now_ms=lambda: now[0])
    assert bank.reviews.gone() == []
    bank.close()


def test_accepting_many_is_one_step_and_leaves_unfinished_ones(bank: Bank, key: int, review: Review) -> None:
    two = numbers(bank, key)[2]
    seen = bank.reviews.draft_state(two)
    review.save(two, seen, replace(seen.question, prompt=" "))
    with pytest.raises(Refused) as caught:
        review.accept([two])
    assert caught.value.name is ReviewRefusal.UNFINISHED
    assert "the prompt is empty" in str(caught.value)
    assert review.accept([two, two]) == 0
    assert bank.pack_infos() == [], "no pack for nothing"
    found = sure_ones(bank.reviews.drafts(key))
    assert found[Sure.FAIRLY] == numbers(bank, key)[2:]
    assert found[Sure.UNSURE] == numbers(bank, key)
    assert review.accept(numbers(bank, key)) == 3
    assert Workshop(bank).undo() == "Undone: accepting 4 drafts"
    assert verdicts(bank, key) == [OPEN] * 4


def test_a_hundred_drafts_are_accepted_bit_by_bit_in_one_step(bank: Bank) -> None:
    new = article()
    question, fact, sure = new.drafts[1]
    many = tuple((replace(question, id=f"q{n}", prompt=f"Who is {n}?"), fact, sure) for n in range(100))
    key = bank.reviews.store("article", replace(new, drafts=many))
    assert Review(bank, key).accept(numbers(bank, key)) == 100
    (info,) = bank.pack_infos()
    assert info.questions == 100
    assert [q.id for q in bank.pack(info.slug).questions] == [f"q{n}" for n in range(100)]
    Workshop(bank).undo()
    assert bank.pack_infos() == []
    assert verdicts(bank, key) == [OPEN] * 100
    Workshop(bank).redo()
    assert verdicts(bank, key) == [YES] * 100
    assert bank.reviews.article(key).pack == info.slug


def test_a_pack_can_be_chosen_and_spans_of_another_text_are_left_out(
    bank: Bank, key: int, review: Review
) -> None:
    bank.store_pack(small(3, "mine"), shipped=False)
    review.choose_pack("mine")
    assert bank.reviews.article(key).pack_title == bank.pack("mine").head.title
    review.accept(numbers(bank, key)[:1])
    assert [info.slug for info in bank.pack_infos()] == ["mine"]
    added = bank.pack("mine").questions[-1]
    assert (added.evidence, added.evidence_start) == ("It ran for 26 episodes.", None)
    Workshop(bank).undo()
    Workshop(bank).undo()
    assert bank.reviews.article(key).pack == ""
    review.choose_pack("mine")
    review.choose_pack("")
    review.accept(numbers(bank, key)[:1])
    assert len(bank.pack_infos()) == 2


def test_a_pack_that_was_removed_is_not_written_to(bank: Bank, key: int, review: Review) -> None:
    one, two, *_ = numbers(bank, key)
    review.accept([one])
    first = bank.pack_infos()[0].slug
    Workshop(bank).remove_pack(first)
    assert bank.reviews.article(key).pack == ""
    review.accept([two])
    (info,) = bank.pack_infos()
    assert info.slug != first
    assert info.questions == 1


def test_an_accepted_draft_shows_what_its_question_is_now(bank: Bank, key: int, review: Review) -> None:
    one, *_ = numbers(bank, key)
    review.accept([one])
    became = bank.reviews.drafts(key)[0].became
    seen = bank.desk.question_state(became)
    Workshop(bank).save(became, seen, replace(seen.question, prompt="Changed in the editor?"))
    assert bank.reviews.drafts(key)[0].question.prompt == "Changed in the editor?"
    Workshop(bank).remove([became])
    draft = bank.reviews.drafts(key)[0]
    assert (draft.verdict, draft.became) == (YES, 0)
    assert review.accept([one]) == 1, "it can be accepted again"
    assert bank.reviews.drafts(key)[0].became not in (0, became)


def test_a_step_is_refused_where_the_question_was_changed_since(bank: Bank, key: int, review: Review) -> None:
    review.accept(numbers(bank, key)[:1])
    became = bank.reviews.drafts(key)[0].became
    seen = bank.desk.question_state(became)
    shop = Workshop(bank)
    after = shop.save(became, seen, replace(seen.question, prompt="Changed?"))
    bank.desk.record("x", "y", [])  # so that the edit is not the last step
    shop.save(became, after, seen.question)
    for _ in range(3):
        shop.undo()
    assert bank.reviews.drafts(key)[0].question.prompt == "How many episodes has it?"


def test_two_windows_on_one_draft_do_not_overwrite_each_other(bank: Bank, key: int, review: Review) -> None:
    one = numbers(bank, key)[0]
    seen = bank.reviews.draft_state(one)
    stamp = bank.reviews.stamp()
    review.save(one, seen, replace(seen.question, prompt="Mine?"))
    assert bank.reviews.stamp() != stamp
    with pytest.raises(Refused) as caught:
        review.save(one, seen, replace(seen.question, prompt="Theirs?"))
    assert caught.value.name is BankRefusal.CHANGED_ELSEWHERE
    after = bank.reviews.draft_state(one)
    assert review.save(one, after, replace(after.question, id="other")) == after, "its id never changes"


def test_edits_that_follow_closely_are_one_step(bank: Bank, key: int, review: Review) -> None:
    one = numbers(bank, key)[0]
    state = bank.reviews.draft_state(one)
    for text in ("Ho", "How", "How many"):
        state = review.save(one, state, replace(state.question, prompt=text))
    assert Workshop(bank).undo() == "Undone: editing “Ho”"
    assert bank.reviews.draft_state(one).question.prompt == "How many episodes has it?"


def test_where_one_left_off_is_no_step(bank: Bank, key: int) -> None:
    bank.reviews.left_at(key, numbers(bank, key)[2], "rejected")
    bank.reviews.left_at(key, numbers(bank, key)[1], "left_out")
    assert bank.add_player("Ann")  # behind it in the writer's queue
    view = bank.reviews.article(key)
    assert (view.last, view.shown) == (numbers(bank, key)[1], "left_out")
    assert Workshop(bank).undo() == "Undone: reading “Quiz Noir”"


def test_a_question_by_hand_from_an_answer_has_its_sentence_as_evidence(bank: Bank, key: int) -> None:
    view = bank.reviews.article(key)
    piece = span("川井憲次")
    made = asked_by_hand(view, piece.start, piece.end, is_answer=True)
    assert (made.kind, made.right) == (Kind.CHOICE, ("川井憲次",))
    assert made.evidence == "The score is by 川井憲次."
    assert made.evidence_start == TEXT.index("The score")
    piece = span("26")
    made = asked_by_hand(view, piece.start - 1, piece.end + 1, is_answer=True)
    assert (made.kind, made.right) == (Kind.NUMBER, ("26",))
    assert made.evidence == "🌃 It ran for 26 episodes."
    assert TEXT[made.evidence_start or 0 :].startswith(made.evidence)


def test_a_marked_piece_can_be_the_evidence_itself(bank: Bank, key: int) -> None:
    view = bank.reviews.article(key)
    piece = span("🌃 It ran")
    made = asked_by_hand(view, piece.start - 1, piece.end, is_answer=False)
    assert (made.evidence, made.evidence_start) == ("🌃 It ran", piece.start)
    assert made.right == ("",)
    with pytest.raises(Refused) as caught:
        asked_by_hand(view, piece.start - 1, piece.start, is_answer=True)
    assert caught.value.name is ReviewRefusal.NOTHING_MARKED


def test_a_piece_in_no_sentence_has_its_line_as_evidence(bank: Bank) -> None:
    content = TEXT + "\n\nShare\nRated 9\nComments"
    key = bank.reviews.store("article", article(content))
    view = bank.reviews.article(key)
    at = content.index("Rated")
    made = asked_by_hand(view, at, at + 5, is_answer=True)
    assert "Rated" in made.evidence
    assert content[made.evidence_start or 0 :].startswith(made.evidence)


def test_evidence_is_placed_where_it_stands(bank: Bank) -> None:
    question = Question("a", "Who?", Kind.TEXT, ("B",), evidence="came out in")
    assert placed(question, TEXT, 0).evidence_start == TEXT.index("came out in")
    assert placed(question, TEXT, 90).evidence_start == TEXT.rindex("came out in")
    assert placed(replace(question, evidence=""), TEXT, 0).evidence_start is None


def test_pictures_of_drafts_are_not_thrown_away(bank: Bank, key: int, review: Review) -> None:
    from quiz.bank.fast import named_media
    from quiz.bank.health import read_only

    one = numbers(bank, key)[0]
    seen = bank.reviews.draft_state(one)
    after = review.save(one, seen, replace(seen.question, media=Media(image="f.png/a.png")))
    assert "f.png/a.png" in set(named_media(read_only(bank.path)))
    bank.desk.record("x", "y", [])
    review.save(one, after, seen.question)
    assert "f.png/a.png" in set(named_media(read_only(bank.path))), "an undo would bring it back"
