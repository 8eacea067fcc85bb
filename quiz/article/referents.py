"""Which work a match is about: what its sentence says beside it comes before what it goes on about."""

from __future__ import annotations

import re

from quiz.article.focus import Focus
from quiz.article.shadow import ANY_SIGN, NAMED_SIGNS, Shadow, kind_of, sign_class

_MUSIC = ("song", "album")
# What a sentence is about then is another thing than the work.
_OTHER_VERSION = re.compile(
    rf"\b(?:an?|another|previous|earlier|first|separate) (?:[{ANY_SIGN}] )?(?:[a-z-]+ )?"
    r"(?:manga|stage(?: play)?|live-action|film|novel|game|musical|net anime|anime|spin-?off|television|drama"
    r"|radio)"
    r"(?: [a-z]+)? (?:adaptation|version|series|season|movie|film)\b"
    r"|\b(?:filmed|adapted) (?:(?:once|twice|several times) )?before\b",
    re.IGNORECASE,
)
# What stands after these is somebody's other work.
_IN_PASSING = re.compile(
    r"\b(?:known (?:for|with|as|from)|such as|including|include|like|behind|fame|worked on|work on|also"
    r"|besides|after|credits)\b[^,;]*$"
)
_APPOSED = re.compile(rf"(?:([{NAMED_SIGNS}]),?|^[A-Z]\w+,) an? [^;,]{{1,70}}$")
# "published Gonner, which came out": of that, whatever it is.
_WHICH = re.compile(rf"([{NAMED_SIGNS}]), which (?:(?:is|was|has|had|will|also) )*$")
_ACTED_BY = re.compile(r"\b(?:play|voic|portray|perform|star|as\b|role|cast)")
# A verb so near to the name at a sentence's head is that name's.
_NEXT = 12
# "the ending theme 'Tide' for the new anime Cinder Gate"
_FOR_THE = re.compile(rf"[\"”’']? (?:for|of) (?:the )?(?:[A-Za-z-]+ ){{0,4}}([{sign_class('work')}])")
# "author Anna Lang and painter Karl Orme's Gonner opens"
_OWNS = re.compile(
    rf"(?:,? and (?:[a-z]+ |[{sign_class('noun')}] )?[{sign_class('person')}])?'s (?:[a-z]+ ){{0,2}}"
    rf"([{sign_class('work name quote')}])"
)
_SEVERAL = 2
_TITLED = re.compile(rf"\b(?:titled|called|entitled) ([{sign_class('work')}])")


