"""A journal's issues as a static web site."""
