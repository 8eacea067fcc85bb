"""The results page: how a round went, question by question."""
