"""A small knowledge and small readings, made by hand: what the tests of drafts work on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quiz.article.knowledge import Knowledge
from quiz.core.facts import Contradiction, Entity, Evidence, Fact, Reading, Side

_TABLES = {
    "works": """name|aliases|medium|year|country|genre|creators|common
Iron Petals||anime_series|1998|Japan|mecha|director=Ken Arai; studio=Gravel|0
Silent Orbit||anime_series|1999|Japan|mecha|director=Jun Oda; studio=Halo Works|0
Paper Moons||anime_series|2001|Japan|drama|director=Emi Sato; studio=Halo Works|0
Red Lantern||ova|1988|Japan|science fiction|director=Ken Arai|0
Glass Fleet Nine||ova|1990|Japan|science fiction|director=Jun Oda|0
Neon Harbor||ova|1987|Japan|science fiction|director=Emi Sato|0
Steel Choir||ova|1991|Japan|science fiction|director=Emi Sato|0
Paper Harbor||ova|1989|Japan|drama|director=Emi Sato|0
Moon Garage||ova|1986|Japan|comedy|director=Emi Sato|0
Quiet Engines||anime_series|2024|Japan|science fiction|director=Hana Mori; composer=Rui Endo|0""",
    "people": """name|aliases|occupations|country|born|gender|works|common|ended
Ken Arai||director|Japan|1960|m||0
Jun Oda||director|Japan|1962|m||0
Emi Sato||director; composer|Japan|1965|f||0
Rui Endo||composer|Japan|1970|m||0
Sora Ito||composer|Japan|1971|f||0
Mio Kato||composer|Japan|1969|f||0
Old Master||composer|Germany|1770|m||0
Anna Berg||actor|Sweden|1980|f||0
Clara Holm||actor|Sweden|1981|f||0
Ida Lund||actor|Sweden|1982|f||0
Per Dahl||actor|Sweden|1979|m||0""",
    "organisations": """name|aliases|sub|country|founded|common|ended
Gravel||animation_studio|Japan|1990|0
Halo Works||animation_studio|Japan|1991|0
Kite Pictures||animation_studio|Japan|1992|0
Moth House||animation_studio|Japan|1993|0
Tern Animation||animation_studio|Japan|1994|0
Late Comer||animation_studio|Japan|2010|0""",
    "places": """name|aliases|sub|within|demonym|common
Graz||city|Austria||0
Linz||city|Austria||0
Wels||city|Austria||0
Steyr||city|Austria||0
Krems||city|Austria||0
Villach||city|Austria||0
Lima||city|Peru||0""",
    "terms": "name|aliases|sub\ncholera||disease\nmalaria||disease\nmeasles||disease\ntyphus||disease",
    "given_names": "name|gender\nAnna|f\nClara|f\nIda|f\nPer|m\nElsa|f\nHans|m\nJan|m\nOtto|m",
    "surnames": "name|language\nArai|ja\nOda|ja\nMori|ja\nTanaka|ja",
}


def knowledge(folder: Path, **more: str) -> Knowledge:
    """The small knowledge, its tables written into ``folder``; ``more`` are lines for some of them."""
    for name, held in _TABLES.items():
        table = f"{held}\n{more[name].strip()}" if name in more else held
        (folder / f"{name}.tsv").write_text(table.replace("|", "\t") + "\n", encoding="utf-8")
    return Knowledge(folder)


def fact(text: str, relation: str, subject: str, objects: str, evidence: str, **more: object) -> Fact:
    """A fact whose evidence is found in the text; objects are parted by ``; ``."""
    start = text.index(evidence)
    held = Evidence(evidence, start, start + len(evidence))
    return Fact(relation, subject, tuple(objects.split("; ")), held, **{"confidence": 0.85, **more})  # type: ignore[arg-type]


def entity(text: str, name: str, kind: str, sub: str = "", *aliases: str, aside: bool = False) -> Entity:
    """A thing that the text names."""
    return Entity(name, kind, sub, aliases, text.index(name), text.count(name), aside)


ANIME = """
The anime Quiet Engines premieres in January 2024. Hana Mori (Red Lantern) is directing it at Gravel.

