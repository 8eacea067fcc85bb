"""Every figure of the statistics page against a plain, slow function over the raw events."""

from __future__ import annotations

import random
import statistics as plain
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.app import statistics
from quiz.app.statistics import Point, Scores, Share, Statistics, Times, histogram, runs
from quiz.bank.bank import Bank
from quiz.core.questions import Difficulty, Kind, Question
from quiz.core.rounds import Ending, Outcome
from quiz.core.rules import Mode, Rules
from quiz.core.scoring import judge
from tests.bank.histories import Replayed, Told, appeal, furnished, play, remove, replayed, told_by
from tests.bank.making import Playing, at, change, keys_of, new_round, pack, small
from tests.copied import scratch

TODAY = date(2024, 3, 2)


def mine(everybody: list[Told], player: int, pack: str) -> list[Told]:
    return [one for one in everybody if one.player == player and pack in ("", one.answer.pack)]


def shares(answers: list[Told], key: Any) -> set[Share]:
    names = {key(one) for one in answers}
    return {
        Share(
            name,
            sum(key(one) == name for one in answers),
            sum(key(one) == name and one.answer.right for one in answers),
        )
        for name in names
    }


def comparable(games: list[Replayed], player: int, pack: str) -> list[tuple[datetime, int, Any, Any]]:
    """Rounds that can be compared, by local time: when, number, as stored, as replayed."""
    found = [
        (kept.new.started.replace(tzinfo=None), number, kept, state)
        for number, kept, state in games
        if kept.new.player_id == player
        and pack in ("", ",".join(sorted(kept.new.packs)))
        and kept.new.rules.mode not in (Mode.PRACTICE, Mode.MISSES)
    ]
    return sorted(found, key=lambda one: one[:2])


def check_scores(found: Scores | None, rounds: list[tuple[datetime, int, Any, Any]]) -> None:
    over = [
        ((k.new.rules.mode, k.new.rules.preset, k.new.rules.count, k.new.rules.seconds), when.date(), s.score)
        for when, _, k, s in rounds
        if s.outcome in list(Outcome)
    ]
    if not over:
        assert found is None
        return
    often = Counter(rules for rules, _, _ in over)
    most = max(often.values())
    wanted = next(rules for rules, _, _ in reversed(over) if often[rules] == most)
    assert found is not None
    assert (found.mode, found.preset, found.count, found.seconds) == wanted
    points = [Point(day, day, score) for rules, day, score in over if rules == wanted]
    assert list(found.points) == points
    assert (found.rounds, found.best) == (most, max(point.value for point in points))


def check_questions(found: Statistics, everybody: list[Told], own: list[Told]) -> None:
    names = {(one.answer.pack, one.answer.question.id) for one in own}
    wanted = {}
    for name in names:
        all_of_it = [one.answer for one in everybody if (one.answer.pack, one.answer.question.id) == name]
        right = sum(answer.right for answer in all_of_it)
        wanted[name] = (Fraction(right + 1, len(all_of_it) + 2), right, len(all_of_it), all_of_it)
    hard = sorted((share, name) for name, (share, right, n, _) in wanted.items() if right < n)
    easy = sorted((-share, name) for name, (share, right, _, _) in wanted.items() if right)
    assert [(q.pack, q.question.id) for q in found.hardest] == [name for _, name in hard[:10]]
    assert [(q.pack, q.question.id) for q in found.easiest] == [name for _, name in easy[:10]]
    for one in (*found.hardest, *found.easiest):
        name = one.pack, one.question.id
        _, right, n, all_of_it = wanted[name]
        assert (one.right, one.asked) == (right, n)
        ours = [o.answer for o in own if (o.answer.pack, o.answer.question.id) == name]
        assert (one.mine, one.mine_right) == (len(ours), sum(answer.right for answer in ours))
        assert one.question in [answer.question for answer in ours]
        assert one.drawn == drawn(one.question, [text for a in all_of_it for text in a.given])


def drawn(question: Question, texts: list[str]) -> tuple[str, int] | None:
    if question.kind is Kind.ORDER:
        return None
    wrong = Counter(
        text
        for text in texts
        if text.strip()
        and (
            text not in question.right
            if question.kind is Kind.MULTIPLE
            else not judge(question, [text]).right
        )
    )
    return min(wrong.items(), key=lambda one: (-one[1], one[0])) if wrong else None


def check(bank: Bank, games: list[Replayed], name: str, pack: str) -> None:
    player = {one.name: one.id for one in bank.players()}[name]
    found = statistics.of(bank, name, pack, today=TODAY)
    everybody = told_by(games)
    answers = mine(everybody, player, pack)
    rounds = comparable(games, player, pack)
    assert (found.answered, found.right) == (len(answers), sum(one.answer.right for one in answers))
    used = [
        one.answer.used_ms
        for one in answers
        if one.answer.ending is Ending.ANSWERED and one.answer.total_ms is not None
    ]
    assert found.median_ms == (int(plain.median(used)) if used else None)
    assert found.times == (histogram(used) if used else None)
    assert found.longest_streak == max((state.longest_streak for *_, state in rounds), default=0)
    assert set(found.by_pack) == shares(answers, lambda one: one.answer.pack)
    last = {
        (one.answer.pack, one.answer.question.id): one.answer.question
        for one in sorted(everybody, key=lambda one: (one.round_id, one.answer.position))
    }

    def latest(one: Told) -> Question:
        return last[one.answer.pack, one.answer.question.id]

    assert set(found.by_category) == shares(answers, lambda one: latest(one).category)
    assert set(found.by_kind) == shares(answers, lambda one: latest(one).kind.value)
    assert set(found.by_difficulty) == shares(answers, lambda one: latest(one).difficulty.value)
    days = Counter(one.started.date() for one in answers)
    assert dict(found.days) == days
    assert [day for day, _ in found.days] == sorted(days)
    check_scores(found.scores, rounds)
    check_questions(found, everybody, answers)


