"""Lives: what the patterns find in plain sentences, and what they leave alone."""

from __future__ import annotations

import pytest

from tests.article.telling import HEAD, facts, relations, told


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # birth
        ("Anna Berglund was born on 3 May 1902 in Lund.", ("birth_date", "Anna Berglund", "3 May 1902")),
        ("Anna Berglund was born on 3 May 1902 in Lund.", ("birth_place", "Anna Berglund", "Lund")),
        ("Anna Berglund was born in 1902 in the village of Torna.", ("birth_year", "Anna Berglund", "1902")),
        (
            "Anna Berglund was born in the village of Torna in 1902.",
            ("birth_place", "Anna Berglund", "Torna"),
        ),
        (
            "Born in Malmö on 3 May 1902, Anna Berglund was an only child.",
            ("birth_place", "Anna Berglund", "Malmö"),
        ),
        (
            "Born in Malmö on 3 May 1902, Anna Berglund was an only child.",
            ("birth_date", "Anna Berglund", "3 May 1902"),
        ),
        (
            "Anna Berglund was the youngest of six children of a ferry pilot.",
            ("parent_trade", "Anna Berglund", "ferry pilot"),
        ),
        # death
        ("Anna Berglund died on 7 June 1980 in Oslo.", ("death_date", "Anna Berglund", "7 June 1980")),
        ("Anna Berglund died in Oslo in 1980.", ("death_year", "Anna Berglund", "1980")),
        (
            "Anna Berglund died of pneumonia in Oslo at the age of 78.",
            ("death_cause", "Anna Berglund", "pneumonia"),
        ),
        ("Anna Berglund died of pneumonia in Oslo at the age of 78.", ("death_age", "Anna Berglund", "78")),
        (
            "Anna Berglund died on 3 November at her home in Oslo. She was 91.",
            ("death_age", "Anna Berglund", "91"),
        ),
        (
            "Anna Berglund was killed in a plane crash in 1951.",
            ("death_cause", "Anna Berglund", "plane crash"),
        ),
        # family
        (
            "Anna Berglund was born in Lund to Erik Berglund, a priest, and Maria Holm.",
            ("father", "Anna Berglund", "Erik Berglund"),
        ),
        (
            "Anna Berglund was born in Lund to Erik Berglund, a priest, and Maria Holm.",
            ("mother", "Anna Berglund", "Maria Holm"),
        ),
        (
            "Anna Berglund's son, the cellist Peter Berglund, spoke first.",
            ("son", "Anna Berglund", "Peter Berglund"),
        ),
        ("Anna Berglund married Karl Lind in 1931.", ("spouse", "Anna Berglund", "Karl Lind")),
        ("Karl Lind, the husband of Anna Berglund, was a judge.", ("spouse", "Anna Berglund", "Karl Lind")),
        # trade and nationality
        ("Anna Berglund was a Swedish chemist.", ("nationality", "Anna Berglund", "Swedish")),
        ("Anna Berglund was a Swedish chemist.", ("profession", "Anna Berglund", "chemist")),
        ("There she met the cameraman Wim Teunissen.", ("profession", "Wim Teunissen", "cameraman")),
        (
            "It was shown by the Belgian film director Raoul Servranckx.",
            ("nationality", "Raoul Servranckx", "Belgian"),
        ),
        # school, work, homes
        (
            "Anna Berglund studied at Uppsala University under the botanist Karl Lind.",
            ("university", "Anna Berglund", "Uppsala University"),
        ),
        (
            "Anna Berglund studied at Uppsala University under the botanist Karl Lind.",
            ("teacher", "Anna Berglund", "Karl Lind"),
        ),
        ("Anna Berglund worked as a bookseller in Lund.", ("job", "Anna Berglund", "bookseller")),
        ("In 1881, Anna Berglund moved to Budapest.", ("moved_to", "Anna Berglund", "Budapest")),
        # offices and honours
        (
            "Anna Berglund was elected president of the Royal Society in 1950.",
            ("office", "Anna Berglund", "president of the Royal Society"),
        ),
        ("Anna Berglund won the Copley Medal in 1955.", ("award", "Anna Berglund", "Copley Medal")),
        (
            "Anna Berglund was nominated for the Nobel Prize in 1955.",
            ("nomination", "Anna Berglund", "Nobel Prize"),
        ),
    ],
)
def test_of_a_life(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text if text.startswith(("Anna", "Born", "Karl")) else HEAD + text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Anna Berglund was not born in Lund.", "birth_place"),
        ("Anna Berglund was born in a cottage near Lund.", "birth_place"),
        ("Anna Berglund died after contracting an unspecified illness.", "death_cause"),
        ("Anna Berglund never married Karl Lind.", "spouse"),
        ("Anna Berglund's father was a friend of Karl Lind.", "father"),
        ("Anna Berglund's brother-in-law Karl Lind wrote to her.", "brother"),
        ("Anna Berglund won the Battle of Lund in 1676.", "award"),
        ("Anna Berglund refused to study at Uppsala University.", "university"),
        ("Anna Berglund was 91 when the house burnt down.", "death_age"),
        ("Anna Berglund was the fourth of five children.", "siblings_count"),
        ("The road to the firm was long. Norwegian publisher Fjordlight said nothing.", "profession"),
    ],
)
def test_no_fact_of_a_life(text: str, relation: str) -> None:
    assert relation not in relations(text)


