"""Files of other programs on their way into the bank: the same file is the same pack."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from quiz.app import packjobs, reading
from quiz.app.exporting import export_pack, would_lose
from quiz.app.library import LibraryRefusal, check_file, import_file
from quiz.app.workshop import Workshop
from quiz.bank.bank import Bank
from quiz.packs.incoming import Incoming
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused
from tests.mediamaking import png

GOOD = "Who wrote number {n}?\nA) Somebody\nB) Nobody\nANSWER: B\n\n"
BAD = "Who?\nA) One\n\n"
NOIR = 'format = 1\nid = "noir"\ntitle = "{title}"\nlanguage = "en"\n'
ASK = '[[question]]\nid = "{id}"\nprompt = "Who is {id}?"\nanswer = "A"\nwrong = ["B"]\n'


@pytest.fixture
def aiken(tmp_path: Path) -> Path:
    path = tmp_path / "my_quiz.txt"
    path.write_text(BAD + "".join(GOOD.format(n=n) for n in range(3)), encoding="utf-8")
    return path


def test_a_foreign_file_becomes_a_pack_that_plays(bank: Bank, aiken: Path) -> None:
    taken = import_file(bank, aiken)
    assert (taken.format, taken.taken, taken.update, taken.title) == ("aiken", 3, None, "My quiz")
    assert [told.row for told in taken.refused] == [1]
    assert taken.sentences(5)[0].startswith("my_quiz.txt, line 1: no line ANSWER:")
    pack = bank.pack(taken.slug)
    assert [q.right for q in pack.questions] == [("Nobody",)] * 3
    assert pack.head.language == "en"


def test_the_same_file_again_changes_nothing(bank: Bank, aiken: Path) -> None:
    first = import_file(bank, aiken)
    before = bank.pack(first.slug)
    again = import_file(bank, aiken)
    assert (again.slug, again.taken, again.differs) == (first.slug, 3, False)
    assert bank.pack(first.slug) == before


def test_the_format_can_be_named(bank: Bank, aiken: Path) -> None:
    with pytest.raises(Refused) as caught:
        import_file(bank, aiken, "toml")
    assert caught.value.name is PackRefusal.BAD_TOML


def test_a_file_of_no_format_is_told_so(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "letter.doc"
    path.write_text("Dear all, nothing here is a question.", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        import_file(bank, path)
    assert caught.value.name is PackRefusal.NO_FORMAT


def test_a_file_without_a_good_question_leaves_the_bank_as_it_is(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "bad.aiken"
    path.write_text(BAD * 4, encoding="utf-8")
    before = bank.pack_infos()
    taken = import_file(bank, path, "aiken")
    assert taken.taken == 0
    assert len(taken.refused) == 4
    assert bank.pack_infos() == before


def test_a_stopped_import_keeps_nothing(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "many.txt"
    path.write_text("".join(GOOD.format(n=n) for n in range(3000)), encoding="utf-8")
    seen: list[int] = []

    def progress(rows: int) -> bool:
        seen.append(rows)
        return rows < 1000

    before = bank.pack_infos()
    with pytest.raises(Refused) as caught:
        import_file(bank, path, progress=progress)
    assert caught.value.name is LibraryRefusal.STOPPED
    assert seen[-1] == 1000
    assert bank.pack_infos() == before
    bank.drop_leftovers()
    assert import_file(bank, path).taken == 3000


def test_another_pack_with_a_known_id_comes_in_beside_it(bank: Bank, tmp_path: Path) -> None:
    mine, other = tmp_path / "mine.toml", tmp_path / "other.toml"
    mine.write_text(NOIR.format(title="Mine") + ASK.format(id="one"), encoding="utf-8")
    other.write_text(NOIR.format(title="Other") + ASK.format(id="two"), encoding="utf-8")
    import_file(bank, mine)
    taken = import_file(bank, other)
    assert taken.slug.startswith("noir-")
    assert taken.update is None
    assert "another pack's" in taken.changed[0].what
    assert [q.id for q in bank.pack("noir").questions] == ["one"]
    again = import_file(bank, other)
    assert (again.slug, again.differs) == (taken.slug, False)


def test_a_dry_run_says_the_same_and_writes_nothing(bank: Bank, aiken: Path) -> None:
    before = bank.pack_infos()
    dry = check_file(aiken)
    assert bank.pack_infos() == before
    taken = import_file(bank, aiken)
    assert (dry.as_json()["taken"], dry.refused) == (taken.as_json()["taken"], taken.refused)


def test_what_a_format_cannot_carry_is_known_beforehand(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    order = '[[question]]\nid = "o"\nkind = "order"\nprompt = "Sort"\nanswer = ["a", "b", "c"]\n'
    path.write_text(NOIR.format(title="Mine") + ASK.format(id="one") + order, encoding="utf-8")
    import_file(bank, path)
    lost = would_lose(bank.pack("noir"), "aiken")
    done = export_pack(bank, "noir", tmp_path / "out.txt", "aiken")
    assert list(done.lost) == lost
    assert [(one.number, one.whole) for one in lost if one.whole] == [(2, True)]
    assert done.questions == 1
    assert would_lose(bank.pack("noir"), "toml") == []


def test_an_import_is_one_step_that_can_be_undone(bank: Bank, tmp_path: Path) -> None:
    path, shop = tmp_path / "mine.toml", Workshop(bank)
    path.write_text(NOIR.format(title="Mine") + ASK.format(id="one") + ASK.format(id="two"), encoding="utf-8")
    import_file(bank, path)
    first = bank.pack("noir")
    newer = ASK.format(id="one").replace("Who is", "Who was") + ASK.format(id="three")
    path.write_text(NOIR.format(title="Newer") + newer, encoding="utf-8")
    taken = import_file(bank, path)
    assert taken.update is not None
    assert (taken.update.replaced, taken.update.added, taken.update.retired) == (1, 1, 1)
    second = bank.pack("noir")
    assert shop.undo() == "Undone: importing “Mine”"
    assert bank.pack("noir") == first
    shop.redo()
    assert bank.pack("noir") == second
    shop.undo()
    shop.undo()
    assert bank.pack_info("noir") is None
    shop.redo()
    assert bank.pack("noir") == first
    assert bank.check() == []


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is read in a process of its own."""
    monkeypatch.setattr(reading, "ALONE_BYTES", 0)