class Referents:
    """Leads the facts of one article back to the works that they are about."""

    def __init__(self, focus: Focus) -> None:
        self.focus = focus
        self.identity = focus.identity

    def work(self, shadow: Shadow, match: re.Match[str]) -> tuple[str, float]:
        """The work that a match is about, and how sure that is; ("", 0) where it cannot be told."""
        identity = self.identity
        if _OTHER_VERSION.search(shadow.text) or "untitled" in shadow.text:
            return "", 0.0
        beside = self._apposed(shadow, match)
        if beside is not None:
            return beside, 0.9
        if titled := self._titled(shadow, match):
            return titled, 0.9
        named = self._named_after(shadow, match)
        if named is not None:
            return named, 0.9
        works = {m.options["work"] for m in shadow.mentions.values() if "work" in m.options}
        if shadow.text.count("; ") >= _SEVERAL and len(works) >= _SEVERAL:
            return self._in_its_clause(shadow, match), 0.9
        if identity.subject_kind in ("person", "event", "place") and not self._spoken_of(shadow, match):
            # In a life, "the director X" is what X was, and no word on whichever film came last.
            return "", 0.0
        if self._of_another(shadow, match):
            return "", 0.0
        if acted := self.focus.acted_on(shadow, match.end()):
            return acted, 0.9
        which = _WHICH.search(shadow.text[: match.start()])
        mention = shadow.mentions.get(which[1]) if which else None
        if mention and mention.kind == "name" and not mention.options:
            return "", 0.0
        # Another work in the sentence may be the one that is meant.
        others = self._other_works(shadow, match)
        opening = self.focus.opening_work(shadow)
        if not opening and not identity.subject:
            opening = self._only_work(shadow, match)
        if opening:
            return opening, 0.9
        name, sure = self.focus.work(shadow, self.medium_said(shadow, match))
        if others:
            said = any(m.options.get("work") == name for m in shadow.mentions.values())
            said = said or any(kind_of(sign) in ("the_work", "it") for sign in shadow.text[: match.end()])
            sure *= 0.55 if not said else 0.9
        return name, sure

    def said_before(self, shadow: Shadow, at: int) -> str:
        """The work that "the series" is in ``X launched W, and ended the series``; or empty."""
        named = {
            m.options["work"]
            for sign in shadow.text[:at]
            if (m := shadow.mentions.get(sign)) is not None and "work" in m.options
        }
        last = self.focus.acted_on(shadow, at) or self.focus.opening_work(shadow)
        return last if last in named else ""

    def _apposed(self, shadow: Shadow, match: re.Match[str]) -> str | None:
        """The work that a match stands in an apposition to: ``Glass Harbor, a short directed by``.

        Empty where a name stands there that nobody knows for a work's, None where there is no apposition.
        """
        found = _APPOSED.search(shadow.text[: match.start()])
        if found is None:
            return None
        mention = shadow.mentions.get(found[1] or "")
        options = mention.options if mention else {}
        if "work" in options:
            return options["work"]
        made = kind_of(shadow.text[match.start()]) in ("by", "did")
        return "" if made or (found[1] and not options) else None

    def _of_another(self, shadow: Shadow, match: re.Match[str]) -> bool:
        """Whether a sentence is about a name that nobody could settle: ``Gonner launches on May 3``."""
        sign = shadow.text[:1]
        mention = shadow.mentions.get(sign)
        if mention is None or mention.options or mention.kind != "name":
            return False
        # Slot S holds whom an actor plays, else what a work is.
        kept = "" if _ACTED_BY.search(match[0]) else "S"
        held = "".join(value or "" for slot, value in match.groupdict().items() if slot != kept)
        after = shadow.text[1 : match.start()]
        return (
            sign not in held
            and shadow.text[1:2] == " "
            and not any(kind_of(one) in ("the_work", "it", "noun", "doing", "did", "work") for one in after)
            and match.start() < _NEXT
        )

    def _titled(self, shadow: Shadow, match: re.Match[str]) -> str:
        """The work that a sentence brings in before a match: ``a second season titled ...``."""
        found = _TITLED.search(shadow.text[: match.start()])
        mention = shadow.mentions.get(found[1]) if found else None
        return mention.options.get("work", "") if mention else ""

    def _named_after(self, shadow: Shadow, match: re.Match[str]) -> str | None:
        """The work that the words right after a match name: ``the ending theme "Tide" for the anime W``.

        Empty where they name something that is no known work (``author Lang's Gonner opens``), None where
        they name nothing.
        """
        found = _FOR_THE.match(shadow.text, match.end()) or _OWNS.match(shadow.text, match.end())
        mention = shadow.mentions.get(found[1]) if found else None
        return mention.options.get("work", "") if mention else None

    def _in_its_clause(self, shadow: Shadow, match: re.Match[str]) -> str:
        """The one work between the semicolons that a match stands between, in a row of news."""
        start = shadow.text.rfind("; ", 0, match.start()) + 1
        named = {
            m.options["work"]
            for sign in shadow.text[start : match.start() + 1]
            if (m := shadow.mentions.get(sign)) is not None and "work" in m.options
        }
        return named.pop() if len(named) == 1 else ""

    def _spoken_of(self, shadow: Shadow, match: re.Match[str]) -> bool:
        """Whether a sentence itself speaks of a work, by name or as "the film", up to the end of a match."""
        said = shadow.text[: match.end()]
        return any(
            kind_of(sign) == "the_work" or "work" in getattr(shadow.mentions.get(sign), "options", ())
            for sign in said
        )

    def medium_said(self, shadow: Shadow, match: re.Match[str]) -> str:
        """The medium of the work that was spoken of last up to a match: ``the anime will premiere``."""
        said = [sign for sign in shadow.text[: match.end()] if kind_of(sign) == "the_work"]
        return shadow.media.get(said[-1], "") if said else ""

    def _other_works(self, shadow: Shadow, match: re.Match[str]) -> list[str]:
        """Works before a match that the sentence may be about, but what somebody is known for."""
        found = []
        for at, sign in enumerate(shadow.text[: match.start()]):
            mention = shadow.mentions.get(sign)
            work = mention.options.get("work", "") if mention else ""
            if not work or work == self.identity.subject or self.identity.sub(work) in _MUSIC:
                continue
            if not _IN_PASSING.search(shadow.text[max(0, at - 30) : at]):
                found.append(work)
        return found

    def _only_work(self, shadow: Shadow, match: re.Match[str]) -> str:
        """The one work that a sentence has named up to the end of a match; empty for none or several."""
        named = {
            m.options["work"]
            for at, sign in enumerate(shadow.text[: match.end()])
            if (m := shadow.mentions.get(sign)) is not None
            and "work" in m.options
            and self.identity.sub(m.options["work"]) not in _MUSIC
            and not _IN_PASSING.search(shadow.text[max(0, at - 30) : at])
        }
        return named.pop() if len(named) == 1 else ""
