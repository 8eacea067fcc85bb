"""When missed questions come again: as the raw events say, after whatever was played, appealed, removed."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from sqlalchemy import select

from quiz.bank import due, recount
from quiz.bank.bank import Bank
from quiz.bank.glance import glance
from quiz.bank.tables.counters import met
from quiz.bank.tables.counters import tallies as tally_table
from quiz.core.questions import Difficulty
from quiz.core.rounds import What
from quiz.core.rules import Mode, Rules
from tests.bank.histories import appeal, furnished, play, play_one, remove, told
from tests.bank.making import Playing, at, choice, keys_of, new_round, pack, small
from tests.bank.test_tallies import seeds
from tests.copied import scratch

TODAY = date(2026, 5, 1)


def stored(bank: Bank) -> dict[Any, str]:
    """Player, pack and question, and the day that is kept."""
    with bank._readers.reading() as c:
        found = c.execute(
            select(met.c.player_id, tally_table.c.pack, tally_table.c.question, met.c.due)
            .join(tally_table, tally_table.c.id == met.c.tally_id)
            .where(met.c.due.is_not(None))
        )
        return {(row[0], row[1], row[2]): row[3] for row in found}


def plainly(bank: Bank) -> dict[Any, str]:
    """The same from the raw events, by fsrs as anybody would use it."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=3650, enable_fuzzing=False)
    cards: dict[Any, Card] = {}
    for one in sorted(told(bank), key=lambda one: (one.started, one.round_id, one.answer.position)):
        name = (one.player, one.answer.pack, one.answer.question.id)
        day = datetime.fromisoformat(one.day).replace(tzinfo=UTC)
        if name not in cards:
            if one.answer.right:
                continue
            cards[name] = Card(card_id=1)
        before = cards[name].last_review
        grade = Rating.Good if one.answer.right else Rating.Again
        cards[name], _ = scheduler.review_card(cards[name], grade, max(day, before or day))
    return {name: card.due.date().isoformat() for name, card in cards.items()}


@given(seeds)
@settings(max_examples=12)
def test_the_days_are_what_the_events_give(seed: int) -> None:
    dice = random.Random(seed)
    with scratch(furnished) as bank:
        games = play(bank, dice, 8)
        bank.practice.catch_up()
        assert stored(bank) == plainly(bank)
        for _ in range(8):
            match dice.randrange(4):
                case 0 if games:
                    remove(bank, games.pop(dice.randrange(len(games))).id)
                case 1 if games:
                    appeal(dice.choice(games), dice)
                case 2:
                    bank.practice._recalls.catch_up(most=2)
                case _:
                    games.append(play_one(bank, dice))
        bank.practice.catch_up()
        days = plainly(bank)
        assert stored(bank) == days
        assert bank.check() == []
        bank._writer.do(recount.recount)
        assert stored(bank) == {}
        bank.practice.catch_up()
        assert stored(bank) == days


@given(seeds)
@settings(max_examples=6)
def test_what_is_due_is_what_a_plain_look_finds(seed: int) -> None:
    dice = random.Random(seed)
    with scratch(furnished) as bank:
        play(bank, dice, 12)
        days = plainly(bank)
        bank.flag(1, keys_of(bank)[0], "never")
        for today in ("2024-01-06", "2024-03-02", "2024-11-01", "2030-01-01"):
            for player in bank.players():
                wanted = sorted(
                    (day, pack, name)
                    for (who, pack, name), day in days.items()
                    if who == player.id and day <= today and (player.id, pack, name) != (1, "noir", "q00000")
                )
                on = date.fromisoformat(today)
                assert bank.practice.due(player.id, on) == len(wanted)
                keys = bank.practice.keys(player.id, on, most=99)
                assert [(slug, q.id) for _, slug, q in bank.questions(keys)] == [one[1:] for one in wanted]


@pytest.fixture
def missed(bank: Bank) -> Bank:
    """Ann has missed four questions of six on the first of May, a Friday."""
    bank.store_pack(small(6), shipped=True)
    ann = bank.add_player("Ann")
    Playing(bank, new_round(ann, keys_of(bank), started=at(1))).all(2)
    return bank


def test_what_was_missed_is_due_from_the_next_day_on(missed: Bank) -> None:
    assert missed.practice.due(1, TODAY) == 0
    assert missed.practice.due(1, TODAY + timedelta(days=1)) == 4
    assert missed.practice.due(1, TODAY + timedelta(days=900)) == 4
    assert missed.practice.due(2, TODAY + timedelta(days=1)) == 0


