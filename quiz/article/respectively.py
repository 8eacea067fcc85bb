"""Who plays whom where two lists stand side by side: ``A and B voice C and D, respectively``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.article.context import Context
from quiz.article.identity import Identity
from quiz.article.shadow import NAMED_SIGNS, Shadow
from quiz.article.slots import cleaned
from quiz.core.facts import Evidence, Fact

_LIST = rf"((?:[{NAMED_SIGNS}](?:, and |, | and ))+[{NAMED_SIGNS}])"
_ACTORS_FIRST = re.compile(
    rf"{_LIST},? (?:(?:who|will|are|also|set|to|both) )*(?:voices?|voicing|voiced|plays?|playing|portray"
    rf"|portraying|stars? as|starring as|appear as|join (?:the cast )?as|as)(?: the roles of)? "
    rf"{_LIST},? respectively"
)
_PARTS_FIRST = re.compile(
    rf"{_LIST},? (?:(?:who|will|be|are|is) )*(?:voiced|played|portrayed) by {_LIST},? respectively"
)
_SURE = 0.85


def is_paired(shadow: Shadow) -> bool:
    """Whether a sentence tells its names apart by their order alone."""
    return "respectively" in shadow.text


def pairs(shadow: Shadow, identity: Identity, context: Context, evidence: Evidence) -> Iterator[Fact]:
    """The parts that such a sentence gives, one fact each; none where the lists are of unlike length."""
    found = _ACTORS_FIRST.search(shadow.text) or _PARTS_FIRST.search(shadow.text)
    work, sure = context.focus.work(shadow)
    if found is None or not work:
        return
    one, two = (_names(side, shadow) for side in found.groups())
    actors, parts = (one, two) if found.re is _ACTORS_FIRST else (two, one)
    if len(actors) != len(parts):
        return
    voiced = identity.is_anime or "voic" in found[0]
    for actor, part in zip(actors, parts, strict=True):
        if " " in actor:
            yield Fact(
                "voice_actor" if voiced else "actor",
                part,
                (actor,),
                evidence,
                "character",
                "person",
                context=work,
                confidence=round(_SURE * sure, 3),
            )


def _names(side: str, shadow: Shadow) -> list[str]:
    mentions = [shadow.mentions[sign] for sign in side if sign in shadow.mentions]
    return [mention.options.get("person") or cleaned(mention.text) for mention in mentions]
