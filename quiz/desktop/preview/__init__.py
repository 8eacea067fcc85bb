"""A question on the page of the round, as a player will meet it."""
