"""Which work each sentence is about; where it cannot be told, it is about none."""

from __future__ import annotations

import pytest

from quiz.article.focus import Focus
from tests.article.reading import settled, shadows
from tests.article.samples import told


def meant(content: str, medium: str = "") -> str:
    """The work that a sentence after a text would go on about."""
    whole = f"{content} Nobody said more."
    identity, _ = settled(whole)
    cast = shadows(whole)
    return Focus(identity, cast).work(cast[-1], medium)[0]


@pytest.mark.parametrize(("content", "work"), [
    ("The anime Cobalt Vesna was announced. The anime is new.", "Cobalt Vesna"),
    ("The anime Cobalt Vesna was announced. The film Old Piers is older.", "Old Piers"),
    ("The anime Cobalt Vesna was announced. It follows the film Old Piers.", "Cobalt Vesna"),
    ("Nothing was announced.", ""),
])  # fmt: skip
def test_the_work_that_is_spoken_of(content: str, work: str) -> None:
    assert meant(content) == work


def test_a_medium_leads_back_to_the_articles_own_work() -> None:
    content = "The anime Cobalt Vesna was announced. The anime is new. The film Old Piers is older."
    assert meant(content, "film") == "Old Piers"
    assert meant(content, "anime") == "Cobalt Vesna"


ROUND_UP = """Five things in manga

Tidewright Gets a Second Series

Haruto Onda told readers that the Tidewright manga gets a second series.

Cinder Gate Returns

Vilda Orme's manga is back after a long winter.

Glass Harbor Manga Ends

Anna Weiss will stop the manga in autumn.

Paper Orchard is Ending

Clara Lang's manga ends on June 5.
"""


def test_below_a_heading_of_news_the_work_is_the_headings() -> None:
    assert told(ROUND_UP, "original_author") == {
        "Cinder Gate": ("Vilda Orme",),
        "Paper Orchard": ("Clara Lang",),
    }


def test_what_a_work_comes_from_is_no_topic() -> None:
    content = "The manga Stone Harbor by Anna Weiss began in 2002. The manga, based on Karl Lang's Port, won."
    assert meant(content) == "Stone Harbor"


def test_a_sentence_gets_to_its_work_after_a_first_clause() -> None:
    content = "The manga Stone Harbor is new. After 13 volumes, Stone Harbor finally came to a stop."
    identity, _ = settled(content)
    cast = shadows(content)
    assert Focus(identity, cast).opening_work(cast[-1]) == "Stone Harbor"


def test_a_caption_is_no_heading() -> None:
    content = (
        "Film news\n\nAnna Weiss made the film Cinder Gate in 2011 and Karl Lang made the film Old Piers.\n\n"
        "Old Piers gets a sequel\n\nAnna Weiss in Cinder Gate\n\nThe film is set in Oslo. It is new.\n"
    )
    identity, _ = settled(content)
    cast = shadows(content)
    assert Focus(identity, cast).of(cast[-1]).topic == "Old Piers"


ITEMS = """Film News

- The film Old Piers is a hit. It was directed by Anna Weiss.
- Gonner will open in limited release on May 3. It is directed by Karl Lang.
- Vilda Orme will star in the thriller Stone Harbor, about a father.
"""


def test_an_item_about_an_unknown_name_lends_its_facts_to_no_other_work() -> None:
    assert told(ITEMS, "director") == {"Old Piers": ("Anna Weiss",)}


@pytest.mark.parametrize(("content", "found"), [
    ("The manga Old Piers is new. Author Anna Weiss and painter Karl Lang's Gonner opens in Oslo.", {}),
    ("The manga Old Piers is new. Author Anna Weiss drew it.", {"Old Piers": ("Anna Weiss",)}),
])  # fmt: skip
def test_who_owns_another_thing_made_that(content: str, found: dict[str, tuple[str, ...]]) -> None:
    assert told(content, "author") == found


def test_an_untitled_work_lends_its_facts_to_no_other() -> None:
    content = (
        "The film Old Piers is new. Anna Weiss has an untitled film with Karl Lang. The film is directed by "
        "Vilda Orme."
    )
    assert told(content, "director") == {}


def test_in_a_row_of_news_each_clause_is_of_its_own_work() -> None:
    content = (
        "The film Old Piers opens in May; the film Stone Harbor has a trailer; a sequel is directed by Anna "
        "Weiss; Karl Lang leaves."
    )
    assert told(content, "director") == {}


def test_the_day_of_a_volume_is_not_the_works() -> None:
    content = "The manga Old Piers has a second volume, which will arrive on June 9. The manga is long."
    assert told(content, "release_date") == {}


def test_a_row_of_clauses_on_one_work_is_of_that_work() -> None:
    content = (
        "The film Old Piers is new. The film is directed by Anna Weiss; the music is loud; it opens in May; "
        "Karl Lang leaves."
    )
    assert told(content, "director") == {"Old Piers": ("Anna Weiss",)}
