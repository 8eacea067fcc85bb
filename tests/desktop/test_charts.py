"""Charts: what they tell by mouse, keys and text, and what they leave on the clipboard or in a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quiz.desktop.theme import Style, load_theme
from quiz.desktop.widgets.charts.bars import Bar, BarChart
from quiz.desktop.widgets.charts.calendar import CalendarChart
from quiz.desktop.widgets.charts.chart import Chart
from quiz.desktop.widgets.charts.course import CourseChart, CoursePoint
from quiz.desktop.widgets.charts.histogram import HistogramChart
from quiz.desktop.widgets.charts.scale import spread, ticks

TODAY = date(2026, 11, 22)
Key = Qt.Key


def course(style: Style) -> CourseChart:
    made = CourseChart(style, "Score over time")
    made.show_points(
        [
            CoursePoint(TODAY + timedelta(days=n - 9), TODAY + timedelta(days=n - 9), 1000.0 * n, f"{n},000")
            for n in range(1, 10)
        ],
        "Nine rounds",
    )
    return made


def bars(style: Style) -> BarChart:
    made = BarChart(style, "Accuracy")
    made.show_bars(
        [Bar(f"Category {n}", n / 5, f"{20 * n} %", f"{20 * n} % right") for n in range(6)], "Six of them"
    )
    return made


def histogram(style: Style) -> HistogramChart:
    made = HistogramChart(style, "Answer times")
    made.show_counts((3, 0, 8, 1), 1000, 2_400, "Median 2.4 s")
    return made


def calendar(style: Style) -> CalendarChart:
    made = CalendarChart(style, "Days played")
    made.show_days({TODAY: 10, TODAY - timedelta(days=1): 40, date(2024, 2, 29): 3}, TODAY, "3 days played")
    return made


MAKERS: tuple[Callable[[Style], Chart], ...] = (course, bars, histogram, calendar)


def shown(qtbot: QtBot, chart: Chart) -> Chart:
    qtbot.addWidget(chart)
    chart.resize(700, chart.sizeHint().height())
    with qtbot.waitExposed(chart):
        chart.show()
    chart.setFocus()
    return chart


def ink(chart: Chart) -> QImage:
    return chart.grab().toImage()


@pytest.mark.parametrize("make", MAKERS)
def test_keys_walk_over_the_marks_and_tell_them(
    qtbot: QtBot, style: Style, make: Callable[[Style], Chart]
) -> None:
    chart = shown(qtbot, make(style))
    last = chart.count() - 1
    still = ink(chart)
    qtbot.keyClick(chart, Key.Key_Right)
    assert chart.active == last
    assert chart.accessibleDescription() == chart.words(last)
    assert ink(chart) != still
    qtbot.keyClick(chart, Key.Key_Home)
    assert chart.active == 0
    qtbot.keyClick(chart, Key.Key_Left)
    assert chart.active == 0
    qtbot.keyClick(chart, Key.Key_Down if isinstance(chart, BarChart | CalendarChart) else Key.Key_Right)
    assert chart.active == 1
    qtbot.keyClick(chart, Key.Key_End)
    assert chart.active == last
    chart.focusOutEvent(QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert chart.active == last
    chart.clearFocus()
    assert chart.active is None
    assert chart.accessibleDescription() == chart.told()


@pytest.mark.parametrize("make", MAKERS)
def test_every_mark_is_found_where_it_is_painted(
    qtbot: QtBot, style: Style, make: Callable[[Style], Chart]
) -> None:
    chart = shown(qtbot, make(style))
    box = chart._box()
    for n in range(chart.count()):
        place = chart.place(n, box)
        assert chart.found_at(place.center()) == n
        assert QRectF(chart.rect()).adjusted(-1, -1, 40, 1).contains(place.center())
    assert chart.found_at(QPointF(-50, -50)) is None


@pytest.mark.parametrize("make", MAKERS)
def test_the_mouse_tells_a_mark_and_goes_again(
    qtbot: QtBot, style: Style, make: Callable[[Style], Chart]
) -> None:
    chart = shown(qtbot, make(style))
    middle = chart.place(2, chart._box()).center().toPoint()
    qtbot.mouseMove(chart, QPoint(1, 1))
    qtbot.mouseMove(chart, middle)
    qtbot.waitUntil(lambda: chart.active == 2, timeout=2000)
    QApplication.sendEvent(chart, _leaving())
    assert chart.active is None


def _leaving() -> object:
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.Leave)


@pytest.mark.parametrize("make", MAKERS)
def test_a_picture_on_the_clipboard_and_in_a_file(
    qtbot: QtBot, style: Style, make: Callable[[Style], Chart], tmp_path: Path
) -> None:
    chart = shown(qtbot, make(style))
    chart._ask = lambda _, usual: str(tmp_path / usual)
    with qtbot.waitSignal(chart.said, timeout=1000):
        qtbot.keyClick(chart, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().image()
    assert copied.width() >= 2 * chart.width()
    colours = {copied.pixelColor(x, y).name() for x in range(0, copied.width(), 3) for y in (60, 200, 300)}
    assert len(colours) > 2
    with qtbot.waitSignal(chart.said) as told:
        qtbot.keyClick(chart, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (saved,) = tmp_path.iterdir()
    assert saved.suffix == ".png"
    assert str(saved) in told.args[0]
    assert QImage(str(saved)).size() == copied.size()
    chart._ask = lambda _, usual: str(tmp_path / "missing" / "name.png")
    with qtbot.waitSignal(chart.said) as told:
        chart.save()
    assert "name.png" in told.args[0]
    assert "is at" not in told.args[0]
    chart._ask = lambda *_: ""
    with qtbot.assertNotEmitted(chart.said):
        chart.save()


@pytest.mark.parametrize("make", MAKERS)
def test_its_menu_says_what_can_be_done(qtbot: QtBot, style: Style, make: Callable[[Style], Chart]) -> None:
    chart = shown(qtbot, make(style))
    menu = chart.menu()
    assert [action.text() for action in menu.actions()] == ["Copy picture", "Save picture…"]
    assert [action.shortcut().toString() for action in menu.actions()] == ["Ctrl+C", "Ctrl+S"]


def _apart(one: QColor, other: QColor) -> int:
    return sum(abs(a - b) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_in_every_theme_and_size_something_is_painted(
    qtbot: QtBot, qapp: QApplication, style: Style, theme: str, scale: float, make: Callable[[Style], Chart]
) -> None:
    chart = shown(qtbot, make(style))
    style.change(theme=load_theme(theme), scale=scale)
    for width in (240, 900):
        chart.resize(width, chart.sizeHint().height())
        image = ink(chart).convertToFormat(QImage.Format.Format_RGB32)
        pixels = Counter(memoryview(image.constBits()).cast("I"))
        accent = style.color("accent")
        near = sum(n for pixel, n in pixels.items() if _apart(QColor(pixel), accent) < 40)
        assert near > 60


def test_the_text_equivalent_tells_every_value(style: Style) -> None:
    assert course(style).told().splitlines() == [
        "Nine rounds",
        *(f"{14 + n} Nov 2026: {n + 1},000" for n in range(9)),
    ]
    assert bars(style).told().splitlines()[1] == "Category 0: 0 % right"
    assert histogram(style).told().splitlines() == [
        "Median 2.4 s",
        "0 to 1 s: 3 answers",
        "1 to 2 s: 0 answers",
        "2 to 3 s: 8 answers",
        "3 s and longer: 1 answer",
    ]
    told = calendar(style).told().splitlines()
    assert told[-2:] == ["21 Nov 2026: 40 answers", "22 Nov 2026: 10 answers"]


@pytest.mark.parametrize("make", MAKERS)
def test_without_values_it_says_why_and_takes_no_focus(
    qtbot: QtBot, style: Style, make: Callable[[Style], Chart]
) -> None:
    chart = make(style)
    match chart:
        case CourseChart():
            chart.show_points((), "", "No round yet.")
        case BarChart():
            chart.show_bars((), "", "No round yet.")
        case HistogramChart():
            chart.show_counts((), 1000, None, "", "No round yet.")
        case CalendarChart():
            chart.show_days({}, TODAY, "", "No round yet.")
    assert chart.count() == 0
    assert chart.told() in ("No round yet.", "")
    assert chart.focusPolicy() is Qt.FocusPolicy.NoFocus
    ink(shown(qtbot, chart))
    qtbot.keyClick(chart, Key.Key_Right)
    assert chart.active is None


def test_one_value_alone_stands_in_the_midst(qtbot: QtBot, style: Style) -> None:
    chart = CourseChart(style, "Rating", from_zero=False)
    chart.show_points([CoursePoint(TODAY, TODAY, 1500.0, "1,500")], "One")
    shown(qtbot, chart)
    box = chart._box()
    assert chart.place(0, box).contains(QPointF(box.center().x() + 10, box.center().y()))
    assert chart._ticks[0] < 1500 < chart._ticks[-1]
    ink(chart)


def test_the_calendar_ends_today_and_begins_on_a_monday(qtbot: QtBot, style: Style) -> None:
    chart = calendar(style)
    shown(qtbot, chart)
    assert isinstance(chart, CalendarChart)
    assert chart._date(chart.count() - 1) == TODAY
    assert chart._date(0).weekday() == 0
    qtbot.keyClick(chart, Key.Key_End)
    qtbot.keyClick(chart, Key.Key_Up)
    assert chart.accessibleDescription() == "21 Nov 2026: 40 answers"
    qtbot.keyClick(chart, Key.Key_Left)
    assert chart.accessibleDescription() == "14 Nov 2026: not played"
    qtbot.keyClick(chart, Key.Key_Right)
    qtbot.keyClick(chart, Key.Key_Right)
    assert chart.accessibleDescription() == "21 Nov 2026: 40 answers"


def test_who_comes_back_after_years_sees_the_days_before(style: Style) -> None:
    chart = CalendarChart(style, "Days")
    chart.show_days({date(2024, 2, 29): 3}, TODAY, "")
    assert chart.words(chart.count() - 1) == "29 Feb 2024: 3 answers"


def test_busier_days_are_brighter(style: Style) -> None:
    chart = CalendarChart(style, "Days")
    days = {TODAY - timedelta(days=n): 10 * (n + 1) for n in range(40)}
    chart.show_days(days, TODAY, "")
    levels = [chart._level(n) for n in sorted(days.values())]
    assert levels == sorted(levels)
    assert (chart._level(0), levels[0], levels[-1]) == (0, 1, 4)
    chart.show_days({TODAY: 10}, TODAY, "")
    assert chart._level(10) == 4


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.integers(2, 8))
def test_ticks_hold_what_is_shown(low: float, more: float, most: int) -> None:
    found = ticks(low, low + more, most)
    assert found[0] <= low
    assert found[-1] >= low + more
    assert 2 <= len(found) <= most + 2
    steps = {round(b - a, 6) for a, b in pairwise(found)}
    assert len(steps) == 1
    assert all(step == int(step) for step in steps)


@given(st.lists(st.floats(1, 60), min_size=1, max_size=30), st.floats(0, 20))
def test_labels_never_overlap(widths: list[float], gap: float) -> None:
    places = [25.0 * n for n in range(len(widths))]
    kept = spread(widths, places, gap)
    assert kept[-1] == len(widths) - 1
    for one, other in pairwise(kept):
        assert places[one] + widths[one] / 2 + gap <= places[other] - widths[other] / 2 + 1e-6
