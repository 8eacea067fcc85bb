"""Faults: killed processes, two windows, broken, newer, unwritable and full disks; backups."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from quiz.bank import backup, health, lease
from quiz.bank.bank import Bank, BankRefusal, open_bank
from quiz.core.rounds import Round, What
from quiz.core.stepping import replay
from tests.bank.making import Playing, choice, keys_of, new_round, small
from tests.bank.test_packs import refused

NOW = datetime(2026, 3, 4, 5, 6, 7)


def test_two_windows_share_a_bank(bank: Bank, opener: Callable[..., Bank]) -> None:
    other = opener()
    bank.store_pack(small(), shipped=True)
    player = other.add_player("Ann")
    game = Playing(bank, new_round(player, keys_of(other)[:4]))
    game.answer()
    assert (bank.open_rounds(player.id), other.open_rounds(player.id)) == ([], [])
    assert (bank.busy_rounds(), other.busy_rounds()) == (0, 1)
    refused(BankRefusal.ROUND_IN_USE, lambda: other.take(game.id))
    refused(BankRefusal.ROUND_IN_USE, lambda: other.discard_round(game.id))
    refused(BankRefusal.ROUND_IN_USE, lambda: other.record(game.id, game.state, [], []).result())
    other.beat(game.id, 99_999)
    bank.release(game.id)
    (found,) = other.open_rounds(player.id)
    assert (found.id, found.position, found.score) == (game.id, 2, game.state.score)
    taken = other.take(game.id)
    assert taken.active_ms == game.state.at_ms
    refused(BankRefusal.ROUND_IN_USE, lambda: game.do(What.LEFT))


def test_a_silent_window_loses_its_round(opener: Callable[..., Bank]) -> None:
    now = [1_000_000]
    bank, other = opener(now_ms=lambda: now[0]), opener(now_ms=lambda: now[0])
    bank.store_pack(small(), shipped=True)
    player = bank.add_player("Ann")
    game = Playing(bank, new_round(player, keys_of(bank)[:4]))
    game.ask()
    now[0] += lease.LAPSE_MS
    assert other.open_rounds(player.id) == []
    bank.beat(game.id, 4_000)
    bank.beat(game.id, 3_000)
    bank.add_player("flush")
    now[0] += lease.LAPSE_MS
    assert other.open_rounds(player.id) == []
    now[0] += 1
    assert [found.id for found in other.open_rounds(player.id)] == [game.id]
    assert bank.open_rounds(player.id) == []
    assert other.take(game.id).active_ms == 4_000
    refused(BankRefusal.ROUND_IN_USE, lambda: game.do(What.LEFT))


def test_a_paused_round_gives_signs_of_life(bank: Bank, opener: Callable[..., Bank]) -> None:
    now = [1_000_000]
    held = opener(now_ms=lambda: now[0])
    held.store_pack(small(), shipped=True)
    player = held.add_player("Ann")
    game = Playing(held, new_round(player, keys_of(held)[:4]))
    now[0] += 60_000
    held._renew()
    held.add_player("flush")
    assert held.stored(game.id).stopped == datetime.fromtimestamp(1060).astimezone()


def test_closing_gives_rounds_up(bank: Bank, opener: Callable[..., Bank]) -> None:
    bank.store_pack(small(), shipped=True)
    player = bank.add_player("Ann")
    game = Playing(bank, new_round(player, keys_of(bank)[:4]))
    bank.close()
    bank.close()
    refused(BankRefusal.CLOSED, lambda: bank.add_player("Bob"))
    refused(BankRefusal.CLOSED, lambda: bank.players())
    assert [found.id for found in opener().open_rounds(player.id)] == [game.id]


CHILD = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from quiz.bank.bank import open_bank
from tests.bank.making import Playing, keys_of, new_round
bank = open_bank(Path({path!r}), backups=False)
player = bank.add_player("Ann")
game = Playing(bank, new_round(player, keys_of(bank)[:8]))
for _ in range({answers}):
    game.answer()
game.ask()
bank.beat(game.id, game.state.at_ms + 2000)
bank.add_player("flush")
print(game.id, game.state.score, flush=True)
os.kill(os.getpid(), {signal})
"""


