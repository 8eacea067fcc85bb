"""Interviews: whose ``I`` an answer is."""

from __future__ import annotations

import re

from quiz.article.identity import Identity
from quiz.article.text import Sentence

# "Q: How did it begin?", "VO: By accident.", "Vilda Orme: By accident."
_LABEL = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): ")
# So many questions stand in an interview.
_QUESTIONS = 2
_YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"\b(?:you|your|yours)\b|[“”\"]", re.IGNORECASE)


def interviewed(found: list[Sentence], identity: Identity) -> tuple[str, frozenset[int]]:
    """Who is interviewed, and which sentences are that person's own words; ("", none) for other texts."""
    paragraphs: dict[int, list[int]] = {}
    for n, sentence in enumerate(found):
        paragraphs.setdefault(sentence.paragraph, []).append(n)
    labels = {key: _LABEL.match(found[rows[0]].text) for key, rows in paragraphs.items()}
    asked = [key for key, rows in paragraphs.items() if found[rows[-1]].text.rstrip('”"* ').endswith("?")]
    if len(asked) < _QUESTIONS:
        return "", frozenset()
    speaker = _speaker({label[1] for label in labels.values() if label}, identity)
    if not speaker:
        return "", frozenset()
    own = {"A", speaker, *speaker.split(), "".join(part[0] for part in speaker.split())}
    labelled = any(label and label[1] in own for label in labels.values())
    put = sum(any(_YOU.search(found[n].text) for n in paragraphs[key]) for key in asked)
    if not labelled and put < _QUESTIONS:
        return "", frozenset()  # an essay asks too, and its "I" is the writer
    spoken: set[int] = set()
    answering = False
    for key, rows in paragraphs.items():
        label = labels[key]
        if label:
            answering = label[1] in own
        elif key in asked:
            answering = True
        if key > asked[0] and answering and key not in asked:
            spoken.update(n for n in rows if not _ADDRESSED.search(found[n].text))
    return speaker, frozenset(spoken)


def _speaker(labels: set[str], identity: Identity) -> str:
    """The one person who answers: whom the article is about, or whose full name stands before answers."""
    if identity.subject_kind == "person":
        return identity.subject
    named = [label for label in labels if " " in label and identity.is_person(label)]
    return named[0] if len(named) == 1 else ""
