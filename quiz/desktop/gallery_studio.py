"""Pictures of the studio's pages, taken from the real window as the gallery's others are."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from quiz.app.replacing import Scope
from quiz.core.questions import Media
from quiz.desktop.home.options import Wanted
from quiz.desktop.media import Kept
from quiz.desktop.start import Shell
from quiz.desktop.theme import Style
from quiz.desktop.widgets.cover import paint_cover
from quiz.packs.formatnames import GIVEN
from quiz.words import tr

Shot = Callable[[str, str], Iterator[int]]
"""Takes a picture of a page in a state."""
_SHOWN, _TITLE = "metallic-rouge", "Metallic Rouge"
_PATIENCE_S = 30.0
_GIFT = """$CATEGORY: Noir

::a::Who is Rouge?{=An android ~A human ~A cat}

::b::監督は誰ですか?{=堀 =Hori}

::c::Tell all that you know of her.{}

::d::Half of it {=right ~%50%part ~wrong}

Just a description.

::e::Broken {=a ~b

::f::When?{#1822:2}
"""


class StudioGallery:
    """Each method is a script as the demo's director plays it: it yields the ms that shall pass."""

    def __init__(self, shell: Shell, shot: Shot) -> None:
        self._shell, self._shot = shell, shot

    def pages(self) -> Iterator[int]:
        """Packs, a search, the editor in its states, and the pages that one goes to from there."""
        yield from self._packs()
        yield from self._editor()
        yield from self._replace()
        yield from self._check()
        yield from self._in_and_out()
        self._shell.window.open_page("home")

    def _packs(self) -> Iterator[int]:
        page: Any = self._shell.window.page("studio")
        self._shell.window.open_page("studio")
        yield from self._shot("studio", "packs")
        page.search.setText("director")
        page.controller.search("director")
        page.controller.look()
        yield from self._shot("studio", "search")
        page.escape()

    def _editor(self) -> Iterator[int]:
        """What the linter says, a picture, many questions at once; nothing of it is kept."""
        editor: Any = self._shell.window.page("editor")
        self._shell.flow.authoring.edit(Wanted(_SHOWN))
        yield from self._shot("editor", "question")
        editor.form.show_question(replace(editor.form.question(), prompt=tr("Who directed the series?")))
        editor.controller.lint()
        yield from self._shot("editor", "finding")
        editor.controller.revert()
        with tempfile.TemporaryDirectory(prefix="quiz-picture-", ignore_cleanup_errors=True) as folder:
            picture = Path(folder) / f"{_SHOWN}.png"
            _poster(self._shell.services.style, picture)
            kept: list[Kept] = []
            editor.desk.take(picture, kept.append)
        media = Media(kept[0].name, tr("A red sign over a street at night"))
        editor.form.show_question(replace(editor.form.question(), media=media))
        editor.frame.reveal(editor.form)
        editor.form.reveal(editor.form.media)
        yield from self._shot("editor", "picture")
        question = editor.form.question()
        editor.controller.revert()
        self._shell.flow.authoring.show_preview(question, _TITLE)
        yield from self._shot("preview", "picture")
        self._shell.window.open_page("editor")
        editor.table.selectAll()
        yield from self._shot("editor", "many")
        editor.at_hand.move_them.click()
        yield from self._shot("editor", "moving")
        editor.escape()

    def _replace(self) -> Iterator[int]:
        page: Any = self._shell.window.page("replace")
        page.ask(Scope(_SHOWN), _TITLE)
        self._shell.window.open_page("replace")
        page.wanted.setText("anime")
        page.instead.setText("series")
        page.controller.look()
        page.model.toggle([1, 2])
        page.table.setFocus()
        page.table.selectRow(0)
        yield from self._shot("replace", "found")

    def _check(self) -> Iterator[int]:
        """A pack as the linter sees it; a child judges it."""
        page: Any = self._shell.window.page("check")
        self._shell.window.open_page("check")
        page.look(_SHOWN, _TITLE)
        yield from self._until(page.table.isVisible)
        yield from self._shot("check", "pack")

    def _in_and_out(self) -> Iterator[int]:
        """The report on a file, and the formats that a pack can leave in."""
        window = self._shell.window
        with tempfile.TemporaryDirectory(prefix="quiz-file-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "questions.gift"
            file.write_text(_GIFT, encoding="utf-8")
            self._shell.flow.authoring.take([file])
            intake: Any = window.page("intake")
            yield from self._until(intake.table.isVisible)
            yield from self._shot("intake", "report")
            intake.controller.stop()
        self._shell.flow.authoring.give(_SHOWN)
        export: Any = window.page("export")
        # The formats are there at once; what the last of them would lose takes a child a moment.
        yield from self._until(lambda: export.controller.lost(GIVEN[-1]) is not None)
        yield from self._shot("export", "formats")
        export.controller.stop()

    def _until(self, there: Callable[[], bool]) -> Iterator[int]:
        """Until a child has answered."""
        end = time.monotonic() + _PATIENCE_S
        while not there() and time.monotonic() < end:
            time.sleep(0.01)
            yield 0


def _poster(style: Style, path: Path) -> None:
    """A picture to show: a cover, as it grows out of a pack's id."""
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_cover(painter, QRectF(image.rect()), _SHOWN, style.theme, _TITLE)
    painter.end()
    image.save(str(path))
