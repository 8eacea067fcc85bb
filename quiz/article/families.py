"""What is of one family: subs that may stand in for each other, and occupations that count as one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

# Subs that may stand in for each other where too few of the very same are known; a family's name
# is also what a caller may ask for who knows no more ("anime", "studio").
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "anime": ("anime_series", "anime_film", "ova", "ona"),
    "screen": ("film", "tv_series", "documentary", "tv_film"),
    "book": ("novel", "light_novel", "novella", "short_story", "novel_series", "children_book"),
    "prose": ("nonfiction", "essay", "biography", "treatise", "play", "poem"),
    "drawn": ("manga", "comic", "webtoon"),
    "music": ("song", "album"),
    "stage": ("opera", "musical", "ballet", "play"),
    "concert": ("symphony", "concerto", "suite", "symphonic_poem"),
    "visual": ("painting", "sculpture", "fresco", "print"),
    "game": ("video_game", "board_game"),
    "studio": ("animation_studio", "film_studio", "effects_studio"),
    "network": ("tv_network", "streaming_service", "radio_network"),
    "club": ("sports_club", "sports_league"),
    "government": ("government_agency", "legislature", "ministry", "armed_force", "political_party"),
    "press": ("magazine", "manga_magazine", "journal", "newspaper", "website", "news_agency"),
    "company": (
        "tech_company", "car_maker", "electronics_company", "aerospace_company", "retailer", "bank",
        "airline", "energy_company", "pharmaceutical_company", "food_company", "fashion_company",
        "toy_company", "chip_maker", "telecom_company", "consulting_company", "railway_company",
        "chemical_company", "engineering_company", "shipping_company", "social_network",
    ),
    "school": ("university", "school"),
    "agency": ("government_agency", "space_agency", "ministry", "intelligence_agency"),
    "body": ("international_body", "ngo", "learned_society", "award_body", "alliance"),
    "release": (
        "film_distributor", "anime_licensor", "home_video", "sales_agent", "publisher", "record_label",
    ),
    "distributor": ("film_distributor", "anime_licensor", "home_video", "sales_agent"),
    "game_company": ("game_publisher", "game_developer"),
    "game_business": ("game_publisher", "game_developer", "publisher"),
    "settlement": ("city", "town", "village", "district"),
    "division": ("region", "state", "prefecture", "province", "county", "island"),
    "realm": ("country", "former_country", "nation"),
    "celestial": ("planet", "moon", "dwarf_planet", "star", "asteroid"),
    "water": ("river", "sea", "ocean", "lake", "strait", "bay", "canal"),
    "height": ("mountain", "mountain_range", "volcano", "desert"),
    "site": ("landmark", "building", "battlefield", "park", "base", "crater"),
}  # fmt: skip

NARROWER: Mapping[str, tuple[str, ...]] = {
    "distributor": FAMILIES["distributor"],
    "game_company": FAMILIES["game_company"],
    "magazine": ("journal",),
}
"""Sorts that texts seldom part, and what the files part them into: who admits the first admits these too."""

# An occupation asked for, and what counts as it.
ROLE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "writer": ("novelist", "screenwriter", "poet", "playwright", "essayist", "journalist", "light novelist"),
    "author": ("novelist", "poet", "playwright", "essayist", "light novelist", "manga artist", "historian"),
    "scientist": (
        "physicist", "chemist", "biologist", "mathematician", "astronomer", "computer scientist", "physician",
        "geologist", "naturalist",
    ),
    "musician": ("composer", "singer", "pianist", "guitarist", "violinist", "rapper", "conductor"),
    "artist": ("painter", "sculptor", "illustrator", "manga artist", "comic artist", "photographer"),
    "performer": ("singer", "band", "rapper"),
    "soloist": ("singer", "rapper"),
    "ruler": ("monarch", "emperor", "politician"),
    "leader": ("politician", "monarch", "revolutionary"),
    "businessman": ("entrepreneur", "executive"),
}  # fmt: skip

_ROLE_NAMES = {
    "voice actress": "voice actor",
    "actress": "actor",
    "businesswoman": "businessman",
    "seiyuu": "voice actor",
    "series composer": "screenwriter",
    "series composition": "screenwriter",
    "scriptwriter": "screenwriter",
    "script writer": "screenwriter",
    "mangaka": "manga artist",
    "manga creator": "manga artist",
    "mechanical designer": "mecha designer",
    "mechanic designer": "mecha designer",
    "filmmaker": "director",
    "film director": "director",
    "anime director": "director",
    "series director": "director",
    "chief director": "director",
    "singer songwriter": "singer",
    "songwriter": "singer",
    "rock band": "band",
    "group": "band",
    "cosmonaut": "astronaut",
    "king": "monarch",
    "queen": "monarch",
    "emperor": "monarch",
    "president": "politician",
    "prime minister": "politician",
    "senator": "politician",
    "ceo": "executive",
    "chief executive": "executive",
    "founder": "entrepreneur",
}


@cache
def roles_like(role: str) -> tuple[str, ...]:
    """The occupations that count as ``role``: itself, its group, or what its last words say.

    >>> roles_like("theoretical physicist"), roles_like("voice actress")
    (('physicist',), ('voice actor',))
    """
    name = _ROLE_NAMES.get(role.replace("-", " ").casefold(), role)
    if name in ROLE_GROUPS:
        return (name, *ROLE_GROUPS[name])
    last = name.rpartition(" ")[2]
    if name != last and last in _LAST_WORDS:
        return (last,)
    return (name,)


# What a longer name of an occupation ends in and is a case of: a nuclear physicist is a physicist.
_LAST_WORDS = frozenset(
    (
        "physicist", "chemist", "biologist", "mathematician", "astronomer", "engineer", "novelist", "poet",
        "historian", "painter", "general", "philosopher", "economist", "politician", "astronaut", "architect",
        "inventor", "explorer",
    )
)  # fmt: skip
