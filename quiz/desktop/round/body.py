"""The middle of the round page: ring, question, picture, input; the foot's place is free from the start."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEasingCurve, QPoint, QRect, QVariantAnimation
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from quiz.core.questions import Kind, Question
from quiz.core.rounds import Open
from quiz.desktop.round.bar import Bar
from quiz.desktop.round.feedback import FeedbackPanel
from quiz.desktop.round.inputs.base import Input
from quiz.desktop.round.inputs.field import FieldInput
from quiz.desktop.round.inputs.order import OrderInput
from quiz.desktop.round.inputs.tiles import TileInput
from quiz.desktop.round.pictures import PictureBox
from quiz.desktop.round.question import LAST_STEP, STEPS, USUAL_STEP, QuestionText
from quiz.desktop.round.words import read_out
from quiz.desktop.theme import Style
from quiz.desktop.widgets.ring import CountdownRing

SLIDE_MS = 160
_SLIDE_PX = 36
_RING, _SMALL_RING, _TINY_RING = 112, 94, 56
_GAP, _CROWDED_GAP = 36, 14
_FOOT_GAP = 12
_LEAST_PX = 28
_VERY_TALL = 1000
_BESIDE, _BELOW = 24, 16
_LEAST_PICTURE, _SEEN_PICTURE, _LEAST_WORDS = 100, 130, 250
_SHARES = (30, 45, 55, 65)
_COLUMNS = (24, 32, 40, 48)


@dataclass(frozen=True, slots=True)
class _Top:
    """Where ring, words and picture go, how high what stands above the input is, and the input's width."""

    step: int
    ring: QRect
    words: QRect
    picture: QRect
    height: int
    tight: int
    wide: int


