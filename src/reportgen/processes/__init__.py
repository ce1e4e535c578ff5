"""Processes that do the work of a build, and what they may take."""
