"""Work in a child: what it tells, how it is stopped, and what is left when it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from quiz.app import jobs, packjobs
from quiz.app.jobs import Job, JobRefusal
from quiz.app.library import LibraryRefusal
from quiz.bank.bank import Bank
from quiz.packs.formats.model import Counts
from quiz.packs.refusals import PackRefusal
from quiz.words import Refused
from tests.app import jobwork

ROOT = Path(__file__).parents[2]
GOOD = "Who wrote number {n}?\nA) Somebody\nB) Nobody\nANSWER: B\n\n"
BAD = "Who?\nA) One\n\n"


def test_it_tells_how_far_it_is_and_brings_its_result() -> None:
    went: list[int] = []
    parts: list[object] = []
    assert Job(jobwork.count, 7).run(went.append, parts.append) == list(range(7))
    assert went[0] == 0
    assert parts == [(0, "三"), (3, "三"), (6, "三")]


def test_a_refusal_keeps_its_name_and_its_words() -> None:
    with pytest.raises(Refused) as caught:
        Job(jobwork.refuse, Path("a.txt")).run()
    assert caught.value.name is LibraryRefusal.STOPPED
    assert str(caught.value) == "The import of a.txt was stopped; nothing of it was kept."


def test_a_fault_is_one_plain_sentence_and_the_log_has_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Refused) as caught:
        Job(jobwork.stumble).run()
    assert caught.value.name is JobRefusal.FAULT
    assert "ZeroDivisionError: a fault of ours" in caplog.text


def test_too_little_memory_is_said_so() -> None:
    with pytest.raises(Refused) as caught:
        Job(jobwork.want_too_much).run()
    assert caught.value.name is JobRefusal.MEMORY


def test_work_that_asks_is_stopped_in_its_own_way(tmp_path: Path) -> None:
    job = Job(jobwork.until_stopped, tmp_path / "told")
    assert job.run(lambda _: job.stop()) == "done all the same"
    assert (tmp_path / "told").read_text() == "cleaned up"


@pytest.mark.parametrize("work", [jobwork.for_ever, jobwork.deaf])
def test_work_that_does_not_ask_is_stopped_too(work: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "GRACE_S", 0.2)
    job: Job[None] = Job(work)  # type: ignore[arg-type]
    with pytest.raises(Refused) as caught:
        job.run(lambda _: job.stop())
    assert caught.value.name is JobRefusal.STOPPED
    assert job.pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(job.pid, 0)


def test_work_that_is_kept_already_is_not_called_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "GRACE_S", 0.05)
    job: Job[str] = Job(jobwork.kept_and_slow, tmp_path / "done")

    def stop(_: int) -> None:
        job.stop()
        threading.Timer(0.3, (tmp_path / "done").touch).start()

    assert job.run(stop) == "kept"


def test_what_was_stopped_before_it_began_does_not_begin(tmp_path: Path) -> None:
    job = Job(jobwork.until_stopped, tmp_path / "told")
    job.stop()
    with pytest.raises(Refused) as caught:
        job.run()
    assert caught.value.name is JobRefusal.STOPPED
    assert job.pid is None


def test_a_killed_child_is_one_plain_sentence_and_its_half_file_goes(tmp_path: Path) -> None:
    target = tmp_path / "mine.toml"
    target.write_text("what was there", encoding="utf-8")
    (tmp_path / f".{os.getpid()}-0.tmp").touch()
    job = Job(jobwork.write_for_ever, target)
    job.folder = tmp_path
    seen: list[int] = []

    def kill(_: int) -> None:
        assert job.pid is not None
        seen.append(len(list(tmp_path.glob(f".{job.pid}-*.tmp"))))
        os.kill(job.pid, signal.SIGKILL)

    with pytest.raises(Refused) as caught:
        job.run(kill)
    assert caught.value.name is JobRefusal.ENDED
    assert seen == [1]
    # Another process's files stay.
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".{os.getpid()}-0.tmp", "mine.toml"]
    assert target.read_text() == "what was there"


def test_an_interrupt_from_the_keyboard_does_not_touch_the_child() -> None:
    assert Job(jobwork.interrupted_by_the_keyboard).run() == "went on"


def test_no_child_outlives_the_program(tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = (
        "import threading, pathlib\n"
        "from quiz.app.jobs import Job\n"
        "from tests.app import jobwork\n"
        "if __name__ == '__main__':\n"
        f"    job = Job(jobwork.until_stopped, pathlib.Path({str(told)!r}))\n"
        "    begun = threading.Event()\n"
        "    threading.Thread(target=job.run, args=[lambda _: begun.set()], daemon=True).start()\n"
        "    assert begun.wait(60)\n"
        "    print(job.pid)\n"
    )
    (tmp_path / "main.py").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "main.py")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    assert told.read_text() == "cleaned up"
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
    assert done.stderr == ""


# --- packs


@pytest.fixture
def aiken(tmp_path: Path) -> Path:
    path = tmp_path / "my_quiz.txt"
    path.write_text(BAD + "".join(GOOD.format(n=n) for n in range(3)) + BAD, encoding="utf-8")
    return path


def test_a_dry_run_counts_and_names_every_row_and_writes_nothing(bank: Bank, aiken: Path) -> None:
    before = bank.pack_infos()
    parts: list[list[packjobs.Said]] = []
    report = packjobs.checking(aiken).run(part=parts.append)
    assert (report.format, report.title, report.counts) == ("aiken", "My quiz", Counts.LINE)
    assert (report.taken, report.changed, report.refused, report.rows) == (3, 0, 2, 5)
    rows = [row for part in parts for row in part]
    assert [(number, refused, text) for number, refused, _, text in rows] == [
        (1, True, "Who?"),
        (19, True, "Who?"),
    ]
    assert rows[0][2].startswith("no line ANSWER:")
    assert bank.pack_infos() == before


def test_a_child_imports_beside_an_open_bank(bank: Bank, aiken: Path) -> None:
    report = packjobs.importing(bank.path, aiken).run()
    assert report.update is None
    assert len(bank.pack(report.slug).questions) == 3
    again = packjobs.importing(bank.path, aiken).run()
    assert again.update is not None
    assert (again.slug, again.update.added) == (report.slug, 0)


def many(tmp_path: Path, n: int) -> Path:
    path = tmp_path / "many.txt"
    path.write_text("".join(GOOD.format(n=n) for n in range(n)), encoding="utf-8")
    return path


def test_a_stopped_import_leaves_nothing(bank: Bank, tmp_path: Path) -> None:
    before, job = bank.pack_infos(), packjobs.importing(bank.path, many(tmp_path, 20_000))
    with pytest.raises(Refused) as caught:
        job.run(lambda _: job.stop())
    assert caught.value.name is LibraryRefusal.STOPPED
    assert bank.pack_infos() == before
    assert bank.check() == []


def test_a_killed_import_leaves_nothing_that_is_seen_and_can_be_done_again(
    bank: Bank, tmp_path: Path
) -> None:
    before, path = bank.pack_infos(), many(tmp_path, 4000)
    job = packjobs.importing(bank.path, path)

    def kill(_: int) -> None:
        assert job.pid is not None
        os.kill(job.pid, signal.SIGKILL)

    with pytest.raises(Refused) as caught:
        job.run(kill)
    assert caught.value.name is JobRefusal.ENDED
    assert bank.pack_infos() == before
    bank.drop_leftovers()
    assert bank.check() == []
    assert packjobs.importing(bank.path, path).run().taken == 4000


def test_a_file_that_cannot_be_read_is_refused_by_name(bank: Bank, tmp_path: Path) -> None:
    for job in (packjobs.checking(tmp_path / "no"), packjobs.importing(bank.path, tmp_path / "no")):
        with pytest.raises(Refused) as caught:
            job.run()
        assert caught.value.name is PackRefusal.NOT_FOUND


def test_a_dry_run_can_be_stopped_where_no_row_is_good(tmp_path: Path) -> None:
    path = tmp_path / "bad.aiken"
    path.write_text(BAD * 20_000, encoding="utf-8")
    job = packjobs.checking(path, "aiken")
    with pytest.raises(Refused) as caught:
        job.run(lambda _: job.stop())
    assert caught.value.name in (LibraryRefusal.STOPPED, JobRefusal.STOPPED)


def test_what_each_format_loses_and_an_export(bank: Bank, tmp_path: Path) -> None:
    found: list[tuple[str, str, list[str]]] = []
    packjobs.losing(bank.path, "kinds").run(part=found.append)
    lost = {name: told for _, name, told in found}
    assert lost["toml"] == []
    assert any(told.startswith("Left out, question") for told in lost["aiken"])
    target = tmp_path / "kinds.toml"
    told = packjobs.exporting(bank.path, "kinds", target, "toml").run()
    assert told == [f"30 questions written to {target}"]
    assert target.is_file()
    with pytest.raises(Refused) as caught:
        packjobs.exporting(bank.path, "kinds", tmp_path / "no" / "x.toml", "toml").run()
    assert caught.value.name is PackRefusal.UNWRITABLE
