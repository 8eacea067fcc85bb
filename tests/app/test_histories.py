"""A player's history as a file: whole, merged without doubles, and nothing of a bad one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.app import historyfile
from quiz.app.demo import play_history
from quiz.app.histories import check_history, export_history, exporting, import_history, importing
from quiz.app.historyfile import HistoryRefusal
from quiz.bank.bank import Bank
from quiz.bank.carrying import judged
from quiz.bank.views import Kept, NewRound, Player, Search
from quiz.core.rounds import Event, What
from quiz.core.rules import Rules
from quiz.words import Refused
from tests.app.conftest import NOON
from tests.copied import copied
from tests.core.makers import choice


@pytest.fixture
def player(bank: Bank) -> Player:
    found = bank.add_player("Ünal 監督")
    play_history(bank, found, 12, 4, NOON, ranked=True)
    return found


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Bank]:
    with closing(copied(tmp_path / "other" / "bank.db")) as opened:
        yield opened


@pytest.fixture
def file(bank: Bank, player: Player, tmp_path: Path) -> Path:
    path = tmp_path / "a.quizhistory"
    assert export_history(bank, player, path).rounds == 12
    return path


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def written(path: Path, documents: list[Any]) -> Path:
    path.write_bytes(b"".join(json.dumps(one).encode() + b"\n" for one in documents))
    return path


def states(bank: Bank) -> list[object]:
    return [bank.archive.read(key).state for key in bank.archive.keys(Search())]


def test_a_history_goes_out_and_comes_into_another_bank(
    bank: Bank, player: Player, file: Path, other: Bank
) -> None:
    report = import_history(other, file)
    assert (report.player, report.rounds, report.new) == ("Ünal 監督", 12, 12)
    assert states(other) == states(bank)
    assert [one.name for one in other.players()] == ["Ünal 監督"]
    assert other.check() == []
    again = import_history(other, file)
    assert (again.new, again.known, again.refused) == (0, 12, [])
    assert import_history(bank, file).known == 12


def test_it_can_come_into_another_player(file: Path, other: Bank) -> None:
    assert import_history(other, file, "Bea").new == 12
    assert [one.name for one in other.players()] == ["Bea"]


def test_the_same_history_is_the_same_file(bank: Bank, player: Player, file: Path, tmp_path: Path) -> None:
    export_history(bank, player, tmp_path / "b.quizhistory")
    assert (tmp_path / "b.quizhistory").read_bytes() == file.read_bytes()


def test_it_is_json_by_lines_that_a_person_can_read(file: Path, tmp_path: Path, other: Bank) -> None:
    head, *rounds, end = lines(file)
    assert head == {"format": "quiz-noir history", "version": 1, "player": "Ünal 監督", "rounds": 12}
    assert end == {"end": 12}
    assert {*rounds[0]} == {"round"}
    assert import_history(other, written(tmp_path / "plain", lines(file))).new == 12


def test_marks_on_questions_go_with_it(bank: Bank, player: Player, tmp_path: Path, other: Bank) -> None:
    key = bank.source(("alpha",), None, "", 0, unseen_first=False, canonical=True).key(0)
    bank.flag(player.id, key, "never")
    path = tmp_path / "a.quizhistory"
    assert export_history(bank, player, path).marks == 1
    assert import_history(other, path).marks == 1
    assert import_history(other, path).marks == 0


def test_a_dry_run_writes_nothing(file: Path) -> None:
    report = check_history(file)
    assert (report.rounds, report.new, report.refused) == (12, 12, [])


def test_what_does_not_fit_is_left_out_by_line_and_the_rest_comes(
    file: Path, tmp_path: Path, other: Bank
) -> None:
    documents = lines(file)
    documents[2]["round"]["score"] += 1
    documents[3]["round"]["events"][0]["what"] = "danced"
    documents[4]["round"]["rules"]["seconds"] = 7000
    del documents[5]["round"]["packs"]
    documents[6] = {"song": 1}
    documents[7]["round"]["seed"] = True
    question = next(iter(documents[8]["round"]["questions"].values()))
    question["prompt"] = "Another?"
    report = import_history(other, written(tmp_path / "changed", documents))
    assert (report.new, report.refused_lines) == (5, 7)
    told = [(line, why) for line, why in report.refused]
    assert [line for line, _ in told] == [3, 4, 5, 6, 7, 8, 2]
    assert dict(told)[2].startswith("This round says that it brought")
    assert dict(told)[4] == "“seconds” is not what it must be"
    assert dict(told)[8] == "one of its questions was changed"
    assert other.check() == []
    assert "Line 3: This round says" in "\n".join(report.sentences())


@pytest.mark.parametrize(("content", "why"), [
    (b"", HistoryRefusal.NOT_ONE),
    (b"format = 1", HistoryRefusal.NOT_ONE),
    (b"[]", HistoryRefusal.NOT_ONE),
    (b"[" * 100_000, HistoryRefusal.NOT_ONE),
    (b"\x1f\x8b", HistoryRefusal.NOT_ONE),
    (b"\x1f\x8bnonsense", HistoryRefusal.NOT_ONE),
    (b'{"format":"quiz-noir history","version":1}', HistoryRefusal.NOT_ONE),
    (b'{"format":"quiz-noir history","version":2,"player":"A","rounds":0}', HistoryRefusal.NEWER),
    (b'{"format":"quiz-noir history","version":1,"player":"A","rounds":1}\n', HistoryRefusal.CUT),
    (b'{"format":"quiz-noir history","version":1,"player":"A","rounds":1}\n{"end":1}', HistoryRefusal.CUT),
    (b'{"format":"quiz-noir history","version":1,"player":"A","rounds":1}\n' + b"[" * 9_000_000,
     HistoryRefusal.LONG),
    (b'{"format":"quiz-noir history","version":1,"player":"A","rounds":1}\n' + b"[" * 90_000,
     HistoryRefusal.CUT),
])  # fmt: skip
def test_what_is_no_history_is_told_in_a_sentence(
    content: bytes, why: HistoryRefusal, tmp_path: Path, other: Bank
) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(Refused) as told:
        import_history(other, path)
    assert told.value.name is why
    assert other.players() == []


def test_no_file_is_told(tmp_path: Path, other: Bank) -> None:
    with pytest.raises(Refused) as told:
        import_history(other, tmp_path / "none")
    assert told.value.name is HistoryRefusal.UNREADABLE


def test_of_a_file_that_is_cut_off_nothing_is_taken(file: Path, other: Bank) -> None:
    whole = file.read_bytes()
    for size in range(2, len(whole), len(whole) // 25):
        file.write_bytes(whole[:size])
        with pytest.raises(Refused):
            import_history(other, file)
    assert other.players() == []
    file.write_bytes(whole)
    assert import_history(other, file).new == 12


def test_a_bomb_in_gzip_ends_at_the_length_of_a_line(tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    head = json.dumps({"format": historyfile.FORMAT, "version": 1, "player": "A", "rounds": 1})
    path.write_bytes(gzip.compress(head.encode() + b"\n" + b" " * 50_000_000))
    with pytest.raises(Refused) as told:
        check_history(path)
    assert told.value.name is HistoryRefusal.LONG


def sample() -> dict[str, Any]:
    """A round of one question as a line of the file."""
    question = choice(1)
    mark = question.content_hash()
    told = {"hash": mark, "pack": "alpha", "question": question.id, "choices": [*question.right]}
    events = (
        Event(1, 0, What.ASKED, told),
        Event(2, 500, What.SHOWN),
        Event(3, 900, What.PAUSED, {"why": "key"}),
        Event(4, 900, What.RESUMED, {"away_ms": 5}),
        Event(5, 1500, What.LIFELINE, {"which": "extra"}),
        Event(6, 2500, What.ANSWERED, {"given": [*question.right]}),
        Event(7, 2500, What.APPEALED, {"position": 0}),
    )
    new = NewRound(0, Rules(count=1), 7, ("alpha",), ("Alpha",), ("1.0.0",), 1, (), True, True, "", NOON)
    return {"round": historyfile._round(Kept(new, events, {mark: question}, "finished", 1000))}


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_line_it_is_read_or_left_out(data: st.DataObject) -> None:
    document = json.loads(json.dumps(sample()))
    place: Any = document["round"]
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        inner = place[key]
        if not (isinstance(inner, (dict, list)) and inner) or data.draw(st.booleans()):
            break
        place = inner
    place[key] = data.draw(PLAIN)
    line = historyfile._line(1, document)
    assert (line.round is None) == bool(line.why)
    if line.round is not None:
        with suppress(Refused):
            judged(line.round)


def test_a_child_writes_and_takes_it(bank: Bank, player: Player, tmp_path: Path, other: Bank) -> None:
    path = tmp_path / "c.quizhistory"
    heard: list[int] = []
    assert exporting(bank.path, player, path).run(heard.append).rounds == 12
    assert importing(other.path, path, "").run(heard.append).new == 12
    assert heard
    assert states(other) == states(bank)


def test_a_stopped_import_says_so_and_the_next_one_brings_the_rest(file: Path, other: Bank) -> None:
    report = import_history(other, file, went=lambda n: n < 5)
    assert (report.new, report.stopped) == (5, True)
    assert "It was stopped" in report.sentences()[-1]
    report = import_history(other, file)
    assert (report.new, report.known, report.stopped) == (7, 5, False)
