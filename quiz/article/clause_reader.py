"""What an article's clauses say, sentence by sentence, for whatever no pattern covers.

The hook for the reading is :class:`ClauseReader`; facts that a pattern has found already, and those of
which the article says two things, go out again in :func:`unsaid`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quiz.article.clause_facts import JUDGED, Asked
from quiz.article.clause_line import Line
from quiz.article.clauses import Clauses
from quiz.article.context import Context
from quiz.article.focus import Focus
from quiz.article.identity import Identity
from quiz.article.shadow import Shadow
from quiz.article.verbs import Verbs
from quiz.article.verbs import load as load_verbs
from quiz.core.facts import Evidence, Fact
from quiz.core.folding import fold
from quiz.core.lint.bags import bag

_SPOKEN = re.compile(r"[?!]|\b(?:I|we|our|my|you|your|us)\b|(?<!\w)[“\"][^”\"]{40,}")
_RUMOUR = re.compile(
    r"\b(?:reportedly|allegedly|rumou?r\w*|purportedly|according to|unconfirmed|legend has)\b", re.IGNORECASE
)
_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|rumou?r\w*|apparently|(?<!the )supposedly|purportedly|said to|claim\w*|"
    r"may have|might|could have|expected|believe\w*|perhaps|possibly|probably|presumably|according to|"
    r"unconfirmed|speculat\w+|legend|seem\w*|appears? to|appeared to|likely|thought to|ascribed|"
    r"credited with|disputed|ostensibly|almost|(?<!-)up to)\b",
    re.IGNORECASE,
)


class ClauseReader:
    """Reads one article's clauses, sentence by sentence, in order."""

    def __init__(self, content: str, identity: Identity, focus: Focus, verbs: Verbs | None = None) -> None:
        self._content = content
        self._identity = identity
        self._verbs = verbs or load_verbs()
        self._clauses = Clauses(self._verbs)
        self._context = Context(identity, focus)
        self._paragraph = -1
        self._it = ""
        self._known = known_nouns(content, identity)
        self._theme = next((name for name in self._known.values() if own_head(name, content)), "")

    def facts(self, shadow: Shadow) -> Iterator[Fact]:
        """The facts that the clauses of one sentence give."""
        if shadow.sentence.paragraph != self._paragraph:
            self._paragraph = shadow.sentence.paragraph
            self._context.paragraph()
            self._it = ""
        found = list(self._of(shadow))
        self._context.heard(shadow)
        yield from found

    def _of(self, shadow: Shadow) -> Iterator[Fact]:
        text = shadow.sentence.text
        if shadow.sentence.heading or len(text) > 600 or _SPOKEN.search(text) or _RUMOUR.search(text):
            self._it = ""
            return
        line = Line(shadow, self._identity, self._context, self._it, self._known, self._theme)
        self._it = opened(line)
        yield from sizes(line)
        for n, clause in enumerate(self._clauses.of(line)):
            if (
                n == 0
                and clause.head is not None
                and clause.head.kind in ("work", "org", "event", "place", "it", "known", "name")
                and not clause.several
                and self._identity.kinds.get(clause.head.name) != "person"
            ):
                self._it = clause.head.name
            if "says" not in clause.verb.use and not _HEDGED.search(
                line.written(clause.subject[0], clause.end + 6)
            ):
                yield from Asked(line, clause, self._identity, self._verbs).facts()
        yield from cloze(line, self._identity)


def opened(line: Line) -> str:
    """What the article is about, where the sentence begins with it."""
    opening = [tok for tok in line.toks[:2] if tok.low != "the"][:1]
    for tok in opening:
        if tok.own or not line.theme:
            return ""
        if tok.kind == "known" or (tok.named and f"the {tok.name}" == line.theme):
            return line.theme if tok.name in line.theme else ""
    return ""


_SIZES = {
    **dict.fromkeys(("long",), "length"),
    **dict.fromkeys(("high", "tall"), "height"),
    **dict.fromkeys(("wide", "broad"), "width"),
    **dict.fromkeys(("deep",), "depth"),
}
_UNITS = bag(
    """
    metres meters metre meter feet foot kilometres kilometers km miles mile yards inches centimetres
    centimeters cm millimetres millimeters mm
    """
)


def sizes(line: Line) -> Iterator[Fact]:
    """``The building is 62 metres long``: how large what the article is about is."""
    toks, sentence = line.toks, line.shadow.sentence
    if len(toks) < 5 or toks[0].kind not in ("known", "it") or not line.theme or toks[0].name != line.theme:
        return
    n = 2 + (toks[2].low in ("about", "some", "nearly", "over", "around", "exactly"))
    if toks[1].low not in ("is", "was", "stands", "stood") or len(toks) < n + 3 or toks[n].kind != "number":
        return
    unit, way = toks[n + 1], _SIZES.get(toks[n + 2].low)
    if unit.low in _UNITS and way:
        key = f"{toks[n].text} {unit.text}"
        stem = f"What {'was' if toks[1].low in ('was', 'stood') else 'is'} the {way} of {line.theme}?"
        evidence = Evidence(sentence.text, sentence.start, sentence.end)
        yield Fact("measure", line.theme, (key,), evidence, "", "measure", way, stem=stem, confidence=0.75)


