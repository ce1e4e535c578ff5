"""What makes a PDF tagged: its structure tree, its marked content, its text and its metadata.

`walk` makes the tree (`tree`) of laid-out boxes, `structure` writes it into the PDF; `roles` maps
HTML elements to structure types. The standards: ISO 32000-1 (PDF 1.7), ISO 14289-1 and -2
(PDF/UA), ISO 19005-3 and -4 (PDF/A).
"""
