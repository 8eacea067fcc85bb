"""The pieces of a sentence that a clause is made of: its time, its subject, its verb."""

from __future__ import annotations

from quiz.article.clause_line import NAMED, PREPOSITIONS, Tok
from quiz.article.values import years
from quiz.article.verbs import Verbs
from quiz.core.lint.bags import bag

AUX = bag(
    """
    was were is are had has have would will could can may might must should did does do been be
    """
)
ADVERBS = bag(
    """
    also soon later then even eventually immediately both again already once finally subsequently
    together first still
    """
)
NEGATED = bag(
    """
    not never no nobody nothing neither nor none hardly barely nearly almost without n't cannot
    """
)
SUBORDINATE = bag(
    """
    while when whereas although though because if unless until after before since as once than so whose
    """
)
STOPS = bag(
    """
    which who whom whose where when while whereas although though because if unless that than how why
    whether what but or nor yet so including such
    """
)
_DETERMINERS = bag("the a an his her its their some any all every no two three")
_RANKED = bag("first second third last final")
_TITLE_END = bag("and or but of")
# What brings in another one who acted too.
_BESIDE = bag("and along together with alongside")
_LONGEST_SUBJECT = 14


class Phrases:
    """Finds the pieces; each answer is a place among the tokens, or None for a reading that is in doubt."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs = verbs

    def subject(self, toks: list[Tok], at: int) -> tuple[int, Tok | None, bool, int] | None:
        """Where a subject that begins at ``at`` ends, who acts in it, whether several do, and the verb."""
        if at >= len(toks):
            return None
        if toks[at].kind in ("he", "she", "it", "the_org", "the_work", "known") and not toks[at].own:
            verb = self.verb(toks, at + 1)
            return (at + 1, toks[at], False, verb) if verb else None
        head: Tok | None = None
        several = False
        n = at
        while n < len(toks) and n - at <= _LONGEST_SUBJECT:
            tok = toks[n]
            before = toks[n - 1] if n > at else None
            if tok.kind == "mark":
                if tok.low == "," and before is not None and before.named and not before.own:
                    return self._apposed(toks, at, n, several)
                if tok.low == "," and before is not None and not before.own:
                    return self._name_apposed(toks, at, n)
                if tok.text not in "-&/":
                    return None
                n += 1
                continue
            if (
                before is not None
                and not before.own
                and before.low not in _DETERMINERS | _TITLE_END
                and self.verb(toks, n) is not None
            ):
                verb = self.verb(toks, n)
                head = before if before.named else None
                if (
                    verb is None
                    or (head is None and before.kind not in ("", "number"))
                    or before.low in PREPOSITIONS
                ):
                    return None
                return n, None if head is not None and self._within(toks, at, n) else head, several, verb
            if tok.kind == "" and (
                tok.low in PREPOSITIONS or tok.low in STOPS or tok.low in AUX or tok.low in NEGATED
            ):
                return None
            if tok.low == "and":
                several = True
            n += 1
        return None

    def _within(self, toks: list[Tok], at: int, end: int) -> bool:
        """Whether the last name of a subject only narrows it: ``the battle of X``, ``Cole and X``."""
        return any(tok.low in _TITLE_END and tok.kind == "" for tok in toks[at:end])

    def _apposed(
        self, toks: list[Tok], at: int, comma: int, several: bool
    ) -> tuple[int, Tok | None, bool, int] | None:
        """``Joseph Paxton, gardener to the Duke of Devonshire, stepped in``: a name, what it is, the verb."""
        both = comma - at == 3 and toks[at].kind == "person" and toks[at + 1].low == "and"
        if not both and (several or self._within(toks, at, comma)):
            return None
        first = toks[comma + 1] if comma + 1 < len(toks) else None
        if first is None or first.kind not in ("", "demonym", "place", "org") or first.low in _BESIDE:
            return None
        for n in range(comma + 2, min(len(toks), comma + 26)):
            if toks[n].low == ",":
                verb = self.verb(toks, n + 1)
                if verb is not None:
                    if any(tok.low in (";", ":") for tok in toks[comma:n]):
                        return None
                    return comma, None if both else toks[comma - 1], both, verb
                if n + 1 < len(toks) and toks[n + 1].low == "and":
                    return None
        return None

    def _name_apposed(self, toks: list[Tok], at: int, comma: int) -> tuple[int, Tok | None, bool, int] | None:
        """``The editor of X, Thomas Martin, arranged``: the name stands between commas."""
        ranked = comma - at > 3 and toks[at + 1].low in _RANKED
        if comma + 2 >= len(toks) or not (ranked or any(tok.named for tok in toks[at:comma])):
            return None
        if toks[comma + 2].low == "," and toks[comma + 1].kind == "person":
            verb = self.verb(toks, comma + 3)
            return (comma + 2, toks[comma + 1], False, verb) if verb is not None else None
        if not ranked and not any(tok.own for tok in toks[at : at + 2]):
            return None
        # "Price's seventy-page paper, Gears from the Greeks, appeared": what is between commas names it.
        for n in range(comma + 2, min(len(toks), comma + 16)):
            if toks[n].low in (";", ":") or toks[n].low == "and":
                return None
            if toks[n].low == ",":
                verb = self.verb(toks, n + 1)
                if verb is not None:
                    return comma, None, False, verb
        return None

    def verb(self, toks: list[Tok], at: int) -> int | None:
        """Where the finite verb stands that begins at ``at``, past adverbs; None for none."""
        n = at
        while (
            n < len(toks)
            and toks[n].kind == ""
            and (toks[n].low in ADVERBS or (toks[n].low.endswith("ly") and len(toks[n].low) > 4))
        ):
            n += 1
        if n >= len(toks) or toks[n].kind != "":
            return None
        low = toks[n].low
        if low in ("was", "were", "is", "are", "had", "has") or self._verbs.past(low) is not None:
            return n
        third = self._verbs.third(low)
        return (
            n
            if third is not None
            and toks[n - 1].kind in NAMED | {"it", "the_org", "known"}
            and not toks[n - 1].own
            else None
        )

    def time(self, toks: list[Tok], at: int) -> int:
        """Where a time that begins at ``at`` ends (``in late 1886``, ``on April 12, 1961``); 0 for none."""
        if at + 1 >= len(toks) or toks[at].low not in ("in", "on"):
            return 0
        n = at + 1
        if toks[n].low in ("late", "early", "mid", "about"):
            n += 1
        if n < len(toks) and toks[n].kind in ("year", "date") and years(toks[n].text) and not toks[n].own:
            # "In 1854 and 1856" is no one time.
            if (
                n + 2 < len(toks)
                and toks[n + 1].low in ("and", "or", "to")
                and toks[n + 2].kind in ("year", "date")
            ):
                return 0
            glued = n + 1 < len(toks) and (not toks[n + 1].spaced and toks[n + 1].text not in ",.;:")
            named = (
                n + 1 < len(toks)
                and (
                    toks[n + 1].kind == ""
                    and toks[n + 1].low
                    not in PREPOSITIONS
                    | STOPS
                    | SUBORDINATE
                    | AUX
                    | {"and", "to", "the", "a", "an", "he", "she"}
                    | ADVERBS
                )
                and at > 0
            )
            return 0 if glued or named else n + 1
        return 0