@pytest.mark.parametrize("answers", [0, 3])
def test_a_killed_round_goes_on_at_once_with_all_its_answers(
    bank: Bank, path: Path, opener: Callable[..., Bank], answers: int
) -> None:
    bank.store_pack(small(), shipped=True)
    bank.close()
    root = str(Path(__file__).parents[2])
    code = CHILD.format(root=root, path=str(path), answers=answers, signal=int(signal.SIGKILL))
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    round_id, score = map(int, ended.stdout.split())
    again = opener()
    player = again.add_player("Ann")
    (found,) = again.open_rounds(player.id)
    assert (found.id, found.position, found.score, found.left_ms) == (round_id, answers + 1, score, 18_000)
    stored = again.take(round_id)
    new = stored.new
    state = replay(Round(new.rules, new.seed, new.count), stored.events, stored.asked.__getitem__)
    assert (len(state.answers), state.score) == (answers, score)
    game = Playing(again, new, round_id)
    game.state, game.known = state, dict(stored.asked)
    game.do(What.ANSWERED, 3_000, given=list(state.open.question.right) if state.open else [])
    assert again.check() == []


def test_a_process_is_known_by_its_start() -> None:
    own = lease.process_start(os.getpid())
    assert lease.alive(os.getpid(), own)
    if own:
        assert not lease.alive(os.getpid(), own + "0")
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    assert not lease.alive(child.pid, "")


def test_a_newer_bank_is_refused_and_untouched(bank: Bank, path: Path) -> None:
    bank.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    before, names = path.read_bytes(), sorted(path.parent.iterdir())
    refused(BankRefusal.NEWER, lambda: open_bank(path))
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (before, names)


@pytest.mark.parametrize("how", ["noise", "cut", "other"])
def test_a_broken_bank_is_set_aside_and_the_newest_backup_named(bank: Bank, path: Path, how: str) -> None:
    bank.store_pack(small(200), shipped=True)
    saved = [backup.make(path, NOW + timedelta(days=day)) for day in range(2)]
    bank.close()
    if how == "noise":
        path.write_bytes(b"not a bank" * 1000)
    elif how == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        path.unlink()
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("CREATE TABLE somebody_elses (x)")
    before = path.read_bytes()
    error = refused(BankRefusal.BROKEN, lambda: open_bank(path))
    (aside,) = path.parent.glob("bank-broken-????????-??????.db")
    assert error.values == {"path": path, "aside": aside, "backup": saved[1]}
    assert aside.read_bytes() == before
    assert not path.exists()
    assert health.restore(saved[1], path, NOW) is None
    with closing(open_bank(path, backups=False)) as again:
        assert again.pack("noir") == small(200)


def test_a_lost_bank_is_offered_its_backup_until_somebody_begins_anew(bank: Bank, path: Path) -> None:
    bank.store_pack(small(), shipped=True)
    saved = backup.make(path, NOW)
    bank.close()
    path.write_bytes(b"noise" * 1000)
    refused(BankRefusal.BROKEN, lambda: open_bank(path))
    for _ in range(2):
        assert refused(BankRefusal.LOST, lambda: open_bank(path)).values["backup"] == saved
        assert not path.exists()
    with closing(open_bank(path, backups=False, anew=True)) as empty:
        assert empty.pack_infos() == []
    (kept,) = path.parent.glob("backups-????????-??????/bank-*.db")
    assert backup.listed(path) == []
    with closing(open_bank(path, backups=False)) as again:
        assert again.pack_infos() == []
    health.restore(kept, path, NOW)
    with closing(open_bank(path, backups=False)) as back:
        assert back.pack("noir") == small()


def test_a_broken_bank_without_a_backup(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"x" * 5000)
    refused(BankRefusal.BROKEN_NO_BACKUP, lambda: open_bank(path))
    open_bank(path, backups=False).close()


