"""A round in the terminal, for a machine with no display: the same rules, bank and clock as the window's."""

from __future__ import annotations

import queue
import sys
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from quiz.app.play import Game, Setup, begin, resume
from quiz.core.questions import Kind, Question
from quiz.core.rounds import Answer, Ending, Impossible, Open, Outcome
from quiz.core.rules import Lifeline, Rules
from quiz.core.scoring import parse_number
from quiz.settings import Places, load
from quiz.words import number, packs_told, printed, seconds, tr

if TYPE_CHECKING:
    from quiz.bank.bank import Bank
    from quiz.bank.views import Player

_TICK_S = 0.2


def play(bank: Bank, where: Places, setup: Setup | None, lines: TextIO | None = None) -> int:
    """Play one round on standard input and output; the exit code. The end of input leaves the round."""
    name = load(where.settings).player or tr("Player")
    player = bank.add_player(name)
    typed = _Lines(lines or sys.stdin)
    asks = lines is not None or sys.stdin.isatty()
    game = _continued(bank, player, typed) if asks else None
    if game is None:
        setup = setup or Setup(Rules())
        game = begin(bank, player, setup, now_ms=_now_ms(), started=datetime.now().astimezone())
    _say(_played_over(game, len(bank.pack_infos())))
    _say(
        tr(
            "Type the number or the letter of an answer. h halves the choices, t buys ten seconds, s skips, "
            "q leaves; the round can be continued later."
        )
    )
    while not game.state.over:
        if not _one(game, typed):
            game.leave(_now_ms()).result()
            _say(tr("The round waits where you left it."))
            return 0
    _end(game)
    game.close()
    return 0


def _played_over(game: Game, packs: int) -> str:
    """The packs in play; where nobody chose any, that they come from all, and how to choose."""
    if game.setup.packs or game.setup.keys or game.setup.challenge or packs == 1:
        return packs_told(game.titles)
    return tr(
        "Drawn from all {n} packs. To choose: quiz play --pack ID; quiz packs list shows the IDs.",
        n=number(packs),
    )


def _continued(bank: Bank, player: Player, typed: _Lines) -> Game | None:
    """One of the rounds that were cut off, the last one first, if the player wants to go on with it."""
    waiting = bank.open_rounds(player.id)
    for found in waiting:
        _say(
            tr(
                "A round of {title} was cut off at question {n} of {count}.",
                title=packs_told(found.titles),
                n=found.position,
                count=found.count,
            )
        )
        if found is waiting[-1]:
            _say(tr("Enter goes on with it, n begins a new one."))
        else:
            _say(tr("Enter goes on with it, n looks at the one before."))
        line = typed.next(None)
        if line is None:
            return None
        if line.strip().casefold() != "n":
            away = datetime.now(UTC) - found.cut_off
            game = resume(bank, found.id, away_ms=max(0, round(away.total_seconds() * 1000)))
            game.unpause(_now_ms())
            return game
    return None


def _now_ms() -> int:
    return time.perf_counter_ns() // 1_000_000


class _Lines:
    """Lines of a stream, read beside the clock; None is its end."""

    def __init__(self, stream: TextIO) -> None:
        self._got: queue.Queue[str | None] = queue.Queue()
        self._stream = stream
        self._reading = False

    def _read(self) -> None:
        for line in self._stream:
            self._got.put(line.rstrip("\n"))
        self._got.put(None)

    def soon(self, wait_s: float) -> str | None:
        """The next line; an empty one when none came in time."""
        try:
            return self.next(wait_s)
        except queue.Empty:
            return ""

    def next(self, wait_s: float | None) -> str | None:
        """The next line; raises queue.Empty when none came in time, never when ``wait_s`` is None."""
        if not self._reading:
            self._reading = True
            # Nothing can interrupt a blocked read, so the thread must not hold the program up at its end.
            threading.Thread(target=self._read, daemon=True).start()
        return self._got.get(timeout=wait_s)


def _say(text: str) -> None:
    """Print a text without the control signs that a pack might hold."""
    print(printed(text), flush=True)


def _one(game: Game, typed: _Lines) -> bool:
    """Ask one question; False when the player leaves."""
    if game.state.open is None:
        game.ask(_now_ms())
    now = game.state.open
    assert now is not None  # ask() has just opened it
    _say(f"\n{now.position + 1}/{game.state.count}  {now.question.prompt}")
    _show_media(now.question)
    _show_choices(now)
    wait_s = game.reading_ms / 1000 if now.shown_ms is None else 0.0
    best_before = game.new_best
    position = now.position
    while len(game.state.answers) == position:
        now = game.state.open
        assert now is not None  # it is open until an answer stands
        if now.shown_ms is None:
            # Whoever has read it sooner types, and that starts the clock.
            line = typed.soon(wait_s)
            game.shown(_now_ms())
        else:
            left = game.tick(_now_ms())
            if left is not None and left <= 0:
                game.expire(_now_ms()).result()
                break
            line = typed.soon(_TICK_S if left is None else min(_TICK_S, left / 1000))
        if line is not None and not line.strip():
            continue
        if line is None or line.strip().casefold() == "q":
            return False
        _take(game, now, line.strip())
    _feedback(game, game.state.answers[-1])
    if game.new_best and not best_before:
        _say(tr("A new best: more points than ever on this board."))
    return True


