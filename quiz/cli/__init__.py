"""The ``quiz`` command: it reads the line, loads what that verb needs, and prints plain sentences.

Exit 0 is a result, 2 the user's business, 1 a fault of ours. What a verb needs is imported inside it, so
that ``quiz`` alone reaches the window at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from quiz import __version__
from quiz.cli.common import OK, USERS, complain, opened_bank, show
from quiz.packs.formatnames import FORMATS, GIVEN
from quiz.settings import Places, places
from quiz.words import Refused, tr

if TYPE_CHECKING:
    from quiz.app.play import Setup

# From so many sentences on, progress is worth showing.
_LONG = 500

_MOST_SEED = (1 << 63) - 1


class CliRefusal(Enum):
    """What cannot be done on this line, and what to do instead."""

    NO_DISPLAY = "There is no display and no terminal here to play in; run quiz in a terminal or a desktop."
    CODE_ALONE = "A challenge code brings its own rules; leave --mode, --preset, --count and --seconds out."
    DAILY_COUNT = "The Daily has ten questions, the same for everyone; leave --count out."
    DAILY_SEED = "The Daily's day is its seed; leave --seed out."
    NO_BANK = "There is no bank at {path} yet; start quiz once, or name its folder with --data."
    NO_FOLDER = "{path} is no folder that pictures can go to; name another."
    EXPORT_FAILED = "{path} cannot be written: {why}; choose another place."


def run(line: Sequence[str]) -> int:
    """Carry out one command line."""
    options = _parser().parse_args(line)
    where = places(options.data)
    try:
        verb: Callable[[argparse.Namespace, Places], int] = options.verb
        return verb(options, where)
    except Refused as refused:
        if getattr(options, "json", False):
            show({"error": str(refused)}, as_json=True, lines=[])
        sys.stdout.flush()
        complain(refused)
        return USERS
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader closed the pipe; what is left has nobody to go to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a line in one sentence, with the way to more."""

    def error(self, message: str) -> NoReturn:
        """Print the sentence and leave."""
        told = message[:1].upper() + message[1:]
        complain(tr("{told}; “{prog} --help” shows what there is.", told=told, prog=self.prog))
        raise SystemExit(USERS)


