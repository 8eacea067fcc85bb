"""The form of one question: its fields for each kind, and beside them what the linter finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from quiz.core.lint import Finding, Level
from quiz.core.questions import Difficulty, Kind, Question
from quiz.desktop.editor.answers import Answers, answers_for
from quiz.desktop.editor.media import MediaFields, PictureButton
from quiz.desktop.editor.names import difficulty_name, kind_name
from quiz.desktop.editor.notes import Note
from quiz.desktop.media import Brought, Kept, MediaDesk, brought_by
from quiz.desktop.pages import Scroll
from quiz.desktop.theme import Style
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.picker import Picker
from quiz.desktop.widgets.stops import lead_through
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr

# Where a finding stands: the keys of a pack file, and the fields that they are about.
_PLACES = {"prompt": "prompt", "answer": "answers", "wrong": "answers", "choices": "answers",
           "explanation": "explanation", "evidence": "evidence"}  # fmt: skip


class QuestionForm(Scroll):
    """All fields of a question. ``edited`` tells that a person changed one; ``question`` says to what.

    With ``media`` it has fields for pictures and a sound, which can also be dropped on it and pasted into it;
    without, those of the question stay as they are.
    """

    edited = Signal()

    def __init__(
        self, style: Style, parent: QWidget | None = None, *, media: MediaDesk | None = None
    ) -> None:
        super().__init__(parent)
        self._style, self._desk = style, media
        self._shown: Question | None = None
        self._answers: Answers | None = None
        self._loading = False
        self._made: dict[Kind, Answers] = {}
        self.notes: dict[str, Note] = {}
        self._heights: dict[QPlainTextEdit, int] = {}
        self._build_top()
        self.prompt = self._text(tr("Question"), 76)
        self._place("prompt", self.prompt)
        self._slot = QVBoxLayout()
        self._slot.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self._slot)
        self._note("answers")
        self.media: MediaFields | None = None
        if media is not None:
            self.media = MediaFields(style, media)
            self.media.edited.connect(self._edited)
            self.column.addWidget(self.media)
        self.explanation = self._text(tr("Explanation, shown after the answer"), 76)
        self._place("explanation", self.explanation)
        row = QHBoxLayout()
        self.category, self.tags = self._line(tr("Category")), self._line(tr("Tags, parted by commas"))
        for field in (self.category, self.tags):
            column = QVBoxLayout()
            column.addWidget(Label(style, field.accessibleName(), "muted"))
            column.addWidget(field)
            row.addLayout(column, 1)
        self.column.addLayout(row)
        self.source = self._line(tr("Source"))
        self._place("source", self.source)
        self.evidence = self._text(tr("Evidence: the piece of the text that says so"), 76)
        self._place("evidence", self.evidence)
        self.column.addStretch(1)
        self._hear(self.content)
        style.changed.connect(self._restyle)
        self._restyle()

    # --- what stands in it

    def show_question(self, question: Question | None) -> None:
        """Fill the fields; without a question they are locked."""
        self._shown = question
        self.setEnabled(question is not None)
        if question is None:
            question = Question("", "", Kind.CHOICE, ("",))
        self._loading = True
        try:
            self.kind.setCurrentIndex(self.kind.findData(question.kind.value))
            self.level.setCurrentIndex(self.level.findData(question.difficulty.value))
            self._use(question.kind).show_question(question)
            if self.media is not None:
                self.media.show_media(question.media)
            texts = ((self.prompt, question.prompt), (self.explanation, question.explanation),
                     (self.evidence, question.evidence))  # fmt: skip
            for box, text in texts:
                if box.toPlainText() != text:
                    box.setPlainText(text)
            lines = ((self.category, question.category), (self.tags, ", ".join(question.tags)),
                     (self.source, question.source))  # fmt: skip
            for line, text in lines:
                if line.text() != text:
                    line.setText(text)
        finally:
            self._loading = False

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """What is shown now is the same question, changed elsewhere: the cursor stays with its words."""
        field = QApplication.focusWidget()
        before = _place_in(field) if field is not None and self.isAncestorOf(field) else None
        yield
        if field is not None and before is not None and field.isVisible():
            _put_place(field, *before)
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def adopt(self, question: Question) -> None:
        """The fields are this question's from now on, as they stand."""
        self._shown = question

    def question(self) -> Question | None:
        """The question as its fields stand; what has no field stays as it was."""
        if self._shown is None or self._answers is None:
            return None
        kind = Kind(self.kind.currentData())
        values: dict[str, Any] = {
            "kind": kind,
            "difficulty": Difficulty(self.level.currentData()),
            "prompt": self.prompt.toPlainText(),
            "explanation": self.explanation.toPlainText(),
            "evidence": self.evidence.toPlainText(),
            "category": self.category.text().strip(),
            "source": self.source.text().strip(),
            "tags": tuple(tag for part in self.tags.text().split(",") if (tag := part.strip())),
            "exact": False,
            "tolerance": Decimal(0),
            "unit": "",
            "choice_images": (),
            "media": self._shown.media if self.media is None else self.media.values(),
            **self._answers.values(),
        }
        if values["evidence"] != self._shown.evidence:
            values["evidence_start"] = None
        return replace(self._shown, **values)

    def show_findings(self, problems: Sequence[str], findings: Sequence[Finding]) -> None:
        """Say beside each field what is to be mended there; ``problems`` keep the question out of rounds."""
        told: dict[str, list[str]] = {place: [] for place in self.notes}
        grave = {_PLACES.get(one.field, "prompt") for one in findings if one.level is Level.ERROR}
        for problem in problems:
            place = "prompt" if "prompt" in problem else "answers"
            grave.add(place)
            told[place].append(tr("Not played yet: {why}", why=problem))
        for finding in findings:
            place = _PLACES.get(finding.field, "prompt")
            mark = tr("To mend: {why}") if finding.level is Level.ERROR else tr("Look at this: {why}")
            told[place].append(mark.format(why=finding.message))
        for place, label in self.notes.items():
            text = "\n".join(told[place])
            if label.text() != text:
                label.set_text(text)
                label.setVisible(bool(text))
            label.set_grave(place in grave)

    def go_to(self, field: str) -> None:
        """Put the focus where a finding about a key of a pack file stands."""
        places: dict[str, QWidget] = {"explanation": self.explanation, "evidence": self.evidence}
        place = places.get(field, self.prompt)
        if _PLACES.get(field) == "answers" and self._answers is not None:
            fields = [*self._answers.findChildren(QLineEdit), *self._answers.findChildren(QPlainTextEdit)]
            place = next(iter(fields), self.prompt)
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is dropped on it, and pasted

    def _hear(self, root: QWidget) -> None:
        """Hear drops and pastes before the fields do: they would take a file's name for a text."""
        if self._desk is None:
            return
        for widget in (root, *root.findChildren(QWidget)):
            widget.installEventFilter(self)
        root.setAcceptDrops(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A medium that is dropped or pasted goes to the choice that it comes to, else to the question."""
        if isinstance(event, QDropEvent) and self._shown is not None:
            brought = brought_by(event.mimeData())
            if brought is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    under = (
                        self.content.childAt(event.position().toPoint()) if watched is self.content else None
                    )
                    self._take(under or watched, brought)
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._pastes(event):
            brought = brought_by(QGuiApplication.clipboard().mimeData())
            if brought is not None:
                self._take(watched, brought)
                return True
        return super().eventFilter(watched, event)

    def _pastes(self, event: QKeyEvent) -> bool:
        return self._shown is not None and event.matches(QKeySequence.StandardKey.Paste)

    def _take(self, where: QObject, brought: Brought) -> None:
        """Into the picture of the choice that ``where`` belongs to, else into those of the question."""
        widget: QWidget | None = where if isinstance(where, QWidget) else None
        while widget is not None and widget is not self.content and self._answers is not None:
            button = self._answers.picture_at(widget)
            if button is not None:
                button.take(brought)
                return
            widget = widget.parentWidget()
        if self.media is not None:
            self.media.take(brought)

    # --- building

    def _build_top(self) -> None:
        style = self._style
        row = WrapLayout(style, 12)
        self.kind, self.level = Picker(style, tr("Kind")), Picker(style, tr("Level"))
        for kind in Kind:
            self.kind.addItem(kind_name(kind), kind.value)
        for level in Difficulty:
            self.level.addItem(difficulty_name(level), level.value)
        for picker in (self.kind, self.level):
            row.addWidget(picker)
        self.kind.activated.connect(self._kind_chosen)
        self.level.activated.connect(self._edited)
        self.column.addLayout(row)

    def _text(self, name: str, height: int) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setAccessibleName(name)
        field.setTabChangesFocus(True)
        self._heights[field] = height
        field.textChanged.connect(self._edited)
        return field

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.textEdited.connect(self._edited)
        return field

    def _place(self, place: str, field: QWidget) -> None:
        self.column.addWidget(Label(self._style, field.accessibleName(), "muted"))
        self.column.addWidget(field)
        self._note(place)

    def _note(self, place: str) -> None:
        note = Note(self._style)
        note.hide()
        self.notes[place] = note
        self.column.addWidget(note)

    def _use(self, kind: Kind) -> Answers:
        if kind not in self._made:
            made = answers_for(kind, self._style, self._desk)
            made.edited.connect(self._edited)
            for button in made.findChildren(PictureButton):
                button.heard.connect(self._heard)
            self._slot.addWidget(made)
            self._hear(made)
            if (rows := made.layout()) is not None:
                lead_through(self.prompt, rows)
            self._made[kind] = made
        chosen = self._made[kind]
        for other in self._made.values():
            other.setVisible(other is chosen)
        self._answers = chosen
        return chosen

    def _kind_chosen(self) -> None:
        """Another kind: what its answers can keep of the old ones, they keep."""
        before = self.question()
        if before is None or self._shown is None:
            return
        kind = before.kind
        right, wrong = self._shown.right, self._shown.wrong
        if self._answers is not None:
            values = self._answers.values()
            right, wrong = values["right"], values["wrong"]
        if kind is Kind.TRUEFALSE:
            right, wrong = ("true",), ()
        elif kind is Kind.CHOICE:
            right, wrong = right[:1], (*right[1:], *wrong)[:5]
        elif kind is Kind.NUMBER:
            right, wrong = right[:1], ()
        elif kind is Kind.ORDER:
            right, wrong = (*right, *wrong)[:6], ()
        self._use(kind).show_question(replace(before, right=right, wrong=wrong))
        self._edited()

    def _heard(self, kept: Kept) -> None:
        """A sound was brought to a choice: a question has one, a choice has none."""
        if self.media is not None:
            self.media.put(kept)

    def _edited(self) -> None:
        if not self._loading:
            self.edited.emit()

    def _restyle(self) -> None:
        px = self._style.px
        self.set_margins(px(20), px(16), px(20), px(16))
        self.column.setSpacing(px(6))
        for field, height in self._heights.items():
            field.setFixedHeight(px(height))
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)


def _place_in(field: QWidget) -> tuple[str, int]:
    """What stands in a field, and where its cursor is."""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText(), field.textCursor().position()
    return (field.text(), field.cursorPosition()) if isinstance(field, QLineEdit) else ("", 0)


def _put_place(field: QWidget, before: str, at: int) -> None:
    """Put the cursor where it was among its words: as far from the start, or from the end behind a change."""
    now = _place_in(field)[0]
    if now[:at] != before[:at]:
        at = max(0, len(now) - (len(before) - at))
    if isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(min(at, len(now)))
        field.setTextCursor(cursor)
    elif isinstance(field, QLineEdit):
        field.setCursorPosition(min(at, len(now)))
