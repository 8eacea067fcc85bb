"""Steps to put in order: dragged, or moved with keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from quiz.core.rounds import Answer, Open
from quiz.desktop.round.inputs.base import Input
from quiz.desktop.round.rows import Row, RowState
from quiz.desktop.theme import Style
from quiz.words import tr

_MOST = 6
_GAP = 8
_ROOMY = 62


class OrderInput(Input):
    """Rows that stay in place while their texts move, so that the focus can follow a text by its place.

    ``_steps`` holds the texts from top to bottom; ``_held`` is the place of the one that was picked up.
    """

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._rows = [Row(style, self, movable=True) for _ in range(_MOST)]
        for row in self._rows:
            row.installEventFilter(self)
            row.expect(_picked_up())
        self._steps: list[str] = []
        self._pictures: dict[str, QPixmap] = {}
        self._held: int | None = None
        self._dragging = False

    @property
    def rows(self) -> list[Row]:
        """The rows in play, from top to bottom."""
        return self._rows[: len(self._steps)]

    def put(self, now: Open, *, confirm: bool) -> None:
        """Show the steps as they were mixed."""
        super().put(now, confirm=confirm)
        self._steps = list(now.choices)
        self._held, self._dragging = None, False
        self._pictures = dict.fromkeys(self._pictured, QPixmap())
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(self._steps))
        self._show()
        self._arrange()

    def set_picture(self, choice: str, pixmap: QPixmap) -> None:
        """The picture of a step is there; it goes where its step goes."""
        self._pictures[choice] = pixmap
        self._show()

    def picture_box(self) -> QSize:
        """The size that a step's picture is shown in at most."""
        return self._rows[0].picture_box()

    def given(self) -> tuple[str, ...]:
        """The steps as they stand: any order can be confirmed."""
        return tuple(self._steps)

    def hint(self) -> str:
        """How to move a step."""
        return tr("Drag, Alt+↑↓, or two digits of 1–{n}", n=len(self._steps))

    def heights(self, width: int) -> tuple[int, int]:
        """One row under the other."""
        gaps = self._style.space(_GAP) * (len(self.rows) - 1)
        return sum(row.height_for(width) for row in self.rows) + gaps, sum(self._roomy(width)) + gaps

    def _roomy(self, width: int) -> list[int]:
        """The heights at which the rows look best."""
        return [max(row.usual_height(width), self._style.space(_ROOMY)) for row in self.rows]

    def key(self, event: QKeyEvent) -> bool:
        """Arrows walk or carry, Space picks up and puts down, two digits move, Enter confirms."""
        code, modifiers = event.key(), event.modifiers()
        if code in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm(event.timestamp())
            return True
        if code in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._arrow(
                -1 if code == Qt.Key.Key_Up else 1, carry=bool(modifiers & Qt.KeyboardModifier.AltModifier)
            )
            return True
        if modifiers & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        place = self._focused()
        if code == Qt.Key.Key_Space and place is not None:
            self._hold(None if self._held is not None else place)
            return True
        if Qt.Key.Key_1 <= code <= Qt.Key.Key_6 or Qt.Key.Key_A <= code <= Qt.Key.Key_F:
            first = Qt.Key.Key_1 if code <= Qt.Key.Key_6 else Qt.Key.Key_A
            self._pick(code - first)
            return True
        return False

    def lock(self) -> None:
        """The order stays as it was given."""
        super().lock()
        self._held = None
        self._show()

    def show_result(self, answer: Answer) -> None:
        """Each step says whether it stands where it belongs."""
        super().show_result(answer)
        right = answer.question.right
        for place, row in enumerate(self.rows):
            text = self._steps[place]
            home = right.index(text)
            note = "" if home == place else tr("belongs in place {n}", n=home + 1)
            row.set_picture(self._pictures.get(text))
            row.show_row(text, place + 1, RowState.RIGHT if home == place else RowState.WRONG, note)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drag: a press picks a row up, passing another changes places, a release puts it down."""
        if not isinstance(event, QMouseEvent) or not isinstance(watched, Row):
            return False
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            if not self._live:
                self.nudged.emit(event.timestamp())
            elif event.button() == Qt.MouseButton.LeftButton:
                self._dragging = True
                self._hold(self._rows.index(watched))
            return True
        if event.type() == QEvent.Type.MouseMove and self._dragging and self._held is not None:
            self._carry_to(self._place_at(watched.mapTo(self, event.position().toPoint()).y()))
            return True
        if event.type() == QEvent.Type.MouseButtonRelease and self._dragging:
            self._dragging = False
            self._hold(None)
            return True
        return False

    def _arrow(self, step: int, *, carry: bool) -> None:
        place = self._focused()
        if place is None:
            self._rows[0 if step > 0 else len(self._steps) - 1].setFocus(Qt.FocusReason.TabFocusReason)
            return
        target = place + step
        if not 0 <= target < len(self._steps):
            return
        if carry or self._held is not None:
            self._move(place, target)
        self._rows[target].setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, place: int) -> None:
        """The first digit says which step, the second where to."""
        if not self._live or place >= len(self._steps):
            return
        if self._held is None:
            self._hold(place)
            return
        self._carry_to(place)
        self._hold(None)

    def _hold(self, place: int | None) -> None:
        if not self._live:
            return
        self._held = place
        if place is not None:
            self._rows[place].setFocus(Qt.FocusReason.MouseFocusReason)
        self._show()

    def _carry_to(self, target: int) -> None:
        if self._held is None or target == self._held:
            return
        self._move(self._held, target)
        self._rows[target].setFocus(Qt.FocusReason.MouseFocusReason)

    def _move(self, place: int, target: int) -> None:
        if not self._live:
            return
        self._steps.insert(target, self._steps.pop(place))
        if self._held is not None:
            self._held = target
        self._show()
        self._arrange()
        self.touched.emit()

    def _show(self) -> None:
        for place, row in enumerate(self.rows):
            held = place == self._held
            by_key = held and not self._dragging
            note = _picked_up() if by_key else ""
            row.set_picture(self._pictures.get(self._steps[place]))
            row.show_row(self._steps[place], place + 1, RowState.GRABBED if held else RowState.IDLE, note)

    def _focused(self) -> int | None:
        return next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)

    def _place_at(self, y: int) -> int:
        return sum(y > row.geometry().bottom() for row in self.rows[:-1])

    def _arrange(self) -> None:
        if not self._steps or not self.width():
            return
        gap, width = self._style.space(_GAP), self.width()
        room = self.height() - gap * (len(self.rows) - 1)
        heights = _evened([row.height_for(width) for row in self.rows], max(self._roomy(width)), room)
        step = max(row.needed_step(width, high) for row, high in zip(self.rows, heights, strict=True))
        y = 0
        for row, height in zip(self.rows, heights, strict=True):
            row.set_step(step)
            row.setGeometry(0, y, width, height)
            y += height + gap


def _evened(least: list[int], best: int, room: int) -> list[int]:
    """Heights as alike as ``room`` lets them be: none under its least, none grown past ``best``.

    >>> _evened([40, 60, 40], 62, 150), _evened([40, 60, 40], 62, 500)
    ([45, 60, 45], [62, 62, 62])
    """
    level = best
    while level > min(least) and sum(max(one, level) for one in least) > room:
        level -= 1
    return [max(one, level) for one in least]


def _picked_up() -> str:
    return tr("move it with ↑ ↓")
