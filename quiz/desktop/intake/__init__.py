"""Files of questions on their way in: what would be taken, before anything is written."""
