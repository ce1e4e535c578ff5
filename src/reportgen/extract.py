"""The files that a PDF carries, taken out again."""

import re
import shutil
import tempfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

LARGEST = 200_000_000
"""How many bytes the files may come to; a small PDF can hold far more."""

_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def extract(pdf: bytes) -> dict[str, bytes]:
    """The attached files by name: paths that lead nowhere but into the folder they are put in.

    Raises ValueError, with words for the user, for what is no PDF or holds too much.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return _files(document)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise ValueError("is not a PDF that can be read") from error


def put(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write extracted files into a folder; all are whole before the first one appears there.

    Raises ValueError where a name leads out of the folder through a link in it, OSError where
    the folder cannot be written; nothing has then changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    for name in files:
        if not (root / name).resolve().is_relative_to(root):
            raise ValueError(f"`{name}` leads out of {folder.name}")
    stage = Path(tempfile.mkdtemp(prefix=".extract-", dir=root))
    try:
        for name, data in files.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_bytes(data)
        for name in files:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).replace(root / name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return tuple(folder / name for name in files)


def _files(document: Any) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = LARGEST
    for key, spec in document.attachments.items():
        name = _free(safe(spec.filename or key), found)
        data = _data(spec.obj.EF.get("/F") or spec.obj.EF.get("/UF"), left)
        left -= len(data)
        found[name] = data
    return found


def _data(stream: Any, limit: int) -> bytes:
    """A stream's bytes, as long as they are fewer than `limit`."""
    import pikepdf

    filters = stream.get("/Filter", pikepdf.Array())
    raw: bytes = stream.read_raw_bytes()
    if filters == pikepdf.Name.FlateDecode or list(filters) == [pikepdf.Name.FlateDecode]:
        try:
            raw = zlib.decompressobj().decompress(raw, limit + 1)
        except zlib.error as error:
            raise ValueError("holds an attachment that is damaged") from error
    elif list(filters):
        raise ValueError("holds an attachment that is packed in an unusual way")
    if len(raw) > limit:
        raise ValueError(f"holds attachments of more than {LARGEST / 1e6:.0f} MB")
    return raw


def safe(name: str) -> str:
    """A relative path made of a file's name, without ways out and without what systems refuse."""
    parts = []
    for part in PurePosixPath(name.replace("\\", "/")).parts:
        part = _UNFIT.sub("_", part).strip(" ").rstrip(".")
        if part in ("", "/", "_") or set(part) <= {"."}:
            continue
        part = part.lstrip(".") if part.startswith("..") else part
        parts.append(f"_{part}" if _DEVICES.fullmatch(part) else part)
    return "/".join(part[:200] for part in parts) or "attachment"


def _free(name: str, taken: dict[str, bytes]) -> str:
    """The name, numbered if a file system could take it for one that is there."""
    path = PurePosixPath(name)
    names = {other.casefold() for other in taken}
    number = 1
    while name.casefold() in names or any(
        other.startswith(f"{name.casefold()}/") for other in names
    ):
        number += 1
        name = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
    for parent in PurePosixPath(name).parents:
        if str(parent).casefold() in names:
            return _free(name.replace("/", "-"), taken)
    return name