def test_a_marriage_has_its_own_year() -> None:
    found = facts("Anna Berglund was a chemist. She married Karl Lind but they divorced in 1945.")
    years = {(fact.context, fact.objects) for fact in found if fact.relation == "act_year"}
    assert years <= {("divorce Karl Lind", ("1945",)), ("divorce", ("1945",))}


def test_two_awards_have_their_years() -> None:
    text = (
        "Anna Berglund was a painter. Berglund received the Silver Brush in 1972 and, in 1979, the Golden "
        "Brush."
    )
    found = {(fact.objects, fact.qualifier) for fact in facts(text) if fact.relation == "award"}
    assert found == {(("Silver Brush",), "in 1972"), (("Golden Brush",), "in 1979")}


def test_children_in_a_family_are_no_siblings() -> None:
    found = [
        fact
        for fact in facts("Anna Berglund was the fourth of five children.")
        if fact.relation == "how_many"
    ]
    assert [(fact.subject, fact.objects) for fact in found] == [
        ("children did the parents of Anna Berglund have", ("five",))
    ]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Casa Moura is a bakery. Casa Moura is a subsidiary of Hasbro.",
            ("owner", "Casa Moura", "Hasbro"),
        ),
        (
            "Casa Moura was founded in 1921 in Porto. Casa Moura has since grown to 131 stores.",
            ("how_many", "stores has Casa Moura grown to", "131"),
        ),
        (
            "Casa Moura was founded in 1921 in Porto. Casa Moura went public back in 2016.",
            ("act_year", "Casa Moura", "2016"),
        ),
        (
            "Casa Moura was founded in 1921 in Porto. Casa Moura released the first commercial bread oven, "
            "the Radarange, in 1947.",
            ("what_was", "was the name of the first commercial bread oven", "Radarange"),
        ),
        (
            "The Suez Canal Company came into being on 15 December 1858.",
            ("founding_year", "Suez Canal Company", "15 December 1858"),
        ),
        (
            HEAD + "Carl Koch operated the camera of many films until his death in 1963.",
            ("death_year", "Carl Koch", "1963"),
        ),
        (
            HEAD + "Berglund received her doctorate in physics in 1907.",
            ("act_year", "Anna Berglund", "1907"),
        ),
        (
            "The series Low Tide was made in Lund by Anna Berglund. Low Tide was shown in 22 countries.",
            ("how_many", "countries was Low Tide seen in", "22"),
        ),
        (
            HEAD + "Elias Howe, inventor of the sewing machine, admired her.",
            ("inventor", "the sewing machine", "Elias Howe"),
        ),
        (
            "The first microwave oven was about 5 feet tall and weighed over 750 pounds.",
            ("measure", "the first microwave oven", "5 feet"),
        ),
        (
            "The first microwave oven was about 5 feet tall and weighed over 750 pounds.",
            ("measure", "the first microwave oven", "750 pounds"),
        ),
        (
            "Great Exhibition\n\nThe Great Exhibition was held in Hyde Park. When the doors closed, the "
            "event had made a profit of about £186,000.",
            ("how_much", "profit did the Great Exhibition make", "£186,000"),
        ),
        (
            "In 2005 the team had an eight-tonne scanner, nicknamed Bladerunner, built by the British "
            "company X-Tek and shipped to Athens.",
            ("manufacturer", "the eight-tonne scanner Bladerunner", "X-Tek"),
        ),
    ],
)
def test_what_is_plainly_said(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


def test_the_first_of_several_is_not_the_present_one() -> None:
    text = (
        "Eddystone Lighthouse\n\nThe Eddystone Lighthouse is a lighthouse in Cornwall, England. The first "
        "Eddystone Lighthouse was completed in November 1698."
    )
    found = [(fact.subject, fact.objects) for fact in facts(text) if fact.relation == "completion_date"]
    assert found == [("the first Eddystone Lighthouse", ("November 1698",))]


def test_a_captain_of_divers_holds_no_rank() -> None:
    assert "rank" not in relations("A party of sponge divers was led by Captain Dimitrios Kondos in Greece.")
    assert "rank" in relations("The regiment was led by Captain Dimitrios Kondos in Greece.")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # After a first clause, about whom it began with
        (
            HEAD + "Berglund left school at 16 and enrolled at Uppsala University.",
            ("university", "Anna Berglund", "Uppsala University"),
        ),
        (
            HEAD + "Berglund wrote for newspapers and received the Lindqvist Medal in 1931.",
            ("award", "Anna Berglund", "Lindqvist Medal"),
        ),
        (
            HEAD + "She sold the house, and later moved to Oslo in 1935.",
            ("moved_to", "Anna Berglund", "Oslo"),
        ),
        (
            HEAD + "Berglund graduated from Lund University in 1924, earned a master's degree in botany from "
            "Uppsala University in 1926, and taught.",
            ("university", "Anna Berglund", "Uppsala University"),
        ),
        # Birth, family, those who are left
        (
            "Anna Berglund was born in Salem, Ore., on 3 May 1902, the youngest of five children and the "
            "only daughter of two doctors, Erik Berglund and Maria Holm.",
            ("birth_date", "Anna Berglund", "3 May 1902"),
        ),
        (
            "Anna Berglund was born in Salem, Ore., on 3 May 1902, the youngest of five children and the "
            "only daughter of two doctors, Erik Berglund and Maria Holm.",
            ("mother", "Anna Berglund", "Maria Holm"),
        ),
        (
            HEAD + "Anna Lindgren was born in Lund in 1902.",
            ("birth_place", "Anna Berglund", "Lund"),
        ),
        (
            "Born in London and educated at Oxford University, Anna Berglund was a chemist.",
            ("university", "Anna Berglund", "Oxford University"),
        ),
        (
            "Born in Torna and having grown up in Leeds, Anna Berglund became a chemist.",
            ("residence", "Anna Berglund", "Leeds"),
        ),
        (
            HEAD + "Berglund is survived by two daughters, Clara and Ingrid; a brother, Nils Berglund; and "
            "three grandchildren.",
            ("daughter", "Anna Berglund", "Clara"),
        ),
        (
            HEAD + "Berglund is survived by two daughters, Clara and Ingrid; a brother, Nils Berglund; and "
            "three grandchildren.",
            ("brother", "Anna Berglund", "Nils Berglund"),
        ),
        (
            HEAD + "Her 22-year-old son, Nils Berglund, took over.",
            ("son", "Anna Berglund", "Nils Berglund"),
        ),
        (
            HEAD + "In Paris she met and married another chemist, Karl Lind.",
            ("spouse", "Anna Berglund", "Karl Lind"),
        ),
        (
            "Erik Berglund was a Swedish chemist. Berglund and his wife Vera had three children.",
            ("children_count", "Erik Berglund", "three"),
        ),
        (
            HEAD + "In 1911, at the age of 9, Berglund moved with her family to Oslo.",
            ("moved_to", "Anna Berglund", "Oslo"),
        ),
        (HEAD + "She spent her last three decades in Oslo.", ("residence", "Anna Berglund", "Oslo")),
        # Death
        (
            "The much-loved chemist Anna Berglund, who wrote the books Salt and Light and Water, has died at "
            "her home in Lund at the age of 85.",
            ("death_place", "Anna Berglund", "Lund"),
        ),
        (HEAD + "Berglund died on Monday at her home in Lund.", ("death_place", "Anna Berglund", "Lund")),
        # Work
        (
            HEAD + "Berglund began her professional career working at Hasbro in 1921.",
            ("employer", "Anna Berglund", "Hasbro"),
        ),
        (
            HEAD + "Berglund found immediate work as an illustrator for a magazine.",
            ("job", "Anna Berglund", "illustrator"),
        ),
        (
            HEAD + "Berglund wrote 16 novels combining farce and satire.",
            ("how_many", "novels did Anna Berglund write", "16"),
        ),
        (HEAD + "She was paid £50 a year.", ("salary", "Anna Berglund", "£50")),
        (
            "Karl Lind and Anna Berglund of Lund University, who shared the Lindqvist Medal in 1931, were "
            "chemists.",
            ("award", "Karl Lind", "Lindqvist Medal"),
        ),
        # Of two with one surname, the one whom the title or the order points to
        (
            "Anna Berglund was a Swedish chemist. She was born in Lund. Anna Berglund married Karl Berglund. "
            "Mr. Berglund taught history at Uppsala University.",
            ("employer", "Karl Berglund", "Uppsala University"),
        ),
    ],
)
def test_of_a_life_in_longer_sentences(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            HEAD + "Berglund admired a teacher who left Lund and studied at Uppsala University.",
            ("university", "Anna Berglund", "Uppsala University"),
        ),
        (
            HEAD + "After the death of Berglund, Karl Lind left home and moved to Oslo in 1935.",
            ("moved_to", "Anna Berglund", "Oslo"),
        ),
        (
            "Karl Lind of Lund University, who shared the Lindqvist Medal in 1931, was a chemist.",
            ("award", "Lund University", "Lindqvist Medal"),
        ),
        (
            HEAD + "Berglund and her husband Karl Lind had three children.",
            ("children_count", "Karl Lind", "three"),
        ),
        (
            HEAD + "Berglund wrote two of the novels in 1931.",
            ("how_many", "novels did Anna Berglund write", "two"),
        ),
    ],
)
def test_what_a_longer_sentence_does_not_say_of_her(text: str, wrong: tuple[str, str, str]) -> None:
    assert wrong not in told(text)


