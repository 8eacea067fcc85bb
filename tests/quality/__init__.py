"""How good the questions out of an article are: keys, verdicts and the table of ``make quality``."""
