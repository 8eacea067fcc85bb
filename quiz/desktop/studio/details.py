"""What a pack says of itself, what it is made of, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from quiz.core.questions import Difficulty, Kind
from quiz.desktop.editor.names import difficulty_name, kind_name
from quiz.desktop.media import MediaDesk
from quiz.desktop.pages import Panel, Scroll
from quiz.desktop.studio.cover import CoverField
from quiz.desktop.theme import Style
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.softpicker import SoftPicker
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.words import number, tr, trn

if TYPE_CHECKING:
    from quiz.desktop.studio.controller import Details

_MOST_CATEGORIES = 8


class DetailsPanel(Panel):
    """The pack at hand. ``described`` carries what was written, ``merged`` the pack to merge into."""

    described = Signal(object)
    merged = Signal(object)

    def __init__(self, style: Style, desk: MediaDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._slug = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        self._frame = Scroll()
        outer.addWidget(self._frame)
        column = self._frame.column
        self.open = KeyButton(tr("Open"), "Return", style, variant="main")
        self.copy = KeyButton(tr("Duplicate"), "Ctrl+D", style, bind=True)
        self.export = KeyButton(tr("Export"), "Ctrl+E", style, bind=True)
        self.remove = KeyButton(tr("Remove"), "Del", style)
        self.into = SoftPicker(style, tr("Merge into another pack"))
        self.into.activated.connect(self._merge)
        row = WrapLayout(style, 8)
        for widget in (self.open, self.copy, self.export, self.remove, self.into):
            row.addWidget(widget)
        column.addLayout(row)
        self.cover = CoverField(style, desk)
        self.cover.chosen.connect(self._cover_chosen)
        column.addWidget(self.cover)
        self.fields: dict[str, QLineEdit] = {}
        for name, label in (
            ("title", tr("Title")),
            ("author", tr("Author")),
            ("license", tr("Licence")),
            ("language", tr("Language, as in en or ja")),
            ("version", tr("Version")),
            ("description", tr("Description")),
        ):
            field = QLineEdit()
            field.setAccessibleName(label)
            field.editingFinished.connect(self._written)
            column.addWidget(Label(style, label, "muted"))
            column.addWidget(field)
            self.fields[name] = field
        self.facts = Label(style, "", "body")
        column.addWidget(self.facts)
        column.addStretch(1)
        self._packs: Sequence[tuple[str, str]] = ()
        style.changed.connect(self._restyle)
        self._restyle()
        self.show_details(None)

    def show_details(self, details: Details | None) -> None:
        """Another pack, or none."""
        before, self._slug = self._slug, details.slug if details is not None else ""
        self.setEnabled(details is not None)
        for name, field in self.fields.items():
            text = getattr(details.head, name) if details is not None else ""
            # What is being typed is newer than what was read.
            if field.text() != text and not (before == self._slug and field.isModified()):
                field.setText(text)
        if details is not None:
            self.cover.show_pack(details.slug, details.head.title, details.head.cover)
        self.cover.setVisible(details is not None)
        self.facts.set_text(_facts(details) if details is not None else tr("No pack is chosen."))
        self._offer()

    def offer(self, packs: Sequence[tuple[str, str]]) -> None:
        """The packs that this one can be merged into."""
        self._packs = packs
        self._offer()

    def _offer(self) -> None:
        self.into.clear()
        self.into.addItem(tr("Merge into…"), "")
        for slug, title in self._packs:
            if slug != self._slug:
                self.into.addItem(title, slug)

    def commit(self) -> None:
        """Tell what was typed in a field that still has the focus."""
        if any(field.isModified() for field in self.fields.values()):
            self._written()

    def _written(self) -> None:
        for field in self.fields.values():
            field.setModified(False)
        values = {name: field.text().strip() for name, field in self.fields.items()}
        if self._slug and values["title"] and values["language"] and values["version"]:
            self.described.emit(values)

    def _cover_chosen(self, name: str) -> None:
        if self._slug:
            self.described.emit({"cover": name})

    def _merge(self) -> None:
        into = self.into.currentData()
        self.into.setCurrentIndex(0)
        if into:
            self.merged.emit(into)

    def _restyle(self) -> None:
        px = self._style.px
        self._frame.set_margins(px(20), px(16), px(20), px(16))
        self._frame.column.setSpacing(px(6))
        self.into.setMaximumWidth(px(190))


def _facts(details: Details) -> str:
    """What a pack is made of, and how it was answered, a line each."""
    counts = details.counts
    total = sum(n for _, n in counts.kind)
    lines = [trn("{n} question", "{n} questions", total)]
    if total:
        lines.append(_list([(kind_name(Kind(kind)), n) for kind, n in counts.kind]))
        lines.append(_list([(difficulty_name(Difficulty(level)), n) for level, n in counts.difficulty]))
        named = [(category or tr("no category"), n) for category, n in counts.category]
        more = len(named) - _MOST_CATEGORIES
        lines.append(_list(named[:_MOST_CATEGORIES]) + (tr(" and {n} more", n=more) if more > 0 else ""))
    answered, right = counts.asked
    if answered:
        share = round(100 * right / answered)
        lines.append(
            trn(
                "Answered {n} time, {share} % right",
                "Answered {n} times, {share} % right",
                answered,
                share=share,
            )
        )
    else:
        lines.append(tr("Never answered yet"))
    return "\n".join(lines)


def _list(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number(n)}" for name, n in counts)
