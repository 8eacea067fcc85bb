"""What a player has achieved, and what is still to be had."""
