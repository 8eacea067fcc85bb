"""Titles that a text sets off without quotes: between an owner and a medium, in headlines, before a year.

Small words and commas inside such a title would part it for the reader of names; what is found here is
held together wherever the text says it again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from quiz.article.knowledge import Knowledge
from quiz.article.lexicon import Lexicon
from quiz.article.quotes import SMALL, quoted
from quiz.article.text import Sentence
from quiz.article.tokens import Token, tokens

# "Love in Hell", said again and again, is one name.
_IN_THE_MIDDLE = re.compile(r"\b[A-Z][a-z]+ (?:in|on|at|for|with|to|from|and) (?:the |a )?[A-Z][a-z]+\b")
_AGAIN = 2
_PAIR = re.compile(r"(?<![,.] )\b[A-Z][a-z]{3,}, [A-Z][a-z]{3,}\b(?!,? and [A-Z]|, [A-Z])")
# An item of a list of books: "- Fly Me to the Moon (...) manga by Kenjirō Hata".
_ITEM = re.compile(
    r"[-•*–] ([A-Z0-9][^()\n]{1,70}?),? (?:\([^()]*\),? )?"
    r"(?:manga|light novels?|novels?|art ?books?|anime|webtoon|comic)(?: series| adaptation)? by [A-Z]"
)
_SMALL = r"(?:a|an|the|of|and|or|in|on|at|to|for|from|with|by|as|is|no|wa|ga|ni|my|your|not|&|vs\.)"
_WORD = r"[A-Z0-9][^\s()“”\",]*"
_BOOKISH = r"manga|novels?|anime|webtoon|webcomic|comic|games?|films?|series|musical|play|OVA"
# "Haruka Onda's A Lantern & a Ward (Akari to Machi) manga": a title between its owner and its medium.
_FRAMED = re.compile(
    rf"['’] ?s? [“\"]?([A-Z0-9](?:[^\s()“”\"]+|(?= ))(?: (?:{_SMALL}|[A-Z0-9][^\s()“”\"]*))*? "
    rf"{_SMALL}(?: {_SMALL})*(?: [A-Z0-9][^\s()“”\"]*)+?)"
    r"[”\"]?(?: ?\([^()]{1,120}\))? "
    r"(?:(?:original|television|TV|web|light|visual|spinoff|spin-off|stage"
    r"|smartphone|mobile|video|fantasy|romance|mystery) )*"
    rf"(?:{_BOOKISH})\b"
    r"(?! (?:magazines?|awards?|artists?|creators?|authors?|website|service|app|imprint|label))"
)
# "launched the Lantern Ward: evening bells manga": a subtitle in small letters, up to its medium
_SUBTITLED = re.compile(
    rf"\b[Tt]he ((?:{_WORD} )*{_WORD}:(?: (?!(?:{_BOOKISH})\b)[\w’'-]+){{1,4}}) "
    rf"(?:(?:original|television|TV|light|web|stage) )*(?:{_BOOKISH})\b"
)
# "on the Farewell, My Lantern manga": a title with a comma in it
_COMMAED = re.compile(
    rf"\b[Tt]he ((?:{_WORD} )*{_WORD},(?: [A-Z][^\s()“”\",]*)+)(?: ?\([^()]{{1,120}}\))? "
    r"(?:(?:original|television|TV|light|web|stage) )*(?:manga|novels?|anime|games?|films?|series|musical"
    r"|play)\b(?! (?:conventions?|festivals?|industry|events?|fans?|magazines?|market))"
)
# "Harbor Lanterns Anime Reveals Its Cast", "Harbor Lanterns Author Haruka Onda Starts New Manga"
_HEADLINE = re.compile(
    r"(?:(?:New|Live-Action|Upcoming|Original) )*([A-Z0-9].{1,70}?),? (?:\([^)]*\) )?"
    r"(?:TV |Television |Light |Web |Original |Stage |Live-Action |Net |Short )*"
    r"(?:Anime|Manga|Novels?|Film|Movie|Game|Series|Drama|Webtoon|OVA|OAD|Author|Creator|Sequel|Spinoff|Remaster"
    r"|Remake)\b"
)
# "Staff for Harbor Lanterns! Anime": a title at a headline's end
_LATER = re.compile(
    r" (?:for|of|in|on|to|with|Licenses|Adds|Streams|Reveals|Announces|Confirms|Casts|Launches|Releases"
    r"|Directs|Publishes) ((?:[A-Z0-9][\w'’.:&-]*[!?]? (?:(?:of|the|and|a|an|in|to|no|wa|ni) )*){1,9}?)"
    r"(?:TV |Television |Live-Action )*(?:Anime|Manga|Film|Movie|Game|OVA|Novels?|Light Novels?)(?=$|,|['’:])"
)
# "Tern Licenses Co-Production Film Pale Harbor"
_AT_THE_END = re.compile(r" (?:Film|Anime|Manga|Game|Movie|Documentary) ((?:[A-Z][\w'’-]*[!?]? ?){2,6})$")
_WHICH_ONE = re.compile(r"^(?:\d+(?:st|nd|rd|th) )+")
# "the light novel Lantern Ward: A Girl of the Lamps (Machi no Akari)": after its medium, before a bracket
_MEDIUM_FIRST = re.compile(
    r"(?:manga|novels?|light novel series|novel series|manga series|anime|films?|game|documentary|musical) "
    rf"({_WORD}(?: (?:{_SMALL}|{_WORD}))+?) ?(?=\()"
)
# "a copy of Lectures on Light by Ida Foss"
_BY = re.compile(
    r"\b(?:copy of|book|novel|memoir|reading|read|wrote|author of) "
    rf"([A-Z][^\s()“”\",;.]*(?: (?:{_SMALL} )*[A-Z][^\s()“”\",;.]*)+) by [A-Z]"
)
# "landed a part in Licence to Row (1989)": as far back as it goes
_WORD_OF_DATED = r"[A-Z0-9][^\s()“”\",;]*"
_DATED = re.compile(
    rf"({_WORD_OF_DATED}(?: (?:{_SMALL}|{_WORD_OF_DATED}))* {_WORD_OF_DATED}) \((?:19|20)\d\d\)"
)
_TWO_OWNERS = re.compile(r"(?:,|\band\b|\bor\b).*['’]s? |, .*\band\b")
# "a new book titled Heat and Rain, which", "the show is titled Agent Heron"
_TITLED = re.compile(
    rf"\b(?:titled|entitled) ([A-Z0-9][^\s()“”\",;.]*(?: (?:{_SMALL} )*[A-Z0-9][^\s()“”\",;.]*)+)"
)
# "See How They Row by Ida Foss is a manga": a title that a sentence begins with
_BY_AT_HEAD = re.compile(
    rf"^({_WORD}(?: (?:{_SMALL}|{_WORD}))+?) by [A-Z][\w'’-]+ [A-Z][\w'’-]+,? "
    r"(?:is|was|has|will|began|became|won)\b"
)
# Who wrote it, behind a title that no quotes end: "titled Lantern Ward by Haruka Onda".
_AUTHOR = re.compile(r" by (?=[A-Z][\w'’-]+ [A-Z])")
# "the documentary Under the Ice", "for A Room by the Sea": a title that a small word begins.
_PREPOSED = re.compile(
    r"(?<=[a-z,“”] )(An? [A-Z][\w'’-]+(?: (?:(?:of|the|an?|with|to|from|on|at) )*[A-Z][\w'’-]+)+"
    r"|(?:Into|Over|Under|Beyond|Beneath|Behind|Across|Inside|Against|Before|After|From|Within|Without"
    r"|Above|Beside|Between|Until|Through) (?:(?:the|a|an) )?[A-Z][\w'’-]+"
    r"(?: (?:of |the |and )*[A-Z][\w'’-]+)*)"
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
_NO_TITLE = frozenset(("org", "place", "person"))


def known_titles(
    found: list[Sentence], words: list[list[Token]], knowledge: Knowledge, lexicon: Lexicon
) -> dict[str, list[list[str]]]:
    """The titles that an article sets off somewhere, as rows of words, by their first word, longest first.

    ``words`` are the tokens of each sentence of ``found``.
    """
    held: dict[str, list[list[str]]] = {}
    for parts in _all_titles(found, words, knowledge, lexicon):
        held.setdefault(parts[0], []).append(parts)
    for titles in held.values():
        titles.sort(key=len, reverse=True)
    return held


def _all_titles(
    found: list[Sentence], words: list[list[Token]], knowledge: Knowledge, lexicon: Lexicon
) -> Iterator[list[str]]:
    for sentence in found:
        for quote in quoted(sentence.text, knowledge):
            parts = _parts(quote.text)
            if len(parts) > 1 and all(p[:1].isupper() or p in SMALL or not p.isalpha() for p in parts):
                yield parts
    for title in (*_linked(found, knowledge), *_commaed(found, knowledge), *_headlined(found)):
        yield _parts(title)
    for sentence, row in zip(found, words, strict=True):
        title = _before_medium(sentence, lexicon)
        if title and not _NO_TITLE.intersection(entry.kind for entry in knowledge.named(title)):
            yield _parts(title)
        if not sentence.heading:
            yield from _subtitled(row, knowledge)
        for item in (*_set_off(sentence), *_dated(sentence.text, knowledge)):
            parts = _parts(item)
            if len(parts) > 1:
                yield parts


def _parts(title: str) -> list[str]:
    return [token.text for token in tokens(title)]


def _linked(found: list[Sentence], knowledge: Knowledge) -> Iterator[str]:
    """Two names with a small word between them that the text says again: ``Love in Hell``."""
    said = Counter(m[0] for sentence in found for m in _IN_THE_MIDDLE.finditer(sentence.text))
    whole = " ".join(sentence.text for sentence in found) if said else ""
    for title, times in said.items():
        first, *_, last = parts = title.split()
        known = (*knowledge.named(last), *knowledge.named(first))
        # "Mio and Kanata" are two, where one of them is named alone.
        alone = "and" in parts and (whole.count(first) > times or whole.count(last) > times)
        if times >= _AGAIN and not alone and not _NO_TITLE.intersection(entry.kind for entry in known):
            yield title


def _commaed(found: list[Sentence], knowledge: Knowledge) -> Iterator[str]:
    """``Farewell, Lantern``: two words with a comma that the text says again, and never one of them alone."""
    said = Counter(m[0] for sentence in found for m in _PAIR.finditer(sentence.text))
    again = [title for title, times in said.items() if times >= _AGAIN]
    whole = " ".join(sentence.text for sentence in found) if again else ""
    for title in again:
        if any(
            whole.count(word) == said[title]
            and not knowledge.named(word)
            and not knowledge.is_given(word)
            and not knowledge.is_surname(word)
            for word in title.split(", ")
        ):
            yield title


def _subtitled(words: list[Token], knowledge: Knowledge) -> Iterator[list[str]]:
    """Known titles with a subtitle of their own after a colon: ``Re:Zero: Your Turn``."""
    plain = [token.text for token in words]
    for at in range(1, len(words) - 1):
        if plain[at] != ":" or words[at].start != words[at - 1].end or not words[at + 1].capital:
            continue
        starts = (n for n in range(max(0, at - _LONG), at) if words[n].capital)
        for n in starts:
            known = knowledge.spans(plain, n)
            if not (known and n + known[1] == at and any(e.kind == "work" for e in known[0])):
                continue
            end = at + 2
            while end < len(words) and (
                words[end].capital
                or plain[end] in ("'s", "’s")
                or (plain[end] in SMALL and end + 1 < len(words) and words[end + 1].capital)
            ):
                end += 1
            if end > at + 2 and not _runs_on(plain[at + 1 : end], knowledge):
                yield plain[n:end]
            break


def _runs_on(parts: list[str], knowledge: Knowledge) -> bool:
    """Whether what stands after a colon is somebody's name or a whole sentence, and no subtitle."""
    return len(parts) > _LONG or (2 <= len(parts) <= 3 and knowledge.is_given(parts[0]))


