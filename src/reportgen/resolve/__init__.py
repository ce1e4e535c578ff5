"""Manuscript -> Report: citations set, everything numbered, cross-references said in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportgen import languages
from reportgen.cache import Store
from reportgen.diagnostics import Bag, Diagnostic
from reportgen.diagnostics.source import Source, Span, nfc
from reportgen.limits import LIMITS, Limits
from reportgen.pandoc.formulas import Formula
from reportgen.parse import Manuscript
from reportgen.parse.front_matter import Front
from reportgen.parse.reference_list import is_place
from reportgen.parse.word_positions import CONTAINERS, PARAGRAPHS
from reportgen.resolve import (
    appendices,
    block_heads,
    french,
    heading_numbers,
    language_spans,
    number,
    terms,
    theorem_heads,
)
from reportgen.resolve.cite import CitationJob, Style, set_citations, start
from reportgen.resolve.commented import Commented
from reportgen.reviews import Round, reading
from reportgen.sanitize.image import Image
from reportgen.tree.nodes import Node, div, edit
from reportgen.tree.visitor import with_repeated_captions

PLACED = PARAGRAPHS | CONTAINERS | {"Cite", "Note", "Math", "Image", "Link", "Span"}


@dataclass(frozen=True)
class Report:
    """The whole document, ready to be shown.

    A Note in `blocks` carries its number as `n`; a Figure, a Table and a displayed Math that has
    a label carry `number`. `prose` holds what the front matter says in Markdown, by its field.
    What was set for a citation stands in a Cite, which holds the key of each of its sources with
    its place, and in it what was set for each source in a Cite of its own. `sources` are the cited
    works and those that `nocite` lists, as CSL-JSON items in the order of their first citation.
    `bibliography` is empty where the style prints its sources in the notes alone. `moment` is when
    the outputs say that they were made.
    """

    root: Path
    front: Front
    blocks: list[Node]
    prose: Mapping[str, list[Node]]
    bibliography: list[Node]
    images: Mapping[str, Image]
    style: Style
    words: Mapping[str, str]
    math: Mapping[Formula, str]
    raw: bool = False
    chapters: tuple[Source, ...] = ()
    moment: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    attached: Mapping[str, bytes] = field(default_factory=dict)
    """The manuscript's own files, where they are to ride along."""
    sources: tuple[Mapping[str, Any], ...] = ()
    bibliographies: tuple[Source, ...] = ()
    """Those that may hold a character that no face has."""
    limits: Limits = LIMITS
    draft: bool = False
    outside: tuple[Diagnostic, ...] = ()
    """The errors that have no place in the text; those that have one are marked in it."""
    comments: tuple[Commented, ...] = ()
    """The diagnostics that documents which can have comments show as such."""
    rounds: tuple[Round, ...] = ()
    """What reviewers said, round after round."""
    review_faults: tuple[Diagnostic, ...] = ()
    """What could not be read of that."""

    def span(self, node: Node) -> Span | None:
        """Where a block, note, formula, picture, link or citation of the chapters stands."""
        at = node.get("at")
        return self.chapters[at[2]].span(*at[:2]) if at and len(at) == 3 else None


def start_citations(manuscript: Manuscript, style: Style, store: Store = Store()) -> CitationJob:
    """Have a manuscript's citations set, while whatever else there is to do with it is done."""
    placed = [_with_chapter(c.blocks, i) for i, c in enumerate(manuscript.chapters)]
    blocks = number.unique_identifiers([block for chapter in placed for block in chapter])
    return start([blocks, *manuscript.prose.values()], manuscript, style, store)


