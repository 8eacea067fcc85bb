"""The two sides of a flashcard as a question, and a question as the two sides of a card."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from quiz.core.kinds import Kind
from quiz.core.questions import Question
from quiz.packs.formats import grid
from quiz.packs.formats.markup import plain_text
from quiz.packs.formats.texts import choices, tidy
from quiz.words import tr

_SOUND = re.compile(r"\[sound:[^\]\n]{0,300}\]|\[anki:(?:play|tts)[^\]\n]{0,300}\]")
_PICTURE = re.compile(r"<(?:img|svg)\b", re.IGNORECASE)
_RULE = re.compile(r"<hr\b[^<>]{0,200}>", re.IGNORECASE)
_LIST = re.compile(r"<(ol|ul) class=\"?(choices|picks|pick|accepted|steps)\b[^<>]{0,100}>", re.IGNORECASE)
_LETTERED = re.compile(r"[(\[]?([A-Fa-f]|[1-6])[.)\]:]\s+(\S.*)")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_TRUTH = ("true", "false")


def told(field: str, is_html: bool, left: dict[str, None]) -> str:
    """The text of a field; into ``left`` what is no text in it."""
    if not field:
        return ""
    if "[" in field and _SOUND.search(field):
        left[tr("a sound in it is left out, for the file holds only its name")] = None
        field = _SOUND.sub("", field)
    if not is_html:
        return tidy(field)
    if "<" not in field and "&" not in field:
        return _SPACE.sub(" ", field).strip()
    text, gone = plain_text(field)
    left.update(dict.fromkeys(gone))
    return text


def question_of(front: str, back: str, is_html: bool, left: dict[str, None]) -> Question | str:
    """The question of a card, or why it is none; into ``left`` what is other than on the card."""
    shown, _, more = _split(front, is_html)
    options = [told(item, is_html, left) for item in more.get("choices", ())]
    prompt = told(shown, is_html, left)
    answer_side, explanation_side, marked = _split(back, is_html)
    answer = told(answer_side, is_html, left)
    explanation = told(explanation_side, is_html, left)
    lists = {name: [told(item, is_html, left) for item in items] for name, items in marked.items()}
    if not prompt:
        return _wordless(front, is_html) or tr("its front is empty; write what is asked")
    made: Question | str
    if "steps" in lists:
        made = Question("", prompt, Kind.ORDER, tuple(lists["steps"]))
    elif "accepted" in lists:
        made = Question("", prompt, Kind.TEXT, tuple(lists["accepted"]))
    elif options:
        made = _picked(prompt, options, lists.get("picks") or lists.get("pick") or [answer], "picks" in lists)
    else:
        if not answer:
            return _wordless(back, is_html, back=True) or tr("its back is empty; write what counts as right")
        first, _, rest = answer.partition("\n")
        lettered = _lettered(prompt, first)
        made = lettered or _plain(prompt, first)
        if rest and lettered is None:
            left[tr("the first line of its back became the answer, the rest the explanation")] = None
        explanation = "\n".join(filter(None, (rest, explanation)))
    return made if isinstance(made, str) else replace(made, explanation=explanation)


def _wordless(side: str, is_html: bool, back: bool = False) -> str:
    """Why a side without words is no text, where a picture or a sound is all that stands on it."""
    if is_html and _PICTURE.search(side):
        if back:
            return tr("its back is only a picture; write in words what counts as right")
        return tr("its front is only a picture; write in words what is asked")
    if _SOUND.search(side):
        if back:
            return tr("its back is only a sound; write in words what counts as right")
        return tr("its front is only a sound; write in words what is asked")
    return ""


def _split(side: str, is_html: bool) -> tuple[str, str, dict[str, list[str]]]:
    """A side without its marked lists, what stands below its rule, and the lists by their names."""
    if not is_html or "<" not in side:
        return side, "", {}
    rule = _RULE.search(side)
    above, below = (side[: rule.start()], side[rule.end() :]) if rule else (side, "")
    text, lists = _lists(above)
    return text, below, lists


def _lists(side: str) -> tuple[str, dict[str, list[str]]]:
    """A side without its marked lists, and their items. Looks at every sign once, whatever is left open."""
    pieces: list[str] = []
    lists: dict[str, list[str]] = {}
    at = 0
    while found := _LIST.search(side, at):
        end = side.find(f"</{found[1]}>", found.end())
        if end < 0:
            break
        items = side[found.end() : end].split("<li>")[1:]
        lists[found[2].lower()] = [item.strip().removesuffix("</li>") for item in items]
        pieces.append(side[at : found.start()])
        at = end + len(found[1]) + 3
    return "".join([*pieces, side[at:]]), lists


def _picked(prompt: str, options: list[str], right: list[str], several: bool) -> Question | str:
    if not all(text in options for text in right):
        return tr("the answer on its back is none of its choices")
    return choices(prompt, right, [text for text in options if text not in right], several)


def _plain(prompt: str, answer: str) -> Question:
    if answer.casefold() in _TRUTH:
        return Question("", prompt, Kind.TRUEFALSE, (answer.casefold(),))
    return Question("", prompt, Kind.TEXT, (answer,))


def _lettered(prompt: str, first: str) -> Question | None:
    """A question whose front ends with lettered choices, one of which its back names."""
    lines = prompt.split("\n")
    options: list[str] = []
    letters = ""
    while len(lines) > 1 and (found := _LETTERED.fullmatch(lines[-1])):
        options.insert(0, found[2].strip())
        letters = found[1].upper() + letters
        lines.pop()
    if len(options) < 2 or letters not in ("ABCDEF"[: len(options)], "123456"[: len(options)]):
        return None
    bare = _LETTERED.fullmatch(first)
    folded = [option.casefold() for option in options]
    if first.casefold() in folded:
        places: tuple[int, ...] = (folded.index(first.casefold()),)
    elif bare and bare[2].strip().casefold() in folded:
        places = (folded.index(bare[2].strip().casefold()),)
    else:
        places = grid.picked(first, options)
    if not places:
        return None
    wrong = [option for at, option in enumerate(options) if at not in places]
    return choices("\n".join(lines), [options[at] for at in places], wrong)


def sides(question: Question, turn: int) -> tuple[str, str]:
    """The front and the back of a card, as HTML."""
    front, back = _markup(question.prompt), ""
    if question.kind is Kind.MULTIPLE:
        mixed = [
            one for pair in zip_longest(question.wrong, question.right) for one in pair if one is not None
        ]
        front += _listed("ol", "choices type=A", mixed)
        back = _listed("ul", "picks", question.right)
    elif question.kind is Kind.ORDER:
        front += _listed("ul", "choices", sorted(question.right))
        back = _listed("ol", "steps", question.right)
    elif question.kind is Kind.TEXT:
        # Marked as what is accepted, no answer is taken for the letter of a choice or for true.
        plain = len(question.right) == 1 and _is_plain(question.right[0]) and "\n" not in question.prompt
        back = _markup(question.right[0]) if plain else _listed("ul", "accepted", question.right)
    else:
        options, places = grid.options_of(question, turn)
        right = options[places[0] - 1]
        front += _listed("ol", "choices type=A", options)
        back = _listed("ul", "pick", [right]) if "\n" in right else _markup(right)
    return front, f"{back}<hr>{_markup(question.explanation)}" if question.explanation else back


def _is_plain(answer: str) -> bool:
    return "\n" not in answer and answer.casefold() not in _TRUTH


def _listed(tag: str, name: str, texts: Sequence[str]) -> str:
    return f"<{tag} class={name}>" + "".join(f"<li>{_markup(text)}</li>" for text in texts) + f"</{tag}>"


def _markup(text: str) -> str:
    """A text that shows as itself: neither Anki nor :func:`question_of` takes it for a mark of theirs."""
    plain = html.escape(text, quote=False).replace("\n", "<br>")
    plain = plain.replace("[sound:", "&#91;sound:").replace("[anki:", "&#91;anki:").replace("{{", "{&#123;")
    return "&#35;" + plain[1:] if plain.startswith("#") else plain


def clean(text: str) -> str:
    """A text as it comes back out of HTML: blanks run together, lines without text gone."""
    lines = (_SPACE.sub(" ", line).strip() for line in tidy(text).split("\n"))
    return "\n".join(line for line in lines if line)