def _set_off(sentence: Sentence) -> list[str]:
    """Titles that the words around them set off, whatever small words stand in them."""
    found = []
    if item := _ITEM.match(sentence.text):
        found.append(item[1])
    for pattern in (_FRAMED, _COMMAED, _SUBTITLED, _MEDIUM_FIRST, _BY):
        for framed in pattern.finditer(sentence.text):
            if not _TWO_OWNERS.search(framed[1]) and len(framed[1].split()) <= _LONGEST:
                found.append(framed[1])
    found += re.findall(r"[A-Z][\w!?-]*\.? THE ANIMATION\b", sentence.text)
    if not sentence.heading and (begun := _BY_AT_HEAD.match(sentence.text)):
        found.append(begun[1])
    if not sentence.heading:
        found += [one[1] for one in _PREPOSED.finditer(sentence.text)]
        found += [_AUTHOR.split(one[1])[0] for one in _TITLED.finditer(sentence.text)]
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
        if len(title.split()) > 1 and any(word in SMALL or "-" in word for word in title.split()):
            found.append(title)
    return found


def _before_medium(sentence: Sentence, lexicon: Lexicon) -> str:
    """The title that a headline begins with, its medium after it; empty where there is none."""
    if not sentence.heading or sentence.paragraph >= _AT_TOP:
        return ""
    found = _HEADLINE.match(sentence.text)
    later = _LATER.search(sentence.text) or _AT_THE_END.search(sentence.text)
    if later and not lexicon.headlines.intersection(word.lower() for word in later[1].split()[:1]):
        title = later[1].strip()
        if not re.search(r"['’]s? |[“”\"‘|]", title):
            return _WHICH_ONE.sub("", title)
    if found is None or re.search(r"['’]s? |[“”\"‘|]|: | - ", found[1]):
        return ""
    words = [word.strip(",.!?").lower() for word in found[1].split()]
    return "" if lexicon.headlines.intersection(words) else _WHICH_ONE.sub("", found[1])


def _headlined(found: list[Sentence]) -> list[str]:
    """Names that the first line gives and the text repeats: ``See How They Row: a review``."""
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
