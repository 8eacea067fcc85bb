"""Questions, events and sources for the tests of the engine."""

from collections.abc import Sequence

from quiz.core.questions import Kind, Question
from quiz.core.rounds import Event, What


def choice(n: int, kind: Kind = Kind.CHOICE) -> Question:
    """Question ``n``, one that no other gives away."""
    match kind:
        case Kind.TRUEFALSE:
            return Question(f"q{n}", f"Is statement {n} so?", kind, ("true",))
        case Kind.MULTIPLE:
            return Question(f"q{n}", f"Which of set {n}?", kind, ("aye", "bee"), ("sea", "dee"))
        case Kind.TEXT:
            return Question(f"q{n}", f"Name number {n}.", kind, (f"answer{n}x",))
        case Kind.NUMBER:
            return Question(f"q{n}", f"How many in {n}?", kind, (str(n),))
        case Kind.ORDER:
            return Question(f"q{n}", f"Sort {n}.", kind, ("one", "two", "three", "four"))
    return Question(f"q{n}", f"Who is number {n}?", kind, (f"right{n}x",), (f"w{n}a", f"w{n}b", f"w{n}c"))


class Listed:
    """A drawing source over a plain list of questions."""

    def __init__(self, questions: Sequence[Question], seen: set[int] | None = None) -> None:
        self._questions = questions
        self._seen = seen or set()

    @property
    def size(self) -> int:
        return len(self._questions)

    def key(self, place: int) -> int:
        return place

    def seen(self, keys: Sequence[int]) -> set[int]:
        return self._seen.intersection(keys)

    def unseen(self) -> Sequence[int]:
        return [key for key in range(self.size) if key not in self._seen]

    def question(self, key: int) -> Question:
        return self._questions[key]


class Script:
    """Writes events in their sequence."""

    def __init__(self) -> None:
        self.seq = 0

    def __call__(self, at_ms: int, what: What, **data: object) -> Event:
        self.seq += 1
        return Event(self.seq, at_ms, what, data)

    def asked(self, at_ms: int, question: Question) -> Event:
        choices = [*question.right, *question.wrong]
        return self(at_ms, What.ASKED, hash=question.id, pack="p", question=question.id, choices=choices)
