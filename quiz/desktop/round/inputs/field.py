"""A line to type in: a text, or a number with its unit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from quiz.core.questions import Kind
from quiz.core.rounds import Answer, Open
from quiz.core.scoring import parse_number
from quiz.desktop.round.inputs.base import Input
from quiz.desktop.round.rows import Row, RowState
from quiz.desktop.round.words import exact_line, given_line
from quiz.desktop.theme import Style
from quiz.words import tr

_FIELD = 24
_HEIGHT = 60
_GAP = 12
_SHORTEST = 190
_LONGEST = 200
_TOLD = 24


class FieldInput(Input):
    """Text and number: a field, the unit beside it, and a line below that says what is not a number."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.field = QLineEdit(self)
        self.field.setMaxLength(_LONGEST)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self._unit = QLabel(self)
        self._unit.setTextFormat(Qt.TextFormat.PlainText)
        self._unit.setWordWrap(True)
        self._fault = QLabel(self)
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.setWordWrap(True)
        self._mine, self._right = Row(style, self), Row(style, self)
        self._number = False
        style.changed.connect(self._restyle)
        self._restyle()

    def put(self, now: Open, *, confirm: bool) -> None:
        """An empty field; nobody types before the clock runs."""
        super().put(now, confirm=confirm)
        self._number = now.question.kind is Kind.NUMBER
        self.field.clear()
        self.field.setReadOnly(True)
        self.field.setVisible(True)
        name = tr("Your number") if self._number else tr("Your answer")
        unit = now.question.unit if self._number else ""
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(f"{name}, {unit}" if unit else name)
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))
        self._say("")
        self._mine.hide()
        self._right.hide()
        self._arrange()

    def go(self) -> None:
        """The field takes the focus with the clock."""
        super().go()
        self.field.setReadOnly(False)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hold(self) -> None:
        """Nobody types while the round stands still."""
        super().hold()
        self.field.setReadOnly(True)

    def given(self) -> tuple[str, ...]:
        """What was typed; nothing while it is empty, or not a number where one is asked for."""
        typed = self.field.text().strip()
        if not typed or (self._number and parse_number(typed) is None):
            return ()
        return (typed,)

    def hint(self) -> str:
        """Enter is the only key: letters are letters here."""
        return tr("Type a number") if self._number else tr("Type; small slips are forgiven")

    def heights(self, width: int) -> tuple[int, int]:
        """The field and the line below it, or two rows in their place: kept free from the start."""
        gap = self._style.space(_GAP)
        fault = 2 * self._fault.fontMetrics().lineSpacing()
        least = self._line(width)[2] + max(fault, self._style.space(_HEIGHT)) + gap
        if self._mine.isVisibleTo(self):
            rows = [row.height_for(width) for row in (self._mine, self._right) if row.isVisibleTo(self)]
            return max(least, sum(rows) + gap * (len(rows) - 1)), max(least, sum(rows) + gap)
        return least, least

    def key(self, event: QKeyEvent) -> bool:
        """Enter confirms; a letter anywhere on the page goes into the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm(event.timestamp())
            return True
        if not self.field.hasFocus() and self._live and event.text().isprintable() and event.text():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.insert(event.text())
            return True
        return False

    def begun_with(self, text: str) -> None:
        """The sign that ended the reading is the answer's first."""
        if text.strip() and text.isprintable():
            self.field.insert(text)

    def confirm(self, stamp: int) -> None:
        """Submit, or say what is missing."""
        if self._live and not self.given():
            typed = self.field.text().strip()
            typed = typed if len(typed) <= _TOLD else typed[: _TOLD - 1] + "…"
            self._say(
                tr("“{typed}” is not a number; write it in digits, such as 1982.", typed=typed)
                if typed
                else tr("Nothing is written yet.")
            )
        super().confirm(stamp)

    def lock(self) -> None:
        """The text stays as it was given."""
        super().lock()
        self.field.setReadOnly(True)

    def show_result(self, answer: Answer) -> None:
        """What was typed with its mark, and the right answer below it."""
        super().show_result(answer)
        self.field.hide()
        self._unit.hide()
        self._say("")
        question = answer.question
        if answer.given:
            note = tr("your answer")
            state = (
                RowState.RIGHT
                if answer.right
                else RowState.PARTIAL
                if answer.judged.share
                else RowState.WRONG
            )
            self._mine.show_row(given_line(answer), state=state, note=note)
        self._mine.setVisible(bool(answer.given))
        self._right.setVisible(not answer.right)
        self._right.show_row(exact_line(question), state=RowState.ANSWER, note=tr("the right answer"))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out field, unit and line."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click into the field before the clock runs skips the reading."""
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and self.field.isReadOnly()
        ):
            self.nudged.emit(event.timestamp())
            return True
        return False

    def _typed(self) -> None:
        self._say("")
        self.touched.emit()

    def _say(self, sentence: str) -> None:
        self._fault.setText(sentence)
        faulty = bool(sentence)
        if bool(self.field.property("faulty")) != faulty:
            self.field.setProperty("faulty", faulty)
            self.field.style().polish(self.field)
        self.field.setAccessibleDescription(sentence)

    def _restyle(self) -> None:
        font = self._style.font("number", _FIELD)
        # The sheet's own size would win over a font that is merely set.
        self.field.setStyleSheet(f"font-size: {font.pixelSize()}px;")
        self._unit.setFont(self._style.font("body", 20))
        self._fault.setFont(self._style.font("body", 15))
        self._arrange()

    def _line(self, width: int) -> tuple[int, int, int]:
        """The widths of field and unit, and the height of both: a long unit takes several lines."""
        px, gap = self._style.px, self._style.space(_GAP)
        field = min(width, px(360 if self._number else 720))
        height = max(self._style.space(_HEIGHT), self.field.fontMetrics().height() + px(10))
        if self._unit.text() and self._number:
            wanted = self._unit.fontMetrics().horizontalAdvance(self._unit.text()) + 4
            unit = min(wanted, max(width - gap - field, width - gap - px(_SHORTEST)))
            field = min(field, width - gap - unit)
            return field, unit, max(height, self._unit.heightForWidth(unit))
        return field, 0, height

    def _arrange(self) -> None:
        width, gap = self.width(), self._style.space(_GAP)
        side, unit, height = self._line(width)
        self.field.setGeometry(0, 0, side, height)
        self._unit.setGeometry(side + gap, 0, unit, height)
        self._fault.setGeometry(0, height + gap // 2, width, max(0, self.height() - height - gap // 2))
        self._fault.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        y = 0
        for row in (self._mine, self._right):
            if row.isVisibleTo(self):
                tall = row.height_for(width)
                row.setGeometry(0, y, width, tall)
                y += tall + gap
