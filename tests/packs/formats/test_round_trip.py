"""Export then import gives the same pack, up to what the export said that it could not carry."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, note, settings

from quiz.core.questions import Question
from quiz.packs.formatnames import WRITTEN
from quiz.packs.formats import format_of
from tests.packs.formats.making import PACKS, out_and_in


# All formats over the same packs: making the packs up takes ten times as long as writing and reading them.
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pack=PACKS)
def test_what_is_carried_comes_back(tmp_path: Path, pack: list[Question]) -> None:
    for name in WRITTEN:
        note(f"as {name}")
        format = format_of(name)
        expected, rows, lost = out_and_in(format, pack, tmp_path / f"pack{format.endings[0]}")
        assert [question for row in rows for question in row.questions] == expected, name
        assert [row for row in rows if row.why or row.changed] == [], name
        # Nothing vanishes without a line.
        assert len(expected) + len({one.number for one in lost if one.whole}) == len(pack), name
