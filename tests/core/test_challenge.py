"""Challenge codes carry a round whole, and every slip is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.challenge import ChallengeRefusal, content_digest, decode, encode, pack_set_digest
from quiz.core.questions import Difficulty
from quiz.core.rules import Mode, Preset, Rules
from quiz.words import Refused

PACKS = {"metallic-rouge": "0123456789abcdef", "studio-bones": "fedcba9876543210"}


@given(
    st.sampled_from([Mode.STANDARD, Mode.SPRINT, Mode.SURVIVAL, Mode.PRACTICE]),
    st.integers(1, 100),
    st.sampled_from([5, 20, 60, 120]),
    st.sampled_from([Preset.CLASSIC, Preset.FLAT]),
    st.booleans(),
    st.sampled_from([None, *Difficulty]),
    st.booleans(),
    st.sampled_from([100, 150, 200]),
    st.integers(0, 2**20 - 1),
)
def test_a_code_brings_the_rules_back(
    mode: Mode,
    count: int,
    secs: int,
    preset: Preset,
    lifelines: bool,
    difficulty: Difficulty | None,
    reading: bool,
    extra: int,
    seed: int,
) -> None:
    if mode is Mode.SPRINT:
        secs = 180
    rules = Rules(mode, count, secs, preset, lifelines, difficulty, "", reading, extra)
    code = encode(rules, seed, PACKS)
    said = decode(code.lower().replace("-", " "))
    assert (said.rules, said.seed) == (rules, seed)
    assert said.pack_set == pack_set_digest(tuple(PACKS))
    assert said.content == content_digest(PACKS)
    assert not set(code) & set("ILOU")


def test_look_alikes_are_read_as_meant() -> None:
    code = encode(Rules(), 1, PACKS)
    assert decode(code.replace("0", "o").replace("1", "l")) == decode(code)


def test_almost_every_slip_is_noticed() -> None:
    code = encode(Rules(), 12345, PACKS).replace("-", "")
    slips = [
        code[:at] + sign + code[at + 1 :]
        for at in range(16)
        for sign in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        if sign != code[at]
    ]
    noticed = sum(_refusal(slip) in (ChallengeRefusal.MISTYPED, ChallengeRefusal.NEWER) for slip in slips)
    assert noticed > 0.97 * 16 * 31


def _refusal(code: str) -> object:
    try:
        decode(code)
    except Refused as refused:
        return refused.name
    return None


@pytest.mark.parametrize("bad", ["", "ABC", "U" * 16, "1234-5678-9ABC-DEFG-H", "🎲" * 16])
def test_what_is_no_code_is_refused(bad: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(bad)
    assert refused.value.name is ChallengeRefusal.MALFORMED


def test_another_version_has_another_content() -> None:
    assert content_digest({"a": "1"}) != content_digest({"a": "2"})
    assert pack_set_digest(("a", "b")) == pack_set_digest(("b", "a"))