class _Verb(_Parser):
    """A verb, which takes what stands before it behind it too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # Without a default, which would cover what was said before the verb.
        _add_data(self, argparse.SUPPRESS)


def _add_data(parser: argparse.ArgumentParser, default: str | None) -> None:
    told = tr("keep settings and bank in this folder")
    parser.add_argument("--data", metavar="DIR", default=default, help=told)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="quiz", description=tr("Quiz Noir, a desktop trivia game."))
    parser.add_argument("--version", action="version", version=f"quiz-noir {__version__}")
    _add_data(parser, None)
    parser.set_defaults(verb=_open_window)
    verbs = parser.add_subparsers(metavar="VERB", parser_class=_Verb)
    _add_play(verbs)
    _add_demo(verbs)
    _add_generate(verbs)
    _add_packs(verbs)
    _add_scores(verbs)
    _add_history(verbs)
    for name, told, verb in (
        ("backup", tr("write a consistent copy of the bank"), _backup),
        ("restore", tr("put a copy of the bank back"), _restore),
    ):
        one = verbs.add_parser(name, help=told)
        one.add_argument("file", type=Path)
        one.set_defaults(verb=verb)
    doctor = verbs.add_parser("doctor", help=tr("what is wrong here and how to mend it"))
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(verb=_doctor)
    return parser


def _add_play(verbs: Any) -> None:
    play = verbs.add_parser("play", help=tr("start a round at once"))
    play.add_argument("--pack", action="append", default=[], metavar="ID")
    play.add_argument(
        "--mode",
        choices=["standard", "sprint", "survival", "practice", "daily", "misses"],
    )
    play.add_argument("--preset", choices=["classic", "accuracy", "flat"])
    play.add_argument("--count", type=int, metavar="N")
    play.add_argument("--seconds", type=int, metavar="T", help=tr("for each question; 0 is untimed"))
    play.add_argument("--terminal", action="store_true", help=tr("play in the terminal"))
    drawn = play.add_mutually_exclusive_group()
    drawn.add_argument("--seed", type=_seed, metavar="S")
    drawn.add_argument("--challenge", metavar="CODE")
    play.set_defaults(verb=_play)


def _add_demo(verbs: Any) -> None:
    demo = verbs.add_parser("demo", help=tr("watch the window play by itself"))
    demo.add_argument("--rounds", type=int, default=1, metavar="N")
    demo.add_argument("--seed", type=_seed, default=0, metavar="S")
    demo.add_argument("--history", type=int, default=0, metavar="N")
    demo.add_argument("--theme", default="dark", choices=["dark", "light", "contrast", "system"])
    demo.add_argument("--text", type=_percent, default=100, metavar="PERCENT")
    demo.add_argument("--size", type=_size, default=(1280, 800), metavar="WxH")
    demo.add_argument("--pictures", type=Path, metavar="DIR")
    demo.add_argument("--json", action="store_true")
    demo.set_defaults(verb=_demo)


def _add_generate(verbs: Any) -> None:
    making = verbs.add_parser("generate", help=tr("make questions out of an article"))
    making.add_argument("article", help=tr("a file, an http(s) address, or - for standard input"))
    making.add_argument("-o", "--output", type=Path, metavar="PACK.toml", help=tr("write a pack file"))
    making.add_argument("--seed", type=_seed, default=0, metavar="S")
    making.add_argument("--text", type=Path, metavar="FILE", help=tr("write the text that was read"))
    making.add_argument("--json", action="store_true")
    making.set_defaults(verb=_generate)


def _size(text: str) -> tuple[int, int]:
    """A window's size, as in 1280x800."""
    width, cross, height = text.partition("x")
    if not (
        cross
        and width.isdecimal()
        and height.isdecimal()
        and 0 < int(width) <= 7680
        and 0 < int(height) <= 4320
    ):
        raise argparse.ArgumentTypeError(tr("{text} is no size; write one such as 1280x800", text=text))
    return int(width), int(height)


def _seed(text: str) -> int:
    """A seed that the bank can hold."""
    if not (text.isdecimal() and int(text) <= _MOST_SEED):
        raise argparse.ArgumentTypeError(
            tr("{text} is no seed; write a whole number from 0 to {most}", text=text, most=_MOST_SEED)
        )
    return int(text)


def _percent(text: str) -> int:
    """The text's size in percent."""
    if not (text.isdecimal() and 80 <= int(text) <= 200):
        raise argparse.ArgumentTypeError(tr("{text} is no text size; choose 80 to 200", text=text))
    return int(text)


def _add_packs(verbs: Any) -> None:
    packs = verbs.add_parser("packs", help=tr("list, import, export, check and remove packs"))
    which = packs.add_subparsers(required=True, metavar="DO")
    listing = which.add_parser("list", help=tr("the packs that are here"))
    taking = which.add_parser("import", help=tr("take the questions of files in"))
    taking.add_argument("files", nargs="+", type=Path)
    taking.add_argument("--dry-run", action="store_true", help=tr("say what would be taken; write nothing"))
    told = tr("the files' format where their content does not show it: {formats}", formats=", ".join(FORMATS))
    taking.add_argument("--as", dest="format", default="", metavar="FORMAT", help=told)
    giving = which.add_parser("export", help=tr("write a pack to a file"))
    giving.add_argument("pack")
    giving.add_argument("file", type=Path)
    told = tr("the file's format where its name does not say it: {formats}", formats=", ".join(GIVEN))
    giving.add_argument("--as", dest="format", default="", metavar="FORMAT", help=told)
    linting = which.add_parser("lint", help=tr("what is wrong with the questions of pack files"))
    linting.add_argument("files", nargs="+", type=Path)
    removing = which.add_parser("remove", help=tr("take a pack away; the history stays"))
    removing.add_argument("pack")
    doing = (
        (listing, "listing"),
        (taking, "take"),
        (giving, "give"),
        (linting, "lint"),
        (removing, "remove"),
    )
    for one, name in doing:
        one.add_argument("--json", action="store_true")
        one.set_defaults(verb=partial(_of, "packs", name))


