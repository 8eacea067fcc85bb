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
from quiz.article.quotes import SMALL, quoted
from quiz.article.runs import Runs, begins_name
from quiz.article.text import Sentence
from quiz.article.tokens import Token, tokens
from quiz.article.values import MONTHS, values

# "Love in Hell", said again and again, is one name.
_IN_THE_MIDDLE = re.compile(r"\b[A-Z][a-z]+ (?:in|on|at|for|with|to|from|and) (?:the |a )?[A-Z][a-z]+\b")
_AGAIN = 2
# An item of a list of books: "- Fly Me to the Moon (...) manga by Kenjirō Hata".
_ITEM = re.compile(
    r"[-•*–] ([A-Z0-9][^()\n]{1,70}?),? (?:\([^()]*\),? )?"
    r"(?:manga|light novels?|novels?|art ?books?|anime|webtoon|comic)(?: series| adaptation)? by [A-Z]"
)
# "Haruka Onda's A Lantern & a Ward (Akari to Machi) manga": a title between its owner and its medium.
_SMALL = r"(?:a|an|the|of|and|or|in|on|at|to|for|from|with|by|as|is|no|wa|ga|ni|my|your|not|&|vs\.)"
_FRAMED = re.compile(
    rf"['’]\ ?s?\ [“\"]?([A-Z0-9](?:[^\s()“”\"]+|(?=\ ))(?:\ (?:{_SMALL}|[A-Z0-9][^\s()“”\"]*))*?\ {_SMALL}"
    rf"(?:\ {_SMALL})*(?:\ [A-Z0-9][^\s()“”\"]*)+?)[”\"]?(?:\ ?\([^()]{{1,120}}\))?\ (?:(?:original|television|TV|web"
    r"|light|visual|spinoff|spin-off|stage|smartphone|mobile|video|fantasy|romance|mystery)\ )*"
    r"(?:manga|novels?|anime|webtoon|webcomic|comic|games?|films?|series|musical|play|OVA)\b"
    r"(?!\ (?:magazines?|awards?|artists?|creators?|authors?|website|service|app|imprint|label))"
)
# "on the Farewell, My Lantern manga": a title with a comma in it
_COMMAED = re.compile(
    r"\b[Tt]he ((?:[A-Z0-9][^\s()“”\",]*\ )*[A-Z0-9][^\s()“”\",]*,(?: [A-Z][^\s()“”\",]*)+)(?: ?\([^()]{1,120}\))? "
    r"(?:(?:original|television|TV|light|web|stage) )*(?:manga|novels?|anime|games?|films?|series|musical|play)\b"
    r"(?! (?:conventions?|festivals?|industry|events?|fans?|magazines?|market))"
)
# "Harbor Lanterns Anime Reveals Its Cast", "Harbor Lanterns Author Haruka Onda Starts New Manga"
_HEADLINE = re.compile(
    r"([A-Z0-9].{1,70}?),? (?:\([^)]*\) )?(?:TV |Television |Light |Web |Original |Stage |Live-Action |Net |Short )*"
    r"(?:Anime|Manga|Novels?|Film|Movie|Game|Series|Drama|Webtoon|OVA|OAD|Author|Creator|Sequel|Spinoff|Remaster"
    r"|Remake)\b"
)
# "Staff for Harbor Lanterns! Anime": a title at a headline's end
_LATER = re.compile(
    r" (?:for|of|in|on|to|with|Licenses|Adds|Streams|Reveals|Announces|Confirms|Casts|Launches|Releases|Directs|Publishes)"
    r" ((?:[A-Z0-9][\w'’.:&-]*[!?]? (?:(?:of|the|and|a|an|in|to|no|wa|ni) )*){1,9}?)(?:TV |Television |Live-Action )*"
    r"(?:Anime|Manga|Film|Movie|Game|OVA|Novels?|Light Novels?)(?=$|,|['’:])"
)
# "Tern Licenses Co-Production Film Pale Harbor"
_AT_THE_END = re.compile(r" (?:Film|Anime|Manga|Game|Movie|Documentary) ((?:[A-Z][\w'’-]*[!?]? ?){2,6})$")
_WHICH_ONE = re.compile(r"^(?:\d+(?:st|nd|rd|th) )+")
_OF_HEADLINES = frozenset(
    """reveals announces announced licenses adds gets launches unveils casts streams confirms debuts premieres ends delays
    posts lists teases joins directs inspires new upcoming first second final latest next to from in on for with at by
    becomes returns stars releases opens begins starts reports says wins earns acquires publishes review preview best top
    every all how why what when who watch here spring summer fall autumn winter""".split()
)
# "the light novel series Lantern Ward: A Girl of the Lamps (Machi no Akari)": after its medium, before a bracket
_MEDIUM_FIRST = re.compile(
    r"(?:manga|novels?|light novel series|novel series|manga series|anime|films?|game|documentary|musical) "
    rf"([A-Z0-9][^\s()“”\",]*(?: (?:{_SMALL}|[A-Z0-9][^\s()“”\",]*))+?) ?(?=\()"
)
# "landed a part in Licence to Win (1989)": as far back as it goes
_DATED = re.compile(
    rf"([A-Z0-9][^\s()“”\",;]*(?: (?:{_SMALL}|[A-Z0-9][^\s()“”\",;]*))* [A-Z0-9][^\s()“”\",;]*) \((?:19|20)\d\d\)"
)
_TWO_OWNERS = re.compile(r"(?:,|\band\b|\bor\b).*['’]s? |, .*\band\b")
# "a new book titled Heat and Rain, which", "the show is titled Agent King"
_TITLED = re.compile(
    rf"\b(?:titled|entitled) ([A-Z0-9][^\s()“”\",;.]*(?: (?:{_SMALL} )*[A-Z0-9][^\s()“”\",;.]*)+)"
)
# "the documentary Under the Ice", "for A Room by the Sea": a title that a small word begins.
_PREPOSED = re.compile(
    rf"(?<=[a-z,“”] )(An? [A-Z][\w'’-]+(?: (?:(?:of|the|an?|with|to|from|on|at) )*[A-Z][\w'’-]+)+|(?:Into|Over|Under|Beyond|Beneath|Behind|Across|Inside|Against|Before|After|From|Within|Without"
    r"|Above|Beside|Between|Until|Through) (?:(?:the|a|an) )?[A-Z][\w'’-]+(?: (?:of |the |and )*[A-Z][\w'’-]+)*)"
)
# What parts a headline, and what of it is no name.
_PARTS = re.compile(r"[:|]|\s[–—-]\s")
_REVIEW = re.compile(r"(?i)\b(?:(?:film|movie|cinema|game|book|anime) )?re-?views?\b|\((?:19|20)\d\d\)")
_LONG = 8
_LINKING = frozenset(("in", "with", "as", "and", "for", "on", "is"))
# Titles of light novels go on.
_LONGEST = 16
# A page's headline stands among its first lines.
_AT_TOP = 3


