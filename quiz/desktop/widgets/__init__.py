"""What the pages are built of: each painted by itself, each usable alone."""
