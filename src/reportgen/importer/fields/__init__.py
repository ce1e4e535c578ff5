"""The fields of a Word document that cite: Zotero's, Mendeley's, EndNote's, Word's own."""
