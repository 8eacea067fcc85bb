"""A pack on its way out: which format, what that cannot carry, and where to."""