def change_some(bank: Bank, dice: random.Random) -> None:
    """An author sorts a few questions anew."""
    for key in dice.sample(keys_of(bank), 4):
        _, question = bank.question(key)
        change(bank, key, replace(question, category="Anew", difficulty=Difficulty.HARD))


@given(st.integers(0, 2**32))
@settings(max_examples=10)
def test_every_figure_is_what_the_raw_events_give(seed: int) -> None:
    dice = random.Random(seed)
    with scratch(furnished) as bank:
        games = play(bank, dice, 9)
        for game in dice.sample(games, 2):
            appeal(game, dice)
        remove(bank, games.pop().id)
        change_some(bank, dice)
        games += play(bank, dice, 3)
        remove(bank, games.pop(dice.randrange(len(games))).id)
        bank.remove_pack("kinds")
        stored = list(replayed(bank))
        for player in bank.players():
            for slug in ("", "noir", "kinds"):
                check(bank, stored, player.name, slug)


def test_somebody_new_has_nothing(bank: Bank) -> None:
    found = statistics.of(bank, "Nobody", today=TODAY)
    assert (found.rounds, found.answered, found.median_ms, found.scores, found.times) == (
        0,
        0,
        None,
        None,
        None,
    )
    assert (found.days, found.hardest, found.rating, found.run, found.longest_run) == ((), (), None, 0, 0)


def test_no_question_that_the_player_has_not_met(bank: Bank) -> None:
    bank.store_pack(small(6), shipped=True)
    ann, bea = bank.add_player("Ann"), bank.add_player("Bea")
    keys = keys_of(bank)
    Playing(bank, new_round(ann, keys[:2])).all(0)
    Playing(bank, new_round(bea, keys[2:5])).all(0)
    assert {one.question.id for one in statistics.of(bank, "ann", today=TODAY).hardest} == {
        "q00000",
        "q00001",
    }
    # A question that was skipped was not answered: it gives nothing away.
    Playing(bank, new_round(ann, keys[5:6])).ask()
    assert len(statistics.of(bank, "Ann", today=TODAY).hardest) == 2


def test_a_question_is_shown_as_the_player_was_asked(bank: Bank) -> None:
    bank.store_pack(small(2), shipped=True)
    ann, bea = bank.add_player("Ann"), bank.add_player("Bea")
    Playing(bank, new_round(ann, keys_of(bank)[:1])).all(0)
    newer = pack([small(2).questions[0], small(2).questions[1]], version="2.0.0")
    changed = newer.with_questions(
        (
            Question("q00000", "Now it gives it away?", Kind.CHOICE, ("Right 0",), ("Else",)),
            newer.questions[1],
        )
    )
    bank.store_pack(changed, shipped=True)
    Playing(bank, new_round(bea, keys_of(bank)[:2])).all(1)
    (one,) = statistics.of(bank, "Ann", today=TODAY).hardest
    assert one.question.prompt == "What is number 0?"
    assert (one.asked, one.right, one.mine) == (2, 1, 1) or one.asked == 1


def test_the_rating_and_how_it_moved(bank: Bank) -> None:
    bank.store_pack(small(6), shipped=True)
    ann = bank.add_player("Ann")
    for day in (1, 2, 5):
        Playing(bank, new_round(ann, keys_of(bank)[:3], started=at(day))).all(3)
    assert statistics.of(bank, "Ann", today=TODAY).updating
    bank.ratings.catch_up()
    found = statistics.of(bank, "Ann", today=TODAY)
    assert not found.updating
    assert [point.last for point in found.ratings] == [date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 5)]
    values = [point.value for point in found.ratings]
    assert values == sorted(values)
    assert found.rating is not None
    assert found.rating.rating == values[-1]
    assert all(one.rating is not None and one.rating.rating < 1500 for one in found.easiest)


def test_many_scores_become_means_of_neighbours(bank: Bank) -> None:
    bank.store_pack(small(3), shipped=True)
    ann = bank.add_player("Ann")
    for n in range(150):
        started = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=9))) + timedelta(days=n)
        Playing(bank, new_round(ann, keys_of(bank)[:1], Rules(count=1), started=started)).all(n % 2)
    scores = statistics.of(bank, "Ann", today=TODAY).scores
    assert scores is not None
    assert (len(scores.points), scores.rounds) == (50, 150)
    assert scores.points[0].n == 3
    assert (scores.points[0].first, scores.points[0].last) == (date(2026, 1, 1), date(2026, 1, 3))
    assert scores.points[0].value == pytest.approx(scores.best / 3)


def test_a_histogram_of_slow_answers_has_few_bars() -> None:
    times = histogram([1_000] * 500 + [500_000])
    assert times == Times(500, (0, 0, 501))
    assert sum(histogram(list(range(0, 90_000, 7))).counts) == len(range(0, 90_000, 7))
    assert len(histogram(list(range(0, 90_000, 7))).counts) <= 20


@given(st.sets(st.integers(0, 60)), st.integers(0, 65))
def test_runs_of_days(numbers: set[int], today: int) -> None:
    start = date(2024, 2, 1)
    days = [start + timedelta(days=n) for n in sorted(numbers)]
    longest = max((n - m + 1 for m in numbers for n in numbers if set(range(m, n + 1)) <= numbers), default=0)
    now = max(
        (
            end - m + 1
            for end in (today, today - 1)
            for m in numbers
            if m <= end and set(range(m, end + 1)) <= numbers
        ),
        default=0,
    )
    assert runs(days, start + timedelta(days=today)) == (now, longest)
