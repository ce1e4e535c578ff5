"""Where a long address may break (Chicago 14.18)."""

import re


def with_address_breaks(url: str) -> str:
    """An address (escaped) that may break after a slash and before other marks (Chicago 14.18)."""
    return re.sub(r"(?<=[/])(?=[^/])|(?<=[^/])(?=[.?#%_=~-])|(?<=&amp;)", "<wbr>", url)
