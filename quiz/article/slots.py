"""What the slots of a pattern hold: names in full, values, phrases, and what pronouns stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.article.context import Context
from quiz.article.identity import Identity
from quiz.article.mention import Mention
from quiz.article.patterns import FactSpec, Pattern
from quiz.article.referents import Referents
from quiz.article.shadow import NAMED_SIGNS, Shadow, kind_of
from quiz.article.values import PLATFORM

_ARTICLE = re.compile(r"^(?:the|an?|his|her|its|their) (?=.)", re.IGNORECASE)
# What shows that a name is whole.
_ENDS = r"(?=[.,;:)]| (?:was|is|were|are|of|in|on|at|by|for|from|to|and|which|that|had|has|took)\b)"
_REFERENCES = frozenset({"he", "she", "i", "it", "the_work", "the_org"})
_FIRM = frozenset({"company", "firm", "group", "organization", "organisation"})
# Where something stands or happens, and what does.
_WHERE = re.compile(rf"(?:([{NAMED_SIGNS}])|\w) (?:in|at|near|outside|within) (?:the )?$")
_FINITE = re.compile(r" (?:was|were|is|are|had|has|will|would|\w+ed|began|ran|won|took|stood|lay)\b")


@dataclass(slots=True)
class Filler:
    """What a slot holds: the name as the article gives it in full, its kind and sub, how sure that is."""

    name: str
    kind: str
    sub: str = ""
    sure: float = 1.0
    start: int = 0
    end: int = 0


class Slots:
    """Fills the sides of facts, for one article. ``works`` are those that the sentence before named."""

    def __init__(self, content: str, identity: Identity, context: Context) -> None:
        self.content = content
        self.identity = identity
        self.context = context
        self.works: set[str] = set()
        self.referents = Referents(context.focus)

    def side(
        self, name: str, shadow: Shadow, rule: Pattern, match: re.Match[str], spec: FactSpec
    ) -> list[Filler]:
        """What a side of a fact holds in a match: none where it cannot be told, several for a list."""
        if name.startswith('"'):
            return self._worded(name.strip('"'), shadow, rule, match, spec)
        if name.startswith("@"):
            if name[1:] in rule.classes:
                slots = match.groupdict()
                noun = slots.get("H") or ""
                if noun and noun.lower() not in (
                    self.identity.subject_kind,
                    *self.identity.subject.lower().split()[-1:],
                ):
                    return []
                if slots[name[1:]]:
                    return self.side(name[1:], shadow, rule, match, spec)
                return self._told_of(shadow, rule, match)
            return self.meant(name[1:], shadow, match)
        if name == "AB":
            return [one for part in name for one in self.side(part, shadow, rule, match, spec)]
        held = match.groupdict().get(name)
        if not held:
            return []
        kind = rule.classes[name]
        start = match.start(name)
        if kind == "phrase":
            return self._phrase(shadow, start, match.end(name))
        found = []
        for n, sign in enumerate(held):
            filler = self._filler(sign, kind, shadow, start + n)
            if filler is None and kind_of(sign):
                return []
            if filler:
                found.append(filler)
        return found

    def _told_of(self, shadow: Shadow, rule: Pattern, match: re.Match[str]) -> list[Filler]:
        """What a sentence is about that does not say so: the article's own subject, or the work before it."""
        own = self.meant("subject", shadow, match)
        fits = [one for one in own if not rule.about or one.kind in rule.about or one.sub in rule.about]
        if fits or (own and "work" not in rule.about):
            return own
        name, sure = self.context.focus.work(shadow, self.referents.medium_said(shadow, match))
        return [Filler(name, "work", self.context.focus.sub(name), sure)] if name else []

    def doubt(self, shadow: Shadow) -> str:
        """Why it cannot be told what a sentence is about; empty where nothing speaks against it."""
        return self.context.focus.doubt(shadow)

    def heads(self, subjects: list[Filler], shadow: Shadow, match: re.Match[str]) -> Iterator[Filler]:
        """Whom a verb is about: of ``The Royal Theatre in Turin was designed by``, the theatre.

        A subject at the front of a match that only says where something stands gives way to what stands
        there, or to nothing where that is no name.
        """
        where = _WHERE.search(shadow.text[: match.start()])
        front = shadow.starts[match.start()] if match.start() < len(shadow.starts) else -1
        for one in subjects:
            if where is None or one.start != front or not _FINITE.match(shadow.text, match.start() + 1):
                yield one
            elif where[1] and (head := self._named(shadow.mentions[where[1]], "thing", "")) is not None:
                yield head

    def _worded(
        self, text: str, shadow: Shadow, rule: Pattern, match: re.Match[str], spec: FactSpec
    ) -> list[Filler]:
        """Words with ``{P}`` in them for what slot P holds in full; nothing where one is empty."""
        sure = 1.0
        for name in re.findall(r"\{(@?\w+)\}", text):
            held = self.side(name, shadow, rule, match, spec)
            if len(held) != 1:
                return []
            one = held[0]
            if name[0] == "@" and rule.about and one.kind not in rule.about and one.sub not in rule.about:
                return []
            called = rf"\bthe {re.escape(one.name)}{_ENDS}"
            the = one.kind in ("event", "place", "org") and re.search(called, self.content, re.IGNORECASE)
            text = text.replace(f"{{{name}}}", f"the {one.name}" if the else one.name)
            sure = min(sure, held[0].sure)
        return [Filler(text, "phrase", "", sure)]

    def meant(self, what: str, shadow: Shadow, match: re.Match[str]) -> list[Filler]:
        """What ``@work``, ``@subject`` and the like stand for in a sentence."""
        identity = self.identity
        if what == "last":
            near = self.context.last
            return [Filler(near, "person", "", 0.9)] if near and near != identity.subject else []
        if what == "medium":
            for sign in match.groupdict().get("S") or "":
                if sign in shadow.nouns:
                    return [
                        Filler(
                            shadow.nouns[sign].removeprefix("television ").removeprefix("TV "),
                            "medium",
                            "",
                            1.0,
                        )
                    ]
            return []
        if what == "subject":
            return (
                [Filler(identity.subject, identity.subject_kind, identity.sub(identity.subject), 0.9)]
                if identity.subject
                else []
            )
        if what == "work":
            name, sure = self.referents.work(shadow, match)
            return [Filler(name, "work", self.context.focus.sub(name), sure)] if name else []
        if what == "org":
            name, sure = self.context.org()
            return [Filler(name, "org", identity.sub(name), sure)] if name else []
        if what == "before":
            works = self.works if len(self.works) == 1 else ()
            return [Filler(name, "work", identity.sub(name), 0.9) for name in works]
        if what == "near":
            before = [
                m
                for m in shadow.mentions.values()
                if "person" in m.options and m.end <= shadow.starts[match.start()]
            ]
            nearest = max(before, key=lambda m: m.end, default=None)
            return [Filler(nearest.options["person"], "person")] if nearest else []
        if what == "person" and identity.subject_kind == "person":
            return [Filler(identity.subject, "person", "", 0.9)]
        return []

    def _filler(self, sign: str, slot: str, shadow: Shadow, at: int) -> Filler | None:
        kind = kind_of(sign)
        if not kind:
            return None
        start, end = shadow.starts[at], shadow.ends[at]
        if kind in _REFERENCES:
            return self._referred(kind, slot, sign, shadow, at, start, end)
        if sign in shadow.roles:
            return Filler(self.content[start:end], "profession", "", 1.0, start, end)
        mention = shadow.mentions[sign]
        if mention.named:
            return self._named(mention, slot, shadow.media.get(sign, ""))
        return Filler(cleaned(mention.text), mention.kind, "", 1.0, start, end)

    def _named(self, mention: Mention, slot: str, medium: str) -> Filler | None:
        wanted = {
            "person": ("person",),
            "people": ("person",),
            "cast_name": ("person", "character", "work"),
            "work": ("work",),
            "title": ("work",),
            "org": ("org",),
            "place": ("place",),
            "event": ("event",),
        }.get(slot)
        clean = cleaned(mention.text)
        if wanted is None:
            kind, name = next(iter(mention.options.items()), (mention.kind, clean))
            return Filler(name, kind, medium or mention.sub, 1.0, mention.start, mention.end)
        for kind in wanted:
            if kind in mention.options:
                sub = medium or (
                    mention.sub
                    if mention.kind == kind or mention.sub
                    else self.identity.sub(mention.options[kind])
                )
                return Filler(mention.options[kind], kind, sub, 1.0, mention.start, mention.end)
        if mention.options:
            return None
        if mention.kind == "quote":
            return (
                Filler(clean, wanted[0], medium, 0.9, mention.start, mention.end)
                if slot in ("title", "work", "named", "thing")
                else None
            )
        return Filler(
            clean,
            wanted[0],
            medium or mention.sub,
            self._likely(clean, wanted[0]),
            mention.start,
            mention.end,
        )

    def _likely(self, name: str, kind: str) -> float:
        """How likely a name that nobody could settle is of this kind, by its shape."""
        parts = name.split()
        if kind == "person":
            if any(re.search(r"\d", part) for part in parts) or len(parts) > 4:
                return 0.4
            return 0.95 if len(parts) in (2, 3) else 0.9
        if kind == "place":
            return 0.9 if len(parts) <= 2 else 0.7
        return 0.9

    def _referred(
        self, kind: str, slot: str, sign: str, shadow: Shadow, at: int, start: int, end: int
    ) -> Filler | None:
        if kind in ("he", "she"):
            here = self._before(shadow, at, "person")
            name, sure = self.context.person("m" if kind == "he" else "f", here)
            return (
                Filler(name, "person", "", sure, start, end) if name and slot in ("person", "thing") else None
            )
        if kind == "i":
            name = self.context.speaker
            return (
                Filler(name, "person", "", 0.9, start, end) if name and slot in ("person", "thing") else None
            )
        if kind == "the_org":
            beside = dict.fromkeys(self._before(shadow, at, "org"))
            name, sure = self._firm(self.content[start:end])
            noun = self.content[start:end].split()[-1].lower()
            if len(beside) == 1 and (noun in _FIRM or noun in self.identity.sub(next(iter(beside)))):
                name, sure = next(iter(beside)), 0.9
            return Filler(name, "org", self.identity.sub(name), sure, start, end) if name else None
        if kind == "the_work":
            name, sure = self.context.focus.work(shadow, shadow.media.get(sign, ""))
            if self.identity.subject_kind != "work" and (own := self.referents.said_before(shadow, at)):
                name, sure = own, 0.85
            return (
                Filler(name, "work", shadow.media.get(sign, "") or self.identity.sub(name), sure, start, end)
                if name
                else None
            )
        main = self.identity.subject_kind
        if main == "org" and slot in ("org", "thing"):
            name, sure = self.context.org()
            here = [n for n in self._before(shadow, at, "org") if n != name]
            return (
                Filler(name, "org", self.identity.sub(name), sure * 0.9, start, end)
                if name and not here
                else None
            )
        if (main == "place" and slot == "thing" and at == 0) or (
            main in ("work", "org", "event")
            and ((slot in ("work", "org", "event") and slot == main) or slot == "thing")
        ):
            here = [
                n
                for n in self._before(shadow, at, "work") + self._before(shadow, at, "org")
                if n != self.identity.subject
            ]
            return (
                None
                if here
                else Filler(
                    self.identity.subject, main, self.identity.sub(self.identity.subject), 0.8, start, end
                )
            )
        return None

    def _firm(self, said: str) -> tuple[str, float]:
        """Which organisation ``the studio`` is: one that the article calls so."""
        name, sure = self.context.org()
        noun = said.split()[-1].lower()
        if name and noun not in _FIRM:
            own = re.escape(name)
            called = (
                rf"\b{noun}\s+(?:[\w-]+\s+)?{own}\b|\b{own}(?:, (?:an?|the) [^.;]{{0,40}}?|\s+)\b{noun}\b"
            )
            mine = {*self.identity.sub(name).split("_"), name.split()[-1].lower()}
            if noun not in mine and not re.search(called, self.content, re.IGNORECASE):
                return "", 0.0
        return name, sure

    def _before(self, shadow: Shadow, at: int, kind: str) -> list[str]:
        found = []
        for sign in shadow.text[:at]:
            mention = shadow.mentions.get(sign)
            if mention and kind in mention.options:
                found.append(mention.options[kind])
        return found

    def _phrase(self, shadow: Shadow, one: int, two: int) -> list[Filler]:
        while one < two and shadow.text[one] == " ":
            one += 1
        if one >= two or any(kind_of(sign) in _REFERENCES for sign in shadow.text[one:two]):
            return []
        start, end = shadow.piece(one, two)
        text = " ".join(self.content[start:end].strip(" \"'“”‘’,.;:").split())
        text = _ARTICLE.sub("", text)
        if (
            len(text) < 3
            or len(text) > 75
            or text.count("(") != text.count(")")
            or text.count("“") != text.count("”")
        ):
            return []
        return [Filler(text, "phrase", "", 1.0, start, end)]

    def fits(self, filler: Filler, wanted: str, rule: Pattern, slot: str) -> bool:
        """Whether a filler is of a kind that the relation or the pattern asks for."""
        allowed = rule.subs.get(slot)
        if allowed and filler.sub and filler.kind in ("org", "place", "work", "term"):
            return filler.sub in allowed
        if wanted == "platform":
            return bool(PLATFORM.fullmatch(filler.name))
        return bool(filler.name) and (wanted != "person" or filler.kind in ("person", "name"))


def cleaned(text: str) -> str:
    """A name or value without page marks and line ends."""
    return " ".join(re.sub(r"\s*\[[^\]]*\]", "", text).split()).strip(" ,;:")