Toru Abe is the chief director, Yuri Hayashi writes the scripts, and Rei Tanaka and Shin Noda compose
the music. Kenta Ueda is the art director and Miki Ono is editing. The story centers on Sable, an
android girl, and it pays homage to Neon Harbor and Steel Choir. One could draw parallels to Red Lantern.
Aki Baba voices Sable and Jin Doi voices Corin, a pilot. It has 12 episodes. The series runs on Tokyo
Seven at 24:15 (effectively, February 2024).
"""


def anime(**more: object) -> Reading:
    """A preview of an anime, with the traps of previews."""
    t, work, kind = ANIME, "Quiet Engines", "anime_series"

    def staff(relation: str, names: str, evidence: str) -> Fact:
        return fact(t, relation, work, names, evidence, subject_type=kind, object_type="person")

    facts = (
        fact(t, "premiere_date", work, "January 2024", "premieres in January 2024", subject_type=kind),
        staff("director", "Hana Mori", "Hana Mori (Red Lantern) is directing it"),
        staff("animation_studio", "Gravel", "is directing it at Gravel"),
        staff("chief_director", "Toru Abe", "Toru Abe is the chief director"),
        staff("screenwriter", "Yuri Hayashi", "Yuri Hayashi writes the scripts"),
        staff("composer", "Rei Tanaka; Shin Noda", "Rei Tanaka and Shin Noda compose\nthe music"),
        staff("art_director", "Kenta Ueda", "Kenta Ueda is the art director"),
        staff("editor", "Miki Ono", "Miki Ono is editing"),
        fact(t, "protagonist", work, "Sable", "The story centers on Sable", subject_type=kind),
        fact(
            t,
            "homage_to",
            work,
            "Neon Harbor; Steel Choir",
            "it pays homage to Neon Harbor and Steel Choir",
            subject_type=kind,
            object_type="ova",
            opinion=True,
        ),
        fact(
            t,
            "parallel_to",
            work,
            "Red Lantern",
            "One could draw parallels to Red Lantern",
            subject_type=kind,
            object_type="ova",
            opinion=True,
        ),
        fact(
            t,
            "voice_actor",
            "Sable",
            "Aki Baba",
            "Aki Baba voices Sable",
            subject_type="character",
            context=work,
        ),
        fact(
            t,
            "voice_actor",
            "Corin",
            "Jin Doi",
            "Jin Doi voices Corin",
            subject_type="character",
            context=work,
        ),
        fact(t, "episode_count", work, "12", "It has 12 episodes", subject_type=kind),
    )
    people = (
        "Hana Mori, Toru Abe, Yuri Hayashi, Rei Tanaka, Shin Noda, Kenta Ueda, Miki Ono, Aki Baba, Jin Doi"
    )
    entities = (
        entity(t, work, "work", kind),
        *(entity(t, name, "person", "", name.split()[1]) for name in people.split(", ")),
        entity(t, "Gravel", "org", "animation_studio"),
        entity(t, "Red Lantern", "work", "ova", aside=True),
        entity(t, "Neon Harbor", "work", "ova"),
        entity(t, "Steel Choir", "work", "ova"),
        entity(t, "Sable", "character"),
        entity(t, "Corin", "character"),
    )
    plain = {"facts": facts, "entities": entities, **more}
    return Reading(t, work, "en", len(t.split()), work, "anime", **plain)  # type: ignore[arg-type]


LIFE = """
Elsa Rask was born on 12 June 1922 in Linz. Her father, Otto Rask, was a priest. In 1941 she moved to
Graz.

She married Per Lind in 1949 and contracted cholera in 1953. In 1958 she discovered the comet Vemm. Elsa Rask
died on 3 March 1990 in Wels. Her school was in Steyr (1931), and later the text calls it a school in Lima.
"""


def life(**more: object) -> Reading:
    """A short biography, with dates to put in order and a contradiction."""
    t, name = LIFE, "Elsa Rask"

    def told(relation: str, value: str, evidence: str, **rest: object) -> Fact:
        return fact(t, relation, name, value, evidence, **{"subject_type": "person", **rest})

    facts = (
        told("birth_date", "12 June 1922", "Elsa Rask was born on 12 June 1922"),
        told("birth_place", "Linz", "was born on 12 June 1922 in Linz"),
        told("father", "Otto Rask", "Her father, Otto Rask, was a priest"),
        told("act_year", "1941", "In 1941 she moved to\nGraz", context="move to Graz"),
        told("act_year", "1949", "She married Per Lind in 1949", context="marry Per Lind"),
        told("illness", "cholera", "contracted cholera in 1953"),
        fact(
            t,
            "discovery_date",
            "comet Vemm",
            "1958",
            "In 1958 she discovered the comet Vemm",
            subject_type="term",
        ),
        told("death_date", "3 March 1990", "Elsa Rask\ndied on 3 March 1990"),
        told("death_place", "Wels", "died on 3 March 1990 in Wels"),
    )
    sides = (Side("Steyr", facts[0].evidence), Side("Lima", facts[0].evidence))
    entities = (
        entity(t, name, "person", "", "Rask"),
        entity(t, "Otto Rask", "person"),
        *(entity(t, place, "place", "city") for place in ("Linz", "Graz", "Wels", "Steyr", "Lima")),
    )
    plain = {
        "facts": facts,
        "entities": entities,
        "contradictions": (Contradiction("school", name, sides),),
        **more,
    }
    return Reading(t, name, "en", len(t.split()), name, "person", **plain)  # type: ignore[arg-type]


def replace_objects(held: Fact, *objects: str) -> Fact:
    """The same fact with other objects."""
    return replace(held, objects=objects)