def test_a_title_with_and_the_in_it_is_one_work() -> None:
    text = "Anna Berglund was a Swedish director. Her last film, The Wick and the Flame, was shown in 1979."
    assert ("last_work", "Anna Berglund", "The Wick and the Flame") in told(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            HEAD + "Berglund worked as a nurse, teacher and photographer.",
            ("job", "Anna Berglund", "nurse"),
        ),
        (
            HEAD + "Berglund worked as a nurse, teacher and photographer.",
            ("job", "Anna Berglund", "photographer"),
        ),
        (
            "A second team, led by Vilda Orme of the University of Manchester, used gravity.",
            ("employer", "Vilda Orme", "University of Manchester"),
        ),
        (HEAD + "On 3 May 1980, Berglund died in Oslo.", ("death_date", "Anna Berglund", "3 May 1980")),
        (HEAD + "On 3 May 1980, Berglund died in Oslo.", ("death_place", "Anna Berglund", "Oslo")),
        (HEAD + "Her father died in 1915.", ("act_year", "Anna Berglund's father", "1915")),
        (
            "The film Low Tide is by Anna Berglund, a director. Berglund had her first novel, Riotous "
            "Weather, published in 1971.",
            ("year", "Riotous Weather", "1971"),
        ),
    ],
)
def test_of_work_and_death(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (HEAD + "She went to Torna for the first time in 1886.", ("university", "Anna Berglund", "Torna")),
        (
            "Born on 3 May 1902, in Torna, County Down, Ireland, Anna Berglund was a chemist.",
            ("birth_date", "County Down", "3 May 1902"),
        ),
    ],
)
def test_no_place_is_a_school_or_a_person(text: str, wrong: tuple[str, str, str]) -> None:
    assert wrong not in told(text)


def test_a_birth_with_its_county_and_its_country() -> None:
    text = "Born on 3 May 1902, in Torna, County Down, Ireland, Anna Berglund was a chemist."
    assert ("birth_place", "Anna Berglund", "Torna") in told(text)


def test_where_somebody_settled_in_the_end() -> None:
    text = HEAD + "She taught in Paris and Boston before settling permanently in Oslo in 1931."
    assert ("moved_to", "Anna Berglund", "Oslo") in told(text)
