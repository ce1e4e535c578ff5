"""The addresses and DOIs that a manuscript cites, looked up: `check --links`."""
