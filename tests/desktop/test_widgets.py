"""The widgets one by one: their states, what a screen reader hears, that they paint, how keys work."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quiz.desktop.theme import THEMES, Style, load_theme
from quiz.desktop.widgets.buttons import KeyButton, NavButton
from quiz.desktop.widgets.card import PackCard, new_pack_card
from quiz.desktop.widgets.controls import Check, Stepper
from quiz.desktop.widgets.counter import ScoreLabel
from quiz.desktop.widgets.cover import paint_cover
from quiz.desktop.widgets.covers import cover_pixmap, decode_own
from quiz.desktop.widgets.flow import FlowArea
from quiz.desktop.widgets.icons import NAMES, paint_icon
from quiz.desktop.widgets.labels import Label
from quiz.desktop.widgets.picker import Picker
from quiz.desktop.widgets.pips import Pips, PipState
from quiz.desktop.widgets.ring import CountdownRing
from quiz.desktop.widgets.text import fitting, lay_out
from quiz.desktop.widgets.tile import AnswerTile, TileState
from quiz.desktop.widgets.tilegrid import TileGrid
from tests.mediamaking import png

LONG = "An answer so long that it has to be wrapped, since no tile is wide enough for all of its many words"


def shot(widget: QWidget, width: int = 420, height: int = 0) -> QImage:
    """What the widget looks like."""
    tall = height or (
        widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    )
    widget.resize(width, tall)
    image = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    widget.render(image, QPoint())
    return image


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


# --- text and icons


def test_text_wraps_breaks_a_long_word_and_is_cut_only_when_told(style: Style) -> None:
    font = style.font("body", 15)
    assert lay_out(LONG, font, 200).lines > 2
    assert lay_out("W" * 200, font, 100).width <= 101
    cut = lay_out(LONG, font, 200, most_lines=2)
    assert (cut.cut, cut.lines) == (True, 2)
    assert cut.layout.text().endswith("…")
    assert not lay_out("short", font, 200, most_lines=2).cut


def test_text_shrinks_a_step_before_it_would_not_fit(style: Style) -> None:
    fonts = [style.font("body", px) for px in (22, 16)]
    assert fitting(LONG, fonts, 300, 1000).layout.font().pixelSize() == 22
    assert fitting(LONG, fonts, 300, 10).layout.font().pixelSize() == 16


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_painted(qtbot: QtBot, name: str) -> None:
    image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(0, 0, 32, 32), QColor("red"))
    painter.end()
    assert len(colours(image)) > 1
    assert all(image.pixelColor(x, 0).alpha() < 200 for x in range(32)), "it stays inside"


# --- ring


def test_ring_turns_amber_at_a_third_and_red_at_three_seconds(qtbot: QtBot, style: Style) -> None:
    ring = CountdownRing(style)
    qtbot.addWidget(ring)
    looks = []
    for left, seconds in ((0.5, 10.0), (1 / 3, 20 / 3), (0.15, 3.0)):
        ring.set_fraction(left, seconds, 20)
        looks.append(colours(shot(ring, 112)))
    for role, look in zip(("ring", "ring_amber", "ring_red"), looks, strict=True):
        assert [r for r in ("ring", "ring_amber", "ring_red") if style.color(r).rgb() in look] == [role]


def test_ring_says_whole_seconds_and_its_mode(qtbot: QtBot, style: Style) -> None:
    ring = CountdownRing(style)
    qtbot.addWidget(ring)
    ring.set_fraction(0.61, 12.2, 20)
    assert (ring.accessibleName(), ring.accessibleDescription()) == ("Time left", "13 seconds")
    pictures = [shot(ring, 112)]
    for setter, said in (
        (ring.set_reading, "Reading time"),
        (ring.set_paused, "Paused"),
        (ring.set_untimed, "No time limit"),
    ):
        setter(True)
        assert ring.accessibleDescription() == said
        pictures.append(shot(ring, 112))
        setter(False)
    assert ring.accessibleDescription() == "13 seconds"
    assert all(one != other for one, other in pairwise(pictures))


# --- tile


@pytest.mark.parametrize("theme", THEMES)
def test_every_tile_state_looks_and_reads_differently(qtbot: QtBot, style: Style, theme: str) -> None:
    style.change(theme=load_theme(theme))
    tile = AnswerTile(0, style)
    qtbot.addWidget(tile)
    tile.set_choice("Motonobu Hori")
    assert tile.accessibleName() == "1: Motonobu Hori"
    seen: list[QImage] = []
    for state in TileState:
        tile.set_state(state)
        assert tile.accessibleDescription() == state.value
        assert tile.isEnabled() == (state is not TileState.REMOVED)
        picture = shot(tile)
        assert picture not in seen
        seen.append(picture)


def test_tile_shows_focus_and_press_at_once(qtbot: QtBot, style: Style) -> None:
    tile = AnswerTile(1, style)
    qtbot.addWidget(tile)
    tile.set_choice("Yutaka Izubuchi")
    idle = shot(tile)
    tile.setDown(True)
    assert shot(tile) != idle
    tile.setDown(False)
    tile.show()
    qtbot.waitExposed(tile)
    tile.activateWindow()
    tile.setFocus()
    assert style.color("focus").rgb() in colours(shot(tile))


def test_tile_note_leaves_the_text_where_it_was(qtbot: QtBot, style: Style) -> None:
    tile = AnswerTile(2, style)
    qtbot.addWidget(tile)
    tile.set_choice("Toshihiro")
    tile.set_state(TileState.WRONG_CHOSEN)
    without = shot(tile, height=72)
    tile.set_state(TileState.WRONG_CHOSEN, "your answer")
    with_note = shot(tile, height=72)
    assert without.copy(80, 0, 200, 46) == with_note.copy(80, 0, 200, 46)
    assert without != with_note


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_tile_never_cuts_its_text(qtbot: QtBot, style: Style, scale: float) -> None:
    style.change(scale=scale)
    tile = AnswerTile(3, style)
    qtbot.addWidget(tile)
    tile.set_choice(LONG)
    tile.resize(420, tile.heightForWidth(420))
    block = tile._laid_out()
    assert block.height <= tile.height()
    assert not block.cut


def test_tile_takes_no_markup_and_no_mnemonic(qtbot: QtBot, style: Style) -> None:
    tile = AnswerTile(0, style)
    qtbot.addWidget(tile)
    tile.set_choice("<b>Q&A</b>")
    assert tile.shortcut().isEmpty()
    assert tile.accessibleName() == "1: <b>Q&A</b>"


def test_tile_is_chosen_by_space_and_click_unless_removed(qtbot: QtBot, style: Style) -> None:
    tile = AnswerTile(0, style)
    qtbot.addWidget(tile)
    tile.set_choice("x")
    tile.show()
    for press in (
        lambda: qtbot.keyClick(tile, Qt.Key.Key_Space),
        lambda: qtbot.mouseClick(tile, Qt.MouseButton.LeftButton),
    ):
        with qtbot.waitSignal(tile.clicked, timeout=1000):
            press()
    tile.set_state(TileState.REMOVED)
    with qtbot.assertNotEmitted(tile.clicked):
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)


def test_tile_shows_a_picture(qtbot: QtBot, style: Style) -> None:
    tile = AnswerTile(0, style)
    qtbot.addWidget(tile)
    picture = QPixmap(60, 40)
    picture.fill(QColor(1, 2, 3))
    tile.set_choice("x", picture)
    assert QColor(1, 2, 3).rgb() in colours(shot(tile))


def test_tile_grid_shares_height_and_text_size(qtbot: QtBot, style: Style) -> None:
    grid = TileGrid(style)
    qtbot.addWidget(grid)
    grid.set_choices(["a", LONG * 2, "c"])
    assert [tile.isVisibleTo(grid) for tile in grid.tiles] == [True, True, True, False, False, False]
    grid.resize(900, grid.heightForWidth(900))
    grid.show()
    assert grid.tiles[2].geometry().bottom() < grid.height()
    assert len({tile._laid_out().layout.font().pixelSize() for tile in grid.tiles[:3]}) == 1
    assert grid.tiles[0].height() == grid.tiles[1].height()
    grid.resize(360, grid.heightForWidth(360))
    assert grid.tiles[0].x() == grid.tiles[1].x()
    assert grid.roomy_height(900) >= grid.heightForWidth(900)


# --- pips, score


def test_pips_tell_and_wrap(qtbot: QtBot, style: Style) -> None:
    pips = Pips(style)
    qtbot.addWidget(pips)
    pips.set_states([PipState.RIGHT, PipState.RIGHT, PipState.WRONG, PipState.CURRENT, PipState.OPEN])
    assert pips.accessibleDescription() == "1 open, 1 current, 2 right, 1 wrong"
    one_row = pips.heightForWidth(300)
    assert len(colours(shot(pips, 300))) > 4
    pips.set_states([PipState.OPEN] * 100)
    assert pips.heightForWidth(600) > 3 * one_row
    assert pips.heightForWidth(900) <= 4 * one_row


def test_score_counts_up_and_can_be_skipped(qtbot: QtBot, style: Style) -> None:
    style.change(reduce_motion=False)
    score = ScoreLabel(style)
    qtbot.addWidget(score)
    score.show()
    score.set_value(3_000_000_000)
    assert score.accessibleName() == "Score 3,000,000,000"
    score.animation.setCurrentTime(100)
    assert 0 < score.shown < 3_000_000_000
    score.skip()
    assert score.shown == 3_000_000_000
    assert len(colours(shot(score, 200))) > 1


def test_score_stands_still_under_reduced_motion(qtbot: QtBot, style: Style) -> None:
    score = ScoreLabel(style)
    qtbot.addWidget(score)
    score.show()
    score.set_value(4010)
    assert score.shown == 4010


# --- covers and cards


def test_covers_are_the_same_again_and_no_two_alike(qtbot: QtBot) -> None:
    theme = load_theme("dark")

    def cover(pack_id: str) -> QImage:
        image = QImage(290, 104, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint_cover(painter, QRectF(0, 0, 290, 104), pack_id, theme, "Title")
        painter.end()
        return image

    pictures = [cover(f"pack-{n}") for n in range(40)]
    assert all(one != other for n, one in enumerate(pictures) for other in pictures[:n])
    assert cover("pack-7") == pictures[7]


def test_covers_are_kept_by_theme_and_size(qtbot: QtBot) -> None:
    size = QSize(290, 104)
    dark, light = (cover_pixmap("p", "Pack", size, load_theme(name)) for name in ("dark", "light"))
    assert dark.toImage() != light.toImage()
    assert cover_pixmap("p", "Pack", size, load_theme("dark")).cacheKey() == dark.cacheKey()
    assert cover_pixmap("p", "Pack", size, load_theme("dark"), 2.0).size() == size * 2


def test_card_speaks_and_is_chosen_by_space(qtbot: QtBot, style: Style) -> None:
    card = PackCard(style)
    qtbot.addWidget(card)
    card.set_card("Metallic Rouge", "metallic-rouge", "34 questions", "Best 12,480")
    assert card.accessibleName() == "Metallic Rouge"
    assert card.accessibleDescription() == "34 questions, Best 12,480"
    plain = shot(card, 320)
    with qtbot.waitSignal(card.toggled, timeout=1000):
        qtbot.keyClick(card, Qt.Key.Key_Space)
    assert shot(card, 320) != plain
    assert not new_pack_card(style, card).isCheckable()


def test_card_elides_a_long_title_and_keeps_it_as_a_tooltip(qtbot: QtBot, style: Style) -> None:
    card = PackCard(style)
    qtbot.addWidget(card)
    card.set_card("Short", "p", "", "")
    short = card.heightForWidth(320)
    card.set_card(LONG, "p", "", "")
    card.resize(320, 240)
    assert short < card.heightForWidth(320)
    shot(card, 320)
    assert card.toolTip() == LONG


def test_card_with_its_own_cover(qtbot: QtBot, style: Style, tmp_path: Path) -> None:
    card = PackCard(style)
    qtbot.addWidget(card)
    card.resize(300, card.heightForWidth(300))
    wanted: list[PackCard] = []
    card.cover_wanted.connect(wanted.append)
    card.set_card("t", "p", "", "", f"{'a' * 64}.png/poster.png")
    street = card.grab().toImage()
    qtbot.waitUntil(lambda: wanted == [card])
    card.grab()
    key, size, dpr = card.own_place()
    assert card.cover()[0] != key
    picture = tmp_path / f"{'a' * 64}.png"
    picture.write_bytes(png(40, 200, (9, 8, 7)))
    image = decode_own(picture, size, dpr)
    assert image.height() == size.height()
    assert image.width() >= size.width()
    QPixmapCache.insert(key, QPixmap.fromImage(image))
    shown = card.grab().toImage()
    assert shown != street
    assert shown.pixelColor(150, 60) == QColor(9, 8, 7)
    assert card.cover()[0] == key
    assert wanted == [card]
    (tmp_path / "broken.png").write_bytes(b"no picture")
    assert decode_own(tmp_path / "broken.png", size, dpr).isNull()


def test_grid_follows_its_width_and_arrows_move_in_it(qtbot: QtBot, style: Style) -> None:
    area = FlowArea(style, least_width=280, gap=18)
    qtbot.addWidget(area)
    cards = [PackCard(style) for _ in range(6)]
    for n, card in enumerate(cards):
        card.set_card(str(n), str(n), "", "")
        area.flow.addWidget(card)
    area.resize(940, area.heightForWidth(940))
    area.show()
    qtbot.waitExposed(area)
    assert cards[0].y() == cards[2].y() < cards[3].y()
    area.activateWindow()
    cards[0].setFocus()
    for key, place in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 4),
        (Qt.Key.Key_Left, 3),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
    ):
        qtbot.keyClick(area.focusWidget(), key)
        assert area.focusWidget() is cards[place]
    area.resize(300, area.heightForWidth(300))
    assert area.flow.columns(300) == 1


# --- buttons, controls, labels


@pytest.mark.parametrize("variant", ["main", "plain", "quiet"])
def test_key_button_names_itself_once_and_paints_both(qtbot: QtBot, style: Style, variant: str) -> None:
    button = KeyButton("Rock & roll", "Return", style, variant=variant)
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.text()) == ("Rock & roll", "")
    assert button.accessibleDescription() == "key Return"
    narrow = button.sizeHint().width()
    assert len(colours(shot(button, narrow))) > 3
    button.set_label("Next", "Ctrl+Shift+P")
    assert button.accessibleName() == "Next"
    button.setEnabled(False)
    assert len(colours(shot(button, narrow))) > 1


def test_key_button_answers_its_key_when_bound(qtbot: QtBot, style: Style) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = KeyButton("Continue", "R", style, window, bind=True)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    with qtbot.waitSignal(button.clicked, timeout=1000):
        qtbot.keyClick(window, Qt.Key.Key_R)


def test_nav_button_folds_to_its_icon(qtbot: QtBot, style: Style) -> None:
    button = NavButton("play", "Play", style)
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_folded(True)
    assert button.sizeHint().width() < wide
    assert (button.accessibleName(), button.toolTip()) == ("Play", "Play")
    assert len(colours(shot(button, 52))) > 1


def test_controls_paint_their_marks(qtbot: QtBot, style: Style) -> None:
    check, picker, stepper = Check(style, "A & B"), Picker(style, "Mode"), Stepper(style, "Seconds")
    picker.addItems(["Classic", "Daily"])
    for widget in (check, picker, stepper):
        qtbot.addWidget(widget)
        assert widget.accessibleName()
        assert len(colours(shot(widget, 200))) > 2
    empty = shot(check, 200)
    check.setChecked(True)
    assert shot(check, 200) != empty


def test_labels_never_take_markup_and_grow_with_the_text(qtbot: QtBot, style: Style) -> None:
    label = Label(style, "<img src='file:///etc/passwd'>", "body")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    before = label.font().pixelSize()
    style.change(scale=2.0)
    assert label.font().pixelSize() == 2 * before
    eyebrow = Label(style, "Round complete", "eyebrow")
    qtbot.addWidget(eyebrow)
    assert (eyebrow.text(), eyebrow.accessibleName()) == ("ROUND COMPLETE", "Round complete")


def test_a_change_of_theme_or_text_size_reaches_painted_widgets(qtbot: QtBot, style: Style) -> None:
    grid, ring = TileGrid(style), CountdownRing(style)
    grid.set_choices(["a", "b"])
    for widget in (grid, ring):
        qtbot.addWidget(widget)
        before, size = shot(widget, 500), widget.sizeHint()
        style.change(theme=load_theme("light"), scale=1.5)
        assert shot(widget, 500) != before
        assert widget.sizeHint().height() > size.height()
        style.change(theme=load_theme("dark"), scale=1.0)
