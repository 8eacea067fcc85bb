"""Checks of how a prompt and its choices are worded: opinion, absolutes, NOT, all of the above, length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.core.kinds import Kind
from quiz.core.lint.findings import Check, Finding
from quiz.core.lint.prompts import read
from quiz.core.questions import Question
from quiz.words import tr

LONGEST_PROMPT, LONGEST_CHOICE = 120, 75

# What follows makes it a figure or an idiom: best-selling, the greatest depth.
_NOT_BEST = (
    "known|selling|seller|man|friend|before|describes?|fits?|matches|explains?|defines?|completes?|represents?"
    "|summari[sz]es?|remembered|preserved|documented|time|of (?:three|five|seven|nine)"
)
_NOT_GREATEST = "common|hits|height|depth|distance|number|length|area|volume|width|speed|extent|diameter"
_PRAISE = (
    "finest|worst(?! case)|legendary|iconic|masterpieces?|masterful|stunning|breathtaking|brilliant|acclaimed"
    "|beautiful|amazing|awesome|incredibl[ey]|wonderful|fantastic|spectacular|magnificent|marvell?ous"
    "|unforgettable|must-see|superb|gorgeous|captivating|mesmeri[sz]ing|visionary|outstanding|exceptional"
    "|extraordinary|timeless|unparalleled|unrivall?ed|ground-?breaking|charming|thrilling|delightful|impressive"
    "|overrated|underrated|beloved|flawless|adorable"
)
_MOST = (
    "beautiful|important|influential|exciting|impressive|memorable|talented|gifted|interesting|innovative"
    "|original|brilliant|stylish|compelling|touching|moving"
)
_OPINION = re.compile(
    rf"\b(?:best(?![- ](?:{_NOT_BEST})\b)|greatest(?! (?:{_NOT_GREATEST})\b)"
    rf"|(?:{_PRAISE})(?:ly)?|most (?:{_MOST}))\b"
)
# Said by somebody, wherever it stands ...
_ATTRIBUTED = re.compile(
    r"according\ to|\bin (?:the (?:words|view|opinion|eyes) of|(?:his|her|their|its) (?:words|view|opinion))"
    r"|\b(?:voted?|votes|ranks?|ranked|rated|polls?|critics|reviewers?|hailed|proclaimed|nicknamed|dubbed|deemed"
    r"|considered|regarded|described|praised|said to)\b"
)
# ... or in front of the opinion.
_SAYS = re.compile(
    r"\b(?:calls?|called|considers?|regards?|describes?|praises?|names?|named|says?|said|thinks?|thought|claims?|argues?d?)\b"
)
_PRIZE = re.compile(r"\b(?:awards?|prizes?|oscars?|nominat\w+|won|wins?|winner|medal|trophy|palme)\b")
_ABSOLUTE = re.compile(
    r"\b(?:always|never|sometimes|often|usually|rarely|seldom|generally|frequently|occasionally|invariably|typically"
    r"|mostly|normally|commonly)\b"
)
_NEGATIVE = re.compile(r"\bexcept(?!ion)(?:ing)?\b|\b(?:not|cannot)\b(?! only)|\b\w+n['’]t\b|\bother than\b")
_ALL_NONE = re.compile(
    r"(?:all|none|any|both|neither|some|each|either|two|most) (?:of )?(?:the )?"
    r"(?:above|these|those|them|following|others?|other (?:answers|choices|options)|answers|choices|options"
    r"|mentioned|listed)"
    r"(?: (?:answers|choices|options|are (?:right|correct|true)))*"
    r"|(?:(?:all|none) )?(?:the )?above|(?:both |neither )?\(?[a-f1-6]\)? (?:and|&|or|nor) \(?[a-f1-6]\)?"
)


def check_opinion(q: Question) -> Iterator[Finding]:
    """A judgement in the prompt that nobody is named for; names, titles and quotations say what they like."""
    plain = read(q.prompt).plain()
    if _ATTRIBUTED.search(plain):
        return
    for found in _OPINION.finditer(plain):
        prize = found[0] == "best" and _PRIZE.search(q.prompt.lower())
        if not prize and not _SAYS.search(plain, 0, found.start()):
            why = tr("“{word}” is an opinion; say whose it is, or leave it out", word=found[0])
            yield Finding(Check.OPINION, q.id, "prompt", found[0], why)
            return


def check_words(q: Question) -> Iterator[Finding]:
    """Absolutes and vague words, and NOT or EXCEPT in the prompt: they test reading, not knowledge."""
    plain = read(q.prompt).plain()
    if found := _ABSOLUTE.search(plain):
        yield _absolute(q, "prompt", found[0])
    for field, texts in (("answer", q.right), ("wrong", q.wrong)):
        for text in texts if q.kind in (Kind.CHOICE, Kind.MULTIPLE) else ():
            found = _ABSOLUTE.search(text.lower())
            if found and not _is_title(text):
                yield _absolute(q, field, found[0])
    if found := _NEGATIVE.search(plain):
        why = tr("“{word}” turns the question round; ask for what is so", word=found[0])
        yield Finding(Check.NEGATIVE, q.id, "prompt", found[0], why)


def _absolute(q: Question, field: str, word: str) -> Finding:
    why = tr("“{word}” gives a hint or means little; say how much, or leave it out", word=word)
    return Finding(Check.ABSOLUTE, q.id, field, word, why)


def _is_title(text: str) -> bool:
    """Whether a choice is written as a title, its long words with capitals: Never Let Me Go."""
    words = text.split()
    return len(words) > 1 and all(word[0].isupper() or len(word) < 4 for word in words)


def check_all_none(q: Question) -> Iterator[Finding]:
    """Choices such as "all of the above": choices are mixed, and half knowledge is enough for them."""
    if q.kind not in (Kind.CHOICE, Kind.MULTIPLE):
        return
    for field, texts in (("answer", q.right), ("wrong", q.wrong)):
        for text in texts:
            if _ALL_NONE.fullmatch(" ".join(text.casefold().split()).strip(" .!")):
                why = tr("“{text}” depends on the other choices; give a choice of its own", text=text)
                yield Finding(Check.ALL_NONE, q.id, field, text, why)


def check_sizes(q: Question) -> Iterator[Finding]:
    """A prompt over 120 characters or a choice over 75: too long to be read against the clock."""
    if len(q.prompt) > LONGEST_PROMPT:
        n, most = len(q.prompt), LONGEST_PROMPT
        why = tr("the prompt has {n} characters; shorten it to {most}", n=n, most=most)
        yield Finding(Check.TOO_LONG, q.id, "prompt", q.prompt, why)
    for field, texts in (("answer", q.right), ("wrong", q.wrong)):
        for text in texts if q.kind is not Kind.TEXT else texts[:1]:
            if len(text) > LONGEST_CHOICE:
                why = tr(
                    "a choice has {n} characters; shorten it to {most}", n=len(text), most=LONGEST_CHOICE
                )
                yield Finding(Check.TOO_LONG, q.id, field, text, why)
