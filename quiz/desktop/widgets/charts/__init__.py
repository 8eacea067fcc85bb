"""Charts of our own painting: a course, bars, a histogram, a calendar. Each is usable alone."""
