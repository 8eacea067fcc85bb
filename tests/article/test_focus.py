"""Which work each sentence is about; where it cannot be told, it is about none."""

from __future__ import annotations

import pytest

from quiz.article.focus import Focus
from tests.article.reading import settled, shadows


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
