"""What pages bring along in their own addresses -> files of the publication."""

import hashlib
import re
from base64 import b64decode
from urllib.parse import unquote_to_bytes

SUFFIXES = {
    "image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif",
    "image/webp": "webp", "font/woff": "woff",
}  # fmt: skip
"""The core media types that our pages use (EPUB 3.3, 3.2)."""
MEDIA = {suffix: media for media, suffix in SUFFIXES.items()} | {
    "xhtml": "application/xhtml+xml", "css": "text/css",
}  # fmt: skip
"""The media type of a file by its suffix."""
_DATA = re.compile(r"data:([\w/+.-]+)[^,]*,(.*)\Z", re.S)
_FONT = re.compile(r'url\("(data:font/[^"]+)"\)')


class Resources:
    """Pictures and faces by the names of their files: one for the same bytes, wherever used."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def picture(self, address: str) -> str:
        """The name of the file for a picture's address, as pages name it."""
        return self._file(address, "images")

    def styled(self, css: str) -> str:
        """Style rules that name files for their faces."""
        return _FONT.sub(lambda found: f'url("{self._file(found[1], "fonts")}")', css)

    def _file(self, address: str, folder: str) -> str:
        found = _DATA.match(address)
        if found is None or found[1] not in SUFFIXES:
            raise ValueError(f"no picture or face: {address[:40]}")
        packed = ";base64," in address[: address.index(",") + 1]
        data = b64decode(found[2]) if packed else unquote_to_bytes(found[2])
        digest = hashlib.sha256(data).hexdigest()[:12]
        name = f"{folder}/{digest}.{SUFFIXES[found[1]]}"
        self.files[name] = data
        return name
