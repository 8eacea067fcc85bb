"""Each check of the linter about evidence, choices and clues: what trips it, and what must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.facts import Entity, Evidence, Fact
from quiz.core.lint import Check, Known, Level, lint_pack, lint_question, supports
from quiz.core.questions import Difficulty, Kind, Media, Question


def ask(prompt: str, right: str | list[str], *wrong: str, kind: Kind = Kind.CHOICE, **more: str) -> Question:
    keys = (right,) if isinstance(right, str) else tuple(right)
    return Question("q", prompt, kind, keys, wrong, **more)  # type: ignore[arg-type]


def found(question: Question, **more: object) -> set[Check]:
    return {finding.check for finding in lint_question(question, **more)}  # type: ignore[arg-type]


def test_every_check_has_the_level_of_the_table() -> None:
    warnings = {check for check in Check if check.level is Level.WARNING}
    assert {check.value for check in warnings} == {
        "stands-out-in-length",
        "absolutes-and-vague-words",
        "not-or-except",
        "answers-another",
        "duplicate",
        "too-long",
    }


# ------------------------------------------------------------------ evidence


@pytest.mark.parametrize(("key", "evidence"), [
    ("Yutaka Izubuchi", "At its head stands Yutaka Izubuchi, a designer."),
    ("Nine", "Their targets are 9 androids."),
    ("9", "Their targets are nine androids."),
    ("9 androids", "nine hostile androids"),
    ("842", "The crew brought home 842 pounds (382 kg) of rocks."),
    ("382 kg", "The crew brought home 842 pounds (382 kg) of rocks."),
    ("$60,000", "for $60,000 in cash and stock"),
    ("60,000 dollars", "for $60,000 in cash and stock"),
    ("1,000", "about 1000 people"),
    ("May 25, 1961", "in the May 25, 1961, speech to both houses"),
    ("25 May 1961", "in the May 25, 1961, speech to both houses"),
    ("October 6", "It opens on October 6, 2023."),
    ("4 May 1861", "born on 4 May [O.S. 22 April] 1861 into a family"),
    ("1966", "Project Gemini (1962–66)"),
    ("1962 to 1966", "Project Gemini (1962–66)"),
    ("1980s", "cult classics of the 80s"),
    ("Tesla died", "Tesla[12] died:121,154 in New York"),
    ("Dwight D. Eisenhower", "It was planned under Dwight D. Eisenhower's government"),
    ("Hell's Gate", "It is called Hell’s Gate."),
    ("BONES", "with BONES’ exceptional skill"),
    ("the sixth landing", "the 6th landing on the Moon"),
    ("Blade Runner", "Its Blade Runner-inspired narrative"),
    ("出渕裕", "総監督は出渕裕。"),
    ("C++", "It was written in C++."),
    ("Nikola Tesla", "Tesla moved to Budapest."),
])  # fmt: skip
def test_evidence_supports_a_key(key: str, evidence: str) -> None:
    assert supports(evidence, key)


@pytest.mark.parametrize(("key", "evidence"), [
    ("Motonobu Hori", "At its head stands Yutaka Izubuchi."),
    ("Nine", "ninety androids"),
    ("one", "someone"),
    ("5", "it weighs 5.5 kg"),
    ("1,000", "1,000,000 people"),
    ("19 years", "a series of 19 episodes"),
    ("October 6", "on October 16"),
    ("May 25, 1961", "on May 25, 1962"),
    ("1980s", "in the 1990s"),
    ("C++", "It was written in C."),
    ("Boomer", "Boomers"),
])  # fmt: skip
def test_evidence_does_not_support_a_key(key: str, evidence: str) -> None:
    assert not supports(evidence, key)


def test_a_surname_is_resolved_by_the_article() -> None:
    alone = "Nikola Tesla was an inventor. Tesla moved. His father was Milutin Tesla."
    assert supports("Tesla moved.", "Nikola Tesla", article=alone)
    assert not supports("Tesla moved.", "Milutin Tesla", article=alone)
    shared = "John Kennedy and Robert Kennedy met. Kennedy spoke."
    assert not supports("Kennedy spoke.", "Robert Kennedy", article=shared)
    assert not supports("Kennedy spoke.", "John Kennedy", article=shared)
    assert not supports("Webb spoke.", "James Webb", article="Webb spoke.")


def test_an_abbreviation_of_the_article_and_an_alias_will_do() -> None:
    article = "The Lunar Excursion Module (LEM) was built by Grumman. The LEM flew."
    assert supports("The LEM flew.", "Lunar Excursion Module", article=article)
    known = Known.of(aliases={"Battle Angel Alita": ["Gunm"]})
    assert supports("also known as Gunm", "Battle Angel Alita", known=known)
    assert not supports("also known as Gunm", "Battle Angel Alita")


def test_keys_without_support_are_found_for_the_kinds_that_have_keys() -> None:
    text = "Rouge is an android girl, Naomi is her partner."
    assert Check.UNSUPPORTED in found(ask("Who is it?", "Jill", "Naomi", evidence=text))
    assert Check.UNSUPPORTED not in found(ask("Who?", "Naomi", "Jill", evidence=text))
    assert Check.UNSUPPORTED not in found(ask("Who?", "Jill", "Naomi"))
    for kind in (Kind.TRUEFALSE, Kind.ORDER):
        right = ["true"] if kind is Kind.TRUEFALSE else ["a", "b", "c"]
        assert Check.UNSUPPORTED not in found(ask("So?", right, kind=kind, evidence=text))
    both = ask("Which two?", ["Rouge", "Jill"], "Ash", kind=Kind.MULTIPLE, evidence=text)
    assert [f.where for f in lint_question(both) if f.check is Check.UNSUPPORTED] == ["Jill"]
    assert Check.UNSUPPORTED not in found(ask("Who?", ["Noemi", "Naomi"], kind=Kind.TEXT, evidence=text))
    assert Check.UNSUPPORTED in found(ask("Who?", ["Noemi", "Nami"], kind=Kind.TEXT, evidence=text))
    assert Check.UNSUPPORTED in found(ask("How many?", "3", kind=Kind.NUMBER, evidence="nine androids"))
    assert Check.UNSUPPORTED not in found(ask("How many?", "9", kind=Kind.NUMBER, evidence="nine androids"))


def test_evidence_is_verbatim_but_for_how_lines_end() -> None:
    article = "\ufeffOne line\r\nand another. The end."
    good = ask("Which?", "another", "none at all", evidence="One line\nand another.")
    assert Check.FALSE_EVIDENCE not in found(good, article=article)
    wrapped = ask("Which?", "another", "none at all", evidence="One line and another.")
    assert Check.FALSE_EVIDENCE in found(wrapped, article=article)
    assert Check.FALSE_EVIDENCE not in found(wrapped)


def test_the_place_of_evidence_counts_code_points() -> None:
    article = "\ufeff𝄞 Tesla died."
    for start, right in ((2, True), (3, False)):
        question = Question(
            "q", "Who died?", Kind.CHOICE, ("Tesla",), ("Bell",), evidence="Tesla died.", evidence_start=start
        )
        assert (Check.FALSE_EVIDENCE not in found(question, article=article)) is right


# ------------------------------------------------------------------ what is known beyond the question

NOWHERE = Evidence("", 0, 0)


def test_two_right_answers() -> None:
    known = Known.of(
        [
            Fact("director", "Alien", ("Scott", "Hill"), NOWHERE),
            Fact("director", "Vertigo", ("Lang",), NOWHERE),
            Fact("director", "Psycho", ("Lang",), NOWHERE),
        ],
        [Entity("Battle Angel Alita", "work", aliases=("Gunm",))],
        equals=[["Rouge", "Naomi"]],
    )
    for question, wanted in (
        (ask("Which?", "Gunm", "Battle Angel Alita"), True),
        (ask("Which?", "Gunm", "Gantz"), False),
        (ask("Who directed Alien?", "Scott", "Hill"), True),
        (ask("Who directed Vertigo?", "Lang", "Hill"), False),
        (ask("Which film did Lang direct?", "Vertigo", "Psycho"), True),
        (ask("Which film did Lang direct?", "Vertigo", "Alien"), False),
        (ask("Who?", "Rouge", "Naomi"), True),
    ):
        assert (Check.TWO_RIGHT in found(question, known=known)) is wanted, question
        assert Check.TWO_RIGHT not in found(question)


def test_a_known_kind_tells_mixed_types() -> None:
    known = Known.of(entities=[Entity("Hori", "person"), Entity("Bones", "org"), Entity("Anno", "person")])
    assert Check.MIXED in found(ask("Who?", "Hori", "Bones"), known=known)
    assert Check.MIXED not in found(ask("Who?", "Hori", "Anno"), known=known)
    assert Check.MIXED not in found(ask("Who sings the theme of Akira?", "Hori", "Bones"), known=known)


# ------------------------------------------------------------------ choices


@pytest.mark.parametrize(("right", "wrong"), [
    ("1965", "1960s"), ("15", "10 to 20"), ("John F. Kennedy", "Kennedy"), ("chief director", "director"),
    ("October 6", "October"), ("May 25, 1961", "1961"), ("Nine", "9"), ("Over 10", "Over 20"),
    ("The Beatles", "Beatles"), ("20th century", "1950s"), ("$60,000", "60,000 dollars"), ("1,000", "1000"),
    ("John Kennedy", "John F. Kennedy"), ("1980s", "the 80s"),
])  # fmt: skip
def test_choices_overlap(right: str, wrong: str) -> None:
    assert Check.OVERLAP in found(ask("Which?", right, wrong))
    assert Check.OVERLAP in found(ask("Which?", wrong, right))


@pytest.mark.parametrize(("right", "wrong"), [
    ("Apollo 1", "Apollo 11"), ("Blade Runner", "Blade Runner 2049"), ("1969 to 1972", "1968 to 1972"),
    ("Fiction", "Non-fiction"), ("Mexico", "New Mexico"), ("Virginia", "West Virginia"), ("10-19", "20-29"),
    ("Two", "Two hundred"), ("8", "8.5"), ("C", "C++"), ("One For All", "All For One"), ("Red", "Redwood"),
    ("Robert Kennedy", "John F. Kennedy"), ("May 25, 1961", "May 26, 1961"), ("5 km", "5 miles"),
])  # fmt: skip
def test_choices_do_not_overlap(right: str, wrong: str) -> None:
    assert Check.OVERLAP not in found(ask("Which?", right, wrong))


def test_accepted_answers_and_steps_may_hold_each_other() -> None:
    assert Check.OVERLAP not in found(ask("Who?", ["Tetsuo Shima", "Tetsuo"], kind=Kind.TEXT))
    assert Check.OVERLAP not in found(ask("Sort.", ["Macross", "Macross Plus", "Macross 7"], kind=Kind.ORDER))


@pytest.mark.parametrize(("prompt", "right", "wrong"), [
    ("Where?", "東京", ["Osaka", "Kyoto"]),
    ("Where?", "Москва", ["London", "Paris"]),
    ("What?", "1982", ["Vertigo", "Alien"]),
    ("When?", "May 25, 1961", ["1962", "1963"]),
    ("When?", "January 2024", ["March", "April"]),
    ("How far?", "5 km", ["3 miles", "4 miles"]),
    ("How heavy?", "842 pounds", ["500", "600"]),
    ("How much?", "$5", ["€7", "€9"]),
    ("How many?", "Nine", ["7", "12", "8"]),
    ("How many?", "Nine", ["Rouge", "Naomi"]),
    ("Who?", "Yutaka Izubuchi", ["a mecha designer", "the voice actor"]),
    ("What?", "Android girl", ["Rouge Redstar", "Naomi Orthmann"]),
])  # fmt: skip
def test_types_are_mixed(prompt: str, right: str, wrong: list[str]) -> None:
    assert Check.MIXED in found(ask(prompt, right, *wrong))


@pytest.mark.parametrize(("prompt", "right", "wrong"), [
    ("Where?", "東京", ["大阪", "なら"]),
    ("Which novel did Orwell write?", "1984", ["Brave New World"]),
    ("Which film is it?", "12 Monkeys", ["Seven Samurai"]),
    ("When?", "January 2024", ["April 2023"]),
    ("Who?", "May", ["Alice", "June"]),
    ("What?", "Zero", ["Hero", "Nero"]),
    ("How long?", "1 year", ["2 years", "3 years"]),
    ("How much?", "Five yen", ["Ten yen", "One hundred yen"]),
    ("How many?", "Four", ["Two", "Six", "Eight"]),
    ("When?", "80s", ["60s", "70s"]),
    ("When?", "1969 to 1972", ["1961 to 1966"]),
    ("Which breed?", "Welsh corgi", ["Basset hound", "Shiba Inu", "Dachshund"]),
    ("Which unit?", "Section 9", ["Section 6"]),
    ("Which aircraft?", "A-10", ["F-16", "MiG-29"]),
    ("Which band?", "Bôa", ["Pulp", "Lush"]),
    ("What?", "Android girl", ["Cloned soldier", "Human detective"]),
])  # fmt: skip
def test_types_are_not_mixed(prompt: str, right: str, wrong: list[str]) -> None:
    assert Check.MIXED not in found(ask(prompt, right, *wrong))


def test_the_odd_wrong_choices_are_named() -> None:
    question = ask("Where?", "東京", "大阪", "Kyoto")
    assert [f.where for f in lint_question(question) if f.check is Check.MIXED] == ["Kyoto"]


def test_length() -> None:
    long = "A very long and dusty duel under two moons"
    assert Check.LENGTH in found(ask("What?", long, "A war", "A bet"))
    assert Check.LENGTH in found(ask("What?", "A war", long, long + " again"))
    assert Check.LENGTH not in found(ask("Who?", "Rutger Hauer", "Dolph Lundgren", "Brion James"))
    assert Check.LENGTH not in found(ask("Where?", "Mars", "Mercury", "Neptune"))
    assert Check.LENGTH not in found(ask("What?", long, "A war", long + " again"))


# ------------------------------------------------------------------ clues


@pytest.mark.parametrize(("prompt", "right", "wrong"), [
    ("Which vampire film did Murnau make?", "Shadow of the Vampire", ["Faust", "Sunrise"]),
    ("Where did the photographer work?", "In a photograph shop", ["In a bank"]),
    ("Which androids does Rouge hunt?", "Hostile androids", ["Wild boars"]),
    ("What did Walt Disney found?", "Walt Disney Company", ["Warner Bros"]),
    ("What is Tesla's coil called?", "Tesla coil", ["Faraday cage"]),
])  # fmt: skip
def test_the_stem_gives_it_away(prompt: str, right: str, wrong: list[str]) -> None:
    assert Check.STEM_GIVES in found(ask(prompt, right, *wrong))


@pytest.mark.parametrize(("prompt", "right", "wrong"), [
    ("Which studio animated Akira?", "Studio Nue", ["Studio Deen"]),
    ("Which androids does Rouge hunt?", "Hostile androids", ["Loyal androids"]),
    ("In which city was Coyoacán swallowed up?", "Mexico City", ["Lima"]),
    ("Who directed Metropolis?", "Fritz Lang", ["Paul Leni"]),
])  # fmt: skip
def test_the_stem_gives_nothing_away(prompt: str, right: str, wrong: list[str]) -> None:
    assert Check.STEM_GIVES not in found(ask(prompt, right, *wrong))


def test_a_typed_answer_does_not_stand_in_its_prompt() -> None:
    assert Check.STEM_GIVES in found(ask("Where is the club Tech Noir?", "Tech Noir", kind=Kind.TEXT))
    assert Check.STEM_GIVES not in found(ask("Where is the club?", "Tech Noir", kind=Kind.TEXT))
    assert Check.STEM_GIVES in found(ask("In which year did 1999 open?", "1999", kind=Kind.NUMBER))
    assert Check.STEM_GIVES not in found(ask("Which year saw Blade Runner (1982)?", "1999", kind=Kind.NUMBER))


@pytest.mark.parametrize(("prompt", "right", "wrong"), [
    ("Rouge is an ___", "android", ["cyborg", "robot"]),
    ("A baby kangaroo is called a", "joey", ["infant", "egg"]),
    ("She is an ___ of renown.", "FBI agent", ["police officer", "nurse"]),
    ("A horse with a horn is a ...", "unicorn", ["owl", "ape"]),
    ("What are the targets of Rouge?", "hostile androids", ["a robot", "a vampire"]),
    ("What is Rouge?", "A robot", ["Androids", "Hunters"]),
    ("What does Rouge do?", "To hunt androids", ["Guarding the base", "Repairing robots"]),
])  # fmt: skip
def test_grammar_gives_it_away(prompt: str, right: str, wrong: list[str]) -> None:
    assert Check.GRAMMAR_GIVES in found(ask(prompt, right, *wrong))


@pytest.mark.parametrize(("prompt", "right", "wrong"), [
    ("Rouge is an ___", "android", ["elf", "robot"]),
    ("Rouge is a(n) ___", "android", ["cyborg"]),
    ("What is vitamin A?", "Retinol", ["Aspirin", "Iron"]),
    ("What is Earth's neighbour?", "Venus", ["Mars", "Cronus"]),
    ("What are the targets of Rouge?", "Androids", ["Vampires"]),
    ("What are the wolves looking for?", "Paradise", ["Atlantis", "Valhalla"]),
    ("How does Dandy earn a living?", "By finding aliens", ["By racing rockets"]),
])  # fmt: skip
def test_grammar_gives_nothing_away(prompt: str, right: str, wrong: list[str]) -> None:
    assert Check.GRAMMAR_GIVES not in found(ask(prompt, right, *wrong))


# ------------------------------------------------------------------ anything at all

TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                *(
                    "the",
                    "a",
                    "an",
                    "it",
                    "he",
                    "this",
                    "series",
                    "Kennedy",
                    "F.",
                    "1960s",
                    "1965",
                    "ten",
                    "10",
                ),
                *(
                    "to",
                    "km",
                    "$5",
                    "May",
                    "25,",
                    "東京",
                    "___",
                    "…",
                    "best",
                    "not",
                    "'",
                    "“",
                    "”",
                    "(",
                    ")",
                    ":",
                ),
            ]
        ),
        max_size=12,
    ).map(" ".join),
)
QUESTIONS = st.builds(
    Question,
    id=st.text(max_size=8),
    prompt=TEXTS,
    kind=st.sampled_from(Kind),
    right=st.lists(TEXTS, max_size=4).map(tuple),
    wrong=st.lists(TEXTS, max_size=4).map(tuple),
    difficulty=st.sampled_from(Difficulty),
    explanation=TEXTS,
    evidence=TEXTS,
    evidence_start=st.none() | st.integers(0, 50),
    relation=st.sampled_from(["", "director"]),
    media=st.just(Media()),
)


@given(st.lists(QUESTIONS, max_size=5), TEXTS)
def test_no_question_whatever_breaks_the_linter_and_it_says_the_same_twice(
    questions: list[Question], article: str
) -> None:
    known = Known.of([Fact("director", "it", ("the", "Kennedy"), NOWHERE)], equals=[["ten", "10"]])
    once = lint_pack(questions, article=article, known=known)
    assert once == lint_pack(questions, article=article, known=known)
    assert all(finding.message and not finding.message.endswith(".") for finding in once)
