"""Everything a person can set; all of it applies at once."""
