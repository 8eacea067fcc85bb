"""Programs on one bank take turns: an import begins no chunk while somebody else wants to write."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from quiz.bank.bank import Bank
from quiz.bank.turnstile import Turnstile
from tests.bank.making import small


def test_one_holds_it_at_a_time(tmp_path: Path) -> None:
    with closing(Turnstile(tmp_path / "b.db")) as one, closing(Turnstile(tmp_path / "b.db")) as two:
        assert two.free()
        with one.held():
            assert not two.free()
        assert two.free()


def test_whoever_waits_gets_it_when_it_is_left(tmp_path: Path) -> None:
    got = threading.Event()
    with closing(Turnstile(tmp_path / "b.db")) as one, closing(Turnstile(tmp_path / "b.db")) as two:

        def wait() -> None:
            with two.held():
                got.set()

        with one.held():
            thread = threading.Thread(target=wait)
            thread.start()
            assert not got.wait(0.05)
        assert got.wait(5)
        thread.join()


def test_it_ends_with_its_process(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from quiz.bank.turnstile import Turnstile\n"
        f"with Turnstile(Path({str(tmp_path / 'b.db')!r})).held():\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    with closing(Turnstile(tmp_path / "b.db")) as mine:
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        assert not mine.free()
        child.kill()
        child.communicate()
        assert mine.free()


def test_where_no_file_can_be_had_everybody_goes_through(tmp_path: Path) -> None:
    with closing(Turnstile(tmp_path / "no such folder" / "b.db")) as one:
        assert one.free()
        with one.held():
            assert one.free()


def test_an_import_stands_still_while_another_program_writes(bank: Bank, path: Path) -> None:
    bank.begin_import(small().head)
    with closing(Turnstile(path)) as somebody:
        with somebody.held():
            thread = threading.Thread(target=lambda: bank.add_questions("noir", small(300).questions))
            thread.start()
            thread.join(0.1)
            assert thread.is_alive()
        thread.join(10)
        assert not thread.is_alive()
    assert bank.finish_import("noir") is None
    assert bank.pack("noir") == small(300)