def test_places_that_cannot_hold_a_bank(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(BankRefusal.NO_FOLDER, lambda: open_bank(tmp_path / "file" / "bank.db"))
    (tmp_path / "bank.db").mkdir()
    refused(BankRefusal.NO_FOLDER, lambda: open_bank(tmp_path / "bank.db"))


def test_a_bank_that_cannot_be_written_refuses_by_name(bank: Bank) -> None:
    # Root may write anywhere, so the writing connection itself is made read-only here.
    bank.store_pack(small(), shipped=True)
    player = bank.add_player("Ann")
    game = Playing(bank, new_round(player, keys_of(bank)[:4]))
    raw = bank._writer._connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA query_only=ON")
    refused(BankRefusal.READ_ONLY, game.ask)
    refused(BankRefusal.READ_ONLY, lambda: bank.add_player("Bob"))
    raw.execute("PRAGMA query_only=OFF")
    assert bank.stored(game.id).events == ()
    game.answer()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(bank: Bank, path: Path) -> None:
    bank.close()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    refused(BankRefusal.READ_ONLY, lambda: open_bank(path))
    path.parent.chmod(0o700)


def test_a_full_disk_stores_nothing_by_halves(bank: Bank) -> None:
    bank.store_pack(small(), shipped=True)
    player = bank.add_player("Ann")
    game = Playing(bank, new_round(player, keys_of(bank)[:4]))
    game.answer()
    before = bank.stored(game.id)
    raw = bank._writer._connection.connection.driver_connection
    assert raw is not None
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count={pages}")
    refused(BankRefusal.FULL, lambda: bank.add_questions("noir", [choice(n) for n in range(100, 2000)]))
    big = game.event(What.PAUSED, 0, why="x" * 1_000_000)
    refused(BankRefusal.FULL, lambda: game.store([big]))
    assert bank.stored(game.id) == before
    raw.execute("PRAGMA max_page_count=1000000")
    game.answer()
    assert bank.check() == []


def test_backups_are_whole_while_the_bank_is_written(bank: Bank, path: Path, tmp_path: Path) -> None:
    bank.store_pack(small(50), shipped=True)
    bank.backup(tmp_path / "copy.db")
    refused(BankRefusal.NO_TARGET, lambda: bank.backup(tmp_path / "none" / "copy.db"))
    with closing(open_bank(tmp_path / "copy.db", backups=False)) as copy:
        assert copy.pack("noir") == bank.pack("noir")
        assert copy.check() == []


def test_five_backups_are_kept(bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [backup.make(path, NOW + timedelta(days=day)) for day in range(8)]
    assert backup.listed(path) == made[:2:-1]
    monkeypatch.setattr(backup, "MOST_BYTES", made[-1].stat().st_size * 2)
    made.append(backup.make(path, NOW + timedelta(days=9)))
    assert backup.listed(path) == [made[8], made[7]]
    monkeypatch.setattr(backup, "MOST_BYTES", 1)
    made.append(backup.make(path, NOW + timedelta(days=10)))
    assert backup.listed(path) == [made[9]]
    assert sorted(path.parent.joinpath("backups").iterdir()) == [made[9]]


def test_a_day_has_one_backup(bank: Bank, path: Path) -> None:
    assert backup.daily(path, NOW) is not None
    assert backup.daily(path, NOW + timedelta(hours=3)) is None
    tomorrow = NOW + timedelta(days=1)
    claim = path.parent / "backups" / f".bank-{tomorrow:%Y%m%d}.claim"
    claim.touch()
    assert backup.daily(path, tomorrow) is None
    os.utime(claim, (0, 0))
    assert backup.daily(path, tomorrow) is not None


def test_opening_makes_the_days_backup_but_not_of_a_new_bank(path: Path) -> None:
    open_bank(path).close()
    assert backup.listed(path) == []
    open_bank(path).close()
    open_bank(path).close()
    assert len(backup.listed(path)) == 1


def test_a_stopped_or_failed_backup_leaves_nothing(bank: Bank, path: Path, tmp_path: Path) -> None:
    with pytest.raises(backup.Stopped):
        backup.copy(path, tmp_path / "copy.db", stop=lambda: True)
    noise = tmp_path / "noise.db"
    noise.write_bytes(b"noise" * 1000)
    with pytest.raises(sqlite3.DatabaseError):
        backup.copy(noise, tmp_path / "copy.db")
    assert [found.name for found in tmp_path.iterdir() if "copy" in found.name] == []


def test_restoring_keeps_what_was_there(bank: Bank, path: Path, tmp_path: Path) -> None:
    bank.store_pack(small(5), shipped=True)
    bank.backup(tmp_path / "copy.db")
    bank.store_pack(small(9, "later"), shipped=True)
    refused(BankRefusal.BUSY, lambda: health.restore(tmp_path / "copy.db", path, NOW))
    bank.close()
    old = health.restore(tmp_path / "copy.db", path, NOW)
    assert old in backup.listed(path)
    with closing(open_bank(path, backups=False)) as again:
        assert [info.slug for info in again.pack_infos()] == ["noir"]
    (tmp_path / "noise.db").write_bytes(b"noise" * 1000)
    refused(BankRefusal.NOT_A_BANK, lambda: health.restore(tmp_path / "noise.db", path, NOW))
    refused(BankRefusal.NO_BACKUP_FILE, lambda: health.restore(tmp_path / "none.db", path, NOW))
