"""Which relation a match states, where its words decide: roles, casts, kin, a possessive before a title."""

from __future__ import annotations

import re

from quiz.article.context import Context
from quiz.article.glosses import VOICED
from quiz.article.identity import SOURCES, Identity
from quiz.article.lexicon import Role
from quiz.article.patterns import FactSpec, Pattern
from quiz.article.relations import Relation
from quiz.article.shadow import Shadow
from quiz.article.slots import Filler, cleaned

_ACTED = re.compile(r"\b(?:live-action|stage|film|movie|musical|drama)\b", re.IGNORECASE)
# What can only be said of the anime, where a book is filmed.
_SCREENED = frozenset(
    {
        "premiere_date",
        "tv_network",
        "streaming_service",
        "episode_count",
        "animation_studio",
        "source_medium",
        "based_on",
        "original_author",
        "producer",
        "production_company",
    }
)
# What is said of a book, also where its title is better known as an anime's.
_OF_BOOKS = frozenset(
    {"author", "writer", "illustrator", "magazine", "publisher", "launch_date", "volume_count", "award"}
)
CAST = frozenset({"actor", "voice_actor"})
# What a possessive before a title means in each medium.
_POSSESSIVE = (
    ("director", {"film", "anime_film"}, {"director"}),
    (
        "author",
        {"novel", "light_novel", "short_story", "nonfiction", "play", "poem"},
        {"novelist", "playwright", "poet", "author"},
    ),
    ("original_author", {"manga", "comic"}, {"manga artist", "comic artist"}),
    ("song_artist", {"song", "album"}, {"singer", "band"}),
)
_KIN = {
    "parent": {"m": "father", "f": "mother"},
    "child": {"m": "son", "f": "daughter"},
    "sibling": {"m": "brother", "f": "sister"},
}
# Labels of role lines that are no person's role.
_LINES = {
    "music": "composer",
    "series composition": "series_composition",
    "animation production": "animation_studio",
    "character design": "character_designer",
    "script": "screenwriter",
    "screenplay": "screenwriter",
    "original story": "original_author",
    "original work": "original_author",
    "sound direction": "sound_director",
    "art direction": "art_director",
    "mechanical design": "mecha_designer",
    "mechanical designs": "mecha_designer",
    "character designs": "character_designer",
    "series constitution": "series_composition",
    "composition": "series_composition",
    "series scripts": "series_composition",
    "series' scripts": "series_composition",
    "series's scripts": "series_composition",
    "art": "art_director",
    "background art": "art_director",
    "color design": "color_key",
    "colour design": "color_key",
    "color designs": "color_key",
    "storyboards": "storyboard_artist",
    "lyrics": "lyricist",
    "sound": "sound_director",
    "sound effects": "sound_effects",
    "original character designs": "original_character_designer",
    "original character design": "original_character_designer",
    "prop design": "prop_designer",
    "prop designs": "prop_designer",
    "illustrations": "illustrator",
    "compositing": "photography_director",
    "direction": "director",
    "constitution": "series_composition",
    "score": "composer",
    "soundtrack": "composer",
    "scripts": "screenwriter",
    "animation": "animation_studio",
    "costumes": "costume_designer",
    "editing": "editor",
    "cinematography": "cinematographer",
    "photography": "photography_director",
    "production": "production_company",
    **dict.fromkeys(("wife", "husband", "spouse", "widow", "widower"), "spouse"),
    **{word + end: word for word in ("brother", "sister", "son", "daughter") for end in ("", "s")},
    "father": "father",
    "mother": "mother",
    **dict.fromkeys(("chief executive", "chief executive officer", "ceo", "managing director"), "ceo"),
    **dict.fromkeys(("chairman", "chairwoman", "chair", "chairperson"), "chairman"),
    **dict.fromkeys(("spokesman", "spokeswoman", "spokesperson"), "spokesperson"),
    **dict.fromkeys(("founder", "co-founder", "cofounder"), "founder"),
    "president": "president",
    "revenue": "revenue",
    "turnover": "revenue",
    "profit": "profit",
}


