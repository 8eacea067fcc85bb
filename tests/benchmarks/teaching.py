"""Statistics over a history of years: a million answers in 100,000 rounds by 50 players."""

from __future__ import annotations

import json
import random
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from quiz.app import statistics
from quiz.bank import figures, recount
from quiz.bank.bank import Bank, open_bank
from quiz.bank.engine import connect
from quiz.core.questions import to_json
from quiz.core.rules import Rules, board_key
from tests.benchmarks import big
from tests.benchmarks.table import Row, ms, percentile, timed

ROUNDS, LENGTH, PLAYERS, QUESTIONS, PACKS, TIMES = 100_000, 10, 50, 20_000, 20, 15
FIRST, DAYS = date(2023, 1, 1), 1000
TODAY = FIRST + timedelta(days=DAYS)


def measured(folder: Path) -> list[Row]:
    """Fill a bank with rows as rounds leave them, then ask, in a bank that was opened anew."""
    path = folder / "history.db"
    with closing(open_bank(path, backups=False)) as bank:
        names = [bank.add_player(f"Player {n}").name for n in range(PLAYERS)]
    began = time.perf_counter_ns()
    fill(path)
    print(f"filled in {(time.perf_counter_ns() - began) / 1e9:.0f} s", end="", flush=True)
    with closing(open_bank(path, backups=False)) as bank:
        began = time.perf_counter_ns()
        bank._writer.do(recount.recount)
        print(f", counted in {(time.perf_counter_ns() - began) / 1e9:.1f} s", end="", flush=True)
        rating = _rated(bank)
        print(f", rated in {rating / 1e9:.0f} s")
    # Without chores: of rounds that were played, the days of practice would have been worked out long ago.
    with closing(open_bank(path, backups=False, chores=False)) as bank:
        statistics.of(bank, names[-1], today=TODAY)
        whole = [timed(lambda name=name: statistics.of(bank, name, today=TODAY)) for name in names[:TIMES]]  # type: ignore[misc]
        packs = [
            timed(lambda name=name: statistics.of(bank, name, "pack-3", today=TODAY))  # type: ignore[misc]
            for name in names[:TIMES]
        ]
        hard = [timed(lambda n=n: _hardest(bank, n + 1)) for n in range(TIMES)]  # type: ignore[misc]
        again = _again(bank)
    return [
        Row("statistics of a player with 20,000 answers, p95", ms(percentile(whole, 95)), "",
            percentile(whole, 95) / 1e6, 150, "ms"),
        Row("the same of one pack, p95", ms(percentile(packs, 95)), "",
            percentile(packs, 95) / 1e6, 150, "ms"),
        Row("hardest questions over all players, p95", ms(percentile(hard, 95)), "",
            percentile(hard, 95) / 1e6, 50, "ms"),
        Row("ratings redone from 30 days ago on", ms(again), "", again / 1e9, 10, "s"),
    ]  # fmt: skip


def _hardest(bank: Bank, player: int) -> None:
    with bank._readers.reading() as c:
        assert len(figures.hardest(c, player, "", 10)) == 10


def _rated(bank: Bank) -> int:
    return timed(bank.ratings.catch_up)


def _again(bank: Bank) -> int:
    """As after an appeal to a round of the last month."""
    day = (TODAY - timedelta(days=30)).isoformat()

    def due(c: object) -> None:
        c.exec_driver_sql("INSERT INTO rating_due VALUES (?)", (day,))  # type: ignore[attr-defined]

    bank._writer.do(due)
    return _rated(bank)


def fill(path: Path) -> None:
    """Rounds with their answers, straight into the tables; no events, which statistics never read."""
    dice = random.Random(1)
    asked = [
        (f"pack-{n % PACKS}", f"q{n}", question.content_hash(), to_json(question), question)
        for n, question in enumerate(big.questions(QUESTIONS))
    ]
    ease = [dice.uniform(0.2, 0.95) for _ in asked]
    skill = [dice.uniform(-0.2, 0.2) for _ in range(PLAYERS)]
    with closing(connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("BEGIN")
        raw.executemany("INSERT INTO asked VALUES (?, ?)", [(mark, text) for _, _, mark, text, _ in asked])
        for first in range(0, ROUNDS, 1000):
            rounds, packs, answers = [], [], []
            for number in range(first + 1, first + 1001):
                slug = f"pack-{dice.randrange(PACKS)}"
                player = dice.randrange(PLAYERS)
                rows = _answers(dice, number, slug, asked, ease, skill[player])
                rounds.append(_round(dice, number, player + 1, slug, rows))
                packs.append((number, 0, slug, slug.title(), "1.0.0"))
                answers += rows
            raw.executemany(f"INSERT INTO round ({', '.join(rounds[0])}) VALUES "
                            f"({', '.join(f':{name}' for name in rounds[0])})", rounds)  # fmt: skip
            raw.executemany("INSERT INTO round_pack VALUES (?, ?, ?, ?, ?)", packs)
            raw.executemany(
                "INSERT INTO answer (round_id, position, pack, question, hash, ending, given, is_right, "
                "appealed, used_ms, total_ms, points, streak) "
                "VALUES (?, ?, ?, ?, ?, 'answered', ?, ?, 0, ?, 20000, ?, ?)",
                answers,
            )
        raw.execute("COMMIT")


def _answers(
    dice: random.Random, number: int, slug: str, asked: list[tuple], ease: list[float], skill: float
) -> list[tuple[object, ...]]:  # type: ignore[type-arg]
    first, rows, streak = int(slug.split("-")[1]), [], 0
    for position, n in enumerate(dice.sample(range(first, QUESTIONS, PACKS), LENGTH)):
        pack, key, mark, _, question = asked[n]
        right = dice.random() < ease[n] + skill
        streak = streak + 1 if right else 0
        given = json.dumps(list(question.right if right else (dice.choice(question.wrong),)))
        used = 800 + int(dice.expovariate(1 / 3000)) % 19_000
        rows.append((number, position, pack, key, mark, given, right, used, 900 * right, streak))
    return rows


def _round(
    dice: random.Random, number: int, player: int, slug: str, rows: list[tuple[object, ...]]
) -> dict[str, object]:
    started = datetime(2023, 1, 1, 12, tzinfo=UTC) + timedelta(days=(number - 1) * DAYS // ROUNDS)
    right = sum(bool(row[6]) for row in rows)
    rules = Rules(count=LENGTH)
    return {
        "id": number, "player_id": player, "kind": "play", "mode": rules.mode.value, "rule_count": LENGTH,
        "seconds": rules.seconds, "preset": rules.preset.value, "lifelines": 1, "category": "", "reading": 1,
        "extra_percent": 100, "engine": 1, "seed": dice.randrange(1 << 30), "length": LENGTH, "plan": "[]",
        "canonical": 0, "eligible": 1, "code": "", "offset_s": 0,
        "started_ms": int(started.timestamp() * 1000),
        "local_date": started.date().isoformat(), "packs": slug, "seq": 30, "at_ms": 90_000,
        "score": 900 * right, "is_right": right, "answered": LENGTH,
        "longest_streak": max(row[9] for row in rows), "answer_ms": sum(row[7] for row in rows),  # type: ignore[misc,type-var]
        "median_ms": 3000, "away_ms": 0, "assisted": 0, "ranked": 1,
        "board": board_key((slug,), rules, assisted=False), "outcome": "finished", "clocked": 0,
        "active_ms": 90_000, "lease_started": "", "lease_token": "",
    }  # fmt: skip
