"""What is wrong with this installation or bank, and how to mend it: one plain sentence each."""

from __future__ import annotations

import os

from quiz.bank.bank import open_bank
from quiz.resources import assets, questions
from quiz.settings import Places
from quiz.words import Refused, tr


def examine(where: Places) -> list[str]:
    """Every problem found; empty when all is well. The bank is replayed round by round and compared."""
    found = []
    if not (assets() / "themes").is_dir() or not questions().is_dir():
        found.append(tr("Assets or packs of the game are missing; install quiz-noir again."))
    if not where.bank.exists():
        return [*found, tr("There is no bank at {path} yet; the first start makes one.", path=where.bank)]
    if not os.access(where.data, os.W_OK):
        found.append(tr("The folder {path} cannot be written; allow it, or use --data.", path=where.data))
    try:
        bank = open_bank(where.bank, backups=False)
    except Refused as refused:
        return [*found, str(refused)]
    try:
        return found + bank.check()
    finally:
        bank.close()