class Sayings:
    """Names the relations of one article's matches."""

    def __init__(self, identity: Identity, context: Context) -> None:
        self.identity = identity
        self.context = context

    def relation(self, spec: FactSpec, shadow: Shadow, match: re.Match[str]) -> str:
        """The relation that a pattern's line states in a match; empty for none."""
        if spec.relation == "actor" and self.identity.is_anime and not _ACTED.search(shadow.text):
            return "voice_actor"
        if not spec.relation.startswith("@"):
            return spec.relation
        said = spec.relation[1:]
        held = match.groupdict().get(said) or ""
        for sign in held:
            if sign in shadow.roles:
                return self._for_people(shadow.roles[sign], spec, shadow, match)
        if said in ("cast", "voiced"):
            voiced = (
                "voiced by" in match[0].lower()
                or self.identity.is_anime
                or self.identity.sub(self.identity.subject) in VOICED
            )
            return "voice_actor" if voiced else "actor"
        if said == "possessive":
            return self._possessive(shadow, match)
        if said in _KIN:
            return self._kin(said, spec.object, shadow, match)
        return _LINES.get(held.lower(), "")

    def subject_type(self, one: Filler, told: Relation) -> str:
        """What a stem calls the subject: of a manga that is filmed, the staff's work is the anime."""
        if told.name in CAST:
            return "character"
        kept = one.sub or one.kind
        if one.kind == "work" and self.identity.is_anime and kept not in SOURCES and told.name in _OF_BOOKS:
            # The book that the anime was made from; which kind, its nouns may tell.
            return self.identity.source or "work"
        if (
            one.kind == "work"
            and self.identity.is_anime
            and kept in SOURCES
            and (told.category in ("Staff", "Music") or told.name in _SCREENED)
        ):
            return "anime"
        return kept

    def character(self, spec: FactSpec, shadow: Shadow, match: re.Match[str]) -> str:
        """A character's name as written, where it is the title's too: Frieren, who is no anime."""
        for sign in match.groupdict().get(spec.subject) or "":
            mention = shadow.mentions.get(sign)
            if mention and "work" in mention.options and "person" not in mention.options:
                return cleaned(mention.text)
        return ""

    def _kin(self, said: str, slot: str, shadow: Shadow, match: re.Match[str]) -> str:
        """Father or mother, son or daughter: by the given name, and of two parents by the other one's too."""
        genders = {}
        for name in ("A", "B"):
            mention = shadow.mentions.get(match.groupdict().get(name) or "")
            full = mention.options.get("person", mention.text) if mention else ""
            genders[name] = self.context.gender(full) if full else ""
        gender = genders.get(slot, "")
        if gender not in ("m", "f") and said == "parent":
            gender = {"m": "f", "f": "m"}.get(genders["A" if slot == "B" else "B"], "")
        return _KIN[said].get(gender, "")

    def role_fits(self, shadow: Shadow, rule: Pattern, match: re.Match[str]) -> bool:
        """Whether the roles in a match are those that the pattern is for."""
        return all(
            shadow.roles[sign].relation in wanted
            for slot, wanted in rule.roles.items()
            for sign in match.groupdict().get(slot) or ""
            if sign in shadow.roles
        )

    def _for_people(self, role: Role, spec: FactSpec, shadow: Shadow, match: re.Match[str]) -> str:
        """The relation of a role; what a firm does as a producer, a person does as one too."""
        held = match.groupdict().get(spec.object) or ""
        people = any("person" in shadow.mentions[sign].options for sign in held if sign in shadow.mentions)
        if role.kind == "org" and people:
            return {"production_company": "producer", "developer": "developer"}.get(role.relation, "")
        return role.relation

    def _possessive(self, shadow: Shadow, match: re.Match[str]) -> str:
        """What somebody is to a work that is called theirs: by its medium, else by what they do."""
        sign = match["S"]
        mention = shadow.mentions[sign]
        medium = (
            shadow.media.get(sign)
            or mention.sub
            or (self.identity.sub(mention.options["work"]) if "work" in mention.options else "")
        )
        owner = shadow.mentions.get(match.groupdict().get("O") or match["B"])
        roles = {role for entry in (owner.entries if owner else ()) for role in entry.roles[:1]}
        for relation, media, jobs in _POSSESSIVE:
            if medium in media or (not medium and roles & jobs):
                return relation
        if (
            not medium
            and mention.note
            and owner
            and "director" in {r for e in owner.entries for r in e.roles}
        ):
            return "director"
        return ""
