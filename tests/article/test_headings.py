"""What headings of news are about."""

from __future__ import annotations

import pytest

from quiz.article.headings import headlined, titles, topics
from quiz.article.text import sentences


@pytest.mark.parametrize(("text", "title"), [
    ("Lantern Ward Manga Ends in May", "Lantern Ward"),
    ("Cinder Gate is Ending", "Cinder Gate"),
    ("“Glass Harbor” Gets an Anime", "Glass Harbor"),
    ("Paper Orchard to End Soon", "Paper Orchard"),
    ("Where to watch it", ""),
    ("Staff and cast", ""),
    ("The story so far ends here", ""),
])  # fmt: skip
def test_the_title_before_the_news(text: str, title: str) -> None:
    assert headlined(text) == title


def test_the_titles_below_the_first_line() -> None:
    content = (
        "Manga News\n\nCinder Gate Resumes\n\nIt goes on.\n\nGlass Harbor is Ending\n\nIt ends in May.\n"
    )
    assert topics(sentences(content)) == {"Cinder Gate", "Glass Harbor"}


def test_titles_that_stand_alone_in_quotes() -> None:
    content = "Films that were sold\n\n“Old Piers”\n\nIt is new.\n\n“Stone Harbor”\n\nIt is old.\n"
    assert titles(sentences(content)) == {"Old Piers", "Stone Harbor"}
