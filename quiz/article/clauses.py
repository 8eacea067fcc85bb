"""Clauses: who did what, when and where, for what no pattern covers.

A sentence is read left to right: a leading adverbial, a subject that is a name or a noun phrase, a finite
verb, what follows it. Whatever does not fit that is left alone; a clause is a gift, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.article.clause_line import PREPOSITIONS, Line, Tok
from quiz.article.clause_phrases import ADVERBS, AUX, NEGATED, STOPS, SUBORDINATE, Phrases
from quiz.article.verbs import Verb, Verbs
from quiz.core.lint.bags import bag

_BE = bag("was were is are")
_BEHIND_COMMA = bag(
    """
    which who whom whose where when while whereas although though because but so until after before
    since as to in on at for with by from into during under over through where a an the then thus later
    """
)
MAKING = bag(
    """
    organise organize design build write compose direct paint found discover invent install create
    develop name publish produce open commission donate construct illustrate edit translate engineer
    patent introduce coin draw make establish supply bring provide decorate carve cast sculpt
    """
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Subject, verb and what follows, as runs of a line's tokens.

    ``subject`` is the whole noun phrase, ``head`` the token of the name in it that acts (None for another
    noun). ``voice`` is active, passive, copula or present. ``rest`` are the runs that follow the verb, cut
    where a preposition begins; ``when`` is the run of the one time that the clause bears, already taken
    out of ``rest``.
    """

    subject: tuple[int, int]
    head: Tok | None
    several: bool
    verb: Verb
    aux: str
    voice: str
    rest: tuple[tuple[int, int], ...]
    when: tuple[int, int] | None
    whole: bool
    end: int


