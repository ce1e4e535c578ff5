"""Python's collector of garbage, which costs an article a tenth of its time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

ARTICLE = 20_000
"""The words up to which memory matters less than time: in a book what it finds is worth it."""


@contextmanager
def seldom(words: int) -> Iterator[None]:
    """Collect more seldom, if it is an article that is worked on."""
    before = gc.get_threshold()
    if words < ARTICLE:
        gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
