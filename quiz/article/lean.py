"""Sentences without what stands between a name and its verb, so that plain patterns can read them.

``Vilda Orme, known for Ash Road, is composing the music`` says what ``Vilda Orme is composing the music``
says. Such simplification before extraction is Heilman & Smith's (2010). Only pieces that begin with one of a
closed list of words are left out; whatever else stands between commas may be a list, and stays.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quiz.article.shadow import ANY_SIGN, Shadow, kind_of, sign_class

_NAME = sign_class("person org name")
_WORK = sign_class("work name quote")
_VERB = (
    r"(?:is|are|was|were|will|has|have|had|also|would|then"
    rf"|[{sign_class('did doing')}]|[a-z]{{2,}}(?:ed|es|s))"
)
_OPENS = (
    r"(?:(?:(?:also|best|well|better|perhaps|mostly|widely|previously|formerly) )?"
    r"(?:known|recogni[sz]ed|famous|famed|celebrated|noted|acclaimed|remembered|renowned|credited|praised) "
    r"(?:for|from|as|with)|from|of|fresh from|formerly|previously|whose|having|after"
    r"|an? (?:veteran|member|former)"
    r"|(?:the )?(?:man|woman|team|people|name|talent|creator|mind|duo)s? (?:behind|of))"
)
_BETWEEN = re.compile(
    rf"(?<=[{_NAME}]), {_OPENS} "
    rf"(?:(?! (?:is|are|was|were|will) )[^;:.,]|, (?:and )?(?=[{_WORK}])){{1,120}}?,"
    rf"(?= {_VERB}\b| [{ANY_SIGN}] )"
)


def lean(shadow: Shadow) -> Shadow | None:
    """A sentence without such pieces; None where it has none."""
    text = shadow.text
    gone = [found.span() for found in _BETWEEN.finditer(text) if _verb_follows(text, found.end())]
    if not gone:
        return None
    kept = [n for n in range(len(text)) if not any(one <= n < two for one, two in gone)]
    return replace(
        shadow,
        text="".join(text[n] for n in kept),
        starts=[shadow.starts[n] for n in kept],
        ends=[shadow.ends[n] for n in kept],
        present=frozenset(kind_of(text[n]) for n in kept) - {""},
    )


def _verb_follows(text: str, at: int) -> bool:
    """Whether a verb stands behind the piece, and no further name of a list."""
    following = text[at + 1 : at + 2]
    return bool(following) and (not kind_of(following) or kind_of(following) in ("did", "doing"))
