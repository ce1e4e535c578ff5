"""Identifiers that HTML, CSS and PDF readers all take."""

import re

RESERVED_IDS = re.compile(r"note(?:ref)?-\d+(?:-text)?|abstract|endnotes|references|text")
"""The identifiers that templates give."""


def slug(identifier: str) -> str:
    """An identifier that HTML, CSS and PDF readers all take."""
    plain = re.sub(r"[^\w.-]", "-", identifier)
    good = (plain[:1].isalpha() or plain[:1] == "_") and not RESERVED_IDS.fullmatch(plain)
    return plain if good else f"id-{plain}"
