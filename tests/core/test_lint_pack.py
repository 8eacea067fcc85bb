"""The linter on a whole pack: duplicates, questions that answer each other, the longest choice."""

from __future__ import annotations

from quiz.core.lint import Check, Finding, lint_pack
from quiz.core.questions import Kind, Question


def choice(
    name: str, prompt: str, right: str, *wrong: str, explanation: str = "", relation: str = ""
) -> Question:
    return Question(
        name,
        prompt,
        Kind.CHOICE,
        (right,),
        wrong or ("Ozu", "Ito"),
        explanation=explanation,
        relation=relation,
    )


def of(check: Check, questions: list[Question]) -> list[Finding]:
    return [finding for finding in lint_pack(questions) if finding.check is check]


def test_prompts_that_are_90_percent_alike_with_the_same_key_are_duplicates() -> None:
    one = choice("a", "Who directed the silent film Metropolis?", "Lang")
    other = choice("b", "Who directed the silent film, Metropolis", "LANG")
    found = of(Check.DUPLICATE, [one, other])
    assert [finding.question for finding in found] == ["b"]
    assert "“a”" in found[0].message
    assert not of(Check.DUPLICATE, [one, choice("b", other.prompt, "Murnau")])
    assert not of(Check.DUPLICATE, [one, choice("b", "Who wrote the memoirs of a dentist?", "Lang")])


def test_keys_compare_by_value() -> None:
    one = choice("a", "How many androids does Rouge hunt?", "Nine", "Two", "Six")
    other = Question("b", "How many androids does Rouge hunt down?", Kind.NUMBER, ("9",))
    assert of(Check.DUPLICATE, [one, other])


def test_another_number_is_another_question() -> None:
    one = choice("a", "Who composed the music of Blade Runner (1982)?", "Vangelis")
    assert not of(
        Check.DUPLICATE, [one, choice("b", "Who composed the music of Blade Runner 2049?", "Vangelis")]
    )


def test_the_same_fact_in_other_words_is_a_duplicate() -> None:
    one = choice("a", "Who directs Metallic Rouge?", "Hori", relation="director")
    other = choice("b", "Which person serves as director of Metallic Rouge?", "Hori", relation="director")
    assert of(Check.DUPLICATE, [one, other])
    assert not of(Check.DUPLICATE, [one, choice("b", "Who directs Carole?", "Hori", relation="director")])


def test_duplicates_are_found_among_many_of_one_key() -> None:
    many = [
        Question(
            f"q{n}",
            f"The series number {n * 7919} of {n % 13} is set on planet {n % 31}.",
            Kind.TRUEFALSE,
            ("true",),
        )
        for n in range(300)
    ]
    twin = Question("twin", many[150].prompt.replace("series", "Series"), Kind.TRUEFALSE, ("true",))
    assert "twin" in {finding.question for finding in of(Check.DUPLICATE, [*many, twin])}


def test_the_same_prompt_with_two_keys_has_two_right_answers() -> None:
    one = choice("a", "Who plays in Metropolis?", "Helm", "Abel", "Ozu")
    other = choice("b", "Who plays in Metropolis?", "Abel", "Ito", "Ozu")
    assert [finding.question for finding in of(Check.TWO_RIGHT, [one, other])] == ["a"]


def test_a_question_that_answers_another() -> None:
    asked = choice("asked", "Who is the chief director of Metallic Rouge?", "Yutaka Izubuchi", "Mamoru Oshii")
    teller = choice("teller", "Where was RahXephon made?", "Tokyo", explanation="It is by Yutaka Izubuchi.")
    found = of(Check.ANSWERS_ANOTHER, [asked, teller])
    assert [(finding.question, finding.field, finding.where) for finding in found] == [
        ("teller", "explanation", "Yutaka Izubuchi")
    ]
    assert "“Who is the chief director" in found[0].message
    silent = choice("silent", "Where was RahXephon made?", "Tokyo", explanation="Yutaka Izubuchis are many.")
    assert not of(Check.ANSWERS_ANOTHER, [asked, silent])


def test_own_words_common_words_and_short_numbers_tell_nothing() -> None:
    own = choice("own", "Who is it?", "Izubuchi", "Oshii", explanation="Izubuchi drew.")
    red = choice("red", "Which colour has Kaneda's bike?", "Red", "Blue", explanation="A film of two parts.")
    two = Question("two", "How many parts has Kaneda's film?", Kind.NUMBER, ("2",), explanation="2 red ones.")
    assert not of(Check.ANSWERS_ANOTHER, [own, red, two])


def test_a_long_number_tells_where_it_is_about_the_same() -> None:
    asked = Question("asked", "In which year did Apollo 11 land on the Moon?", Kind.NUMBER, ("1969",))
    teller = choice(
        "teller", "Who landed first?", "Armstrong", "Aldrin", explanation="Apollo 11 landed in 1969."
    )
    other = choice("other", "Who drew it?", "Nagai", "Tezuka", explanation="It first ran in 1969.")
    assert [f.question for f in of(Check.ANSWERS_ANOTHER, [asked, teller, other])] == ["teller"]


def test_the_right_one_is_the_longest_too_often() -> None:
    long = [choice(f"l{n}", f"Who is {n}{n}{n}?", f"Anna{n:03}", "Bert", "Cleo", "Dora") for n in range(10)]
    short = [choice(f"s{n}", f"Who is {n}{n}?", f"Ed{n:02}", "Bertha", "Cleo", "Dora") for n in range(20)]
    found = [finding for finding in of(Check.LENGTH, long + short) if not finding.question]
    assert len(found) == 1
    assert "33" in found[0].message
    assert not [finding for finding in of(Check.LENGTH, long[:8] + short) if not finding.question]


def test_findings_stand_in_the_packs_order_and_errors_come_first() -> None:
    bad = choice("b", "Which of these films did he not make?", "Vertigo", "All of the above")
    good = choice("a", "Who directed Vertigo?", "Hitchcock", "Lang")
    found = lint_pack([good, bad])
    assert [finding.question for finding in found] == sorted(finding.question for finding in found)
    levels = [finding.level.value for finding in found if finding.question == "b"]
    assert levels == sorted(levels)
