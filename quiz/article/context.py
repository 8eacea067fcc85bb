"""Whom pronouns stand for, and which firm "the company" is, where the reading has come to.

Where that cannot be told, nothing is said: a fact that rests on a guess is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from quiz.article.focus import Focus
from quiz.article.identity import Identity
from quiz.article.shadow import Shadow, kind_of

_HE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_BORN = re.compile(r"\b[Bb]orn (?:[^.;]{0,40}? as )?$")


@dataclass(slots=True)
class Context:
    """Whom and which firm a sentence may speak of; the works are next door, in its ``focus``."""

    identity: Identity
    focus: Focus
    people: list[str] = field(default_factory=list)
    last: str = ""
    opener: str = ""
    orgs: list[str] = field(default_factory=list)
    firms: list[str] = field(default_factory=list)
    speaker: str = ""
    _said: str | None = None

    def paragraph(self) -> None:
        """A new paragraph begins: nobody has been named in it."""
        self.people.clear()
        self.firms.clear()
        self.opener = ""

    def heard(self, shadow: Shadow) -> None:
        """Take note of whom a sentence has named."""
        opener = ""
        for sign in shadow.text:
            mention = shadow.mentions.get(sign)
            if mention is None:
                if kind_of(sign) in ("he", "she") and not opener:
                    opener = self.opener  # "she" goes on about whoever came before
                continue
            for kind, name in mention.options.items():
                if kind == "person" and _BORN.search(shadow.text.partition(sign)[0]):
                    continue  # the name that somebody was born with
                if kind == "person":
                    if name not in self.people:
                        self.people.append(name)
                    self.last = name
                    opener = opener or name
                elif kind == "org":
                    self.orgs.append(name)
                    if name not in self.firms:
                        self.firms.append(name)
        if opener:
            self.opener = opener

    def person(self, gender: str, here: Iterable[str] = ()) -> tuple[str, float]:
        """Whom ``he`` or ``she`` is, and how sure that is; ("", 0) where it cannot be told."""
        fits = [
            name
            for name in dict.fromkeys([*self.people, *here])
            if self.gender(name) in ("", "u", gender) and name != self.speaker
        ]
        sure = [name for name in fits if self.gender(name) == gender]
        main = self.identity.subject if self.identity.subject_kind == "person" else ""
        if main == self.speaker:
            main = ""  # nobody says "he" of himself
        if len(fits) == 1 and not sure and main and main != fits[0] and self.gender(main) == gender:
            return main, 0.75  # nobody knows whether that name is a man's or a woman's
        if len(fits) == 1:
            return fits[0], 0.95
        if len(sure) == 1 and sure[0] == self.opener:
            return sure[0], 0.85
        if main and self.gender(main) in ("", "u", gender):
            if not fits:
                return main, 0.85
            if main in fits and (self.opener in (main, "") or len(sure) == 1):
                return main, 0.8
        if self.opener in fits and len(sure) <= 1:
            return self.opener, 0.7
        return "", 0.0

    def gender(self, name: str) -> str:
        """``m`` or ``f``, ``u`` for a name of both, empty where it cannot be told."""
        for entry in self.identity.knowledge.named(name):
            if entry.kind == "person" and entry.gender:
                return entry.gender
        told = self.identity.knowledge.gender(name.split()[0])
        if (
            told not in ("m", "f")
            and name == self.identity.subject
            and self.identity.subject_kind == "person"
        ):
            return self._mostly() or told
        return told

    def _mostly(self) -> str:
        """Whether an article about one person says ``he`` or ``she`` nearly everywhere; empty for neither."""
        if self._said is None:
            he = len(_HE.findall(self.identity.content))
            she = len(_SHE.findall(self.identity.content))
            self._said = "m" if he > 3 and he > 4 * she else "f" if she > 3 and she > 4 * he else ""
        return self._said

    def org(self) -> tuple[str, float]:
        """Which organisation ``the company`` is."""
        main = self.identity.subject if self.identity.subject_kind == "org" else ""
        if main and (not self.firms or self.firms[0] == main):
            return main, 0.9 if len(self.firms) < 2 else 0.75
        if len(self.firms) == 1:
            return self.firms[0], 0.8
        if main:
            return "", 0.0
        if self.orgs and len(set(self.orgs)) == 1:
            return self.orgs[-1], 0.75
        return "", 0.0
