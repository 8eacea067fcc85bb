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


ROUND_UP = """Manga News 12/05/19

Onda Haruto Reveals Role in Coming Tidewright Sequel

The artist revealed that the Tidewright manga gets a sequel.

Cinder Gate Resumes

Vilda Orme's manga is coming out of its hiatus on April 26.

Glass Harbor Manga Ends

Anna Weiss will end the manga on April 30.

Paper Orchard is Ending

Clara Lang's manga ends on June 5.
"""


def test_below_a_heading_of_news_the_work_is_the_headings() -> None:
    assert told(ROUND_UP, "original_author") == {
        "Cinder Gate": ("Vilda Orme",),
        "Paper Orchard": ("Clara Lang",),
    }


def test_what_a_work_comes_from_is_no_topic() -> None:
    content = "The manga Stone Harbor by Anna Weiss began in 2002. The manga, based on Karl Lang's Harbor, won."
    assert meant(content) == "Stone Harbor"


def test_a_sentence_gets_to_its_work_after_a_first_clause() -> None:
    content = "The manga Stone Harbor is new. After 13 volumes, Stone Harbor finally came to a stop."
    identity, _ = settled(content)
    cast = shadows(content)
    assert Focus(identity, cast).opening_work(cast[-1]) == "Stone Harbor"
