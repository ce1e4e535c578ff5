"""`build/sent`: each document that others may edit, kept with the texts that it was made of.

An archive holds the document, its sources below `sources/`, and what is known of it in
`sent.json`. It comes with the project, so that a stranger may have written it.
"""

import io
import json
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from reportgen.project import regular_files, write

FOLDER = "sent"
MOST = 40
"""How many archives are kept: those of the last documents that were built."""
MOST_BYTES = 100_000_000
"""How many bytes all archives may have."""
LARGEST = 60_000_000
"""The most bytes of one archive, and of what is in it."""
FILES = 2_000
"""The most files in an archive."""
TEXTS = 20_000_000
"""The most bytes of the sources in an archive."""
LISTED = 10_000
"""The most names that are looked at in a folder."""

_NAME = re.compile(r"[0-9a-f]{16}\.zip")
_DOCUMENT, _KNOWN, _SOURCES = "document.docx", "sent.json", "sources/"
_DAMAGED = (
    OSError, ValueError, KeyError, TypeError, EOFError, RuntimeError, RecursionError,
    zlib.error, zipfile.BadZipFile,
)  # fmt: skip
"""What reading a damaged archive raises."""


@dataclass(frozen=True)
class Origin:
    """What a document says that it was made of: its custom properties `reportgen.*`."""

    source: str
    version: str
    edition: str

    @property
    def archive(self) -> str:
        """The name of the archive that holds it."""
        known = json.dumps([self.source, self.version, self.edition])
        return sha256(known.encode()).hexdigest()[:16] + ".zip"


@dataclass(frozen=True)
class Sent:
    """A document as it was sent, and the texts of the project then, by their names.

    `name` is the document's file; `path` names in the project the manuscript that it was made of,
    empty for the project's own folder.
    """

    origin: Origin
    name: str
    path: str
    document: bytes
    texts: Mapping[str, bytes]


class UnsoundArchiveError(ValueError):
    """Why an archive is not read, in words that follow its name."""


def keep(sent: Sequence[Sent], folder: Path) -> None:
    """Keep documents in the folder `sent` of a folder of outputs, and drop the oldest.

    All archives are whole before the first one appears. Raises OSError where they cannot be
    written, also where a link stands in the folder's place.
    """
    within = folder / FOLDER
    if not sent:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with write.locked(within):
        write.clean(within)
        archives = {one.origin.archive: pack(one) for one in sent}
        write.put({within / n: data for n, data in archives.items() if len(data) <= LARGEST})
        left = MOST_BYTES
        for i, (path, size) in enumerate(_kept(within)):
            left -= size
            if (i >= MOST or left < 0) and path.name not in archives:
                with suppress(OSError):
                    path.unlink()


def move(origin: Path, folder: Path) -> None:
    """Keep what was kept in a folder of outputs in another one. Raises as `keep`."""
    if origin == folder or not (origin / FOLDER).is_dir():
        return
    paths = [path for path, _ in _kept(origin / FOLDER)]
    keep([unpack(path.read_bytes()) for path in paths], folder)


def pack(sent: Sent) -> bytes:
    """An archive, whose bytes depend on its contents alone."""
    known = {**asdict(sent.origin), "name": sent.name, "path": sent.path}
    files = {
        _KNOWN: (json.dumps(known, indent=1) + "\n").encode(),
        _DOCUMENT: sent.document,
        **{_SOURCES + name: data for name, data in sorted(sent.texts.items()) if _is_safe(name)},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            packed = zipfile.ZIP_STORED if name == _DOCUMENT else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compress_type=packed)
    return out.getvalue()


def find(origin: Origin, folder: Path) -> Sent | None:
    """The document of this origin among those kept in a folder of outputs; None where it is not.

    Raises UnsoundArchiveError where what is there is no archive of that document.
    """
    within = folder / FOLDER
    try:
        if not stat.S_ISDIR(os.lstat(within).st_mode):
            return None
        data, _ = regular_files.read_bytes(within / origin.archive, LARGEST)
    except OSError:
        return None
    found = unpack(data)
    if found.origin != origin:
        raise UnsoundArchiveError("holds another document than its name says")
    return found


def last(folder: Path, most: int) -> list[Path]:
    """The archives that were kept last in a folder of outputs; none where a link stands there."""
    try:
        if not stat.S_ISDIR(os.lstat(folder / FOLDER).st_mode):
            return []
        return [path for path, _ in _kept(folder / FOLDER)][:most]
    except OSError:
        return []


def unpack(data: bytes) -> Sent:
    """What an archive holds. Raises UnsoundArchiveError for what no build has written."""
    if len(data) > LARGEST:
        raise UnsoundArchiveError(f"has more than {LARGEST / 1e6:.0f} MB")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = _files(archive)
        known = json.loads(files.pop(_KNOWN))
        values = [known[name] for name in ("source", "version", "edition", "name", "path")]
        document = files.pop(_DOCUMENT)
    except UnsoundArchiveError:
        raise
    except _DAMAGED:
        raise UnsoundArchiveError("is no archive as a build writes it") from None
    if not all(isinstance(value, str) and len(value) < 1000 for value in values):
        raise UnsoundArchiveError("is no archive as a build writes it")
    if values[4] and not _is_safe(values[4]):
        raise UnsoundArchiveError("names a manuscript outside the project")
    texts = {name.removeprefix(_SOURCES): text for name, text in files.items()}
    return Sent(Origin(*values[:3]), values[3], values[4], document, texts)


def _files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The files of an archive, within bounds, each under a name that leads nowhere else."""
    infos = archive.infolist()
    if len(infos) > FILES:
        raise UnsoundArchiveError(f"holds more than {FILES:,} files")
    files: dict[str, bytes] = {}
    left = LARGEST
    for info in infos:
        own = info.filename in (_KNOWN, _DOCUMENT)
        name = info.filename.removeprefix(_SOURCES)
        if not own and (name == info.filename or not _is_safe(name)):
            raise UnsoundArchiveError("holds a file outside the project")
        with archive.open(info) as file:
            files[info.filename] = file.read(left + 1)
        left -= len(files[info.filename])
        if left < 0:
            raise UnsoundArchiveError(f"holds more than {LARGEST / 1e6:.0f} MB")
    return files


def _is_safe(name: str) -> bool:
    """Whether a name is one below a project's folder, and no hidden file's."""
    parts = PurePosixPath(name).parts
    plain = "/".join(parts) == name and not re.search(r"[\\:\x00-\x1f\x7f]", name)
    return bool(parts) and plain and len(name) < 1000 and not any(p.startswith(".") for p in parts)


def _kept(folder: Path) -> Iterator[tuple[Path, int]]:
    """The archives in a folder with their sizes, the last one first."""
    found = []
    with os.scandir(folder) as entries:
        for entry, _ in zip(entries, range(LISTED), strict=False):
            if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                found.append((status.st_mtime_ns, entry.name, status.st_size))
    for _, name, size in sorted(found, reverse=True):
        yield folder / name, size
