"""What is asked before anything is done to a player."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from quiz.bank.views import Belongings, Player
from quiz.desktop.pages import Panel, announce
from quiz.desktop.players import LONGEST_NAME
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.softpicker import SoftPicker
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr, trn


class Asking(Panel):
    """A question, what it is answered with, and two buttons. ``sure`` and ``left`` tell the answer.

    Without a control, nothing is done by Enter alone.
    """

    sure = Signal()
    left = Signal()

    def __init__(
        self, style: Style, yes: str, control: QWidget | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style, self._control = style, control
        self._column = QVBoxLayout(self)
        self.question = Label(style, "", "heading")
        self.told = Label(style, "", "body")
        self.yes = KeyButton(yes, "Return" if control is not None else "", style, variant="main")
        self.no = KeyButton(tr("Cancel"), "Esc", style)
        self._column.addWidget(self.question)
        if control is not None:
            control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._column.addWidget(control)
        self._column.addWidget(self.told)
        row = WrapLayout(style, 10)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self._column.addLayout(row)
        self.yes.clicked.connect(self.sure)
        self.no.clicked.connect(self.left)
        self.hide()
        style.changed.connect(self._restyle)
        self._restyle()

    def put(self, question: str, told: str) -> None:
        """Ask this, with what follows from it below."""
        self.question.set_text(question)
        self.tell(told)
        self.show()
        (self._control or self.no).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.question)

    def tell(self, told: str) -> None:
        """What follows from it."""
        self.told.set_text(told)
        self.told.setVisible(bool(told))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the control is a yes; a focused button takes it itself."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self._control is not None and self._control.hasFocus():
            self.sure.emit()
            return
        super().keyPressEvent(event)

    def _restyle(self) -> None:
        px = self._style.px
        self._column.setContentsMargins(px(20), px(16), px(20), px(18))
        self._column.setSpacing(px(12))


class Renaming(Asking):
    """Which name a player gets."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("New name"))
        self.field.setMaxLength(LONGEST_NAME)
        super().__init__(style, tr("Rename"), self.field, parent)

    def ask(self, who: Belongings) -> None:
        """Ask for another name."""
        self.field.setText(who.player.name)
        self.put(tr("What shall “{name}” be called?", name=who.player.name), "")
        self.field.selectAll()

    def name(self) -> str:
        """The name as it was written, without spaces around it."""
        return " ".join(self.field.text().split())


class Merging(Asking):
    """Who a player becomes."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        self.into = SoftPicker(style, tr("Who stays"))
        super().__init__(style, tr("Merge"), self.into, parent)
        self._who: Belongings | None = None
        self.into.currentIndexChanged.connect(self._changed)

    def ask(self, who: Belongings, others: Sequence[Player]) -> None:
        """Ask which of the others shall have everything."""
        self._who = None
        self.into.clear()
        for other in others:
            self.into.addItem(other.name, other)
        self._who = who
        self.put(tr("Who gets everything of “{name}”?", name=who.player.name), "")
        self._changed()

    def chosen(self) -> Player:
        """Who stays."""
        found: Player = self.into.currentData()
        return found

    def _changed(self) -> None:
        if self._who is None or self.into.currentData() is None:
            return
        name, other = self._who.player.name, self.chosen().name
        self.tell(" ".join((
            tr("“{other}” gets {what}, and “{name}” is not listed any more.",
               name=name, other=other, what=_has(self._who)),
            tr("Of the same questions played by both, the earlier round ranks."),
            tr("This cannot be undone."),
        )))  # fmt: skip


class Removing(Asking):
    """Whether a player shall go."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, tr("Remove"), None, parent)

    def ask(self, who: Belongings) -> None:
        """Ask, and say what goes."""
        name = who.player.name
        told = tr("“{name}” goes with {what}, from every board and figure.", name=name, what=_has(who))
        told += " " + tr("For thirty days Ctrl+Z on this page brings all of it back.")
        self.put(tr("Remove “{name}”?", name=name), told)


class UnderWay(Asking):
    """What is being done, how far it is, and a way to stop it."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, "", None, parent)
        self.yes.hide()
        self.no.set_label(tr("Stop"))

    def begin(self, said: str) -> None:
        """Say what is being done."""
        self.put(said, "")


def _has(who: Belongings) -> str:
    played = trn("{n} round", "{n} rounds", who.rounds)
    given = trn("{n} answer", "{n} answers", who.answers)
    return tr("{rounds} and {answers}", rounds=played, answers=given)
