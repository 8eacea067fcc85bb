"""Pack files: what is read, what is refused and where, and that nothing else ever comes out of a bad file."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core.questions import Difficulty, Kind, Media, Pack, PackHead, Question, natural_id, problems
from quiz.packs.blocks import MOST_LINES
from quiz.packs.native import load, open_pack, parse_pack, read_pack
from quiz.packs.refusals import Loaded, PackRefusal
from quiz.packs.writer import toml_blocks, write_pack
from quiz.words import Refused

HEAD = 'format = 1\nid = "noir"\ntitle = "Noir"\nlanguage = "en"\n'
FIRST = '[[question]]\nprompt = "Who?"\nanswer = "Hori"\nwrong = ["Izubuchi"]\n'
LAST = '[[question]]\nid = "last"\nprompt = "Where?"\nanswer = "Mars"\nwrong = ["Venus"]\n'


def parse(text: str) -> Loaded:
    return parse_pack(text.encode())


def parse_or_name(data: bytes) -> object:
    try:
        return parse_pack(data)
    except Refused as error:
        return error.name


def one(body: str) -> Question:
    loaded = parse(HEAD + "[[question]]\n" + body)
    assert loaded.refused == ()
    return loaded.pack.questions[0]


def fault(body: str) -> tuple[int, str]:
    """The line within the block (its header is 1) and the sentence; the question after it is always read."""
    loaded = parse(HEAD + "[[question]]\n" + body + "\n" + LAST)
    assert [q.id for q in loaded.pack.questions] == ["last"], loaded
    (refusal,) = loaded.refused
    assert refusal.row == 1
    return refusal.line - 4, refusal.why


def refused(text: str | bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        parse_pack(text if isinstance(text, bytes) else text.encode())
    return caught.value


class TestReading:
    def test_a_choice_needs_no_kind_and_no_id(self) -> None:
        q = one('prompt = "Who?"\nanswer = "Hori"\nwrong = ["Izubuchi"]\n')
        assert (q.kind, q.right, q.wrong) == (Kind.CHOICE, ("Hori",), ("Izubuchi",))
        assert q.difficulty is Difficulty.MEDIUM
        assert q.id == natural_id("Who?", ("Hori",))

    @pytest.mark.parametrize(
        ("body", "kind", "right"),
        [
            ('kind = "truefalse"\nanswer = true', Kind.TRUEFALSE, ("true",)),
            ('kind = "truefalse"\nanswer = false', Kind.TRUEFALSE, ("false",)),
            ('kind = "multiple"\nanswer = ["A", "B"]\nwrong = ["C"]', Kind.MULTIPLE, ("A", "B")),
            ('kind = "text"\nanswer = ["A", "B"]\nwrong = ["C"]', Kind.TEXT, ("A", "B")),
            ('kind = "text"\nanswer = "A"', Kind.TEXT, ("A",)),
            ('kind = "number"\nanswer = 9', Kind.NUMBER, ("9",)),
            ('kind = "number"\nanswer = -0.10', Kind.NUMBER, ("-0.10",)),
            ('kind = "order"\nanswer = ["A", "B", "C"]', Kind.ORDER, ("A", "B", "C")),
        ],
    )
    def test_every_kind(self, body: str, kind: Kind, right: tuple[str, ...]) -> None:
        q = one(f'prompt = "Which?"\n{body}\n')
        assert (q.kind, q.right) == (kind, right)

    def test_decimals_are_exact(self) -> None:
        q = one('prompt = "?"\nkind = "number"\nanswer = 0.1\ntolerance = 0.30\nunit = "m"\n')
        assert (q.number, q.tolerance, q.unit) == (Decimal("0.1"), Decimal("0.30"), "m")

    def test_choices_with_pictures(self) -> None:
        q = one(
            'prompt = "?"\n[[question.choices]]\ntext = "A"\nimage = "a.png"\n'
            '[[question.choices]]\ntext = "B"\nright = true\n'
        )
        assert (q.right, q.wrong, q.choice_images) == (("B",), ("A",), ("", "a.png"))

    def test_a_question_may_quote_a_pack_file(self) -> None:
        q = one(
            'prompt = """\n[[question]]\nis what?"""\nanswer = "a header" # """\nwrong = ["no \'\'\' text"]\n'
            "explanation = '''\n[[question]]\n'''\n"
        )
        assert q.prompt == "[[question]]\nis what?"
        assert q.explanation == "[[question]]\n"

    @pytest.mark.parametrize("change", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n")])
    def test_byte_order_mark_and_windows_lines(self, change: object) -> None:
        assert callable(change)
        loaded = parse(change(HEAD + FIRST + LAST))
        assert (len(loaded.pack.questions), loaded.refused) == (2, ())

    def test_a_pack_may_have_no_questions_yet(self) -> None:
        assert parse(HEAD) == Loaded(Pack(PackHead("noir", "Noir"), ()))

    def test_many_comments_belong_to_no_question(self) -> None:
        loaded = parse(HEAD + FIRST + "# for later\n" * 1000 + LAST)
        assert (len(loaded.pack.questions), loaded.lines) == (2, (5, 1009))

    def test_a_reader_reads_as_often_as_wanted(self, tmp_path: Path) -> None:
        path = tmp_path / "noir.toml"
        path.write_text(HEAD + FIRST + LAST, encoding="utf-8")
        reader = open_pack(path)
        next(iter(reader))
        assert len(list(reader)) == len(list(reader)) == 2
        assert load(reader) == read_pack(path)


class TestRefusedQuestions:
    @pytest.mark.parametrize(
        ("body", "line", "word"),
        [
            ('prompt = "Who?"\nanswer = "A"\nwrnog = ["B"]', 4, "wrong"),
            ('prompt = "Who?"\nanswer = "A"\nwrong = "B"', 4, "list"),
            ('prompt = "Who?"\nanswer = "A"\nwrong = [1]', 4, "list"),
            ('prompt = 3\nanswer = "A"', 2, "text in quotes"),
            ('answer = "A"\nwrong = ["B"]', 1, "prompt"),
            ('prompt = "Who?"\nwrong = ["B"]', 1, "answer"),
            ('prompt = "Who?"\nanswer = "A"', 1, "1 to 5"),
            ('prompt = "Who?"\nanswer = ["A"]\nwrong = ["B"]', 3, "one text"),
            ('prompt = "Who?"\nkind = "quiz"\nanswer = "A"', 3, "choice, truefalse"),
            ('prompt = "Who?"\nanswer = "A"\nwrong = ["B"]\ndifficulty = "mild"', 5, "easy, medium, hard"),
            ('prompt = "Who?"\nkind = "truefalse"\nanswer = "true"', 4, "true or false"),
            ('prompt = "Who?"\nkind = "number"\nanswer = "9"', 4, "number"),
            ('prompt = "Who?"\nkind = "number"\nanswer = true', 4, "number"),
            ('prompt = "Who?"\nkind = "number"\nanswer = nan', 1, "number"),
            ('prompt = "Who?"\nkind = "number"\nanswer = 1e99999', 1, "digits"),
            ('prompt = "Who?"\nkind = "number"\nanswer = 0x' + "f" * 5000, 4, "digits"),
            ('prompt = "Who?"\nkind = "number"\nanswer = 1' + "0" * 5000, 1, "digits"),
            ('prompt = "Who?"\nkind = "number"\nanswer = 1e99999999999999999999', 1, "digits"),
            ('prompt = "Who?"\nanswer = "A"\nwrong = ["B"]\nimage = "../x.png"', 5, "below"),
            ('prompt = "Who?"\nanswer = "A"\nwrong = ["B"]\naudio = "C:/x.ogg"', 5, "below"),
            ('prompt = "Who?"\nanswer = "A"\nwrong = ["B"]\nconfidence = 2', 5, "between"),
            ('prompt = "Who?"\nanswer = "A"\nwrong = ["B"]\nid = ""', 5, "id"),
            ('prompt = "Who?"\nanswer = "A"\nwrong = ["A"]', 1, "twice"),
            ('prompt = "Who?\\u0000"\nanswer = "A"\nwrong = ["B"]', 1, "U+0000"),
            ('prompt = "Who?"\nanswer = "A"\nwrong = [' + "[" * 5000, 1, "nested"),
            ("a." * 20_000 + "a = 1", 1, "parts"),
            ('prompt = "Who?\nanswer = "A"', 2, "closed"),
            ('prompt = "Who?"\nprompt = "Who?"', 3, "twice"),
            ('prompt = "Who?"\nanswer = "A" "B"', 3, "after the value"),
            ('prompt = "Who?"\nanswer = A', 3, "quotes"),
            ('prompt = "Who?"\n[other]\na = 1', 3, "belong"),
            ('prompt = "Who?"\nanswer = "A"\n[[question.choices]]\ntext = "B"', 3, "exclude"),
            ('prompt = "Who?"\n[[question.choices]]\ntext = "A"\n[[question.choices]]\ntxet = "B"', 6, "ex"),
            ('prompt = "Who?"\nkind = "number"\n[[question.choices]]\ntext = "B"', 4, "no choices"),
            ('prompt = """Who?\nanswer = "A"\nwrong = ["B"]\n', 2, "closed"),
            ("prompt = '''Who?\nanswer = \"A\"\n", 2, "closed"),
            ('prompt = "Who?"\n' + "# mark\n" * 10 + "x = 1\n" * MOST_LINES, 1, "200 lines"),
            ('prompt = "' + "x" * 70_000 + '"', 1, "64 KB"),
            ('prompt = """\n' + "x\n" * 300 + '"""', 1, "200 lines"),
        ],
    )
    def test_one_question_and_its_line(self, body: str, line: int, word: str) -> None:
        found, why = fault(body)
        assert word in why
        assert found == line
        assert "\n" not in why

    def test_not_utf8_takes_only_its_question(self) -> None:
        data = (HEAD + FIRST).encode() + b'[[question]]\nprompt = "Caf\xe9?"\n' + LAST.encode()
        loaded = parse_pack(data)
        assert len(loaded.pack.questions) == 2
        assert (loaded.refused[0].line, loaded.refused[0].row) == (10, 2)
        assert "UTF-8" in loaded.refused[0].why

    def test_the_same_id_twice_names_the_first_line(self) -> None:
        loaded = parse(HEAD + LAST + LAST)
        (refusal,) = loaded.refused
        assert (refusal.line, refusal.row, refusal.text) == (11, 2, "Where?")
        assert "line 5" in refusal.why
        assert refusal.sentence(Path("packs/noir.toml")).startswith("noir.toml, line 11: the id “last”")

    def test_an_unclosed_text_swallows_no_other_question(self) -> None:
        broken = '[[question]]\nprompt = """Who?\nanswer = "A"\n'
        closed = '[[question]]\nprompt = """\nSo?"""\nanswer = "A"\nwrong = ["B"]\n'
        loaded = parse(HEAD + broken + FIRST + closed + LAST)
        assert [q.prompt for q in loaded.pack.questions] == ["Who?", "So?", "Where?"]
        assert [r.line for r in loaded.refused] == [6]


class TestRefusedPacks:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("", PackRefusal.EMPTY),
            ("\ufeff\n# nothing\n\n", PackRefusal.EMPTY),
            (LAST, PackRefusal.MISSING_KEY),
            (HEAD.replace('title = "Noir"\n', ""), PackRefusal.MISSING_KEY),
            (HEAD.replace("= 1", "= 2"), PackRefusal.NEWER_FORMAT),
            (HEAD.replace("= 1", "= true"), PackRefusal.NEWER_FORMAT),
            (HEAD.replace('"noir"', '"Noir!"'), PackRefusal.BAD_ID),
            (HEAD.replace('"noir"', '"../noir"'), PackRefusal.BAD_ID),
            (HEAD.replace('"Noir"', "3"), PackRefusal.BAD_VALUE),
            (HEAD.replace('"Noir"', '" "'), PackRefusal.BAD_VALUE),
            (HEAD.replace('"Noir"', '"\\u0000"'), PackRefusal.BAD_VALUE),
            (HEAD + 'article = "/etc/passwd"', PackRefusal.BAD_VALUE),
            (HEAD + 'article = "articles\\\\..\\\\..\\\\x"', PackRefusal.BAD_VALUE),
            (HEAD + 'autor = "me"', PackRefusal.UNKNOWN_KEY),
            (HEAD + "[question]", PackRefusal.UNKNOWN_KEY),
            (HEAD + "x = 1\n" * 300, PackRefusal.HEAD_TOO_LARGE),
            ("# Notes\nA text about androids.", PackRefusal.BAD_TOML),
            ("x = " + "[" * 9000, PackRefusal.BAD_TOML),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", PackRefusal.BINARY),
            (b"\0" * 100_000, PackRefusal.BINARY),
            (b"PK\x03\x04aaaaaa", PackRefusal.ZIP),
            (HEAD.encode("utf-16"), PackRefusal.NOT_UTF8),
            (b'format = 1\nid = "caf\xe9"', PackRefusal.NOT_UTF8),
        ],
    )
    def test_by_name(self, text: str | bytes, name: PackRefusal) -> None:
        assert refused(text).name is name

    def test_the_line_is_told(self) -> None:
        assert str(refused(HEAD + 'autor = "me"')) == (
            "pack.toml, line 5: the pack's head has no key “autor”; perhaps it is “author”."
        )

    def test_what_is_no_file(self, tmp_path: Path) -> None:
        for path, name in ((tmp_path, PackRefusal.FOLDER), (tmp_path / "none.toml", PackRefusal.NOT_FOUND)):
            with pytest.raises(Refused) as caught:
                read_pack(path)
            assert caught.value.name is name
        with pytest.raises(Refused):
            read_pack(Path("a\0b"))

    def test_refusals_have_names_of_their_own(self) -> None:
        assert len(PackRefusal) == len(PackRefusal.__members__)


