"""The answers of a question as fields: one editor for each way in which a kind has answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from quiz.core.questions import Kind, Question
from quiz.desktop.editor.media import PictureButton, RowPictures
from quiz.desktop.media import MediaDesk
from quiz.desktop.theme import Style
from quiz.desktop.widgets.controls import Check
from quiz.desktop.widgets.labels import Label
from quiz.words import tr

MOST = 6


class Answers(QWidget):
    """Fields for what is right and wrong. ``edited`` tells that a person changed something."""

    edited = Signal()

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style

    def show_question(self, question: Question) -> None:
        """Fill the fields."""

    def values(self) -> dict[str, Any]:
        """The fields of :class:`Question` that these fields say."""
        return {}

    def picture_at(self, widget: QWidget) -> PictureButton | None:
        """The button of the picture that belongs to a field of an answer; None where it has none."""
        return None

    def _field(self, name: str, hint: str = "") -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.textEdited.connect(self.edited)
        return field


class ChoiceAnswers(Answers):
    """Up to six choices, each with its mark: a dot where one is right, a tick where several are."""

    def __init__(self, style: Style, media: MediaDesk | None, *, several: bool) -> None:
        super().__init__(style)
        self._several = several
        self.pictures = RowPictures(style, media, [tr("choice {n}", n=n + 1) for n in range(MOST)])
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(
            Label(style, tr("Choices: tick the right ones") if several else tr("Choices: mark the right one"),
                  "muted"), 0, 0, 1, 3,
        )  # fmt: skip
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)
        self.marks: list[QAbstractButton] = []
        self.fields: list[QLineEdit] = []
        for n in range(1, MOST + 1):
            mark: QAbstractButton = Check(style, "") if several else QRadioButton()
            mark.setAccessibleName(tr("Choice {n} is right", n=n))
            field = self._field(tr("Choice {n}", n=n))
            field.textEdited.connect(self._show_rows)
            mark.clicked.connect(self.edited)
            self._group.addButton(mark)
            grid.addWidget(mark, n, 0)
            grid.addWidget(field, n, 1)
            self.marks.append(mark)
            self.fields.append(field)
        for n, button in enumerate(self.pictures.buttons):
            grid.addWidget(button, n + 1, 2)
            button.changed.connect(self.edited)
            button.changed.connect(self._show_rows)
        grid.setColumnStretch(1, 1)

    def show_question(self, question: Question) -> None:
        """Right ones and wrong ones, as they stand in the question."""
        texts = [*question.right, *question.wrong][:MOST]
        right = len(question.right)
        self._group.setExclusive(False)
        for n, (mark, field) in enumerate(zip(self.marks, self.fields, strict=True)):
            _set_text(field, texts[n] if n < len(texts) else "")
            mark.setChecked(n < right and n < len(texts))
            self.pictures.put(n, _at(question.choice_images, n) if n < len(texts) else "")
        self._group.setExclusive(not self._several)
        self._show_rows()

    def values(self) -> dict[str, Any]:
        """Marked ones are right, empty ones without a mark and a picture are none."""
        rows = [
            (mark.isChecked(), field.text(), self.pictures[n])
            for n, (mark, field) in enumerate(zip(self.marks, self.fields, strict=True))
        ]
        right = [(text, image) for marked, text, image in rows if marked] or [("", "")]
        wrong = [(text, image) for marked, text, image in rows if not marked and (text or image)]
        return {
            "right": tuple(text for text, _ in right),
            "wrong": tuple(text for text, _ in wrong),
            "choice_images": _images([image for _, image in (*right, *wrong)]),
        }

    def picture_at(self, widget: QWidget) -> PictureButton | None:
        """That of the choice whose field or mark it is."""
        return _picture_at(self.pictures, (self.fields, self.marks), widget)

    def _show_rows(self) -> None:
        """One more than are filled, at least four."""
        rows = [bool(field.text() or self.pictures[n]) for n, field in enumerate(self.fields)]
        filled = max((n + 1 for n, used in enumerate(rows) if used), default=0)
        for n, (mark, field) in enumerate(zip(self.marks, self.fields, strict=True)):
            shown = n < max(4, filled + 1)
            mark.setVisible(shown)
            field.setVisible(shown)
            self.pictures.show_row(n, shown=shown)


class TrueFalseAnswers(Answers):
    """True, or false."""

    def __init__(self, style: Style) -> None:
        super().__init__(style)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.true, self.false = QRadioButton(tr("True")), QRadioButton(tr("False"))
        for button in (self.true, self.false):
            button.setAccessibleName(tr("The statement is {what}", what=button.text().lower()))
            button.clicked.connect(self.edited)
            row.addWidget(button)
        row.addStretch(1)

    def show_question(self, question: Question) -> None:
        """The one that is right."""
        (self.true if question.right == ("true",) else self.false).setChecked(True)

    def values(self) -> dict[str, Any]:
        """One word of the two."""
        return {"right": ("true" if self.true.isChecked() else "false",), "wrong": ()}


class TextAnswers(Answers):
    """Accepted answers and near misses, one on each line."""

    def __init__(self, style: Style) -> None:
        super().__init__(style)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.right = self._lines(tr("Accepted answers, one on each line; the first is shown"))
        self.wrong = self._lines(tr("Near misses that are wrong, one on each line"))
        for field in (self.right, self.wrong):
            column.addWidget(Label(style, field.accessibleName(), "muted"))
            column.addWidget(field)
        self.exact = Check(style, tr("Must be typed exactly, without slips"))
        self.exact.clicked.connect(self.edited)
        column.addWidget(self.exact)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_question(self, question: Question) -> None:
        """Every answer on its line."""
        _set_lines(self.right, question.right)
        _set_lines(self.wrong, question.wrong)
        self.exact.setChecked(question.exact)

    def values(self) -> dict[str, Any]:
        """Lines with something on them."""
        return {
            "right": _lines_of(self.right) or ("",),
            "wrong": _lines_of(self.wrong),
            "exact": self.exact.isChecked(),
        }

    def _lines(self, name: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setAccessibleName(name)
        field.setTabChangesFocus(True)
        field.textChanged.connect(self.edited)
        return field

    def _restyle(self) -> None:
        for field in (self.right, self.wrong):
            field.setFixedHeight(self._style.px(84))


class NumberAnswers(Answers):
    """A number, how far off is still right, and its unit."""

    def __init__(self, style: Style) -> None:
        super().__init__(style)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.number = self._field(tr("Right number"))
        self.tolerance = self._field(tr("Tolerance"))
        self.unit = self._field(tr("Unit"))
        for column, field in enumerate((self.number, self.tolerance, self.unit)):
            grid.addWidget(Label(style, field.accessibleName(), "muted"), 0, column)
            grid.addWidget(field, 1, column)

    def show_question(self, question: Question) -> None:
        """The three of them."""
        _set_text(self.number, question.right[0] if question.right else "")
        _set_text(self.tolerance, str(question.tolerance) if question.tolerance else "")
        _set_text(self.unit, question.unit)

    def values(self) -> dict[str, Any]:
        """A tolerance that is no number is none; the field says so."""
        text = self.tolerance.text().strip().replace(",", ".")
        tolerance = _decimal(text)
        self.tolerance.setProperty("faulty", "true" if text and tolerance is None else "false")
        self.tolerance.style().polish(self.tolerance)
        return {
            "right": (self.number.text().strip().replace(",", "."),),
            "wrong": (),
            "tolerance": tolerance or Decimal(0),
            "unit": self.unit.text().strip(),
        }


class OrderAnswers(Answers):
    """Three to six steps in their right order; Alt with an arrow moves one."""

    def __init__(self, style: Style, media: MediaDesk | None) -> None:
        super().__init__(style)
        self.pictures = RowPictures(style, media, [tr("step {n}", n=n + 1) for n in range(MOST)])
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        told = tr("Steps in their right order; Alt and an arrow move one")
        grid.addWidget(Label(style, told, "muted"), 0, 0, 1, 2)
        self.fields: list[QLineEdit] = []
        for n in range(1, MOST + 1):
            field = StepField(self, n)
            field.setAccessibleName(tr("Step {n}", n=n))
            field.textEdited.connect(self.edited)
            field.textEdited.connect(self._show_rows)
            grid.addWidget(field, n, 0)
            self.fields.append(field)
        for n, button in enumerate(self.pictures.buttons):
            grid.addWidget(button, n + 1, 1)
            button.changed.connect(self.edited)
            button.changed.connect(self._show_rows)
        grid.setColumnStretch(0, 1)

    def show_question(self, question: Question) -> None:
        """Every step on its line."""
        for n, field in enumerate(self.fields):
            _set_text(field, question.right[n] if n < len(question.right) else "")
            self.pictures.put(n, _at(question.choice_images, n) if n < len(question.right) else "")
        self._show_rows()

    def values(self) -> dict[str, Any]:
        """Steps with something in them."""
        rows = [(field.text(), self.pictures[n]) for n, field in enumerate(self.fields)]
        steps = [row for row in rows if any(row)] or [("", "")]
        images = _images([image for _, image in steps])
        return {"right": tuple(text for text, _ in steps), "wrong": (), "choice_images": images}

    def picture_at(self, widget: QWidget) -> PictureButton | None:
        """That of the step whose field it is."""
        return _picture_at(self.pictures, (self.fields,), widget)

    def shift(self, n: int, by: int) -> None:
        """Exchange step ``n`` (from 1) with a neighbour, its picture too."""
        here, there = n - 1, n - 1 + by
        if not 0 <= there < len(self.fields) or self.fields[there].isHidden():
            return
        one, other = self.fields[here], self.fields[there]
        text, picture = one.text(), self.pictures[here]
        one.setText(other.text())
        self.pictures.put(here, self.pictures[there])
        other.setText(text)
        self.pictures.put(there, picture)
        other.setFocus()
        self.edited.emit()

    def _show_rows(self) -> None:
        rows = [bool(field.text() or self.pictures[n]) for n, field in enumerate(self.fields)]
        filled = max((n + 1 for n, used in enumerate(rows) if used), default=0)
        for n, field in enumerate(self.fields):
            shown = n < max(3, filled + 1)
            field.setVisible(shown)
            self.pictures.show_row(n, shown=shown)


class StepField(QLineEdit):
    """A step that Alt with an arrow moves."""

    def __init__(self, owner: OrderAnswers, n: int) -> None:
        super().__init__(owner)
        self._owner, self._n = owner, n

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with up or down."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if by:
                self._owner.shift(self._n, by)
                return
        super().keyPressEvent(event)


def answers_for(kind: Kind, style: Style, media: MediaDesk | None) -> Answers:
    """The fields for a kind; without ``media`` the answers' pictures stay as they are."""
    match kind:
        case Kind.CHOICE | Kind.MULTIPLE:
            return ChoiceAnswers(style, media, several=kind is Kind.MULTIPLE)
        case Kind.TRUEFALSE:
            return TrueFalseAnswers(style)
        case Kind.TEXT:
            return TextAnswers(style)
        case Kind.NUMBER:
            return NumberAnswers(style)
    return OrderAnswers(style, media)


def _at(names: tuple[str, ...], n: int) -> str:
    return names[n] if n < len(names) else ""


def _images(names: list[str]) -> tuple[str, ...]:
    """One for each answer, or none at all."""
    return tuple(names) if any(names) else ()


def _picture_at(
    pictures: RowPictures, columns: Iterable[Sequence[QWidget]], widget: QWidget
) -> PictureButton | None:
    if isinstance(widget, PictureButton):
        return widget
    rows = [column.index(widget) for column in columns if widget in column]
    return pictures.buttons[rows[0]] if rows and pictures.buttons else None


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text) if text else Decimal(0)
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None


def _set_text(field: QLineEdit, text: str) -> None:
    # The cursor stays where it is when nothing has changed.
    if field.text() != text:
        field.setText(text)


def _set_lines(field: QPlainTextEdit, texts: tuple[str, ...]) -> None:
    if _lines_of(field) != tuple(text for text in texts if text):
        field.blockSignals(True)
        field.setPlainText("\n".join(texts))
        field.blockSignals(False)


def _lines_of(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.toPlainText().split("\n") if line.strip())