def resolve(question: CitationJob, bag: Bag, epoch: int | None = None) -> Report | None:
    """The report of a manuscript without errors; None, with a diagnostic, where it cannot be made.

    `epoch` is when it is made, in seconds since 1970; without it the document's date says so.
    """
    manuscript, style = question.manuscript, question.style
    found = set_citations(question, bag)
    if found is None:
        return None
    (blocks, *prose), bibliography = found
    blocks, bibliography = _placed(blocks, bibliography)
    lang = manuscript.front.lang or "en-US"
    speech = terms.terms_for(languages.language(lang), manuscript.front)
    if manuscript.work is not None:
        blocks = number.number_notes(blocks, manuscript.work)
    blocks = appendices.mark_appendices(blocks)
    targets = number.targets(blocks, manuscript.front)
    numbered = theorem_heads.fill_heads(number.number_exhibits(blocks), speech)
    numbered = block_heads.fill_block_heads(numbered, speech)
    blocks, *prose = (
        with_repeated_captions(
            language_spans.mark_languages(_with_references(part, targets, speech, lang), lang)
        )
        for part in (heading_numbers.number_headings(numbered, targets, speech), *prose)
    )
    return Report(
        manuscript.sources.folder,
        manuscript.front,
        blocks,
        dict(zip(manuscript.prose, prose, strict=True)),
        language_spans.mark_languages(bibliography, lang),
        manuscript.images,
        style,
        speech,
        manuscript.math,
        manuscript.raw,
        tuple(chapter.source for chapter in manuscript.chapters),
        _moment(manuscript, epoch),
        _attached(manuscript),
        question.items,
        _bibliographies(manuscript),
        manuscript.sources.limits,
        manuscript.front.draft,
        rounds=reading.read(manuscript.sources, faults := Bag()),
        review_faults=tuple(faults),
    )


def _placed(blocks: list[Node], bibliography: list[Node]) -> tuple[list[Node], list[Node]]:
    """The blocks with the list of references in the first place that is meant for it, if any.

    With them what is still to be listed at the end.
    """
    left = [bibliography]

    def change(node: Node) -> Node | None:
        if not is_place(node):
            return node
        listed = left.pop() if left else []
        return div(listed, "references") if listed else None

    placed: list[Node] = edit(blocks, change, {"Div"})
    return placed, left[0] if left else []


def _with_references(
    part: list[Node], targets: Mapping[str, number.Target], speech: Mapping[str, str], lang: str
) -> list[Node]:
    """A part with its cross-references said, punctuated as the language has it."""
    said = number.resolve_references(part, targets, speech)
    if lang.lower().startswith("fr"):
        return french.spaced(said)
    american = lang.lower() in ("en", "en-us")
    return number.move_points_into_quotes(said) if american else said


def _attached(manuscript: Manuscript) -> dict[str, bytes]:
    """The front matter, the chapters and the bibliographies, where the front matter asks for it."""
    if not manuscript.front.attach_sources:
        return {}
    sources = manuscript.sources
    names = [sources.front.name, *(chapter.source.name for chapter in manuscript.chapters)]
    names += sorted({entry.source.name for entry in manuscript.library.entries.values()})
    found: dict[str, bytes] = {}
    for name in dict.fromkeys(names):
        data = sources.data(name)
        if data is not None:  # in one Unicode form, whichever the file system keeps
            found[name if nfc(name) in found else nfc(name)] = data
    return found


def _bibliographies(manuscript: Manuscript) -> tuple[Source, ...]:
    """The bibliographies with more than ASCII in them, which every face has."""
    sources = {entry.source.name: entry.source for entry in manuscript.library}
    return tuple(source for source in sources.values() if not source.text.isascii())


def _moment(manuscript: Manuscript, epoch: int | None) -> datetime:
    """When the outputs were made: never by the clock.

    By what was handed in, else by the document's own date, else by its newest file.
    """
    date = manuscript.front.date
    if epoch is None and date is not None:
        return datetime(date.year, date.month or 1, date.day or 1, tzinfo=UTC)
    seconds = max(manuscript.sources.changed.values(), default=0) if epoch is None else epoch
    # Zip archives and PDF readers know the years from 1980 to 2107.
    return datetime.fromtimestamp(min(max(seconds, 315_532_800), 4_354_819_199), tz=UTC)


def _with_chapter(blocks: list[Node], chapter: int) -> list[Node]:
    """The blocks with the number of their chapter behind the place of each node and citation."""

    def change(node: Node) -> Node:
        if node.get("at"):
            node = {**node, "at": [*node["at"][:2], chapter]}
        if node["t"] == "Cite":
            placed = [
                {**c, "at": [*c["at"][:2], chapter]} if c.get("at") else c for c in node["c"][0]
            ]
            return {**node, "c": [placed, node["c"][1]]}
        return node

    changed: list[Node] = edit(blocks, change, PLACED)
    return changed


def without(blocks: list[Node], *classes: str) -> list[Node]:
    """The blocks without the Divs and Spans of these classes."""

    def change(node: Node) -> Node | None:
        return None if set(classes) & set(node["c"][0][1]) else node

    kept: list[Node] = edit(blocks, change, {"Div", "Span"})
    return kept
