"""What stands in brackets after a name: who plays whom, years, a life's dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quiz.article.context import Context
from quiz.article.identity import Identity
from quiz.article.mention import Mention
from quiz.article.quotes import SMALL
from quiz.article.shadow import Shadow, kind_of
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
_LIVE = re.compile(r"\b(?:live-action|Netflix series|stage play|musical)\b")
# Small words of titles in other tongues of Europe.
_FOREIGN = re.compile(
    r"\b(?:et|le|la|les|des|du|dans|der|die|das|und|il|lo|gli|el|los|las|una?|aux?|zum|och|det)\b"
)
_CHARACTER = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}")
# Small words of Japanese titles in Latin letters.
_ROMANISED = re.compile(r"\b(?:no|wa|ga|ni|wo|to|de|ka|mo)\b")
# A word of Japanese in Latin letters, without the marks over its vowels.
_SYLLABLES = re.compile(r"(?:(?:[kstnhmrgzdbp]y?|ky|sh|ch|ts|[wyfj])?[aiueo]|n|[kstp](?=[kstp]))+[-!?]*")
# The genre that a work is called by, where it is called by nothing else.
_GENRE = re.compile(
    r"^(?:the|this) ((?:(?:psychological|supernatural|historical|romantic|crime|action|political|erotic|folk"
    r"|dark|science-fiction|sci-fi|fantasy|horror|romance|mystery|comedy|sports|school|survival|slice-of-life"
    r"|coming-of-age|cyberpunk|steampunk|isekai|gothic|spy|war|heist|family|martial arts|murder) ){1,2}"
    r"(?:thriller|comedy|drama|romance|horror|mystery|western|biopic|musical|documentary)?)"
    r"(?= (?:anime|manga|film|movie|series|novel|novels|light novel|game|show|comic)\b|$)"
)
# Who made a work, before or after the name that a bracket follows.
_MAKERS = frozenset({"noun", "doing", "did", "nouns"})
_SURE = 0.85
_GUESSED = 0.75
# What somebody did on a work, and what the work is, beside its title in a bracket.
_DID_ON = re.compile(
    r"^(?:(?:co-)?(?:director|creator|writer|author|producer|composer|screenwriter) of (?:the )?)"
)
_MEDIA_AFTER = re.compile(
    r" (?:(?:anime|manga|film|movie|game|novel|TV|television|OVA) )?(?:franchises?|series|seasons?(?: \d)?"
    r"|anime|films?|movies?|manga|games?|novels?)$"
)
# A title longer than that is no answer to be chosen.
_LONG = 8


def glosses(
    content: str, shadow: Shadow, mentions: list[Mention], identity: Identity, context: Context
) -> Iterator[Fact]:
    """The facts in the brackets of one sentence."""
    sentence = shadow.sentence
    evidence = Evidence(content[sentence.start : sentence.end], sentence.start, sentence.end)
    yield from _also_called(content, mentions, identity, evidence)
    yield from _genres(content, shadow, identity, context, evidence)
    lists = _lists_cast(evidence, mentions)
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
        if _makes(shadow, mention) or ("person" in mention.options and _lists_works(shadow, mention, inside)):
            if {"person", "org"} & set(mention.options):
                yield from _earlier(mention, inside, evidence)
        elif "person" in mention.options or mention.kind == "name":
            yield from _played(mention, inside, identity, context.focus.work(shadow), evidence, lists)
        if "person" in mention.options:
            yield from _life(mention, evidence)
        if "work" in mention.options and _is_title(mention, inside, identity):
            work = mention.options["work"]
            title = mention.note.partition(",")[0].strip()
            if len(title.split()) <= _LONG and title[-1:].isalnum() and fold(title) != fold(work):
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


def _is_title(mention: Mention, inside: list[Mention], identity: Identity) -> bool:
    """Whether a bracket after a work holds its Japanese title: ``Fly Me to the Moon (Tonikaku Kawaii)``."""
    note = mention.note.partition(",")[0].strip()
    if not note[:1].isupper() or any({"person", "org", "place"} & set(m.options) for m in inside):
        return False
    words = note.split()
    if (_ROMANISED.search(note) or _FOREIGN.search(note)) and len(words) > 1:
        return True
    known = identity.knowledge
    return (
        len(words) > 1
        and all(_SYLLABLES.fullmatch(fold(word)) for word in words)
        and not known.is_given(words[0])
        and not known.is_surname(words[-1])
        and not known.is_surname(words[0])
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


def _genres(
    content: str, shadow: Shadow, identity: Identity, context: Context, evidence: Evidence
) -> Iterator[Fact]:
    """``The psychological thriller``, of the work that is spoken of."""
    for n, sign in enumerate(shadow.text):
        if kind_of(sign) != "the_work":
            continue
        found = _GENRE.match(content[shadow.starts[n] : shadow.ends[n]].lower())
        work, sure = context.focus.work(shadow, shadow.media.get(sign, ""))
        if found and work and found[1].strip():
            sub = identity.sub(work) or "work"
            yield Fact(
                "genre",
                work,
                (found[1].strip(),),
                evidence,
                sub,
                "genre",
                confidence=round(_SURE * sure, 3),
            )


def _makes(shadow: Shadow, mention: Mention) -> bool:
    """Whether the sentence says what somebody did on a work, right before the name or after it."""
    for n, sign in enumerate(shadow.text):
        if shadow.mentions.get(sign) is mention:
            near = shadow.text[n + 1 : n + 14] + shadow.text[max(0, n - 3) : n]
            return any(kind_of(one) in _MAKERS for one in near)
    return False


def _lists_works(shadow: Shadow, mention: Mention, inside: list[Mention]) -> bool:
    """Whether a bracket tells of works by itself: ``(co-director of Ash Road)``, or a known one first."""
    if _DID_ON.match(mention.note):
        return True
    known = any(entry.kind == "work" and not entry.common for one in inside[:1] for entry in one.entries)
    return known and any(kind_of(sign) in _MAKERS for sign in shadow.text)


def _earlier(mention: Mention, inside: list[Mention], evidence: Evidence) -> Iterator[Fact]:
    """``Takeo Takahashi (Spice and Wolf, Kite Town) is directing``: the works of a bracket after a maker."""
    kind = "person" if "person" in mention.options else "org"
    titles = [title for piece in _pieces(mention.note) if (title := _titled(piece, inside))]
    if titles and (kind == "person" or len(titles) > 1):
        known = any(
            entry.kind == "work" and not entry.common
            for one in inside
            if one.text == titles[0]
            for entry in one.entries
        )
        yield Fact(
            "earlier_work",
            mention.options[kind],
            tuple(dict.fromkeys(titles)),
            evidence,
            kind,
            "work",
            confidence=_SURE if known else _GUESSED,
        )


def _pieces(note: str) -> list[str]:
    """What a bracket lists; what goes on in small letters after a comma belongs to the title before it."""
    found: list[str] = []
    for piece in re.split(r",\s|;\s", note):
        if found and piece[:1].islower() and not re.match(r"(?:and|also|co-)\b", piece):
            found[-1] += f", {piece}"
        else:
            found.append(re.sub(r"^(?:and|also) ", "", piece.strip()))
    return found


def _titled(piece: str, inside: list[Mention]) -> str:
    """The title that a piece of such a bracket is, without its medium; empty where it is none."""
    title = _MEDIA_AFTER.sub("", _DID_ON.sub("", piece.strip(" .\u201c\u201d\"'"))).strip(" .\u201c\u201d\"'")
    words = title.split()
    named = [one for one in inside if one.text == title]
    if any({"person", "org", "place"} & set(one.options) for one in named):
        return ""
    if not words or len(words) > _LONG or not (title[0].isupper() or title[0].isdigit()) or "(" in title:
        return ""
    heavy = [word for word in words if word.lower() not in SMALL]
    if sum(word[0].isupper() or not word[0].isalpha() for word in heavy) * 4 < len(heavy) * 3:
        return ""
    return title if len(words) > 1 or named else ""


def _acts_all(inside: list[Mention]) -> bool:
    return bool(inside) and all(map(_acts, inside))


def _lists_cast(evidence: Evidence, mentions: list[Mention]) -> bool:
    """Whether a sentence of cast news has a bracket with a single name in it, which is no actor's."""
    return _CAST.search(evidence.text) is not None and any(
        not m.aside and " " in m.text and re.fullmatch(r"(?:as )?[A-Z][\w'’-]+", m.note) for m in mentions
    )


def _played(
    mention: Mention,
    inside: list[Mention],
    identity: Identity,
    held: tuple[str, float],
    evidence: Evidence,
    lists: bool,
) -> Iterator[Fact]:
    """``Leslie Groves (Matt Damon)``: a character and who plays it, in whichever order they stand."""
    note = _PLAYED.sub("", mention.note)
    other = inside[0] if len(inside) == 1 and inside[0].text == note else None
    named = other is not None and bool({"person", "character"} & set(other.options) or other.kind == "name")
    work, sure = held
    medium = identity.sub(work)
    staged = medium not in VOICED and not identity.is_anime and _LIVE.search(identity.content) is not None
    if not work or not (medium in _ACTED | VOICED or staged or identity.is_anime):
        return
    voiced = not staged and (medium in VOICED or identity.is_anime)
    # In cast news the bracket holds the character, often a single word that nothing else tells is a name.
    cast = " " in mention.text and (
        bool(_acts(mention) or _CAST.search(evidence.text)) if voiced else lists and not _acts_all(inside)
    )
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
