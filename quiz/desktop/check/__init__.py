"""What the linter says of a whole pack, and which questions several packs have."""
