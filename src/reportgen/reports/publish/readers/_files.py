"""What stands in a zip, within bounds."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

LARGEST = 100_000_000
"""The most bytes that are unpacked of a file."""


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a zip by their names, without pictures and faces. Raises ValueError."""
    try:
        with ZipFile(BytesIO(data)) as opened:
            wanted = [i for i in opened.infolist() if i.filename.endswith((".xhtml", ".opf"))]
            if sum(info.file_size for info in wanted) > LARGEST or len(wanted) > 5000:
                raise ValueError("unpacks to too much")
            return {info.filename: opened.read(info) for info in wanted}
    # NotImplementedError is what zipfile raises for a compression that it does not know.
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ValueError(f"is no sound zip: {error}") from None
