"""Word documents (ISO/IEC 29500) read: blocks, notes, revisions, comments.

What is read are values: no element of the file's XML leaves this folder.
"""
