"""The files that a PDF carries, taken out again. The PDF may be a stranger's."""

import os
import re
import zlib
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.project import write

LARGEST = 200_000_000
"""How many bytes the files may come to; a small PDF can hold far more."""
MOST = 2_000
"""How many files are taken; a project with all its chapters and pictures has half of them."""
SECONDS, MEGABYTES = 10, 1200
"""The processor time and the memory that reading a PDF may take."""
PDF = 500_000_000
"""The most bytes of a PDF."""

_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(\..*)?")
_UNFIT = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]'
)
_EDGES = re.compile(r"^\s+|[\s.]+$")
_HIDDEN = re.compile(r"(?i)\..*|git~\d+")
"""What is hidden, and what Windows takes for `.git` (its short name)."""


class ExtractError(ValueError):
    """Why a PDF's files are not taken out, in words that follow the name of the PDF."""


def extract(pdf: bytes) -> dict[str, bytes]:
    """The attached files by name: paths that lead nowhere but into the folder they are put in.

    It is read by a process of its own, within bounds of time and memory. Raises ExtractError for
    what is no PDF, holds too much, or holds files that cannot be taken as they are: hidden ones,
    ones without content, ones packed otherwise than with Flate (ISO 32000-1, 7.4.4).
    """
    try:
        return workers.run(partial(_read, pdf), Resources(SECONDS, MEGABYTES))
    except workers.WorkerEnded:
        raise ExtractError("takes too much time or memory to read") from None


def put(files: Mapping[str, bytes], folder: Path, force: bool = False) -> tuple[Path, ...]:
    """Write extracted files into a folder; all are whole before the first one appears there.

    Raises ExtractError where a file of that name is there already (but for `force`) or a name leads
    through a link, OSError where the folder cannot be written; no file has then changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    for name in files:
        inside = (root / name).parent.resolve().is_relative_to(root)
        if not inside or any((root / p).is_symlink() for p in PurePosixPath(name).parents):
            raise ExtractError(f"holds `{name}`, which leads out of {folder.name} through a link")
        if os.path.lexists(root / name) and not force:
            raise ExtractError(
                f"holds `{name}`, which is there already; give `--force` to overwrite it"
            )
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
    write.clean(root)
    write.put({root / name: data for name, data in files.items()})
    return tuple(folder / name for name in files)


def _read(pdf: bytes) -> dict[str, bytes]:
    import logging

    import pikepdf

    logging.disable()  # what qpdf says of damage is not for the user
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return _files(document)
    except ExtractError:
        raise
    except MemoryError:
        raise ExtractError("takes too much memory to read") from None
    except Exception as error:  # of whatever kind, by what is damaged
        raise ExtractError("is not a PDF that can be read") from error


def _files(document: Any) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    taken: set[str] = set()
    left = LARGEST
    for key, spec in document.attachments.items():
        if len(found) == MOST:
            raise ExtractError(f"holds more than {MOST:,} files")
        name = _free(safe(spec.filename or key), taken)
        found[name] = _data(_stream(spec.obj, name), name, left)
        left -= len(found[name])
    return found


def _stream(spec: Any, name: str) -> Any:
    """The embedded file of a file specification (ISO 32000-1, 7.11.3)."""
    import pikepdf

    files = spec.get("/EF")
    if isinstance(files, pikepdf.Dictionary):
        for key in ("/F", "/UF"):
            stream = files.get(key)
            if isinstance(stream, pikepdf.Stream) and "/F" not in stream:
                return stream
    raise ExtractError(f"names `{name}` and holds no such file")


def _data(stream: Any, name: str, limit: int) -> bytes:
    """A stream's bytes, no more of them than `limit`."""
    import pikepdf

    filters = stream.get("/Filter", pikepdf.Array())
    given = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
    if given not in ([], [pikepdf.Name.FlateDecode]) or (given and "/DecodeParms" in stream):
        raise ExtractError(f"holds `{name}` packed in an unusual way")
    raw: bytes = stream.read_raw_bytes()
    if given:
        packed = zlib.decompressobj()
        try:
            raw = packed.decompress(raw, limit + 1)
        except zlib.error:
            raise ExtractError(f"holds `{name}`, which is damaged") from None
        if len(raw) <= limit and not packed.eof:
            raise ExtractError(f"holds `{name}`, which is damaged")
    if len(raw) > limit:
        raise ExtractError(f"holds attachments of more than {LARGEST / 1e6:.0f} MB")
    return raw


def safe(name: str) -> str:
    """A relative path made of a file's name, without ways out and without what systems refuse.

    Raises ExtractError for a hidden name, which a shell or a program may obey, and for a path so
    long or so deep that no project has it.
    """
    parts = []
    for part in name.replace("\\", "/").split("/"):
        part = _EDGES.sub("", _UNFIT.sub("_", part))
        part = _EDGES.sub("", part.lstrip(".")) if part.startswith("..") else part
        if part in ("", "_"):
            continue
        if _HIDDEN.fullmatch(part):
            raise ExtractError(f"holds a hidden file, `{name[:300]}`")
        part = _cut(part)
        parts.append(f"_{part}" if _DEVICES.fullmatch(part) else part)
    path = "/".join(parts) or "attachment"
    if len(parts) > 20 or len(path) > 1000:
        raise ExtractError(f"holds a file whose name is too long: `{name[:60]}…`")
    return path


def _cut(part: str) -> str:
    """A name of no more bytes than file systems take, its suffix kept."""
    if len(part.encode()) <= 200:
        return part
    suffix = PurePosixPath(part).suffix
    suffix = suffix if len(suffix.encode()) <= 20 else ""
    return part.encode()[: 200 - len(suffix.encode())].decode(errors="ignore").rstrip(" .") + suffix


def _free(name: str, taken: set[str]) -> str:
    """The name, numbered if a file system could take it for a file or a folder that is there.

    `taken` are the files and folders so far, case folded, a folder with a slash at its end.
    """
    folders = [f"{folder}" for folder in PurePosixPath(name).parents][:-1]
    if any(folder.casefold() in taken for folder in folders):
        return _free(name.replace("/", "-"), taken)
    free = next(n for n in _numbered(name) if not {n.casefold(), f"{n.casefold()}/"} & taken)
    taken.add(free.casefold())
    taken.update(f"{folder.casefold()}/" for folder in folders)
    return free


def _numbered(name: str) -> Iterator[str]:
    yield name
    path = PurePosixPath(name)
    start = name.removesuffix(path.suffix)
    for number in count(2):
        yield f"{start}-{number}{path.suffix}"
