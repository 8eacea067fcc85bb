"""The measure itself: matching, verdict files, keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.core.facts import Evidence, Fact
from quiz.core.kinds import Kind
from quiz.core.questions import Question
from tests.quality import verdicts
from tests.quality.keys import OWN, STYLES, Article, KeyFact, articles, canonical, plain, read_key
from tests.quality.matching import Asked, Text, clash, like, recall, same

CONTENT = (
    "Director Motonobu Hori and editor Aya Kida made Metallic Rouge. It has nine androids. "
    "Bubblegum Crisis and Armitage III come to mind."
)
OWN_ARTICLES = list(articles(OWN))


def fact(relation: str, *objects: str, evidence: str = CONTENT, subject: str = "Metallic Rouge") -> Fact:
    start = CONTENT.index(evidence)
    return Fact(relation, subject, objects, Evidence(evidence, start, start + len(evidence)))


def key(relation: str, *objects: str, evidence: str, subject: str = "Metallic Rouge") -> KeyFact:
    return KeyFact(relation, subject, objects, evidence)


def found(one: KeyFact, *facts: Fact) -> bool:
    return recall(CONTENT, [one], facts, []).found == (True,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Motonobu Hori", "motonobu  HORI"),
        ("the Soviet Union", "Soviet Union"),
        ("nine", "9"),
        ("nine androids", "9"),
        ("ten", "tenth"),
        ("third", "3rd"),
        ("1.8 million", "1,800,000"),
        ("six million", "more than 6 million"),
        ("twenty-four", "24"),
        ("19 years", "19"),
        ("13", "13-episode"),
        ("October 6", "October 6, 2026"),
        ("842 pounds (382 kg)", "842 pounds"),
        ("Rentarō Ebina", "Rentaro Ebina"),
        ("$60,000", "60,000"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hori", "Horikoshi"),
        ("9", "19"),
        ("1200 pages", "200 pages"),
        ("6 million", "6"),
        ("October 6", "October 16"),
        ("Mars", "the gritty industrial landscape of Mars"),
        ("Naomi", "Rouge"),
        ("", "Rouge"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_found_by_the_same_piece_of_text_or_by_the_same_relation() -> None:
    one = key("target_count", "nine", evidence="It has nine androids.")
    assert found(one, fact("count", "9", evidence="nine androids"))
    assert found(one, fact("target_count", "9", evidence="Director"))
    assert not found(one, fact("count", "9", evidence="Director"))
    assert not found(one, fact("target_count", "9", evidence="Director", subject="Somebody else"))
    assert not found(one, fact("target_count", "ten", evidence="nine androids"))


def test_a_name_in_another_role_is_not_found() -> None:
    sentence = "Director Motonobu Hori and editor Aya Kida made Metallic Rouge."
    one = key("director", "Motonobu Hori", evidence=sentence)
    assert found(one, fact("director", "Motonobu Hori", evidence=sentence))
    assert not found(one, fact("editor", "Motonobu Hori", evidence=sentence))
    assert not found(one, fact("chief_director", "Motonobu Hori", evidence=sentence))


def test_half_of_several_right_answers_will_do() -> None:
    last = "Bubblegum Crisis and Armitage III come to mind."
    one = key("homage_to", "Bubblegum Crisis", "Armitage III", evidence=last)
    assert found(one, fact("homage_to", "Armitage III", evidence=last))
    three = key("homage_to", "Bubblegum Crisis", "Armitage III", "RahXephon", evidence=last)
    assert not found(three, fact("homage_to", "Armitage III", evidence=last))
    assert found(
        three, fact("parallel_to", "Armitage III", evidence=last), fact("item", "RahXephon", evidence=last)
    )


def asks(one: KeyFact, question: Question, made_of: Fact) -> bool:
    return recall(CONTENT, [one], [], [Asked(question, made_of)]).asked == (True,)


def test_asked_by_what_a_player_must_know() -> None:
    sentence = "Director Motonobu Hori and editor Aya Kida made Metallic Rouge."
    director = fact("director", "Motonobu Hori", evidence=sentence)
    one = key("director", "Motonobu Hori", evidence=sentence)
    who = Question("a", "Who directs Metallic Rouge?", Kind.CHOICE, ("Motonobu Hori",), ("Aya Kida",))
    assert asks(one, who, director)
    assert not asks(key("editor", "Aya Kida", evidence=sentence), who, director)
    true = Question("b", "Motonobu Hori directs Metallic Rouge.", Kind.TRUEFALSE, ("true",))
    assert asks(one, true, director)
    count = fact("target_count", "nine", evidence="It has nine androids.")
    many = Question("c", "How many androids are there?", Kind.NUMBER, ("9",), unit="androids")
    assert asks(key("target_count", "nine", evidence="nine androids"), many, count)


def test_evidence_is_found_whatever_became_of_spaces_and_marks() -> None:
    text = Text("**Score:** 8/10\n\nThe end, the\nend.")
    assert text.spans("Score: 8/10") == [(2, 15)]
    assert text.spans("The end,  the end.") == [(17, 34)]
    assert text.spans("no such words") == []
    assert text.spans("") == []


def test_relations_are_known_by_their_own_names_or_by_parts() -> None:
    assert canonical("director") == "director"
    assert canonical("employer_1882") == "employer"
    assert canonical("earlier_series_with_bones") == "earlier_series"
    assert canonical("lifeboat") == "lifeboat"
    assert like("screenwriter", "writer")
    assert not like("director", "chief_director")
    assert clash("director", "editor")
    assert not clash("voice_actor", "actor")
    assert not clash("birth_date", "death_date")


@pytest.mark.parametrize("article", OWN_ARTICLES, ids=lambda one: one.name)
def test_every_key_stands_in_its_article(article: Article) -> None:
    content = plain(article.path)
    assert article.style in STYLES[:-1]
    for one in article.key:
        if article.path.suffix == ".txt":
            assert one.evidence in content
        assert Text(content).spans(one.evidence), one.evidence


def test_there_are_enough_articles_in_enough_styles() -> None:
    assert len(OWN_ARTICLES) >= 12
    assert len({one.style for one in OWN_ARTICLES}) >= 10
    assert sum(one.path.suffix == ".html" for one in OWN_ARTICLES) == 1


def test_a_key_with_a_fault_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.facts.tsv"
    path.write_text("# style: news\ndirector\tA\tB; C\tBy B and C\n", encoding="utf-8")
    assert read_key(path) == ((KeyFact("director", "A", ("B", "C"), "By B and C"),), "news")
    path.write_text("director\tA\tB\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.facts\.tsv, line 1"):
        read_key(path)


LINE = "0123456789ab\t012345\tyyyyyyn\tn\ttrivial\n"


def test_verdicts_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    assert verdicts.read(path) == {}
    path.write_text(f"{verdicts.HEAD}\n{LINE}", encoding="utf-8")
    one = verdicts.read(path)["0123456789ab"]
    assert one.line == LINE.strip()
    assert not one.acceptable
    assert not one.fatal


@pytest.mark.parametrize(
    "line",
    [
        "# a piece of the article\n",
        LINE + LINE,
        LINE.replace("yyyyyyn", "yyyyyn"),
        LINE.replace("yyyyyyn", "???????"),
        LINE.replace("trivial", ""),
        LINE.replace("0123456789ab", "0123"),
    ],
)
def test_a_verdict_with_a_fault_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.tsv, line"):
        verdicts.read(path)


def test_a_verdict_on_other_wrong_choices_is_stale() -> None:
    one = Question("a", "Who directs it?", Kind.CHOICE, ("Hori",), ("Kida", "Nemoto"))
    said = verdicts.Verdict(verdicts.key(one), verdicts.wrong(one), (True,) * 7, False, "")
    known = {said.key: said}
    assert verdicts.judged(one, known) is said
    turned = Question("b", "who directs it", Kind.CHOICE, ("Hori",), ("Nemoto", "Kida"))
    assert verdicts.judged(turned, known) is said
    other = Question("a", "Who directs it?", Kind.CHOICE, ("Hori",), ("Kida", "Kawamoto"))
    assert verdicts.judged(other, known) is None
    assert verdicts.judged(Question("a", "Who?", Kind.CHOICE, ("Hori",), ("Kida", "Nemoto")), known) is None


@pytest.mark.parametrize("path", sorted(verdicts.VERDICTS.rglob("*.tsv")), ids=lambda path: path.name)
def test_every_verdict_file_is_sound(path: Path) -> None:
    known = verdicts.read(path)
    for verdict in known.values():
        assert len(verdict.why) <= 120
        assert not verdict.fatal or not all(verdict.marks)
