"""Comments put into a Word document, as Word writes them."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN}}}"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = {
    "comments": "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
}


@dataclass(frozen=True)
class Said:
    """A comment on the first run that holds `words`, or a point before them; `parent` is a number.

    `part` is the part of the document, `point` that its range is empty.
    """

    text: str
    words: str = ""
    author: str = "Reviewer 1"
    parent: int | None = None
    done: bool = False
    point: bool = False
    part: str = "document"
    deleted: bool = False


def with_comments(data: bytes, said: Sequence[Said]) -> bytes:
    """A document with comments, and with the threads of them."""
    parts = _parts(data)
    for i, one in enumerate(said):
        name = f"word/{one.part}.xml"
        root = etree.fromstring(parts[name])
        _put(root, i, one)
        parts[name] = etree.tostring(root)
    date = "2026-11-25T10:00:00Z"
    listed = "".join(
        f'<w:comment w:id="{i}" w:author="{one.author}" w:date="{date}">'
        f'<w:p w14:paraId="0000000{i}">'
        f"<w:r><w:t>{one.text}</w:t></w:r></w:p></w:comment>"
        for i, one in enumerate(said)
    )
    threads = "".join(
        f'<w15:commentEx w15:paraId="0000000{i}" w15:done="{int(one.done)}"'
        + (f' w15:paraIdParent="0000000{one.parent}"/>' if one.parent is not None else "/>")
        for i, one in enumerate(said)
    )
    spaces = f'xmlns:w="{MAIN}" xmlns:w14="{W14}" xmlns:w15="{W15}"'
    parts["word/comments.xml"] = f"<w:comments {spaces}>{listed}</w:comments>".encode()
    extended = f"<w15:commentsEx {spaces}>{threads}</w15:commentsEx>"
    parts["word/commentsExtended.xml"] = extended.encode()
    types, relations = "", ""
    for name, kind in RELATIONS.items():
        types += f'<Override PartName="/word/{name}.xml" ContentType="{KINDS}.{name}+xml"/>'
        relations += f'<Relationship Id="x{name}" Type="{kind}" Target="{name}.xml"/>'
    _append(parts, "[Content_Types].xml", types)
    _append(parts, "word/_rels/document.xml.rels", relations)
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _append(parts: dict[str, bytes], name: str, more: str) -> None:
    parts[name] = re.sub(rb"(</\w+>)\s*$", more.encode() + rb"\1", parts[name])


def _put(root: Any, number: int, one: Said) -> None:
    """Put a range, and the reference behind it, around the words."""
    runs = (r for r in root.iter(f"{W}r") if r.find(f"{W}t") is not None)
    run = next(r for r in runs if one.words in (r.find(f"{W}t").text or ""))
    before, _, behind = run.find(f"{W}t").text.partition(one.words)
    identifier = {f"{W}id": str(number)}
    start, end = (etree.Element(f"{W}commentRange{side}", identifier) for side in ("Start", "End"))
    reference = etree.fromstring(f'<w:r xmlns:w="{MAIN}"><w:commentReference/></w:r>')
    reference[0].set(f"{W}id", str(number))
    words = _run(run, one.words)
    if one.deleted:
        words.find(f"{W}t").tag = f"{W}delText"
        gone = etree.Element(f"{W}del", {f"{W}id": "900", f"{W}author": one.author})
        gone.append(words)
        words = gone
    middle = [reference, words] if one.point else [start, words, end, reference]
    for element in (_run(run, before), *middle, _run(run, behind)):
        run.addprevious(element)
    run.getparent().remove(run)


def _run(run: Any, text: str) -> Any:
    new = deepcopy(run)
    new.find(f"{W}t").text = text
    new.find(f"{W}t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return new
