"""An article as blocks and sentences, each an exact span of its text.

Page furniture (menus, captions, share buttons) stays in the text, so that offsets hold, and is skipped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.article.lexicon import lexicon

# A sentence ends at a sign before a blank, or where a lost line left no blank: "in Rome.The next day".
_END = re.compile(
    r"[.!?…]+[\"”’'»)\]]*(?=\s|$)"
    r"|(?<=[a-z)”\"’]{2})\.(?=[A-Z][a-z]+[ ,’'])"
    r"|(?<=[A-Z]{3})\.(?=[A-Z][^\W\d_]+ [^\W\d_a-z])"
    r"|[。！？]"
)
_LABELLED = re.compile(r"^(?![\"“‘][^\"”’:]*:[^\"”’:]*[\"”’][^:]*$)\W{0,3}([A-Z][\w/&' -]{1,40}):\s+\S")
_CALL = re.compile(r"[A-Z][\w'’-]*[!?] [A-Z][\w'’-]*")
_WRAP = 60
# A bracket that is open closes within so many signs, or it was never meant to.
_BRACKET = 200
# A quote so short is a title, and no speech of several sentences.
_QUOTE = 60
# What goes on for longer is a table or a script that lost its lines, and no evidence that anyone would read.
_LONGEST = 2000
# What a lost line leaves twice, at its end and at the head of the next: "as Mio" in a list of a cast.
_TWICE = re.compile(r" (as (?:[^\W\d_][\w'’.-]*,? ?){1,5})$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of the text that stands by itself: ``start`` to ``end`` in code points.

    ``paragraph`` counts the blocks that are no furniture. ``heading`` says that it is a line with no end
    of a sentence, and so says nothing by itself.
    """

    text: str
    start: int
    end: int
    paragraph: int
    heading: bool = False


def sentences(content: str) -> list[Sentence]:
    """The sentences of a text, in order, without furniture.

    >>> [s.text for s in sentences("Dr. No came out in 1962. It was shot at Pinewood.")]
    ['Dr. No came out in 1962.', 'It was shot at Pinewood.']
    """
    found: list[Sentence] = []
    paragraph = 0
    twice = ""
    calls = frozenset(call for call, times in Counter(_CALL.findall(content)).items() if times > 1)
    for start, end in _blocks(content):
        block = content[start:end]
        if twice and block.startswith(f"{twice} ") and len(block) > len(twice) + 1:
            start += len(twice) + 1
            block = content[start:end]
        if _is_furniture(block):
            continue
        ended = _TWICE.search(block)
        twice = ended[1] if ended else ""
        heading = _is_heading(block)
        for one, two in _split(block, calls):
            if two - one <= _LONGEST:
                found.append(Sentence(block[one:two], start + one, start + two, paragraph, heading))
        paragraph += 1
    return found


def _blocks(content: str) -> Iterator[tuple[int, int]]:
    """Paragraphs: lines, or runs of lines where the text is wrapped by hand."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", content)]
    wrapped = _is_wrapped(content, lines)
    start = end = -1
    for one, two in lines:
        line = content[one:two]
        if not line.strip():
            continue
        joins = (
            wrapped
            and start >= 0
            and content[end:one].count("\n") == 1
            and not re.match(r"\s*(?:[-*•–]|\d+[.)])\s", line)
            and (end - content.rfind("\n", 0, end) > _WRAP * 2 // 3)
        )
        if joins:
            end = two
            continue
        if start >= 0:
            yield _trimmed(content, start, end)
        start, end = one, two
    if start >= 0:
        yield _trimmed(content, start, end)


def _is_wrapped(content: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines break inside sentences, as in a text that was wrapped by hand."""
    full = [(one, two) for one, two in lines if _WRAP <= two - one <= 130]
    if len(full) < 3 or any(two - one > 160 for one, two in lines):
        return False
    broken = sum(
        1 for _, two in full if content[two : two + 2].strip(" \n") and content[two - 1] not in '.!?:"”'
    )
    return broken * 2 > len(full)


