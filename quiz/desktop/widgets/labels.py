"""Labels: plain text, a role for their colour and size, and fonts that the style sheet cannot name."""

from __future__ import annotations

from unicodedata import east_asian_width

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from quiz.desktop.theme import Style

# role -> kind of font, pixels, weight, letter spacing
_FONTS: dict[str, tuple[str, float, int, float]] = {
    "title": ("title", 34, 700, 0.0),
    "heading": ("title", 20, 700, 0.0),
    "eyebrow": ("title", 13, 700, 2.6),
    "body": ("body", 15, 400, 0.0),
    "muted": ("body", 14, 400, 0.0),
    "big": ("number", 28, 600, 0.0),
    "number": ("number", 15, 400, 0.0),
}


class Label(QLabel):
    """Text in a role: "title", "heading", "eyebrow", "body", "muted", "big" (a number) or "number".

    Always plain: what a pack brings is never taken for markup. Bodies, titles and muted lines wrap.
    """

    def __init__(
        self, style: Style, text: str = "", role: str = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._role = role
        self._dense = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(role in ("title", "heading", "body", "muted"))
        style.changed.connect(self._restyle)
        self._restyle()
        self.set_text(text)

    def set_role(self, role: str) -> None:
        """Stand in another role, one of those that wrap as this one does."""
        if role != self._role:
            self._role = role
            self.setProperty("role", role)
            self._restyle()

    def set_text(self, text: str) -> None:
        """Show ``text``; an eyebrow stands in capitals, and is still read out as it is written."""
        if self._role == "eyebrow":
            self.setAccessibleName(text)
            text = text.upper()
            dense = any(east_asian_width(sign) in "WF" for sign in text)
            if dense != self._dense:
                self._dense = dense
                self._restyle()
        self.setText(text)

    def _restyle(self) -> None:
        kind, px, weight, spacing = _FONTS[self._role]
        if self._dense:
            # At this size a kanji in bold is a blot.
            kind, px, weight, spacing = "body", px + 1, 500, spacing / 2
        font = self._style.font(kind, px, weight)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * self._style.scale)
        self.setFont(font)
