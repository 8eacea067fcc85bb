"""What counts as right in Jeopardy, by how its records write a response: ``(Earl) Tupper``, ``A or B``."""

from __future__ import annotations

import re

MOST_ACCEPTED = 12
_MOST_TEXT = 400
_PIECE = re.compile(r"\(([^()]*)\)")
_OR = re.compile(r"\s+or\s+")
_SPLIT = re.compile(r"\s*[,;]\s*(?:or\s+)?|\s+or\s+|\s+/\s+")
# What the records add about the judging, with nothing of the response in it.
_NOTE = re.compile(
    r"(?:ed\.|editor|sic\b|alex\b|ken\b|mayim\b|note\b|in no particular order|in (?:either|any) order"
    r"|either\b|(?:both|all) (?:required|accepted|needed)|accepted$|acceptable$|unscramble|first name"
    r"|last name|(?:the )?judges|clue crew|contestant|not\s)",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"(?:(?:and|also|or|or just|or simply|or even|accept|aka|a\.k\.a\.|i\.e\.|=)\b[:,]?\s*)+", re.IGNORECASE
)
_ACCEPTED = re.compile(
    r"\s*\b(?:(?:is|are|was|were|also|would be)\s+)*(?:accepted|acceptable|ok|okay)\b.*"
    r"|^(?:also\s+)?accept(?:ed|able)?:?\s+",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(r"(?:of|in|from|at|on|the|for|to|by|with|a|an|and|&)\b", re.IGNORECASE)
_LIST_OF = re.compile(r"^\(\s*(?:any\s+)?(\d|one|two|three|four)\s+of\b[^)]*\)", re.IGNORECASE)


def accepted(response: str) -> tuple[str, ...]:
    """The answers that count as right, the one to show first; empty when one answer cannot do.

    >>> accepted("(Earl) Tupper"), accepted("auditory hallucinations (or voices)")
    (('Earl Tupper', 'Tupper'), ('auditory hallucinations', 'voices'))
    >>> accepted("John (or Jack) Kennedy"), accepted("the Netherlands (Holland)")
    (('John Kennedy', 'Jack Kennedy'), ('the Netherlands', 'Holland', 'the Netherlands Holland'))
    >>> accepted("(1 of) red, white or blue"), accepted("(2 of) red, white & blue")
    (('red', 'white', 'blue'), ())
    """
    text = " ".join(response[:_MOST_TEXT].split())
    if found := _LIST_OF.match(text):
        if found[1].lower() not in ("1", "one"):
            return ()
        return _unique(re.split(r"\s*[,;]\s*(?:or\s+|&\s+|and\s+)?|\s+(?:or|&|and)\s+", text[found.end() :]))
    pieces = list(_PIECE.finditer(text))
    if not pieces:
        return _unique(_alternatives(text))
    return _unique(_with_pieces(text, pieces))


def _with_pieces(text: str, pieces: list[re.Match[str]]) -> list[str]:
    """A response with parentheses: pieces that may be left out, other answers, and notes."""
    full = bare = text
    others: list[str] = []
    swaps: list[tuple[str, str]] = []
    for piece in pieces:
        inner = piece[1].strip()
        is_last, is_first = piece.end() == len(text), piece.start() == 0
        told = _ALSO.match(inner)
        accepts = _ACCEPTED.search(inner)
        bare = _without(bare, piece[0])
        if not inner or (_NOTE.match(inner) and not accepts):
            full = _without(full, piece[0])
        elif accepts or told:
            rest = _ACCEPTED.sub("", inner[told.end() :] if told else inner).strip(" :")
            full = _without(full, piece[0])
            if is_last or is_first:
                others += _SPLIT.split(rest)
            else:
                swaps += [(piece[0], one) for one in _SPLIT.split(rest)]
        elif is_last and text[piece.start() - 1 : piece.start()] == " " and not _OPTIONAL.match(inner):
            # Another name, or a last word that may be left out: nobody can tell which.
            full = _without(full, piece[0])
            others += [*_SPLIT.split(inner), f"{full} {inner}"]
        else:
            full = full.replace(piece[0], inner, 1)
            # William (Bill) Clinton: what stands within a name may be another one.
            if not (is_first or is_last) and inner[:1].isupper() and not inner.endswith("."):
                swaps.append((piece[0], inner))
    swapped = [_swapped(text, one, other) for one, other in swaps]
    if text[:1] == "(" or not _is_trailing_only(text, pieces):
        return [full, bare, *swapped, *others]
    return [bare, *swapped, *others, full]


def _is_trailing_only(text: str, pieces: list[re.Match[str]]) -> bool:
    return len(pieces) == 1 and pieces[0].end() == len(text) and text[pieces[0].start() - 1] == " "


def _swapped(text: str, piece: str, other: str) -> str:
    """``Jack Kennedy`` out of ``John (or Jack) Kennedy``: another word in the place of the one before."""
    before, _, after = text.partition(piece)
    kept = before.split()[: -max(1, len(other.split()))] if before.split() else []
    return _PIECE.sub("", f"{' '.join(kept)} {other} {after}")


def _without(text: str, piece: str) -> str:
    return " ".join(text.replace(piece, "", 1).split())


def _alternatives(text: str) -> list[str]:
    """``the Sun or Sol``: the whole too, for some are called Trick or Treat."""
    if text[:1] == text[-1:] == '"' or not (_OR.search(text) or " / " in text):
        return [text]
    return [text, *_SPLIT.split(text)] if _OR.search(text) else [*re.split(r"\s+/\s+", text), text]


def _unique(texts: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        if told := " ".join(text.split()).strip(",;:"):
            found[told] = None
            if " & " in told:
                found[told.replace(" & ", " and ")] = None
    return tuple(found)[:MOST_ACCEPTED]
