"""``make fuzz``: broken and hostile files against every reader.

Each case must end in rows or a refusal within two seconds. Every other end is reported, its input is kept
in ``build/fuzz``, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from tests.fuzz.corpus import names, seeds
from tests.fuzz.mutations import case
from tests.fuzz.running import Fault, read, run

KEPT = Path("build") / "fuzz"
_SHOWN = 5


def main() -> int:
    """Run the cases and print a row for each format."""
    ask = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    ask.add_argument("formats", nargs="*", metavar="FORMAT", help=f"these alone; of {', '.join(names())}")
    ask.add_argument("--cases", type=int, default=20_000, metavar="N", help="cases for each format (20,000)")
    ask.add_argument("--seed", type=int, default=0, metavar="S", help="other cases for another seed (0)")
    ask.add_argument("--only", type=int, metavar="N", help="this case alone, kept as a file and not caught")
    ask.add_argument("--cores", type=int, default=os.cpu_count() or 1, metavar="N")
    said = ask.parse_args()
    chosen = said.formats or list(names())
    if unknown := set(chosen) - set(names()):
        ask.error(f"no format is called {', '.join(sorted(unknown))}")
    if said.only is not None:
        for name in chosen:
            path = _kept(Fault(name, said.only, ""), said.seed)
            print(f"{path}: {read(name, path)} questions")
        return 0
    return _table(chosen, said)


def _table(chosen: list[str], said: argparse.Namespace) -> int:
    for name in names():
        seeds(name)  # before the workers are forked, so that all have the same
    begun = time.monotonic()
    faults: list[Fault] = []
    print(f"{'format':<14}{'cases':>9}{'with rows':>11}{'faults':>8}{'slowest':>11}  case")
    for result in run(chosen, range(said.cases), said.seed, said.cores):
        seconds, number = result.slowest
        row = f"{result.name:<14}{result.cases:>9,}{result.taken:>11,}{len(result.faults):>8}"
        print(f"{row}{seconds * 1000:>8.0f} ms  {number}", flush=True)
        faults += result.faults
    print(f"seed {said.seed}, {time.monotonic() - begun:.0f} s on {said.cores} cores")
    for fault in faults[:_SHOWN]:
        print(f"\n{fault.name}, case {fault.number}, kept as {_kept(fault, said.seed)}:\n{fault.what}")
    for fault in faults[_SHOWN:]:
        print(f"{fault.name}, case {fault.number}, kept as {_kept(fault, said.seed)}: {_last(fault.what)}")
    return 1 if faults else 0


def _kept(fault: Fault, seed: int) -> Path:
    made = case(fault.name, fault.number, seed)
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{fault.name}-{seed}-{fault.number}{made.ending}"
    path.write_bytes(made.data)
    return path


def _last(what: str) -> str:
    return what.strip().rpartition("\n")[2][:200]


if __name__ == "__main__":
    sys.exit(main())
