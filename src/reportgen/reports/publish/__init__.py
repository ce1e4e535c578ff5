"""Do all files that were published of an article, or of an issue, say the same?"""