class Clauses:
    """Finds the clauses of a line."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs = verbs
        self._phrases = Phrases(verbs)

    def of(self, line: Line) -> Iterator[Clause]:
        """The clauses of one sentence that can be read without doubt."""
        toks = line.toks
        when, at = self._lead(toks)
        yield from self._chain(toks, at, when)
        for n in range(1, len(toks) - 2):
            if (
                toks[n].low == "who"
                and toks[n - 1].low == ","
                and n > 1
                and toks[n - 2].kind == "person"
                and not toks[n - 2].own
            ):
                yield from self._predicate(toks, (n - 2, n - 1), toks[n - 2], False, n + 1, None)
            elif toks[n + 1].low == "by" and toks[n].kind == "" and n > 1:
                yield from self._reduced(toks, n)

    def _reduced(self, toks: list[Tok], n: int) -> Iterator[Clause]:
        """``Britain's first cat show, organised by Harrison Weir``: a participle behind a noun phrase."""
        verb = self._verbs.participle(toks[n].low)
        end = n - 1 if toks[n - 1].low == "," else n
        one = end
        while one > 0 and end - one < 8 and self._in_phrase(toks[one - 1]):
            one -= 1
        # What follows "of", or a comma, may belong to a word further in front.
        if any(tok.low == "of" for tok in toks[one:end]) or (
            end < n and (verb is None or verb.base not in MAKING)
        ):
            return
        if verb is None or end - one < 2 or toks[end - 1].own or toks[end - 1].low in AUX:
            return
        stop = self._end(toks, n + 1)
        rest, when = self._parted(toks, n + 1, stop)
        if rest and self._alone(toks, n + 1, stop):
            whole = not self._broken(toks, stop)
            yield Clause((one, end), None, False, verb, "", "passive", tuple(rest), when, whole, stop)

    def _in_phrase(self, tok: Tok) -> bool:
        """Whether a token may stand in a noun phrase, seen from its end."""
        if tok.kind:
            return tok.kind != "mark" or tok.text in "-&/"
        low = tok.low
        outside = (PREPOSITIONS | STOPS | AUX | SUBORDINATE | {"and", "to"}) - {"of"}
        return low not in outside and not low.endswith("ly") and self._verbs.past(low) is None

    # where a clause begins ----------------------------------------------------------------------------

    def _lead(self, toks: list[Tok]) -> tuple[tuple[int, int] | None, int]:
        """The time that a sentence begins with, and where its subject begins."""
        if not toks:
            return None, 0
        end = self._phrases.time(toks, 0)
        if end:
            at = end + 1 if end < len(toks) and toks[end].low == "," else end
            # "In 1888, in Paris, she": more than one adverbial.
            return (0, end), self._skipped(toks, at)
        return None, self._skipped(toks, 0)

    def _skipped(self, toks: list[Tok], at: int) -> int:
        """Past an adverbial that ends with a comma; past the end where the sentence is about a condition."""
        if at >= len(toks):
            return at
        low = toks[at].low
        if toks[at].kind == "" and low in ("if", "unless", "according", "like", "unlike"):
            return len(toks)
        if toks[at].kind == "" and (
            low in PREPOSITIONS
            or low in SUBORDINATE
            or low.endswith(("ly", "ing"))
            or low in ("there", "then", "later", "together", "there", "based")
        ):
            for n in range(at + 1, min(len(toks), at + 25)):
                if toks[n].low == "," and self._phrases.subject(toks, n + 1) is not None:
                    return n + 1
            return len(toks)
        return at

    def _chain(self, toks: list[Tok], at: int, when: tuple[int, int] | None) -> Iterator[Clause]:
        """The clause at ``at`` and those that are joined to it."""
        lead = when
        for _ in range(4):
            found = self._phrases.subject(toks, at)
            if found is None:
                at, lead = self._after(toks, at), None
                if at >= len(toks) or not (
                    toks[at - 1].low in (";", "so", "but") or toks[at - 2].low in (",", ";")
                ):
                    return
                continue
            start, head, several, verb_at = found
            subject = (at, start)
            end = verb_at
            for _ in range(4):
                made = list(self._predicate(toks, subject, head, several, end, lead))
                yield from made
                end = self._end(toks, end + 1)
                nxt = self._joined(toks, end)
                if nxt is None:
                    break
                end = nxt
            at = self._after(toks, end)
            if at >= len(toks):
                return
            lead = None
            stop = self._phrases.time(toks, at)
            if stop:
                lead = (at, stop)
                at = stop + (1 if stop < len(toks) and toks[stop].low == "," else 0)

    def _joined(self, toks: list[Tok], end: int) -> int | None:
        """Where the verb of ``and VERB`` stands that shares its subject with the clause before."""
        n = end
        if n < len(toks) and toks[n].low == ",":
            n += 1
        if n < len(toks) and toks[n].low == "and":
            n += 1
        elif n == end or n >= len(toks) or not self._verbs.only_past(toks[n].low):
            return None
        m = n
        while m < len(toks) and (toks[m].low in ADVERBS or toks[m].low.endswith("ly")):
            m += 1
        return (
            n
            if m < len(toks)
            and toks[m].kind == ""
            and (self._verbs.past(toks[m].low) or toks[m].low in ("was", "were"))
            else None
        )

    def _after(self, toks: list[Tok], end: int) -> int:
        """Where the next clause with a subject of its own may begin."""
        n = end
        while n < len(toks) and toks[n].low not in (";", "and", "but", "so"):
            if n - end > 40:
                return len(toks)
            n += 1
        n += 1
        if n < len(toks) and toks[n].low in ("and", "but", "so"):
            n += 1
        return n

    # subject ------------------------------------------------------------------------------------------

    # predicate ----------------------------------------------------------------------------------------

    def _predicate(
        self,
        toks: list[Tok],
        subject: tuple[int, int],
        head: Tok | None,
        several: bool,
        at: int,
        lead: tuple[int, int] | None,
    ) -> Iterator[Clause]:
        n = self._phrases.verb(toks, at)
        if n is None:
            return
        end = self._end(toks, n + 1)
        if any(tok.kind == "" and (tok.low in NEGATED or tok.low.endswith("n't")) for tok in toks[at:end]):
            return
        low, aux, voice = toks[n].low, "", "active"
        verb = self._verbs.past(low)
        start = n + 1
        if low in _BE:
            aux = low
            while start < end and (toks[start].low.endswith("ly") or toks[start].low in ADVERBS - {"first"}):
                start += 1
            done = self._verbs.participle(toks[start].low) if start < end and toks[start].kind == "" else None
            doing = start < end and toks[start].low.endswith("ing")
            voice = "passive" if done is not None else "copula"
            if low in ("is", "are") or doing:
                return
            if done is not None:
                verb, start = done, start + 1
                # "was designed and built by": the second participle has the same agent.
                if start == end and self._and_by(toks, end):
                    start = end + 2
                    end = self._end(toks, start)
        elif low in ("had", "has"):
            nxt = toks[start] if start < end else None
            if low == "has" and nxt is not None and self._counted(toks, start):
                verb, voice = self._verbs.third(low), "present"
            elif nxt is None or low == "has" or nxt.low in ("to", "been", "already", "just", "once"):
                return
            elif nxt.kind == "" and (done := self._verbs.participle(nxt.low)) is not None:
                verb, start, aux = done, start + 1, "had"
        elif verb is None:
            verb, voice = self._verbs.third(low), "present"
        if verb is None or not self._alone(toks, start, end):
            return
        whole = not self._broken(toks, end)
        rest, when = self._parted(toks, start, end)
        if lead is not None and when is not None:
            return
        yield Clause(subject, head, several, verb, aux, voice, tuple(rest), when or lead, whole, end)

    def _counted(self, toks: list[Tok], n: int) -> bool:
        """Whether a number stands at ``n``, or behind ``about`` or ``exactly``."""
        n += toks[n].low in ("about", "some", "around", "exactly", "nearly", "over")
        return n < len(toks) and toks[n].kind == "number"

    def _and_by(self, toks: list[Tok], n: int) -> bool:
        """Whether ``and PARTICIPLE by`` stands at ``n``."""
        return (
            n + 2 < len(toks)
            and toks[n].low == "and"
            and toks[n + 2].low == "by"
            and self._verbs.participle(toks[n + 1].low) is not None
        )

    def _alone(self, toks: list[Tok], start: int, end: int) -> bool:
        """Whether no second finite verb stands in the run: then the first was no more than a participle."""
        return not any(
            tok.kind == "" and (tok.low in AUX or self._verbs.only_past(tok.low)) for tok in toks[start:end]
        )

    def _broken(self, toks: list[Tok], end: int) -> bool:
        """Whether the run was cut inside a list of names or nouns."""
        if end >= len(toks) - 1 or toks[end].low != ",":
            return False
        follows = toks[end + 1]
        if follows.low == "of" and end + 2 < len(toks) and toks[end + 2].low in ("which", "whom", "these"):
            return False
        if follows.kind == "" and (
            follows.low in _BEHIND_COMMA
            or follows.low.endswith(("ing", "ly"))
            or self._verbs.participle(follows.low)
        ):
            # "a comedy, a tragedy and a farce" is a list all the same.
            return follows.low in ("a", "an", "the") and any(
                tok.low == "and" and before.low == ","
                for before, tok in zip(toks[end + 1 :], toks[end + 2 :], strict=False)
            )
        return follows.low != "and"

    def _end(self, toks: list[Tok], at: int) -> int:
        """Where the clause ends whose verb stands before ``at``."""
        for n in range(at, len(toks)):
            tok = toks[n]
            if tok.kind == "mark":
                if (
                    tok.low == ","
                    and n + 1 < len(toks)
                    and toks[n - 1].kind == "place"
                    and toks[n + 1].kind == "place"
                ):
                    continue
                if tok.text in "-/&%$" and not (tok.spaced and n + 1 < len(toks) and toks[n + 1].spaced):
                    continue
                return n
            if tok.kind:
                continue
            if (
                tok.low == "than"
                and toks[n - 1].low in ("more", "less", "fewer", "rather")
                and n + 1 < len(toks)
                and toks[n + 1].kind == "number"
            ):
                continue
            if tok.low in STOPS:
                return n
            if tok.low == "and" and (
                self._phrases.verb(toks, n + 1) is not None or self._phrases.subject(toks, n + 1) is not None
            ):
                return n
            if tok.low in ("after", "before", "until", "since", "following", "despite") and n >= at:
                return n
            if tok.low in ("as", "once") and n > at and self._phrases.subject(toks, n + 1) is not None:
                return n
            if tok.low == "and" and self._hangs(toks, n + 1):
                return n
        return len(toks)

    def _hangs(self, toks: list[Tok], n: int) -> bool:
        """Whether a participle at ``n`` is a second predicate (``and shown in 1979``), no attribute."""
        if n >= len(toks) or toks[n].kind or self._verbs.participle(toks[n].low) is None:
            return False
        after = toks[n + 1] if n + 1 < len(toks) else None
        return after is None or after.kind == "mark" or after.low in PREPOSITIONS

    def _parted(
        self, toks: list[Tok], start: int, end: int
    ) -> tuple[list[tuple[int, int]], tuple[int, int] | None]:
        """The runs of what follows a verb, and the one time among them."""
        runs: list[tuple[int, int]] = []
        when: tuple[int, int] | None = None
        one = start
        n = start
        while n < end:
            stop = self._phrases.time(toks, n)
            if stop and stop <= end:
                if when is not None:
                    return [], None
                if one < n:
                    runs.append((one, n))
                when, one, n = (n, stop), stop, stop
                continue
            tok = toks[n]
            if (
                n > one
                and tok.kind == ""
                and (
                    tok.low in PREPOSITIONS
                    or tok.low == "to"
                    or (tok.low.endswith("ing") and tok.low not in ("during",) and toks[n - 1].named)
                )
            ):
                runs.append((one, n))
                one = n
            n += 1
        if one < end:
            runs.append((one, end))
        return runs, when
