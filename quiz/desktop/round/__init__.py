"""The round page: one question at a time against a fair clock."""
