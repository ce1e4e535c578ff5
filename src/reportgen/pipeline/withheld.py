"""What an anonymous output says in spite of all: its bytes are searched as a reader could.

A Word document is unzipped, a PDF's streams are inflated, its strings read in each of their forms.
What a PDF draws is not read, which stands in the page for browsers too.
"""

import re
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse.identities import Identities

LARGEST = 100_000_000
"""How much of a stream or a part is inflated."""
_UNSEEN = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
_PLACES = re.compile(r'\b(?:id|name|href|for|w:name|w:anchor|Target)="([^"<>]{1,300})"')
"""Attributes with the names of places, in which capitals mean nothing."""
_END = re.compile(r"</w:p>|<w:(?:tab|br)\b[^<>]*>")
_STREAM = re.compile(rb"stream\r?\n")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")
_DATA = re.compile(rb"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]+")


def left(name: str, data: bytes, known: Identities, span: Span | None) -> Iterator[Diagnostic]:
    """The names that an output holds, each once, where the output is told to hold none."""
    people = known.people
    if not people.known:
        return
    told: set[str] = set()
    for part, text in texts(data):
        text = _UNSEEN.sub("", text)
        places = " ".join(_PLACES.findall(text))
        hits = [(text, hit) for hit in people.find(text)]
        hits += [(places, hit) for hit in people.in_name(places)]
        for held, hit in hits:
            if hit.identity.words not in told:
                told.add(hit.identity.words)
                words = " ".join(held[hit.start : hit.end].split())
                yield Diagnostic(
                    "name-left",
                    Severity.WARNING,
                    f"`{name}` holds `{words}`{f' in `{part}`' if part else ''}",
                    span,
                    help="mend what `name-anonymous` reports; where it reports nothing of it, look "
                    "for it in the project's templates and words",
                )


def texts(data: bytes) -> Iterator[tuple[str, str]]:
    """The texts of an output, each with the name of the part that it stands in."""
    if data.startswith(b"PK"):
        yield from _parts(data)
    elif data.startswith(b"%PDF-"):
        yield from (("", text) for text in _strings(data))
    else:
        page = _DATA.sub(b"", data).decode(errors="replace")
        yield "", unescape(page)
        yield "", unescape(re.sub(r"<[^<>]*>", "", page))


def _parts(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        with ZipFile(BytesIO(data)) as package:
            for info in package.infolist():
                yield "", info.filename
                inner = package.read(info) if info.file_size <= LARGEST else b""
                if info.filename.endswith((".xml", ".rels")):
                    text = inner.decode(errors="replace")
                    yield info.filename, text  # as it stands, attributes too
                    words = re.sub(r"<[^<>]*>", "", _END.sub("\n", text))
                    yield info.filename, unescape(words)
    except BadZipFile:
        return


def _strings(data: bytes) -> Iterator[str]:
    """What stands in a PDF: its own bytes and its inflated streams, strings in hex and UTF-16."""
    yield from _decoded(data)
    for found in _STREAM.finditer(data):
        inflater = zlib.decompressobj()
        try:
            inner = inflater.decompress(data[found.end() :], LARGEST)
        except zlib.error:
            continue
        yield from _decoded(inner)


def _decoded(data: bytes) -> Iterator[str]:
    yield data.decode(errors="replace")
    for found in _HEX.finditer(data):
        digits = re.sub(rb"\s", b"", found[1])
        raw = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
        if raw.startswith(b"\xfe\xff"):
            yield raw[2:].decode("utf-16-be", errors="replace")
    for found in re.finditer(rb"\((?:[^()\\]|\\.)*\)", data, re.S):
        raw = found[0][1:-1]
        if raw.startswith((b"\xfe\xff", rb"\376\377")):
            raw = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8) & 255]), raw)
            raw = re.sub(rb"\\(.)", rb"\1", raw, flags=re.S)
            yield raw[2:].decode("utf-16-be", errors="replace")