class Finder:
    """Finds the mentions of one article's sentences."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, found: list[Sentence]) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self._tokens = [tokens(sentence.text) for sentence in found]
        self._small: set[str] = set()
        self._inside: set[str] = set()
        self._titles = self._known_titles(found)
        for sentence, words in zip(found, self._tokens, strict=True):
            titled = sum(t.capital for t in words) * 2 > len(words)
            for n, token in enumerate(words):
                if not token.capital:
                    self._small.add(token.text)
                elif not begins_name(words, n) and not (sentence.heading and titled):
                    self._inside.add(token.text)
        begun = Counter(
            words[0].text
            for words in self._tokens
            if len(words) > 1 and words[0].capital and words[1].text[:1].islower()
        )
        again = frozenset(word for word, times in begun.items() if times >= _AGAIN)
        self._runs = Runs(knowledge, lexicon, frozenset(self._inside), frozenset(self._small), again)

    def _known_titles(self, found: list[Sentence]) -> dict[str, list[list[str]]]:
        """Titles of two words or more that stand in quotes somewhere, by their first word, longest first."""
        held: dict[str, list[list[str]]] = {}
        for sentence in found:
            for quote in quoted(sentence.text, self.knowledge):
                parts = [token.text for token in tokens(quote.text)]
                if len(parts) > 1 and all(
                    part[:1].isupper() or part in SMALL or not part.isalpha() for part in parts
                ):
                    held.setdefault(parts[0], []).append(parts)
        said = Counter(m[0] for sentence in found for m in _IN_THE_MIDDLE.finditer(sentence.text))
        whole = " ".join(sentence.text for sentence in found) if said else ""
        for title, times in said.items():
            first, *_, last = parts = title.split()
            known = self.knowledge.named(last), self.knowledge.named(first)
            famous = any(e.kind in ("place", "org", "person") for row in known for e in row)
            # "Kojou and Yukina" are two, where one of them is named alone.
            alone = "and" in parts and (whole.count(first) > times or whole.count(last) > times)
            if times >= _AGAIN and not famous and not alone:
                held.setdefault(parts[0], []).append(parts)
        for title in _headlined(found):
            parts = [token.text for token in tokens(title)]
            held.setdefault(parts[0], []).append(parts)
        for sentence, words in zip(found, self._tokens, strict=True):
            if (title := _before_medium(sentence)) and not any(
                entry.kind in ("org", "place", "person") for entry in self.knowledge.named(title)
            ):
                parts = [token.text for token in tokens(title)]
                held.setdefault(parts[0], []).append(parts)
            if not sentence.heading:
                for parts in self._subtitled(words):
                    held.setdefault(parts[0], []).append(parts)
            for item in (*_set_off(sentence), *_dated(sentence.text, self.knowledge)):
                parts = [token.text for token in tokens(item)]
                if len(parts) > 1:
                    held.setdefault(parts[0], []).append(parts)
        for titles in held.values():
            titles.sort(key=len, reverse=True)
        return held

    def _subtitled(self, words: list[Token]) -> list[list[str]]:
        """Known titles with a subtitle of their own after a colon: ``Re:Zero: Your Turn``."""
        plain = [token.text for token in words]
        found = []
        for at in range(1, len(words) - 1):
            if plain[at] != ":" or words[at].start != words[at - 1].end or not words[at + 1].capital:
                continue
            starts = (n for n in range(max(0, at - _LONG), at) if words[n].capital)
            for n in starts:
                known = self.knowledge.spans(plain, n)
                if not (known and n + known[1] == at and any(e.kind == "work" for e in known[0])):
                    continue
                end = at + 2
                while end < len(words) and (
                    words[end].capital
                    or plain[end] in ("'s", "’s")
                    or (plain[end] in SMALL and end + 1 < len(words) and words[end + 1].capital)
                ):
                    end += 1
                if end > at + 2 and not self._runs_on(plain[at + 1 : end]):
                    found.append(plain[n:end])
                break
        return found

    def _runs_on(self, parts: list[str]) -> bool:
        """Whether what stands after a colon is somebody's name or a whole sentence, and no subtitle."""
        return len(parts) > _LONG or (2 <= len(parts) <= 3 and self.knowledge.is_given(parts[0]))

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
    """Whether a month is somebody's or something's name: ``August: Osage County``, ``Ida Foss as May``."""
    return text[end : end + 1] == ":" or bool(
        re.search(r"\b[A-Z]\w+ (?:\w+ )?as $", text[:start]) and re.match(r"\W*$|,|;", text[end:])
    )


