"""An old document -> the files of a project, and what is to be said of them."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen import bibliography, ooxml
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.importer import (
    author_date,
    beside,
    chapters,
    exhibits,
    front,
    markdown,
    metadata,
    noted,
    opendocument,
)
from reportgen.importer.citing import cite
from reportgen.importer.findings import Findings
from reportgen.importer.inlines import line, tidy
from reportgen.importer.items import Item, items, named_blocks
from reportgen.importer.meta import of_metadata
from reportgen.importer.pictures import take
from reportgen.importer.references import References
from reportgen.importer.sources import Bibliography
from reportgen.importer.word.prepared import Prepared, prepare
from reportgen.pandoc import PandocError, converting
from reportgen.tree.nodes import Node

WORD, OPEN = "word", "opendocument"
KINDS = tuple(converting.READERS)
"""The kinds of documents that are read."""
SUFFIXES = {
    ".docx": WORD, ".docm": WORD, ".dotx": WORD, ".odt": OPEN, ".tex": "latex",
    ".ltx": "latex", ".md": "markdown", ".markdown": "markdown",
}  # fmt: skip
"""The kind of a document by the suffix of its name."""
_SMALL = {
    "en": "the and of to is that", "de": "der die und das ist nicht",
    "fr": "le les des est et dans",
    "es": "el los las que y en", "it": "il gli che di non della", "pt": "os das que não uma em",
    "nl": "het een van en niet zijn",
}  # fmt: skip
"""Small words by which a text shows its language."""
_GENERATED = re.compile(r"toc \d|toc heading|table of figures|index \d")


@dataclass(frozen=True)
class Imported:
    """The files of `manuscript/` and the bibliography by their names in the project."""

    files: dict[str, bytes]
    title: str
    authors: tuple[str, ...]
    lang: str
    findings: Findings


def read(name: str, data: bytes, kind: str, folder: Path | None = None) -> Imported:
    """A document of one of `KINDS` as a project; `name` is that of its file.

    `folder` is where it stands: LaTeX and Markdown name pictures and bibliographies there.

    Raises ooxml.Unreadable for a document that is not read, pandoc.PandocError, OSError.
    """
    found = Findings(name)
    media: Mapping[str, bytes] = {}
    properties: Mapping[str, str] = {}
    if kind == WORD:
        found.document = ooxml.read(data)
        found.prepared = prepare(data)
        media, properties = ooxml.media(data), found.document.properties
        data = found.prepared.data
    if kind == OPEN:
        opened = opendocument.prepare(data)
        data, media, found.words = opened.data, opened.media, opened.words
        found.prepared = Prepared(
            citations=opened.citations, unread=opened.unread, generated=opened.generated
        )
        found.comments = opened.comments
    meta, blocks = converting.read_document(data, kind)
    bibtex = ""
    if kind not in (WORD, OPEN):
        media, bibtex = beside.pictures(folder, blocks), beside.bibliography(folder, meta)
        library = bibliography.read((Source("bibliography.bib", bibtex),), Bag())
        blocks, found.unknown = beside.without_unknown(blocks, library)
    try:
        return _made(found, of_metadata(meta), blocks, media, properties, bibtex)
    except RecursionError:
        raise PandocError("depth") from None


def _made(
    found: Findings, named: list[Item], blocks: list[Node], media: Mapping[str, bytes],
    properties: Mapping[str, str], given: str,
) -> Imported:  # fmt: skip
    sources = Bibliography()
    blocks = cite(tidy(blocks, found.formats), found.prepared.citations, sources)
    blocks = take(blocks, media, found.pictures)
    found.front, rest = front.read([*named, *items(blocks)], properties)
    found.generated = [*found.prepared.generated, *found.front.generated]
    found.generated += [item.text for item in rest if _GENERATED.fullmatch(item.style)]
    rest = [item for item in rest if not _GENERATED.fullmatch(item.style)]
    lang = _language(rest, found.prepared.language)
    rest, found.numbers = chapters.unnumbered(
        chapters.levelled(exhibits.read(rest, found.exhibits))
    )
    references = References(rest, found.exhibits.found)
    rest = [references.set(item) for item in rest]
    found.references, found.links = references.made, references.left
    fields = given + sources.bibtex
    rest, found.parsed, found.listed_left = noted.parse(rest, noted.listed(rest), fields, lang)
    bibtex = fields + found.parsed.bibtex
    if noted.listed(rest) or found.parsed.entries:
        found.author_date = author_date.AuthorDate(author_date.index(bibtex))
        rest = [Item(found.author_date.set([i.block])[0], i.style) for i in rest]
    rest = [*named_blocks(rest)]
    rest, found.headings_gone = chapters.without_empty(rest)
    found.keys, found.joined = sources.keys, sources.joined
    divided = chapters.divide(rest)
    found.chapters = tuple(chapter.name for chapter in divided)
    texts = _texts(found, divided)
    files = {
        f"manuscript/{name}": f"{text}\n".encode() for name, text in texts.items() if "." in name
    }
    files |= found.pictures.files
    title = line(found.front.title) or found.name
    texts["title"] = texts.get("title") or found.name
    notes = {note.kind for note in found.document.notes} if found.document else {"footnote"}
    yaml = metadata.written(found.front, texts, lang, bool(found.numbers), notes == {"footnote"})
    files["manuscript/metadata.yaml"] = yaml.encode()
    files["bibliography.bib"] = bibtex.encode()
    names = tuple(author.name for author in found.front.authors)
    return Imported(files, title, names, lang, found)


def _texts(found: Findings, divided: list[chapters.Chapter]) -> dict[str, str]:
    """The Markdown of the chapters by their names, and of the title, subtitle and abstract."""
    pieces: dict[str, list[Node]] = {
        chapter.name: [item.block for item in chapter.items] for chapter in divided
    }
    for name, inlines in (("title", found.front.title), ("subtitle", found.front.subtitle)):
        if inlines:
            pieces[name] = [{"t": "Para", "c": inlines}]
    if found.front.abstract:
        pieces["abstract"] = found.front.abstract
    return dict(zip(pieces, markdown.write(list(pieces.values())), strict=True))


def _language(rest: list[Item], styled: str) -> str:
    """The language of a text: that of its letters and small words, else what its styles say."""
    words = " ".join(item.text for item in rest[:200]).lower()
    hangul = len(re.findall(r"[가-힣]", words))
    if hangul * 4 > len(re.sub(r"[\W\d_]", "", words)) > 0:
        return "ko"
    known = styled if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?", styled) else "en-US"
    small = Counter(words.split())
    counts = {tag: sum(small[one] for one in listed.split()) for tag, listed in _SMALL.items()}
    most = max(counts, key=lambda tag: counts[tag])
    if counts[most] < 20 or counts[most] < 2 * counts.get(known.split("-")[0].lower(), 0):
        return known
    return "en-US" if most == "en" else most
