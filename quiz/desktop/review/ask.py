"""Where an article comes from: a pasted text, a file, an address; and how far its reading is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from quiz.app.articlejobs import address_in
from quiz.desktop.pages import Panel, announce
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr


class AskPanel(Panel):
    """``text`` carries what was pasted, ``source`` the file or address that was named."""

    text = Signal(object)
    source = Signal(object)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._last_folder = ""
        self._column = QVBoxLayout(self)
        self.trouble = Label(style, "", "body")
        self.trouble.setProperty("role", "warning")
        self.trouble.hide()
        told = tr(
            "Drop a file here, paste a text, or name an address. Nothing is a question before you say so."
        )
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(tr("The article's text"))
        self.field.setPlaceholderText(tr("Paste the article here"))
        self.field.setTabChangesFocus(True)
        self.field.setAcceptDrops(False)
        self.address = QLineEdit()
        self.address.setAccessibleName(tr("Or its address, beginning with https://"))
        self.address.setPlaceholderText("https://")
        self.files = KeyButton(tr("Open a file"), "Ctrl+O", style, bind=True)
        self.go = KeyButton(tr("Make drafts"), "Ctrl+Return", style, variant="main")
        row = WrapLayout(style, 10)
        row.addWidget(self.go)
        row.addWidget(self.files)
        self._column.addWidget(self.trouble)
        self._column.addWidget(Label(style, told, "muted"))
        self._column.addWidget(self.field, 1)
        self._column.addWidget(Label(style, self.address.accessibleName(), "muted"))
        self._column.addWidget(self.address)
        self._column.addLayout(row)
        self.go.clicked.connect(self.send)
        self.files.clicked.connect(self._ask)
        style.changed.connect(self._restyle)
        self._restyle()

    def tell(self, sentence: str) -> None:
        """Why an article could not be read."""
        self.trouble.set_text(sentence)
        self.trouble.setVisible(bool(sentence))
        if sentence:
            announce(self.trouble)

    def send(self) -> None:
        """What was written here: a text, or else an address."""
        typed, address = self.field.toPlainText(), self.address.text().strip()
        if typed.strip():
            named = address_in(typed)
            if named:
                self.source.emit(named)
            else:
                self.text.emit(typed)
        elif address:
            self.source.emit(address if "://" in address else f"https://{address}")
        else:
            self.tell(tr("There is nothing to read yet; paste a text, open a file, or write an address."))

    def clear(self) -> None:
        """It was read."""
        self.field.clear()
        self.address.clear()
        self.tell("")

    def _ask(self) -> None:
        kinds = "*.txt *.md *.html *.htm *.pdf *.epub *.docx"
        name, _ = QFileDialog.getOpenFileName(
            self,
            tr("Open an article"),
            self._last_folder,
            f"{tr('Articles')} ({kinds});;{tr('All files')} (*)",
        )
        if name:
            self._last_folder = str(Path(name).parent)
            self.source.emit(name)

    def _restyle(self) -> None:
        px = self._style.px
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(10))
        self.field.setMinimumHeight(px(120))


class ReadingPanel(Panel):
    """How far the reading is."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._column = QVBoxLayout(self)
        self.doing = Label(style, "", "heading")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("How far it is"))
        self.bar.setTextVisible(False)
        self.cancel = KeyButton(tr("Cancel"), "Esc", style)
        self._column.addStretch(1)
        self._column.addWidget(self.doing)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(2)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_progress(self, sentence: str, percent: int) -> None:
        """What is being done, and how much of it; below 0 nobody knows."""
        self.doing.set_text(sentence)
        self.bar.setVisible(percent >= 0)
        self.bar.setRange(0, 100)
        self.bar.setValue(max(0, percent))

    def _restyle(self) -> None:
        px = self._style.px
        self._column.setContentsMargins(px(28), px(24), px(28), px(24))
        self._column.setSpacing(px(12))
