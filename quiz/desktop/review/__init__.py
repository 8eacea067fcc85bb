"""The review of an article: its drafts, the form of the one at hand, and the text with the evidence in it."""
