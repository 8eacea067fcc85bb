"""Themes, fonts, sizes and the style sheet."""

import re

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from quiz.desktop.system import system_theme_name
from quiz.desktop.theme import THEMES, Style, load_fonts, load_theme


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        load_theme("dark").color("nothing")


def test_colour_blind_lays_over_and_keeps_the_rest() -> None:
    plain, blind = load_theme("light"), load_theme("light", colour_blind=True)
    assert plain.color("right") != blind.color("right")
    assert plain.color("accent") == blind.color("accent")


def test_system_theme_is_one_of_ours(qapp: QApplication) -> None:
    assert system_theme_name() in THEMES


def test_sizes_follow_the_text_and_stay_within_bounds(qapp: QApplication) -> None:
    style = Style(load_theme("dark"), scale=5)
    assert style.scale == 2.0
    assert (style.px(10), style.px(0)) == (20, 0)
    style.change(scale=0.1)
    assert (style.scale, style.px(0.3)) == (0.8, 1)


def test_changed_fires_once_and_only_for_a_change(qtbot: QtBot) -> None:
    style = Style(load_theme("dark"))
    with qtbot.waitSignal(style.changed, timeout=1000):
        style.change(theme=load_theme("light"), scale=1.5, reduce_motion=True)
    assert style.motion(180) == 0
    with qtbot.assertNotEmitted(style.changed):
        style.change(theme=load_theme("light"), scale=1.5)


def test_the_shipped_fonts_are_used(style: Style) -> None:
    assert load_fonts() == ("Inter", "Chakra Petch")
    assert QFontInfo(style.font("title", 20)).family() == "Chakra Petch"
    assert QFontInfo(style.font("body", 20)).family() == "Inter"


def test_the_weights_of_the_variable_font_show(style: Style) -> None:
    widths = [
        QFontMetricsF(style.font("body", 30, w)).horizontalAdvance("Hamburg") for w in (400, 500, 600, 700)
    ]
    assert widths == sorted(widths)
    assert len(set(widths)) == 4


def test_digits_of_changing_numbers_are_equally_wide(style: Style) -> None:
    metrics = QFontMetricsF(style.font("number", 28, 600))
    widths = [metrics.horizontalAdvance(digit) for digit in "0123456789"]
    # Interpolated outlines leave a thirtieth of a pixel, which nobody sees.
    assert max(widths) - min(widths) < 0.1


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_the_sheet_is_filled_in_and_understood(qtbot: QtBot, style: Style, name: str, scale: float) -> None:
    style.change(theme=load_theme(name), scale=scale)
    sheet = style.stylesheet()
    assert "$" not in sheet
    # Negative lengths are for the slider's handle alone.
    assert all(
        line.startswith("QSlider::handle") for line in sheet.splitlines() if re.search(r"[ :]-\d+px", line)
    )
    # Qt warns of a sheet that it cannot parse, and a warning fails a test.
    button = QPushButton("x")
    qtbot.addWidget(button)
    button.setStyleSheet(sheet)
    button.ensurePolished()


def test_twenty_thousand_calls_that_return_nothing(qtbot: QtBot) -> None:
    # PySide6 6.12.0 loses a reference to None each time and aborts on Python 3.11.
    label = QLabel()
    qtbot.addWidget(label)
    for n in range(20_000):
        label.setText(str(n))
    assert label.text() == "19999"
