"""What of one clause can stand in a question: its subject, what follows the verb, its time."""

from __future__ import annotations

import re

from quiz.article.clause_line import PREPOSITIONS, Line, Tok
from quiz.article.clauses import MAKING, Clause
from quiz.article.identity import Identity
from quiz.article.values import is_full_date
from quiz.article.verbs import Verbs
from quiz.core.facts import Evidence, Fact
from quiz.core.lint.bags import bag

_CLASSES = {
    "animation_studio": "studio",
    "film_studio": "studio",
    "publisher": "publisher",
    "record_label": "record label",
    "university": "university",
    "company": "company",
    "government_agency": "organization",
    "museum": "museum",
    "tv_network": "network",
    "newspaper": "newspaper",
    "magazine": "magazine",
    "streaming_service": "service",
}
_PLURALS = bag(
    """
    people men women children teeth feet mice geese species aircraft spacecraft sheep deer fish crew
    staff
    """
)
SUPERLATIVES = bag("first second third fourth fifth last final only youngest")
_CONTROLS = bag(
    """
    arrange persuade ask force get allow help beg put recruit convince enable order invite encourage
    urge use choose cause lead train teach tell send inspire prompt compel
    """
)
_EMPTY = bag(
    """
    a an the of in on at to for with from by and as his her its their up out off over into back down
    away
    """
)

_CRAFTS = bag("paint design build decorate carve sculpt construct compose cast illustrate")
# A subject with one of these is known from somewhere else.
_ORDERS = bag("same other former latter two three new old one later next and of which that")
_UNFINISHED = (PREPOSITIONS - bag("up off in out over")) | bag("and to the a an")


