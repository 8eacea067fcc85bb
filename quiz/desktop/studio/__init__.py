"""The studio's first page: all packs, what they say of themselves, and the search over all questions."""
