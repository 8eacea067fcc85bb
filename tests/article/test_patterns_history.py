"""Firms, buildings, history and science: what the patterns find, and what they leave alone."""

from __future__ import annotations

import sys

import pytest

from quiz.article.understand import understand
from tests.article.telling import facts, relations, told

FIRM = (
    "Casa Moura was founded in 1921 by the brothers António Moura and Rui Moura in Porto. Casa Moura "
    "employs 320 people. "
)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("", ("founder", "Casa Moura", "António Moura")),
        ("", ("founder", "Casa Moura", "Rui Moura")),
        ("", ("founding_year", "Casa Moura", "1921")),
        ("", ("employee_count", "Casa Moura", "320")),
        ("Casa Moura, which is based in Porto, makes coffee.", ("headquarters", "Casa Moura", "Porto")),
        ("Casa Moura's chief executive, Marit Holm, resigned.", ("ceo", "Casa Moura", "Marit Holm")),
        ("Marit Holm, chairwoman of Casa Moura, resigned.", ("chairman", "Casa Moura", "Marit Holm")),
        ("Marit Holm succeeded Karl Lind in 2019.", ("predecessor", "Marit Holm", "Karl Lind")),
        (
            "The company reported revenue of 57 million euros in 2020.",
            ("revenue", "Casa Moura", "57 million euros"),
        ),
        (
            "Casa Moura agreed to buy Dubois Brewery for $12 million.",
            ("acquirer", "Dubois Brewery", "Casa Moura"),
        ),
        (
            "Casa Moura agreed to buy Dubois Brewery for $12 million.",
            ("purchase_price", "Dubois Brewery", "$12 million"),
        ),
        ("Shares in Casa Moura fell 1.8% on Monday.", ("percentage", "shares in Casa Moura", "1.8%")),
        (
            "Casa Moura is listed on the Lisbon Stock Exchange.",
            ("stock_exchange", "Casa Moura", "Lisbon Stock Exchange"),
        ),
    ],
)
def test_of_a_firm(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(FIRM + text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Casa Moura is in talks to buy Dubois Brewery.", "acquirer"),
        ("Casa Moura did not buy Dubois Brewery.", "acquirer"),
        ("Casa Moura has acquired the manga Red Lantern.", "acquirer"),
        (
            "Dubois Brewery is based in Lille.\n\nDubois Brewery and Casa Moura met. The company closed its "
            "Lyon plant.",
            "closed_office",
        ),
        ("The studio's next film, Harbour Lights, is late.", "next_work"),
    ],
)
def test_no_fact_of_a_firm(text: str, relation: str) -> None:
    assert relation not in relations(FIRM + text)


