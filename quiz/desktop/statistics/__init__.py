"""What the history teaches the player: figures, charts, the hardest and the easiest questions."""
