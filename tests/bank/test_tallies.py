"""Counters and ratings: whatever was played, appealed and removed, they are what the raw events give."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from quiz.bank import figures, ratings, recount
from quiz.bank.bank import Bank
from quiz.bank.tables.counters import met, picks, player_ratings, question_ratings, rating_due
from quiz.bank.tables.counters import tallies as tally_table
from quiz.core.rating import NEW, Rating, rated, rested
from quiz.core.rounds import What
from quiz.core.rules import Mode
from tests.bank.histories import appeal, furnished, play, play_one, remove, told
from tests.bank.making import Playing, at, keys_of, new_round, small
from tests.copied import scratch

seeds = st.integers(0, 2**32)


def counters(bank: Bank) -> tuple[dict[Any, Any], dict[Any, Any], dict[Any, Any]]:
    """What the counters say, by name."""
    with bank._readers.reading() as c:
        names = {row.id: (row.pack, row.question) for row in c.execute(select(tally_table))}
        return (
            {
                (r.pack, r.question): (r.asked, r.is_right, r.kind, r.difficulty, r.category)
                for r in c.execute(select(tally_table))
            },
            {(r.player_id, *names[r.tally_id]): (r.asked, r.is_right) for r in c.execute(select(met))},
            {(*names[r.tally_id], r.given): r.times for r in c.execute(select(picks))},
        )


def plainly(bank: Bank) -> tuple[dict[Any, Any], dict[Any, Any], dict[Any, Any]]:
    """The same from the raw events."""
    last = {}
    everybody: defaultdict[Any, list[int]] = defaultdict(lambda: [0, 0])
    each: defaultdict[Any, list[int]] = defaultdict(lambda: [0, 0])
    given_: Counter[Any] = Counter()
    for one in sorted(told(bank), key=lambda one: (one.round_id, one.answer.position)):
        last[one.answer.pack, one.answer.question.id] = one.answer.question
        name = (one.answer.pack, one.answer.question.id)
        for found in (everybody[name], each[(one.player, *name)]):
            found[0] += 1
            found[1] += one.answer.right
        given_.update((*name, text) for text in one.answer.given)
    return (
        {key: (*n, last[key].kind, last[key].difficulty, last[key].category) for key, n in everybody.items()},
        {key: tuple(n) for key, n in each.items()},
        dict(given_),
    )


def states(bank: Bank) -> tuple[dict[Any, Rating], dict[Any, Rating]]:
    """What is stored of the ratings, by name and day."""
    with bank._readers.reading() as c:
        names = {row.id: (row.pack, row.question) for row in c.execute(select(tally_table))}
        players = {(r.player_id, r.day): Rating(*r[2:]) for r in c.execute(select(player_ratings))}
        questions = {(*names[r.tally_id], r.day): Rating(*r[2:]) for r in c.execute(select(question_ratings))}
    return players, questions


def plain_states(bank: Bank) -> tuple[dict[Any, Rating], dict[Any, Rating]]:
    """The same from the raw events, day after day."""
    games: defaultdict[str, list[Any]] = defaultdict(list)
    for one in told(bank):
        if one.mode not in (Mode.PRACTICE, Mode.MISSES):
            games[one.day].append((one.player, (one.answer.pack, one.answer.question.id), one.answer.right))
    now: dict[Any, tuple[int, Rating]] = {}
    players: dict[Any, Rating] = {}
    questions: dict[Any, Rating] = {}
    for told_day in sorted(games):
        day = date.fromisoformat(told_day).toordinal()
        before = {}
        for player, question, _ in games[told_day]:
            for side in (player, question):
                since, state = now.get(side, (day - 1, NEW))
                before[side] = rested(state, day - since - 1)
        for side in before:
            mine = [(b, won) for a, b, won in games[told_day] if a == side]
            mine += [(a, not won) for a, b, won in games[told_day] if b == side]
            after = rated(before[side], [before[other] for other, _ in mine], [float(won) for _, won in mine])
            now[side] = day, after
            if isinstance(side, tuple):
                questions[(*side, told_day)] = after
            else:
                players[side, told_day] = after
    return players, questions


def close(found: dict[Any, Rating], wanted: dict[Any, Rating]) -> None:
    assert set(found) == set(wanted)
    for key, state in found.items():
        assert state == pytest.approx(wanted[key], rel=1e-6), key


@given(seeds)
# The last day is due, and its only round was taken away before it was ever rated.
@example(2097153)
@settings(max_examples=12)
def test_counters_and_ratings_are_what_the_events_give(seed: int) -> None:
    dice = random.Random(seed)
    with scratch(furnished) as bank:
        rating = bank.ratings
        games = play(bank, dice, 6)
        rating.catch_up()
        close(states(bank)[0], plain_states(bank)[0])
        for _ in range(6):
            match dice.randrange(4):
                case 0 if games:
                    remove(bank, games.pop(dice.randrange(len(games))).id)
                case 1 if games:
                    appeal(dice.choice(games), dice)
                case 2:
                    rating.some()
                case _:
                    games.append(play_one(bank, dice))
        assert counters(bank) == plainly(bank)
        rating.catch_up()
        assert not rating.due()
        players, questions = plain_states(bank)
        close(states(bank)[0], players)
        close(states(bank)[1], questions)
        before = counters(bank)
        bank._writer.do(recount.recount)
        assert counters(bank) == before
        rating.catch_up()
        close(states(bank)[0], players)
        close(states(bank)[1], questions)


@given(seeds)
@settings(max_examples=6)
def test_the_migration_counts_as_the_program_does(seed: int) -> None:
    from quiz.bank.migrations.versions import __path__ as where

    dice = random.Random(seed)
    with scratch(furnished) as bank:
        play(bank, dice, 5)
        source = (Path(where[0]) / "0006_ratings.py").read_text(encoding="utf-8")
        names: dict[str, Any] = {}
        exec(compile(source, "0006", "exec"), names)

        def job(c: Any) -> None:
            for table in (picks, met, tally_table, rating_due):
                c.execute(delete(table))
            for statement in names["_COUNT"]:
                c.exec_driver_sql(statement)

        before = counters(bank)
        bank._writer.do(job)
        assert counters(bank) == before


def test_some_days_at_a_time_come_out_as_all_at_once(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    furnished(bank)
    play(bank, random.Random(5), 25)
    monkeypatch.setattr(ratings, "ENOUGH_GAMES", 1)
    rating = bank.ratings
    steps = 1
    while rating.some():
        steps += 1
    assert steps > 3
    close(states(bank)[0], plain_states(bank)[0])
    close(states(bank)[1], plain_states(bank)[1])


def test_a_round_amid_the_work_is_rated_too(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    furnished(bank)
    dice = random.Random(6)
    play(bank, dice, 12)
    monkeypatch.setattr(ratings, "ENOUGH_GAMES", 1)
    rating = bank.ratings
    while rating.some():
        if len(bank.latest(limit=None)) < 20:
            play_one(bank, dice)
    close(states(bank)[0], plain_states(bank)[0])
    close(states(bank)[1], plain_states(bank)[1])


def test_only_the_days_from_an_appeal_on_are_due(bank: Bank) -> None:
    bank.store_pack(small(6), shipped=True)
    ann = bank.add_player("Ann")
    games = [Playing(bank, new_round(ann, keys_of(bank)[:3], started=at(day))).all(1) for day in (1, 2, 3)]
    rating = bank.ratings
    assert rating.due()
    rating.catch_up()
    first = states(bank)[0][ann.id, "2026-05-01"]
    games[1].do(What.APPEALED, position=2)
    with bank._readers.reading() as c:
        assert c.execute(select(rating_due.c.day)).scalars().all() == ["2026-05-02"]
    rating.catch_up()
    assert states(bank)[0][ann.id, "2026-05-01"] == first
    close(states(bank)[0], plain_states(bank)[0])


def test_a_question_s_course_is_its_last_ratings(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "COURSE_DAYS", 4)
    furnished(bank)
    play(bank, random.Random(9), 40)
    bank.ratings.catch_up()
    _, questions = states(bank)
    lengths = set()
    for player in bank.players():
        found = bank.figures.record(player.id, most=99)
        for one in (*found.hardest, *found.easiest):
            days = sorted(day for *name, day in questions if tuple(name) == (one.pack, one.question.id))
            ratings_ = [questions[one.pack, one.question.id, day] for day in days]
            assert one.course == tuple(state.rating for state in ratings_[-4:])
            assert one.rating == (ratings_[-1] if ratings_ else None)
            lengths.add(len(one.course))
    assert max(lengths) == 4


def test_demo_and_skipped_questions_count_nowhere(bank: Bank) -> None:
    bank.store_pack(small(6), shipped=True)
    ann = bank.add_player("Ann")
    Playing(bank, new_round(ann, keys_of(bank)[:3], kind="demo")).all(2)
    game = Playing(bank, new_round(ann, keys_of(bank)[:1]))
    game.ask()
    game.do(What.SKIPPED)
    assert counters(bank) == ({}, {}, {})
    assert not bank.ratings.due()


def test_a_failed_step_leaves_nothing_behind(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    furnished(bank)
    play(bank, random.Random(7), 8)
    rating = bank.ratings
    monkeypatch.setattr(ratings, "_next", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rating.some()
    monkeypatch.undo()
    assert states(bank) == ({}, {})
    rating.catch_up()
    close(states(bank)[0], plain_states(bank)[0])


def test_the_doctor_finds_a_counter_that_is_wrong(bank: Bank) -> None:
    bank.store_pack(small(6), shipped=True)
    ann = bank.add_player("Ann")
    Playing(bank, new_round(ann, keys_of(bank)[:2])).all(1)
    assert bank.check() == []
    bank._writer.do(lambda c: c.execute(tally_table.update().where(tally_table.c.id == 1).values(asked=7)))
    assert bank.check() == ["The counters of question “q00000” of pack “noir” are wrong."]
    bank._writer.do(recount.recount)
    assert bank.check() == []
