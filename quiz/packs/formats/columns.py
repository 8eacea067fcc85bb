"""Which column of somebody's own table holds what: headers in any order and in many words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quiz.packs.formats import grid

_NUMBERED = re.compile(r"(.*?) ?(\d{1,2}|(?<![a-z])[a-h])")
_WORDS = {
    "prompt": "question, questions, question text, question prompt, prompt, text, stem, item, "
        "q, front, frage, fragen, fragetext, énoncé, pregunta, preguntas, enunciado, pergunta, domanda, "
        "vraag, pytanie, вопрос, 問題, 問題文, 質問, 設問, 问题",
    "answer": "answer, a, answer text, back, antwort, respuesta, réponse, resposta, risposta, "
        "antwoord, odpowiedź, ответ, 答え, 答, 回答, 解答, 答案",
    "answers": "answers, possible answers, all answers, answer options, answer choices",
    "right": "correct, right, correct answer, correct answers, right answer, right answers, "
        "solution, key, answer key, correct option, correct options, correct choice, "
        "accepted answer, accepted answers, accepted, answer index, correct index, "
        "correct answer index, answer idx, correct idx, correct option index, label, "
        "richtig, korrekt, richtige antwort, richtige antworten, korrekte antwort, lösung, "
        "bonne réponse, bonnes réponses, réponse correcte, réponses correctes, correcte, "
        "respuesta correcta, respuestas correctas, correcta, correcto, solución, "
        "正解, 正答",
    "wrong": "wrong, incorrect, distractor, distractors, wrong answer, wrong answers, "
        "incorrect answer, incorrect answers, wrong choice, wrong choices, wrong option, "
        "wrong options, false answer, false answers, incorrect option, incorrect options, "
        "decoy, decoys, falsch, falsche antwort, falsche antworten, distraktor, distraktoren, "
        "faux, mauvaise réponse, mauvaises réponses, réponse incorrecte, réponses incorrectes, "
        "réponse fausse, réponses fausses, distracteur, distracteurs, "
        "respuesta incorrecta, respuestas incorrectas, incorrecta, incorrectas, incorrecto, distractores, "
        "不正解, 誤答, 間違い",
    "choices": "options, choices, alternatives",
    "kind": "kind, type, question type, kind of question",
    "explanation": "explanation, answer explanation, explanations, feedback, general feedback, "
        "rationale, comment, comments, note, notes, reason, why, erklärung, erläuterung, begründung, "
        "bemerkung, bemerkungen, kommentar, anmerkung, explication, explications, commentaire, remarque, "
        "explicación, comentario, 解説, 説明",
    "difficulty": "difficulty, level, difficulty level, schwierigkeit, schwierigkeitsgrad, niveau, "
        "difficulté, niveau de difficulté, dificultad, nivel, nivel de dificultad, 難易度, 難度",
    "category": "category, topic, subject, theme, kategorie, thema, catégorie, thème, "
        "categoría, tema, カテゴリ, カテゴリー, ジャンル, 分類",
    "tags": "tags, tag, keywords, keyword, labels",
    "tolerance": "tolerance, margin",
    "unit": "unit, units",
    "exact": "exact",
    "evidence": "evidence",
    "source": "source, reference, references, quelle",
    "media": "image, image link, image url, picture, image file, media, photo, audio, sound, "
        "video, video link",
    "ignored": "id, #, no, nr, number, num, question number, question #, question id, question "
        "no, guid, uuid",
}  # fmt: skip
_FIELDS = {word: name for name, words in _WORDS.items() for word in words.split(", ")}
# One column so named holds several wrong answers, though the word is none of several.
_LISTED = ("incorrect", "wrong", "falsch", "faux", "falsche antworten", "distraktoren", "不正解", "誤答")
_OPTIONS = ("option", "choice", "alternative", "opt", "answer option", "answer choice", "possible answer")
_LETTERS = ("a", "b", "c", "d", "e", "f", "g", "h")
_LONGEST_LABEL = 60


@dataclass(slots=True)
class Columns:
    """The places of a table's columns. ``options`` are choices among which ``right`` names the right one;
    without them, ``right`` and ``wrong`` hold the answers themselves.
    """

    prompt: int
    right: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    options: list[int] = field(default_factory=list)
    choices: int = -1
    at: dict[str, int] = field(default_factory=dict)
    media: list[int] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    listed_wrong: bool = False
    """One column is named after several wrong answers, so that commas part them."""
    own_kinds: bool = False
    """The column of kinds has the name that we give it, so that ``multiple`` is ours."""
    from_zero: bool = False
    """The numbers of right answers are counted from 0."""

    @property
    def literal_right(self) -> bool:
        """Whether every right answer has a cell of its own, so that no cell is parted."""
        return len(self.right) > 1

    @property
    def literal_wrong(self) -> bool:
        """The same for wrong answers."""
        return len(self.wrong) > 1


def columns(row: grid.Cells) -> Columns | None:
    """The columns of a header row; None for a row that is none."""
    if not sum(1 for cell in row if cell.strip()) >= 2 or any(len(cell) > _LONGEST_LABEL for cell in row):
        return None
    labels = [grid.label(cell) for cell in row]
    lettered = {"a", "b"} <= set(labels)
    found = Columns(-1)
    answer: list[int] = []
    several = -1
    numbered: dict[int, int] = {}
    for at, name in enumerate(labels):
        if not name:
            continue
        kind = _FIELDS.get(name, "")
        stem, number = _stem(name)
        if lettered and name in _LETTERS:
            found.options.append(at)
        elif kind == "prompt" and found.prompt < 0:
            found.prompt = at
        elif kind == "answer":
            answer.append(at)
        elif kind == "answers":
            several = at
        elif kind == "right" or (_FIELDS.get(stem) == "right" and number):
            found.right.append(at)
        elif kind == "wrong" or _FIELDS.get(stem) == "wrong":
            found.wrong.append(at)
            found.listed_wrong = name.endswith("s") or name in _LISTED
        elif kind == "choices":
            found.choices = at
        elif stem in _OPTIONS:
            found.options.append(at)
        elif _FIELDS.get(stem) == "answer":
            numbered[number] = at
        elif kind == "media":
            found.media.append(at)
        elif kind == "ignored":
            continue
        elif kind and kind not in found.at and kind != "prompt":
            found.at[kind] = at
            found.own_kinds |= name == "kind"
        else:
            found.unknown[row[at].strip()] = at
    _settle(found, answer, several, numbered)
    asked = found.right and found.prompt >= 0
    return found if asked else None


def _stem(name: str) -> tuple[str, int]:
    """``option b`` and ``option2`` as the word and a number from 1; 0 for a name without one."""
    found = _NUMBERED.fullmatch(name)
    if found is None or not found[1]:
        return name, 0
    return found[1].strip(" #"), int(found[2]) if found[2].isdecimal() else ord(found[2]) - ord("a") + 1


def _settle(found: Columns, answer: list[int], several: int, numbered: dict[int, int]) -> None:
    """What ``answer``, ``answers`` and ``answer 2`` mean depends on what stands beside them."""
    places = [numbered[n] for n in sorted(numbered)]
    if several >= 0:
        if found.right or answer:
            found.choices = several
        else:
            answer = [several]
    if not found.right:
        found.right, answer = answer, []
        # One question's second answer beside its first, not the second of its choices.
        if places and (found.right or found.wrong or "kind" in found.at) and 1 not in numbered:
            found.right, places = [*found.right, *places], []
        elif places and not found.right and found.wrong:
            found.right, places = places, []
    if places and not found.options:
        found.options = places
