"""Packs as files: our own format here, and one file for each foreign format in ``formats``."""
