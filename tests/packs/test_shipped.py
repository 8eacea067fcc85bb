"""The packs that ship hold what the format promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.packs.native import read_pack
from quiz.packs.writer import write_pack

FOLDER = Path(__file__).parents[2] / "questions"
PACKS = sorted(FOLDER.glob("*.toml"))


def test_packs_ship() -> None:
    assert PACKS


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_question_is_taken(path: Path) -> None:
    loaded = read_pack(path)
    assert [refusal.sentence(path) for refusal in loaded.refused] == []
    assert loaded.pack.questions
    assert loaded.pack.head.id == path.stem


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_evidence_stands_in_the_article(path: Path) -> None:
    pack = read_pack(path).pack
    with_evidence = [q for q in pack.questions if q.evidence]
    if not with_evidence:
        return
    article = (FOLDER / pack.head.article).read_text(encoding="utf-8-sig")
    assert [q.id for q in with_evidence if q.evidence not in article] == []
    for q in with_evidence:
        if q.evidence_start is not None:
            assert article[q.evidence_start :].startswith(q.evidence), q.id


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_it_can_be_written_and_read_back(path: Path, tmp_path: Path) -> None:
    pack = read_pack(path).pack
    write_pack(pack, tmp_path / path.name)
    assert read_pack(tmp_path / path.name).pack == pack


def test_ids_differ_across_packs() -> None:
    ids = [read_pack(path).pack.head.id for path in PACKS]
    assert len(set(ids)) == len(ids)