def _set_off(sentence: Sentence) -> list[str]:
    """Titles that the words around them set off, whatever small words stand in them."""
    found = []
    if item := _ITEM.match(sentence.text):
        found.append(item[1])
    for pattern in (_FRAMED, _COMMAED, _MEDIUM_FIRST):
        for framed in pattern.finditer(sentence.text):
            if not _TWO_OWNERS.search(framed[1]) and len(framed[1].split()) <= _LONGEST:
                found.append(framed[1])
    found += re.findall(r"[A-Z][\w!?-]*\.? THE ANIMATION\b", sentence.text)
    if not sentence.heading:
        found += [one[1] for one in _PREPOSED.finditer(sentence.text)]
        found += [one[1] for one in _TITLED.finditer(sentence.text)]
    return found


def _dated(text: str, knowledge: Knowledge) -> list[str]:
    """Titles before their year; what is somebody's name before a small word is no part of them."""
    found = []
    for one in _DATED.finditer(text):
        title = re.split(r"['’]s? ", one[1])[-1]
        words = title.split()
        for n, word in enumerate(words[1:-1], 1):
            role = word == "in" and words[n + 1][0].isupper()  # "Dario in Licence to Win (1989)"
            if role or (word in _LINKING and knowledge.is_given(words[0])):
                title = " ".join(words[n + 1 :])
                break
        if len(title.split()) > 1 and any(word in SMALL for word in title.split()):
            found.append(title)
    return found


def _before_medium(sentence: Sentence) -> str:
    """The title that a headline begins with, its medium after it; empty where there is none."""
    if not sentence.heading or sentence.paragraph >= _AT_TOP:
        return ""
    found = _HEADLINE.match(sentence.text)
    later = _LATER.search(sentence.text) or _AT_THE_END.search(sentence.text)
    if later and not _OF_HEADLINES.intersection(word.lower() for word in later[1].split()[:1]):
        title = later[1].strip()
        if not re.search(r"['’]s? |[“”\"‘|]", title):
            return _WHICH_ONE.sub("", title)
    if found is None or re.search(r"['’]s? |[“”\"‘|]|: | - ", found[1]):
        return ""
    words = [word.strip(",.!?").lower() for word in found[1].split()]
    return "" if _OF_HEADLINES.intersection(words) else _WHICH_ONE.sub("", found[1])


def _headlined(found: list[Sentence]) -> list[str]:
    """Names that the first line gives and the text repeats: ``See How They Run: a review``."""
    if not found or not found[0].heading:
        return []
    below = [sentence.text for sentence in found[1:]]
    pieces = [_REVIEW.sub("", piece).strip(" '\"“”‘’") for piece in _PARTS.split(found[0].text)]
    whole = [found[0].text] if "! " in found[0].text else []
    return [
        piece
        for piece in (*pieces, *whole)
        if 1 < len(piece.split()) <= (_LONGEST if piece in whole else _LONG)
        and piece[:1].isupper()
        and any(piece in text for text in below)
    ]


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
