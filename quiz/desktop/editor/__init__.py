"""The pack editor: a table of questions, and the form of the one at hand."""
