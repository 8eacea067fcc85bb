"""A round of the history, question by question as it was asked then."""
