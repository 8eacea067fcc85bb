"""Ids of packs: a slug of the title and six letters, so that two packs of one title are two packs."""

from __future__ import annotations

import hashlib
import re

from quiz.core.folding import fold

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 40


def pack_id(title: str, seed: str, nameless: str = "pack") -> str:
    """The id of a new pack: the same for the same title and seed.

    >>> pack_id("Metallic Rouge!", "x"), pack_id("鋼鉄", "x", "article")
    ('metallic-rouge-uimmlb', 'article-uimmlb')
    """
    return f"{slug(title) or nameless}-{six_letters(seed)}"


def slug(title: str) -> str:
    """A title as small letters, digits and hyphens, at most 40 signs; empty when none of it is left.

    >>> slug("The 80s: OVAs & more")
    '80s-ovas-more'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    return plain[:_LONGEST].strip("-")


def six_letters(seed: str) -> str:
    """Six letters that are the same for the same seed."""
    n = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    found = ""
    for _ in range(6):
        n, rest = divmod(n, 26)
        found += _LETTERS[rest]
    return found
