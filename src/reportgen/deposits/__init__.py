"""Records as what registries, indexes and reference managers take in."""
