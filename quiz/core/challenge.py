"""Challenge codes: 16 symbols that carry a round's rules, packs, content and seed to another player.

80 bits, most significant first: format 3, mode 3, preset 2, difficulty 2, lifelines 1, reading 1,
extra time 2, count 7, seconds 7, pack set 14, content 11, seed 20, check 7. Crockford's base 32 in
fours; hyphens and case do not matter, I and L read as 1, O as 0.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum

from quiz.core.questions import Difficulty
from quiz.core.rules import Mode, Preset, Rules
from quiz.words import Refused

FORMAT = 1
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WIDTHS = (3, 3, 2, 2, 1, 1, 2, 7, 7, 14, 11, 20, 7)
_MODES = (Mode.STANDARD, Mode.SPRINT, Mode.SURVIVAL, Mode.PRACTICE)
_PRESETS = (Preset.CLASSIC, Preset.ACCURACY, Preset.FLAT)
_DIFFICULTIES = (None, Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD)
_EXTRAS = (100, 150, 200)
_SPRINT_UNIT = 60
_SET, _CONTENT, _CHECK = 14, 11, 7


class ChallengeRefusal(Enum):
    """Why a challenge code does not start a round, and what to do."""

    MALFORMED = "“{code}” is not a challenge code, which has 16 letters and digits; check what was copied."
    MISTYPED = "The challenge code “{code}” has a slip in it; compare it with the original."
    NEWER = "This challenge code is from a newer Quiz Noir; update the game to play it."
    UNKNOWN_PACK = "No pack here belongs to this challenge code; add the pack, or select the same packs."
    OTHER_VERSION = (
        "“{title}” is here in another version than in this challenge; get the same version of the pack."
    )


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a code says: rules, seed, and two digests to find the packs and compare their content with."""

    rules: Rules
    seed: int
    pack_set: int
    content: int


def code_refusal(rules: Rules) -> bool:
    """Whether rounds under these rules have no code: filtered by category, Daily, misses, or odd seconds."""
    return bool(rules.category) or rules.mode not in _MODES


def pack_set_digest(packs: tuple[str, ...]) -> int:
    """14 bits over the sorted pack ids."""
    return _digest("\n".join(sorted(packs)), _SET)


def content_digest(fingerprints: dict[str, str]) -> int:
    """11 bits over each pack's fingerprint."""
    return _digest("\n".join(f"{pack} {mark}" for pack, mark in sorted(fingerprints.items())), _CONTENT)


def encode(rules: Rules, seed: int, fingerprints: dict[str, str]) -> str:
    """The code of a round under ``rules`` with ``seed`` over the packs whose fingerprints these are.

    >>> code = encode(Rules(), 77, {"metallic-rouge": "00aa"})
    >>> decode(code).seed, len(code)
    (77, 19)
    """
    seconds = rules.seconds // _SPRINT_UNIT if rules.mode is Mode.SPRINT else rules.seconds
    fields = (
        FORMAT,
        _MODES.index(rules.mode),
        _PRESETS.index(rules.preset),
        _DIFFICULTIES.index(rules.difficulty),
        rules.lifelines,
        rules.reading,
        _EXTRAS.index(rules.extra_percent),
        rules.count,
        seconds,
        pack_set_digest(tuple(fingerprints)),
        content_digest(fingerprints),
        seed,
    )
    bits = 0
    for value, width in zip(fields, _WIDTHS, strict=False):
        bits = bits << width | int(value)
    bits = bits << _CHECK | _digest(str(bits), _CHECK)
    symbols = "".join(_ALPHABET[bits >> shift & 31] for shift in range(75, -1, -5))
    return "-".join(symbols[at : at + 4] for at in range(0, 16, 4))


def decode(code: str) -> Challenge:
    """What a code says. Raises Refused with a ChallengeRefusal when it is none, has a slip, or is newer."""
    plain = code.upper().translate(str.maketrans("ILO", "110", "- \t\n"))
    if len(plain) != 16 or any(sign not in _ALPHABET for sign in plain):
        raise Refused(ChallengeRefusal.MALFORMED, code=code.strip()[:40])
    bits = 0
    for sign in plain:
        bits = bits << 5 | _ALPHABET.index(sign)
    if bits & (1 << _CHECK) - 1 != _digest(str(bits >> _CHECK), _CHECK):
        raise Refused(ChallengeRefusal.MISTYPED, code=code.strip()[:40])
    values, shift = [], 80
    for width in _WIDTHS:
        shift -= width
        values.append(bits >> shift & (1 << width) - 1)
    if values[0] != FORMAT:
        raise Refused(ChallengeRefusal.NEWER)
    try:
        return _read(values)
    except (IndexError, ValueError) as error:
        raise Refused(ChallengeRefusal.MISTYPED, code=code.strip()[:40]) from error


def _read(values: list[int]) -> Challenge:
    _, mode, preset, difficulty, lifelines, reading, extra, count, seconds, pack_set, content, seed, _ = (
        values
    )
    rules = Rules(
        mode=_MODES[mode],
        count=count,
        seconds=seconds * _SPRINT_UNIT if _MODES[mode] is Mode.SPRINT else seconds,
        preset=_PRESETS[preset],
        lifelines=bool(lifelines),
        difficulty=_DIFFICULTIES[difficulty],
        reading=bool(reading),
        extra_percent=_EXTRAS[extra],
    )
    return Challenge(rules, seed, pack_set, content)


def _digest(text: str, bits: int) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 32 - bits
