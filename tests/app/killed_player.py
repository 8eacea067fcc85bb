"""Forks players one after the other on one bank and kills each at a random instant. Run as a script.

``killed_player.py FOLDER KILLS SEED``: every result that a player was shown is appended to ``FOLDER/shown``
as ``round position score`` before the next step, by one write that survives the kill.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from quiz.app.demo import SimulatedPlayer
from quiz.app.play import Game, Setup, begin, resume
from quiz.bank.bank import Bank, open_bank
from quiz.core.questions import Pack, PackHead
from quiz.core.rules import Rules
from tests.core.makers import choice

# A player is killed after fewer results than this; a round has twenty questions.
MOST = 30

PACK = Pack(PackHead("p", "P"), tuple(choice(n) for n in range(40)))


def forever(folder: Path) -> None:
    """Play round after round until the kill, going on first with what was cut off."""
    bank = open_bank(folder / "bank.db", backups=False)
    bank.store_pack(PACK, shipped=True)
    player = bank.add_player("Rouge")
    shown = os.open(folder / "shown", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(shown, b"up\n")
    while True:
        waiting = bank.open_rounds(player.id)
        if waiting:
            game = resume(bank, waiting[0].id, away_ms=1000)
            game.unpause(_now())
        else:
            game = begin(bank, player, Setup(Rules(count=20)), now_ms=_now(), started=datetime.now(UTC))
        _play(bank, game, shown)


def _play(bank: Bank, game: Game, shown: int) -> None:
    hand = SimulatedPlayer(1)
    while not game.state.over:
        if game.state.open is None:
            game.ask(_now())
        opened = game.state.open
        assert opened is not None
        if opened.shown_ms is None:
            game.shown(_now())
            opened = game.state.open
            assert opened is not None
        given, _ = hand.choose(opened)
        game.tick(_now())
        game.answer(given, _now()).result()
        line = f"{game.round_id} {opened.position} {game.state.answers[-1].points.total}\n"
        os.write(shown, line.encode())
    game.close()


def _lines(shown: Path) -> int:
    return shown.read_bytes().count(b"\n")


def _now() -> int:
    return time.perf_counter_ns() // 1_000_000


def warm(folder: Path) -> None:
    """Play a round in the process that forks, so that no player has to load and compile anything."""
    bank = open_bank(folder / "bank.db", backups=False)
    bank.store_pack(PACK, shipped=True)
    game = begin(
        bank, bank.add_player("Rouge"), Setup(Rules(count=2)), now_ms=_now(), started=datetime.now(UTC)
    )
    _play(bank, game, os.open(os.devnull, os.O_WRONLY))
    bank.close()
    assert threading.active_count() == 1


def main() -> None:
    """Fork, wait until a random number of results was shown, wait a random moment more, kill.

    The wait is for results and not for seconds, so that a slow machine kills amid play too.
    """
    folder, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    shown = folder / "shown"
    shown.touch()
    with tempfile.TemporaryDirectory() as elsewhere:
        warm(Path(elsewhere))
    for _ in range(kills):
        before = _lines(shown)
        results = chance.randrange(MOST)
        child = os.fork()
        if child == 0:
            try:
                forever(folder)
            finally:
                os._exit(3)
        while _lines(shown) <= before + results:
            time.sleep(0.002)
            if os.waitpid(child, os.WNOHANG)[0]:
                sys.exit("a player ended by itself")
        time.sleep(chance.random() * 0.05)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
