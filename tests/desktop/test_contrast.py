"""Contrast of every theme, with and without the colour-blind palette, from the theme files (WCAG 2.2)."""

import tomllib

import pytest

from quiz.desktop.theme import THEMES
from quiz.resources import assets

Palette = dict[str, str]
TEXT, MARK = 4.5, 3.0
CHOICES = [f"choice{n}" for n in range(1, 7)]
GROUNDS = ["background", "surface", "raised"]
# The fills of tile-states.png that are in play, and the border each has ("choice": its own colour).
TILES = {
    "idle": ("surface", "edge"),
    "hover": ("raised", "edge"),
    "focus": ("surface", "focus"),
    "pressed": ("pressed", "choice"),
    "chosen": ("raised", "choice"),
    "right, chosen": ("right_fill", "right"),
    "wrong, chosen": ("wrong_fill", "wrong"),
    "right, not chosen": ("missed_fill", "right"),
}


def load(name: str, colour_blind: bool) -> Palette:
    table = tomllib.loads((assets() / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
    return table["colours"] | (table["colour_blind"] if colour_blind else {})


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def weak(palette: Palette, pairs: list[tuple[str, str]], least: float) -> list[str]:
    return [
        f"{front} on {ground}: {found:.2f} < {least}"
        for front, ground in pairs
        if (found := contrast(palette[front], palette[ground])) < least
    ]


@pytest.fixture(params=[(name, blind) for name in THEMES for blind in (False, True)], ids=str)
def palette(request: pytest.FixtureRequest) -> Palette:
    return load(*request.param)


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_text(palette: Palette) -> None:
    pairs = [(text, ground) for text in ("text", "muted") for ground in [*GROUNDS, "pressed"]]
    pairs += [("text", "selection"), ("on_accent", "accent"), ("on_accent", "accent_hover")]
    pairs += [("on_accent", "accent_pressed"), ("accent", "background"), ("wrong", "background")]
    pairs += [("right", "background"), ("streak", "background"), ("text", "hover"), ("muted", "hover")]
    pairs += [("text", "mark"), ("text", "mark_key")]
    assert weak(palette, pairs, TEXT) == []


def test_edges_marks_and_focus(palette: Palette) -> None:
    marks = ["edge", "focus", "right", "wrong", "accent", "ring", "ring_amber", "ring_red"]
    pairs = [(mark, ground) for mark in marks for ground in ("background", "surface")]
    pairs += [("edge", "raised"), ("focus", "raised"), ("focus", "hover"), ("accent", "raised")]
    assert weak(palette, pairs, MARK) == []


def test_every_tile_state_in_play(palette: Palette) -> None:
    found = []
    for state, (fill, border) in TILES.items():
        found += [f"{state}: {fault}" for fault in weak(palette, [("text", fill), ("muted", fill)], TEXT)]
        borders = CHOICES if border == "choice" else [border]
        marks = [(mark, fill) for mark in [*CHOICES, *borders]]
        # The border also stands against the page, the badge and its mark against each other and the tile.
        marks += [(mark, "background") for mark in borders]
        marks += [(mark if mark in ("right", "wrong") else "edge", fill) for mark in borders]
        found += [f"{state}: {fault}" for fault in weak(palette, marks, MARK)]
    assert found == []


def test_tiles_out_of_play_keep_their_text(palette: Palette) -> None:
    assert weak(palette, [("muted", "background")], TEXT) == []


def test_pips(palette: Palette) -> None:
    pairs = [("right", "right_fill"), ("wrong", "wrong_fill"), ("ring_amber", "background")]
    assert weak(palette, [*pairs, ("text", "background"), ("muted", "background")], MARK) == []


@pytest.mark.parametrize("colour_blind", [False, True])
def test_high_contrast_earns_its_name(colour_blind: bool) -> None:
    palette = load("contrast", colour_blind)
    pairs = [(text, ground) for text in ("text", "muted", "accent") for ground in GROUNDS]
    assert weak(palette, pairs, 7.0) == []


@pytest.mark.parametrize("colour_blind", [False, True])
def test_themes_have_the_same_roles(colour_blind: bool) -> None:
    assert len({frozenset(load(name, colour_blind)) for name in THEMES}) == 1
