"""Questions of the six kinds, as values that know whether they make sense.

A :class:`Question` is what a pack file holds, checked: its ``right`` and ``wrong`` are plain texts for
every kind but number (an exact decimal) and truefalse (``true`` or ``false``). Reading files is
``quiz.packs``' business, drawing and scoring are next door.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from quiz.core.folding import fold
from quiz.core.kinds import Difficulty as Difficulty
from quiz.core.kinds import Kind as Kind
from quiz.words import tr


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or sound of a question: names relative to the pack file."""

    image: str = ""
    image_alt: str = ""
    audio: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a pack.

    ``right`` holds the right choice (choice), all right choices (multiple), the accepted answers with
    the one to show first (text), ``"true"`` or ``"false"`` (truefalse), the number (number) or all steps
    in their right order (order). ``wrong`` holds the wrong choices; near misses for text.
    ``tolerance`` is the distance, in the number's own unit, within which a number is right.
    """

    id: str
    prompt: str
    kind: Kind
    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    difficulty: Difficulty = Difficulty.MEDIUM
    category: str = ""
    explanation: str = ""
    evidence: str = ""
    evidence_start: int | None = None
    source: str = ""
    relation: str = ""
    confidence: float | None = None
    exact: bool = False
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    tags: tuple[str, ...] = ()
    media: Media = field(default_factory=Media)
    choice_images: tuple[str, ...] = ()

    @property
    def number(self) -> Decimal:
        """The right value of a number question."""
        return Decimal(self.right[0])

    @property
    def shown_answer(self) -> str:
        """The right answer as one line for a person."""
        match self.kind:
            case Kind.TRUEFALSE:
                return tr("True") if self.right[0] == "true" else tr("False")
            case Kind.NUMBER:
                return f"{self.right[0]} {self.unit}".rstrip()
            case Kind.TEXT | Kind.CHOICE:
                return self.right[0]
            case Kind.ORDER:
                return " → ".join(self.right)
        return ", ".join(self.right)

    def content_hash(self) -> str:
        """16 hex digits that change when anything a player sees or is judged by changes."""
        return _sha256(to_json(self))[:16]


def problems(question: Question) -> list[str]:
    """What is wrong with a question and what would be right, a sentence each; empty when it can be played.

    >>> q = Question("a", "Who?", Kind.CHOICE, ("Hori",), ())
    >>> problems(q)
    ['a choice needs 1 to 5 wrong answers and has 0']
    """
    q = question
    found: list[str] = []
    if not q.prompt.strip():
        found.append(tr("the prompt is empty; write what is asked"))
    if code := unfit("\n".join(_texts(q))):
        found.append(tr("the character {code} cannot be shown; take it out", code=code))
    if not q.right or not all(text.strip() for text in q.right):
        return [*found, tr("the right answer is empty; write what counts as right")]
    if not all(text.strip() for text in q.wrong):
        found.append(tr("a wrong answer is empty; write it or leave it out"))
    found += _SHAPES[q.kind](q)
    # Only what looks the same is the same: CO and Co, "a < b" and "a > b" are different choices.
    shown = [
        " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
        for text in (*q.right, *q.wrong)
    ]
    if q.kind is not Kind.TEXT and len(set(shown)) < len(shown):
        twice = next(text for text in shown if shown.count(text) > 1)
        found.append(tr("the answer “{text}” stands there twice; each must differ", text=twice))
    if q.choice_images and len(q.choice_images) != len(shown):
        n, m = len(q.choice_images), len(shown)
        found.append(tr("there are {n} pictures for {m} choices; give one for each", n=n, m=m))
    return found


# Control characters but line ends and tabs, and halves of surrogate pairs, which no file can hold.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def unfit(text: str) -> str:
    r"""The first character of ``text`` that no screen or file can hold; empty when there is none.

    >>> unfit("Rouge"), unfit("Rou\0ge")
    ('', 'U+0000')
    """
    found = _UNFIT.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _texts(q: Question) -> tuple[str, ...]:
    told = (q.id, q.prompt, q.category, q.explanation, q.evidence, q.source, q.relation, q.unit)
    media = (q.media.image, q.media.image_alt, q.media.audio)
    return (*told, *media, *q.right, *q.wrong, *q.tags, *q.choice_images)


def _choice(q: Question) -> list[str]:
    found = []
    if len(q.right) != 1:
        found.append(
            tr("a choice needs one right answer and has {n}; several are kind multiple", n=len(q.right))
        )
    if not 1 <= len(q.wrong) <= 5:
        found.append(tr("a choice needs 1 to 5 wrong answers and has {n}", n=len(q.wrong)))
    return found


def _truefalse(q: Question) -> list[str]:
    if q.right not in (("true",), ("false",)) or q.wrong:
        return [tr("a truefalse needs answer = true or answer = false, and no wrong answers")]
    return []


def _multiple(q: Question) -> list[str]:
    n = len(q.right) + len(q.wrong)
    return [] if 2 <= n <= 6 else [tr("a multiple needs 2 to 6 choices in all and has {n}", n=n)]


def _text(q: Question) -> list[str]:
    right = {fold(text) for text in q.right}
    clash = [text for text in q.wrong if fold(text) in right]
    return [tr("“{text}” is both right and wrong; keep it once", text=clash[0])] if clash else []


def _number(q: Question) -> list[str]:
    try:
        value = Decimal(q.right[0])
    except InvalidOperation:
        value = Decimal("nan")
    if len(q.right) != 1 or not value.is_finite():
        return [tr("a number needs answer = one number, such as answer = 9")]
    if not all(_sized(size) for size in (value, q.tolerance) if size.is_finite()):
        return [tr("a number has at most {n} digits before or after its point", n=_DIGITS)]
    found = []
    if q.wrong:
        found.append(tr("a number takes no wrong answers; leave them out"))
    if not q.tolerance.is_finite() or q.tolerance < 0:
        found.append(tr("tolerance must be 0 or more"))
    return found


_DIGITS = 30


def _sized(value: Decimal) -> bool:
    """Whether sums with a value stay exact and short: 1e999999 would take a million digits."""
    return value.adjusted() < _DIGITS and int(value.as_tuple().exponent) >= -_DIGITS


def _order(q: Question) -> list[str]:
    found = []
    if not 3 <= len(q.right) <= 6:
        found.append(tr("an order needs 3 to 6 steps and has {n}", n=len(q.right)))
    if q.wrong:
        found.append(tr("an order takes no wrong answers; leave them out"))
    return found


_SHAPES = {
    Kind.CHOICE: _choice,
    Kind.TRUEFALSE: _truefalse,
    Kind.MULTIPLE: _multiple,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.ORDER: _order,
}


def natural_id(prompt: str, right: tuple[str, ...]) -> str:
    """The id of a question that was given none: 10 hex digits over folded prompt and right answers.

    The rule is the pack format's, so that two readers agree.

    >>> natural_id("Who directs it?", ("Hori",)) == natural_id("who directs it", ("HORI",))
    True
    """
    text = fold(prompt) + "\n" + "\n".join(fold(answer) for answer in right)
    return _sha256(text)[:10]


_quoted = json.encoder.encode_basestring
"""A string in JSON, characters beyond ASCII as they are."""


def _listed(values: tuple[str, ...]) -> str:
    return f"[{','.join([_quoted(value) for value in values])}]"


def to_json(question: Question) -> str:
    """One question as compact JSON with sorted keys and without empty values: what the bank keeps of it.

    Written out by hand, for an import hashes every question; a test holds it to ``json.dumps``.
    """
    q, media = question, question.media
    shown = [
        f'"{key}":{_quoted(value)}'
        for key, value in (("audio", media.audio), ("image", media.image), ("image_alt", media.image_alt))
        if value
    ]
    entries = (
        f'"category":{_quoted(q.category)}' if q.category else "",
        f'"choice_images":{_listed(q.choice_images)}' if q.choice_images else "",
        f'"confidence":{json.dumps(q.confidence)}' if q.confidence is not None else "",
        f'"difficulty":"{q.difficulty}"',
        f'"evidence":{_quoted(q.evidence)}' if q.evidence else "",
        f'"evidence_start":{q.evidence_start}' if q.evidence_start is not None else "",
        '"exact":true' if q.exact else '"exact":false',
        f'"explanation":{_quoted(q.explanation)}' if q.explanation else "",
        f'"id":{_quoted(q.id)}' if q.id else "",
        f'"kind":"{q.kind}"',
        f'"media":{{{",".join(shown)}}}',
        f'"prompt":{_quoted(q.prompt)}' if q.prompt else "",
        f'"relation":{_quoted(q.relation)}' if q.relation else "",
        f'"right":{_listed(q.right)}' if q.right else "",
        f'"source":{_quoted(q.source)}' if q.source else "",
        f'"tags":{_listed(q.tags)}' if q.tags else "",
        f'"tolerance":"{q.tolerance}"',
        f'"unit":{_quoted(q.unit)}' if q.unit else "",
        f'"wrong":{_listed(q.wrong)}' if q.wrong else "",
    )
    return "{" + ",".join([entry for entry in entries if entry]) + "}"


def from_json(text: str) -> Question:
    """The question that :func:`to_json` wrote."""
    plain: dict[str, Any] = {"id": "", "prompt": "", **json.loads(text)}
    plain["kind"] = Kind(plain["kind"])
    plain["difficulty"] = Difficulty(plain["difficulty"])
    plain["tolerance"] = Decimal(plain["tolerance"])
    plain["media"] = Media(**plain.get("media", {}))
    for name in ("right", "wrong", "tags", "choice_images"):
        plain[name] = tuple(plain.get(name, ()))
    return Question(**plain)


@dataclass(frozen=True, slots=True)
class PackHead:
    """What a pack says of itself, without its questions."""

    id: str
    title: str
    version: str = "1.0.0"
    language: str = "en"
    author: str = ""
    license: str = ""
    article: str = ""
    source: str = ""
    description: str = ""
    cover: str = ""
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as a value: its head and its questions in file order."""

    head: PackHead
    questions: tuple[Question, ...]

    def fingerprint(self) -> str:
        """16 hex digits over id and every question's content: what a challenge code checks."""
        return fingerprint(self.head.id, [(q.id, q.content_hash()) for q in self.questions])

    def with_questions(self, questions: tuple[Question, ...]) -> Pack:
        """The same pack with other questions."""
        return replace(self, questions=questions)


def fingerprint(pack_id: str, contents: list[tuple[str, str]]) -> str:
    """16 hex digits over a pack's id and the ``(question id, content hash)`` pairs, in any order."""
    return fingerprint_of_sorted(pack_id, sorted(contents))


def fingerprint_of_sorted(pack_id: str, contents: Iterable[tuple[str, str]]) -> str:
    """As :func:`fingerprint`, over pairs that are sorted already: none of them is held."""
    found = hashlib.sha256(pack_id.encode())
    for one, two in contents:
        found.update(f"\n{one} {two}".encode())
    return found.hexdigest()[:16]


def _sha256(text: str) -> str:
    # Half a surrogate pair, as JSON files can hold, is refused later and must not stop us here.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
