"""Sources -> Manuscript: front matter, the vetted tree with its places, and the bibliography."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from reportgen import bibliography, pandoc
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span
from reportgen.pandoc.reading import Reading
from reportgen.parse import (
    bibliographies,
    citekeys,
    conditions,
    cross_references,
    empty_links,
    exhibit_lines,
    figure_blocks,
    formulas,
    front_matter,
    identifiers,
    myst_roles,
    named_blocks,
    pandoc_errors,
    pandoc_warnings,
    panels,
    raw_latex,
    reference_list,
    size,
)
from reportgen.parse.chapter import Chapter as Chapter
from reportgen.parse.cross_references import link_references
from reportgen.parse.front_matter import Front
from reportgen.parse.front_prose import field, markdown
from reportgen.parse.labels import labels_of
from reportgen.parse.manuscript import Cite as Cite
from reportgen.parse.manuscript import Label as Label
from reportgen.parse.manuscript import Manuscript as Manuscript
from reportgen.parse.manuscript import Reference as Reference
from reportgen.parse.positions import place_nodes
from reportgen.parse.titles import with_plain_titles
from reportgen.parse.typed_names import join_typed_names
from reportgen.parse.word_positions import place_blocks
from reportgen.project import roots
from reportgen.project.load import Sources
from reportgen.sanitize import image
from reportgen.sanitize.image import Image
from reportgen.sanitize.tree import sanitize_tree
from reportgen.tree import tasks
from reportgen.tree.nodes import Node, attr, text
from reportgen.tree.selection import Selection
from reportgen.tree.visitor import visit, without_repeated_captions
from reportgen.tree.word_characters import read_word_characters


def parse(
    reading: Reading,
    bag: Bag,
    allow: Collection[str] = (),
    selections: tuple[Selection, ...] = (),
    given: Mapping[str, str] = MappingProxyType({}),
    today: str = "",
) -> Manuscript | None:
    """Read everything; None where the front matter or the text cannot be read at all.

    `allow` names what the user permits this manuscript: "raw". `selections` are those of the
    editions that there are; `given` and `today` are handed on to `front_matter.read`.
    """
    sources = reading.sources
    matter: Front = front_matter.read(
        sources.front, sources.start, sources.end, bag, given, today, sources.shared,
        sources.journal,
    )  # fmt: skip
    files, whole = bibliographies.read(sources, matter, bag)
    library = bibliography.read(files, bag, sources.limits)
    library = replace(library, whole=library.whole and whole)
    style = _style(sources, matter, bag)
    said = markdown(matter)
    fields = [field(matter, name) for name in said]
    trees = _read(reading, [*zip(said.values(), fields, strict=True)], bag)
    if trees is None:
        return None
    head = Source(sources.front.name, sources.front.text[: sources.end])
    texts = [*sources.chapters, *[head] * len(said)]
    homes = [*[None] * len(sources.chapters), *fields]
    trees = [
        read_word_characters(citekeys.split_groups(without_repeated_captions(blocks)), source.text)
        for source, blocks in zip(texts, trees, strict=True)
    ]
    for source, blocks in zip(texts, trees, strict=True):
        place_nodes(blocks, source.text)
        place_blocks(blocks, source.text)
    told = raw_latex.read_latex(trees, sources.limits, reading.store)
    within = [*zip(texts, homes, strict=True)]
    if told is not trees and not size.check_trees(told, within, sources.limits, bag):
        return None
    images: dict[str, Image] = {}
    read = []
    told = [
        _divisions(conditions.read_conditions(without_repeated_captions(blocks), source, bag, home))
        for source, home, blocks in zip(texts, homes, told, strict=True)
    ]
    for source, home, blocks in zip(texts, homes, told, strict=True):
        linked = empty_links.read_links(blocks, library)
        vetted = sanitize_tree(linked, source, sources, "raw" in allow, bag, images, home)
        meant = myst_roles.read_roles(tasks.tick(vetted.blocks), source, bag)
        labelled = cross_references.read_bookdown(cross_references.label_equations(meant), source)
        found = identifiers.find_entries(labelled, library)
        read.append(Chapter(source, citekeys.split_particles(found, library), home))
        images.update(vetted.images)
    images |= _logo(sources, matter, bag)
    chapters, prose = read[: len(sources.chapters)], read[len(sources.chapters) :]
    chapters, title = reference_list.take_title(chapters)
    own = matter.reference_section_title
    matter = matter.model_copy(update={"reference_section_title": own or title})
    labels = tuple(label for c in chapters for label in labels_of(c))
    known = {label.name: label.kind for label in labels}
    chapters, prose = (
        [
            replace(
                c, blocks=join_typed_names(link_references(c.blocks, set(known), library), known)
            )
            for c in part
        ]
        for part in (chapters, prose)
    )
    matter, shown = with_plain_titles(matter, zip(said, (c.blocks for c in prose), strict=True))
    cites = tuple(cite for c in [*chapters, *prose] for cite in _cites(c, selections))
    return Manuscript(
        sources,
        matter,
        tuple(chapters),
        cites,
        labels,
        tuple(ref for c in [*chapters, *prose] for ref in _references(c)),
        images,
        identifiers.with_identified(
            library,
            [(cite.key, cite.span) for cite in cites],
            compact=sources.front.name.endswith("content/metadata.yaml"),
        ),
        shown,
        style,
        "raw" in allow,
        selections,
        formulas.read([*chapters, *prose], sources.limits, bag),
    )


def _divisions(blocks: list[Node]) -> list[Node]:
    """The blocks with what their Divs, headings and lines under exhibits mean."""
    shown = figure_blocks.read_blocks(panels.read_panels(exhibit_lines.take_out(blocks)))
    return named_blocks.read_named(exhibit_lines.attach(shown))


def _style(sources: Sources, matter: Front, bag: Bag) -> Source | None:
    """The project's own CSL file, where the front matter names one by path."""
    if not matter.csl:
        return None
    place = matter.place("csl")
    match = sources.find(matter.csl, place.source.name if place else sources.front.name)
    match.report(place, bag)
    return sources.text(match.name, bag, place) if match.name else None


