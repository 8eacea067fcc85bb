"""The review of an article of 5,000 words with 100 drafts: from the wish to the painted page."""

from __future__ import annotations

import gc
import hashlib
import time
from contextlib import closing
from pathlib import Path

from quiz.bank.author_views import NewArticle
from quiz.bank.bank import Bank, open_bank
from quiz.core.facts import Evidence, Fact, LeftOut
from quiz.core.questions import Kind, Question
from tests.benchmarks.table import Row, ms, percentile

WORDS, DRAFTS, TIMES = 5000, 100, 12


def article() -> NewArticle:
    """Ninety paragraphs, each draft's evidence a sentence of its own; some signs take two of Qt's units."""
    facts: list[Fact] = []
    drafts: list[tuple[Question, Fact, float]] = []
    text = "The Night Train 🚆\n\n"
    n = 0
    while len(text.split()) < WORDS:
        said = f"Station {n} was built by Master Builder {n} in the year {1800 + n % 200}."
        start = len(text)
        text += (
            f"{said} Rain fell on its roof for many a night, and nobody who came by ever asked who had paid. "
        )
        if n % 3 == 2:
            text += "\n\n"
        if n < DRAFTS:
            right, wrong = f"Master Builder {n}", tuple(f"Master Builder {n + k}" for k in (3, 7, 11))
            fact = Fact("builder", f"Station {n}", (right,), Evidence(said, start, start + len(said)))
            sure = 0.55 + 0.4 * (n % 10) / 10
            question = Question(
                f"d{n}", f"Who built Station {n} of the night train?", Kind.CHOICE, (right,), wrong,
                category="Stations", explanation=said, evidence=said, evidence_start=start, confidence=sure,
            )  # fmt: skip
            facts.append(fact)
            drafts.append((question, fact, sure))
        n += 1
    left = tuple(LeftOut("too few wrong answers are surely wrong", fact.evidence) for fact in facts[:40])
    return NewArticle(
        hashlib.sha256(text.encode()).hexdigest(), "The Night Train", "en", len(text.split()), "text", "",
        text, "", (), left, tuple(facts), tuple(drafts),
    )  # fmt: skip


def reviewing(folder: Path) -> list[Row]:
    """The first review after a start, each time in a window of its own; the middle of them counts.

    It begins in the studio, which makes the page while nobody waits, as soon as it has something to review.
    """
    with closing(open_bank(folder / "review.db", backups=False)) as bank:
        key = bank.reviews.store("article", article())
        found = [_opened(folder, bank, key) for _ in range(TIMES)]
    whole, mine = (percentile([one[n] for one in found], 50) for n in range(2))
    return [
        Row("review of 5,000 words and 100 drafts, whole", ms(whole), "", whole / 1e6, 200, "ms"),
        Row("the same, on the window's thread", ms(mine), "", mine / 1e6, 50, "ms"),
    ]


def _opened(folder: Path, bank: Bank, key: int) -> tuple[int, int]:
    """Nanoseconds until all is painted, and those of them that the window's thread was busy."""
    from PySide6.QtCore import QEventLoop

    from quiz.desktop import start
    from quiz.desktop.clock import Clock
    from quiz.desktop.look import style_of
    from quiz.desktop.review.view import ReviewPage
    from quiz.desktop.services import Services, SettingsStore, Worker
    from quiz.desktop.sounds import Sounds
    from quiz.desktop.system import application
    from quiz.settings import Settings, places
    from tests.benchmarks.painted import Painted

    app = application()
    settings = Settings(player="Rouge", sound=False, reduce_motion=True)
    services = Services(
        style_of(settings), Sounds(enabled=False), SettingsStore(settings), Clock(), lambda: bank, Worker(),
        places(str(folder)),
    )  # fmt: skip
    shell = start.build(services, app)
    window = shell.window
    window.resize(1280, 800)
    window.open_page("studio")
    window.reveal()
    while not window.made("review"):  # the studio has shown that there is an article to go on with
        app.processEvents()
        time.sleep(0.005)
    gc.collect()
    gc.freeze()  # as the program does once it has started
    begun, busy = time.perf_counter_ns(), time.thread_time_ns()
    shell.flow.authoring.review(key)
    page = window.page("review")
    assert isinstance(page, ReviewPage)
    painted = Painted(page.body.list.table.viewport())
    while not painted.rows:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    done = time.perf_counter_ns() - begun, time.thread_time_ns() - busy
    assert page.body.list.model.rowCount() == DRAFTS
    assert page.body.article.text.extraSelections()
    window.close()
    shell.close()
    window.deleteLater()
    app.processEvents()
    return done
