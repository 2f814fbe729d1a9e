"""Evidence without copying: a record's paragraphs are found again in a text that is not part of the data.

The data has no text of a source, only the fingerprint of each paragraph. With a copy of the text, `hydrate` finds the
passages again; nothing is downloaded.
"""