def test_practice_moves_it_on(missed: Bank) -> None:
    key = missed.practice.keys(1, TODAY + timedelta(days=1), most=1)
    rules = Rules(Mode.PRACTICE, count=1, seconds=0)
    Playing(missed, new_round(missed.players()[0], key, rules, started=at(2))).all(1)
    assert missed.practice.due(1, TODAY + timedelta(days=1)) == 3
    assert missed.practice.due(1, TODAY + timedelta(days=3)) == 4


def test_what_has_gone_or_is_never_wanted_is_not_due(missed: Bank) -> None:
    tomorrow = TODAY + timedelta(days=1)
    missed.flag(1, missed.practice.keys(1, tomorrow, most=1)[0], "never")
    assert missed.practice.due(1, tomorrow) == 3
    missed.remove_pack("noir")
    assert missed.practice.due(1, tomorrow) == 0
    assert missed.practice.keys(1, tomorrow, most=9) == []
    missed.store_pack(small(6), shipped=True)
    assert missed.practice.due(1, tomorrow) == 3


def test_an_edited_question_keeps_its_day(missed: Bank) -> None:
    edited = [choice(n, " now") for n in range(6)]
    missed.store_pack(pack(edited, version="2.0.0"), shipped=True)
    keys = missed.practice.keys(1, TODAY + timedelta(days=1), most=9)
    assert [q.prompt for _, _, q in missed.questions(keys)] == [q.prompt for q in edited[2:]]


def test_due_questions_by_packs_and_difficulty(missed: Bank) -> None:
    tomorrow = TODAY + timedelta(days=1)
    found = missed.questions(missed.practice.keys(1, tomorrow, difficulty=Difficulty.HARD, most=9))
    assert [q.id for _, _, q in found] == ["q00002", "q00005"]
    assert len(missed.practice.keys(1, tomorrow, ("noir",), category="C3", most=9)) == 1
    assert missed.practice.keys(1, tomorrow, ("other",), most=9) == []


def test_an_appeal_takes_it_away_and_gives_it_back(missed: Bank) -> None:
    tomorrow = TODAY + timedelta(days=1)
    missed.archive.appeal(1, 2)
    assert missed.practice.due(1, tomorrow) == 3
    missed.archive.appeal(1, 2, on=False)
    assert missed.practice.due(1, tomorrow) == 4


def test_the_days_of_some_questions_by_name(missed: Bank) -> None:
    names = [("noir", f"q{n:05}") for n in range(6)] + [("noir", "gone")]
    assert missed.practice.days(1, names) == [TODAY + timedelta(days=1)] * 4


@pytest.mark.parametrize("after", [0, 1, 400])
def test_a_glance_says_the_same(missed: Bank, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    today = TODAY + timedelta(days=after)
    missed.practice.catch_up()
    monkeypatch.setattr("quiz.bank.glance.date", SimpleNamespace(today=lambda: today))
    found = glance(missed.path, "Ann")
    assert found is not None
    assert found.due == missed.practice.due(1, today) == (4 if after else 0)


def test_no_more_are_counted_than_one_waits_for(missed: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "_COUNT", due._COUNT.replace(str(due.MOST), "3"))
    assert missed.practice.due(1, TODAY + timedelta(days=1)) == 3


def test_due_questions_are_looked_up_by_indexes_alone(missed: Bank) -> None:
    with missed._readers.reading() as c:
        values = {"player": 1, "day": "2026-05-02"}
        plan = c.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {due._COUNT}", values).fetchall()  # type: ignore[union-attr]
    steps = [row[3] for row in plan]
    assert any("ix_met_due" in step for step in steps)
    scans = [step for step in steps if step.startswith("SCAN")]
    assert scans == ["SCAN (subquery-2)"], steps  # the count of what was found


def test_the_doctor_finds_a_wrong_day(missed: Bank) -> None:
    missed.practice.catch_up()
    assert missed.check() == []
    missed._writer.do(lambda c: c.execute(met.update().where(met.c.tally_id == 3).values(due="2030-01-01")))
    assert missed.check() == ["Question “q00002” of pack “noir” comes again on a wrong day."]
    missed._writer.do(recount.recount)
    assert missed.check() == []


def test_the_demo_and_skipped_questions_do_not_count(bank: Bank) -> None:
    furnished(bank)
    ann = bank.add_player("Ann")
    Playing(bank, new_round(ann, keys_of(bank)[:3], kind="demo", started=at(1))).all(0)
    game = Playing(bank, new_round(ann, keys_of(bank)[:1], started=at(1)))
    game.ask()
    game.do(What.SKIPPED)
    assert bank.practice.due(ann.id, TODAY + timedelta(days=1)) == 0
