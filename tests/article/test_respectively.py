"""Two lists side by side, told apart by their order."""

from __future__ import annotations

import pytest

from tests.article.telling import pairs

HEAD = "Harbor Lanterns Anime Reveals Cast\n\nThe television anime Harbor Lanterns premieres on April 4. "
PAIRED = {("Mio Arase", "Aoi Sakura"), ("Kanata Mori", "Kenta Ono")}


@pytest.mark.parametrize(
    "text",
    [
        "Aoi Sakura and Kenta Ono voice Mio Arase and Kanata Mori, respectively.",
        "Mio Arase and Kanata Mori are voiced by Aoi Sakura and Kenta Ono, respectively.",
    ],
)
def test_each_plays_the_part_of_the_same_place(text: str) -> None:
    assert pairs(HEAD + text, "voice_actor") == PAIRED


def test_lists_of_unlike_length_tell_nothing() -> None:
    text = "Aoi Sakura, Rie Ota and Kenta Ono voice Mio Arase and Kanata Mori, respectively."
    assert pairs(HEAD + text, "voice_actor") == set()
