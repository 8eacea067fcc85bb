"""The trade of a company, by the words about it; and houses whose trade is narrower than their sort."""

from __future__ import annotations

import re

MANGA_ABROAD = frozenset(
    {
        *("Kodansha USA", "Seven Seas Entertainment", "Tokyopop", "Vertical", "Viz Media", "Yen Press"),
        *("Denpa", "J-Novel Club", "Udon Entertainment", "Dark Horse Comics"),
    }
)
"""Publishers of manga and light novels outside Japan."""
COMICS = frozenset(
    {
        *("DC Comics", "Drawn & Quarterly", "Fantagraphics", "IDW Publishing", "Image Comics"),
        *("Marvel Comics", "Carlsen", "Glénat"),
    }
)
"""Publishers of comics, who stand beside no other publisher."""

_TRADES = (
    ("game_company", r"video games?|games? (?:studio|maker|developer|publisher|company)|\bgames?\b"),
    ("animation_studio", r"animation studio|anime studio"),
    ("film_studio", r"\b(?:film|movie) (?:studio|company|producer)s?\b"),
    ("airline", r"airlines?\b"),
    ("bank", r"\bbanks?\b(?! of)"),
    ("car_maker", r"\bcar ?makers?\b|automobile"),
    ("aerospace_company", r"spacecraft|aircraft|rockets?|aerospace"),
    ("record_label", r"record label|\balbums?\b"),
    ("newspaper", r"newspapers?"),
    ("publisher", r"publish(?:er|ing house)"),
    ("energy_company", r"electric(?:al|ity)? (?:company|power|light)|power station|oil company"),
    ("pharmaceutical_company", r"pharmaceutical|drug maker"),
    ("telecom_company", r"telephone|telegraph|telecom"),
    ("tech_company", r"software|start-?up|\bapps?\b|technology company"),
    ("university", r"\buniversit(?:y|ies)\b"),
)
_WORDS = tuple((sub, re.compile(words, re.IGNORECASE)) for sub, words in _TRADES)


def industry(passage: str) -> str:
    """What sort of company a passage is about, as the knowledge calls it; empty where no word says.

    >>> industry("The game studio was bought for a song."), industry("It was bought.")
    ('game_company', '')
    """
    return next((sub for sub, words in _WORDS if words.search(passage)), "")
