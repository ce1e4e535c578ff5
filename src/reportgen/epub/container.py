"""Files -> a publication: a zip whose bytes depend on its contents alone (EPUB 3.3, 4.2)."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from reportgen.epub.elements import made, serialized

FOLDER = "EPUB"
PACKAGE = f"{FOLDER}/package.opf"
MIMETYPE = b"application/epub+zip"
_CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
_STORED = (".png", ".jpeg", ".webp", ".gif", ".woff")
"""What is compressed already."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """The publication of files by their names in its folder, the package document among them."""
    listed = {
        "mimetype": MIMETYPE,
        "META-INF/container.xml": _container(),
        **{f"{FOLDER}/{name}": data for name, data in sorted(files.items())},
    }
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, data in listed.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            stored = name == "mimetype" or name.endswith(_STORED)
            info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, data, compresslevel=9)
    return out.getvalue()


def _container() -> bytes:
    """Where the package document is (EPUB 3.3, 4.2.6.3.1)."""
    names: Any = {None: _CONTAINER}
    root = made(
        _CONTAINER, names, "rootfile", full_path=PACKAGE, media_type="application/oebps-package+xml"
    )
    roots = made(_CONTAINER, names, "rootfiles", root)
    return serialized(made(_CONTAINER, names, "container", roots, version="1.0"))
