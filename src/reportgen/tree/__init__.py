"""Pandoc's document tree, and the markup of others that is read into it."""
