"""``quiz history``: a player's whole history into a file, and out of one."""

from __future__ import annotations

import argparse
from enum import Enum

from quiz.app.histories import check_history, export_history, import_history
from quiz.bank.views import Player
from quiz.cli.common import OK, USERS, complain, opened_bank, show
from quiz.core.folding import fold
from quiz.settings import Places, load
from quiz.words import Refused

_MOST_LINES = 20


class HistoryLineRefusal(Enum):
    """What is wrong with a line about histories."""

    NO_PLAYER = "Nobody called “{player}” has played here; choose one of {players} with --player."
    NOBODY = "Nobody has played here yet; there is no history to write."
    NOTHING = "Nothing of {file} was taken; each line of it says why."


def give(options: argparse.Namespace, where: Places) -> int:
    """``quiz history export``."""
    with opened_bank(where) as bank:
        known = bank.players()
        player = _chosen(options.player or load(where.settings).player, known)
        done = export_history(bank, player, options.file)
    show(
        done.as_json(player.name, options.file),
        as_json=options.json,
        lines=done.sentences(player.name, options.file),
    )
    return OK


def take(options: argparse.Namespace, where: Places) -> int:
    """``quiz history import``."""
    if options.dry_run:
        report = check_history(options.file)
    else:
        with opened_bank(where) as bank:
            report = import_history(bank, options.file, options.player or "")
    show(report.as_json(), as_json=options.json, lines=report.sentences(_MOST_LINES))
    if report.refused_lines and report.refused_lines == report.rounds:
        complain(Refused(HistoryLineRefusal.NOTHING, file=options.file))
        return USERS
    return OK


def _chosen(name: str, known: list[Player]) -> Player:
    if not known:
        raise Refused(HistoryLineRefusal.NOBODY)
    for player in known:
        if fold(player.name) == fold(name):
            return player
    names = ", ".join(player.name for player in known)
    raise Refused(HistoryLineRefusal.NO_PLAYER, player=name, players=names)
