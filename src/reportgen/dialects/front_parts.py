"""What a text says of itself outside its front matter: its title, its authors, its abstract.

A first heading is the title where nothing else is, as in MyST and on GitHub, and without one the
name of a single file; `% Title` at the head
of a file is pandoc's title block; `+++ {"part": "abstract"}` is MyST's. Sources: Pandoc User's
Guide, "pandoc_title_block"; MyST Markdown, "Document parts" and "Frontmatter: title".
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Piece, RewrittenSource, Source
from reportgen.dialects.preparation import Preparation
from reportgen.dialects.rewriting import Rewriting
from reportgen.project.load import Sources
from reportgen.tree import scan

HEADING = re.compile(
    r"(?:\s*\n)?(?:[ ]{0,3}#[ \t]+(?P<words>\S[^\n]*)"
    r"|(?P<under>[^\s#>|:`~\[!<{+*-][^\n]*)\n=+[ \t]*)(?:\n|\Z)"
)
ATTRIBUTES = re.compile(r"(?<=\s)\{[^{}\n]*\}$")
EMPTY = re.compile(r"^title[ \t]*:", re.M)
FIRST = re.compile(r"^[ ]{0,3}#[ \t]+\S|^[^\s#][^\n]*\n=+[ \t]*$", re.M)
_LINES = r"[^\n]*(?:\n[ \t]+[^\n]*)*"
BLOCK = re.compile(
    rf"\s*%[ \t]+(?P<title>{_LINES})(?:\n%(?P<authors>{_LINES})(?:\n%(?P<date>[^\n]*))?)?(?:\n|\Z)"
)
PART = re.compile(
    r"^\+\+\+[ \t]*\{[^\n{}]{0,99}?part\"?:[ \t]*\"?(?P<name>abstract|acknowledge?ments)"
    r"\"?[^\n{}]{0,99}\}"
    r"[ \t]*\n(?P<words>.*?)(?=^\+\+\+|^#{1,6}[ \t]|\Z)",
    re.M | re.S,
)
SECTIONS = re.compile(
    r"(?:\d+\.?|[ivx]+\.)?\s*(?:introduction|abstract|summary|background|preface|foreword|overview|"
    r"methods?|statement of need|prologue|chapter\b.*|part\b.*|einleitung|"
    r"zusammenfassung|서론|초록)",
    re.I,
)
"""What the first section of an article is called, and no article."""


def lift(sources: Sources, work: Preparation) -> Sources:
    """The sources with what the first chapter says of itself among the shared front matter."""
    if not sources.chapters or not (sources.stem or sources.shared):
        return sources
    first, *others = sources.chapters
    given: list[tuple[str, object, int, int]] = []
    rewriting = Rewriting(first)
    for name, value, start, end, gone in _found(first, sources, work):
        if name not in work.front:
            given.append((name, value, start, end))
            rewriting.replace(*gone)
    begun = EMPTY.search(
        sources.front.text, sources.start, sources.end
    )  # a slip, which is an error
    known = {*work.front, *(name for name, *_ in given)}
    if sources.stem and not begun and "title" not in known:
        given.append(("title", _working_title(first, sources.stem, work), 0, 0))
    if not given:
        return sources
    chapter = rewriting.result()
    if not chapter.text.strip():
        chapter = RewrittenSource(first.name, "\n", chapter.pieces[:1])  # type: ignore[attr-defined]
    shared = (*sources.shared, _written(first, given))
    return replace(sources, chapters=(chapter, *others), shared=shared)


_Found = tuple[str, object, int, int, tuple[int, int]]
"""A field, its value, the offsets of its words, and those of what is taken out of the text."""


def _found(first: Source, sources: Sources, work: Preparation) -> Iterator[_Found]:
    text = first.text
    at = 0
    block = BLOCK.match(text) if text.lstrip()[:2] in ("% ", "%\t") else None
    if block and "title" not in work.front:
        gone = block.span()
        yield "title", " ".join(block["title"].split()), *block.span("title"), gone
        names = [" ".join(one.split()) for one in re.split(r";|\n", block["authors"] or "")]
        if people := [{"name": one} for one in names if one]:
            yield "author", people, *block.span("authors"), (block.end(), block.end())
        if (block["date"] or "").strip():
            yield "date", block["date"].strip(), *block.span("date"), (block.end(), block.end())
        at = block.end()
    masked = scan.mask(text)
    for part in PART.finditer(masked):
        name = "abstract" if part["name"] == "abstract" else "acknowledgements"
        words = text[slice(*part.span("words"))].strip()
        if words:
            yield name, words, *part.span("words"), part.span()
    heading = HEADING.match(masked, at)
    if heading and not block and "title" not in work.front:
        inner = "words" if heading["words"] else "under"
        start, end = heading.span(inner)
        end = start + len(_words(text[start:end]))
        words = " ".join(text[start:end].split())
        alone = sum(len(FIRST.findall(scan.mask(c.text))) for c in sources.chapters) == 1
        if alone or not SECTIONS.fullmatch(words):
            work.bag.add(
                Diagnostic(
                    "title-heading",
                    Severity.NOTE,
                    "no title is given; the first heading is taken",
                    first.span(start, end),
                    help=f'write `title: "{words[:60]}"` in the front matter',
                )
            )
            yield "title", words, start, end, heading.span()


def _working_title(first: Source, stem: str, work: Preparation) -> str:
    """The name of a single file as words, with a warning: other tools build it without a title."""
    words = " ".join(re.split(r"[\s_-]+", stem)).strip() or stem
    title = words[:1].upper() + words[1:]
    work.bag.warning(
        "front-missing",
        f"`title` is missing, and no heading is one; the file's name stands there, `{title}`",
        first.span(0),
        'add `title: "..."`',
    )
    return title


def _words(heading: str) -> str:
    """A heading without its attributes and the signs that close it."""
    words = ATTRIBUTES.sub("", heading.rstrip()).rstrip()
    bare = words.rstrip("#")
    return bare.rstrip() if bare != words and bare[-1:].isspace() else words


def _written(source: Source, given: list[tuple[str, object, int, int]]) -> Source:
    """YAML that says what was found, each field at its place in the text."""
    pieces, out = [], ""
    for name, value, start, end in given:
        pieces.append(Piece(len(out), source, start, max(end, start + 1), exact=False))
        out += f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
    return RewrittenSource(source.name, out, tuple(pieces))
