"""What is wrong with this installation or bank, and how to mend it: one plain sentence each."""

from __future__ import annotations

import os

from quiz.bank.backup import newest
from quiz.bank.bank import open_bank
from quiz.bank.health import Found
from quiz.bank.opening import look
from quiz.resources import assets, questions
from quiz.settings import Places, unreadable
from quiz.words import Refused, tr


def examine(where: Places) -> list[str]:
    """Every problem found; empty when all is well. The bank is replayed round by round and compared."""
    found = []
    if not (assets() / "themes").is_dir() or not questions().is_dir():
        found.append(tr("Assets or packs of the game are missing; install quiz-noir again."))
    if why := unreadable(where.settings):
        sentence = tr(
            "The settings {path} cannot be read ({why}), so all have their defaults; mend or delete it.",
            path=where.settings,
            why=why,
        )
        found.append(sentence)
    found += _set_aside(where)
    try:
        state = look(where.bank)
    except Refused as refused:
        return [*found, str(refused)]
    if state is Found.LOST:
        return [*found, tr("The bank {path} is gone.", path=where.bank), *_newest(where)]
    if not where.bank.exists():
        return [*found, tr("There is no bank at {path} yet; the first start makes one.", path=where.bank)]
    if state is Found.BROKEN:
        sentence = tr("The bank {path} is broken; the next start sets it aside.", path=where.bank)
        return [*found, sentence, *_newest(where)]
    if not os.access(where.data, os.W_OK):
        found.append(tr("The folder {path} cannot be written; allow it, or use --data.", path=where.data))
    try:
        bank = open_bank(where.bank, backups=False)
    except Refused as refused:
        return [*found, str(refused)]
    try:
        return found + bank.check() + bank.media.missing()
    finally:
        bank.close()


def _set_aside(where: Places) -> list[str]:
    """Broken banks that were set aside, which nobody has dealt with yet."""
    aside = sorted(where.data.glob(f"{where.bank.stem}-broken-*{where.bank.suffix}"))
    if not aside:
        return []
    sentence = tr(
        "A broken bank was set aside as {path}; delete it when its history is not missed.", path=aside[-1]
    )
    return [sentence, *_newest(where)]


def _newest(where: Places) -> list[str]:
    backup = newest(where.bank)
    if backup is None:
        return []
    return [tr("The newest backup is {path}; “quiz restore” puts it back.", path=backup)]
