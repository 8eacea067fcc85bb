"""The page of the round with the question that is being written: no clock, and nothing is recorded."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quiz.app.preview import preview
from quiz.core.questions import Question
from quiz.desktop.round.controller import Phase
from quiz.desktop.round.view import RoundPage
from quiz.desktop.services import Services
from quiz.words import tr

_BACK = (Qt.Key.Key_Escape, Qt.Key.Key_F5)


class PreviewPage(RoundPage):
    """``back`` tells that the author has seen enough: by Esc or F5, or at the end of the round of one."""

    back = Signal()
    title = tr("Preview")

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.setAccessibleName(self.title)
        body = self.view.body
        # What a player does beside answering has no meaning here.
        body.bar.pause.hide()
        for button in (body.panel.wrong, body.panel.never):
            button.setEnabled(False)
        self.finished.connect(self.back)
        self.controller.phase_changed.connect(self._phase_changed)

    def show_question(self, question: Question, title: str) -> None:
        """Show a question that can be played."""
        self.start(preview(question, tr("Preview · {title}", title=title)))

    def press(self, event: QKeyEvent) -> bool:
        """Esc leads back at once, there is nothing to ask."""
        return self._back(event) or super().press(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The same before any widget hears it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._back(event):
            return True
        return super().eventFilter(watched, event)

    def _back(self, event: QKeyEvent) -> bool:
        if event.key() not in _BACK or event.isAutoRepeat():
            return False
        self.back.emit()
        return True

    def _phase_changed(self, phase: Phase) -> None:
        # Not from inside what has just happened: the page is still being told of it.
        if phase is Phase.COVERED:  # Leave was clicked
            QTimer.singleShot(0, self, self.back.emit)
        elif phase is Phase.FEEDBACK:
            QTimer.singleShot(0, self, self._name_the_way_back)

    def _name_the_way_back(self) -> None:
        self.view.body.panel.next.set_label(tr("Back"))

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        """No clock runs that could be stopped."""