BRIDGE = (
    "The Hollin Viaduct is a railway bridge in Northumberland. The viaduct is old. The viaduct is red. The "
    "viaduct stands. "
)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The viaduct is 412 metres long and 38 metres high.", ("measure", "Hollin Viaduct", "412 metres")),
        ("The viaduct is 412 metres long and 38 metres high.", ("measure", "Hollin Viaduct", "38 metres")),
        (
            "The viaduct was designed by the Scottish engineer James Telfer.",
            ("designer", "Hollin Viaduct", "James Telfer"),
        ),
        (
            "The viaduct was opened on 2 September 1850.",
            ("opening_date", "Hollin Viaduct", "2 September 1850"),
        ),
        (
            "The viaduct was built by the contractors Rennie & Logan.",
            ("contractor", "Hollin Viaduct", "Rennie & Logan"),
        ),
    ],
)
def test_of_a_building(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(BRIDGE + text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The tunnel is 412 metres long.", "measure"),
        ("The old station was opened on 2 September 1850.", "opening_date"),
        ("It was not designed by James Telfer.", "designer"),
    ],
)
def test_no_fact_of_a_building(text: str, relation: str) -> None:
    assert relation not in relations(BRIDGE + text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The Battle of Aske Bridge was fought on 4 May 1648.",
            ("event_date", "Battle of Aske Bridge", "4 May 1648"),
        ),
        (
            "The Lund Exhibition took place in Hyde Park from 1 May to 15 October 1851.",
            ("start_date", "Lund Exhibition", "1 May"),
        ),
        (
            "The Lund Exhibition took place in Hyde Park from 1 May to 15 October 1851.",
            ("event_place", "Lund Exhibition", "Hyde Park"),
        ),
        (
            "Comet Vemm was discovered in 1958 by the astronomer Karl Lind.",
            ("discoverer", "Comet Vemm", "Karl Lind"),
        ),
    ],
)
def test_of_history_and_science(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    "filler",
    [
        "the young man and ",
        "Anna Berglund, the old engineer, and ",
        "in 1902 at the house of ",
        "his father, ",
    ],
)
@pytest.mark.timeout(60)
def test_twice_as_long_a_sentence_is_about_twice_the_work(filler: str) -> None:
    """Counted in calls; an expression that goes back and forth for ever would run into the timeout."""

    def work(length: int) -> int:
        words = (filler * 120).split()[:length]
        text = "Anna Berglund was born in " + " ".join(words) + "."
        understand(text)  # what is worked out once for all texts does not count
        calls = 0

        def count(frame: object, event: str, argument: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            understand(text)
        finally:
            sys.setprofile(before)
        return calls

    assert work(300) <= 2.2 * work(150)


BUYERS = (
    "Casa Moura was founded in 1921 in Porto. Casa Moura employs 320 people. "
    "In 1938, Casa Moura was purchased by the Dubois Brewery. In 1984, Hasbro bought Casa Moura."
)


def test_each_of_two_buyers_has_a_year() -> None:
    found = {(fact.objects, fact.qualifier) for fact in facts(BUYERS) if fact.relation == "acquirer"}
    assert found == {(("Dubois Brewery",), "in 1938"), (("Hasbro",), "in 1984")}


def test_two_founders_are_both_named() -> None:
    text = (
        "Anna Berglund was a Swedish painter. She was born in Lund. In 1953 Anna Berglund founded Primrose "
        "Productions with Erik Holm."
    )
    found = {(fact.relation, fact.subject, fact.objects) for fact in facts(text)}
    assert ("who_did", "founded Primrose Productions together with Anna Berglund", ("Erik Holm",)) in found
    assert not any(relation == "founder" for relation, _, _ in found)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "On 24 May 1883, the viaduct was opened to the public.",
            ("opening_date", "Hollin Viaduct", "24 May 1883"),
        ),
        (
            "The viaduct's construction took 14 years and cost £2 million.",
            ("how_many", "years did the Hollin Viaduct take to build", "14"),
        ),
        (
            "The viaduct's construction took 14 years and cost £2 million.",
            ("price", "Hollin Viaduct", "£2 million"),
        ),
        (
            "James Telfer, the Hollin Viaduct's creator, was a Scot.",
            ("designer", "Hollin Viaduct", "James Telfer"),
        ),
        (
            "A second Hollin Viaduct was completed in 1709.",
            ("completion_date", "the second Hollin Viaduct", "1709"),
        ),
        (
            "The first Hollin Viaduct was destroyed by fire on 27 November 1703.",
            ("when_did", "the first Hollin Viaduct", "27 November 1703"),
        ),
        (
            "The first keeper of Hollin Viaduct was Jon Sarre.",
            ("first_office_holder", "keeper of Hollin Viaduct", "Jon Sarre"),
        ),
    ],
)
def test_of_a_building_and_its_making(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(BRIDGE + text)


def test_the_work_of_another_builder_is_not_this_one() -> None:
    text = BRIDGE + "A second Hollin Viaduct was completed in 1709. That was the work of John Orme, a mason."
    assert ("designer", "Hollin Viaduct", "John Orme") not in told(text)
