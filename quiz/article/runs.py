"""Where a run of capitalised words begins and ends: names that only their shape gives away."""

from __future__ import annotations

import re

from quiz.article.knowledge import Knowledge
from quiz.article.lexicon import Lexicon
from quiz.article.quotes import SMALL
from quiz.article.text import Sentence
from quiz.article.tokens import Token

_PARTICLES = frozenset(
    (
        *("of", "de", "la", "le", "von", "van", "der", "den", "di", "da", "du", "del", "della", "el"),
        *("al", "bin", "ibn", "no", "y", "e", "i", "&", "ten", "ter", "zu", "und", "et", "vs."),
    )
)
_INSIDE = frozenset(["a", "an", "the", "in", "on", "to", "for", "with", "from", "as", "at", "my", "is"])
# What may follow "the" at the end of a name.
_TAILS = frozenset(
    (
        *("Animation", "Movie", "Series", "Musical", "Final", "Great", "Terrible", "Conqueror"),
        *("Mighty", "Barbarian", "Younger", "Elder", "Third", "Second"),
    )
)
_ARTICLES = frozenset(("the", "a", "an"))
# What people are of: "Vilda Orme of the University of Lund".
_SCHOOLS = frozenset(
    ("University", "Institute", "College", "Museum", "Academy", "Observatory", "Institution")
)
# What may stand between a particle and a name: "of the Rings", "van der Berg", "de la Cruz".
_SECOND = _ARTICLES | {"der", "den", "la", "las", "los"}
_SINGING = frozenset(
    (
        *("are", "will", "perform", "performs", "sing", "sings", "contribute", "contributes", "provide"),
        *("provides",),
    )
)
# What only somebody does: a word before these is a name.
_ACTING = _SINGING | frozenset(
    (
        *("performed", "sang", "sung", "composed", "voices", "plays", "directs", "wrote", "directed"),
        *("licensed", "licenses", "streamed", "streams", "acquired", "adapted", "illustrated", "animated"),
        *("released", "releases", "published", "publishes", "distributed", "distributes", "developed"),
    )
)
# So many words a role's verb may have.
_PHRASE = 8
_PERFORMING = frozenset(("performing", "singing", "voicing", "playing", "producing", "releasing"))
# Words that announcements like to write with capitals.
_NO_NAMES = frozenset(
    (
        "world premiere",
        "international premiere",
        "north american premiere",
        "press release",
        "official trailer",
    )
)
# What somebody does, or is.
_DOES = re.compile(r"(?:is|was|has|had|will|can|would|[a-z]{3,}s|[a-z]{2,}ed)$")
_LINKS = frozenset(["the", "and"])
_INITIALS = re.compile(r"[A-Z]\.?\s?[A-Z]")
_NUMERAL = re.compile(r"\d{1,4}(?:\.\d+)?|[IVX]+")