def _trimmed(content: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (content[start].isspace() or content[start] in "•*–·▪►#"):
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    return start, end


def _is_furniture(block: str) -> bool:
    if re.match(r"(?:source: *)?https?://\S+$", block):
        return True
    if len(block) > 160:
        return False
    if lexicon().furniture.match(block):
        return True
    words = block.split()
    # Bars of links: many short pieces parted by signs.
    return len(re.findall(r"[|»›•·/]", block)) >= 2 and len(words) < 25 and not re.search(r"[.!?]$", block)


def _is_labelled(block: str) -> bool:
    """Whether a line is a label and what it stands for: ``Director: Motonobu Hori``."""
    label = _LABELLED.match(block)
    words = lexicon()
    return label is not None and any(
        word in words.labels or word.removesuffix("s") in words.roles_one
        for word in re.findall(r"[a-z]+", label[1].lower())
    )


def _is_heading(block: str) -> bool:
    if len(block) >= 160 or re.search(r"[.!?…:;][\"”’')\]]*$", block) or _is_labelled(block):
        return False
    if _is_titled(block):
        return True
    return not re.search(r"\b(?:is|are|was|were|has|have|had|will) [a-zA-Z]| as [A-Z]|:\s+[“\"]", block)


def _is_titled(block: str) -> bool:
    """Whether nearly every word of some weight has a capital: ``My Lamp Is a Harbor Gets an Anime``."""
    weighty = [word for word in re.findall(r"[^\W\d_]{4,}", block) if word not in ("with", "from", "into")]
    return len(weighty) > 6 and sum(word[0].isupper() for word in weighty) * 8 >= len(weighty) * 7


def _split(block: str, calls: frozenset[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one block."""
    start = 0
    for found in _END.finditer(block):
        end = found.end()
        inside = block.count("(", start, end) > block.count(")", start, end)
        closes = block.find(")", end, end + _BRACKET) >= 0 if inside else False
        if (
            closes
            or _in_short_quote(block, start, end)
            or _goes_on(block, start, found.start(), end)
            or (block[found.start()] in "!?" and _is_called(block, found.start(), calls))
        ):
            continue
        yield from _one(block, start, end)
        start = end
    yield from _one(block, start, len(block))


def _is_called(block: str, at: int, calls: frozenset[str]) -> bool:
    """Whether a sign stands in a title that the text says again: ``Lantern Girls! The Movie``."""
    found = _CALL.match(block, max(block.rfind(" ", 0, at), block.rfind("\n", 0, at)) + 1)
    return found is not None and found[0] in calls


def _in_short_quote(block: str, start: int, end: int) -> bool:
    """Whether a sign stands inside a title in quotes: ``"Geki! Teikoku Kagekidan"``."""
    said = block[start:end]
    if said.count("“") > said.count("”"):
        opened, closed = said.rfind("“"), block.find("”", end)
    elif said.count('"') % 2:
        opened, closed = said.rfind('"'), block.find('"', end)
    else:
        return False
    return closed >= 0 and closed - (start + opened) <= _QUOTE


def _one(block: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = _trimmed(block, start, end)
    if start < end:
        yield start, end


def _goes_on(block: str, start: int, dot: int, end: int) -> bool:
    """Whether the sentence goes on after the sign at ``dot``."""
    rest = block[end:].lstrip()
    if not rest:
        return False
    following = rest.lstrip("\"“‘'(«[")[:1]
    if block[dot] != ".":
        # "Jeopardy!" and "Yahoo!" go on in small letters, and so does a quoted question.
        if re.match(r"(?:Anime|Manga|Film|Movie|Game|Series|Novels?|OVA|Season|TV|Cast|Staff|Stage)\b", rest):
            return True  # "Lantern Girls! Anime" in a headline
        if re.match(r"[A-Z]\w+ (?:magazine|manga|anime|series|website|channel)\b", rest):
            return True  # "Good! Morning magazine"
        if re.match(
            r"(?:Studios?|Factory|Games|Entertainment|Pictures|Animation|Productions|Project)\b", rest
        ):
            # "Tern! Studios has bought", where a name stands before the sign
            return bool(re.search(r"(?:^|[\s“\"‘'(])[A-Z][\w-]*$", block[start:dot]))
        return following.islower() or (rest.startswith("(") and block[dot] in "!?")
    if following.islower() or rest.startswith("THE ANIMATION"):
        return True
    word = re.search(r"[^\s(\[“\"‘']*$", block[start:dot])
    last = word[0] if word else ""
    low = last.lower()
    if low in ("jr", "sr", "inc", "ltd", "co", "corp", "etc", "a.m", "p.m", "u.s", "u.k", "d.c", "u.n"):
        # These end sentences too: they go on only where what follows is no sentence's beginning.
        return low not in ("etc", "a.m", "p.m") and not re.match(
            r"(?:The|A|An|In|It|He|She|His|Her|This|They|But|And)\b", rest
        )
    if low in lexicon().abbreviations:
        return True
    # Initials: "J. Robert", "Samuel C. Phillips", "Production I.G".
    return bool(re.fullmatch(r"[A-Z]|(?:[A-Z]\.)+[A-Z]", last)) and not (
        last not in ("I",) and re.match(r"(?:The|In|It|He|She|His|Her|This|They)\b", rest) and len(last) > 1
    )
