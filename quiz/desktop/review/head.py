"""The top of the review: what is reviewed, the verdicts, the lists, and how far one has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from quiz.core.facts import Verdict
from quiz.desktop.review.words import Shown, how_far, list_name
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.text import tip
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import tr

if TYPE_CHECKING:
    from quiz.bank.author_views import ArticleView, DraftView


_SHORT, _LONGEST = 24, 160


class Headline(QWidget):
    """An eyebrow and a title: of articles they are long, and then stand in smaller letters."""

    def __init__(self, style: Style, eyebrow: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._short, self._long = Label(style, "", "title"), Label(style, "", "heading")
        for label in (Label(style, eyebrow, "eyebrow"), self._short, self._long):
            self._column.addWidget(label)
        style.changed.connect(self._restyle)
        self._restyle()

    def set_title(self, title: str) -> None:
        """Another title."""
        short = len(title) <= _SHORT
        shown = title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"
        for label, wanted in ((self._short, short), (self._long, not short)):
            label.set_text(shown if wanted else "")
            label.setVisible(wanted)
        self.setToolTip(tip(title) if shown != title else "")

    @property
    def text(self) -> str:
        """What it says."""
        return self._short.text() or self._long.text()

    def _restyle(self) -> None:
        self._column.setSpacing(self._style.px(6))
        self.setMinimumWidth(min(self._style.px(200), 480))


class Head(QWidget):
    """``chosen`` carries the list that a person wants to see."""

    chosen = Signal(object)

    def __init__(self, style: Style, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.heading = Headline(style, title)
        self.undo = KeyButton(tr("Undo"), "Ctrl+Z", style, bind=True)
        self.edit = KeyButton(tr("Edit"), "E", style)
        self.reopen = KeyButton(tr("Put back"), "O", style)
        self.reject = KeyButton(tr("Reject"), "Del", style)
        self.accept = KeyButton(tr("Accept"), "Return", style, variant="main")
        row = WrapLayout(style, 10)
        for widget in (self.heading, self.undo, self.edit, self.reopen, self.reject, self.accept):
            row.addWidget(widget)
        self._column.addLayout(row)
        self._build_tabs()
        style.changed.connect(self._restyle)
        self._restyle()

    def _build_tabs(self) -> None:
        style = self._style
        self._tabs = QWidget()
        row = WrapLayout(style, 8, self._tabs)
        self._group = QButtonGroup(self)
        self.tabs: dict[Shown, KeyButton] = {}
        for n, shown in enumerate(Shown, 1):
            button = KeyButton(list_name(shown, 0), str(n), style, variant="choice")
            button.setCheckable(True)
            self._group.addButton(button)
            self.tabs[shown] = button
            row.addWidget(button)
        self.tabs[Shown.OPEN].setChecked(True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("How far the review is"))
        self.bar.setTextVisible(False)
        self.bar.setProperty("thin", "true")
        self.far = Label(style, "", "number")
        self._far = QWidget()
        inside = QVBoxLayout(self._far)
        inside.setContentsMargins(style.px(6), 0, 0, 0)
        inside.setSpacing(style.px(4))
        inside.addWidget(self.far)
        inside.addWidget(self.bar)
        row.addWidget(self._far)
        self._column.addWidget(self._tabs)
        self._group.buttonClicked.connect(self._choose)

    # --- what the page says

    def show_title(self, title: str, *, reviewing: bool) -> None:
        """What is reviewed; without a review there is nothing but that."""
        self.heading.set_title(title)
        for widget in (self.undo, self._tabs, self.edit, self.reopen, self.reject, self.accept):
            widget.setVisible(reviewing)

    def offer(self, draft: DraftView | None) -> None:
        """The verdicts that the draft at hand can have; what it has is replaced by taking that back."""
        for button in (self.accept, self.reject, self.reopen, self.edit):
            button.setEnabled(draft is not None)
        accepted = draft is not None and bool(draft.became)
        rejected = draft is not None and draft.verdict is Verdict.REJECTED
        self.accept.setVisible(not accepted)
        self.reject.setVisible(not rejected)
        self.reopen.setVisible(accepted or rejected)

    def show_counts(self, shown: Shown, counts: Mapping[Verdict, int], article: ArticleView | None) -> None:
        """The lists with what is in them, and how far the review is."""
        self.tabs[shown].setChecked(True)
        for one, button in self.tabs.items():
            if one.verdict is not None:
                n = counts[one.verdict]
            elif article is None:
                n = 0
            else:
                n = len(article.contradictions if one is Shown.AGAINST else article.left_out)
            button.set_label(list_name(one, n))
            button.setVisible(n > 0 or one.verdict is not None)
        drafts = sum(counts.values())
        reviewed = drafts - counts[Verdict.OPEN]
        self.far.set_text(how_far(reviewed, drafts, counts[Verdict.ACCEPTED]))
        # Qt would paint it at once, and with it all that is not laid out yet.
        self.bar.setUpdatesEnabled(False)
        self.bar.setRange(0, max(1, drafts))
        self.bar.setValue(reviewed)
        self.bar.setUpdatesEnabled(True)

    def press_tab(self, n: int) -> bool:
        """Choose a list by its number, from 1; whether there is one."""
        buttons = [*self.tabs.values()]
        if not (0 < n <= len(buttons) and buttons[n - 1].isVisibleTo(self)):
            return False
        buttons[n - 1].click()
        return True

    def _choose(self) -> None:
        self.chosen.emit(next(one for one, button in self.tabs.items() if button.isChecked()))

    def _restyle(self) -> None:
        self._column.setSpacing(self._style.px(10))
        self.bar.setFixedHeight(self._style.px(6))
