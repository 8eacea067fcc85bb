"""``python -m quiz`` and the ``quiz`` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the exit code is the process's."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a child of a frozen build begins here as well, and goes no further
    from quiz.cli import run  # nothing is loaded before it is wanted

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
