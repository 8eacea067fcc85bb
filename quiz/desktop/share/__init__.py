"""The result of a round as a picture to show around."""
