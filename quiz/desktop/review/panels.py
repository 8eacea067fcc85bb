"""What stands beside the list where no draft does: a piece of the report, or the way on when all is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from quiz.core.facts import Contradiction, Evidence, LeftOut
from quiz.desktop.pages import Scroll
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr


class Told(Scroll):
    """A heading, lines below it, and room for more; what both panels have in common."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.heading = Label(style, "", "heading")
        self.lines = Label(style, "", "body")
        self.column.addWidget(self.heading)
        self.column.addWidget(self.lines)
        style.changed.connect(self._restyle)

    def tell(self, heading: str, lines: str) -> None:
        """Other words."""
        self.heading.set_text(heading)
        self.lines.set_text(lines)
        self.lines.setVisible(bool(lines))

    def _restyle(self) -> None:
        px = self._style.px
        self.set_margins(px(24), px(20), px(24), px(20))
        self.column.setSpacing(px(12))


class Finding(Told):
    """A contradiction with its sides, or what was left out; ``side`` carries the evidence to be shown."""

    side = Signal(object)
    write = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._sides = QVBoxLayout()
        self.buttons: list[QPushButton] = []
        self.column.addLayout(self._sides)
        self.make = KeyButton(tr("Write a question about it"), "Return", style)
        self.make.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.column.addWidget(self.make)
        self.column.addWidget(
            Label(
                style,
                tr("Or mark a piece of the article, and say whether it is the answer or the evidence."),
                "muted",
            )
        )
        self.column.addStretch(1)
        self.make.clicked.connect(self.write)
        self._restyle()

    def show_contradiction(self, one: Contradiction) -> None:
        """Both sides, each a button that shows its place."""
        self.tell(
            tr("The article contradicts itself"),
            tr("Of “{subject}” it says different things, so no draft asks for them. Look which one is true.",
               subject=one.subject),
        )  # fmt: skip
        self._offer([(side.object, side.evidence) for side in one.sides])

    def show_left_out(self, one: LeftOut) -> None:
        """The piece and the reason."""
        reason = one.reason[:1].upper() + one.reason[1:]
        self.tell(tr("Left out"), f"“{_flat(one.evidence.text)}”\n\n{reason}.")
        self._offer(())

    def _offer(self, sides: Sequence[tuple[str, Evidence]]) -> None:
        for button in self.buttons:
            button.hide()
            self._sides.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for name, evidence in sides:
            button = SideButton(self._style, name, _flat(evidence.text))
            button.clicked.connect(partial(self.side.emit, evidence))
            self._sides.addWidget(button)
            self.buttons.append(button)

    def _restyle(self) -> None:
        super()._restyle()
        self._sides.setSpacing(self._style.px(8))


class SideButton(QPushButton):
    """One side of a contradiction: what is said, and the words that say it, as long as they are."""

    def __init__(self, style: Style, name: str, quote: str) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setAccessibleName(tr("{name}: “{quote}”, show it in the article", name=name, quote=quote))
        column = QVBoxLayout(self)
        pad = style.px(12)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(style.px(4))
        for text, role in ((name, "body"), (f"“{quote}”", "muted")):
            label = Label(style, text, role)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As its words need."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)


class Done(Told):
    """No draft waits in the list: what there is to do next. Its buttons belong to the page."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.open = KeyButton(tr("Open the pack"), "Return", style, variant="main")
        self.play = KeyButton(tr("Play it"), "F5", style, bind=True)
        row = WrapLayout(style, 10)
        row.addWidget(self.open)
        row.addWidget(self.play)
        self.column.insertStretch(0, 1)
        self.column.addLayout(row)
        self.column.addStretch(2)
        self._restyle()

    def offer(self, *, pack: bool) -> None:
        """Whether there is a pack to go on with."""
        self.open.setVisible(pack)
        self.play.setVisible(pack)


def _flat(text: str) -> str:
    return " ".join(text.split())
