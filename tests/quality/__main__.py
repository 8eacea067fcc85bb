"""``make quality``: what the generator makes of articles with keys, and what people said of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.quality.keys import OWN, Article, article, articles


def main() -> int:
    """Print the tables, or one article's questions or facts."""
    ask = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    ask.add_argument("folder", nargs="?", type=Path, help="articles with keys, besides the project's own")
    ask.add_argument("--only", metavar="NAME", nargs="+", help="these articles alone, without speed")
    ask.add_argument("--no-speed", action="store_true", help="leave the rows of speed out")
    one = ask.add_mutually_exclusive_group()
    one.add_argument("--list", metavar="NAME", help="every question of an article, or of the file at a path")
    one.add_argument("--new", metavar="NAME", help="its questions without a verdict, and lines to fill in")
    one.add_argument("--missed", metavar="NAME", help="its key facts that were not found or not asked")
    one.add_argument("--facts", metavar="NAME", help="the facts that were found in it")
    said = ask.parse_args()
    if said.list or said.new or said.missed or said.facts:
        return _one(said)
    return _tables(said)


def _one(said: argparse.Namespace) -> int:
    from tests.quality import listing
    from tests.quality.running import run

    what: Callable[..., None] = listing.questions
    if said.missed or said.facts:
        what = listing.missed if said.missed else listing.facts
    done = run(_found(said.list or said.new or said.missed or said.facts, said.folder))
    what(done, **({"only_new": True} if said.new else {}))
    return 0


def _found(name: str, folder: Path | None) -> Article:
    """An article by its path, or by its name in the folder given or among our own."""
    if Path(name).is_file():
        return article(Path(name).resolve())
    for place in (folder, OWN):
        for one in articles(place.resolve()) if place else ():
            if one.name == name:
                return one
    raise SystemExit(f"There is no article {name}; give its name among tests/quality/articles, or a path.")


def _tables(said: argparse.Namespace) -> int:
    from tests.quality import speed, table
    from tests.quality.running import run

    for folder in (OWN, said.folder):
        if not folder:
            continue
        wanted = [one for one in articles(folder.resolve()) if not said.only or one.name in said.only]
        if not wanted:
            continue
        print(f"\n{folder}\n")
        runs = [run(one, times=3) for one in wanted]
        table.show_articles(runs)
        table.show_styles(runs)
    if not said.only and not said.no_speed:
        speed.show()
    return 0


if __name__ == "__main__":
    sys.exit(main())
