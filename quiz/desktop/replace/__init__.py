"""Find and replace: what would change, text by text, and the change."""