@pytest.mark.usefixtures("alone")
def test_a_file_that_is_read_in_a_process_of_its_own_is_the_same_pack(
    bank: Bank, aiken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = import_file(bank, aiken)
    pack = bank.pack(there.slug)
    bank.remove_pack(there.slug)
    monkeypatch.undo()
    here = import_file(bank, aiken)
    assert (here.taken, here.refused, here.changed) == (there.taken, there.refused, there.changed)
    assert bank.pack(here.slug) == pack


@pytest.mark.usefixtures("alone")
def test_media_come_in_from_another_process(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    (tmp_path / "a.png").write_bytes(png())
    path.write_text(NOIR.format(title="Mine") + ASK.format(id="one") + 'image = "a.png"\n', encoding="utf-8")
    assert import_file(bank, path).changed == []
    assert bank.media.find(bank.pack("noir").questions[0].media.image) is not None


@pytest.mark.parametrize("size", [0, 1 << 30])
def test_a_file_that_goes_while_it_is_read_is_refused_by_name(
    bank: Bank, aiken: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(reading, "ALONE_BYTES", size)
    before = bank.pack_infos()
    opened = reading.taken

    def gone(incoming: Incoming, media: Path) -> Iterator[reading.Batch]:
        found = opened(incoming, media)
        aiken.unlink()
        return found

    monkeypatch.setattr(reading, "taken", gone)
    with pytest.raises(Refused) as caught:
        import_file(bank, aiken)
    assert caught.value.name is PackRefusal.UNREADABLE
    assert bank.pack_infos() == before


@pytest.mark.usefixtures("alone")
def test_a_stopped_import_ends_the_process_that_reads(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "many.txt"
    path.write_text("".join(GOOD.format(n=n) for n in range(30_000)), encoding="utf-8")
    before = bank.pack_infos()
    with pytest.raises(Refused) as caught:
        import_file(bank, path, progress=lambda rows: rows < 1000)
    assert caught.value.name is LibraryRefusal.STOPPED
    assert multiprocessing.active_children() == []
    assert bank.pack_infos() == before


TWICE = "#Q Who wrote number {n}?\n^ Me\nA Me\nB Nobody {n}\nC Nobody {n}\n\n"
NONE = "#Q Who?\n\n"


def rows_of_every_fate(tmp_path: Path) -> Path:
    path = tmp_path / "many.txt"
    blocks = [NONE, *(TWICE.format(n=n) for n in range(6)), *[NONE] * 4, "#Q Who?\n^ C\nA A\nB B\n\n"]
    path.write_text("".join(blocks), encoding="utf-8")
    return path


def test_past_the_first_rows_a_report_counts_by_reason(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rows_of_every_fate(tmp_path)
    whole = check_file(path)
    assert (whole.taken, whole.changed_rows, whole.refused_rows) == (6, 6, 6)
    assert "more" not in whole.as_json()
    assert whole.sentences(5)[-1] == "... and 7 more; --json lists them all"
    monkeypatch.setattr(reading, "MOST_TOLD", 2)
    for taken in (check_file(path), import_file(bank, path)):
        assert (taken.taken, taken.changed_rows, taken.refused_rows) == (6, 6, 6)
        assert (taken.changed, taken.refused) == (whole.changed[:2], whole.refused[:2])
        assert taken.more_changed.total() == taken.more_refused.total() == 4
        assert sorted(taken.more_refused.values()) == [1, 3]
        (more,) = taken.as_json()["more"]["changed"]
        assert more == {"what": "the choice “…” stood there twice and was kept once", "times": 4}
        assert taken.sentences(3)[-1] == "... and 9 more; --json lists many of them and counts the rest"


def test_reasons_do_not_grow_without_end() -> None:
    counts: Counter[str] = Counter()
    for n in range(5000):
        reading.count_reason(counts, f"reason {chr(0x4E00 + n)}")
    assert counts.total() == 5000
    assert len(counts) <= 101


def test_a_report_s_further_rows_come_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Told:
        def __init__(self) -> None:
            self.parts: list[packjobs.Said] = []

        def part(self, part: list[packjobs.Said]) -> None:
            self.parts += part

        def went(self, n: int) -> bool:
            return True

        def interrupted(self) -> AbstractContextManager[None]:
            return nullcontext()

    monkeypatch.setattr(reading, "MOST_TOLD", 2)
    line = Told()
    report = packjobs.check(line, rows_of_every_fate(tmp_path), "")  # type: ignore[arg-type]
    assert (report.taken, report.changed, report.refused, report.rows) == (6, 6, 6, 12)
    further = [row for row in line.parts if row[0] == packjobs.FURTHER]
    assert line.parts[-3:] == further
    assert [(refused, text) for _, refused, _, text in further] == [
        (True, "3 more rows"),
        (True, "1 more row"),
        (False, "4 more times"),
    ]
