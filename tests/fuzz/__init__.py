"""Broken and hostile files against every reader: ``make fuzz``. pytest does not run it; see ``__main__``."""
