"""What people do with the game, one module an activity; window, terminal and command line go through here."""
