"""Prompts that lean on something outside them: a pronoun, "the series", "this" (QUESTIONS.md, the linter).

A question is met alone and in any order, so whatever it points at must stand in the same prompt. The
rules ask less than grammar does: a word passes where something that it may point at stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.core.kinds import Kind
from quiz.core.lint.bags import bag
from quiz.core.lint.findings import Check, Finding
from quiz.core.lint.prompts import Prompt, read
from quiz.core.questions import Question
from quiz.words import tr

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "he"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
}
_WH = bag("who whom whose which what where when why how")
_BE = bag("is was are were be been being isn't wasn't")
_AUX = _BE | bag(
    """
    do does did has have had will would can could must should may might shall didn't
    """
)
_ROLE_VERBS = _BE | bag(
    """
    play plays played voice voices voiced portray portrays portrayed became
    """
)
_DETERMINERS = bag("the a an which what whose another each every no some any")
_CLAUSE = bag(
    """
    and or but that who which when where while because if after before although though whose
    """
)
_PREPOSITIONS = bag(
    """
    while in on at for to from by with of under into during after before since about
    """
)
_PERSON = re.compile(
    r".{2,}(?:er|or|ist|ian|man|woman|men|women|ess|ant|eur|wright|ast|ers|ors|ists|ians)|hero|king|queen|girl|boy|child"
    r"|people|person|wife|son|bride|thief|spy|cop|monk|nun|priest|poet|pilot|chef|cook|coach|captain|star"
    r"|android|human|student|agent|friend|artist|author|duke|count|pope|god|knight|chief|critic|guest|patient"
    r"|president|scientist|athlete|candidate|judge|nurse|slave|cat|dog|horse|robot|cyborg|being|heir|monarch|saint"
    r"|member|pharaoh|sculptor|bard|idol|medic|mathematician|physicist|chemist|clerk|bandit|psychic|ghost|name"
)
_NO_PERSON = bag(
    """
    other after ever never whether under over number order later earlier either another summer
    winter computer paper letter chapter power water river color colour former latter rather
    together error tower centre center for or her per minor major prior greater longer older newer
    larger smaller higher lower answer offer important significant distant giant restaurant plant
    want successor metaphor motor sector factor author's forever however moreover cover poster
    theater theatre corner border quarter shelter september october november december business
    process success princess' address access cluster matter trailer teaser mirror horror terror
    doctor's door floor poor harbor honor humor labor vapor flavor armor
    """
)
_EXPLETIVE = re.compile(
    r"^it(?:'s)? (?:(?:is|was|has been|had been|will be|would be|became|becomes|be) )?"
    r"(?:not |also |often |widely |first )*"
    r"(?:said|thought|believed|claimed|known|called when|possible|impossible|necessary|true|false|clear"
    r"|likely|easy|hard|difficult|customary|illegal|legal|forbidden|estimated|reported|rumou?red|assumed"
    r"|like to|common|takes?|took|taken|costs?|turn(?:s|ed) out|seem(?:s|ed)|appears|rains|snows|means?)\b"
    r"|^it (?:that|who)\b|^it (?:is|was) (?:[\w'-]+ ){1,5}?(?:who|that)\b"
)
_OF_CHOICES = re.compile(
    r"\b(?:which|what|who|whom|one|two|three|four|any|each|all|some|most|none|either|neither|both|many|between|"
    r"among|choose|pick|select|name)(?: (?:\w+ )?)?(?:of|from|between|among)?\s*$"
)
_IMPERATIVE = re.compile(
    r"\b(?:put|sort|arrange|order|rank|place|bring|pick|select|choose|name|match|list|line up|set)\b[^.?!]*$"
)
_WORK = bag(
    """
    film films movie movies series show anime manga ova novel novels book books story stories game
    games play album song songs episode episodes opera musical trilogy franchise saga sequel prequel
    comic cartoon
    """
)
_ROLE = bag(
    """
    hero heroes heroine heroines protagonist protagonists character characters narrator villain
    villains antagonist director author composer screenwriter writer creator creators cast team crew
    staff studio company band group organisation organization project program programme mission
    teaser teasers trailer trailers synopsis plot premiere soundtrack setting duo pair couple war
    battle event country city town village school university agency treaty award prize president
    king queen emperor
    """
)
_ADJECTIVES = bag(
    """
    same original first second third last new final main entire whole animated upcoming television
    tv short two three four five lead leading central famous popular titular eponymous young old
    other chief female male little next previous latest
    """
)
_WORK_SAID = bag(
    """
    of that which about called named titled by based whose where from set starring directed made
    with
    """
)
_ROLE_SAID = _WORK_SAID | bag(
    """
    in at on for to without behind who known between against as when used given than
    """
)
_TEXTS = bag("article text passage review interview essay")


def check_reference(q: Question) -> Iterator[Finding]:
    """The first word of the prompt whose antecedent does not stand in it."""
    prompt = read(q.prompt)
    for place, word in enumerate(prompt.words):
        if word.name or word.quoted:
            continue
        base = (
            word.low.split("'")[0]
            if word.low[-3:] in ("'re", "'ll", "'ve") or word.low[-2:] in ("'s", "'d")
            else word.low
        )
        if base in _PRONOUNS:
            lost = base if not _pronoun_stands(prompt, place, base) else ""
        elif base in ("this", "these", "that", "those"):
            lost = _demonstrative(q, prompt, place)
        else:
            lost = _definite(prompt, place) if base == "the" and q.kind is not Kind.ORDER else ""
        if lost:
            why = tr("“{word}” points at something outside the prompt; name it", word=lost)
            yield Finding(Check.REFERENCE, q.id, "prompt", lost, why)
            return


def _pronoun_stands(prompt: Prompt, place: int, base: str) -> bool:
    if base == "it" and _is_expletive(prompt, place):
        return True
    want = _PRONOUNS[base]
    end = _limit(prompt, place)
    if any(_may_mean(prompt, before, want) for before in range(end)):
        return True
    if _comes_later(prompt, place, want):
        return True
    asked = [n for n in range(end) if _asks(prompt, n, place, want)]
    return bool(asked) and _can_bind(prompt, asked[-1], place, base)


def _limit(prompt: Prompt, place: int) -> int:
    """Up to where an antecedent may stand: in "Which award did it win?" before the question word."""
    before_it = prompt.words[place - 1].low if place else ""
    own = prompt.words[place].low in ("his", "her", "its", "their")
    if before_it in _AUX and not (own and before_it in ("has", "have", "had")):
        for before in range(place - 1, -1, -1):
            if prompt.words[before].low in _WH:
                # In "After leaving Sunrise, which studio did he found?" the aside does not say who.
                aside = prompt.words[0].low in _PREPOSITIONS and prompt.words[1].low.endswith("ing")
                return 0 if aside else before
    return place


def _may_mean(prompt: Prompt, n: int, want: str) -> bool:
    """Whether the word at ``n`` can be what a pronoun means; what is asked for is looked at apart."""
    words = prompt.words
    word = words[n]
    if word.quoted:
        return want != "he"
    before = words[n - 1].low if n else ""
    if word.name:
        return want != "he" or not _is_title(prompt, n)
    if n and any(words[k].low in ("which", "what", "whose") for k in range(max(0, n - 3), n)):
        return words[n - 1].low == "whose"
    if want == "he" and "as" in (one.low for one in words[max(0, n - 3) : n]):
        return False  # who serves as director is not the director
    if want == "it":
        return (word.low not in _AUX and before in _DETERMINERS) or before.endswith("'s")
    if want == "they":
        return _is_person(word.low) or (word.low.endswith("s") and len(word.low) > 3 and word.low not in _AUX)
    return _is_person(word.low)


def _is_person(low: str) -> bool:
    low = low.removesuffix("'s")
    return low not in _NO_PERSON and low not in _AUX and _PERSON.fullmatch(low) is not None


def _is_title(prompt: Prompt, n: int) -> bool:
    """Whether a name is rather a work or a place than a person: In Vertigo, the film Fargo, Alien (1979)."""
    words = prompt.words
    first = n
    while first and words[first - 1].name:
        first -= 1
    last = n
    while last + 1 < len(words) and words[last + 1].name:
        last += 1
    before = words[first - 1].low if first else ""
    if words[first].low in ("in", "on", "at") or before in ("in", "on", "at", "during") or before in _WORK:
        return True
    after = prompt.text[words[last].end : words[last].end + 3]
    return re.match(r" ?\(\d", after) is not None or words[last].text[-1].isdigit()


def _asks(prompt: Prompt, n: int, place: int, want: str) -> bool:
    """Whether what a question word asks for can be what a pronoun means: who, which composer, which film."""
    words = prompt.words
    low = words[n].low
    if low in ("who", "whom", "whose"):
        return want != "it"
    if low not in ("which", "what") or words[n].name or (n and words[n - 1].low in _PREPOSITIONS):
        return False
    noun = [word.low for word in words[n + 1 : min(n + 5, place)]]
    person = any(_is_person(one) for one in noun)
    if want == "they":
        return True
    return person if want == "he" else not person and bool(noun) and noun[0] not in _AUX


def _can_bind(prompt: Prompt, asked: int, place: int, base: str) -> bool:
    """Whether a pronoun can mean what its own clause asks for: which film and its score, not who and him."""
    words = prompt.words
    between = [word.low for word in words[asked + 1 : place]]
    possessive = base in ("his", "her", "its", "their") and place + 1 < len(words)
    possessive = possessive and words[place + 1].low not in (_PREPOSITIONS | _CLAUSE | _AUX)
    if base.endswith(("self", "selves")):
        return True
    if any(one in _CLAUSE for one in between):
        return True
    if not possessive:
        return len(between) > 5 and base != "it"
    return not (between and between[-1] in _ROLE_VERBS)


def _comes_later(prompt: Prompt, place: int, want: str) -> bool:
    """Whether a sentence that begins with an aside names behind its comma what the aside means."""
    words = prompt.words
    if words[0].low not in (_PREPOSITIONS | _CLAUSE) or words[0].name:
        return False
    comma = prompt.text.find(",", words[place].end)
    return comma > 0 and any(
        word.name and word.start > comma and (want != "he" or not _is_title(prompt, n))
        for n, word in enumerate(words)
    )


def _is_expletive(prompt: Prompt, place: int) -> bool:
    rest = " ".join(word.low for word in prompt.words[place : place + 9])
    return _EXPLETIVE.match(rest) is not None


def _demonstrative(q: Question, prompt: Prompt, place: int) -> str:
    words = prompt.words
    low = words[place].low
    after = words[place + 1].low if place + 1 < len(words) else ""
    before = prompt.plain()[: words[place].start].rstrip()
    if low in ("that", "those"):
        pointing = (
            place > 0
            and words[place - 1].low in _PREPOSITIONS
            and after not in ("of", "who", "which", "name", "")
        )
        pointing = pointing or after in _WORK
        opening = (
            words[place].first and q.kind is not Kind.TRUEFALSE and after not in ("of", "who", "which", "")
        )
        if low == "those" and (after in ("of", "who", "which", "that", "with", "in") or not pointing):
            return ""
        if not (pointing or opening):
            return ""
    elif low == "these" and (
        _OF_CHOICES.search(before) or (q.kind is Kind.ORDER or _IMPERATIVE.search(before))
    ):
        return ""
    if q.media.image or q.media.audio:
        return ""
    if _is_clue(q, prompt) or _said_before(prompt, place):
        return ""
    return f"{words[place].text} {words[place + 1].text}" if after else words[place].text


def _is_clue(q: Question, prompt: Prompt) -> bool:
    """Whether the prompt describes its answer, as in "This composer wrote The Four Seasons"."""
    return (
        q.kind in (Kind.CHOICE, Kind.TEXT)
        and "?" not in q.prompt
        and not any(
            word.low in _WH - {"who", "which", "when", "where"} or (word.first and word.low in _WH)
            for word in prompt.words
        )
    )


def _said_before(prompt: Prompt, place: int) -> bool:
    """Whether an earlier clause or sentence holds a name, a number or a quotation."""
    start = prompt.words[place].start
    cut = max(prompt.text.rfind(sign, 0, start) for sign in ",;:.?!—–")
    if cut < 0:
        return False
    lone = prompt.words[0].low in ("in", "on", "at") and prompt.text.find(",") == cut and place < 2
    return not lone and any(
        (word.name or word.quoted or word.text[0].isdigit()) and word.end <= cut + 1 for word in prompt.words
    )


def _definite(prompt: Prompt, place: int) -> str:
    """A definite noun such as "the series" that nothing says more about, else nothing."""
    words = prompt.words
    at = place + 1
    while at < len(words) and words[at].low in _ADJECTIVES and not words[at].name and at - place < 4:
        at += 1
    if at >= len(words) or words[at].name or words[at].quoted:
        return ""
    noun, owns = words[at].low.removesuffix("'s").removesuffix("'"), words[at].low.endswith("'s")
    said = " ".join(word.text for word in words[place : at + 1])
    if noun in _TEXTS and owns:
        return said
    if noun not in _WORK and noun not in _ROLE:
        return ""
    if not owns and _is_followed(prompt, at, _WORK_SAID if noun in _WORK else _ROLE_SAID):
        return ""
    if noun in _ROLE:
        return "" if any(word.name or word.quoted for word in words) else said
    return "" if _work_stands(prompt, place) else said


def _is_followed(prompt: Prompt, at: int, said: frozenset[str]) -> bool:
    """Whether what follows a noun says which one is meant: a name, a bracket, "of", a participle."""
    words = prompt.words
    gap = prompt.text[words[at].end : words[at].end + 3]
    if at + 1 >= len(words):
        return gap.lstrip()[:1] in ("(", "“", '"', "*")
    following = words[at + 1]
    if following.low in ("and", "or"):
        return any(word.name for word in words[at + 2 : at + 6])
    if following.name or following.quoted or following.text[0].isdigit():
        return True
    if at + 2 == len(words):
        return False
    if gap.lstrip()[:1] in ("?", ".", ",", ";", "!"):
        return False
    return following.low in said or following.low.endswith(("ing", "ed"))


def _work_stands(prompt: Prompt, place: int) -> bool:
    """Whether the prompt gives the title of a work that "the series" can mean."""
    words = prompt.words
    if prompt.quotes or (_said_before(prompt, place) and re.search(r"[.;].", prompt.text)):
        return True
    if place and words[place - 1].name and "," in prompt.between(place - 1, place):
        return True
    for n, word in enumerate(words):
        asked = any(one.low in ("which", "what", "whose", "a", "an") for one in words[max(0, n - 3) : n])
        if n < place and word.low in _WORK and not word.name and asked:
            return True
        if not word.name or (n and words[n - 1].name and words[n - 1].low not in ("in", "of", "from")):
            continue
        last = n
        while last + 1 < len(words) and words[last + 1].name:
            last += 1
        if words[last].low.endswith("'s") and n != 0 and words[n - 1].low != "in":
            continue
        before = words[n - 1].low if n else ""
        dated = re.match(r" ?\(\d", prompt.text[words[last].end : words[last].end + 3])
        followed = last + 1 < len(words) and words[last + 1].low in _WORK
        if dated or followed or before in ("in", "of", "from", "for", "to", "behind") or before in _WORK:
            return True
    return False