class Runs:
    """Finds the ends of runs. ``inside`` are words that have a capital in the middle of sentences too,
    ``small`` those that stand in small letters somewhere: only they tell a name at a sentence's beginning.
    ``again`` are words that several sentences begin with.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        lexicon: Lexicon,
        inside: frozenset[str],
        small: frozenset[str],
        again: frozenset[str] = frozenset(),
    ) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self._inside = inside
        self._small = small
        self._again = again
        self._headline = False

    def end(self, sentence: Sentence, words: list[Token], n: int, solid: list[tuple[int, int]]) -> int | None:
        """The end of the run of capitalised words that begins at ``n``; None where none begins."""
        first = words[n]
        if not first.capital or first.text.isdigit():
            return None
        low = first.text.lower()
        begins = begins_name(words, n)
        follows = n + 1 < len(words) and words[n + 1].capital and words[n + 1].start - first.end == 1
        if low.partition("'")[0].partition("’")[0] in self.lexicon.function and (begins or not follows):
            return None
        if (
            (low in self.lexicon.weekdays and not follows)
            or low.removesuffix("s") in self.lexicon.weekdays
            or (len(first.text) == 1 and not _INITIALS.match(sentence.text, first.start))
        ):
            return None
        if follows and first.text.isupper() and first.text in self.lexicon.media:
            return None  # "the action-adventure RPG Eastward"
        # A headline's colon parts what it is about from what it says.
        self._headline = sentence.heading and is_titled(words)
        end = self._run(words, n, solid)
        said = sentence.text[first.start : words[end - 1].end].lower()
        if said in self.lexicon.media or said in _NO_NAMES:
            return None
        titles = self.lexicon.titles | self.lexicon.roles_one
        if end == n + 1 and (
            first.text in self.lexicon.media
            or ((low in self.lexicon.media or low in self.lexicon.openers) and not first.text.isupper())
        ):
            return None
        courtesy = low in ("mr.", "mrs.", "ms.")
        if (low in titles or courtesy) and (
            courtesy or end == n + 1 or self._is_titled_person(words[n + 1 : end])
        ):
            return None
        end = self._two_people(words, n, self._before_title(words, n, end))
        if low == "the" and end == n + 1:
            return None
        if begins and end == n + 1 and not self._alone(words, n):
            return None
        if (
            begins
            and first.text not in self._inside
            and (low in self._small or low in self.lexicon.openers or low.endswith("ly"))
            and not self.knowledge.is_given(first.text)
        ):
            return None
        if sentence.heading and is_titled(words):
            # In a headline every word has a capital: only what is known, or met below, is a name.
            if end > n + 1 and self.knowledge.named(sentence.text[first.start : words[end - 1].end]):
                return end
            sure = n
            while (
                sure < end
                and (words[sure].text in self._inside or not words[sure].word)
                and words[sure].text.lower() not in self.lexicon.media
            ):
                sure += 1
            return sure if sure > n and words[n].text.lower() not in self.lexicon.openers else None
        return end

    def _is_titled_person(self, rest: list[Token]) -> bool:
        """Whether a name follows a title: ``General Leslie Groves``, not ``General Dynamics``."""
        names = [token.text for token in rest]
        if (
            names[-1] in self.lexicon.cues
            or any(name.lower() in self.lexicon.function for name in names)
            or any(token.text in ("of", "for", "the") for token in rest)
        ):
            return False
        return (
            len(names) > 1
            or self.knowledge.is_surname(names[0])
            or self.knowledge.is_given(names[0])
            or names[0].lower() in self.lexicon.titles
        )

    def _before_title(self, words: list[Token], n: int, end: int) -> int:
        """Where a run ends at a title inside it: ``NASA Administrator James E. Webb`` is three things."""
        for at in range(n + 1, end - 1):
            if (
                words[at].text.lower() in self.lexicon.titles
                and words[at + 1].word  # "Harbor King: Zero" is a title
                and self._is_titled_person(words[at + 1 : end])
            ):
                return at
        return end

    def _two_people(self, words: list[Token], n: int, end: int) -> int:
        """Where a run of four words is two names with nothing between, as lost lines leave them."""
        run = [token.text for token in words[n:end]]
        if (
            len(run) == 4
            and self.is_person(run[:2])
            and self.knowledge.is_given(run[2])
            and all(t[:1].isupper() and len(t) > 2 for t in run)
        ):
            return n + 2
        return end

    def _alone(self, words: list[Token], n: int) -> bool:
        """Whether one capitalised word at a sentence's beginning is a name: known, met below, or acting."""
        word = words[n].text
        if word in self._inside or self._sure(word):
            return True
        low = word.lower()
        if (
            low in self._small
            or low in self.lexicon.openers
            or low in self.lexicon.media
            or low.endswith("ing")
        ):
            return False
        acts = n + 1 < len(words) and (
            words[n + 1].text in _ACTING
            or self._works(words, n + 1)
            or (word in self._again and not low.endswith("s") and _DOES.match(words[n + 1].text))
        )
        return bool(acts) and not any(entry.kind == "term" for entry in self.knowledge.named(word))

    def _works(self, words: list[Token], at: int) -> bool:
        """Whether a role's verb stands at ``at``: ``released the novel``, ``is composing the music``."""
        form = "did"
        if words[at].text in ("is", "are", "was", "were"):
            at, form = at + 1, "doing"
        while at < len(words) and words[at].text in ("also", "again", "now"):
            at += 1
        if form == "doing" and at < len(words) and words[at].text in _PERFORMING:
            return True
        said = " ".join(token.text for token in words[at : at + _PHRASE])
        known = self.lexicon.phrases.get(words[at].text, ()) if at < len(words) else ()
        return any(
            role.form == form and (said == phrase or said.startswith(f"{phrase} ")) for phrase, role in known
        )

    def _sure(self, word: str) -> bool:
        return (
            len(word) > 1
            and (word.isupper() or self.knowledge.is_given(word) or self.knowledge.is_surname(word))
            and word.lower() not in self._small
        )

    def _run(self, words: list[Token], n: int, solid: list[tuple[int, int]]) -> int:
        end = n + 1
        while end < len(words):
            token, last = words[end], words[end - 1]
            if any(one < token.end and token.start < two for one, two in solid):
                break
            gap = token.start - last.end
            if (
                token.capital
                and token.word
                and gap <= 1
                and not (
                    token.text.lower() in self.lexicon.weekdays and (end - n > 1 or words[n].text.isupper())
                )
            ):
                end += 1
                continue
            if (
                _NUMERAL.fullmatch(token.text)
                and gap == 1
                and last.capital
                and last.text.lower() not in self.lexicon.counters
                and not re.fullmatch(r"[12]\d{3}", token.text)
            ):
                end += 1
                continue
            if token.text == "in" and end == n + 1 and self._band(words, end):
                end += 2
                continue
            if (
                token.text in _PARTICLES
                and self._goes_on(words, end + 1, solid)
                and not self._ends_before(words[n:end], token)
                and not (token.text == "of" and self._is_called(words, n, end))
                and not (token.text == "of" and self._is_member(words, n, end))
            ):
                end += 2 if end + 1 < len(words) and words[end + 1].text in _SECOND else 1
                continue
            if token.text in ":-–" and self._subtitled(words, n, end, solid):
                end += 2
                continue
            if token.text == "the" and end + 1 < len(words) and words[end + 1].text in _TAILS:
                end += 2
                continue
            if self._coupled(words, n, end, solid):
                end += 3
                continue
            if self._titled(words, n, end) and self._goes_on(words, end + 1, solid):
                end += 1
                continue
            if (
                token.text in "–"
                and token.text
                and end + 1 < len(words)
                and gap == 0
                and words[end + 1].start == token.end
                and words[end + 1].capital
            ):
                end += 2
                continue
            break
        while end > n + 1 and (words[end - 1].text in _PARTICLES or words[end - 1].text in _LINKS):
            end -= 1
        if end + 1 < len(words) and words[end].text in "!?" and words[end].start == words[end - 1].end:
            following = words[end + 1]
            if not following.capital and (following.word or following.text in "('’,"):
                return end + 1
        return end

    def _subtitled(self, words: list[Token], n: int, end: int, solid: list[tuple[int, int]]) -> bool:
        """Whether a colon or a dash at ``end`` joins a title and its subtitle: ``Re:Creators``, ``A - B``."""
        token, last = words[end], words[end - 1]
        spaced = token.start > last.end
        if (
            self._headline
            or not self._goes_on(words, end + 1, solid)
            or (token.text == ":" and spaced)
            or (token.text != ":" and not spaced)
        ):
            return False
        run = [t.text for t in words[n:end]]
        following = words[end + 1].text.lower()
        if token.text == ":" and self.is_person([t.text for t in words[end + 1 : end + 3] if t.capital]):
            return False  # "announced at Anime Boston: Ai Yazawa's ..."
        if (
            (self.is_person(run) and not self._before_medium(words, end + 1))
            or run[-1] in self.lexicon.cues
            or (n == 0 and not all(word in self._inside for word in run))
            or following in self.lexicon.function - {"the", "a"}
        ):
            return False
        return not (token.text == ":" and run[-1].lower() in self.lexicon.roles_one | self.lexicon.openers)

    def _before_medium(self, words: list[Token], at: int) -> bool:
        """Whether capitals from ``at`` on stand before a medium: ``Uma Musume: Cinderella Gray anime``."""
        while at < len(words) and words[at].capital:
            at += 1
        return at < len(words) and words[at].text in self.lexicon.media

    def _band(self, words: list[Token], at: int) -> bool:
        """Whether ``in`` stands inside a band's name: ``Innosent in Formal are contributing the song``."""
        if at + 2 >= len(words) or not words[at + 1].capital or words[at + 2].text not in _SINGING:
            return False
        return not any(e.kind == "place" for e in self.knowledge.named(words[at + 1].text))

    def _titled(self, words: list[Token], n: int, end: int) -> bool:
        """Whether a small word or a possessive at ``end`` stands inside a long title.

        So it is where the run has a word in it that no other name has (``Never``), or began as titles do.
        """
        token, run = words[end], [t.text for t in words[n:end]]
        if token.text in ("in", "at", "on") and end + 1 < len(words):
            # "at Beyond Fest in Los Angeles"
            known = self.knowledge.spans([t.text for t in words], end + 1)
            if known and any(entry.kind == "place" for entry in known[0]):
                return False
        if token.text in ("'s", "’s"):
            if n > 0 and words[n - 1].text in ("'s", "’s") and len(run) == 1:
                return True  # "Momoko Seto's Dandelion's Odyssey"
            article = run[0] in ("A", "An", "The") and not begins_name(words, n)
            return (article or (len(run) > 2 and "of" in run)) and not self.is_person(run)
        if token.text not in _INSIDE:
            return False
        odd = [t for t in run[:-1] if t[:1].isupper() and t.lower() in self.lexicon.function and t != "The"]
        return bool(odd) and not begins_name(words, n)

    def _coupled(self, words: list[Token], n: int, end: int, solid: list[tuple[int, int]]) -> bool:
        """Whether ``and the`` joins two halves of a title inside a sentence: ``The Wick and the Flame``."""
        return (
            words[end].text == "and"
            and words[n].text == "The"
            and end - n in (2, 3)
            and n > 0
            and not begins_name(words, n)
            and end + 1 < len(words)
            and words[end + 1].text == "the"
            and self._goes_on(words, end + 2, solid)
        )

    def _goes_on(self, words: list[Token], n: int, solid: list[tuple[int, int]]) -> bool:
        if n < len(words) and words[n].text in _SECOND:
            n += 1
        return (
            n < len(words)
            and words[n].capital
            and words[n].word
            and not any(one < words[n].end and words[n].start < two for one, two in solid)
        )

    def _is_called(self, words: list[Token], n: int, end: int) -> bool:
        """Whether a role or title stands before a run: ``director Kalle Brandvik of Oslo``."""
        roles = self.lexicon.titles | self.lexicon.roles_one
        return n > 0 and end - n in (2, 3) and words[n - 1].text.lower() in roles

    def _is_member(self, words: list[Token], n: int, end: int) -> bool:
        """Whether a run is somebody of a school: ``Vilda Orme of the University of Lund``."""
        at = end + 2 if end + 1 < len(words) and words[end + 1].text == "the" else end + 1
        run = [token.text for token in words[n:end]]
        return (
            end - n in (2, 3)
            and at < len(words)
            and words[at].text in _SCHOOLS
            and not any(
                word in self.lexicon.cues or word in _PARTICLES or not word[0].isalpha() for word in run
            )
        )

    def _ends_before(self, run: list[Token], particle: Token) -> bool:
        """Whether ``of`` after this run belongs to the sentence, as after roles (``CEO of``) and people."""
        if particle.text in ("of", "no", "e", "y", "&", "et", "und"):
            last = run[-1].text.lower()
            if last in self.lexicon.titles or last in self.lexicon.roles_one:
                return True
            return self.is_person([t.text for t in run]) and particle.text == "of"
        return False

    def is_person(self, names: list[str]) -> bool:
        """Whether words are somebody's name, by the given name that they begin with."""
        return 2 <= len(names) <= 4 and self.knowledge.is_given(names[0])


def begins_name(words: list[Token], n: int) -> bool:
    """Whether a token stands where any word has a capital: at the beginning, or after a colon or quote."""
    return (
        n == 0
        or words[n - 1].text in '“"‘:•(*-–—'
        or (n == 1 and not words[0].word)
        or words[n - 1].text in ".!?"
    )


def is_titled(words: list[Token]) -> bool:
    """Whether a line is written as headlines are: every weighty word with a capital."""
    real = [t for t in words if t.word and t.text not in SMALL]
    return len(real) > 3 and sum(t.capital for t in real) * 4 >= len(real) * 3
