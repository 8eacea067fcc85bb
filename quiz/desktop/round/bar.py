"""The foot of the round page while the clock runs: lifelines, the keys that answer, pause, leave, Confirm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from quiz.core.rules import Lifeline
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.measured import MeasuredLayout
from quiz.desktop.widgets.text import lay_out
from quiz.words import tr

_GAP = 8
_LINE_GAP = 6


class _Line(NamedTuple):
    """What stands to the left and to the right of a line, and the width of the hint before the right ones."""

    left: list[QWidget]
    right: list[QWidget]
    hint: int = 0


class BarLayout(MeasuredLayout):
    """Aids to the left; hint, quiet buttons and the main one to the right, whatever the text's size.

    Where one line does not hold them, the hint goes below, and then the quiet buttons go down to it: the
    main button keeps its place beside the aids as long as it can.
    """

    def __init__(
        self,
        style: Style,
        aids: list[KeyButton],
        hint: Label,
        quiet: list[KeyButton],
        main: KeyButton,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._aids, self._hint, self._quiet, self._main = aids, hint, quiet, main
        self._hints: tuple[str, ...] = ()
        self._crowded = False
        self._sizes: dict[QWidget, QSize] = {}
        self.setContentsMargins(0, 0, 0, 0)
        for widget in (*aids, hint, *quiet, main):
            self.addWidget(widget)
        style.changed.connect(self.invalidate)

    def set_crowded(self, crowded: bool) -> None:
        """Where not all lines will be in sight, the one with the main button is the first."""
        if crowded != self._crowded:
            self._crowded = crowded
            self.invalidate()

    def _without_main(self, line: _Line) -> bool:
        return self._main not in line.right

    def keep_room(self, hints: tuple[str, ...]) -> None:
        """Leave room for any of these hints, so that nothing moves when one follows another."""
        if hints != self._hints:
            self._hints = hints
            self.invalidate()

    def invalidate(self) -> None:
        """Something has changed: what was measured counts no more."""
        self._sizes.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """Its least size: it takes what it is given."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest button; the height comes from ``heightForWidth``."""
        buttons = _shown([*self._aids, *self._quiet, self._main])
        return QSize(
            max((self._size(one).width() for one in buttons), default=0),
            max((self._size(one).height() for one in buttons), default=0),
        )

    def _arrange(self, rect: QRect, place: bool) -> int:
        y, gap = rect.y(), self._style.px(_GAP)
        lines = self._lines(rect.width())
        if self._crowded:
            lines.sort(key=self._without_main)
        for line in lines:
            shown = [*line.left, *line.right]
            # A short hint need not break for the sake of the long one that was here before.
            room = line.hint and line.hint + rect.width() - self._width(line)
            hint = self._hint.heightForWidth(room) if room else 0
            tall = max([hint, *(self._size(one).height() for one in shown)])
            if place:
                x = rect.x()
                for one in line.left:
                    x += self._put(one, x, y, tall) + gap
                x = rect.right() + 1
                for one in reversed(line.right):
                    x -= self._size(one).width()
                    self._put(one, x, y, tall)
                    x -= gap
                if room:
                    self._hint.setGeometry(x - room, y, room, tall)
            y += tall + self._style.px(_LINE_GAP)
        return max(0, y - self._style.px(_LINE_GAP) - rect.y())

    def _size(self, one: QWidget) -> QSize:
        """What a button asks for, measured once: many ways to stand are tried."""
        if one not in self._sizes:
            self._sizes[one] = one.sizeHint()
        return self._sizes[one]

    def _put(self, one: QWidget, x: int, y: int, tall: int) -> int:
        size = self._size(one)
        one.setGeometry(x, y + (tall - size.height()) // 2, size.width(), size.height())
        return size.width()

    def _lines(self, width: int) -> list[_Line]:
        """The first way to stand that fits a width."""
        aids, quiet, main = _shown(self._aids), _shown(self._quiet), _shown([self._main])
        whole, folded = self._hint_widths()
        for lines in self._ways(aids, quiet, main, whole, folded):
            if all(self._width(line) <= width for line in lines):
                return lines
        lines = [_Line(some, []) for some in self._broken(aids, width)]
        lines += [_Line([], some) for some in self._broken([*quiet, *main], width)]
        return [*lines, _Line([], [], min(whole, width))] if whole else lines

    def _ways(
        self, aids: list[QWidget], quiet: list[QWidget], main: list[QWidget], whole: int, folded: int
    ) -> Iterator[list[_Line]]:
        right = [*quiet, *main]
        for hint in dict.fromkeys((whole, folded)):
            yield [_Line(aids, right, hint)]
        if whole:
            yield [_Line(aids, right), _Line([], [], whole)]
        for hint in dict.fromkeys((whole, folded)):
            if main:
                yield [_Line(aids, main), _Line([], quiet, hint)]
            yield [_Line(aids, []), _Line([], right, hint)]
        if whole:
            yield [_Line(aids, []), _Line([], right), _Line([], [], whole)]

    def _hint_widths(self) -> tuple[int, int]:
        """The hint's width on one line, and on two where it breaks well."""
        font = self._hint.font()
        metrics = QFontMetricsF(font)
        whole = max((int(metrics.horizontalAdvance(text)) + 2 for text in self._hints if text), default=0)
        half = whole * 62 // 100
        return whole, half if all(lay_out(text, font, half).lines <= 2 for text in self._hints) else whole

    def _width(self, line: _Line) -> int:
        widths = [self._size(one).width() for one in (*line.left, *line.right)]
        if line.hint:
            widths.append(line.hint)
        return sum(widths) + self._style.px(_GAP) * max(0, len(widths) - 1)

    def _broken(self, widgets: list[QWidget], width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        for one in widgets:
            if lines and self._width(_Line([*lines[-1], one], [])) <= width:
                lines[-1].append(one)
            else:
                lines.append([one])
        return lines


def _shown(widgets: list[KeyButton]) -> list[QWidget]:
    return [one for one in widgets if not one.isHidden()]


class Bar(QWidget):
    """Lifelines, the question's sound again, the keys that answer, pause and leave, and Confirm."""

    lifeline = Signal(object)
    """A Lifeline was asked for."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lifelines = {
            Lifeline.FIFTY: KeyButton(tr("50:50"), "Ctrl+1", style),
            Lifeline.EXTRA: KeyButton(tr("+10 s"), "Ctrl+2", style),
            Lifeline.SKIP: KeyButton(tr("Skip"), "Ctrl+3", style),
        }
        self.hint = Label(style, role="muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.replay = KeyButton(tr("Listen"), "Ctrl+R", style)
        self.replay.setAccessibleName(tr("Play the sound again"))
        self.replay.hide()
        self.pause = KeyButton(tr("Pause"), "Ctrl+P", style, variant="quiet")
        self.leave = KeyButton(tr("Leave"), "Esc", style, variant="quiet")
        self.confirm = KeyButton(tr("Confirm"), "Return", style, variant="main")
        aids = [*self._lifelines.values(), self.replay]
        self._lines = BarLayout(style, aids, self.hint, [self.pause, self.leave], self.confirm, self)
        for button in (*aids, self.pause, self.leave, self.confirm):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for button in self._lifelines.values():
            button.clicked.connect(self._clicked)

    def least_for(self, width: int) -> int:
        """The height of its first line, where the main button stands."""
        return min(self._lines.minimumSize().height(), self.height_for(width))

    def set_crowded(self, crowded: bool) -> None:
        """Whether a part of it may be out of sight."""
        self._lines.set_crowded(crowded)

    def height_for(self, width: int) -> int:
        """The height of its lines at a width."""
        return self._lines.heightForWidth(width)

    def show_keys(self, hint: str, *, confirm: bool, others: tuple[str, ...] = ()) -> None:
        """Say the keys of the input; ``confirm`` shows the button. ``others`` may come in its place."""
        self.hint.set_text(hint)
        self.confirm.setVisible(confirm)
        self._lines.keep_room((hint, *others) if hint not in others else others)

    def show_lifelines(self, usable: frozenset[Lifeline], fitting: frozenset[Lifeline]) -> None:
        """Which can be used now, and which fit this question at all."""
        for which, button in self._lifelines.items():
            button.setVisible(which in fitting)
            button.setEnabled(which in usable)

    def button(self, which: Lifeline) -> KeyButton:
        """The button of a lifeline."""
        return self._lifelines[which]

    def _clicked(self) -> None:
        sender = self.sender()
        for which, button in self._lifelines.items():
            if button is sender:
                self.lifeline.emit(which)