class Pieces:
    """The pieces of one clause, written out for a question; empty where one cannot stand by itself."""

    def __init__(self, line: Line, clause: Clause, identity: Identity, verbs: Verbs) -> None:
        self.line, self.clause, self.identity = line, clause, identity
        self._verbs = verbs
        sentence = line.shadow.sentence
        self._evidence = Evidence(sentence.text, sentence.start, sentence.end)
        self.head = clause.head
        self.name = clause.head.name if clause.head is not None else ""
        self._narrowed = clause.end < len(line.toks) and line.toks[clause.end].low in (
            "that",
            "which",
            "who",
            "where",
            "whose",
        )
        self.subject = self._subject()

    def _subject(self) -> str:
        """The subject written out; empty where it cannot stand in a question."""
        one, two = self.clause.subject
        if self.head is not None and not self.clause.several:
            if not self.name or (self.head.kind == "person" and " " not in self.name):
                return ""
            if self.head.kind in ("he", "she", "person"):
                return self.name
            if self.head.kind == "known":
                return self.name
            if self.head.kind in ("it", "the_org") or (
                self.head.named and one == two - 2 and self.line.toks[one].low == "the"
            ):
                return self._with_article(self.name)
        toks = self.line.toks[one:two]
        first = toks[0]
        bare = len(toks) > 1 and first.low not in ("the", "his", "her", "its", "their") and first.kind == ""
        ranked = len(toks) > 3 and first.low == "the" and toks[1].low in SUPERLATIVES
        if self._largest_part(one, two):
            return f"{self.line.written(one, two).lower()} of {self.line.theme}"
        if self._acts_on_main(one, two):
            return self.line.written(one, two)[:1].lower() + self.line.written(one, two)[1:]
        if not (
            any(tok.named for tok in toks) or ranked or (bare and self._named_behind())
        ) or not self.line.clear(one, two):
            return ""
        if first.kind == "number" or first.low in (
            "a",
            "an",
            "some",
            "one",
            "many",
            "several",
            "most",
            "few",
        ):
            return ""
        written = self.line.written(one, two)
        return written[:1].lower() + written[1:] if first.kind == "" else written

    def _largest_part(self, one: int, two: int) -> bool:
        """``the biggest surviving gear``: plain words with a superlative, in an article about one thing."""
        toks = self.line.toks[one:two]
        return (
            bool(self.line.theme)
            and 3 <= len(toks) <= 5
            and toks[0].low == "the"
            and toks[1].low.endswith("est")
            and len(toks[1].low) > 5
            and all(tok.kind == "" for tok in toks)
        )

    def _acts_on_main(self, one: int, two: int) -> bool:
        """``a fire destroyed the palace``, ``the city council closed the baths``: plain words, and the
        article's own subject as the object.
        """
        toks = self.line.toks[one:two]
        own = {self.identity.subject, *self.line.known.values()} - {""}
        behind = [tok for run in self.clause.rest[:1] for tok in self.line.toks[run[0] : run[1]]]
        return (
            2 <= len(toks) <= 4
            and toks[0].low in ("the", "a", "an")
            and self.clause.voice == "active"
            and all(tok.kind == "" and tok.low not in _ORDERS and not tok.own for tok in toks[1:])
            and len(behind) <= 2
            and any(tok.kind == "known" or tok.name in own for tok in behind)
        )

    def _named_behind(self) -> bool:
        """Whether a name stands in the first run behind the verb."""
        return any(tok.named for one, two in self.clause.rest[:1] for tok in self.line.toks[one:two])

    def _with_article(self, name: str) -> str:
        if len(name) > 40:
            shorter = [key for key in self.identity.names if " " in key and name.startswith(f"{key} ")]
            name = max(shorter, key=len, default=name)
        if name[:4].lower() == "the ":
            return "the " + name[4:]
        at = self.identity.first(name)
        return f"the {name}" if self.identity.content[max(0, at - 4) : at].lower() == "the " else name

    def _rest(
        self, subject: str = "", asked: str = "", skip: int = -1, most: int = 70, keep: bool = True
    ) -> str:
        """What follows the verb, as far as it is clear and short; ``skip`` is the run that is asked for."""
        parts: list[str] = []
        length = 0
        last = len(self.clause.rest) - 1
        for n, (one, two) in enumerate(self.clause.rest):
            if n == skip:
                continue
            aged = [tok.low for tok in self.line.toks[one : one + 3]] == ["at", "the", "age"]
            if (
                aged
                or not self.line.clear(one, two, subject, asked)
                or (n == len(self.clause.rest) - 1 and not self.clause.whole)
            ):
                break
            if n == last and self._narrowed and not any(tok.named for tok in self.line.toks[one:two]):
                break
            part = self.line.written(one, two, subject, keep, " ".join(parts))
            length += len(part)
            if parts and length > most:
                break
            parts.append(part)
        if (
            len(parts) < len(self.clause.rest) - (skip >= 0)
            and len(parts) > 1
            and self._infinitive(parts[-1])
        ):
            parts.pop()
        while parts and (parts[-1].split()[-1:] or [""])[0].lower() in _UNFINISHED:
            parts.pop()
        return " ".join(parts)

    def _time(self, subject: str = "") -> str:
        if self.clause.when is None:
            return ""
        text = self.line.written(*self.clause.when, subject)
        return text[:1].lower() + text[1:]

    def _fact(
        self, relation: str, subject: str, key: str, kind: str, stem: str, sure: float, context: str = ""
    ) -> Fact:
        stem = " ".join(stem.split())
        main = self.identity.subject
        context = context or (main if main and main in stem else "")
        stem = f"{stem[:1].upper()}{stem[1:]}?"
        return Fact(
            relation, subject, (key,), self._evidence, "", kind, context, stem=stem, confidence=round(sure, 2)
        )

    def _specific(self, rest: str, when: str) -> bool:
        """Whether a predicate says enough that one agent alone can be meant."""
        words = re.sub(
            r"(?:[A-Z0-9][\w.'’&,-]*|v[oa]n)(?: (?:[A-Z0-9][\w.'’&-]*|de|v[oa]n))*", "N", rest
        ).split()
        words = [word for word in words if word.lower() not in _EMPTY]
        main = any(name in rest for name in self.line.known.values())
        main = main or (self.identity.subject in rest and self.identity.subject_kind not in ("", "person"))
        # "The first microwave oven" is one alone.
        first = self.clause.verb.base in MAKING and SUPERLATIVES & set(rest.split()[:2]) and len(words) > 2
        return (
            main
            or bool(first)
            or len(words) >= (2 if "N" in words else 4) + (0 if when or "N" in words else 1)
        )

    def _vague(self, rest: str) -> bool:
        """Whether what was cut off was needed, or the object says nothing by itself."""
        cut = self._cut(rest)
        if cut is not None and self.line.toks[cut].low == "to" and self.clause.verb.base in _CONTROLS:
            return True
        if re.search(r"[A-Z0-9]", rest):
            return False
        if "alone" in self.clause.verb.use and (not rest or rest.split()[0] in PREPOSITIONS):
            return False
        said = [word for word in rest.split() if word not in _EMPTY | {"all", "many", "several", "enough"}]
        return len(said) < 3

    def _bound(self, rest: str, when: str, *, counted: bool = False) -> str | None:
        """What ties a predicate to the article: empty where it stands by itself, None where nothing does.

        "Brought 150,000 people to London" says little without the exhibition that they came for.
        """
        said, subject, kind = f"{rest} {when}", self.identity.subject, self.identity.subject_kind
        if (
            any(name in said for name in self._main())
            or (not counted and SUPERLATIVES & set(rest.split()))
            or is_full_date(when)
        ):
            return ""
        toks = [tok for one, two in self.clause.rest for tok in self.line.toks[one:two]]
        kinds = {tok.kind for tok in toks if tok.named}
        if kind == "org" and kinds <= {"person", "place"}:
            took_over = self.clause.verb.base in ("take", "succeed", "replace") and kinds
            return f"at {subject}" if took_over else None
        if kinds == {"person"} and not when and rest.startswith(("a ", "an ")):
            return None  # "sent a memo to" somebody
        if kinds - {"place"}:
            return ""
        if kind == "event" and self._timeless():
            return f"{'for' if self.clause.verb.base in MAKING else 'at'} {self._with_article(subject)}"
        plain = [word for word in rest.split() if word.islower() and word not in _EMPTY]
        return "" if len(plain) >= (3 if kinds or when else 5) else None

    def _main(self) -> set[str]:
        """The names of what the article is about."""
        return {self.identity.subject, *self.line.known.values()} - {""}

    def _timeless(self) -> bool:
        """Whether a sentence names no time and no event of its own: then it is about the article's."""
        return not any(
            tok.kind in ("date", "year", "span", "decade", "century", "event")
            or tok.low in ("later", "before", "after", "until", "since", "earlier", "now", "today")
            for tok in self.line.toks
        )

    def _work_on_it(self) -> str:
        """``painted the ironwork`` in an article about one event: what was made there, without a name."""
        clause, toks = self.clause, self.line.toks
        if self.identity.subject_kind != "event" or clause.verb.base not in _CRAFTS or not clause.rest:
            return ""
        one, two = clause.rest[0]
        plain = all(tok.kind == "" and tok.low not in _ORDERS for tok in toks[one:two])
        return self.line.written(one, two) if plain and two - one in (2, 3) and toks[one].low == "the" else ""

    def _makes_theme(self) -> bool:
        """``The loom was invented by``: what the article is about, and who made it."""
        return bool(self.line.theme) and self.name == self.line.theme and self.clause.verb.base in MAKING

    def _makes_a_first(self) -> bool:
        """``built the first microwave oven``: worth asking even of whom the article is about."""
        clause, toks = self.clause, self.line.toks
        return (
            clause.verb.base in MAKING
            and bool(clause.rest)
            and [tok.low for tok in toks[clause.rest[0][0] :][:2]] == ["the", "first"]
        )

    def _open(self, rest: str, when: str) -> bool:
        """Whether an object such as ``a nomination`` lost what narrowed it."""
        return not when and rest.startswith(("a ", "an ")) and self._cut(rest, days=True) is not None

    def _cut(self, rest: str, *, days: bool = False) -> int | None:
        """Where the first run stands that did not reach the question; None where all did."""
        length = 0
        for one, two in self.clause.rest:
            part = self.line.written(one, two, self._meant())
            day = not days and any(tok.kind == "date" for tok in self.line.toks[one:two])
            if part not in rest[max(0, length - 2) :] and not day:
                return one
            length += len(part)
        return None

    def _meant(self) -> str:
        """The name that pronouns behind the verb mean when they mean the subject."""
        return self.name if self.head is not None and not self.clause.several else ""

    def _asks(self, rest: str) -> str:
        """The clause as it follows a question word: ``did X move to Y``, ``was X patented``."""
        clause = self.clause
        if clause.voice == "passive":
            return f"{clause.aux} {self.subject} {clause.verb.participle} {rest}".strip()
        if clause.voice == "copula":
            return f"{clause.aux} {self.subject} {rest}".strip()
        do = "does" if clause.voice == "present" else "did"
        return f"{do} {self.subject} {clause.verb.base} {rest}".strip()

    def _leads_nowhere(self) -> bool:
        """Whether what must follow the verb cannot be asked: nothing does, or it is cut at once."""
        clause = self.clause
        if not clause.rest:
            return "alone" not in clause.verb.use
        first = self.line.toks[clause.rest[0][0]]
        return first.low in ("that", "how", "what", "whether", "as", "to") and first.kind == ""

    def _class(self, head: Tok) -> str:
        mention = self.line.shadow.mentions.get(head.sign)
        sub = (mention.sub if mention is not None else "") or self.identity.sub(head.name)
        return _CLASSES.get(sub, "organization")

    def _is_place(self, tok: Tok) -> bool:
        """Whether more than a preposition makes a name a place: not ``the prize in Chemistry``."""
        mention = self.line.shadow.mentions[tok.sign]
        name = self.identity.names.get(tok.text)
        return any(entry.kind == "place" for entry in mention.entries) or (
            name is not None and name.votes["place"] >= 3
        )

    def _infinitive(self, part: str) -> bool:
        words = part.split()
        return words[0] == "to" and len(words) > 1 and self._verbs.is_base(words[1])

    def _is_infinitive(self, run: tuple[int, int]) -> bool:
        one, two = run
        toks = self.line.toks
        return toks[one].low.endswith("ing") or (
            toks[one].low == "to"
            and two - one > 1
            and toks[one + 1].kind == ""
            and self._verbs.is_base(toks[one + 1].low)
        )

    def _noun(self, one: int, two: int) -> int | None:
        """Where the plural stands that a number counts; None where none does."""
        for n in range(one, two):
            tok = self.line.toks[n]
            if tok.kind or tok.low in ("and", "or", ",", "times", "percent"):
                return None
            if tok.low in _PLURALS or (tok.low.endswith("s") and not tok.low.endswith(("ss", "us", "is"))):
                return n
        return None