def cloze(line: Line, identity: Identity) -> Iterator[Fact]:
    """A short sentence about what the article is about, with its one other name left out; the last resort."""
    sentence, toks = line.shadow.sentence, line.toks
    text = sentence.text
    if (
        not 45 <= len(text) <= 105
        or not text.endswith(".")
        or "\n" in text
        or re.search(r"[\[(“”\";:]", text)
    ):
        return
    if _HEDGED.search(text) or JUDGED.search(text) or re.search(r"\b(?:not|never|no|nobody|none)\b", text):
        return
    main = {identity.subject, *line.known.values()} - {""}
    if not any(tok.name in main or line.full(tok) in main for tok in toks) or not line.clear(
        0, len(toks) - 1
    ):
        return
    keys = [
        tok
        for tok in toks[2:]
        if tok.kind in ("person", "place", "org", "event")
        and line.full(tok) not in main
        and tok.name not in main
    ]
    if (
        not keys
        or keys[-1].own
        or any(tok.kind in ("he", "she", "it", "the_org", "the_work") for tok in toks)
    ):
        return
    key, full = keys[-1], line.full(keys[-1])
    if key.kind == "person" and " " not in full:
        return
    at = line.shadow.starts[key.at] - sentence.start
    gap = f"{text[:at]}____{text[at + len(key.text) :]}"
    if text[at : at + len(key.text)] == key.text and full.split()[-1] not in gap:
        evidence = Evidence(text, sentence.start, sentence.end)
        yield Fact(
            "cloze",
            full,
            (full,),
            evidence,
            "",
            key.kind,
            gap,
            stem=f"Complete the sentence: “{gap}”",
            confidence=0.5,
        )


def known_nouns(content: str, identity: Identity) -> dict[str, str]:
    """What ``the program`` means in this article: a noun that ends one name of its lead, and no other.

    So ``the mechanism`` is the Antikythera mechanism, and ``the exhibition`` the Great Exhibition.
    """
    found: dict[str, set[str]] = {}
    lead = content[: max(700, len(content) // 6)]
    for one in re.finditer(r"\b[Tt]he ((?:[A-Z][\w.-]+ ){1,3})([a-z]{4,})\b", lead):
        if one[2] in _NOUNS:
            found.setdefault(one[2], set()).add(f"the {one[1]}{one[2]}")
    # "The Jacquard loom is a device": what the article begins with, whatever it is.
    for one in re.finditer(r"\b[Tt]he ((?:[A-Z][\w.-]+ ){1,3})([a-z]{4,})(?= (?:is|was) an? |:)", lead[:300]):
        found.setdefault(one[2], set()).add(f"the {one[1]}{one[2]}")
    for key, name in identity.names.items():
        last = key.split()[-1].lower()
        headed = name.first < 60 and identity.kinds[key] != "person" and f" the {last} " in content
        if " " in key and (last in _NOUNS or headed) and name.first < len(lead):
            found.setdefault(last, set()).add(f"the {key}")
    main = identity.subject
    kept: dict[str, str] = {}
    for noun, names in found.items():
        early = sorted((identity.names[name[4:]].first, name) for name in names if name[4:] in identity.names)
        own = [name for first, name in early[:1] if first < 150] or sorted(
            (name for name in names if main and (name[4:] in main or name == f"the {main} {noun}")), key=len
        )
        if own or len(names) == 1:
            kept[noun] = own[0] if own else next(iter(names))
    built = {name for noun, name in kept.items() if noun in _BUILT and own_head(name, content)}
    if len(built) == 1:
        kept.setdefault("building", next(iter(built)))
    return kept


def own_head(name: str, content: str) -> bool:
    """Whether an article begins with this name: it is what the article is about."""
    return name.removeprefix("the ") in content[:60]


_BUILT = bag(
    """
    palace tower museum cathedral theatre theater library monument castle stadium temple lighthouse
    baths hall house church school hospital mill factory hotel prison station
    """
)


_NOUNS = bag(
    """
    program programme mechanism exhibition palace project mission treaty war battle bridge tower museum
    festival expedition telescope experiment system empire canal railway cathedral theatre theater
    library comet satellite station ship revolution wall memorial monument castle stadium orchestra
    cathedral law act agreement prize competition tournament crisis disease virus vaccine engine machine
    device dam temple pyramid lighthouse loom oven clock tunnel pier harbour harbor
    """
)


def unsaid(said: Iterable[Fact], clauses: Iterable[Fact]) -> list[Fact]:
    """The clause facts that say something new: no pattern has the key, and no other clause disagrees."""
    keys: dict[tuple[int, int], set[str]] = {}
    # "When did she die in Boston?" asks what "When did she die?" asks.
    lives: set[tuple[str, str]] = set()
    for fact in said:
        keys.setdefault((fact.evidence.start, fact.evidence.end), set()).update(map(fold, fact.objects))
        if fact.relation in ("birth_date", "death_date"):
            lives.add((fold(fact.subject), fold(fact.objects[0])))
    found: dict[tuple[str, str, str], Fact | None] = {}
    rows = list(clauses)
    told = {fact.evidence.start for fact in rows if fact.relation != "cloze"}
    for fact in rows:
        place = (fact.evidence.start, fact.evidence.end)
        if fact.relation == "cloze" and (place in keys or fact.evidence.start in told):
            continue
        if any(fold(one) in keys.get(place, ()) for one in fact.objects):
            continue
        if (fold(fact.subject), fold(fact.objects[0])) in lives:
            continue
        slot = (fact.relation, fold(fact.subject), fold(fact.stem))
        held = found.setdefault(slot, fact)
        if held is None or fold(held.objects[0]) != fold(fact.objects[0]):
            found[slot] = None
    return [fact for fact in found.values() if fact is not None]
