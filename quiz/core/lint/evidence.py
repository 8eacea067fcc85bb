"""Whether evidence stands in its article, and whether it supports the key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from quiz.core.folding import fold
from quiz.core.kinds import Kind
from quiz.core.lint.bags import bag
from quiz.core.lint.findings import Check, Finding, Known
from quiz.core.lint.values import UNITS, as_date, as_quantity, canonical, dates
from quiz.core.questions import Question
from quiz.words import tr

_SQUARE = re.compile(r"\s?\[[^\[\]]{0,200}\]")
_ROUND = re.compile(r"\s?\([^()]{0,400}\)")
# As in "in 1884.:57–60", but not as in "at 10:30".
_PAGE = re.compile(r"(?<!\d):\d{1,4}(?:[,–-] ?\d{1,4})*(?!\d)")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?(?!\w)")
_RANGE = re.compile(r"\b(\d\d)(\d\d) ?[–-] ?(\d\d)\b")
_DECADE = re.compile(r"(?<!\d)(\d\d)?(\d\d)s\b")
_SPAN = re.compile(r"\d[\d,.]{0,20} ?(?:–|-|—|to|and|until) ?[\d,.]{0,20}\d")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_SYMBOLS = re.compile(r"[^\W\d]{1,3}[^\w\s]+|[^\w\s]+")
_SELF = frozenset({"yes", "no", "true", "false"})
_NEAR = 4
"""A number and the word for what it counts stand at most this many words apart."""


def check_evidence(q: Question, article: str | None, known: Known) -> Iterable[Finding]:
    """Evidence that is given is a verbatim piece of the article, and supports the key (SPEC.md, Evidence)."""
    if not q.evidence.strip():
        return
    text = None if article is None else plain_lines(article)
    if text is not None and (why := _misplaced(q, text)):
        yield Finding(Check.FALSE_EVIDENCE, q.id, "evidence", q.evidence, why)
    for key in _unsupported(q, text or "", known):
        why = tr("the evidence does not say “{key}”; quote the piece of the article that does", key=key)
        yield Finding(Check.UNSUPPORTED, q.id, "evidence", key, why)


@lru_cache(maxsize=4)
def plain_lines(text: str) -> str:
    """A text as offsets count in it: no byte-order mark, lines ended by LF."""
    if text.startswith("\ufeff"):
        text = text[1:]
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _misplaced(q: Question, article: str) -> str:
    evidence = plain_lines(q.evidence)
    if evidence.strip() not in article:
        return tr("the evidence does not stand in the article; quote it word for word, line ends included")
    start = q.evidence_start
    if start is not None and article[start : start + len(evidence)] != evidence:
        return tr("the evidence does not begin at character {n} of the article; mend evidence_start", n=start)
    return ""


def _unsupported(q: Question, article: str, known: Known) -> list[str]:
    """The keys that the evidence does not support: of a text question none, when one form stands there."""
    if q.kind in (Kind.TRUEFALSE, Kind.ORDER):
        return []
    missing = [
        key
        for key in q.right
        if fold(key) not in _SELF and not supports(q.evidence, key, article=article, known=known)
    ]
    if q.kind is Kind.TEXT:
        return list(q.right[:1]) if len(missing) == len(q.right) else []
    return missing


def supports(evidence: str, key: str, *, article: str = "", known: Known | None = None) -> bool:
    """Whether a piece of an article says ``key``, as a name, an alias, a number, a date or a surname.

    After folding, on word boundaries, brackets and page marks aside; numbers compare by value and dates
    by their parts. A surname will do when the article resolves it to one full name, or is not at hand.

    >>> supports("the objective: to eliminate nine androids", "9"), supports("ninety androids", "nine")
    (True, False)
    >>> supports("born on 4 May [O.S. 22 April] 1861", "May 4, 1861")
    True
    >>> supports("Tesla died.:57–60", "Nikola Tesla", article="Nikola Tesla lived. Tesla died.:57–60")
    True
    """
    names = [key]
    if known is not None:
        names += sorted(known.names(key) - {fold(key)})
    if short := _abbreviation(key, article):
        names.append(short)
    bare = _ROUND.sub("", key).strip()
    if bare and bare != key:
        names.append(bare)
    views = _views(evidence)
    return (
        any(_stands(name, evidence, views) for name in names)
        or _quantity_stands(key, evidence, views)
        or _date_stands(key, evidence)
        or _surname_stands(key, evidence, article)
    )


@lru_cache(maxsize=256)
def _views(evidence: str) -> tuple[str, ...]:
    """The evidence as it is, without page marks and square brackets, and without any brackets: folded."""
    bare = _SQUARE.sub("", _PAGE.sub("", evidence))
    found = []
    for view in (evidence, bare, _ROUND.sub("", bare)):
        for text in (view, _POSSESSIVE.sub("", view)):
            words = f" {' '.join(canonical(text))} "
            if words not in found:
                found.append(words)
    return tuple(found)


def _stands(key: str, evidence: str, views: tuple[str, ...]) -> bool:
    # A name such as C++ folds to less than it is.
    if _SYMBOLS.fullmatch(key) and re.search(rf"(?<!\w){re.escape(key.strip())}(?!\w)", evidence):
        return True
    for text in (key, _POSSESSIVE.sub("", key)):
        words = " ".join(canonical(text))
        if any(f" {words} " in view for view in views):
            return True
        # Scripts that put no space between words have no word boundaries to look at.
        if not words.isascii() and _UNSPACED.search(words) and any(words in view for view in views):
            return True
    return False


def _abbreviation(key: str, article: str) -> str:
    """The short form that the article gives in brackets behind ``key``."""
    if len(key) < 6 or f"{key} (" not in article:
        return ""
    found = re.search(re.escape(key) + r" \(([A-Z][A-Z0-9&]{1,7})\)", article)
    return found[1] if found else ""


def _quantity_stands(key: str, evidence: str, views: tuple[str, ...]) -> bool:
    """The number of a quantity by its value, its unit or noun close by; spans by both their ends."""
    found = as_quantity(key)
    if found is None:
        return False
    if found.is_span:
        return _decade_stands(key, evidence) or _span_stands(key, evidence)
    if found.unit and len(found.unit) == 1 and found.unit in evidence:
        forms = set()  # the sign stands before its number, as in $60,000
    else:
        forms = {form for form, unit in UNITS.items() if unit == found.unit} if found.unit else set()
        forms |= set(found.noun.split())
    value = canonical(format(found.low, "f"))[0]
    for view in views:
        words = view.split()
        for place, word in enumerate(words):
            if word == value and (not forms or forms.intersection(words[place + 1 : place + 1 + _NEAR])):
                return True
    return key.strip() in {century + end for century, _, end in _RANGE.findall(evidence)}


def _decade_stands(key: str, evidence: str) -> bool:
    wanted = _DECADE.search(key)
    return wanted is not None and any(
        wanted[2] == found[2] and (not wanted[1] or found[1] in (None, wanted[1]))
        for found in _DECADE.finditer(evidence)
    )


def _span_stands(key: str, evidence: str) -> bool:
    wanted = as_quantity(key)
    spans = (as_quantity(span) for span in _SPAN.findall(evidence))
    return wanted is not None and any(
        one and (one.low, one.high) == (wanted.low, wanted.high) for one in spans
    )


def _date_stands(key: str, evidence: str) -> bool:
    """A date by its parts: day and month side by side, the year anywhere."""
    wanted = as_date(key)
    if wanted is None or not wanted.month:
        return False
    bare = _SQUARE.sub("", _PAGE.sub("", evidence))
    years = set(re.findall(r"\b\d{4}\b", bare))
    for found in dates(bare):
        same = found.month == wanted.month and wanted.day in (0, found.day)
        if same and (wanted.year in (0, found.year) or (not found.year and str(wanted.year) in years)):
            return True
    return False


_WORD = r"[^\W\d_][\w'’-]*\.?"
_FULL_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,3}}")


def _surname_stands(key: str, evidence: str, article: str) -> bool:
    """The last word of a person's name stands in the evidence, and the article means that person by it."""
    words = key.split()
    if not 2 <= len(words) <= 4 or not _FULL_NAME.fullmatch(key):
        return False
    surname = words[-1]
    if not (words[0][0].isupper() and surname[0].isupper() and len(surname) > 2):
        return False
    if not re.search(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", evidence):
        return False
    return not article or _resolves(surname, key, article)


@lru_cache(maxsize=1024)
def _resolves(surname: str, name: str, article: str) -> bool:
    """Whether an article means ``name`` by the bare surname.

    It does when it names nobody else of that surname, or when it has used the bare surname for ``name``
    before anybody else of that surname comes up.
    """
    first = article.find(name)
    if first < 0:
        return False
    given = r"(?:[A-Z][\w'’-]*\.?|[^\W\d_a-z][\w'’-]*)"
    others = re.compile(rf"(?<![\w.])(?:{given} ){{1,3}}{re.escape(surname)}(?![\w-])")
    bare = re.compile(rf"(?<![\w-]){re.escape(surname)}(?![\w-])")
    own = " ".join(canonical(name))
    rivals = []
    covered = []
    for found in others.finditer(article):
        covered.append(found.span())
        whole = " ".join(canonical(found[0]))
        if not _is_form_of(whole, own):
            rivals.append(found.start())
    if not rivals:
        return True
    if rivals[0] < first:
        return False
    between = (found.start() for found in bare.finditer(article, first + len(name), rivals[0]))
    return any(not any(low <= place < high for low, high in covered) for place in between)


_TITLES = bag(
    """
    mr mrs ms dr sir lord lady general captain colonel president senator director composer
    administrator professor king queen saint st the when then but and as after before while his her
    """
)


def _is_form_of(whole: str, own: str) -> bool:
    """Whether a longer or shorter form is the same person's: titles, first words and initials aside."""
    words = [word for word in whole.split() if word not in _TITLES and len(word) > 1]
    mine = [word for word in own.split() if len(word) > 1]
    return set(words) <= set(mine) or (len(mine) > 1 and set(mine) <= set(words))
