"""Two documents as one with tracked changes (ISO/IEC 29500-1, 17.13.5).

They are compared as they are written, element by element, so that a reader who accepts all
changes has the one and who rejects all has the other.
"""
