"""One clause as facts with a stem of their own: who, which organisation, when, where, how many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.article.clause_line import PREPOSITIONS
from quiz.article.clause_pieces import SUPERLATIVES, Pieces
from quiz.article.values import is_full_date, years
from quiz.core.facts import Fact
from quiz.core.folding import fold
from quiz.core.lint.bags import bag

_LONGEST = 115
_EXACT = bag("exactly just only")
_ABOUT = bag("about around some roughly approximately")
JUDGED = re.compile(
    r"\b(?:best|greatest|finest|most \w+|beautiful\w*|brilliant\w*|wonderful\w*|sadly|unfortunately|arguably|"
    r"perhaps|seem\w*|frustrating|innovative|stunning|impressive\w*|famous\w*|legendary|should|ought|would|"
    r"could|(?-i:may)|might)\b",
    re.IGNORECASE,
)
# Verbs that many do: who did is no question.
_COMMON = bag(
    """
    die work live go come move return travel stay arrive meet study grow leave join marry attend sit
    stand run walk play lie serve retire
    """
)


class Asked(Pieces):
    """The questions that one clause can carry."""

    def facts(self) -> Iterator[Fact]:
        """Every fact of the clause that a question can be asked about."""
        who = list(self._who())
        # "Who brought 150,000 people" tells how many.
        many = [fact for fact in self._how_many() if not any(fact.objects[0] in one.stem for one in who)]
        for fact in (*who, *self._by(), *self._when(), *self._where(), *many, *self._first()):
            if (
                fact.stem
                and len(fact.stem) <= _LONGEST
                and not JUDGED.search(fact.stem)
                and fact.stem.count("“") == fact.stem.count("”")
            ):
                yield fact

    def _who(self) -> Iterator[Fact]:
        """Who, or which organisation, did it; never what the article is about."""
        clause, head = self.clause, self.head
        if (
            head is None
            or clause.several
            or head.kind not in ("person", "org", "he", "she")
            or "vague" in clause.verb.use
            or clause.verb.base in _COMMON
            or clause.aux == "had"  # what had been before is nothing without its occasion
        ):
            return
        name = self.line.full(head)
        if (
            clause.voice != "active"
            or not name
            or (name == self.identity.subject and not self._makes_a_first())
            or (head.kind != "org" and " " not in name)
        ):
            return
        if head.kind in ("he", "she") and name.split()[-1] not in self._evidence.text:
            return
        if self._leads_nowhere():
            return
        rest, when = self._rest(asked=name, keep=False) or self._work_on_it(), self._time()
        if (
            not rest
            or (rest != self._work_on_it() and (self._vague(rest) or not self._specific(rest, when)))
            or self._open(rest, when)
            or (when and fold(name) in fold(when))
        ):
            return
        bound = self._bound(rest, when)
        if bound is None:
            return
        predicate = " ".join(f"{clause.verb.past} {rest} {bound} {when}".split())
        if head.kind != "org":
            yield self._fact("who_did", predicate, name, "person", f"who {predicate}", 0.72)
        elif not self.identity.knowledge.is_given(name.split()[0]):
            stem = f"which {self._class(head)} {predicate}"
            yield self._fact("org_did", predicate, name, "org", stem, 0.68)

    def _by(self) -> Iterator[Fact]:
        """``was VERBed by PERSON``: who VERBed it."""
        clause = self.clause
        if clause.voice != "passive" or not self.subject or "vague" in clause.verb.use:
            return
        for n, (one, two) in enumerate(clause.rest):
            toks = self.line.toks[one:two]
            if (
                toks[0].low != "by"
                or not toks[-1].named
                or toks[-1].own
                or any(tok.low in ("and", "of", "or") for tok in toks)
            ):
                continue
            agent = toks[-1]
            name = self.line.full(agent)
            if (
                agent.kind not in ("person", "org", "event")
                or (name == self.identity.subject and not self._makes_theme())
                or (agent.kind == "person" and " " not in name)
            ):
                continue
            if n == len(clause.rest) - 1 and not clause.whole:
                continue
            before = self._rest(self.subject, name, most=60) if n else ""
            rest = before[: before.find(" by ")] if " by " in before else before
            predicate = f"{clause.verb.past} {self.subject} {rest} {self._time()}".strip()
            if agent.kind == "person":
                yield self._fact("who_did", predicate, name, "person", f"who {predicate}", 0.75)
            elif agent.kind == "event":
                yield self._fact("what_was", predicate, agent.name, "event", f"what {predicate}", 0.7)
            elif not self.identity.knowledge.is_given(name.split()[0]):
                yield self._fact(
                    "org_did", predicate, agent.name, "org", f"which {self._class(agent)} {predicate}", 0.7
                )

    def _when(self) -> Iterator[Fact]:
        clause = self.clause
        if (
            clause.when is None
            or not self.subject
            or (clause.voice == "passive" and not clause.aux)
            or clause.voice == "present"
        ):
            return
        during = next(
            (n for n, (one, _) in enumerate(clause.rest) if self.line.toks[one].low == "during"), -1
        )
        rest = self._rest(self._meant(), skip=during, most=60)
        if clause.voice == "active" and (
            self._leads_nowhere()
            or (not rest and "alone" not in clause.verb.use)
            or clause.verb.base in ("be", "have")
        ):
            return
        if clause.voice == "copula" and (rest or clause.rest):
            return
        if (
            clause.voice == "active"
            and clause.rest
            and not rest
            and self.line.toks[clause.rest[0][0]].low not in PREPOSITIONS
        ):
            return
        needed = len(clause.rest) > (during >= 0)
        if (needed and not rest and clause.voice == "passive") or (
            clause.voice == "active" and self._vague(rest)
        ):
            return
        key = self.line.toks[clause.when[1] - 1].text
        year = not is_full_date(key) and re.fullmatch(r"\d{4}", key) is not None
        if any(str(one) in f"{self.subject} {rest}" for one in years(key)):
            return
        context = (
            f"{clause.verb.base} {rest}".strip()
            if clause.voice == "active"
            else rest or clause.verb.participle
        )
        relation = ("act_year" if year else "act_date") if clause.voice == "active" else "when_did"
        word = "in which year" if year else "when"
        named = self.head is not None and self.head.kind in ("person", "he", "she")
        sure = 0.75 if named or clause.voice != "active" else 0.68
        yield self._fact(
            relation,
            self._meant() or self.subject,
            key,
            "year" if year else "date",
            f"{word} {self._asks(rest)}",
            sure,
            context,
        )

    def _where(self) -> Iterator[Fact]:
        """``in PLACE`` and ``at ORG`` behind a verb that something else follows too."""
        clause = self.clause
        if (
            not self.subject
            or not clause.rest
            or clause.voice in ("copula", "present")
            or clause.aux == "had"
            or (clause.voice == "passive" and not clause.aux)
        ):
            return
        for n, (one, two) in enumerate(clause.rest):
            toks = [tok for tok in self.line.toks[one:two] if tok.low != ","]
            if n == len(clause.rest) - 1 and not clause.whole and two - one > 3:
                continue
            if any(self._is_infinitive(run) for run in clause.rest[:n]):
                break
            prep = toks[0].low
            body = toks[1:] if len(toks) > 1 and toks[1].low != "the" else toks[2:]
            if (
                not body
                or not body[0].named
                or body[0].own
                or (len(body) > 1 and any(tok.kind != "place" for tok in body))
            ):
                continue
            target = body[0]
            when = self._time()
            rest = self._rest(self._meant(), self.line.full(target), skip=n, most=45)
            bare = not when and (n == 0 or not rest or self._vague(rest))
            if bare or not self._settled(n, rest):
                continue
            context = f"{clause.verb.base} {rest}".strip()
            if any(tok.kind == "place" for run in clause.rest[:n] for tok in self.line.toks[run[0] : run[1]]):
                break
            if target.kind == "place" and prep in ("in", "at", "near") and self._is_place(target):
                yield self._fact(
                    "where_did",
                    self._meant() or self.subject,
                    target.name,
                    "place",
                    f"where {self._asks(rest)} {when}",
                    0.7,
                    context,
                )
            elif (
                target.kind == "org"
                and prep in ("at", "for")
                and self._class(target) != "organization"
                and clause.voice == "active"
            ):
                stem = f"{prep} which {self._class(target)} {self._asks(rest)} {when}"
                yield self._fact(
                    "org_did", self._meant() or self.subject, target.name, "org", stem, 0.68, context
                )

    def _settled(self, n: int, rest: str) -> bool:
        """Whether the runs before the one that is asked for are all in the question."""
        return (n == 0 or bool(rest)) and not self._leads_nowhere_but(n)

    def _leads_nowhere_but(self, n: int) -> bool:
        first = self.line.toks[self.clause.rest[0][0]]
        return n > 0 and first.kind == "" and first.low in ("that", "how", "what", "whether")

    def _how_many(self) -> Iterator[Fact]:
        """``rejected all 245 designs``, ``was visited by more than six million people``: the number."""
        clause = self.clause
        if (
            not self.subject
            or not clause.rest
            or clause.voice == "copula"
            or clause.verb.base in ("need", "want")
        ):
            return
        one, two = clause.rest[0]
        toks = self.line.toks
        n = one
        if clause.voice == "passive":
            if toks[n].low != "by" or not clause.aux:
                return
            n += 1
        if n < two and toks[n].low in ("all", "the"):
            n += 1
        about = ""
        n += n < two and toks[n].low in _EXACT
        if n < two and toks[n].low in _ABOUT:
            about, n = "about ", n + 1
        elif [tok.low for tok in toks[n : n + 2]] in (["more", "than"], ["at", "least"]):
            about, n = f"{toks[n].low} {toks[n + 1].low} ", n + 2
        if (
            n >= two - 1
            or toks[n].kind != "number"
            or toks[n].own
            or not toks[n + 1].spaced
            or toks[n].low == "one"
        ):
            return
        last = self._noun(n + 1, two)
        behind = toks[clause.end + 1] if clause.end + 1 < len(toks) else None
        # "Three pools, 48 tubs and a laundry": what else there is changes nothing.
        listed = behind is not None and behind.kind == "number" and clause.verb.base == "have"
        if (
            last is None
            or not self.line.clear(n + 1, two, self._meant())
            or (len(clause.rest) == 1 and not clause.whole and not listed)
        ):
            return
        noun = self.line.written(n + 1, two, self._meant())
        rest = self._rest(self._meant(), skip=0, most=40)
        bare = not rest and clause.when is None and clause.voice == "active" and clause.verb.base != "have"
        if bare and (self._meant() in self.line.people or len(clause.rest) > 1):
            return
        bound = (
            ""
            if self._meant() in self._main()
            else self._bound(f"{self.subject} {noun} {rest}", self._time(), counted=True)
        )
        if bound is None:
            return
        if clause.voice == "passive":
            asked = f"{noun} {clause.verb.past} {self.subject} {bound} {self._time()}"
        else:
            asked = f"{noun} {self._asks(rest)} {bound} {self._time()}"
        yield self._fact("how_many", asked, toks[n].text, "count", f"{about}how many {asked}", 0.72)

    def _first(self) -> Iterator[Fact]:
        """``X was the first ... to ...``: who or what was."""
        clause, head = self.clause, self.head
        if (
            clause.voice != "copula"
            or head is None
            or clause.several
            or len(clause.rest) < 1
            or not head.name
        ):
            return
        one, two = clause.rest[0]
        toks = self.line.toks
        if (
            two - one < 3
            or toks[one].low != "the"
            or toks[one + 1].low not in SUPERLATIVES
            or self.line.full(head) == self.identity.subject
        ):
            return
        rest = self._rest(asked=self.line.full(head), most=80, keep=False)
        if len(rest.split()) < 5 or self._cut(rest) is not None:
            return
        predicate = f"{clause.aux} {rest} {self._time()}".strip()
        if head.kind == "person" and " " in self.line.full(head):
            yield self._fact("who_did", predicate, self.line.full(head), "person", f"who {predicate}", 0.75)
        elif head.kind in ("org", "work", "event", "name", "place"):
            yield self._fact(
                "what_was",
                predicate,
                head.name,
                head.kind if head.kind != "name" else "",
                f"what {predicate}",
                0.7,
            )
