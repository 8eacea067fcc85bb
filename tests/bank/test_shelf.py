"""The media of a bank: kept whole, found by name, swept only when nothing names them."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.app.workshop import Workshop
from quiz.bank.bank import Bank, BankRefusal
from quiz.core.questions import Media, Pack, Question
from quiz.words import Refused
from tests.bank.making import Playing, choice, keys_of, new_round, pack
from tests.mediamaking import png, wav

OLD = 3 * 86_400


def picture(bank: Bank, n: int) -> str:
    """A kept picture that differs from others, as a question names it."""
    return f"{bank.media.keep(png(rgb=(n, n, n)), 'png')}/img/{n}.png"


def age(bank: Bank) -> None:
    """Everything came in three days ago."""
    for path in bank.media.folder.iterdir():
        os.utime(path, (time.time() - OLD, time.time() - OLD))


def shown(question: Question, **names: str) -> Question:
    return replace(question, media=Media(**names))


def in_play(*questions: Question) -> Pack:
    return pack(questions)


def test_what_is_kept_is_found(bank: Bank) -> None:
    name = picture(bank, 1)
    found = bank.media.find(name)
    assert found is not None
    assert found.read_bytes() == png(rgb=(1, 1, 1))
    assert picture(bank, 1) == name
    assert bank.media.files() == [found]
    assert bank.media.find("img/1.png") is None
    assert bank.media.find("0" * 64 + ".png/x.png") is None


def test_a_bank_without_media_has_no_folder(bank: Bank) -> None:
    bank.store_pack(in_play(choice(1)), shipped=True)
    assert (bank.media.files(), bank.media.sweep(), bank.media.missing()) == ([], 0, [])
    assert not bank.media.folder.exists()


def test_a_full_disk_is_told_and_leaves_nothing(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused) as caught:
        picture(bank, 1)
    assert caught.value.name is BankRefusal.FULL
    assert list(bank.media.folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(bank: Bank) -> None:
    bank.media.folder.write_text("in the way")
    with pytest.raises(Refused) as caught:
        picture(bank, 1)
    assert caught.value.name is BankRefusal.NO_MEDIA


def test_the_sweep_leaves_what_a_question_names(bank: Bank) -> None:
    names = [picture(bank, n) for n in range(4)]
    sound = f"{bank.media.keep(wav(), 'wav')}/s.wav"
    with_choices = replace(choice(2), choice_images=("", names[1], "", ""))
    made = in_play(shown(choice(1), image=names[0], audio=sound), with_choices)
    bank.store_pack(replace(made, head=replace(made.head, cover=names[2])), shipped=True)
    age(bank)
    (bank.media.folder / ".left.part").write_bytes(b"x")
    (bank.media.folder / "my own.png").write_bytes(png())
    age(bank)
    assert bank.media.sweep() == 1
    assert bank.media.find(names[3]) is None
    left = {path.name for path in bank.media.folder.iterdir()}
    assert left == {name.partition("/")[0] for name in (*names[:3], sound)} | {"my own.png"}
    assert bank.media.sweep() == 0


def test_what_came_in_today_stays(bank: Bank) -> None:
    name = picture(bank, 1)
    assert bank.media.sweep() == 0
    age(bank)
    assert picture(bank, 1) == name
    assert bank.media.sweep() == 0
    age(bank)
    assert bank.media.sweep() == 1


def test_the_history_keeps_what_was_shown(bank: Bank) -> None:
    old, new = picture(bank, 1), picture(bank, 2)
    bank.store_pack(in_play(shown(choice(1), image=old)), shipped=True)
    game = Playing(bank, new_round(bank.add_player("Ann"), keys_of(bank)))
    game.answer()
    updated = in_play(shown(choice(1), image=new))
    done = bank.store_pack(replace(updated, head=replace(updated.head, version="1.1.0")), shipped=True)
    assert done is not None
    assert done.replaced == 1
    age(bank)
    assert bank.media.sweep() == 0
    asked = next(iter(bank.stored(game.id).asked.values()))
    assert asked.media.image == old
    bank.remove_pack("noir")
    assert bank.media.sweep() == 1
    assert bank.media.find(old) is not None
    assert bank.media.find(new) is None


def test_what_an_undo_would_bring_back_stays(bank: Bank) -> None:
    bank.store_pack(in_play(choice(1)), shipped=False)
    shop, (key,) = Workshop(bank), keys_of(bank)
    names = [picture(bank, n) for n in range(4)]
    state = bank.desk.question_state(key)
    for name in names[:2]:
        state = shop.save(key, state, shown(state.question, image=name))
        bank.desk.record("part", "", [])  # or the two would be one step
    shop.save(key, state, replace(state.question, prompt="", media=Media(audio=names[2])))
    shop.change_pack("noir", cover=names[3])
    shop.change_pack("noir", cover="")
    age(bank)
    assert bank.media.sweep() == 0
    with closing(sqlite3.connect(bank.path)) as raw:
        raw.executescript("DELETE FROM change")
    # The unfinished question still names its sound, and its last good state the picture.
    assert bank.media.sweep() == 2
    assert [bank.media.find(name) is None for name in names] == [True, False, False, True]


def test_a_backup_keeps_what_it_names(bank: Bank, path: Path) -> None:
    name = picture(bank, 1)
    bank.store_pack(in_play(shown(choice(1), image=name)), shipped=True)
    folder = path.parent / "backups"
    folder.mkdir()
    bank.backup(folder / "bank-20260304-050607.db")
    bank.remove_pack("noir")
    age(bank)
    assert bank.media.sweep() == 0
    (folder / "bank-20260304-050607.db").unlink()
    assert bank.media.sweep() == 1


def test_the_days_upkeep_sweeps(opener: Callable[..., Bank]) -> None:
    bank = opener()
    name = picture(bank, 1)
    age(bank)
    bank.close()
    again = opener(backups=True)
    again.close()
    assert again.media.find(name) is None


def test_missing_and_damaged_media_are_named(bank: Bank) -> None:
    names = [picture(bank, n) for n in range(3)]
    questions = [shown(choice(n), image=name) for n, name in enumerate((*names, "never/came.png"))]
    bank.store_pack(in_play(*questions), shipped=True)
    for name, data in ((names[0], None), (names[1], b"damaged")):
        found = bank.media.find(name)
        assert found is not None
        found.unlink() if data is None else found.write_bytes(data)
    told = bank.media.missing()
    assert [sentence.split("”")[0] for sentence in told] == ["“img/0.png", "“img/1.png", "“never/came.png"]
    assert "pack “noir”" in told[0]
    for n in range(3):
        picture(bank, n)
    assert len(bank.media.missing()) == 1
    assert bank.check() == []


def test_many_missing_media_are_counted(bank: Bank) -> None:
    bank.store_pack(in_play(*(shown(choice(n), image=f"{n}.png") for n in range(15))), shipped=True)
    assert len(bank.media.missing()) == 11
    assert bank.media.missing()[-1].startswith("5 more")
