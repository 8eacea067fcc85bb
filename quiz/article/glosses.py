"""What stands in brackets after a name: who plays whom, years, a life's dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quiz.article.context import Context
from quiz.article.identity import Identity
from quiz.article.mention import Mention
from quiz.article.shadow import Shadow
from quiz.article.values import values
from quiz.core.facts import Evidence, Fact
from quiz.core.folding import fold

VOICED = frozenset({"anime", "ova", "game", "anime_series", "anime_film", "video_game"})
"""Media whose cast lends its voice."""
_PLAYED = re.compile(r"^(?:played by|voiced by|voice of|portrayed by|as)?\s*", re.IGNORECASE)
_LIFE = re.compile(r"^(?:née [^,;]+[,;] )?(?P<b>[^–—]{4,40}?)\s*[–—-]\s*(?P<d>[^–—]{4,30})$")
_BORN = re.compile(r"^(?:née [^,;]+[,;] )?(?:born|b\.)\s+(?:on\s+|in\s+)?(?P<b>.{4,30})$")
_MARK = re.compile(r"\s*\[[^\]]*\]")
_CAST = re.compile(r"\b(?:cast|voices?|stars?|characters?)\b", re.IGNORECASE)
_CHARACTER = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}")
# Small words of Japanese titles in Latin letters.
_ROMANISED = re.compile(r"\b(?:no|wa|ga|ni|wo|to|de|ka|mo)\b")
_SURE = 0.85
# A title longer than that is no answer to be chosen.
_LONG = 8


def glosses(
    content: str, shadow: Shadow, mentions: list[Mention], identity: Identity, context: Context
) -> Iterator[Fact]:
    """The facts in the brackets of one sentence."""
    sentence = shadow.sentence
    evidence = Evidence(content[sentence.start : sentence.end], sentence.start, sentence.end)
    yield from _also_called(content, mentions, identity, evidence)
    for mention in mentions:
        if not mention.gloss or mention.aside or not mention.named:
            continue
        inside = [
            m
            for m in mentions
            if m.aside
            and mention.gloss[0] <= m.start - sentence.start
            and m.end - sentence.start <= mention.gloss[1]
        ]
        if "person" in mention.options or mention.kind == "name":
            yield from _played(mention, inside, identity, context, evidence)
        if "person" in mention.options:
            yield from _life(mention, evidence)
        if "work" in mention.options and _ROMANISED.search(mention.note) and mention.note[:1].isupper():
            work = mention.options["work"]
            title = mention.note.partition(",")[0].strip()
            if 1 < len(title.split()) <= _LONG and title[-1:].isalnum():
                yield Fact(
                    "alias", work, (title,), evidence, identity.sub(work) or "work", "name", confidence=_SURE
                )
        if "work" in mention.options and re.fullmatch(r"(?:1[89]|20)\d\d", mention.note):
            work = mention.options["work"]
            yield Fact(
                "year",
                work,
                (mention.note,),
                evidence,
                identity.sub(work) or "work",
                "year",
                confidence=_SURE,
            )


def _also_called(
    content: str, mentions: list[Mention], identity: Identity, evidence: Evidence
) -> Iterator[Fact]:
    """``Gunm/Battle Angel Alita``: two titles of one work."""
    for one, two in pairwise(mentions):
        if content[one.end : two.start].strip() == "/" and ("work" in one.options or "work" in two.options):
            work = two.options.get("work") or one.options["work"]
            other = one.text if fold(work) != fold(one.text) else two.text
            yield Fact(
                "alias", work, (other,), evidence, identity.sub(work) or "work", "name", confidence=_SURE
            )


def _played(
    mention: Mention, inside: list[Mention], identity: Identity, context: Context, evidence: Evidence
) -> Iterator[Fact]:
    """``Leslie Groves (Matt Damon)``: a character and who plays it, in whichever order they stand."""
    note = _PLAYED.sub("", mention.note)
    other = inside[0] if len(inside) == 1 and inside[0].text == note else None
    named = other is not None and bool({"person", "character"} & set(other.options) or other.kind == "name")
    work, sure = context.work()
    medium = identity.sub(work)
    if not work or medium not in _ACTED | VOICED:
        return
    voiced = medium in VOICED or identity.is_anime
    # In cast news the bracket holds the character, often a single word that nothing else tells is a name.
    cast = voiced and bool(_acts(mention) or _CAST.search(evidence.text)) and " " in mention.text
    if not (named or (cast and _CHARACTER.fullmatch(note))):
        return
    outer = mention.options.get("person", mention.text)
    inner = other.options.get("person", note) if other else note
    acting = other is not None and _acts(other)
    if (cast or _acts(mention)) and not acting:
        outer, inner = note, outer
    if " " not in inner:
        return
    relation = "voice_actor" if voiced or mention.note.startswith("voice") else "actor"
    yield Fact(
        relation,
        outer,
        (inner,),
        evidence,
        "character",
        "person",
        context=work,
        confidence=round(_SURE * sure, 3),
    )


_ACTED = frozenset({"film", "series", "tv_series", "play", "musical", "work", ""})


def _acts(mention: Mention) -> bool:
    return any("actor" in role for entry in mention.entries for role in entry.roles)


def _life(mention: Mention, evidence: Evidence) -> Iterator[Fact]:
    """``Lotte Reiniger (2 June 1899 – 19 June 1981)`` and ``(born 3 May 1940)``."""
    name = mention.options["person"]
    # "4 May [O.S. 22 April] 1861" is one date, and the bracket in it is none.
    note = _MARK.sub("", mention.note)
    found = _BORN.match(note) or _LIFE.match(note)
    if not found:
        return
    for group, relation in (("b", "birth"), ("d", "death")):
        told = found.groupdict().get(group) or ""
        dates = [value for value in values(told) if value.kind in ("date", "year")]
        if len(dates) == 1:
            kind = dates[0].kind
            yield Fact(
                f"{relation}_{kind}", name, (dates[0].text,), evidence, "person", kind, confidence=_SURE
            )
