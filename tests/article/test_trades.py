"""Fields of work and prizes: what is far enough to be wrong, and near enough to be taken for right."""

from __future__ import annotations

import pytest

from quiz.article import prizes, relations, trades
from quiz.article.industry import industry


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("film director", "screenwriter"),
        ("animator", "illustrator"),
        ("manga artist", "novelist"),
        ("physicist", "engineer"),
        ("mathematician", "teacher"),
    ],
)
def test_trades_of_one_field_never_stand_against_each_other(one: str, other: str) -> None:
    table = trades.load()
    assert table.fields(other) & table.near(table.fields(one))


@pytest.mark.parametrize(("one", "other"), [("animator", "bank clerk"), ("physicist", "priest")])
def test_far_trades_may(one: str, other: str) -> None:
    table = trades.load()
    assert not table.fields(other) & table.near(table.fields(one))


@pytest.mark.parametrize(
    ("passage", "field"), [("She wrote and drew it.", "art"), ("He taught in Graz.", "school")]
)
def test_deeds_tell_a_trade(passage: str, field: str) -> None:
    assert field in trades.load().implied(passage)


def test_every_usual_trade_has_a_field() -> None:
    profession = relations.load().get("profession")
    assert profession is not None
    table = trades.load()
    assert [one for group in profession.wrong for one in group if not table.fields(one)] == []


def beside(key: str, kind: str, passage: str) -> set[str]:
    return {form for forms in prizes.load().beside(key, (kind,), passage) for form in forms}


def test_prizes_stand_beside_those_of_their_medium() -> None:
    assert "Palme d'Or" in beside("Silver Owl", "film", "")
    assert "Palme d'Or" not in beside("Silver Owl", "game", "the score won")
    assert "Booker Prize" not in beside("Setouchi Comic Prize", "work", "a magazine")
    assert "Palme d'Or" in beside("BAFTA", "person", "the film's writer")
    assert "Palme d'Or" not in beside("BAFTA", "game", "")


def test_state_orders_stand_beside_state_orders_alone() -> None:
    found = beside("Knight of the Order of the Netherlands Lion", "person", "the animator")
    assert found
    assert all("Order" in one or "Legion" in one for one in found)


def test_the_words_of_a_passage_tell_a_company() -> None:
    assert industry("the studio behind the puzzle game") == "game_company"
    assert industry("it was sold") == ""
