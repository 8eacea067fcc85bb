"""What every input promises the round's controller."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QWidget

from quiz.core.rounds import Answer, Open
from quiz.desktop.theme import Style


@dataclass(frozen=True, slots=True)
class Given:
    """What was given, and the time stamp of the input event that gave it (0 when a program did)."""

    texts: tuple[str, ...]
    stamp: int


class Input(QWidget):
    """A way of answering. It shows a question's choices at once, but takes nothing before ``go``."""

    submitted = Signal(object)
    """A Given: an answer, at the moment of its press."""
    touched = Signal()
    """What ``given`` would return has changed."""
    nudged = Signal(object)
    """It was clicked before its clock ran (the event's stamp): that skips the reading time."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._live = False
        self._open: Open | None = None
        self._wants_confirm = True
        self._pictured: frozenset[str] = frozenset()

    @property
    def live(self) -> bool:
        """Whether it takes answers now."""
        return self._live

    @property
    def wants_confirm(self) -> bool:
        """Whether an answer has to be confirmed."""
        return self._wants_confirm

    def put(self, now: Open, *, confirm: bool) -> None:
        """Show a question's choices, and take nothing yet. With ``confirm`` every answer is confirmed."""
        self._open = now
        self._live = False

    def expect(self, choices: Iterable[str]) -> None:
        """Which choices of the question that is ``put`` next have a picture: its place is kept free."""
        self._pictured = frozenset(choices)

    def set_picture(self, choice: str, pixmap: QPixmap) -> None:
        """The picture of a choice is there."""

    def picture_box(self) -> QSize:
        """The size that a choice's picture is shown in at most, once the choices are laid out."""
        return QSize(1, 1)

    def begun_with(self, text: str) -> None:
        """The key that ended the reading had this text; a field takes it as the answer's first sign."""

    def go(self) -> None:
        """The clock runs: take answers."""
        self._live = True

    def hold(self) -> None:
        """Take nothing, until ``go``."""
        self._live = False

    def set_crowded(self, crowded: bool) -> None:
        """Whether the window is so small that it can take less room than it would like."""

    def given(self) -> tuple[str, ...]:
        """What confirming would give; empty when that is nothing yet."""
        raise NotImplementedError

    def hint(self) -> str:
        """The keys of this input, in a few words."""
        raise NotImplementedError

    def heights(self, width: int) -> tuple[int, int]:
        """The least height at a width, and the one that looks best."""
        raise NotImplementedError

    def key(self, event: QKeyEvent) -> bool:
        """Answer a key press; False lets it go on to whoever has the focus."""
        return False

    def confirm(self, stamp: int) -> None:
        """Submit what is given, if anything is."""
        if self._live and self.given():
            self.submitted.emit(Given(self.given(), stamp))

    def lock(self) -> None:
        """Show that it was taken; nothing more is."""
        self._live = False

    def drop(self, removed: tuple[str, ...]) -> None:
        """Take choices out of play (50:50)."""

    def show_result(self, answer: Answer) -> None:
        """Show what was right."""
        self._live = False

    def read_choice(self) -> str:
        """What a screen reader should add to the question just now; usually nothing."""
        return ""
