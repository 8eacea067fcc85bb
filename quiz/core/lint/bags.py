"""Lists of words."""

from __future__ import annotations


def bag(words: str) -> frozenset[str]:
    """The words of a text, as a set.

    >>> sorted(bag("who  whom"))
    ['who', 'whom']
    """
    return frozenset(words.split())
