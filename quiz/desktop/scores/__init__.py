"""The best and the latest rounds."""
