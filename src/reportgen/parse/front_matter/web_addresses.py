"""What is a web address that programs can part (RFC 3986)."""

import re
from urllib.parse import urlsplit

_WEB = re.compile(r"https?://[^\s/<>\"][^\s<>\"]*", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Whether a text is a whole address of the web; `http://[::1` has no host, and is none."""
    if not _WEB.fullmatch(text):
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False
