"""What the results page does: play again, replay the misses, copy the code."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from quiz.app.play import Game, again, misses
from quiz.core.rounds import Ending
from quiz.core.rules import Mode


class ResultsController(QObject):
    """Knows the game that was played; the view shows it."""

    play_again = Signal(object)
    replay_misses = Signal(object)
    copied = Signal()
    look = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._game: Game | None = None

    def set_game(self, game: Game) -> None:
        """Another round has ended."""
        self._game = game

    def shows(self, game: Game) -> bool:
        """Whether this is still the round that is looked at."""
        return self._game is game

    @property
    def has_misses(self) -> bool:
        """Whether anything was missed."""
        return self._game is not None and bool(self._game.missed_keys())

    @property
    def to_practise(self) -> list[tuple[str, str]]:
        """Pack and id of each question that a practice round got wrong: it tells when they come again."""
        if self._game is None or self._game.new.rules.mode is not Mode.PRACTICE:
            return []
        wrong = (a for a in self._game.state.answers if not a.right and a.ending is not Ending.SKIPPED)
        return [(answer.pack, answer.question.id) for answer in wrong]

    @property
    def game(self) -> Game | None:
        """The round that is shown."""
        return self._game

    def go_through(self) -> None:
        """Look at each question once more, first at what can be appealed."""
        if self._game is not None:
            wrong = (a.position for a in self._game.state.answers if not a.right)
            self.look.emit(self._game.round_id, next(wrong, 0))

    def again(self) -> None:
        """The same rules and packs, a new draw."""
        if self._game is not None:
            self.play_again.emit(again(self._game))

    def misses(self) -> None:
        """Just what was missed."""
        if self._game is not None and self.has_misses:
            self.replay_misses.emit(misses(self._game))

    def copy(self) -> None:
        """The challenge code onto the clipboard."""
        if self._game is not None and self._game.code:
            QGuiApplication.clipboard().setText(self._game.code)
            self.copied.emit()
