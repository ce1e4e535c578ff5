"""Lists of words written out as text, as they are easiest to read and to extend."""


def word_set(text: str) -> tuple[str, ...]:
    """The words of a text, in order."""
    return tuple(text.split())
