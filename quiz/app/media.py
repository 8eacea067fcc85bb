"""Pictures and sounds that an author brings to a question or a pack: judged, kept, and named.

What is brought goes to the bank's shelf at once; the question names it when it is saved. What no question
names in the end goes with the next upkeep.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.core.media import SOUNDS
from quiz.packs.media import Unfit, judged, kind_of, most_bytes, read_file
from quiz.packs.names import is_safe
from quiz.packs.refusals import shown
from quiz.words import Refused

if TYPE_CHECKING:
    from quiz.bank.bank import Bank

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".jfif", ".gif", ".webp")
SOUND_ENDINGS = (".wav", ".mp3", ".flac", ".ogg", ".oga")
"""What files of media are usually called; what they are, their content says."""


class MediaRefusal(Enum):
    """Why a medium is not taken."""

    PICTURE = "The picture “{file}” {why}; choose another one."
    SOUND = "The sound “{file}” {why}; choose another one."


def keep_file(bank: Bank, path: Path, *, sound: bool) -> str:
    """Keep a picture or a sound from a file of a person's own; returns the name that a question gives it.

    Raises Refused.
    """
    # A link of one's own may be followed; the name stays the one that was chosen.
    try:
        data = read_file(path.resolve(), most_bytes(sound=sound))
    except Unfit as unfit:
        raise _refused(path.name, unfit, sound=sound) from None
    return keep_data(bank, data, path.name, sound=sound)


def keep_data(bank: Bank, data: bytes, name: str, *, sound: bool) -> str:
    """The same for a medium that is in memory."""
    try:
        kind = judged(data, sound=sound)
    except Unfit as unfit:
        raise _refused(name, unfit, sound=sound) from None
    own = name if is_safe(name) and "/" not in name else f"{'sound' if sound else 'picture'}.{kind}"
    return f"{bank.media.keep(data, kind)}/{own}"


def is_sound(path: Path) -> bool:
    """Whether a file is a sound, by its first bytes; what cannot be read is none."""
    try:
        with path.open("rb") as file:
            return kind_of(file.read(256)) in SOUNDS
    except OSError:
        return False


def _refused(name: str, unfit: Unfit, *, sound: bool) -> Refused:
    refusal = MediaRefusal.SOUND if sound else MediaRefusal.PICTURE
    return Refused(refusal, file=shown(name, 60), why=unfit)
