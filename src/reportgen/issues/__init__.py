"""A journal's issue: its articles built together, numbered through, bound, ready to deposit."""
