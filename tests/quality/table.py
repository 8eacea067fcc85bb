"""The tables of ``make quality``: a row for each article, then each style beside its bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.quality.running import Judgement, Run


@dataclass(frozen=True, slots=True)
class Bar:
    """What a kind of text is held to; None where the issue names no bar."""

    styles: tuple[str, ...]
    per_thousand: float | None = None
    acceptable: float | None = None
    fatal: float | None = None
    found: float | None = None
    asked: float | None = None
    most: int | None = None


BARS = {
    "anime, film and game news": Bar(("news", "preview"), 25, 90, 1, 85, 70),
    "reviews": Bar(("review",), 10, 85, 2),
    "biography, history, science": Bar(("biography", "history", "science"), 10, 80, 2),
    "opinion": Bar(("opinion",), fatal=0, most=4),
    "others": Bar(("company", "obituary", "interview", "other")),
}
# The article that the game is about has a bar of its own: facts found, asked, acceptable, fatal.
METALLIC = (30, 24, 95.0, 0)


@dataclass(slots=True)
class Sum:
    """Several articles taken together."""

    runs: int = 0
    words: int = 0
    facts: int = 0
    all: list[int] = field(default_factory=lambda: [0, 0, 0])
    closed: list[int] = field(default_factory=lambda: [0, 0, 0])
    errors: int = 0
    warnings: int = 0
    ns: int = 0
    judgement: Judgement = field(default_factory=Judgement)

    def add(self, run: Run) -> Sum:
        """Count one more."""
        recall = run.recall
        self.runs += 1
        self.words += run.words
        self.facts += len(run.generated.reading.facts)
        self.all = [one + two for one, two in zip(self.all, recall.counts(), strict=True)]
        self.closed = [one + two for one, two in zip(self.closed, recall.counts(closed=True), strict=True)]
        self.errors += run.errors
        self.warnings += len(run.findings) - run.errors
        self.ns += run.ns
        self.judgement += run.judgement
        return self

    @property
    def per_thousand(self) -> float:
        """Questions per 1,000 words."""
        return 1000 * self.judgement.made / self.words if self.words else 0.0

    @property
    def acceptable(self) -> float:
        """Percent of all questions that were made; one without a verdict is not acceptable here."""
        return percent(self.judgement.acceptable, self.judgement.made)

    @property
    def fatal(self) -> float:
        """Percent of all questions that were made."""
        return percent(self.judgement.fatal, self.judgement.made)


def percent(part: int, whole: int) -> float:
    """100 of nothing is nothing."""
    return 100 * part / whole if whole else 0.0


_HEAD = (
    f"{'':28} {'style':9} {'words':>6} {'facts':>5} | {'key':>4} {'found':>5} {'asked':>5} |"
    f" {'closed':>6} {'found':>5} {'asked':>5} | {'quest':>5} {'/1000':>5} {'err':>3} {'warn':>4} |"
    f" {'good':>4} {'fatal':>5} {'miss':>4} {'good %':>6} | {'ms':>7}"
)


def show_articles(runs: Sequence[Run]) -> None:
    """A row for each article."""
    print(_HEAD)
    for run in runs:
        print(_row(run.article.name, run.article.style, Sum().add(run)))


def _row(name: str, style: str, one: Sum) -> str:
    said = one.judgement
    every, found, asked = one.all
    closed, closed_found, closed_asked = one.closed
    return (
        f"{name[:28]:28} {style:9} {one.words:>6} {one.facts:>5} | {every:>4} {found:>5} {asked:>5} |"
        f" {closed:>6} {closed_found:>5} {closed_asked:>5} | {said.made:>5} {one.per_thousand:>5.1f}"
        f" {one.errors:>3} {one.warnings:>4} | {said.acceptable:>4} {said.fatal:>5} {said.missing:>4}"
        f" {one.acceptable:>6.1f} | {one.ns / 1e6:>7.1f}"
    )


def show_styles(runs: Sequence[Run]) -> None:
    """The totals of each kind of text, each figure beside its bar."""
    print(f"\n{'':28} {'texts':>5} {'quest':>5}  {'figure / bar':>14}")
    for name, bar in BARS.items():
        mine = [run for run in runs if run.article.style in bar.styles]
        if mine:
            _style(name, bar, mine)
    for run in runs:
        if run.article.name == "metallic-rouge":
            _metallic(run)


def _style(name: str, bar: Bar, runs: Iterable[Run]) -> None:
    one = Sum()
    for run in runs:
        one.add(run)
    print(f"{name:28} {one.runs:>5} {one.judgement.made:>5}  {one.judgement.missing} without a verdict")
    line("closed facts found", percent(one.closed[1], one.closed[0]), bar.found, unit=" %")
    line("closed facts asked", percent(one.closed[2], one.closed[0]), bar.asked, unit=" %")
    line("questions / 1,000 words", one.per_thousand, bar.per_thousand)
    line("acceptable", one.acceptable, bar.acceptable, unit=" %")
    line("fatal", one.fatal, bar.fatal, most=True, unit=" %")
    if bar.most is not None:
        line("questions in all", one.judgement.made / one.runs, float(bar.most), most=True)


def _metallic(run: Run) -> None:
    one = Sum().add(run)
    found, asked, acceptable, fatal = METALLIC
    print(f"{'Metallic Rouge':28} {1:>5} {one.judgement.made:>5}  {one.judgement.missing} without a verdict")
    line("key facts found", one.all[1], found)
    line("key facts asked", one.all[2], asked)
    line("acceptable", one.acceptable, acceptable, unit=" %")
    line("fatal", one.judgement.fatal, fatal, most=True)


def line(what: str, figure: float, bar: float | None, *, most: bool = False, unit: str = "") -> None:
    """A figure beside the least (or the most) that it may be."""
    if bar is None:
        print(f"  {what:46} {figure:>8.1f}{unit}")
        return
    held = figure <= bar if most else figure >= bar
    mark = "" if held else "   above the bar" if most else "   below the bar"
    print(f"  {what:46} {figure:>8.1f}{unit} / {bar:g}{unit}{mark}")
