"""Quiz Noir: a desktop trivia game over a bank of question packs."""

__version__ = "0.1.0"
