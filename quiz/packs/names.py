"""Names of files inside a pack: plain, relative, and the same on every system."""

from __future__ import annotations

import re

_DRIVE_OR_ODD = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')
_LONGEST = 200


def is_safe(name: str) -> bool:
    """Whether ``name`` is relative and stays below the pack's folder, on Linux, macOS and Windows alike.

    >>> is_safe("images/robot.png"), is_safe("../robot.png"), is_safe("/robot.png"), is_safe("C:robot.png")
    (True, False, False, False)
    """
    if not name or len(name) > _LONGEST or _DRIVE_OR_ODD.search(name):
        return False
    # Windows drops dots and spaces at the end of a part: ".. " is "..", and an empty part may be a root.
    return all(part.strip(". ") and part == part.rstrip(". ") for part in name.split("/"))
