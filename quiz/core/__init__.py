"""What a quiz is: questions, rules, scoring, rounds, drawing. No Qt, no SQL, no clock, no global random."""