def _logo(sources: Sources, matter: Front, bag: Bag) -> dict[str, Image]:
    """The picture that the theme's setting `logo` names, under the name it has there."""
    wanted = matter.style.logo
    if not wanted:
        return {}
    place = matter.place("style", "logo")
    match = sources.find(wanted, place.source.name if place else sources.front.name)
    name = match.name
    match.report(place, bag)
    data = sources.data(name, sources.limits.picture_bytes) if name else None
    found = (
        image.read(name, data or b"", sources.limits, sources.drawing) if name else "is not there"
    )
    if isinstance(found, Image):
        return {wanted: found}
    if name or not match.names:
        bag.error(
            "image-unreadable" if name else "image-missing",
            f"the logo `{wanted}` {found}",
            place,
            roots.remedy(sources, wanted, sources.front.name)
            or "give the name of a picture of the project",
        )
    return {}


def _read(
    reading: Reading, prose: Sequence[tuple[str, Span | None]], bag: Bag
) -> list[list[Node]] | None:
    """The trees of the chapters and of what the front matter says in Markdown, at its places."""
    sources = reading.sources
    within: list[tuple[Source, Span | None]] = [(chapter, None) for chapter in sources.chapters]
    within += [(Source(sources.front.name, said), place) for said, place in prose]
    if not size.check_texts(within, sources.limits, bag) or not sources.chapters:
        return None
    try:
        documents = reading.documents([said for said, _ in prose])
    except pandoc.PandocError as error:
        pandoc_errors.report(error.reason, sources.chapters, bag)
        return None
    for document, (source, place) in zip(documents, within, strict=True):
        pandoc_warnings.report(document["warnings"], source, place, bag)
    found = [document["blocks"] for document in documents]
    return found if size.check_trees(found, within, sources.limits, bag) else None


def _cites(chapter: Chapter, selections: tuple[Selection, ...]) -> Iterator[Cite]:
    for node, context in visit(chapter.blocks):
        if node["t"] == "Cite":
            shown = frozenset(s.edition for s in selections if s.includes(context.classes))
            for citation in node["c"][0]:
                span = chapter.span(node, citation.get("at"))
                yield Cite(citation["citationId"], span, context.note is not None, shown)


def _references(chapter: Chapter) -> Iterable[Reference]:
    for node in chapter.nodes:
        if node["t"] == "Link" and "xref" in attr(node)[1]:
            yield Reference(node["c"][2][0][1:], chapter.span(node))


def words(manuscript: Manuscript) -> int:
    """How many words the chapters have, notes left out."""
    return sum(len(text(chapter.blocks).split()) for chapter in manuscript.chapters)
