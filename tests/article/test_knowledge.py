"""The shipped knowledge: its files are whole, and the loader answers as the reader of articles needs it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from quiz.article.knowledge import FAMILIES, Entry, Knowledge, MalformedError, load, plain
from quiz.core.folding import fold
from quiz.resources import assets

FOLDER = assets() / "knowledge"
FILES = ("works", "people", "organisations", "places", "terms", "given_names", "surnames")
KINDS = ("work", "person", "org", "place", "term")


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load()


def _rows(file: str) -> tuple[list[str], list[list[str]]]:
    lines = (FOLDER / f"{file}.tsv").read_text(encoding="utf-8").splitlines()
    return lines[0].split("\t"), [line.split("\t") for line in lines[1:] if line and line[0] != "#"]


class TestFiles:
    @pytest.mark.parametrize("file", FILES)
    def test_lines_are_whole(self, file: str) -> None:
        header, rows = _rows(file)
        assert rows
        for row in rows:
            assert len(row) <= len(header), row
            assert row[0], row
            for cell in row:
                assert cell == cell.strip(), row
                assert ";" not in cell.replace("; ", "") or ";" in row[0] or "\t" not in cell, row
                assert "|" not in cell, row
                assert " ~ " not in cell, row

    @pytest.mark.parametrize("file", FILES)
    def test_sections_are_sorted(self, file: str) -> None:
        def key(line: str) -> str:
            return re.sub(r"^(the|an?) ", "", plain(line.split("\t")[0]).casefold())

        section: list[str] = []
        for line in [*(FOLDER / f"{file}.tsv").read_text(encoding="utf-8").splitlines()[1:], "#"]:
            if not line.startswith("#"):
                section.append(key(line))
                continue
            assert section == sorted(section)
            section = []

    @pytest.mark.parametrize("kind", KINDS)
    def test_nothing_stands_twice(self, known: Knowledge, kind: str) -> None:
        counted = Counter((fold(e.name), e.sub, e.year if kind == "work" else 0) for e in known.of(kind))
        assert [key for key, times in counted.items() if times > 1] == []

    def test_years_are_sane(self, known: Knowledge) -> None:
        for kind in KINDS:
            for entry in known.of(kind):
                # Oxford is the oldest; nobody here was born, and nothing shown, after the data was written.
                assert entry.year is None or 1000 <= entry.year <= 2026, entry
                if entry.kind == "work" and entry.sub in ("anime_series", "video_game", "ova"):
                    assert entry.year is None or entry.year >= 1958, entry

    def test_genders_are_letters(self, known: Knowledge) -> None:
        assert {entry.gender for entry in known.of("person")} <= {"m", "f", ""}
        assert all(entry.gender == "" for entry in known.of("person", role="band"))

    def test_makers_of_works_are_known(self, known: Knowledge) -> None:
        unknown = [
            (work.name, maker)
            for work in known.of("work")
            for _, maker in work.links
            if not any(entry.kind in ("person", "org") for entry in known.named(maker))
        ]
        assert unknown == []

    def test_countries_are_places(self, known: Knowledge) -> None:
        for kind in ("work", "person", "org"):
            for entry in known.of(kind):
                where = known.named(entry.country)
                assert not entry.country or any(e.kind == "place" for e in where), entry

    def test_families_hold_what_the_files_hold(self, known: Knowledge) -> None:
        assert {sub for family in FAMILIES.values() for sub in family}.isdisjoint({""})
        assert known.of("work", "anime")

    @pytest.mark.parametrize(
        ("kind", "least"), [("work", 700), ("person", 900), ("org", 500), ("place", 600), ("term", 800)]
    )
    def test_there_is_enough(self, known: Knowledge, kind: str, least: int) -> None:
        assert len(known.of(kind)) >= least

    def test_wrong_header_is_refused(self, tmp_path: Path) -> None:
        for file in FILES:
            (tmp_path / f"{file}.tsv").write_text("title\taliases\n", encoding="utf-8")
        with pytest.raises(MalformedError, match=r"works\.tsv: the header has no column name"):
            Knowledge(tmp_path)


class TestNames:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("BONES", "Bones"),
            ("yutaka izubuchi", "Yutaka Izubuchi"),
            ("Shinichirō Watanabe", "Shinichiro Watanabe"),
            ("Gunm", "Battle Angel Alita"),
            ("USA", "United States"),
        ],
    )
    def test_named(self, known: Knowledge, text: str, name: str) -> None:
        assert name in [entry.name for entry in known.named(text)]

    def test_every_name_is_found_by_itself(self, known: Knowledge) -> None:
        for kind in KINDS:
            for entry in known.of(kind):
                for name in entry.names:
                    assert entry in known.named(name), name
                    found = known.spans(name.split(), 0)
                    assert found is not None, name
                    assert (entry in found[0], found[1]) == (True, len(name.split())), name

    def test_unknown_is_nothing(self, known: Knowledge) -> None:
        assert known.named("Zzyzx Qwerty") == ()

    @pytest.mark.parametrize(
        ("tokens", "at", "name", "count"),
        [
            (["at", "Production", "I.G", "in"], 1, "Production I.G", 2),
            (["Steins", ";", "Gate", "is"], 0, "Steins;Gate", 3),
            (["Steins;Gate"], 0, "Steins;Gate", 1),
            (["New", "York", "City"], 0, "New York City", 3),
            (["Junichirō", "Taniguchi", ","], 0, "Junichirō Taniguchi", 2),
            (["Junichiro", "Taniguchi"], 0, "Junichirō Taniguchi", 2),
            (["Ghost", "in", "the", "Shell", "2", ":", "Innocence"], 0, "Ghost in the Shell 2: Innocence", 7),
            (["the", "Soviet", "Union"], 1, "Soviet Union", 2),
            (["Cholera", "spread"], 0, "cholera", 1),
            (["fruit", "vendor"], 0, "fruit vendor", 2),
        ],
    )
    def test_spans(self, known: Knowledge, tokens: list[str], at: int, name: str, count: int) -> None:
        found = known.spans(tokens, at)
        assert found is not None
        assert name in [entry.name for entry in found[0]]
        assert found[1] == count

    @pytest.mark.parametrize("tokens", [["bones"], ["Akirax"], ["crunchyroll"], ["Tokyox", "Tower"]])
    def test_spans_mind_case_and_whole_words(self, known: Knowledge, tokens: list[str]) -> None:
        assert known.spans(tokens, 0) is None

    def test_ordinary_words_are_marked(self, known: Knowledge) -> None:
        for name in ("Her", "It", "Up", "Bones", "Another", "Given", "Nice", "Reading", "Time", "Variety"):
            assert any(entry.common for entry in known.named(name)), name
        assert not any(entry.common for entry in known.named("RahXephon"))

    @pytest.mark.parametrize(
        ("name", "gender"),
        [("Toshihiro", "m"), ("Kentarou", "m"), ("Jun'ichirō", "m"), ("Yōko", "f"), ("Karl-Heinz", "m")],
    )
    def test_gender(self, known: Knowledge, name: str, gender: str) -> None:
        assert known.gender(name) == gender
        assert known.is_given(name)

    def test_surnames(self, known: Knowledge) -> None:
        assert known.is_surname("Ōtomo")
        assert known.is_surname("Saitou")
        assert known.surname_language("Müller") == "de"
        assert not known.is_surname("Crunchyroll")

    @pytest.mark.parametrize(
        ("word", "country"),
        [("French", "France"), ("Americans", "United States"), ("Soviet", "Soviet Union"), ("blue", "")],
    )
    def test_demonym(self, known: Knowledge, word: str, country: str) -> None:
        assert known.demonym(word) == country

    def test_demonyms(self, known: Knowledge) -> None:
        assert known.demonyms("Japan")[0] == "Japanese"


class TestBeside:
    def test_alike_is_of_the_same_kind(self, known: Knowledge) -> None:
        rahxephon = next(entry for entry in known.named("RahXephon") if entry.sub == "anime_series")
        found = known.alike(rahxephon, limit=10)
        assert len(found) == 10
        assert rahxephon not in found
        assert all(entry.sub == "anime_series" and entry.country == "Japan" for entry in found)
        assert all(entry.year is not None and abs(entry.year - 2002) < 15 for entry in found)

    def test_alike_minds_the_role(self, known: Knowledge) -> None:
        found = known.alike("person", role="voice actor", country="Japan", gender="m", limit=20)
        assert len(found) == 20
        assert all("voice actor" in entry.roles and entry.gender == "m" for entry in found)
        physicists = known.alike("person", role="theoretical physicist", year=1904, limit=5)
        assert all("physicist" in entry.roles for entry in physicists)

    def test_alike_is_the_same_each_time(self, known: Knowledge) -> None:
        fresh = Knowledge(FOLDER)
        for sub in ("animation_studio", "tv_network", "magazine"):
            assert known.alike("org", sub=sub, limit=30) == fresh.alike("org", sub=sub, limit=30)

    def test_alike_may_be_drawn_by_seed(self, known: Knowledge) -> None:
        def drawn(seed: int) -> list[Entry]:
            return known.alike("org", sub="tv_network", country="Japan", limit=5, rng=Random(seed))

        assert drawn(1) == drawn(1)
        assert any(drawn(1) != drawn(seed) for seed in range(2, 6))
        assert all(entry.country == "Japan" for entry in drawn(1))

    def test_an_unknown_sort_has_no_likes(self, known: Knowledge) -> None:
        assert known.alike("org", sub="no_such_sub") == []
        assert known.of("no_such_kind") == ()

    def test_terms_like(self, known: Knowledge) -> None:
        assert "malaria" in known.terms_like("cholera")
        assert "cholera" not in known.terms_like("cholera")
        assert "robots" in known.terms_like("androids")
        assert known.terms_like("no such term") == []
        assert known.term_sub("fruit vendor") == known.term_sub("bakers") == "trade"


class TestTruth:
    def test_makers_of_a_work(self, known: Knowledge) -> None:
        assert known.linked("RahXephon", "director") == ("Yutaka Izubuchi",)
        assert known.linked("RahXephon", "studio") == ("Bones",)

    def test_works_of_a_maker(self, known: Knowledge) -> None:
        works = known.linked("Satoshi Kon", "work")
        assert {"Perfect Blue", "Paprika", "Paranoia Agent"} <= set(works)
        assert "Metallic Rouge" in known.linked("BONES", "studio of")
        assert known.linked("Nobody At All", "work") == ()

    def test_places_lie_somewhere(self, known: Knowledge) -> None:
        assert known.linked("Ikebukuro", "within") == ("Tokyo",)
