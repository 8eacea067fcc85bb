"""The packs that ship have no error that the linter knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.core.lint import Level, lint_pack
from quiz.packs.native import read_pack

FOLDER = Path(__file__).parents[2] / "questions"
PACKS = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_shipped_pack_has_no_error(path: Path) -> None:
    pack = read_pack(path).pack
    article = (FOLDER / pack.head.article).read_text(encoding="utf-8-sig") if pack.head.article else None
    found = lint_pack(pack.questions, article=article, language=pack.head.language)
    assert [(one.question, one.message) for one in found if one.level is Level.ERROR] == []
    # Metallic Rouge asks about works that its other questions must name.
    assert not found or path.stem == "metallic-rouge"