def _of(module: str, name: str, options: argparse.Namespace, where: Places) -> int:
    """A verb in a module of its own, which is imported only now."""
    verb: Callable[[argparse.Namespace, Places], int] = getattr(import_module(f"quiz.cli.{module}"), name)
    return verb(options, where)


def _add_history(verbs: Any) -> None:
    history = verbs.add_parser("history", help=tr("a player's whole history into a file, and out of one"))
    which = history.add_subparsers(required=True, metavar="DO")
    giving = which.add_parser("export", help=tr("write all rounds of a player to a file"))
    taking = which.add_parser("import", help=tr("merge a history into the bank; nothing comes twice"))
    taking.add_argument("--dry-run", action="store_true", help=tr("say what the file holds; write nothing"))
    told = {
        "give": tr("whose; the current player's without it"),
        "take": tr("into whose; as in the file without it"),
    }
    for one, name in ((giving, "give"), (taking, "take")):
        one.add_argument("file", type=Path)
        one.add_argument("--player", metavar="NAME", help=told[name])
        one.add_argument("--json", action="store_true")
        one.set_defaults(verb=partial(_of, "history", name))


def _add_scores(verbs: Any) -> None:
    scores = verbs.add_parser("scores", help=tr("boards and history"))
    scores.add_argument("--pack", metavar="ID")
    scores.add_argument("--mode", metavar="M")
    scores.add_argument("--player", metavar="NAME")
    scores.add_argument("--json", action="store_true")
    scores.add_argument("--csv", type=Path, metavar="FILE")
    scores.set_defaults(verb=_scores)


