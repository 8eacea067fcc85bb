"""The page of achievements: what is earned, and how far one is with the rest."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from quiz.app.achievements import progress_of
from quiz.core.achievements import Progress, achievements
from quiz.desktop.pages import Heading, Page, Panel, Scroll, announce
from quiz.desktop.services import Services
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.flow import FlowLayout
from quiz.desktop.widgets.icons import paint_icon
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import number, tr

log = logging.getLogger("quiz")

_LEAST, _GAP = 300, 14


class _Sign(QWidget):
    """A trophy: on the accent's colour when it is earned, else faint."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.earned = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square of three lines' height."""
        side = self._style.space(44)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A disc, and the trophy on it."""
        style, side = self._style, min(self.width(), self.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("accent" if self.earned else "raised"))
        painter.drawEllipse(QRectF(0, 0, side, side))
        inset = side * 0.25
        box = QRectF(inset, inset, side - 2 * inset, side - 2 * inset)
        paint_icon(painter, "trophy", box, style.color("on_accent" if self.earned else "muted"))
        painter.end()


class Badge(Panel):
    """One achievement: its name, what it takes, and how far one is."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._sign = _Sign(style)
        self.name = Label(style, "", "number")
        self._text = Label(style, "", "muted")
        self.far = Label(style, "", "muted")
        self._bar = QProgressBar()
        self._bar.setProperty("thin", "true")
        self._bar.setTextVisible(False)
        self._row = QHBoxLayout(self)
        self._column = QVBoxLayout()
        for widget in (self.name, self._text, self.far, self._bar):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._column, 1)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_progress(self, found: Progress) -> None:
        """Show how far one is."""
        one = found.achievement
        earned = found.round_id is not None
        self._sign.earned = earned
        self._sign.update()
        self.name.set_text(one.title)
        self._text.set_text(one.text)
        far = tr("Earned") if earned else tr("{n} of {most}", n=number(found.reached), most=number(one.least))
        self.far.set_text(far)
        self._bar.setVisible(not earned and one.least > 1)
        self._bar.setMaximum(one.least)
        self._bar.setValue(found.reached)
        self._bar.setAccessibleName(tr("How far: {title}", title=one.title))
        self.setAccessibleName(f"{one.title}. {one.text} {far}.")

    def _restyle(self) -> None:
        px = self._style.px
        self._row.setContentsMargins(px(16), px(14), px(16), px(14))
        self._row.setSpacing(self._style.space(14))
        self._column.setSpacing(px(4))
        self._bar.setFixedHeight(self._style.space(6))


class AchievementsPage(Page):
    """All achievements of the player who plays now; ``back`` leads to the scores."""

    back = Signal()
    title = tr("Achievements")

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._style = services, services.style
        self.frame = Scroll(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.heading = Heading(self._style, self.title, "")
        self.leave = KeyButton(tr("Back"), "Esc", self._style)
        self.note = Label(self._style, "", "muted")
        top = WrapLayout(self._style, 14)
        top.addWidget(self.heading)
        top.addWidget(self.leave)
        self._grid = FlowLayout(_LEAST, _GAP)
        self.badges = [Badge(self._style) for _ in achievements()]
        for badge in self.badges:
            self._grid.addWidget(badge)
        self.frame.column.addLayout(top)
        self.frame.column.addWidget(self.note)
        self.frame.column.addLayout(self._grid)
        self.frame.column.addStretch(1)
        self.leave.clicked.connect(self.back)
        self._style.changed.connect(self._restyle)
        self._restyle()

    def opened(self) -> None:
        """Work it out anew."""
        name = self._services.settings.value.player
        self.heading.set_title(name)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        bank = self._services.bank()
        if bank is not None:
            self._services.worker.run(partial(progress_of, bank, name), self.show_progress, self._failed)

    def escape(self) -> None:
        """Back to the scores."""
        self.back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and pages scroll; the rest is every page's."""
        if not self.frame.scroll_by_key(event):
            super().keyPressEvent(event)

    def show_progress(self, found: Sequence[Progress]) -> None:
        """What is earned comes first, each part in the order of the data."""
        shown = sorted(found, key=lambda one: one.round_id is None)
        for badge, one in zip(self.badges, shown, strict=True):
            badge.show_progress(one)
        earned = sum(one.round_id is not None for one in found)
        self.note.set_text(tr("{n} of {most} earned", n=earned, most=len(found)))
        announce(self.note)

    def _failed(self, error: Exception) -> None:
        log.error("Achievements not worked out", exc_info=error)
        self.note.set_text(tr("They could not be worked out; the log says why."))

    def _restyle(self) -> None:
        px = self._style.px
        self._grid.set_measures(px(_LEAST), self._style.space(_GAP))
        self.frame.set_margins(min(px(32), 40), px(22), min(px(32), 40), px(24))
        self.frame.column.setSpacing(px(14))
