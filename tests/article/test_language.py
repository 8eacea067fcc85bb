"""English, or not."""

from __future__ import annotations

import pytest

from quiz.article.language import guess
from tests.article.samples import ALL, GERMAN, JAPANESE, OPINION


@pytest.mark.parametrize("content", [*ALL.values(), OPINION])
def test_english_articles_are_english(content: str) -> None:
    assert guess(content) == "en"


@pytest.mark.parametrize(("text", "language"), [
    (GERMAN, "de"),
    (JAPANESE, "ja"),
    ("Le film est une histoire pour les enfants, et il est dans la salle avec des amis.", "fr"),
    ("La película es una historia para los niños, y fue dirigida por un hombre que no la vio.", "es"),
    ("Il film è stato diretto da un uomo che non era del mestiere, e per questo sono qui.", "it"),
    ("De film is gemaakt door een man die het niet zag, en dat was voor hem ook niet nodig.", "nl"),
    ("Filmen är gjord av en man som inte såg den, och det var för att han inte hade tid till det.", "sv"),
    ("Фильм снял человек, который никогда его не видел.", "ru"),
    ("이 작품은 새로운 애니메이션입니다.", "ko"),
    ("这部电影是他最好的作品。", "zh"),
    ("", "und"),
    ("1234 5678 ... !!!", "und"),
    ("zzkx qwrt plmk vbnn gghh ttyy uuii ooaa ppss", "und"),
])  # fmt: skip
def test_other_languages(text: str, language: str) -> None:
    assert guess(text) == language


def test_a_list_of_names_in_english_letters_is_given_a_chance() -> None:
    assert guess("Ada Lund, Bo Lind") == "en"


def test_japanese_names_in_an_english_text_change_nothing() -> None:
    assert (
        guess("The film 灯台の物語 was directed by a man who had never seen one, and it was liked.") == "en"
    )
