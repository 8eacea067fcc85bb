"""An article becomes facts, facts become drafts."""
