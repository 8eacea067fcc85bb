"""Blocks and sentences: where one ends, what is a heading, and what is furniture."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.article.text import sentences


def told(content: str) -> list[str]:
    return [sentence.text for sentence in sentences(content)]


@pytest.mark.parametrize("one", [
    "Dr. Ada Lund met Prof. Ito at the fair.",
    "The score is by J. R. Hale and Samuel C. Dorsey of Ohio.",
    "The studio Production I.G made it.",
    "She was born in St. Ives on Mt. Pleasant in the U.S. state of Maine.",
    "Symphony No. 8 is by Op. 3 standards long.",
    "He asked “Is it done?” and left.",
    "The quiz show Jeopardy! went on for years.",
    "It rose by 2.5 million in a year.",
    "The film (it won twice. Nobody knew why.) was lost.",
    "The series Yahoo! bought was lost",
    "The firm Tern! Studios has bought it.",
    "It stars Mio in Harbor X. THE ANIMATION this spring.",
])  # fmt: skip
def test_a_dot_that_ends_no_sentence(one: str) -> None:
    assert told(one) == [one]


@pytest.mark.parametrize(("content", "found"), [
    ("It ended. He left.", ["It ended.", "He left."]),
    ("It ended! “So what?” He left.", ["It ended!", "“So what?”", "He left."]),
    ("The firm is Hale Inc. It is old.", ["The firm is Hale Inc.", "It is old."]),
    ("They met at 5 p.m. The day was long.", ["They met at 5 p.m.", "The day was long."]),
    ("He lives in the U.S. He works there.", ["He lives in the U.S.", "He works there."]),
    ("Was it so? Yes.", ["Was it so?", "Yes."]),
    ("It is over.”Then it began, he said.", ["It is over.”Then it began, he said."]),
    ("終わりました。始まりました。", ["終わりました。", "始まりました。"]),
    ("One line\n\nAnother line.", ["One line", "Another line."]),
    ("- Director: Ada Lund\n- Music: Bo Lind", ["- Director: Ada Lund", "- Music: Bo Lind"]),
    ("• Ada Lund directs.\n• Bo Lind writes.", ["Ada Lund directs.", "Bo Lind writes."]),
    ("", []),
    (" \n\t\n ", []),
])  # fmt: skip
def test_sentences(content: str, found: list[str]) -> None:
    assert told(content) == found


def test_what_a_lost_line_left_twice_is_read_once() -> None:
    content = "Aoi Sakura voices the girl as Mio\nas Mio in the anime of that name.\n"
    assert " ".join(told(content)).count("as Mio") <= 1


def test_a_headline_in_capitals_is_a_heading() -> None:
    content = "My Lamp Is a Harbor Gets an Anime This Spring\n\nThe anime will air in May, says the studio."
    assert [sentence.heading for sentence in sentences(content)] == [True, False]


def test_a_text_that_was_wrapped_by_hand_is_joined() -> None:
    lines = (
        "Ada Lund was a painter of harbours who lived in a small house by\n"
        "the sea with her two brothers, and she kept a book of every ship\n"
        "that came in. The book is now in the museum of the town, where a\n"
        "copy of it can be read by anyone.\n"
    )
    found = sentences(lines)
    assert len(found) == 2
    assert found[0].text.startswith("Ada Lund was a painter")
    assert "by\nthe sea" in found[0].text
    assert found[0].paragraph == found[1].paragraph


@pytest.mark.parametrize("line", [
    "top of page", "Share this on Facebook", "Read more: ten other lists", "Advertisement", "Menu",
    "© 2024 The Harbour Times", "All rights reserved.", "Photo by Ada Lund", "By Ada Lund",
    "Home | News | Reviews | About", "3 min read", "Tags: anime, news", "https://example.org/a/b",
    "# source: https://example.org/a/b", "Leave a Reply", "We use cookies to improve your visit.",
])  # fmt: skip
def test_furniture_is_skipped_and_stays_in_the_text(line: str) -> None:
    content = f"{line}\n\nAda Lund directed the film."
    [only] = sentences(content)
    assert only.text == "Ada Lund directed the film."
    assert only.start == content.index("Ada Lund directed")
    assert only.paragraph == 0


@pytest.mark.parametrize(("line", "heading"), [
    ("The Harbour Years", True),
    ("A Quiet Film That Listens", True),
    ("Ada Lund directed the film.", False),
    ("Director: Ada Lund", False),
    ("The cast is complete", False),
    ("Bo Lind as Hjalmar", False),
])  # fmt: skip
def test_a_heading_says_nothing_by_itself(line: str, heading: bool) -> None:
    [one, _] = sentences(f"{line}\n\nAda Lund left the stage in 1990.")
    assert one.heading is heading


def test_spans_are_exact_whatever_stands_around() -> None:
    content = "\n\n  • One thing ended.  Another began… \n\n\t“Is it?” she said.\n"
    for one in sentences(content):
        assert one.text == content[one.start : one.end]
        assert one.text == one.text.strip()


def test_what_never_ends_is_no_sentence() -> None:
    content = "Ada Lund left.\n\n" + "and so on " * 400 + "\n\nBo Lind stayed."
    assert told(content) == ["Ada Lund left.", "Bo Lind stayed."]


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from("aB .!?\n“”\"'()[]•-I。:,é1"), max_size=120))
def test_any_text_gives_exact_ordered_spans(content: str) -> None:
    at = 0
    for one in sentences(content):
        assert one.text == content[one.start : one.end]
        assert one.start >= at
        assert one.start < one.end
        at = one.end
