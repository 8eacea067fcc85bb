"""Names of media: what the author wrote, and the file that the bank keeps."""

from __future__ import annotations

from quiz.core.media import file_of, is_kept, media_of, own_name, pack_with_names, with_names
from quiz.core.questions import Kind, Media, Pack, PackHead, Question

FILE = "0123456789abcdef" * 4 + ".png"
PLAIN = Question("a", "Who?", Kind.CHOICE, ("A",), ("B",))
MEDIA = Media("i.png", "alt", "s.ogg")
FULL = Question("b", "Who?", Kind.CHOICE, ("A",), ("B",), media=MEDIA, choice_images=("", "c.png"))


def test_a_kept_name_has_two_parts() -> None:
    assert (file_of(f"{FILE}/img/a.png"), own_name(f"{FILE}/img/a.png")) == (FILE, "img/a.png")
    assert own_name(f"{FILE}/{FILE}/a.png") == "a.png"


def test_other_names_are_their_authors_own() -> None:
    odd = ("0" * 64 + ".svg/a", "0" * 63 + ".png/a")
    for name in ("a.png", "img/a.png", f"{FILE}/", f"x/{FILE}/a.png", *odd):
        assert file_of(name) == ""
        assert own_name(name) == name


def test_only_the_banks_own_files_are_kept_ones() -> None:
    assert is_kept(FILE)
    assert not any(map(is_kept, ("a.png", FILE + ".part", f".{FILE}", "../" + FILE)))


def test_names_change_everywhere_and_nothing_else() -> None:
    new = with_names(FULL, "p/{}".format, "s/{}".format)
    assert media_of(new) == ("p/i.png", "s/s.ogg", "p/c.png")
    assert (new.media.image_alt, new.choice_images) == ("alt", ("", "p/c.png"))
    assert with_names(PLAIN, "p/{}".format, "s/{}".format) is PLAIN
    old = Pack(PackHead("x", "X", cover="c.png"), (PLAIN, FULL))
    pack = pack_with_names(old, "p/{}".format, "s/{}".format)
    assert (pack.head.cover, pack.questions) == ("p/c.png", (PLAIN, new))


def test_another_content_is_another_question() -> None:
    one, two = (with_names(FULL, lambda name, n=n: f"{n * 64}.png/{name}", str) for n in "ab")
    assert one.content_hash() != two.content_hash()
