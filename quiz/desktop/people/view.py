"""The page of players as it is built and laid out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QFileDialog, QWidget

from quiz.app.histories import ENDING
from quiz.app.jobs import Job
from quiz.app.people import Everybody
from quiz.bank.views import Belongings
from quiz.desktop.errands import Errand
from quiz.desktop.pages import announce
from quiz.desktop.people.controller import PeopleController
from quiz.desktop.people.histories import HistoryDesk
from quiz.desktop.people.model import PeopleModel
from quiz.desktop.people.panels import Asking, Merging, Removing, Renaming, UnderWay
from quiz.desktop.services import Services
from quiz.desktop.widgets.buttons import KeyButton
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.marks import player_mark
from quiz.desktop.widgets.table import RowsTable
from quiz.desktop.widgets.wrap import WrapLayout
from quiz.desktop.workpage import WorkPage
from quiz.words import tr


def _files() -> str:
    return tr("Histories") + f" (*{ENDING})"


def _dropped(event: QDropEvent) -> str:
    """The file that is dropped, if it is one."""
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return urls[0].toLocalFile() if len(urls) == 1 else ""


class PeoplePage(WorkPage):
    """Everybody who plays here, and what can be done to the chosen one. ``read`` tells of a new list."""

    read = Signal()

    def __init__(
        self, services: Services, parent: QWidget | None = None,
        *, errand: Callable[[Job[Any], QObject], Errand] = Errand,
    ) -> None:  # fmt: skip
        super().__init__(services.style, tr("Players"), parent)
        self._wanted = ""
        self._build_header()
        self._build_questions()
        self._build_table()
        self.setAcceptDrops(True)
        self.controller = PeopleController(self, services)
        self.histories = HistoryDesk(services, self, errand)
        self._connect()
        self._style.changed.connect(self._restyle)
        self._restyle()

    # --- the window's side

    def opened(self) -> None:
        """Everybody as they stand, the one who plays chosen."""
        self._wanted = self.controller.playing
        self._ask(self.under_way if self.histories.busy else None)
        self.say("")
        self.controller.refresh()

    def enter(self) -> None:
        """Play as whom is chosen."""
        if not self.asking() and (who := self.chosen()) is not None:
            self.controller.play_as(who.player)

    def escape(self) -> None:
        """No to what is asked, or back; what is under way is stopped."""
        if self.histories.busy:
            self.histories.stop()
        elif self.asking():
            self._ask(None)
        else:
            self.back.emit()

    # --- what the controller says

    def show_people(self, found: Everybody, playing: str) -> None:
        """List everybody; the same row stays chosen where it can."""
        at = max(0, self.table.currentIndex().row())
        names = [one.player.name for one in found.here]
        self.model.show_people(found.here, playing)
        wanted = names.index(self._wanted) if self._wanted in names else min(at, len(names) - 1)
        self._wanted = ""
        self.table.selectRow(wanted)
        alone = len(names) < 2
        for button in (self.merge, self.remove):
            button.setEnabled(not alone)
        self.bring_back.setVisible(bool(found.removed))
        self.gone.setVisible(bool(found.removed))
        if found.removed:
            last = found.removed[0].name
            self.gone.set_text(
                tr("Ctrl+Z brings “{name}” back, up to thirty days after the removal.", name=last)
            )
            self.bring_back.setAccessibleName(tr("Bring “{name}” back", name=last))
        self._stretch()
        self.read.emit()
        if self.isVisible() and not self.asking():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """What was done, or why not."""
        self.told.setProperty("role", "warning" if trouble else "muted")
        self.told.style().polish(self.told)
        self.told.set_text(sentence)
        self.told.setVisible(bool(sentence))
        if sentence:
            announce(self.told)

    # --- what is chosen and asked

    def chosen(self) -> Belongings | None:
        """Who stands in the chosen row."""
        index = self.table.currentIndex()
        return self.model.person(index.row()) if index.isValid() else None

    def asking(self) -> bool:
        """Whether a question is open."""
        return any(not one.isHidden() for one in self._questions)

    # --- building

    def _build_header(self) -> None:
        style = self._style
        self.head(tr("Everybody who plays here"))
        self.play = KeyButton(tr("Play as"), "Return", style, variant="main")
        self.rename = KeyButton(tr("Rename"), "F2", style, bind=True)
        self.colour = KeyButton(tr("Colour"), "C", style, bind=True)
        self.merge = KeyButton(tr("Merge"), "M", style, bind=True)
        self.remove = KeyButton(tr("Remove"), "Del", style, bind=True)
        self.bring_back = KeyButton(tr("Bring back"), "Ctrl+Z", style, bind=True)
        self.bring_back.hide()
        self.tools = QWidget()
        row = WrapLayout(style, 10, self.tools)
        self.give = KeyButton(tr("Export"), "Ctrl+E", style, bind=True)
        self.give.setAccessibleName(tr("Export this player's history"))
        self.take = KeyButton(tr("Import"), "Ctrl+O", style, bind=True)
        self.take.setAccessibleName(tr("Import a history"))
        done = (self.play, self.rename, self.colour, self.merge, self.remove, self.bring_back)
        for button in (*done, self.give, self.take):
            row.addWidget(button)
        self.told = Label(style, "", "body")
        self._column.addWidget(self.tools)
        self.gone = Label(style, "", "muted")
        self.gone.hide()
        self._column.addWidget(self.told)
        self._column.addWidget(self.gone)

    def _build_questions(self) -> None:
        self.renaming, self.merging = Renaming(self._style), Merging(self._style)
        self.removing = Removing(self._style)
        self.under_way = UnderWay(self._style)
        self._questions: tuple[Asking, ...] = (self.renaming, self.merging, self.removing, self.under_way)
        for question in self._questions:
            self._column.addWidget(question)
            question.left.connect(self.escape)

    def _build_table(self) -> None:
        self.model = PeopleModel(self)
        self.table = RowsTable(tr("Players"), self.model)
        self.table.resized.connect(self._stretch)
        self._column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.leaving.clicked.connect(self.escape)
        self.play.clicked.connect(self.enter)
        self.rename.clicked.connect(self._ask_rename)
        self.colour.clicked.connect(self._paint)
        self.merge.clicked.connect(self._ask_merge)
        self.remove.clicked.connect(self._ask_remove)
        self.bring_back.clicked.connect(self.controller.bring_back)
        self.table.doubleClicked.connect(self._double)
        self.give.clicked.connect(self._ask_where_to)
        self.take.clicked.connect(self._ask_where_from)
        self.histories.began.connect(self._began)
        self.histories.went.connect(self.under_way.tell)
        self.histories.over.connect(self._over)
        self.renaming.sure.connect(self._rename)
        self.merging.sure.connect(self._merge)
        self.removing.sure.connect(self._remove)

    # --- what is done here

    def _double(self, _: QModelIndex) -> None:
        self.enter()

    def _ask(self, question: Asking | None) -> None:
        for one in self._questions:
            one.setVisible(one is question)
        self.tools.setEnabled(question is None)
        self.table.setEnabled(question is None)
        if question is None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.say("")

    def _ask_rename(self) -> None:
        if (who := self.chosen()) is not None:
            self._ask(self.renaming)
            self.renaming.ask(who)

    def _ask_merge(self) -> None:
        if (who := self.chosen()) is not None:
            self._ask(self.merging)
            self.merging.ask(who, self.controller.others(who.player))

    def _ask_remove(self) -> None:
        if (who := self.chosen()) is not None:
            self._ask(self.removing)
            self.removing.ask(who)

    def _paint(self) -> None:
        if (who := self.chosen()) is not None:
            self.controller.paint(who)

    def _rename(self) -> None:
        who, name = self.chosen(), self.renaming.name()
        self._ask(None)
        if who is not None:
            self._wanted = name
            self.controller.rename(who.player, name)

    def _merge(self) -> None:
        who, into = self.chosen(), self.merging.chosen()
        self._ask(None)
        if who is not None:
            self._wanted = into.name
            self.controller.merge(who.player, into)

    def _remove(self) -> None:
        who = self.chosen()
        self._ask(None)
        if who is not None:
            self.controller.remove(who.player)

    # --- histories as files

    def _ask_where_to(self) -> None:
        if (who := self.chosen()) is not None:
            start = str(self.histories.file_for(who.player))
            file, _ = QFileDialog.getSaveFileName(self, tr("Export history"), start, _files())
            if file:
                self.histories.give(who.player, file)

    def _ask_where_from(self) -> None:
        start = str(self.histories.folder)
        file, _ = QFileDialog.getOpenFileName(self, tr("Import history"), start, _files())
        if file:
            self.histories.take(file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A history may be dropped here."""
        if _dropped(event) and not self.asking():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """It is taken."""
        if file := _dropped(event):
            self.histories.take(file)
            event.acceptProposedAction()

    def _began(self, said: str) -> None:
        self._ask(self.under_way)
        self.under_way.begin(said)

    def _over(self, told: str, trouble: bool, player: str) -> None:
        self._ask(None)
        self._wanted = player
        self.say(told, trouble=trouble)
        self.controller.refresh()

    # --- room

    def _stretch(self) -> None:
        """The figures get what they need, the name the rest."""
        self.table.fit_columns(self._style.px(180))

    def _marked(self, colour: int, playing: bool) -> QIcon:
        return player_mark(self._style, colour, self.devicePixelRatioF(), ticked=playing)

    def _restyle(self) -> None:
        self.dress()
        self.dress_table(self.table, "body")
        self.model.set_marks(self._marked)
        self._stretch()
