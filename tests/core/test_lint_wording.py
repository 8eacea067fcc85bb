"""The linter on how a prompt is worded: what leans on something outside it, opinion, absolutes, length."""

from __future__ import annotations

import pytest

from quiz.core.lint import Check, lint_question
from quiz.core.questions import Kind, Media, Question


def found(prompt: str, kind: Kind | None = None, right: str = "x", wrong: str = "y") -> set[Check]:
    statement = not prompt.endswith("?")
    kind = kind or (Kind.TRUEFALSE if statement else Kind.CHOICE)
    return {finding.check for finding in lint_question(Question("q", prompt, kind, (right,), (wrong,)))}


UNRESOLVED = """
When did it premiere?
In which city is it set?
Which award did it win?
Who directed it?
What is his name?
Who is his partner?
Who is she?
Who plays her mother?
What does she hunt?
Which studio animated it?
Who composed its music?
Which composer wrote its score?
Who plays Rouge in the series?
Who directed the film?
Which studio animated the series?
What is the article's hero called?
What does this android do?
When was this released?
In these teasers, what does the woman wear?
Who wrote that novel?
In which year did the film open?
What do they have to eliminate?
Where are they sent?
Who is the main character?
What is the name of Rouge's partner in the series?
In Vertigo, which job does he have?
He directed Vertigo.
What was their last collaboration?
What is the series called?
After leaving Sunrise, which studio did he found?
Which director was hired for that series?
What genre does the anime belong to?
In what year was he born?
What did the studio call its first film?
Which of his films won an Oscar?
It premiered in January 2024.
Who is the director of the series?
How many episodes does the show have?
Who serves as chief director alongside him?
In which year did his first film open?
"""
RESOLVED = """
Which composer scored Vertigo and later said his music was noise?
What does Rouge do with her partner?
Which film won an Oscar for its score?
Which film made its director famous?
Which cinematographer won his first Oscar with Blade Runner 2049?
Which star of gangster films gave his last performance in Soylent Green (1973)?
Who directed It (2017)?
Who directed They Live?
Who directed This Is Spinal Tap?
Which of these films is set on Mars?
Which of the following is set on Mars?
How long does it take light to reach Earth?
Is it true that Rouge is an android?
It was Kennedy who proposed the Moon landing.
Who said “This is a small step for a man”?
Which king murdered his brother?
According to the article, which film inspired the narrative of Metallic Rouge?
In Blade Runner, who wrote the film's score?
Who scored the film Vertigo?
Who wrote the novel 1984?
In his novel Ulysses, which city does Joyce describe?
The test that tells replicants from humans is called Voight-Kampff.
Which android, who does not know that she is one, loves Deckard?
Who wrote his first novel in prison?
Which detective falls in love with a woman he is hired to follow?
Metallic Rouge premiered in 2024. On which service did the series run?
What was Tesla's last project, and who funded it?
Which country gave the United States its Statue of Liberty?
Which animal carries its young in a pouch?
What do bees make from the nectar they collect?
What is the name of the instrument that measures earthquakes?
Who is Batman's butler, and what is his surname?
Which company did Steve Jobs found after he left Apple?
In which year did Mary Shelley publish her novel Frankenstein?
Which scientist lost his life when his balloon crashed?
In which year did Metropolis have its premiere in Berlin?
In Tetsujin 28-go the boy hero steers the robot from a cockpit in its chest.
Metropolis, the German silent film, was made in 1927.
The Evangelion manga began after the television series had ended.
"""


@pytest.mark.parametrize("prompt", UNRESOLVED.strip().splitlines())
def test_a_prompt_that_leans_on_something_outside_it(prompt: str) -> None:
    assert Check.REFERENCE in found(prompt)


@pytest.mark.parametrize("prompt", RESOLVED.strip().splitlines())
def test_a_prompt_that_stands_by_itself(prompt: str) -> None:
    assert Check.REFERENCE not in found(prompt)


def test_choices_pictures_and_clues_may_be_pointed_at() -> None:
    assert Check.REFERENCE not in found("Put these films in order of release.", Kind.ORDER)
    assert Check.REFERENCE not in found("This composer wrote The Four Seasons.", Kind.TEXT)
    still = Question("q", "Which film is this?", Kind.CHOICE, ("x",), ("y",), media=Media(image="a.png"))
    assert Check.REFERENCE not in {finding.check for finding in lint_question(still)}
    assert Check.REFERENCE in found("Which film is this?")


@pytest.mark.parametrize("prompt", [
    "Who directed the legendary film Metropolis?",
    "Which iconic director made Vertigo?",
    "What is the best film by Fritz Lang?",
    "Which legendary director won an Oscar in 1954?",
    "Who is the greatest director of all?",
    "Nolan's best film is Memento.",
])  # fmt: skip
def test_opinion_as_fact(prompt: str) -> None:
    assert Check.OPINION in found(prompt)


@pytest.mark.parametrize("prompt", [
    "Who directed The Best Years of Our Lives?",
    "Which best-selling novel did Hugo write?",
    "Who won Best Picture in 1994?",
    "Who won the award for best director in 1994?",
    "For what is Tesla best known?",
    "According to the article, which film is a masterpiece?",
    "Which band released Super Best?",
    "Which film does Ebert call “the greatest film ever made”?",
    "Which film was voted the greatest of all time?",
    "Which statement best describes gravity?",
    "What is the greatest common divisor of 12 and 18?",
])  # fmt: skip
def test_no_opinion_or_somebodys(prompt: str) -> None:
    assert Check.OPINION not in found(prompt)


def test_absolutes_and_vague_words() -> None:
    assert Check.ABSOLUTE in found("Robots never sleep in Metropolis.")
    assert Check.ABSOLUTE in found("Where is Lain?", right="always online", wrong="asleep")
    assert Check.ABSOLUTE not in found("Who directed Tomorrow Never Dies?")
    assert Check.ABSOLUTE not in found("Which novel is it?", right="Never Let Me Go", wrong="Emma")


def test_not_and_except() -> None:
    assert Check.NEGATIVE in found("Which of these is NOT a planet?")
    assert Check.NEGATIVE in found("Which of these isn’t a planet?")
    assert Check.NEGATIVE in found("All are planets except which?")
    assert Check.NEGATIVE not in found("Who directed The World Is Not Enough?")
    assert Check.NEGATIVE not in found("Which bird not only sings but dances?")


@pytest.mark.parametrize(
    "text", ["All of the above", "None of these", "both A and B", "Above.", "All the above"]
)
def test_all_or_none_of_the_above(text: str) -> None:
    assert Check.ALL_NONE in found("Which?", wrong=text)


@pytest.mark.parametrize("text", ["All of Us Strangers", "None", "The man from above", "Both sides"])
def test_a_choice_of_its_own(text: str) -> None:
    assert Check.ALL_NONE not in found("Which?", wrong=text)


def test_too_long() -> None:
    assert Check.TOO_LONG in found("W" * 120 + "?")
    assert Check.TOO_LONG not in found("W" * 119 + "?")
    assert Check.TOO_LONG in found("Who?", wrong="y" * 76)
    assert Check.TOO_LONG not in found("Who?", wrong="y" * 75)


def test_english_rules_are_for_english() -> None:
    question = Question("q", "Wann hat it Premiere?", Kind.CHOICE, ("x",), ("y",))
    assert lint_question(question, language="de") == []
    assert lint_question(question, language="en-GB")
