"""A shadow as a line of tokens that can be written out again, names in full and pronouns led back.

What a question may not lean on ("this", "they", a pronoun that nobody can settle, "the wreck") is found
here: a run of tokens is :meth:`Line.clear` or it is left out of the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.article.context import Context
from quiz.article.identity import Identity
from quiz.article.shadow import ANY_SIGN, Shadow, kind_of
from quiz.article.values import years
from quiz.article.wording import possessive
from quiz.core.lint.bags import bag

_PIECE = re.compile(
    rf"(?P<sign>[{ANY_SIGN}])(?P<own>'s)?|(?P<word>\w+(?:[-'./]\w+)*)(?P<s>'(?=\s))?|(?P<mark>[^\w\s])"
)
_ROLES = bag("noun nouns doing did by")
NAMED = bag("person work org place event name quote term character")
VALUES = bag("date year span decade century money percent number time")
PREPOSITIONS = bag(
    """
    in on at by for with from to into onto during after before under over through throughout against
    between among within without across around near toward towards upon until since along behind beyond
    beneath despite as via about inside outside off up like
    """
)
# What points outside of the question, whatever follows.
_LOST = bag(
    """
    this these those that such there then here they them their theirs themselves both each former latter
    other others same one ones we us our i me my you your himself herself itself which who whom whose
    what where when how why whether if today now recently currently ago next later earlier last-minute
    instead so former respective said
    """
)
_ALONE = bag(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth last final only oldest youngest
    largest biggest longest tallest highest smallest fastest greatest most best next world sun moon
    earth sea internet public press cinema theatre theater sky stars universe war police army navy air
    force united soviet american british english french german public's modern ancient early late ground
    stage piano violin guitar viola cello flute telephone telegraph chemical us right rights age death
    life birth idea concept use design construction opening closing discovery invention
    """
)


# What may follow a noun that stands by itself.
_AFTER = bag(
    """
    was were is are had has and or but to which that who itself took ran won made came began ended went
    lost
    """
)


@dataclass(slots=True)
class Tok:
    """One word, sign or mark; ``low`` is its small form, ``kind`` a sign's class, ``mark`` or empty."""

    text: str
    low: str
    kind: str
    at: int
    spaced: bool
    sign: str = ""
    own: bool = False
    name: str = ""

    @property
    def named(self) -> bool:
        """Whether it is a name, or means one for sure."""
        return self.kind in NAMED or self.kind == "known"


