"""The project on disk: its documents, its files, and the files that are written for it."""