SEED = (HEAD + FIRST + '[[question]]\nkind = "number"\nprompt = """\nHow "many"?"""\nanswer = 9.5\n').encode()
PIECES = [
    b'"',
    b'"""',
    b"'''",
    b"[[question]]\n",
    b"[",
    b"]",
    b"\n",
    b"\\",
    b"\0",
    b"\xff",
    b"=",
    b"#",
    b"9" * 40,
]
CUTS = st.lists(st.tuples(st.integers(0, len(SEED)), st.integers(0, 20), st.sampled_from(PIECES)), max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_refused_by_name(data: bytes) -> None:
    for text in (data, HEAD.encode() + b"[[question]]\n" + data):
        assert isinstance(parse_or_name(text), Loaded | PackRefusal)


@settings(max_examples=300, deadline=None)
@given(CUTS)
def test_damaged_packs_are_refused_by_name(cuts: list[tuple[int, int, bytes]]) -> None:
    data = SEED
    for at, length, piece in cuts:
        data = data[:at] + piece + data[at + length :]
    loaded = parse_or_name(data)
    if isinstance(loaded, Loaded):
        assert all(not problems(q) for q in loaded.pack.questions)
        assert all(1 <= refusal.line <= data.count(b"\n") + 1 for refusal in loaded.refused)
    else:
        assert isinstance(loaded, PackRefusal)


def test_texts_that_never_end_cost_little() -> None:
    pieces = ['[[question]]\na = """\n', "[[question]]\na = '''\n", '"""\n', "'''\n"]
    dice = random.Random(5)
    loaded = parse(HEAD + FIRST + "".join(dice.choice(pieces) for _ in range(20_000)) + LAST)
    assert loaded.refused


SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t"\\\r ]#')
WORDS = st.text(SIGNS, min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
ANSWERS = st.lists(WORDS, min_size=6, max_size=6, unique_by=lambda text: " ".join(text.split()))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    kind = draw(st.sampled_from(Kind))
    texts = draw(ANSWERS)
    right, wrong = {
        Kind.CHOICE: (texts[:1], texts[1:4]),
        Kind.TRUEFALSE: ([draw(st.sampled_from(["true", "false"]))], []),
        Kind.MULTIPLE: (texts[:2], texts[2:5]),
        Kind.TEXT: (texts[:2], []),
        Kind.NUMBER: ([str(draw(st.decimals(-(10**9), 10**9, places=2)))], []),
        Kind.ORDER: (texts[:4], []),
    }[kind]
    pictured = kind in (Kind.CHOICE, Kind.MULTIPLE, Kind.ORDER) and draw(st.booleans())
    return Question(
        id=draw(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)),
        prompt=draw(WORDS),
        kind=kind,
        right=tuple(right),
        wrong=tuple(wrong),
        difficulty=draw(st.sampled_from(Difficulty)),
        category=draw(WORDS),
        explanation=draw(WORDS),
        evidence=draw(WORDS),
        evidence_start=draw(st.none() | st.integers(0, 10**6)),
        confidence=draw(st.none() | st.floats(0, 1)),
        exact=draw(st.booleans()),
        tolerance=draw(st.decimals(0, 100, places=2)),
        unit=draw(st.just("") | WORDS),
        tags=tuple(draw(st.lists(WORDS, max_size=3))),
        media=draw(st.sampled_from([Media(), Media("images/a.png", "an “android”", "b.ogg")])),
        choice_images=("a.png", *[""] * (len(right) + len(wrong) - 1)) if pictured else (),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(questions(), max_size=3, unique_by=lambda q: q.id))
def test_what_is_written_is_read_back(made: list[Question]) -> None:
    made = [q for q in made if not problems(q)]
    pack = Pack(PackHead("noir", 'The "Noir" \\ pack', language="en", source="a\nb"), tuple(made))
    loaded = parse("".join(toml_blocks(pack.head, pack.questions)))
    assert loaded.refused == ()
    assert loaded.pack == pack
    assert loaded.pack.fingerprint() == pack.fingerprint()


class TestWriting:
    def test_it_reads_as_a_person_writes(self, tmp_path: Path) -> None:
        head = HEAD.replace("language", 'version = "1.0.0"\nlanguage')
        text = head + "\n" + FIRST.replace("]]\n", ']]\nid = "who"\n')
        write_pack(parse(text).pack, tmp_path / "noir.toml")
        assert (tmp_path / "noir.toml").read_text(encoding="utf-8") == text

    def test_long_texts_that_have_many_lines_still_fit(self) -> None:
        q = Question("a", "?", Kind.CHOICE, ("A",), ("B",), evidence="line\n" * 500)
        pack = Pack(PackHead("noir", "Noir"), (q,))
        assert parse("".join(toml_blocks(pack.head, pack.questions))).pack == pack

    @pytest.mark.parametrize("text", ["x" * 70_000, "\ud800", "\0"])
    def test_what_could_not_be_read_back_leaves_the_old_file(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "noir.toml"
        path.write_text("old", encoding="utf-8")
        pack = Pack(PackHead("noir", "Noir"), (Question("a", text, Kind.CHOICE, ("A",), ("B",)),))
        with pytest.raises(Refused) as caught:
            write_pack(pack, path)
        assert caught.value.name in (PackRefusal.QUESTION_TOO_LARGE, PackRefusal.NOT_WRITABLE)
        assert [file.name for file in tmp_path.iterdir()] == ["noir.toml"]
        assert path.read_text(encoding="utf-8") == "old"

    def test_nowhere_to_write(self, tmp_path: Path) -> None:
        with pytest.raises(Refused) as caught:
            write_pack(Pack(PackHead("noir", "Noir"), ()), tmp_path / "none" / "noir.toml")
        assert caught.value.name is PackRefusal.UNWRITABLE
