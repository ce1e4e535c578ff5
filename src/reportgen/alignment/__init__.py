"""The same parts of two texts found: blocks paired, words compared."""