class Line:
    """The tokens of one sentence, and what their pronouns and surnames stand for."""

    def __init__(
        self,
        shadow: Shadow,
        identity: Identity,
        context: Context,
        it: str = "",
        known: dict[str, str] | None = None,
        theme: str = "",
    ) -> None:
        self.shadow = shadow
        self.identity = identity
        self.context = context
        self._content = identity.content
        self._it = it
        self.people: list[str] = []
        self.toks = list(self._read())
        self.known = known or {}
        self.theme = theme
        self._fold_known(self.known)
        if theme and it == theme and theme.endswith("s") and self.toks and self.toks[0].low == "they":
            first = self.toks[0]
            self.toks[0] = Tok(first.text, first.low, "known", first.at, first.spaced, name=theme)
        self._resolve()

    def _read(self) -> Iterator[Tok]:
        shadow, last = self.shadow, 0
        for found in _PIECE.finditer(shadow.text):
            at = found.start()
            spaced, last = at > last, found.end()
            if found["sign"]:
                yield from self._sign(found["sign"], bool(found["own"]), at, spaced)
            elif found["word"]:
                word = found["word"]
                own = bool(found["s"]) or word.endswith("'s")
                text = word + "'" if found["s"] else word
                yield Tok(text, word.lower(), "", at, spaced, own=own)
            else:
                yield Tok(found["mark"], found["mark"], "mark", at, spaced)

    def _sign(self, sign: str, own: bool, at: int, spaced: bool) -> Iterator[Tok]:
        kind = kind_of(sign)
        start, end = self.shadow.starts[at], self.shadow.ends[at]
        text = " ".join(re.sub(r"\s*\[[^\]]*\]", "", self._content[start:end]).split())
        if kind in _ROLES:
            for n, word in enumerate(text.split()):
                yield Tok(word, word.lower(), "", at, spaced or n > 0, own=own and n == len(text.split()) - 1)
            return
        yield Tok(text, text.lower(), kind, at, spaced, sign, own)

    def _fold_known(self, known: dict[str, str]) -> None:
        """``the program`` as one token that means the Apollo program, where ``known`` has it so."""
        if not any(tok.low in known for tok in self.toks):
            return
        made: list[Tok] = []
        for n, tok in enumerate(self.toks):
            last = made[-1] if made else None
            if last is not None and last.named and not tok.kind and self._ends_name(last, tok):
                # "Jacquard loom" is no loom of Joseph Marie Jacquard's own.
                made.pop()
                the = made.pop() if made and made[-1].low == "the" else None
                kind, text = ("known", "the ") if the is not None else ("", "")
                first = the or last
                text = f"{text}{last.text} {tok.text}"
                made.append(
                    Tok(
                        text,
                        text.lower(),
                        kind,
                        first.at,
                        first.spaced,
                        own=tok.own,
                        name=known[tok.low] if the else "",
                    )
                )
                continue
            full = known.get(tok.low) if last is not None and last.low == "the" and not tok.kind else None
            after = self.toks[n + 1] if n + 1 < len(self.toks) else None
            ends = (
                after is None
                or after.kind == "mark"
                or after.low in PREPOSITIONS - {"like"}
                or after.low in _AFTER
                or after.low.endswith("ed")
            )
            if full and last is not None and ends and (after is None or after.low != "of"):
                made[-1] = Tok(
                    f"the {tok.text}", f"the {tok.low}", "known", last.at, last.spaced, own=tok.own, name=full
                )
                continue
            made.append(tok)
        self.toks = made

    def _ends_name(self, last: Tok, tok: Tok) -> bool:
        full = self.known.get(tok.low, "").removeprefix("the ")
        return bool(full) and full == f"{last.text} {tok.text}" and not last.own

    # what a token stands for --------------------------------------------------------------------------

    def _resolve(self) -> None:
        here = self.people
        orgs = 0
        for n, tok in enumerate(self.toks):
            if tok.kind in NAMED:
                tok.name = self._named(tok)
                if tok.kind == "person":
                    here.append(tok.name)
                orgs += tok.kind in ("org", "work", "event", "name")
            elif tok.kind in ("he", "she"):
                name, sure = self.context.person("m" if tok.kind == "he" else "f", here)
                tok.name = name if sure >= 0.7 and " " in name else ""
                if tok.low == "her" and tok.own and not self._owns(n):
                    tok.name = ""
            elif tok.kind == "the_org":
                name, sure = self.context.org()
                tok.name = name if sure >= 0.75 else ""
            elif tok.kind == "the_work":
                name, sure = self.context.focus.work(self.shadow, self.shadow.media.get(tok.sign, ""))
                tok.name = name if sure >= 0.85 else ""
            elif tok.kind == "it":
                tok.name = self._it if not orgs and self._opens(n) else ""

    def _opens(self, n: int) -> bool:
        """Whether nothing but a time stands before the token at ``n``: a noun there may be meant as well."""
        return all(
            tok.kind in VALUES | {"mark"} or tok.low in ("in", "on", "by", "also") for tok in self.toks[:n]
        )

    def _owns(self, n: int) -> bool:
        """Whether ``her`` at ``n`` is a possessive: a noun follows at once."""
        follows = self.toks[n + 1] if n + 1 < len(self.toks) else None
        return (
            follows is not None
            and not follows.kind
            and follows.low not in PREPOSITIONS | _LOST | {"and", "or", "a", "the"}
        )

    def _named(self, tok: Tok) -> str:
        mention = self.shadow.mentions.get(tok.sign)
        if mention is None:
            return tok.text
        if tok.kind == "person":
            return mention.options.get("person", tok.text)
        full = next(iter(mention.options.values()), tok.text)
        if re.fullmatch(r"[A-Z]{2,5}s?", tok.text) and not mention.entries:
            return full if full != tok.text else ""
        return tok.text

    # runs of tokens -----------------------------------------------------------------------------------

    def full(self, tok: Tok) -> str:
        """The name of a token as the article settles it."""
        mention = self.shadow.mentions.get(tok.sign)
        return next(iter(mention.options.values()), tok.name) if mention is not None else tok.name

    def written(self, one: int, two: int, subject: str = "", keep: bool = True, before: str = "") -> str:
        """Tokens as text; ``subject`` is whom the question names already: with ``keep`` its pronouns stay."""
        made = ""
        for tok in self.toks[one:two]:
            # A pronoun may stand where its name has just been written.
            mine = subject if keep or tok.name not in before + made else tok.name
            made += (" " if tok.spaced and made else "") + self._shown(tok, mine, keep or mine == tok.name)
        return re.sub(r"\bthe the\b", "the", " ".join(made.split())).replace(" ,", ",").strip(" ,")

    def _shown(self, tok: Tok, subject: str, keep: bool) -> str:
        if tok.kind in ("mark", "") or tok.kind in VALUES or tok.kind == "demonym":
            return tok.text + ("'s" if tok.own and tok.sign else "")
        pronoun = tok.kind in ("he", "she", "it")
        if pronoun and keep and subject and (tok.name == subject or (tok.kind == "it" and tok.own)):
            return tok.text
        name = tok.name or tok.text
        if tok.kind == "the_work":
            name = tok.name
        if tok.kind == "quote" and self._content[
            self.shadow.starts[tok.at] - 1 : self.shadow.starts[tok.at]
        ] in ("“", '"', "‘"):
            name = f"“{tok.text}”"
        return possessive(name) if tok.own else name

    def clear(self, one: int, two: int, subject: str = "", asked: str = "") -> bool:
        """Whether a run says the same without its article. ``asked`` may not be named or meant in it."""
        for n in range(one, two):
            tok = self.toks[n]
            if tok.kind == "mark" and tok.text not in ",-.%/&":
                return False
            if tok.kind == "" and tok.low in _LOST:
                return False
            if tok.kind in ("he", "she", "it", "the_org", "the_work") and not self._meant(tok, subject):
                return False
            if (tok.named and not tok.name) or tok.kind == "quote":
                return False
            if asked and asked in (tok.name, self.full(tok)):
                return False
            if tok.kind == "date" and not years(tok.text):
                return False
            if tok.low == "the" and tok.kind == "" and not self._definite(n, two):
                return False
        return True

    def _meant(self, tok: Tok, subject: str) -> bool:
        if tok.kind == "it" and tok.own and subject and subject not in self.people:
            return self.identity.kinds.get(subject) != "person"
        if not tok.name:
            return False
        # "Milutin went to beg his son": a pronoun beside a subject that it does not mean is a guess.
        return tok.kind in ("the_org", "the_work") or not subject or tok.name == subject

    def _definite(self, n: int, two: int) -> bool:
        """Whether ``the`` at ``n`` begins what is known by itself: a name in it, ``of``, a superlative."""
        for nouns, tok in enumerate(self.toks[n + 1 : two]):
            if tok.named or tok.kind in VALUES - {"number"} or tok.kind == "demonym":
                return True
            if tok.low == "of":
                return nouns > 0
            if tok.low in _ALONE or (tok.low.endswith("est") and len(tok.low) > 5):
                return True
            if tok.kind == "mark" or tok.low in PREPOSITIONS or tok.low in ("and", "or"):
                return False
        return False
