"""Folding and matching, as the pack format has them."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.folding import Match, fold, match

WORDS = st.text(st.sampled_from("abcdefghijklmnop"), min_size=2, max_size=14)


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("  Metallic   ROUGE ", "metallic rouge"),
            ("The Matrix", "matrix"),
            ("The A-Team", "team"),
            ("An", "an"),
            ("Café-Noir!", "cafe noir"),
            ("ＲＡＨＸＥＰＨＯＮ", "rahxephon"),
            ("Đà Nẵng, Łódź, Ærø, Straße", "da nang lodz aero strasse"),
            ("Production I.G", "production ig"),
            ("Rock ’n’ Roll", "rock n roll"),
            ("3.5", "3.5"),
            ("1,000,000", "1000000"),
            ("−40 °C", "-40 c"),
            ("2002–2024", "2002 2024"),
            ("C++", "c++"),
            ("C", "c"),
            ("！！！", "!!!"),
            ("", ""),
        ],
    )
    def test_examples(self, text: str, folded: str) -> None:
        assert fold(text) == folded

    def test_japanese_and_hindi_keep_their_marks(self) -> None:
        assert fold("ガンダム") != fold("カンタム")
        assert fold("हिन्दी") == "हिन्दी"

    @given(st.text())
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    def test_folding_twice_changes_nothing_for_any_sign(self) -> None:
        signs = (chr(code) for code in range(0, sys.maxunicode + 1, 53))
        texts = (text for sign in signs for text in (sign, f"a{sign}b", f"1{sign}5", f"か{sign}\u3099"))
        assert [text for text in texts if fold(fold(text)) != fold(text)] == []

    @given(st.text())
    def test_nothing_folds_to_nothing_but_space(self, text: str) -> None:
        assert bool(fold(text)) == bool(text.split())


class TestMatch:
    @pytest.mark.parametrize(
        ("typed", "right", "found"),
        [
            ("rouge!", "Rouge", Match.EXACT),
            ("Rogue", "Rouge", Match.TYPO),
            ("Ruoge", "Rouge", Match.TYPO),
            ("Rog", "Rouge", Match.WRONG),
            ("Bone", "Bones", Match.TYPO),
            ("Cat", "Bat", Match.WRONG),
            ("Yutaka Izubchi", "Yutaka Izubuchi", Match.TYPO),
            ("Yutka Izubchi", "Yutaka Izubuchi", Match.TYPO),
            ("Yutk Izubchi", "Yutaka Izubuchi", Match.WRONG),
            ("1983", "1982", Match.WRONG),
            ("Gundam 0083", "Gundam 0080", Match.WRONG),
            ("35 million", "3.5 million", Match.WRONG),
            ("3,500", "3500", Match.EXACT),
            ("5", "-5", Match.WRONG),
            ("", "Rouge", Match.WRONG),
            ("c", "C++", Match.WRONG),
        ],
    )
    def test_examples(self, typed: str, right: str, found: Match) -> None:
        assert match(typed, [right]) is found

    def test_a_typo_as_near_to_a_wrong_answer_is_wrong(self) -> None:
        assert match("Naomo", ["Naomi"], ["Naoma"]) is Match.WRONG
        assert match("Naomi", ["Naomi"], ["Naoma"]) is Match.EXACT
        assert match("Metalic Rouge", ["Metallic Rouge"], ["Metallic Rogue"]) is Match.TYPO

    def test_exact_forgives_case_and_no_typo(self) -> None:
        assert match("rouge", ["Rouge"], exact=True) is Match.EXACT
        assert match("Rogue", ["Rouge"], exact=True) is Match.WRONG

    @given(WORDS, st.integers(0, 12))
    def test_swapped_neighbours_are_one_edit(self, word: str, at: int) -> None:
        at %= len(word) - 1
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        expected = Match.EXACT if swapped == word else Match.TYPO if len(word) >= 4 else Match.WRONG
        assert match(swapped, [word]) is expected

    @given(st.text(), st.text(), st.text())
    def test_it_never_fails(self, typed: str, right: str, wrong: str) -> None:
        assert match(typed, [right], [wrong]) in Match
