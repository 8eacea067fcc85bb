"""What the bank can refuse, by name, and how a fault of SQLite becomes one of these names."""

from __future__ import annotations

import sqlite3
from enum import Enum
from pathlib import Path

from quiz.words import Refused


class BankRefusal(Enum):
    """Why the bank does not do what was asked, and what a person can do about it."""

    NEWER = (
        "The bank {path} was written by a newer Quiz Noir and was left untouched; update the game, "
        "or start it with --data and another folder."
    )
    LOST = (
        "The bank {path} is gone, and the newest backup of it is {backup}: put it back with “quiz restore”, "
        "or move {folder} away to start with an empty bank."
    )
    BROKEN = (
        "The bank {path} is broken and was set aside as {aside}; "
        "the newest backup is {backup}: put it back with “quiz restore”."
    )
    BROKEN_NO_BACKUP = (
        "The bank {path} is broken and was set aside as {aside}; there is no backup yet, "
        "so the next start begins with an empty bank."
    )
    DAMAGED = "The bank {path} cannot be read any more; close the game and run “quiz doctor”."
    READ_ONLY = (
        "The bank {path} cannot be written; allow writing there, or start with --data and another folder."
    )
    FULL = "The disk that holds {path} is full; free some space, then go on."
    BUSY = "Another program holds the bank {path}; close it and try again."
    NO_FOLDER = "The bank cannot be put at {path}: {why}; choose another folder with --data."
    NO_MEDIA = "Pictures and sounds cannot be kept in {path}: {why}; allow writing there, then import again."
    CLOSED = "The bank {path} is closed; open the game again."
    NO_PACK = "There is no pack “{slug}” here; “quiz packs list” names those there are."
    NO_QUESTION = "There is no question number {key} in this bank any more; choose another."
    NO_ARTICLE = "This article is not here any more; undo what took it away, or read it again."
    NO_PLAYER = "There is no player number {player} in this bank; choose one of those listed."
    NO_NAME = "A player needs a name; write one."
    NAME_TAKEN = "There is a player called “{player}” already; choose another name."
    PLAYING = "“{player}” has a round open in a window; end it there, or close that window, then try again."
    ONLY_PLAYER = "“{player}” is the only player here; add another one first."
    SAME_PLAYER = "“{player}” cannot be merged with “{player}”; choose another player."
    NOT_GONE = (
        "“{player}” was not removed, or has gone for good; choose one of those that can be brought back."
    )
    NO_ROUND = "There is no round number {round} in this bank; choose one of those listed."
    ROUND_IN_USE = "This round is open in another window; go on there, or close that window first."
    ROUND_OVER = "This round has ended; start a new one."
    NO_STORY = "What happened in this round does not fit together ({why}); it was left out."
    OTHER_END = "This round says that it ended as “{outcome}”, and what happened in it says otherwise."
    OTHER_SCORE = "This round says that it brought {told} points, and what happened in it brings {score}."
    NOT_PLAYED_OUT = "This round was not played to its end; answers are appealed when it is over."
    DEMO_APPEAL = "This is a demo's round, which counts nowhere; appeal in a round of your own."
    NO_ANSWER = "Question {n} has no answer that could be right; choose one that was answered."
    RIGHT_ALREADY = "Answer {n} is right already; choose one that is not."
    OUT_OF_STEP = "This round went on elsewhere; open it again to see how it stands."
    PACK_IN_USE = "The pack “{slug}” is being imported by another window; wait until that is done."
    CHANGED_SINCE = "“{what}” was changed since, so this step cannot be undone; the steps before it can."
    CHANGED_ELSEWHERE = "This was changed in another window; look at it again, then make your change."
    TOO_MANY = "That would change {n} questions at once, and {most} is the most; choose fewer."
    ID_TAKEN = "Another pack is called “{slug}” now; remove that one first."
    UNFIT = "A question does not fit the bank ({why}); mend it in its file and import it again."
    NO_TARGET = "A copy cannot be written to {target}; name a file in a folder that is there."
    ITSELF = "{target} is the bank itself; name another file for the copy."
    NO_BACKUP_FILE = "There is no file {target}; name a file that “quiz backup” wrote."
    NOT_A_BANK = "{path} is not a bank of Quiz Noir, or is broken; choose a file that “quiz backup” wrote."


_BY_CODE = {
    "SQLITE_FULL": BankRefusal.FULL,
    "SQLITE_READONLY": BankRefusal.READ_ONLY,
    "SQLITE_BUSY": BankRefusal.BUSY,
    "SQLITE_LOCKED": BankRefusal.BUSY,
    "SQLITE_CORRUPT": BankRefusal.DAMAGED,
    "SQLITE_NOTADB": BankRefusal.DAMAGED,
    "SQLITE_IOERR": BankRefusal.DAMAGED,
}


def refusal_of(error: BaseException, path: Path) -> Refused | None:
    """The plain refusal behind a database error; None when the error is a bug of ours."""
    cause = getattr(error, "orig", None) or error
    if not isinstance(cause, sqlite3.Error):
        return None
    code = str(getattr(cause, "sqlite_errorname", ""))
    for start, name in _BY_CODE.items():
        if code.startswith(start):
            return Refused(name, path=path)
    if code == "SQLITE_CANTOPEN":
        return Refused(BankRefusal.NO_FOLDER, path=path, why=str(cause))
    return None
