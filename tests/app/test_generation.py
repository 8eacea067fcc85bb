"""What ``quiz generate`` prints and writes: the document, the pack, its id, and the summary."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from quiz.app.generation import (
    as_json,
    generated,
    pack_of,
    summary,
    title_of,
    unread,
    write_drafts,
    write_text,
)
from quiz.app.library import import_file
from quiz.app.lint import lint_file
from quiz.article.generate import Generated, generate
from quiz.article.readers import Text
from quiz.bank.bank import Bank
from quiz.packs.native import read_pack
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused
from tests.article.samples import ALL, GERMAN, NEWS, OPINION, PREVIEW, article, made

QUESTION = {
    "id": str, "kind": str, "prompt": str, "answer": list, "wrong": list, "explanation": str,
    "difficulty": str, "category": str, "relation": str, "evidence": dict, "confidence": float,
}  # fmt: skip


def evidence_of(piece: object, content: str) -> None:
    assert isinstance(piece, dict)
    assert set(piece) == {"text", "start", "end"}
    assert piece["text"] == content[piece["start"] : piece["end"]]


def check_document(document: dict[str, object], content: str) -> None:
    """SPEC's shape: keys, types, and evidence as objects."""
    assert list(document)[:9] == [
        *("title", "language", "words", "text_sha256", "note"),
        *("facts", "contradictions", "left_out", "questions"),
    ]
    assert set(document) == set(list(document)[:9])
    assert isinstance(document["words"], int)
    assert re.fullmatch(r"[0-9a-f]{64}", str(document["text_sha256"]))
    assert document["note"] is None or isinstance(document["note"], str)
    facts, clashes, left, questions = (
        document[key] for key in ("facts", "contradictions", "left_out", "questions")
    )
    assert isinstance(facts, list)
    assert isinstance(clashes, list)
    assert isinstance(left, list)
    assert isinstance(questions, list)
    for fact in facts:
        assert set(fact) >= {"relation", "subject", "objects", "evidence", "confidence"}
        assert all(isinstance(one, str) for one in fact["objects"])
        evidence_of(fact["evidence"], content)
    for clash in clashes:
        assert set(clash) == {"relation", "subject", "sides"}
        for side in clash["sides"]:
            assert set(side) == {"object", "evidence"}
            evidence_of(side["evidence"], content)
    for one in left:
        assert set(one) == {"reason", "evidence"}
        evidence_of(one["evidence"], content)
    for question in questions:
        assert set(question) == set(QUESTION)
        for key, kind in QUESTION.items():
            assert isinstance(question[key], kind), key
        evidence_of(question["evidence"], content)


@pytest.mark.parametrize("content", [*ALL.values(), OPINION, GERMAN])
def test_the_document_has_the_shape_of_the_specification(content: str) -> None:
    document = json.loads(json.dumps(as_json(made(content))))
    check_document(document, content)
    assert bool(document["questions"]) is (document["note"] is None)


def test_what_could_not_be_read_has_the_same_keys() -> None:
    assert list(unread("gone"))[:9] == list(as_json(made(NEWS)))
    assert unread("gone")["error"] == "gone"
    assert unread("gone")["questions"] == []


@pytest.mark.parametrize("name", ALL)
def test_a_pack_is_sound_and_comes_in_whole(name: str, tmp_path: Path, bank: Bank) -> None:
    one, path = made(ALL[name]), tmp_path / "drafts.toml"
    write_drafts(one, path)
    linted = lint_file(path)
    assert (linted.errors, linted.questions, linted.refused) == (0, len(one.drafts), ())
    loaded = read_pack(path)
    assert loaded.refused == ()
    assert [q.prompt for q in loaded.pack.questions] == [d.question.prompt for d in one.drafts]
    assert [q.evidence for q in loaded.pack.questions] == [d.fact.evidence.text for d in one.drafts]
    assert [q.relation for q in loaded.pack.questions] == [d.question.relation for d in one.drafts]
    taken = import_file(bank, path)
    assert (taken.taken, taken.refused, taken.update) == (len(one.drafts), [], None)
    assert [found.name for found in tmp_path.glob("*.toml")] == ["drafts.toml"]


