"""The home page: which packs, under which rules, and one key to begin."""
