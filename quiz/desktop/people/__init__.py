"""Everybody who plays here: renamed, made one, removed and brought back."""
