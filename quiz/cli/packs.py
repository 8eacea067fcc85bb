"""``quiz packs``: list, import, export, lint, remove."""

from __future__ import annotations

import argparse
from dataclasses import replace
from enum import Enum
from typing import Any

from quiz.app.exporting import ENDINGS, export_pack
from quiz.app.library import LibraryRefusal, check_file, import_file, listed, outcome, shipped_files
from quiz.app.lint import lint_file, unread
from quiz.cli.common import OK, USERS, complain, opened_bank, show
from quiz.packs.formatnames import FORMATS, GIVEN
from quiz.settings import Places, load, save
from quiz.words import Refused, questions_told, tr

_MOST_LINES = 20


class PacksRefusal(Enum):
    """What is wrong with a line about packs."""

    NO_FORMAT = "“{format}” is no format; choose one of {formats}."
    EXPORT_NAME = "The format of {path} is not known; name it with --as, one of {formats}."
    EXPORT_FAILED = "{path} cannot be written: {why}; choose another place."


def listing(options: argparse.Namespace, where: Places) -> int:
    """``quiz packs list``."""
    with opened_bank(where) as bank:
        packs = listed(bank)
    lines = [
        f"{pack['id']:24} {pack['version']:14} {questions_told(pack['questions'], pack['unfinished'])}"
        for pack in packs
    ]
    show({"packs": packs}, as_json=options.json, lines=lines)
    return OK


def take(options: argparse.Namespace, where: Places) -> int:
    """``quiz packs import``."""
    _known(options.format, FORMATS)
    documents: list[dict[str, Any]] = []
    lines: list[str] = []
    code = OK
    with opened_bank(where) as bank:
        for path in options.files:
            try:
                if options.dry_run:
                    taken = check_file(path, options.format)
                else:
                    taken = import_file(bank, path, options.format)
            except Refused as refused:
                complain(refused)
                documents.append({"format": None, "packs": [], "error": str(refused)})
                code = USERS
                continue
            document: dict[str, Any] = {"format": taken.format, "packs": [taken.as_json()]}
            documents.append(document)
            if not taken.taken:
                why = taken.refused[0].sentence if taken.refused else ""
                document["error"] = str(Refused(LibraryRefusal.NOTHING, path=path, why=why)).rstrip()
                complain(document["error"])
                code = USERS
            elif not options.dry_run:
                _want_back(where, taken.slug, back=True)
            lines.append(
                tr(
                    "{title}: {n} taken, {refused} refused",
                    title=taken.title,
                    n=taken.taken,
                    refused=taken.refused_rows,
                )
            )
            if taken.update is not None:
                lines.append(outcome(taken.questions, taken.update))
            lines += taken.sentences(_MOST_LINES)
    show(documents[0] if len(documents) == 1 else documents, as_json=options.json, lines=lines)
    return code


def give(options: argparse.Namespace, where: Places) -> int:
    """``quiz packs export``."""
    _known(options.format, GIVEN)
    name = options.format or ENDINGS.get(options.file.suffix.lower(), "")
    if not name:
        raise Refused(PacksRefusal.EXPORT_NAME, path=options.file, formats=", ".join(GIVEN))
    with opened_bank(where) as bank:
        try:
            done = export_pack(bank, options.pack, options.file, name)
        except OSError as error:
            raise Refused(PacksRefusal.EXPORT_FAILED, path=options.file, why=error.strerror) from error
    show(
        done.as_json(options.pack, options.file),
        as_json=options.json,
        lines=done.sentences(options.file, _MOST_LINES),
    )
    return OK


def lint(options: argparse.Namespace, where: Places) -> int:
    """``quiz packs lint``."""
    documents: list[dict[str, Any]] = []
    lines: list[str] = []
    code = OK
    for path in options.files:
        try:
            linted = lint_file(path)
        except Refused as refused:
            complain(refused)
            documents.append(unread(path, str(refused)))
            code = USERS
            continue
        documents.append(linted.as_json())
        lines += linted.sentences()
        code = USERS if linted.failed else code
    show(documents[0] if len(documents) == 1 else documents, as_json=options.json, lines=lines)
    return code


def remove(options: argparse.Namespace, where: Places) -> int:
    """``quiz packs remove``."""
    with opened_bank(where) as bank:
        bank.remove_pack(options.pack)
    _want_back(where, options.pack, back=False)
    show({"removed": options.pack}, as_json=options.json, lines=[tr("Removed {pack}.", pack=options.pack)])
    return OK


def _known(name: str, names: tuple[str, ...]) -> None:
    if name and name not in names:
        raise Refused(PacksRefusal.NO_FORMAT, format=name, formats=", ".join(names))


def _want_back(where: Places, slug: str, *, back: bool) -> None:
    """Remember whether a pack that ships may come back at the next start."""
    settings = load(where.settings)
    removed = [one for one in settings.removed if one != slug]
    if not back and slug in {path.stem for path in shipped_files()}:
        removed.append(slug)
    if tuple(removed) != settings.removed:
        save(replace(settings, removed=tuple(removed)), where.settings)
