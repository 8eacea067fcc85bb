"""Clauses as questions: what each rule gives, what each guard stops, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.article import knowledge
from quiz.article.clause_reader import ClauseReader, unsaid
from quiz.article.focus import Focus
from quiz.article.identity import Identity
from quiz.article.lexicon import lexicon
from quiz.article.mentions import Finder
from quiz.article.shadow import Caster
from quiz.article.text import sentences
from quiz.article.understand import understand
from quiz.article.verbs import load, read
from quiz.core.facts import Evidence, Fact
from quiz.core.lint.bags import bag

ABOUT = "The Harbor Museum stands in Oslo. "


def asked(text: str) -> dict[str, str]:
    """The stems that clauses of a text give, with their keys, whatever the patterns find in it."""
    known, words, found = knowledge.load(), lexicon(), sentences(text)
    finder = Finder(known, words, found)
    mentions = [finder.mentions(n, sentence) for n, sentence in enumerate(found)]
    identity = Identity(text, found, mentions, known, words)
    caster = Caster(text, words)
    shadows = [caster.shadow(*pair) for pair in zip(found, mentions, strict=True)]
    reader = ClauseReader(text, identity, Focus(identity, shadows))
    rows = [reader.facts(shadow) for shadow in shadows]
    return {fact.stem: fact.objects[0] for fact in unsaid([], [fact for row in rows for fact in row])}


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "On December 14, 1911, Norwegian explorer Roald Amundsen became the first man to stand at the "
            "South Pole.",
            "Who became the first man to stand at the South Pole on December 14, 1911?",
            "Roald Amundsen",
        ),
        (
            "In May 1934, BBC Deputy Director Ralph T. Holm announced the Kestrel survey to port officials.",
            "Who announced the Kestrel survey to port officials in May 1934?",
            "Ralph T. Holm",
        ),
        (
            "Joseph Paxton, head gardener to the Duke of Devonshire, built a glasshouse for a giant lily in "
            "Oslo.",
            "Who built a glasshouse for a giant lily in Oslo?",
            "Joseph Paxton",
        ),
        (
            "The patent was bought by Anna Berg, who also hired Peter Holm for a year as a consultant.",
            "Who hired Peter Holm for a year as a consultant?",
            "Anna Berg",
        ),
        (
            "The show included Britain's first cat show, organised by Harrison Weir.",
            "Who organised Britain's first cat show?",
            "Harrison Weir",
        ),
    ],
)
def test_who_did_it(text: str, stem: str, key: str) -> None:
    assert asked(ABOUT + text).get(stem) == key


def test_when_names_its_subject_in_full_and_goes_back_to_the_base_form() -> None:
    text = "Vitus Bering was an explorer. In September 1740, Bering left Okhotsk and dropped all other plans."
    assert asked(text)["When did Vitus Bering leave Okhotsk?"] == "September 1740"


def test_a_year_is_asked_for_as_a_year() -> None:
    text = (
        "Fridtjof Nansen was an explorer. In 1881, Nansen enrolled at Frederick University in Oslo, Norway."
    )
    found = asked(text)
    assert (
        found["In which year did Fridtjof Nansen enroll at Frederick University in Oslo, Norway?"] == "1881"
    )


def test_a_passive_keeps_its_participle() -> None:
    text = "The Kestrel program was conceived in 1931 as a follow-up to Project Heron."
    stem = "In which year was the Kestrel program conceived as a follow-up to Project Heron?"
    assert asked(text)[stem] == "1931"


def test_where_is_asked_where_something_else_is_said_too() -> None:
    text = "Nikola Tesla was an inventor. In 1882, Tesla opened a laboratory for motors in Budapest."
    assert "Where did Nikola Tesla open a laboratory for motors in 1882?" in asked(text)


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "The Kestrel program was costly. The program returned 310 pounds of polar fossils and coal to "
            "Norway.",
            "How many pounds of polar fossils and coal did the Kestrel program return to Norway?",
            "310",
        ),
        (
            "The Great Exhibition was held in London. The exhibition was visited by more than six million "
            "people.",
            "More than how many people visited the Great Exhibition?",
            "six million",
        ),
        (
            "The Great Exhibition\n\nThe Great Exhibition was held in Hyde Park. The glassmakers Chance "
            "Brothers of Smethwick supplied some 300,000 panes.",
            "About how many panes did the glassmakers Chance Brothers of Smethwick supply for the Great "
            "Exhibition?",
            "300,000",
        ),
    ],
)
def test_how_many(text: str, stem: str, key: str) -> None:
    assert asked(text).get(stem) == key


def test_firsts_are_asked_for_by_what() -> None:
    text = "The program was costly. Mariner 9 was the first robotic probe to circle another rocky planet."
    assert asked(text)["What was the first robotic probe to circle another rocky planet?"] == "Mariner 9"


@pytest.mark.parametrize(
    "text",
    [
        # negated, hedged, told by somebody, a condition, a wish, a question
        "In 1961, Yuri Gagarin never visited the old town of Oslo with Anna Berg.",
        "In 1961, Yuri Gagarin reportedly visited the old town of Oslo with Anna Berg.",
        "Yuri Gagarin said that Anna Berg was lost in Oslo in 1961.",
        "If Yuri Gagarin visited the old town of Oslo in 1961, nobody saw him.",
        "Yuri Gagarin would visit the old town of Oslo in 1961.",
        "Did Yuri Gagarin visit the old town of Oslo in 1961?",
        "In 1961 I think we visited the old town of Oslo.",
        # what would be left points elsewhere
        "In 1961, they visited the old town of Oslo.",
        "In 1961, this changed everything for Oslo.",
        "In 1961, Yuri Gagarin accepted the offer.",
        "In 1961, Yuri Gagarin arranged for Anna Berg to demonstrate it.",
    ],
)
def test_what_may_not_be_asked(text: str) -> None:
    assert not asked(text)


def test_who_is_not_asked_of_what_the_article_is_about() -> None:
    text = (
        "Nikola Tesla was an inventor. Tesla demonstrated a new motor in Vienna to Peter Holm in 1887. "
        "Tesla died in 1943."
    )
    assert "Nikola Tesla" not in [key for stem, key in asked(text).items() if stem.startswith("Who")]


def test_a_time_behind_until_belongs_to_its_noun() -> None:
    text = (
        "Lotte Reiniger was a director. Carl Koch designed the technical side of her films until his death "
        "in 1963."
    )
    assert not any("1963" in stem or key == "1963" for stem, key in asked(text).items())


def test_of_a_list_nothing_is_asked_that_is_cut_in_two() -> None:
    text = ABOUT + "Owen Jones painted the ironwork of Oslo Hall in red, yellow and blue."
    assert not any("red" in stem for stem in asked(text))


def test_of_two_places_neither_is_asked_for() -> None:
    text = (
        "Ida Berg was a painter. In 1940, Berg showed her works in Mexico and the United States and taught "
        "art."
    )
    assert not any(stem.startswith("Where") for stem in asked(text))


def test_each_clause_of_a_compound_sentence_is_read() -> None:
    text = (
        "David Bowie performed near the Reichstag in June 1987, and Bruce Springsteen played a concert in "
        "Oslo in July 1988."
    )
    found = asked(text)
    assert found["When did Bruce Springsteen play a concert in Oslo?"] == "July 1988"
    assert not any("Bowie" in stem and key == "July 1988" for stem, key in found.items())


def test_a_short_sentence_about_the_subject_may_lose_its_one_other_name() -> None:
    text = (
        "Marie Curie was a chemist. Marie Curie is remembered with a museum in Warsaw and a university in "
        "Lublin. This is remembered by Marie Curie in a town near Lublin."
    )
    found = {stem: key for stem, key in asked(text).items() if "____" in stem}
    gap = "Marie Curie is remembered with a museum in Warsaw and a university in ____."
    assert found == {f"Complete the sentence: “{gap}”": "Lublin"}


def test_a_pattern_fact_stands_before_a_clause_with_the_same_key() -> None:
    evidence = Evidence("X was founded in 1990.", 0, 22)
    said = Fact("founding_year", "X", ("1990",), evidence)
    clause = Fact("when_did", "X", ("1990",), evidence, stem="In which year was X founded?")
    assert unsaid([said], [clause]) == []
    assert unsaid([], [clause]) == [clause]


def test_two_answers_to_one_stem_go_out_both() -> None:
    one = Fact("who_did", "hired X", ("A B",), Evidence("a", 0, 1), stem="Who hired X?")
    other = Fact("who_did", "hired X", ("C D",), Evidence("b", 5, 6), stem="Who hired X?")
    assert unsaid([], [one, other]) == []


@pytest.mark.parametrize(
    ("past", "base"),
    [
        ("moved", "move"),
        ("wrote", "write"),
        ("founded", "found"),
        ("found", "find"),
        ("carried", "carry"),
        ("travelled", "travel"),
    ],
)
def test_verbs_go_back_to_their_base(past: str, base: str) -> None:
    verb = load().past(past)
    assert verb is not None
    assert verb.base == base


def test_no_form_of_the_shipped_verbs_is_empty() -> None:
    verbs = load()
    assert all(form for verb in verbs for form in (verb.base, verb.past, verb.participle, verb.third))


def test_a_table_may_leave_regular_forms_out() -> None:
    verbs = read("# base\nstudy\ngo\twent\tgone\tgoes\tvague\n")
    study, go = verbs.past("studied"), verbs.third("goes")
    assert study is not None
    assert go is not None
    assert (study.participle, study.third, go.participle) == ("studied", "studies", "gone")
    assert "vague" in go.use
    assert verbs.only_past("went")
    assert not verbs.only_past("studied")


WORDS = st.sampled_from(
    sorted(
        bag(
            """
            In On 1961 , . ; and who which was were had moved wrote by the of in to Anna Berg Oslo NASA Apollo
            he she it his three people first - ( ) “ ” ' until after not Yuri Gagarin’s program
            """
        )
    )
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_is_read_and_every_stem_is_a_question(text: str) -> None:
    for fact in understand(text).facts:
        assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.text
        if fact.stem:
            assert fact.stem.endswith("?") or "____" in fact.stem
            assert len(fact.stem) <= 120
            assert all(fact.objects)


# What an article is about ---------------------------------------------------------------------------------

BATHS = (
    "Harrow Street Baths\n\nThe Harrow Street Baths are a former bathhouse in Leeds, England. They were "
    "designed by the architect Edith Cawthorne. The building is 62 metres long. The baths had three pools, "
    "48 tubs and a laundry. The city council closed the baths in 1974."
)


def test_a_building_by_its_noun_and_by_they() -> None:
    found = asked(BATHS)
    assert found["Who designed the Harrow Street Baths?"] == "Edith Cawthorne"
    assert found["What is the length of the Harrow Street Baths?"] == "62 metres"
    assert found["How many pools did the Harrow Street Baths have?"] == "three"
    assert found["In which year did the city council close the Harrow Street Baths?"] == "1974"


def test_a_part_of_what_the_article_is_about() -> None:
    found = asked(
        "The Antikythera mechanism\n\nThe Antikythera mechanism is a model of the sky. The biggest "
        "surviving gear has exactly 223 teeth."
    )
    stem = "How many teeth does the biggest surviving gear of the Antikythera mechanism have?"
    assert found.get(stem) == "223"


def test_a_name_before_a_noun_is_no_owner() -> None:
    found = asked(
        "The Jacquard loom\n\nThe Jacquard loom is a device. Joseph Marie Jacquard was French. James Douglas "
        "brought the first Jacquard loom to Britain in 1818."
    )
    assert found.get("Who brought the first Jacquard loom to Britain in 1818?") == "James Douglas"


def test_the_first_of_its_kind_is_asked_even_of_the_subject() -> None:
    found = asked("Percy Spencer was an engineer. Percy Spencer built the first microwave oven in 1946.")
    assert found.get("Who built the first microwave oven in 1946?") == "Percy Spencer"


def test_books_of_which_one_is_known() -> None:
    found = asked("Anna Berg was a painter. She illustrated 43 books, of which Low Tide is the best known.")
    assert found.get("How many books did Anna Berg illustrate?") == "43"


def test_work_on_an_event_names_the_event() -> None:
    found = asked(
        "The Great Exhibition\n\nThe Great Exhibition was held in Hyde Park. Owen Jones painted the "
        "ironwork in red. Many travelled with Thomas Cook, who brought 150,000 people to London."
    )
    assert found.get("Who painted the ironwork for the Great Exhibition?") == "Owen Jones"
    assert found.get("Who brought 150,000 people to London for the Great Exhibition?") == "Thomas Cook"


@pytest.mark.parametrize(
    "text",
    [
        # what had been before, without its occasion
        "The banker Louis Hagen, who had bought a large quantity of raw film stock in Berlin, asked her.",
        # a pronoun that means nobody in the stem
        "Lise Meitner was a physicist. In 1917 she became head of its physics section.",
        # two years are no one year
        "In 1854 and 1856 Ferdinand de Lesseps obtained a concession from the Khedive.",
        # one of two who acted
        "In 1940, Manuel Fink, along with Robert Meythaler, bought Playskool in Chicago.",
        # nothing ties it to anything
        "Anna Berg sent a memo to Peter Holm.",
        # "it" may be the loom or the museum
        "Basile Bouchon used paper. Anna Berg built a loom in 1745, but it was delicate and ended up in a "
        "museum in Paris.",
    ],
)
def test_what_is_left_alone_for_good(text: str) -> None:
    stems = [stem for stem in asked(ABOUT + text) if "Harbor" not in stem]
    assert [stem for stem in stems if "Anna Berg build" not in stem] == []
