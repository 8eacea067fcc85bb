"""The article beside its drafts, with all evidence in it, that of the draft at hand, and what one marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from quiz.desktop.pages import Panel
from quiz.desktop.review.offsets import Units
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import number, tr

Span = tuple[int, int]
"""Where a piece begins and ends, in code points."""
_MOST = 400
"""So many pieces are marked faintly: a book has thousands."""
_FIRST = 16
"""So many of them with another piece at hand; the others follow when that is painted."""
_SOON_MS = 60


class ArticleText(QPlainTextEdit):
    """A text that is read, with pieces of it marked. Spans count code points."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._units = Units("")
        self._all: list[Span] = []
        self._faint: list[QTextEdit.ExtraSelection] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SOON_MS)
        self._rest.timeout.connect(self._show_marks)
        self._now: Sequence[Span] = ()
        self._keys: Sequence[Span] = ()
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setProperty("reading", "true")
        self.setAccessibleName(tr("Article"))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)

    def show_content(self, content: str) -> None:
        """Another article."""
        self._units = Units(content)
        self._all, self._faint, self._now, self._keys = [], None, (), ()
        self.setExtraSelections([])
        self.setPlainText(content)

    def mark_all(self, spans: Iterable[Span]) -> None:
        """Mark every piece that something rests on, with the next one that is marked as at hand."""
        wanted = sorted(set(spans))
        if wanted != self._all:
            self._all, self._faint = wanted, None

    def mark_now(self, spans: Sequence[Span], keys: Sequence[Span] = ()) -> None:
        """Mark what the draft at hand rests on, the answer in it more, and bring it into sight."""
        self._now, self._keys = spans, keys
        few = len(self._all) > _FIRST and (self._faint is None or len(self._all) > _MOST)
        self._show_marks(_FIRST if few else _MOST)
        if few:
            self._rest.start()
        if spans:
            self.show_piece(spans[0])

    def show_again(self) -> None:
        """Bring what is marked into sight once more: there is another room for it now."""
        if self._now and not self.textCursor().hasSelection():
            self.show_piece(self._now[0])

    def show_piece(self, span: Span) -> None:
        """Bring a piece into sight, its end too where there is room; nothing is selected then."""
        cursor = self.textCursor()
        cursor.setPosition(self._units.to_qt(span[1]))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        cursor.setPosition(self._units.to_qt(span[0]))
        self.setTextCursor(cursor)
        self.centerCursor()

    def select(self, span: Span) -> None:
        """Select a piece, as a person would."""
        self.show_piece(span)
        cursor = self.textCursor()
        cursor.setPosition(self._units.to_qt(span[0]))
        cursor.setPosition(self._units.to_qt(span[1]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def selected(self) -> Span:
        """What a person has selected; where it begins is where it ends when nothing is."""
        cursor = self.textCursor()
        return self._units.from_qt(cursor.selectionStart()), self._units.from_qt(cursor.selectionEnd())

    def restyle(self) -> None:
        """In the colours of the theme."""
        self._faint = None
        self._show_marks()

    def _show_marks(self, most: int = _MOST) -> None:
        colour = self._style.color
        if self._faint is None or len(self._faint) != min(most, len(self._all)) or len(self._all) > most:
            faint = QTextCharFormat()
            faint.setForeground(colour("text"))
            faint.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            faint.setUnderlineColor(colour("edge"))
            # Between edits a cursor does not look up where on the screen it is, which lays out its paragraph.
            edit = QTextCursor(self.document())
            edit.beginEditBlock()
            self._faint = [self._selection(span, faint) for span in self._near(most)]
            edit.endEditBlock()
        strong, key = QTextCharFormat(), QTextCharFormat()
        for looks, role in ((strong, "mark"), (key, "mark_key")):
            looks.setForeground(colour("text"))
            looks.setBackground(colour(role))
        key.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        key.setUnderlineColor(colour("accent"))
        made = [self._selection(span, strong) for span in self._now]
        made += [self._selection(span, key) for span in self._keys]
        self.setExtraSelections([*self._faint, *made])

    def _near(self, most: int) -> list[Span]:
        """The pieces around the one at hand, where there are very many."""
        at = bisect_right(self._all, self._now[0]) if self._now else 0
        return self._all[max(0, at - most // 2) :][:most]

    def _selection(self, span: Span, looks: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units.to_qt(span[0]))
        cursor.setPosition(self._units.to_qt(span[1]), QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        made.format = looks
        return made


class ArticlePanel(Panel):
    """The text, where one is in it, and what a marked piece can be. ``asked``: whether it is the answer."""

    asked = Signal(bool)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._starts: list[int] = []
        self._lines: list[int] = []
        self._inside = QVBoxLayout(self)
        self.where = Label(style, "", "muted")
        self.text = ArticleText(style)
        self.hint = Label(style, "", "muted")
        self.answer = KeyButton(tr("Answer"), "Ctrl+1", style, bind=True)
        self.evidence = KeyButton(tr("Evidence"), "Ctrl+2", style, bind=True)
        buttons = WrapLayout(style, 8)
        for button in (self.answer, self.evidence):
            buttons.addWidget(button)
        self._inside.addWidget(self.where)
        self._inside.addWidget(self.text, 1)
        self._inside.addWidget(self.hint)
        self._inside.addLayout(buttons)
        self.answer.clicked.connect(self._is_answer)
        self.evidence.clicked.connect(self._is_evidence)
        self.text.selectionChanged.connect(self._selected)
        self._selected()
        style.changed.connect(self._restyle)
        self._restyle()

    def show_content(self, content: str) -> None:
        """Another article."""
        self.text.show_content(content)
        self._starts = []
        at = 0
        for line in content.split("\n"):
            if line.strip():
                self._starts.append(at)
            at += len(line) + 1
        self.show_place(0)

    def show_place(self, place: int) -> None:
        """Say which paragraph a place is in."""
        self.where.set_text(
            tr("Article, paragraph {n} of {of}",
               n=number(max(1, bisect_right(self._starts, place))), of=number(len(self._starts)))
        )  # fmt: skip

    def _selected(self) -> None:
        marked = self.text.textCursor().hasSelection()
        self.hint.set_text(
            tr("Ask about what is marked; it is the:")
            if marked
            else tr("Mark words of the article to ask about them.")
        )
        for button in (self.answer, self.evidence):
            button.setVisible(marked)
        if marked:
            self.show_place(self.text.selected()[0])

    def _is_answer(self) -> None:
        self.asked.emit(True)

    def _is_evidence(self) -> None:
        self.asked.emit(False)

    def _restyle(self) -> None:
        px = self._style.px
        self._inside.setContentsMargins(px(16), px(12), px(8), px(12))
        self._inside.setSpacing(px(8))
        self.text.setFont(self._style.font("body", 16))
        self.text.setMinimumHeight(px(140))
        self.text.restyle()
