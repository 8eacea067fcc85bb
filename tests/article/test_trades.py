"""Fields of work: what is far enough to be wrong, and near enough to be taken for right."""

from __future__ import annotations

import pytest

from quiz.article import relations, trades
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


def test_the_words_of_a_passage_tell_a_company() -> None:
    assert industry("the studio behind the puzzle game") == "game_company"
    assert industry("it was sold") == ""
