"""What a key means on the round page, phase by phase."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from quiz.core.rules import Lifeline
from quiz.desktop.round.controller import Phase, RoundController
from quiz.desktop.round.stage import RoundView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEVER = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
)
_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_LIFELINES = {Qt.Key.Key_1: Lifeline.FIFTY, Qt.Key.Key_2: Lifeline.EXTRA, Qt.Key.Key_3: Lifeline.SKIP}


class Keys:
    """Hears every key before the focused widget does. In a field, letters are letters."""

    def __init__(self, view: RoundView, controller: RoundController, page: QWidget) -> None:
        self._view, self._controller, self._page = view, controller, page

    def press(self, event: QKeyEvent) -> bool:
        """Whether the round took the key; the focused widget gets it otherwise. Auto-repeat never counts."""
        code, modifiers = event.key(), event.modifiers()
        phase = self._controller.phase
        if phase is Phase.IDLE or code in _NEVER:
            return False
        running = phase is Phase.RUNNING
        typing = running and self._view.body.field.field.hasFocus()
        if event.isAutoRepeat():
            walks = running and code in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            return self._view.body.input.key(event) if walks else not typing or code in _ENTER
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            return self._with_control(code)
        if code == Qt.Key.Key_Escape:
            self._escape(typing=typing)
            return True
        if Qt.Key.Key_F1 <= code <= Qt.Key.Key_F35:
            return False
        if code in _TURNS and self._view.turn(_TURNS[Qt.Key(code)]):
            return True
        return self._plain(code, event)

    def _plain(self, code: int, event: QKeyEvent) -> bool:
        phase, controller = self._controller.phase, self._controller
        focused = QApplication.focusWidget()
        if code in _ENTER and isinstance(focused, QPushButton) and phase is not Phase.READING:
            focused.click()
            return True
        if phase is Phase.READING:
            controller.skip_reading()
            # Whoever types the answer at once must not lose its first sign.
            self._view.body.input.begun_with(event.text())
            return True
        if phase is Phase.RUNNING:
            self._view.finish_motion()
            taken = self._view.body.input.key(event)
            self._view.keep_in_sight(self._page.focusWidget() if taken else None)
            return taken
        if phase is Phase.FEEDBACK and code in (Qt.Key.Key_W, Qt.Key.Key_N):
            panel = self._view.body.panel
            (panel.wrong if code == Qt.Key.Key_W else panel.never).click()
            return True
        if phase is Phase.COVERED and code == Qt.Key.Key_L:
            controller.leave()
            return True
        if code in _ENTER:
            controller.go_on()
            return True
        return phase is Phase.JUDGING

    def _with_control(self, code: int) -> bool:
        which = _LIFELINES.get(Qt.Key(code))
        if code == Qt.Key.Key_P:
            self._controller.pause()
        elif code == Qt.Key.Key_R and self._view.body.bar.replay.isVisible():
            self._view.body.bar.replay.click()
        elif which is not None:
            self._controller.use(which)
        else:
            return False
        return True

    def _escape(self, *, typing: bool) -> None:
        """Out of the field first; then cover and ask; then back to the question."""
        if typing:
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._controller.phase is Phase.COVERED:
            self._controller.go_on()
        else:
            self._controller.ask_to_leave()