class Body(QWidget):
    """Places everything itself: the question shrinks, then the ring.

    Where that does not do, it is crowded: ring and gaps shrink, then the question, and the feedback gets no
    place of its own but lies over the foot of the view, as a sheet. Only a question that has no room even
    then is scrolled.
    """

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.ring = CountdownRing(style, self)
        self.question = QuestionText(style, self)
        self.picture = PictureBox(style, self)
        self.tiles = TileInput(style, self)
        self.field = FieldInput(style, self)
        self.order = OrderInput(style, self)
        self.bar = Bar(style, self)
        self.panel = FeedbackPanel(style, self)
        self.panel.hide()
        self.inputs: tuple[Input, ...] = (self.tiles, self.field, self.order)
        self.input: Input = self.tiles
        self._asked: Question | None = None
        self._view_height = self._view_width = self._view_top = 0
        self._crowded: tuple[object, bool] | None = None
        self._finest = len(STEPS)
        self._offset = 0
        self._found: tuple[object, tuple[_Top, int, int]] | None = None
        self._words_x = self._picture_x = 0
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._slid)
        style.changed.connect(self._restyle)

    def put(self, now: Open, *, confirm: bool, motion: bool) -> None:
        """Show a question and its choices, with its foot free for the feedback to come."""
        kind = now.question.kind
        self._asked = now.question
        self._found = self._crowded = None
        others: dict[Kind, Input] = {Kind.ORDER: self.order, Kind.TEXT: self.field, Kind.NUMBER: self.field}
        self.input = others.get(kind, self.tiles)
        for one in self.inputs:
            one.setVisible(one is self.input)
        self.input.put(now, confirm=confirm)
        self.question.put(now.question.prompt)
        self.question.setAccessibleName(read_out(now))
        self.panel.hide()
        self.bar.show()
        self._slide.stop()
        self._offset = 0
        self.arrange()
        length = self._style.motion(SLIDE_MS) if motion and self.isVisible() else 0
        if length:
            self._slide.setDuration(length)
            self._slide.setStartValue(float(self._style.px(_SLIDE_PX)))
            self._slide.setEndValue(0.0)
            self._slide.start()

    def finish_motion(self) -> bool:
        """Everything is in its place now. Whether that moved the question, which is then painted again."""
        self._slide.stop()
        if not self._offset:
            return False
        self._slid(0.0)
        self.question.moved()
        return True

    def show_panel(self) -> None:
        """The feedback takes the place of the lifelines."""
        self.bar.hide()
        self.panel.show()
        self.arrange()

    def hide_panel(self) -> None:
        """The lifelines are back in their place."""
        self.panel.hide()
        self.bar.show()
        self.arrange()

    def set_view(self, width: int, height: int) -> None:
        """How much of it can be seen at once; the width is the one beside a scroll bar."""
        if (width, height) != (self._view_width, self._view_height):
            self._view_width, self._view_height = width, height
            self.arrange()

    def set_view_top(self, top: int) -> None:
        """How far it is scrolled: the sheet with the feedback stays where it is in the view."""
        self._view_top = top
        if self.crowded and self.panel.isVisibleTo(self):
            self._put_sheet()

    @property
    def crowded(self) -> bool:
        """Whether the view is too small for the question and a place that is kept for its feedback."""
        return self._crowded is not None and self._crowded[1]

    @property
    def rest(self) -> int:
        """How many pixels of the question and its input lie below the view."""
        return max(0, self.input.geometry().bottom() + 1 - self._view_top - self._view_height)

    @property
    def hidden(self) -> int:
        """How many pixels of all lie below the view."""
        return max(0, self.minimumHeight() - self._view_top - self._view_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The width decides everything."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Place everything; grows past the view only where it must, and is scrolled then."""
        width = self.width()
        if not width or self._asked is None:
            return
        key = (width, self._view_height, self._style.scale, self.picture.picture)
        self.panel.arrange(width)
        if self._crowded is None or self._crowded[0] != key:
            self._crowded = (key, False)
            self.input.set_crowded(False)
            self.bar.set_crowded(False)
            foot = max(self.panel.height_for(self._asked, width), self.bar.height_for(width))
            top, least, _ = self._found_top(width, self._room(foot))
            self._crowded = (key, top.height + top.tight + least > self._room(foot))
        if self.crowded:
            self._arrange_crowded(min(width, self._view_width or width))
            return
        foot = max(self.panel.height_for(self._asked, width), self.bar.height_for(width))
        self._place(foot, *self._found_top(width, self._room(foot)))
        total = self._view_height
        self.setMinimumHeight(total)
        self.panel.setGeometry(0, total - foot, width, foot)
        low = self.bar.height_for(width)
        self.bar.setGeometry(0, total - low, width, low)

    def _arrange_crowded(self, width: int) -> None:
        """The foot is the bar's alone, and out of sight before a choice is."""
        self.input.set_crowded(True)
        self.bar.set_crowded(True)
        self.panel.arrange(width, sheet=True)
        low = self.bar.height_for(width)
        assert self._asked is not None  # arrange has looked
        whole = self.panel.height_for(self._asked, width, sheet=True)
        for foot in (max(low, whole), low, self.bar.least_for(width), 0):
            # To be read well is worth more to a question than that its feedback covers nothing.
            self._finest = LAST_STEP + 1 if foot > low else len(STEPS)
            room = self._room(foot) if foot else self._view_height
            top, least, best = self._found_top(width, room)
            if top.height + top.tight + least <= room and self._is_seen(top):
                break
        self._place(foot or low, top, least, best)
        end = self.input.geometry().bottom() + 1 + self._foot_gap()
        self.bar.setGeometry(0, max(end, self._view_height - low), width, low)
        sheet = self.panel.isVisibleTo(self)
        self.setMinimumHeight(max(self._view_height, end + (self._sheet_height(width) if sheet else low)))
        if sheet:
            self._put_sheet()

    def _sheet_height(self, width: int) -> int:
        return min(self.panel.height_now(width), self._view_height)

    def _put_sheet(self) -> None:
        width = min(self.width(), self._view_width or self.width())
        height = self._sheet_height(width)
        self.panel.setGeometry(0, self._view_top + self._view_height - height, width, height)
        self.panel.raise_()

    def _foot_gap(self) -> int:
        return self._style.space(_FOOT_GAP // 2) if self.crowded else self._style.px(_FOOT_GAP)

    def _room(self, foot: int) -> int:
        """What a foot leaves of the view."""
        return self._view_height - foot - self._foot_gap()

    def _found_top(self, width: int, room: int) -> tuple[_Top, int, int]:
        """Where everything above the input goes, and the input's least and best heights."""
        least, best = self.input.heights(width)
        if self.picture.wanted:
            return self._with_room_for_picture(width, room, least, best)
        return self._top(width, room, least), least, best

    def _place(self, foot: int, top: _Top, least: int, best: int) -> None:
        """Put everything above the foot."""
        below = top.height + top.tight
        if self.crowded:
            # What little room is left over stands between the question and its answers.
            below += min(max(0, self._room(foot) - below - best) // 2, self._style.space(_GAP // 2))
        tall = max(least, min(best, self._room(foot) - below))
        self.ring.setGeometry(top.ring)
        self.question.set_step(top.step)
        self._words_x, self._picture_x = top.words.x(), top.picture.x()
        self.question.setGeometry(top.words.translated(self._offset, 0))
        self.picture.setGeometry(top.picture.translated(self._offset, 0))
        self.input.setGeometry(self._offset, below, top.wide, tall)

    def _ladder(self) -> list[tuple[int, int, int, int]]:
        """Steps of the question with the ring's side, the gap beside it and the one below, largest first."""
        px, space = self._style.px, self._style.space
        if self.crowded:
            small = enumerate(STEPS[: self._finest])
            fine = [n for n, size in small if n <= LAST_STEP or px(size) >= _LEAST_PX]
            side, gap = space(_TINY_RING), space(_CROWDED_GAP)
            return [(step, side, gap, gap * 2 // 3) for step in fine[USUAL_STEP:]]
        first = 0 if self._view_height >= px(_VERY_TALL) else USUAL_STEP
        usual = [(step, px(_RING), px(_GAP), px(_GAP)) for step in range(first, LAST_STEP + 1)]
        return [*usual, (LAST_STEP, px(_SMALL_RING), px(_GAP), px(_GAP) // 2)]

    def _top(self, width: int, room: int, least: int, *, pictured: bool = True) -> _Top:
        """Ring, words and picture, as large as leaves ``least`` for the input; else the lowest there is."""
        ladder, shows = self._ladder(), pictured and self.picture.wanted
        best: _Top | None = None
        for step, side, gap, tight in ladder:
            area = QRect(side + gap, 0, width - side - gap, max(0, room - tight - least))
            make = self._with_picture if shows else self._plain
            top = make(step, side, area, tight)
            words, smaller = top.words.width(), min(step + 1, ladder[-1][0])
            # One line, a little smaller, beats two with a single word in the second.
            lonely = self.question.lines_at(step, words) == 2 and self.question.lines_at(smaller, words) == 1
            if top.height + tight + least > room or lonely:
                continue
            if not (shows and self.crowded) or self._is_seen(top):
                return top
            # Smaller words leave more of a small window to the picture.
            best = top if best is None or _picture_area(top) > _picture_area(best) else best
        return best or top

    def _is_seen(self, top: _Top) -> bool:
        """Whether a picture is large enough to be made out, if there is one."""
        return not self.picture.wanted or _picture_area(top) >= self._style.space(_SEEN_PICTURE) ** 2

    def _with_picture(self, step: int, side: int, area: QRect, tight: int) -> _Top:
        """The words at a step beside the ring, and the picture where it comes out largest."""
        plain = self._plain(step, side, area, tight)
        found = [self._beside(step, side, area, share, tight) for share in _SHARES]
        found.append(self._under_ring(plain, side))
        y = plain.height + self._style.space(_BELOW)
        size = self.picture.size_in(area.width(), max(self._style.space(_LEAST_PICTURE), area.height() - y))
        below = QRect(QPoint(area.x(), y), size)
        found.append(replace(plain, picture=below, height=y + size.height()))
        wide = [top for top in found if top.words.width() >= self._style.px(_LEAST_WORDS)]
        fits = [top for top in wide if top.height <= area.height()]
        if fits:
            return max(fits, key=_picture_area)
        # The page is scrolled anyway: the answers stay near, as long as the picture does not become a stamp.
        most = max(map(_picture_area, wide), default=0)
        seen = [top for top in wide if _picture_area(top) * 5 >= most * 2]
        return min(seen or found[-1:], key=_height)

    def _plain(self, step: int, side: int, area: QRect, tight: int) -> _Top:
        """Ring and words without a picture."""
        high = max(side, self.question.height_at(step, area.width()))
        ring = QRect(0, (high - side) // 2 if high < 2 * side else 0, side, side)
        words = QRect(area.x(), 0, area.width(), high)
        return _Top(step, ring, words, QRect(), high, tight, area.right() + 1)

    def _under_ring(self, plain: _Top, side: int) -> _Top:
        """The picture below the ring, where many lines of words leave a place."""
        gap = self._style.space(_BELOW)
        spare = plain.height - side - gap
        size = self.picture.size_in(side, max(spare, self._style.space(_LEAST_PICTURE)))
        picture = QRect(QPoint((side - size.width()) // 2, side + gap), size)
        high = max(plain.height, side + gap + size.height())
        return replace(plain, ring=QRect(0, 0, side, side), picture=picture, height=high)

    def _beside(self, step: int, side: int, area: QRect, share: int, tight: int) -> _Top:
        """The picture to the right of the words, in at most ``share`` percent of their place."""
        most = max(area.height(), self._style.space(_LEAST_PICTURE))
        size = self.picture.size_in(area.width() * share // 100, most)
        wide = area.width() - size.width() - self._style.space(_BESIDE)
        words = self.question.height_at(step, max(1, wide))
        high = max(side, words, size.height())
        picture = QRect(QPoint(area.right() + 1 - size.width(), (high - size.height()) // 2), size)
        ring = QRect(0, (high - side) // 2 if words < 2 * side else 0, side, side)
        place = QRect(area.x(), 0, wide, high)
        return _Top(step, ring, place, picture, high, tight, area.right() + 1)

    def _with_room_for_picture(self, width: int, room: int, least: int, best: int) -> tuple[_Top, int, int]:
        """The place of everything, and the input's heights there; found once for a question and a size."""
        measures = (width, room, least, best, self._style.scale, self.crowded, self._finest)
        key = (measures, self.picture.picture, self.question.text)
        if self._found is None or self._found[0] != key:
            top = self._roomiest(width, room, least, best, self._top(width, room, least))
            self._found = (key, (top, *self.input.heights(top.wide)))
        return self._found[1]

    def _roomiest(self, width: int, room: int, least: int, best: int, top: _Top) -> _Top:
        """Where the picture is largest: above the input, or beside words and input in a column of its own."""
        if top.height + top.tight + least <= room:
            airy = self._top(width, room, least + (best - least) // 3)
            if airy.height + airy.tight + least <= room and _picture_area(airy) * 4 >= _picture_area(top) * 3:
                top = airy
        for share in _COLUMNS:
            size = self.picture.size_in(width * share // 100, max(1, room))
            left = width - size.width() - self._style.space(_BESIDE)
            if left < 2 * self._style.px(_LEAST_WORDS) or size.height() > room:
                continue
            least, best = self.input.heights(left)
            wanted = least + (best - least) // 3
            found = self._top(left, room, wanted, pictured=False)
            picture = QRect(QPoint(width - size.width(), (room - size.height()) // 2), size)
            found = replace(found, picture=picture)
            if found.height + found.tight + wanted <= room and (
                _picture_area(found) * 4 > _picture_area(top) * 5
            ):
                top = found
        return top

    def _slid(self, offset: float) -> None:
        self._offset = round(offset)
        self.question.move(self._words_x + self._offset, self.question.y())
        self.picture.move(self._picture_x + self._offset, self.picture.y())
        self.input.move(self._offset, self.input.y())

    def _restyle(self) -> None:
        self.arrange()


def _picture_area(top: _Top) -> int:
    return top.picture.width() * top.picture.height()


def _height(top: _Top) -> int:
    return top.height
