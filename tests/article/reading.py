"""The steps of a reading, one by one, for tests that look in between."""

from __future__ import annotations

from quiz.article import knowledge
from quiz.article.identity import Identity
from quiz.article.lexicon import lexicon
from quiz.article.mention import Mention
from quiz.article.mentions import Finder
from quiz.article.shadow import Caster, Shadow, kind_of
from quiz.article.text import sentences


def mentions(content: str) -> list[list[Mention]]:
    """What each sentence names, before anything is settled."""
    found = sentences(content)
    finder = Finder(knowledge.load(), lexicon(), found)
    return [finder.mentions(n, sentence) for n, sentence in enumerate(found)]


def settled(content: str, title: str = "") -> tuple[Identity, list[list[Mention]]]:
    """The names of an article, settled over the whole of it, and its mentions."""
    found = sentences(content)
    rows = mentions(content)
    return Identity(content, found, rows, knowledge.load(), lexicon(), title), rows


def shadows(content: str) -> list[Shadow]:
    """Every sentence as patterns read it."""
    _, rows = settled(content)
    caster = Caster(content, lexicon())
    return [caster.shadow(sentence, row) for sentence, row in zip(sentences(content), rows, strict=True)]


def spelled(shadow: Shadow) -> str:
    """A shadow with its signs in words: ``{person} is {noun} of {work}``."""
    return "".join(f"{{{kind_of(sign)}}}" if kind_of(sign) else sign for sign in shadow.text)
