"""Pictures and sounds of questions by name: as a pack's author wrote it, and as the bank keeps it.

A medium that came in with its pack is kept in a file that is named for its content, ``FILE`` below. The
question then says ``FILE/NAME``: which content it is, for playing, and what its author called it, for export.
So another picture under an old name is another question content, and history keeps the one that was shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from quiz.core.questions import Pack, Question

PICTURES = ("png", "jpg", "gif", "webp")
SOUNDS = ("wav", "mp3", "flac", "ogg")
MOST_PIXELS = 40_000_000
"""A picture with more is neither taken nor shown: decoding it takes more memory than all the rest."""
_KEPT = re.compile(rf"([0-9a-f]{{64}}\.(?:{'|'.join((*PICTURES, *SOUNDS))}))/(.+)", re.DOTALL)

Renamed = Callable[[str], str]
"""From one name of a medium to another; never asked for the empty one."""


def file_of(name: str) -> str:
    """The file in which a medium is kept; empty when it did not come with its pack.

    >>> file_of("a" * 64 + ".png/img/robot.png") == "a" * 64 + ".png", file_of("img/robot.png")
    (True, '')
    """
    found = _KEPT.fullmatch(name)
    return found[1] if found else ""


def own_name(name: str) -> str:
    """What the pack's author called it.

    >>> own_name("a" * 64 + ".png/img/robot.png"), own_name("img/robot.png")
    ('img/robot.png', 'img/robot.png')
    """
    while found := _KEPT.fullmatch(name):
        name = found[2]
    return name


def is_kept(file: str) -> bool:
    """Whether a file's name is one that the bank gives to a medium."""
    return _KEPT.fullmatch(f"{file}/-") is not None


def media_of(question: Question) -> tuple[str, ...]:
    """Every picture and sound that a question names."""
    media = question.media
    return tuple(name for name in (media.image, media.audio, *question.choice_images) if name)


def with_names(question: Question, picture: Renamed, sound: Renamed) -> Question:
    """The question with its media under other names."""
    if not media_of(question):
        return question
    media, images = question.media, question.choice_images
    return replace(
        question,
        media=replace(
            media,
            image=media.image and picture(media.image),
            audio=media.audio and sound(media.audio),
        ),
        choice_images=tuple(name and picture(name) for name in images),
    )


def pack_with_names(pack: Pack, picture: Renamed, sound: Renamed) -> Pack:
    """The pack with all its media, its cover too, under other names."""
    cover = pack.head.cover and picture(pack.head.cover)
    questions = tuple(with_names(question, picture, sound) for question in pack.questions)
    return Pack(replace(pack.head, cover=cover), questions)
