"""Tiles to choose from: one (choice, true or false) or several (multiple)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from quiz.core.questions import Kind
from quiz.core.rounds import Answer, Open
from quiz.desktop.round.inputs.base import Given, Input
from quiz.desktop.round.words import label_of
from quiz.desktop.theme import Style
from quiz.desktop.widgets.tile import AnswerTile, TileState
from quiz.desktop.widgets.tilegrid import TileGrid
from quiz.words import tr


class TileInput(Input):
    """Up to six tiles in two columns, or one where the window is narrow."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._grid = TileGrid(style, self)
        self._tiles = self._grid.tiles
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for tile in self._tiles:
            self._group.addButton(tile, tile.index)
            tile.installEventFilter(self)
        # Presses are taken in the event filter, with their stamps; this is for screen readers.
        self._group.idClicked.connect(self._clicked)
        self._choices: tuple[str, ...] = ()
        self._chosen: set[int] = set()
        self._gone: set[int] = set()

    @property
    def tiles(self) -> tuple[AnswerTile, ...]:
        """The tiles in play, in their order."""
        return self._tiles[: len(self._choices)]

    def put(self, now: Open, *, confirm: bool) -> None:
        """Show the choices, idle."""
        super().put(now, confirm=confirm)
        kind = now.question.kind
        self._wants_confirm = confirm or kind is Kind.MULTIPLE
        self._choices = now.choices
        self._chosen.clear()
        self._gone.clear()
        for tile in self._tiles:
            tile.setDown(False)
        self._grid.set_choices(
            [label_of(kind, choice) for choice in now.choices],
            [QPixmap() if choice in self._pictured else None for choice in now.choices],
        )
        self.drop(now.removed)

    def set_picture(self, choice: str, pixmap: QPixmap) -> None:
        """The picture of a choice is there."""
        for index, text in enumerate(self._choices):
            if text == choice:
                self._tiles[index].set_picture(pixmap)

    def picture_box(self) -> QSize:
        """The size that a choice's picture is shown in at most."""
        return self._tiles[0].picture_box(self._tiles[0].width())

    def given(self) -> tuple[str, ...]:
        """The chosen texts, in the order they stand."""
        return tuple(self._choices[index] for index in sorted(self._chosen))

    def hint(self) -> str:
        """Which keys choose."""
        last = len(self._choices)
        keys = tr("1–{n} or A–{letter}", n=last, letter="ABCDEF"[max(0, last - 1)])
        if self._open and self._open.question.kind is Kind.MULTIPLE:
            return tr("{keys} choose one or more", keys=keys)
        return tr("{keys} choose", keys=keys) if self._wants_confirm else tr("{keys} answer", keys=keys)

    def set_crowded(self, crowded: bool) -> None:
        """Lower tiles, closer together."""
        self._grid.set_crowded(crowded)

    def heights(self, width: int) -> tuple[int, int]:
        """Rows of tiles, each as tall as its tallest text."""
        return self._grid.heightForWidth(width), self._grid.roomy_height(width)

    def key(self, event: QKeyEvent) -> bool:
        """Digits and letters choose; arrows walk; Space and Enter take the tile that has the focus."""
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        code = event.key()
        index = _index_of(code)
        if index is not None:
            if index < len(self._choices):
                self._press(index, event.timestamp())
                return True
            return False
        focused = next((tile for tile in self.tiles if tile.hasFocus()), None)
        if code in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(code, focused)
            return True
        if code == Qt.Key.Key_Space and focused:
            self._press(focused.index, event.timestamp())
            return True
        if code in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._wants_confirm and self._chosen:
                self.confirm(event.timestamp())
            elif focused:
                self._press(focused.index, event.timestamp())
            return True
        return False

    def lock(self) -> None:
        """Keep the chosen tiles pressed until the result is there."""
        super().lock()
        for index in self._chosen:
            self._tiles[index].setDown(True)

    def drop(self, removed: tuple[str, ...]) -> None:
        """Take choices out of play."""
        for index, choice in enumerate(self._choices):
            if choice in removed:
                self._gone.add(index)
                self._chosen.discard(index)
                self._tiles[index].set_state(TileState.REMOVED)
        self.touched.emit()

    def show_result(self, answer: Answer) -> None:
        """Every tile says what it was."""
        super().show_result(answer)
        for index, choice in enumerate(self._choices):
            tile = self._tiles[index]
            tile.setDown(False)
            mine, right = choice in answer.given, choice in answer.question.right
            if index in self._gone:
                continue
            if mine:
                tile.set_state(TileState.RIGHT_CHOSEN if right else TileState.WRONG_CHOSEN, tr("your answer"))
            elif right:
                tile.set_state(
                    TileState.RIGHT_NOT_CHOSEN,
                    tr("the right answer") if len(answer.question.right) == 1 else tr("right, not chosen"),
                )
            else:
                tile.set_state(TileState.OTHER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The grid lays the tiles out."""
        super().resizeEvent(event)
        self._grid.setGeometry(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A mouse press counts at once, with its own time stamp."""
        if (
            isinstance(watched, AnswerTile)
            and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
        ):
            if not self._live:
                self.nudged.emit(event.timestamp())
            else:
                self._press(watched.index, event.timestamp())
            return True
        return False

    def _clicked(self, index: int) -> None:
        self._press(index, 0)

    def _press(self, index: int, stamp: int) -> None:
        if not self._live or index in self._gone:
            return
        tile = self._tiles[index]
        if not self._wants_confirm:
            self._chosen = {index}
            # Painted here and now: the press is seen before anything is stored.
            tile.setDown(True)
            tile.repaint()
            self.submitted.emit(Given(self.given(), stamp))
            return
        several = self._open is not None and self._open.question.kind is Kind.MULTIPLE
        self._chosen = self._chosen ^ {index} if several else {index}
        for one in self.tiles:
            if one.index not in self._gone:
                one.set_state(TileState.CHOSEN if one.index in self._chosen else TileState.IDLE)
        tile.repaint()
        self.touched.emit()

    def _walk(self, code: int, focused: AnswerTile | None) -> None:
        if focused is None:
            self._tiles[0].setFocus(Qt.FocusReason.TabFocusReason)
            return
        columns = 2 if len(self.tiles) > 1 and self.tiles[1].y() == self.tiles[0].y() else 1
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        target = focused.index + step[Qt.Key(code)]
        if 0 <= target < len(self._choices):
            self._tiles[target].setFocus(Qt.FocusReason.TabFocusReason)


def _index_of(code: int) -> int | None:
    if Qt.Key.Key_1 <= code <= Qt.Key.Key_6:
        return code - Qt.Key.Key_1
    if Qt.Key.Key_A <= code <= Qt.Key.Key_F:
        return code - Qt.Key.Key_A
    return None
