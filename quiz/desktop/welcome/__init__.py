"""The first start: a name and a theme, both with a default."""
