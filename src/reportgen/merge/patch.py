"""Changed files as a patch that `patch -p1` and `git apply` take (POSIX, diff, unified format)."""

import difflib
from collections.abc import Iterator, Mapping

CONTEXT = 3


def patch(files: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    """The patch of files by their names, each with its bytes before and after."""
    return b"".join(line for name in sorted(files) for line in _file(name, *files[name]))


def _file(name: str, before: bytes, after: bytes) -> Iterator[bytes]:
    old, new = (_lines(data) for data in (before, after))
    made = difflib.diff_bytes(
        difflib.unified_diff, old, new, _quoted(f"a/{name}"), _quoted(f"b/{name}"), n=CONTEXT
    )
    for line in made:
        if line.endswith(b"\n"):
            yield line
        else:
            yield line + b"\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[bytes]:
    """The lines of a file, each with the line feed at its end: no other sign ends one."""
    parts = data.split(b"\n")
    whole = [part + b"\n" for part in parts[:-1]]
    return [*whole, parts[-1]] if parts[-1] else whole


def _quoted(name: str) -> bytes:
    """A file's name as git writes it: in quotes where it has signs that end a name.

    A tab ends one with spaces, which `patch` would take for the beginning of a date.
    """
    if not any(c in '"\\\t\n' or ord(c) < 32 for c in name):
        return (name + "\t" * (" " in name)).encode(errors="surrogateescape")
    plain = name.replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(c if ord(c) >= 32 else f"\\{ord(c):03o}" for c in plain)
    return f'"{escaped}"'.encode(errors="surrogateescape")
