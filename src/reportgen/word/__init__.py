"""Edition -> a Word document: the parts of an Office Open XML package, written here.

Pandoc's own writer is used for formulas alone. It knows footnotes only, no fields, no language of
a run and no page; what it writes would have to be taken apart and put together again.
"""
