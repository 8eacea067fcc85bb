"""Where a sentence names something: people, works, organisations, places, dates, sums, titles in quotes.

Longest match in the shipped knowledge comes first, then the shape of the words. What a name stands for
is settled for the whole article next door, in :mod:`quiz.article.identity`.
"""

from __future__ import annotations

import re
from collections import Counter

from quiz.article.entries import Entry
from quiz.article.knowledge import Knowledge
from quiz.article.lexicon import Lexicon
from quiz.article.mention import Mention, brackets, give_glosses
from quiz.article.quotes import quoted
from quiz.article.runs import Runs, begins_name
from quiz.article.text import Sentence
from quiz.article.titles import known_titles
from quiz.article.tokens import Token, tokens
from quiz.article.values import MONTHS, values

# A word that begins sentences so often before small ones is a name.
_AGAIN = 2
# A line of so many words may be somebody's name.
_NAME = 4


class Finder:
    """Finds the mentions of one article's sentences."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, found: list[Sentence]) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self._tokens = [tokens(sentence.text) for sentence in found]
        self._small: set[str] = set()
        self._inside: set[str] = set()
        self._titles = known_titles(found, self._tokens, knowledge, lexicon)
        for sentence, words in zip(found, self._tokens, strict=True):
            titled = sum(t.capital for t in words) * 2 > len(words)
            for n, token in enumerate(words):
                if not token.capital:
                    self._small.add(token.text)
                elif not begins_name(words, n) and not (sentence.heading and titled):
                    self._inside.add(token.text)
        for sentence, words in zip(found, self._tokens, strict=True):
            # "Vilda Orme" alone above an article: "Orme was born".
            parts = [token.text for token in words]
            alone = 2 <= len(parts) <= _NAME and all(token.capital for token in words)
            if sentence.heading and alone and knowledge.is_given(parts[0]):
                self._inside.add(parts[-1])
        begun = Counter(
            words[0].text
            for words in self._tokens
            if len(words) > 1 and words[0].capital and words[1].text[:1].islower()
        )
        again = frozenset(word for word, times in begun.items() if times >= _AGAIN)
        self._runs = Runs(knowledge, lexicon, frozenset(self._inside), frozenset(self._small), again)

    def mentions(self, n: int, sentence: Sentence) -> list[Mention]:
        """The mentions of the ``n``-th sentence, in order, none within another."""
        text, words = sentence.text, self._tokens[n]
        taken: list[Mention] = []
        titles = quoted(text, self.knowledge)
        held = [v for v in values(text) if v.text not in MONTHS or not _is_name(text, v.start, v.end)]
        solid = [(v.start, v.end) for v in held if v.kind not in ("year", "number")] + [
            (q.start, q.end) for q in titles
        ]
        names = self._names(sentence, words, solid)
        spans = [(m.start, m.end) for m in (*names, *titles)]
        for value in held:
            if not any(one < value.end and value.start < two for one, two in spans):
                taken.append(Mention(value.kind, value.start, value.end, value.text))
        taken += names
        taken += titles
        taken.sort(key=lambda m: m.start)
        inner = brackets(text)
        for mention in taken:
            mention.aside = any(one <= mention.start and mention.end <= two for one, two in inner)
        give_glosses(text, taken, inner)
        for mention in taken:
            mention.start += sentence.start
            mention.end += sentence.start
        return taken

    def _names(self, sentence: Sentence, words: list[Token], solid: list[tuple[int, int]]) -> list[Mention]:
        found: list[Mention] = []
        plain = [token.text for token in words]
        n = 0
        while n < len(words):
            token = words[n]
            if not token.word or any(one < token.end and token.start < two for one, two in solid):
                n += 1
                continue
            if titled := self._quoted_before(plain, n):
                whole = _text(sentence.text, words, n, n + titled)
                found.append(_mention(sentence.text, words, n, n + titled, self.knowledge.named(whole)))
                n += titled
                continue
            named = token.capital or token.text[0].isdigit() or token.text in self.lexicon.uncapitalised
            known = self.knowledge.spans(plain, n) if named else None
            if known and not self._trusted(known[0], words, n, known[1]):
                known = None
            shaped = self._runs.end(sentence, words, n, solid)
            if known and (
                shaped is None
                or known[1] >= shaped - n
                or self._separate(known[0], words, n + known[1], shaped)
            ):
                entries, count = known
                found.append(_mention(sentence.text, words, n, n + count, entries))
                n += count
            elif shaped is not None and not (shaped == n + 1 and plain[n].lower() in self.lexicon.function):
                whole = _text(sentence.text, words, n, shaped)
                made = _mention(sentence.text, words, n, shaped, self.knowledge.named(whole))
                if all(entry.kind == "term" for entry in made.entries) and all(
                    self.knowledge.demonym(t.text) for t in words[n:shaped]
                ):
                    made.kind = "demonym"
                found.append(made)
                n = shaped
            else:
                n += 1
        return found

    def _quoted_before(self, plain: list[str], n: int) -> int:
        """How many tokens at ``n`` are a title that the article has in quotes elsewhere; 0 for none."""
        for title in self._titles.get(plain[n], ()):
            if plain[n : n + len(title)] == title:
                return len(title)
        return 0

    def _trusted(self, entries: tuple[Entry, ...], words: list[Token], n: int, count: int) -> bool:
        """Whether a known name is meant: not a common word at a sentence's beginning or in small letters."""
        first = words[n]
        if all(entry.kind == "term" for entry in entries):
            return False  # terms are common nouns; the patterns read them as text
        if first.text in self.lexicon.uncapitalised:
            return True
        if not first.capital and not first.text[:1].isdigit():
            return False
        if first.text.isdigit() and count == 1:
            return False
        if first.text == "Vice" and [t.text for t in words[n + 1 : n + 2]] in (["President"], ["Chancellor"]):
            return False
        if count > 1:
            return not (
                begins_name(words, n)
                and first.text.lower() in self.lexicon.function
                and all(e.common for e in entries)
            )
        if (
            begins_name(words, n)
            and first.text not in self._inside
            and (first.text.lower() in self._small or first.text.lower() in self.lexicon.function)
        ):
            return False
        if all(entry.common for entry in entries):
            return first.text.isupper() and len(first.text) > 1
        return True

    def _separate(self, entries: tuple[Entry, ...], words: list[Token], after: int, end: int) -> bool:
        """Whether a known name stands by itself before other capitals: ``NASA``, ``Soviet``."""
        rest = words[after:end]
        if not rest or not rest[0].capital or rest[-1].text in self.lexicon.cues:
            return False
        if any(entry.kind == "place" for entry in entries) or self.knowledge.demonym(words[after - 1].text):
            return self._runs.is_person([t.text for t in rest])
        return all(e.kind == "org" for e in entries) and self._runs.is_person([t.text for t in rest])


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a month is somebody's or something's name: ``August: A Harbor``, ``Ida Foss as May``."""
    return text[end : end + 1] == ":" or bool(
        re.search(r"\b[A-Z]\w+ (?:\w+ )?as $", text[:start]) and re.match(r"\W*$|,|;", text[end:])
    )


def _text(text: str, words: list[Token], one: int, two: int) -> str:
    return text[words[one].start : words[two - 1].end]


def _mention(text: str, words: list[Token], one: int, two: int, entries: tuple[Entry, ...]) -> Mention:
    kind = "name"
    sub = ""
    kinds = {entry.kind for entry in entries}
    if len(kinds) == 1:
        kind = entries[0].kind
        sub = entries[0].sub
    return Mention(kind, words[one].start, words[two - 1].end, _text(text, words, one, two), sub, entries)