def test_the_same_seed_writes_the_same_bytes_and_another_one_another_id(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.toml" for n in range(3)]
    for path, seed in zip(paths, (0, 0, 1), strict=True):
        write_drafts(generate(article(PREVIEW), seed=seed), path, seed=seed)
    first, again, other = (path.read_bytes() for path in paths)
    assert first == again
    assert first != other


def test_the_id_is_the_titles_slug_and_six_letters_of_text_and_seed() -> None:
    ids = {seed: pack_of(made(PREVIEW, seed), seed=seed).head.id for seed in (0, 1)}
    assert all(re.fullmatch(r"cobalt-vesna-[a-z]{6}", one) for one in ids.values())
    assert ids[0] != ids[1]
    other = generate(article(PREVIEW + " "))
    assert pack_of(other).head.id != ids[0]
    assert pack_of(made(PREVIEW)).head.id == ids[0]


@pytest.mark.parametrize(("title", "slug"), [
    ("A Quiet Day: Harbour Lights!", "quiet-day-harbour-lights"),
    ("Æther & Straße", "aether-strasse"),
    ("東京", "article"),
    ("x" * 90, "x" * 40),
])  # fmt: skip
def test_slugs_of_titles(title: str, slug: str) -> None:
    one = generate(Text(PREVIEW, title, "text", "-"))
    assert pack_of(one).head.id.rpartition("-")[0] == slug
    assert title_of(one) == title


def test_the_address_of_a_page_is_kept_as_the_source_and_a_file_is_not() -> None:
    page = generate(Text(PREVIEW, "", "html", "https://example.org/a"))
    assert pack_of(page).head.source == "https://example.org/a"
    assert pack_of(made(PREVIEW)).head.source == ""
    assert pack_of(page).head.text_sha256 == page.text.sha256


def test_a_text_without_a_title_is_called_after_its_subject_or_plainly() -> None:
    assert title_of(made(PREVIEW)) == "Cobalt Vesna"
    assert title_of(made(GERMAN)) == "Untitled article"


def test_the_summary_tells_counts_clashes_reasons_and_questions() -> None:
    lines = summary(made(PREVIEW), Path("drafts.toml"))
    counts = rf"Cobalt Vesna: \d+ words, \d+ facts, {len(made(PREVIEW).drafts)} questions"
    assert re.fullmatch(counts, lines[0])
    assert any(
        line.startswith("The article contradicts itself, so look at this before you play: 15 (“")
        for line in lines
    )
    assert any(line.startswith("Left out, ") for line in lines)
    assert all(any(d.question.prompt in line for line in lines) for d in made(PREVIEW).drafts)
    assert lines[-3].startswith("Written to drafts.toml")
    slug = pack_of(made(PREVIEW)).head.id
    assert lines[-2:] == ["  quiz packs import drafts.toml", f"  quiz play --pack {slug}"]


def test_the_summary_of_nothing_is_its_note() -> None:
    assert "This text holds too few facts for a quiz." in summary(made(OPINION))
    assert "This text is not in English, the one language that questions are made in." in summary(
        made(GERMAN)
    )


def test_the_text_is_written_as_it_was_read(tmp_path: Path) -> None:
    source, copy = tmp_path / "a.txt", tmp_path / "copy.txt"
    source.write_bytes(b"\xef\xbb\xbf" + NEWS.replace("\n", "\r\n").encode())
    one = generated(source)
    write_text(one, copy)
    assert copy.read_bytes() == NEWS.encode()
    assert as_json(one)["questions"] == as_json(made(NEWS))["questions"]


@pytest.mark.parametrize("write", [write_drafts, write_text])
def test_where_nothing_can_be_written_nothing_is(write: object, tmp_path: Path) -> None:
    assert callable(write)
    for path in (tmp_path / "no folder" / "a.toml", tmp_path):
        with pytest.raises(Refused) as refused:
            write(made(PREVIEW), path)
        assert refused.value.name is PackRefusal.UNWRITABLE
    assert list(tmp_path.iterdir()) == []


def test_a_very_long_sentence_does_not_keep_a_pack_from_being_written(tmp_path: Path) -> None:
    rest = "and the sea was grey and the day was long, " * 2500
    content = PREVIEW + f"\n\nThe anime is scripted by Bo Lind, {rest}and then it ended.\n"
    one: Generated = generate(article(content))
    path = tmp_path / "long.toml"
    write_drafts(one, path)
    assert read_pack(path).refused == ()
    assert len(read_pack(path).pack.questions) == len(one.drafts) >= 10
