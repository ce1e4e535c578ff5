"""Registries of works, and pages on the web: what they say of a work, as an entry in BibTeX."""
