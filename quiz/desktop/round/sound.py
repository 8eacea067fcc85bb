"""When a question's sound is heard: once when it is shown, again after a pause; never over an answer."""

from __future__ import annotations

from PySide6.QtCore import QObject

from quiz.desktop.round.controller import Phase, RoundController


class QuestionSound(QObject):
    """Follows the phases of a round. Without a device, or with sound off, it is silent and says nothing."""

    def __init__(self, controller: RoundController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller, self._media = controller, controller.media
        self._before = Phase.IDLE
        controller.phase_changed.connect(self._changed)

    def _changed(self, phase: Phase) -> None:
        before, self._before = self._before, phase
        if phase is Phase.READING or (phase is Phase.RUNNING and before is not Phase.READING):
            game = self._controller.game
            # A round that was away is covered at once: its question is heard when the player goes on.
            if game is not None and not (game.state.paused or game.state.left):
                self._media.play()
        elif phase in (Phase.JUDGING, Phase.COVERED, Phase.IDLE, Phase.FAILED):
            self._media.hush()
