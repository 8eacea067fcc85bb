"""Pictures and sounds in a round: whole, in their place before the clock starts, and never in its way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quiz.core.media import PICTURES
from quiz.core.questions import Kind, Media, Question
from quiz.desktop.clock import VirtualClock
from quiz.desktop.round import media as round_media
from quiz.desktop.round.controller import Phase
from quiz.desktop.round.pictures import Picture, decode, measure
from quiz.desktop.round.view import RoundPage
from quiz.desktop.services import Inline, Services, Worker
from quiz.desktop.sounds import Sounds
from quiz.desktop.theme import Style
from quiz.packs.media import kind_of
from quiz.settings import places
from tests.core.makers import choice
from tests.desktop.playing import Memory, make_game, make_services, pass_time, see
from tests.desktop.test_accessibility import unnamed
from tests.mediamaking import png, wav

CTRL = Qt.KeyboardModifier.ControlModifier
RED = (255, 68, 103)


class Heard(Sounds):
    """Notes what is asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def play_file(self, path: Path) -> None:
        if self.audible:
            self.told.append(path.suffix)

    def hush(self) -> None:
        self.told.append("hush")


class Later(Inline):
    """A worker whose results wait to be let through."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[tuple[Callable[[], Any], Callable[[Any], None]]] = []

    def run(self, task: Any, then: Any, failed: Any = None) -> None:
        self.jobs.append((task, then))

    def work(self) -> None:
        jobs, self.jobs = self.jobs, []
        for task, then in jobs:
            then(task())


class Room:
    """A page of a size, with media in a folder."""

    def __init__(self, bot: QtBot, style: Style, folder: Path) -> None:
        self.bot, self.folder = bot, folder
        self.sounds = Heard()
        base = make_services(style)
        self.services: Services = replace(base, sounds=self.sounds, places=places(folder))
        self.page: RoundPage

    def keep(self, data: bytes, kind: str = "png") -> str:
        file = f"{hashlib.sha256(data).hexdigest()}.{kind}"
        (self.folder / "media").mkdir(exist_ok=True)
        (self.folder / "media" / file).write_bytes(data)
        return f"{file}/img/x.{kind}"

    def play(self, *questions: Question, size: tuple[int, int] = (900, 600)) -> RoundPage:
        # In a parent without a layout, as the window does it: the page takes the size that it is given.
        self.around = around = QWidget()
        around.resize(*size)
        self.bot.addWidget(around)
        self.page = RoundPage(self.services, around)
        self.page.resize(*size)
        with self.bot.waitExposed(around):
            around.show()
        self.memory = Memory()
        self.page.start(make_game(questions, self.memory))
        see(self.page)
        return self.page

    @property
    def phase(self) -> Phase:
        return self.page.controller.phase

    def run(self) -> None:
        """Skip the reading."""
        self.page.controller.skip_reading()
        assert self.phase is Phase.RUNNING

    def press(self, key: Qt.Key) -> None:
        self.bot.keyClick(self.page, key, CTRL)


@pytest.fixture
def room(qtbot: QtBot, style: Style, tmp_path: Path) -> Iterator[Room]:
    made = Room(qtbot, style, tmp_path)
    yield made
    made.page.controller.abandon()


def with_picture(name: str, n: int = 1, alt: str = "A red square", audio: str = "") -> Question:
    return replace(choice(n), media=Media(name, alt, audio))


def is_red(page: RoundPage, widget: QWidget) -> bool:
    image = page.grab().toImage()
    at = widget.mapTo(page, widget.rect().center())
    return image.pixelColor(at) == QColor(*RED)


@pytest.mark.parametrize("shape", [(1600, 900), (600, 1400), (700, 700), (2400, 300), (300, 2400)])
@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
def test_a_picture_is_whole_and_pushes_nothing_off(
    room: Room, shape: tuple[int, int], size: tuple[int, int]
) -> None:
    page = room.play(with_picture(room.keep(png(*shape, rgb=RED))), size=size)
    room.run()
    body, area = page.view.body, page.view.area
    box = body.picture.geometry()
    assert is_red(page, body.picture)
    assert abs(box.width() * shape[1] - box.height() * shape[0]) <= max(shape), "its own shape"
    assert body.height() <= area.viewport().height(), "nothing has to be scrolled"
    for other in (body.ring, body.question, body.input, body.bar):
        assert not box.intersects(other.geometry())
    assert body.rect().contains(box)
    assert max(box.width(), box.height()) >= 150


@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
def test_large_text_keeps_words_and_picture_apart(room: Room, size: tuple[int, int]) -> None:
    room.services.style.change(scale=2.0)
    page = room.play(with_picture(room.keep(png(1600, 900, RED))), size=size)
    body = page.view.body
    box = body.picture.geometry()
    assert not any(box.intersects(other.geometry()) for other in (body.ring, body.question, body.input))
    assert body.rect().contains(box)
    assert body.question.height() >= body.question.height_at(body.question.step, body.question.width())
    assert body.input.y() < page.view.area.viewport().height(), "the answers begin in sight"


def test_a_small_picture_is_at_most_doubled(room: Room) -> None:
    page = room.play(with_picture(room.keep(png(40, 30, RED))))
    assert page.view.body.picture.size() == QSize(80, 60)


def test_nothing_moves_when_the_answer_is_told(room: Room) -> None:
    page = room.play(with_picture(room.keep(png(600, 1200, RED))))
    room.run()
    before = (page.view.body.picture.geometry(), page.view.body.input.geometry())
    page.view.body.tiles.tiles[0].click()
    room.bot.waitUntil(lambda: room.phase is Phase.FEEDBACK)
    assert (page.view.body.picture.geometry(), page.view.body.input.geometry()) == before


def test_the_next_question_without_a_picture_has_none(room: Room) -> None:
    page = room.play(with_picture(room.keep(png(600, 400, RED))), choice(2))
    room.run()
    page.view.body.tiles.tiles[0].click()
    room.bot.waitUntil(lambda: room.phase is Phase.FEEDBACK)
    page.controller.go_on()
    assert not page.view.body.picture.isVisible()
    assert page.controller.media.ready


def test_the_clock_waits_for_the_picture(room: Room) -> None:
    worker = Later()
    room.services = replace(room.services, worker=worker)
    page = room.play(with_picture(room.keep(png(600, 400, RED))))
    clock = room.services.clock
    assert isinstance(clock, VirtualClock)
    pass_time(page, clock, 20_000)
    page.controller.skip_reading()
    assert room.phase is Phase.READING
    assert not page.view.body.picture.shown
    worker.work()
    page.controller.frame()
    assert room.phase is Phase.RUNNING
    assert is_red(page, page.view.body.picture)


def test_a_picture_that_comes_too_late_is_not_shown(room: Room) -> None:
    worker = Later()
    room.services = replace(room.services, worker=worker)
    page = room.play(with_picture(room.keep(png(600, 400, RED))), choice(2))
    page.controller.media.put(_open(page, choice(2)))
    worker.work()
    assert not page.view.body.picture.shown or page.view.body.picture.picture is None


def _open(page: RoundPage, question: Question) -> Any:
    game = page.controller.game
    assert game is not None
    assert game.state.open is not None
    return replace(game.state.open, question=question)


def test_a_real_thread_brings_it(room: Room) -> None:
    worker = Worker()
    room.services = replace(room.services, worker=worker)
    question = replace(
        with_picture(room.keep(png(600, 400, RED))), choice_images=(room.keep(png()), "", "", "")
    )
    page = room.play(question)
    room.bot.waitUntil(lambda: page.controller.media.ready)
    room.run()
    assert is_red(page, page.view.body.picture)
    worker.close()


def test_every_kind_of_picture_is_shown(tmp_path: Path) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor(*RED))
    for kind, name in (("png", "PNG"), ("jpg", "JPEG"), ("webp", "WEBP")):
        assert image.save(str(tmp_path / f"a.{kind}"), name)
    pixel = b"GIF89a\1\0\1\0\x80\0\0\xffDg\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
    (tmp_path / "a.gif").write_bytes(pixel)
    for kind in PICTURES:
        path = tmp_path / f"a.{kind}"
        assert kind_of(path.read_bytes()) == kind
        found = measure(path)
        assert found is not None
        shown = decode(found, QSize(6, 6))
        assert shown.size() == QSize(6, 6)
        assert abs(shown.pixelColor(3, 3).red() - 255) < 12


def test_another_window_size_gets_another_picture(room: Room) -> None:
    page = room.play(with_picture(room.keep(png(1600, 900, RED))))
    small = page.view.body.picture.size()
    room.around.resize(1280, 800)
    page.resize(1280, 800)
    see(page)
    box = page.view.body.picture
    assert box.width() > small.width()
    assert box._pixmap.deviceIndependentSize().toSize() == box.size()
    assert page.controller.media.ready


@pytest.mark.parametrize("data", [b"", png(600, 400)[:60], b"\x89PNG\r\n\x1a\n" + b"<svg/>" * 90])
def test_a_picture_that_cannot_be_read_is_told_in_words(room: Room, data: bytes) -> None:
    page = room.play(with_picture(room.keep(data)))
    box = page.view.body.picture
    assert (box.picture, box.words) == (None, "A red square")
    assert box.accessibleName() == "A red square"
    assert box.isVisible()
    room.run()


def test_a_picture_that_never_came_is_told_by_its_name(room: Room) -> None:
    page = room.play(with_picture("img/robot.png", alt=""))
    assert "img/robot.png" in page.view.body.picture.words
    room.run()


def test_a_picture_of_too_many_pixels_is_not_decoded(room: Room) -> None:
    huge = png(4, 3).replace((4).to_bytes(4, "big") + (3).to_bytes(4, "big"), b"\0\0\x80\0\0\0\x80\0")
    assert measure(room.folder / "media" / room.keep(huge).partition("/")[0]) is None
    page = room.play(with_picture(room.keep(huge)))
    assert page.view.body.picture.words == "A red square"


def test_no_other_format_is_ever_tried(tmp_path: Path) -> None:
    for name in ("a.svg", "a.bmp", "a.png"):
        path = tmp_path / name
        path.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
        assert measure(path) is None
        assert decode(Picture(path, QSize(9, 9)), QSize(9, 9)).isNull()


def test_a_picture_on_its_side_stands_upright(tmp_path: Path) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(*RED))
    path = tmp_path / "a.jpg"
    image.save(str(path), "JPEG")
    data = path.read_bytes()
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    path.write_bytes(data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + data[2:])
    found = measure(path)
    assert found is not None
    assert found.size == QSize(20, 40)
    assert decode(found, QSize(10, 20)).size() == QSize(10, 20)


def test_choices_show_their_pictures(room: Room) -> None:
    names = [room.keep(png(60, 40 + n, RED)) for n in range(3)]
    question = replace(choice(1), choice_images=(names[0], "", names[1], names[2]))
    page = room.play(question)
    room.run()
    pictured = {tile.choice for tile in page.view.body.tiles.tiles if is_pictured(page, tile)}
    assert pictured == {"right1x", "w1b", "w1c"}
    assert page.view.body.height() <= page.view.area.viewport().height()


def is_pictured(page: RoundPage, tile: QWidget) -> bool:
    image = page.grab(tile.rect().translated(tile.mapTo(page, QPoint(0, 0)))).toImage()
    return any(image.pixelColor(x, image.height() // 2) == QColor(*RED) for x in range(image.width()))


def test_steps_carry_their_pictures_along(room: Room) -> None:
    images = tuple(room.keep(png(60, 40 + n, RED)) for n in range(4))
    page = room.play(replace(choice(1, Kind.ORDER), choice_images=images))
    room.run()
    order = page.view.body.order
    assert all(is_pictured(page, row) for row in order.rows)
    before = {row.text: row._pixmap for row in order.rows}
    order._move(0, 3)
    assert {row.text: row._pixmap for row in order.rows} == before


def test_the_sound_is_played_with_its_question_and_again(room: Room) -> None:
    page = room.play(with_picture("", audio=room.keep(wav(), "wav")))
    assert room.sounds.told == [".wav"]
    assert page.view.body.bar.replay.isVisible()
    room.press(Qt.Key.Key_R)
    assert room.phase is Phase.READING, "it is no key that skips"
    room.run()
    assert room.sounds.told == [".wav"] * 2
    room.press(Qt.Key.Key_R)
    page.view.body.bar.replay.click()
    assert room.sounds.told == [".wav"] * 4
    page.controller.pause()
    assert room.sounds.told[-1] == "hush"
    page.controller.go_on()
    room.bot.waitUntil(lambda: room.phase is Phase.RUNNING)
    assert room.sounds.told[-1] == ".wav"
    page.view.body.tiles.tiles[0].click()
    assert room.sounds.told[-1] == "hush"


def test_a_round_that_was_away_is_heard_when_it_goes_on(room: Room) -> None:
    page = room.play(with_picture("", audio=room.keep(wav(), "wav")))
    room.run()
    page.controller.pause()
    page.controller.abandon()
    game = page.controller.game
    assert game is not None
    room.sounds.told.clear()
    page.start(game)
    assert room.sounds.told in ([], ["hush"])
    page.controller.go_on()
    room.bot.waitUntil(lambda: room.phase is Phase.RUNNING)
    assert room.sounds.told[-1] == ".wav"


def test_with_sound_off_the_button_says_so(room: Room) -> None:
    room.sounds.enabled = False
    page = room.play(with_picture("", audio=room.keep(wav(), "wav")))
    assert not page.view.body.bar.replay.isEnabled()
    assert page.view.body.bar.replay.toolTip()
    room.press(Qt.Key.Key_R)
    assert room.sounds.told == []


def test_without_a_sound_there_is_no_button(room: Room) -> None:
    page = room.play(choice(1))
    assert not page.view.body.bar.replay.isVisible()
    room.press(Qt.Key.Key_R)
    assert room.phase is Phase.READING
    assert room.sounds.told == []


def test_a_lost_sound_is_told(room: Room) -> None:
    page = room.play(with_picture("", audio="s.ogg"))
    assert "s.ogg" in page.view.body.picture.words


def test_a_screen_reader_meets_the_description(room: Room) -> None:
    page = room.play(with_picture(room.keep(png(600, 400, RED)), audio=room.keep(wav(), "wav")))
    assert "Picture: A red square." in page.view.body.question.accessibleName()
    assert "sound" in page.view.body.question.accessibleName()
    found = QAccessible.queryAccessibleInterface(page.view.body.picture)
    assert found.text(QAccessible.Text.Name) == "Picture"
    assert found.text(QAccessible.Text.Description) == "A red square"
    assert unnamed(page) == []


def test_a_fault_in_decoding_starts_the_clock_all_the_same(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> QImage:
        raise MemoryError

    monkeypatch.setattr(round_media, "decode", broken)
    page = room.play(with_picture(room.keep(png(600, 400, RED))))
    assert page.view.body.picture.words == "A red square"
    room.run()
    assert "not decoded" in caplog.text
