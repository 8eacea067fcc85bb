"""Which language a text is in, as far as it matters: English, or not."""

from __future__ import annotations

import re
from collections import Counter

from quiz.article.lexicon import lexicon

_SCRIPTS = (
    ("ja", re.compile(r"[぀-ヿ]")),
    ("ko", re.compile(r"[가-힣]")),
    ("zh", re.compile(r"[一-鿿]")),
    ("ru", re.compile(r"[Ѐ-ӿ]")),
    ("ar", re.compile(r"[؀-ۿ]")),
    ("he", re.compile(r"[֐-׿]")),
    ("el", re.compile(r"[Ͱ-Ͽ]")),
    ("hi", re.compile(r"[ऀ-ॿ]")),
    ("th", re.compile(r"[฀-๿]")),
)
_SAMPLE = 20_000


def guess(text: str) -> str:
    """The language of a text as two letters, ``und`` where it cannot be told.

    >>> guess("The film was directed by a man who had never seen one.")
    'en'
    >>> guess("Der Film ist von dem Mann, der nie einen sah.")
    'de'
    """
    sample = text[:_SAMPLE]
    letters = sum(sign.isalpha() for sign in sample) or 1
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) * 3 > letters:
            return language
    counts: Counter[str] = Counter()
    words = re.findall(r"[^\W\d_]+", sample.lower())
    for word in words:
        for language, known in lexicon().languages.items():
            if word in known:
                counts[language] += 1
    if not counts:
        return "en" if len(words) < 8 and sample.isascii() and words else "und"
    (best, most), *rest = counts.most_common(2)
    second = rest[0][1] if rest else 0
    # English has no small word in ten in names and lists, but far more in sentences.
    return best if most * 25 >= len(words) and most > second else "und"
