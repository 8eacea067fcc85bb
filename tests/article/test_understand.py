"""The reading as a whole: nothing stops it, and every piece that it names stands where it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quiz.article.patterns import Pattern, Rules
from quiz.article.text import sentences
from quiz.article.understand import understand
from quiz.core.facts import Evidence, Reading
from quiz.core.folding import fold
from tests.article.samples import ALL, OPINION, reading

ODD = [
    *("\u200b", "\u202e", "\ufeff", "\u0301", "é", "İ", "ß", "ŉ", "\ue000", "\ue123", "\uf8ff", "😀", "\x00"),
    *("(", ")", "[", "]", "“", "”", '"', "'", "’", "「", "」", "«", "…", "—", "–", "-", ":", ".", ",", ";"),
    *(
        "\n",
        "\n\n",
        "\t",
        "\u00a0",
        "\u2028",
        "{person}",
        "\\",
        "$1",
        "|",
        "·",
        "•",
        "24:30",
        "[O.S. 28 June]",
    ),
]
WORDS = [
    *(
        "director",
        "Ada Lund",
        "Bo",
        "the anime",
        "The film Harbour Lights",
        "Production I.G",
        "Dr.",
        "May 5, 1961",
    ),
    *(
        "in 1999",
        "19 years",
        "the 80s",
        "$60,000",
        "nine",
        "(Space Dandy)",
        "as",
        "and",
        "is",
        "was born",
        "in Tokyo",
    ),
    *(
        "“Paper Moonrise”",
        "'Old Piers'",
        "he",
        "She",
        "its",
        "the company",
        "voiced by",
        "based on",
        "Rouge's",
    ),
    *("LSA", "(LSA)", "wife", "won the award", "died", "composing the music", "at Madhouse", "4-episode OVA"),
]
PIECES = [sentence.text for content in ALL.values() for sentence in sentences(content)]


def texts() -> st.SearchStrategy[str]:
    """Texts with much in them that a reading catches at."""
    part = st.one_of(
        st.sampled_from(PIECES), st.sampled_from(WORDS), st.sampled_from(ODD), st.text(max_size=12)
    )
    return st.lists(part, max_size=14).flatmap(
        lambda parts: st.sampled_from([" ", "", ", ", "\n", ". "]).map(lambda gap: gap.join(parts))
    )


def evidence(read: Reading) -> Iterator[Evidence]:
    for fact in read.facts:
        yield fact.evidence
    for clash in read.contradictions:
        yield from (side.evidence for side in clash.sides)
    for left in read.left_out:
        yield left.evidence


def check(read: Reading) -> None:
    """What holds of every reading."""
    for one in evidence(read):
        assert one.text == read.content[one.start : one.end]
        assert one.text.strip()
    for fact in read.facts:
        assert fact.relation
        assert fact.objects
        assert all(name.strip() == name and name for name in fact.objects)
        assert fact.stem or fact.subject
        assert 0 < fact.confidence <= 1
        assert fact.stem or not {fold(fact.subject)} & set(map(fold, fact.objects)) - {""}
    for clash in read.contradictions:
        assert len({fold(side.object) for side in clash.sides}) > 1
    for entity in read.entities:
        assert entity.name
        assert 0 <= entity.first < len(read.content)


@pytest.mark.parametrize("name", ALL)
def test_whole_articles(name: str) -> None:
    read = reading(ALL[name])
    check(read)
    assert len(read.facts) >= 5


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("")
# Icons of saved pages stand where the signs of a shadow do.
@example("\ue000\ue040 director \ue000 (\ue001) at \ue0c0.")
@example("(" * 300 + "Ada Lund" + ")" * 300)
@example("“" * 50 + "Ada Lund is directing" + "'" * 50)
@example("İ" * 40 + " director Ada Lund of the film İstanbul.")
@example("Ada Lund, " * 400)
@example("director " * 200 + "Ada Lund")
@example("a" * 5000 + " Ada Lund directed it.")
@given(texts())
def test_no_text_stops_a_reading_and_every_piece_is_exact(content: str) -> None:
    read = understand(content)
    check(read)
    assert understand(content) == read


def test_progress_is_told_after_each_sentence() -> None:
    told: list[tuple[int, int]] = []
    understand(
        "Ada Lund left. Bo Lind stayed.\n\nNobody came.", progress=lambda n, whole: told.append((n, whole))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_is_read_is_told() -> None:
    read = understand("The anime Cobalt Vesna is directed by Mitsuru Ohno.", "Cobalt Vesna Gets a Director")
    assert (read.title, read.language, read.words) == ("Cobalt Vesna Gets a Director", "en", 9)
    assert (read.subject, read.subject_kind) == ("Cobalt Vesna", "anime")


def test_an_article_bears_its_subjects_name_or_its_headline_where_that_names_another() -> None:
    said = "The anime Cobalt Vesna is directed by Mitsuru Ohno."
    assert understand(f"Cobalt Vesna Gets a Director\n\n{said}").title == "Cobalt Vesna"
    assert understand(f"News of the week\n\n{said}").title == "News of the week"
    assert understand(said).title == "Cobalt Vesna"


def test_an_opinion_piece_holds_next_to_nothing() -> None:
    assert len(reading(OPINION).facts) <= 1


def test_the_work_grows_with_the_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text tries twice the patterns: none is tried again for what was read before."""
    tried = 0
    plain = Rules.wanted

    def counting(self: Rules, *given: Any, **more: Any) -> Iterator[Pattern]:
        nonlocal tried
        for rule in plain(self, *given, **more):
            tried += 1
            yield rule

    monkeypatch.setattr(Rules, "wanted", counting)
    counts = []
    for times in (1, 2, 4):
        tried = 0
        understand("\n\n".join(ALL["news"] for _ in range(times)))
        counts.append(tried)
    once, twice, four_times = counts
    assert once > 50
    assert twice <= 2.2 * once
    assert four_times <= 2.2 * twice