def _show_media(question: Question) -> None:
    """Say what a terminal cannot show; the description of a picture stands for it."""
    media = question.media
    if media.image:
        alt = media.image_alt or tr("it has no description")
        _say(tr("[A picture belongs to this question: {alt}]", alt=alt))
    if any(question.choice_images):
        _say(tr("[Its answers have pictures.]"))
    if media.audio:
        _say(tr("[A sound belongs to this question; only the window plays it.]"))


def _show_choices(now: Open) -> None:
    for at, text in enumerate(now.choices, start=1):
        if text not in now.removed:
            _say(f"  {at}  {_shown(now, text)}")
    hints = {
        Kind.MULTIPLE: tr("Several are right: type all their numbers, such as 1 3."),
        Kind.ORDER: tr("Type the numbers in the right order, such as 2 1 3."),
        Kind.TEXT: tr("Type the answer."),
        Kind.NUMBER: tr("Type a number. {unit}", unit=now.question.unit).rstrip(),
    }
    if now.question.kind in hints:
        _say(hints[now.question.kind])


def _shown(now: Open, text: str) -> str:
    if now.question.kind is Kind.TRUEFALSE:
        return tr("True") if text == "true" else tr("False")
    return text


_AIDS = {"h": Lifeline.FIFTY, "t": Lifeline.EXTRA, "s": Lifeline.SKIP}


def _take(game: Game, now: Open, line: str) -> None:
    """Carry out what was typed, or say why not."""
    typing = now.question.kind in (Kind.TEXT, Kind.NUMBER)
    aid = _AIDS.get(line.casefold())
    if aid is not None and not (typing and aid is Lifeline.FIFTY):
        try:
            game.lifeline(aid, _now_ms()).result()
        except Impossible as impossible:
            _say(str(impossible))
            return
        if aid is Lifeline.FIFTY and game.state.open is not None:
            _show_choices(game.state.open)
        return
    given = _given(now, line)
    if given is None:
        _say(tr("That is none of the answers; try again."))
        return
    try:
        game.answer(given, _now_ms()).result()
    except Impossible:
        # The time ran out between the key and here; the loop says so.
        return


def _given(now: Open, line: str) -> tuple[str, ...] | None:
    """What a typed line stands for, or None when it is no answer to this question."""
    kind = now.question.kind
    if kind is Kind.TEXT:
        return (line,) if line else None
    if kind is Kind.NUMBER:
        return (line,) if parse_number(line) is not None else None
    signs = line.replace(",", " ").split() if " " in line or "," in line else list(line)
    picked = [_place(sign, len(now.choices)) for sign in signs]
    if not picked or None in picked or len(set(picked)) < len(picked):
        return None
    texts = tuple(now.choices[at] for at in picked if at is not None)
    if set(texts) & set(now.removed):
        return None
    wanted = len(now.choices) if kind is Kind.ORDER else len(texts) if kind is Kind.MULTIPLE else 1
    return texts if len(texts) == wanted else None


def _place(sign: str, choices: int) -> int | None:
    low = sign.casefold()
    at = ord(low) - ord("a") if len(low) == 1 and low.isascii() and low.isalpha() else -1
    if low.isdecimal() and len(low) == 1:
        at = int(low) - 1
    return at if 0 <= at < choices else None


def _feedback(game: Game, answer: Answer) -> None:
    if answer.ending is Ending.EXPIRED:
        told = tr("Time is up.")
    elif answer.ending is Ending.SKIPPED:
        told = tr("Skipped.")
    elif answer.right:
        told = tr("Right.")
    else:
        told = tr("Partly right.") if answer.counted.share else tr("Wrong.")
    paid = answer.points
    spent = f"({seconds(answer.used_ms)})"
    # A sum of one part would say the same number twice.
    summed = (
        f"+{paid.total} = {paid.base} {spent} + {paid.streak}" if paid.streak else f"+{paid.total} {spent}"
    )
    _say(f"{told}  {summed}   " + tr("Score {score}", score=number(game.state.score)))
    if not answer.right:
        _say(tr("The right answer: {answer}", answer=answer.question.shown_answer))
    if answer.question.explanation:
        _say(answer.question.explanation)


def _end(game: Game) -> None:
    endings = {
        Outcome.FINISHED: tr("Round complete."),
        Outcome.TIME_UP: tr("Time is up."),
        Outcome.OUT_OF_LIVES: tr("No lives left."),
    }
    state = game.state
    assert state.outcome is not None  # the round is over
    _say("\n" + endings[state.outcome])
    _say(
        tr(
            "{right} of {n} right, {score} points.",
            right=state.right,
            n=len(state.answers),
            score=number(state.score),
        )
    )
    standing = game.standing()
    if standing.rank is not None:
        _say(tr("Rank {rank} of {n} on this board.", rank=standing.rank, n=standing.of))
    if game.code:
        _say(tr("Challenge code {code}", code=game.code))