def _has_display() -> bool:
    """Whether a window can open. A display that is named but does not answer would end Qt without a word."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    host, _, rest = os.environ.get("DISPLAY", "").rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return False
    import socket  # costs nothing where there is no display at all

    here = host in ("", "unix")
    path = f"/tmp/.X11-unix/X{number}"
    # The server listens on the file, under its abstract name, or both.
    doors: list[Any] = [path, "\0" + path] if here else [(host, 6000 + int(number))]
    with socket.socket(socket.AF_UNIX if here else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        return any(probe.connect_ex(door) == 0 for door in doors)


def _open_window(options: argparse.Namespace, where: Places) -> int:
    return _window_or_terminal(where, None, terminal=False)


def _window_or_terminal(where: Places, setup: Setup | None, *, terminal: bool) -> int:
    if not terminal and _has_display():
        from quiz.desktop.front import run as run_window

        return run_window(where, setup=setup)
    if not terminal and not sys.stdin.isatty():
        raise Refused(CliRefusal.NO_DISPLAY)
    from quiz.terminal import play

    with opened_bank(where) as bank:
        return play(bank, where, setup)


def _play(options: argparse.Namespace, where: Places) -> int:
    from quiz.app.play import Setup
    from quiz.core.rules import Mode, Preset, Rules

    own = (options.mode, options.preset, options.count, options.seconds)
    if options.challenge is not None and any(value is not None for value in own):
        raise Refused(CliRefusal.CODE_ALONE)
    mode = Mode(options.mode or Mode.STANDARD)
    if mode is Mode.DAILY and options.count is not None:
        raise Refused(CliRefusal.DAILY_COUNT)
    if mode is Mode.DAILY and options.seed is not None:
        raise Refused(CliRefusal.DAILY_SEED)
    usual = {Mode.SPRINT: 60, Mode.PRACTICE: 0}.get(mode, 20)
    rules = Rules(
        mode=mode,
        preset=Preset(options.preset or Preset.CLASSIC),
        count=10 if options.count is None else options.count,
        seconds=usual if options.seconds is None else options.seconds,
    )
    # An empty code is a code too, and none that is valid.
    code = "" if options.challenge is None else options.challenge or "?"
    setup = Setup(rules, tuple(options.pack), options.seed, code)
    return _window_or_terminal(where, setup, terminal=options.terminal)


def _demo(options: argparse.Namespace, where: Places) -> int:
    if not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from quiz.desktop.demo import run_demo

    if options.pictures is not None:
        try:
            options.pictures.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(CliRefusal.NO_FOLDER, path=options.pictures) from error
    chosen = where if options.data or os.environ.get("QUIZ_DATA") else None
    return run_demo(
        chosen,
        rounds=options.rounds,
        seed=options.seed,
        history=options.history,
        theme=options.theme,
        text=options.text,
        size=options.size,
        pictures=options.pictures,
        json=options.json,
    )


def _generate(options: argparse.Namespace, where: Places) -> int:
    from quiz.app.generation import as_json, generated, summary, unread, write_drafts, write_text

    last = -1

    def progress(done: int, whole: int) -> None:
        nonlocal last
        if whole >= _LONG and (percent := 100 * done // whole) > last:
            last = percent
            print(f"\r{percent:3} %", end="\n" if done == whole else "", file=sys.stderr, flush=True)

    shown = sys.stderr.isatty() and not options.json
    document: dict[str, Any] | None = None
    try:
        made = generated(options.article, seed=options.seed, progress=progress if shown else None)
        document = as_json(made) if options.json else None
        if options.text is not None:
            write_text(made, options.text)
        written = options.output if made.drafts else None
        if written is not None:
            write_drafts(made, written, seed=options.seed)
    except Refused as refused:
        if not options.json:
            raise
        told = str(refused)
        show({**document, "error": told} if document else unread(told), as_json=True, lines=[])
        complain(refused)
        return USERS
    show(
        document,
        as_json=options.json,
        lines=[] if options.json else summary(made, written, seed=options.seed),
    )
    return OK


def _scores(options: argparse.Namespace, where: Places) -> int:
    from quiz.app.history import known_pack, lines, scores, write_csv

    with opened_bank(where) as bank:
        pack = known_pack(bank, options.pack) if options.pack else None
        chosen = (pack, options.mode, options.player)
        document = scores(bank, *chosen) if options.json else None
        told = [] if options.json else lines(bank, *chosen)
        if options.csv is not None:
            write_csv(bank, options.csv, *chosen)
    show(document, as_json=options.json, lines=told or [tr("No rounds yet.")])
    return OK


def _backup(options: argparse.Namespace, where: Places) -> int:
    from quiz.bank.bank import open_bank

    if not where.bank.exists():
        raise Refused(CliRefusal.NO_BANK, path=where.bank)
    bank = open_bank(where.bank)
    try:
        bank.backup(options.file)
    except OSError as error:
        raise Refused(CliRefusal.EXPORT_FAILED, path=options.file, why=error.strerror) from error
    finally:
        bank.close()
    lines = [tr("The bank was copied to {path}.", path=options.file)]
    if bank.media.files():
        told = tr("Pictures and sounds of packs are not in it; keep {path} as well.", path=bank.media.folder)
        lines.append(told)
    show(None, as_json=False, lines=lines)
    return OK


def _restore(options: argparse.Namespace, where: Places) -> int:
    from quiz.bank.health import restore

    aside = restore(options.file, where.bank, datetime.now(UTC))
    lines = [tr("The bank was restored from {path}.", path=options.file)]
    if aside is not None:
        lines.insert(0, tr("The bank as it was is kept at {path}.", path=aside))
    show(None, as_json=False, lines=lines)
    return OK


def _doctor(options: argparse.Namespace, where: Places) -> int:
    from quiz.app.doctor import examine

    found = examine(where)
    lines = found or [tr("Everything is well.")]
    show({"bank": str(where.bank), "problems": found}, as_json=options.json, lines=lines)
    return OK
