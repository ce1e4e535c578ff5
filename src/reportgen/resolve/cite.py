"""Set the citations: pandoc's citeproc sees them alone, in order, and not the text around them.

A skeleton of the document goes to citeproc: one paragraph a citation, and every note with only
the citations in it, so that positions (first, repeated, ibid.) come out as in the whole text. It
is a hundredth of the tree's size, and a change of the text around it changes nothing in it.
"""

from dataclasses import dataclass
from itertools import count
from typing import Any

from reportgen import bibliography, pandoc
from reportgen.bibliography import csl_items
from reportgen.cache import Store
from reportgen.diagnostics import Bag
from reportgen.parse import Manuscript
from reportgen.parse.manuscript import prints_notes
from reportgen.resolve import (
    cited_sources,
    citeproc_errors,
    locators,
    placement,
    repeated,
    seasons,
    style_items,
    title_languages,
    unprinted,
)
from reportgen.sanitize.rendered import sanitize_rendered
from reportgen.tree.nodes import Node, attr, edit, para, walk
from reportgen.tree.selection import Selection
from reportgen.tree.visitor import visit

STEP = "cite"
"""The name of this step in the cache."""


@dataclass(frozen=True)
class Style:
    """A CSL style: its text, and whether it prints its citations as notes."""

    name: str
    text: str

    @property
    def notes(self) -> bool:
        return prints_notes(self.text)


@dataclass(frozen=True)
class CitationJob:
    """The citations of a manuscript, as citeproc is at work on them; left once they are set.

    `parts` are the body and the prose of the front matter, with their citations numbered, `cites`
    those citations in the order of the answer, `items` the cited works as CSL-JSON, before they are
    fitted to the style; `job` is None where there is nothing to ask. `places` says for each of the
    citations which of the answer's is its own.
    """

    manuscript: Manuscript
    style: Style
    store: Store
    parts: list[list[Node]]
    cites: list[Node]
    items: tuple[dict[str, Any], ...] = ()
    places: tuple[int, ...] = ()
    job: pandoc.CitationRequest | None = None
    asked: pandoc.PandocJob | None = None

    def __enter__(self) -> "CitationJob":
        return self

    def __exit__(self, *_: object) -> None:
        if self.asked:
            self.asked.drop()

    def answer(self, job: pandoc.CitationRequest) -> list[Node]:
        """The job's blocks as citeproc sets them. Raises pandoc.Refused."""
        limits = self.manuscript.sources.limits
        done: list[Node] = self.store.get(
            STEP, job.parts, lambda: pandoc.trees(self.asked or pandoc.start_citing(job, limits))[0]
        )
        return done


def start(
    parts: list[list[Node]], manuscript: Manuscript, style: Style, store: Store
) -> CitationJob:
    """Have the citations set, unless an earlier build had the same."""
    parts = _numbered(parts)
    nodes = _citations_in_order(parts, manuscript.work)
    cites = [c for node in nodes for c in walk(node) if c["t"] == "Cite"]
    nocite = manuscript.front.nocite
    if not cites and not nocite:
        return CitationJob(manuscript, style, store, parts, cites)
    entries = _entries(cites, nocite, manuscript)
    lang = manuscript.front.lang or "en-US"
    items = tuple(_item(entry, manuscript) for entry in entries)
    fitted = (
        item if entry.data is not None else style_items.fitted(item, style.text, style.notes, lang)
        for entry, item in zip(entries, items, strict=True)
    )
    bones, places = repeated.once([_skeleton_node(node, manuscript) for node in nodes], style.text)
    job = pandoc.CitationRequest(
        bones,
        [seasons.printed(item, style.notes, lang) for item in fitted],
        style.text,
        lang,
        ", ".join("@*" if key == "*" else f"@{{{_named(key, manuscript)}}}" for key in nocite),
    )
    known = store.has(STEP, job.parts)
    asked = None if known else pandoc.start_citing(job, manuscript.sources.limits)
    return CitationJob(manuscript, style, store, parts, cites, items, places, job, asked)


def _item(entry: bibliography.Entry, manuscript: Manuscript) -> dict[str, Any]:
    """An entry as CSL-JSON; a date that cannot be read is printed as it is typed."""
    item = bibliography.item(entry, manuscript.library)
    if entry.data is not None or not csl_items.issued(entry).problem:
        return item
    typed = entry.text("date") or entry.text("year")
    return {**item, "issued": {"literal": f"[?{typed}]"}}


def set_citations(question: CitationJob, bag: Bag) -> tuple[list[list[Node]], list[Node]] | None:
    """The parts with every citation set, and the list of references; None if citeproc refused."""
    parts, cites, style = question.parts, question.cites, question.style
    lang = question.manuscript.front.lang or "en-US"
    american = cited_sources.american(style.text, lang)
    rules = placement.Rules(style.notes, american, _titles(question))
    if question.job is None:
        return [placement.placed(part, {}, rules) for part in parts], []
    try:
        done = question.answer(question.job)
    except pandoc.PandocError as error:
        job, manuscript = question.job, question.manuscript
        citeproc_errors.report(error.reason, job, style.name, manuscript, bag)
        return None
    done = style_items.as_typed(done, question.job.references)
    done = title_languages.mark(done, title_languages.by_key(question.job.references), lang)
    listed = [b for b in done if b["t"] == "Div" and attr(b)[0] == "refs"]
    answers = [n for b in done if b not in listed for n in walk(b) if n["t"] == "Cite"]
    if len(answers) != len(set(question.places)) or len(question.places) != len(cites):
        citeproc_errors.incomplete(question.manuscript, bag)
        return None
    found = [answers[place] for place in question.places]
    linked = not style.notes and question.manuscript.front.link_citations is not False
    rendered = {
        c["i"]: cited_sources.keep(
            c,
            locators.with_signs(sanitize_rendered(n["c"][1], _formulas(c)), c["c"][0]),
            linked,
            american,
        )
        for c, n in zip(cites, found, strict=True)
    }
    printed = unprinted.words([*(n for nodes in rendered.values() for n in nodes), *listed])
    cited = [citation for cite in cites for citation in cite["c"][0]]
    located = {_named(c["citationId"], question.manuscript) for c in cited if c["citationSuffix"]}
    unprinted.report(question.manuscript, question.items, printed, located, style.name, bag)
    references = sanitize_rendered([b for d in listed for b in d["c"][1]])
    return [placement.placed(part, rendered, rules) for part in parts], references


def _titles(question: CitationJob) -> dict[str, list[Node]]:
    """The title of each cited work by its key, as the text names it."""
    items = question.job.references if question.job else ()
    titles = {str(item["id"]): placement.title(item) for item in items}
    aliases = question.manuscript.library.aliases.items()
    return titles | {alias: titles[key] for alias, key in aliases if key in titles}


def _formulas(cite: Node) -> frozenset[str]:
    """The formulas that were typed beside the sources of a citation."""
    return frozenset(node["c"][1] for node in walk(cite["c"][0]) if node["t"] == "Math")


def _numbered(parts: list[list[Node]]) -> list[list[Node]]:
    """The parts with each citation numbered in document order, as `i`."""
    numbers = count()

    def change(node: Node) -> Node:
        return {**node, "i": next(numbers)}

    counted: list[list[Node]] = edit(parts, change, {"Cite"})
    return counted


def _citations_in_order(parts: list[list[Node]], work: Selection | None) -> list[Node]:
    """Each citation in the text, and each note: those that the whole work shows come first."""
    outermost = [
        (node, work is None or work.includes(context.classes))
        for node, context in visit(parts)
        if node["t"] in ("Cite", "Note") and context.note is None
    ]
    return [node for whole in (True, False) for node, shown in outermost if shown is whole]


def _skeleton_node(node: Node, manuscript: Manuscript) -> Node:
    """A citation or a note as the skeleton has it: its citations, under their entries' keys."""
    bones = []
    for cite in walk(node):
        if cite["t"] == "Cite":
            citations = [
                {
                    **{k: v for k, v in c.items() if k != "at"},
                    "citationId": _named(c["citationId"], manuscript),
                    "citationSuffix": locators.understood(c["citationSuffix"]),
                }
                for c in cite["c"][0]
            ]
            bones.append({"t": "Cite", "c": [citations, [{"t": "Str", "c": "?"}]]})
    if node["t"] != "Note":
        return para(bones)
    # Words around each citation, as there are in a note of prose: it then ends without a period.
    between = {"t": "Str", "c": "|"}
    return para([{"t": "Note", "c": [para([n for b in bones for n in (between, b, between)])]}])


def _named(key: str, manuscript: Manuscript) -> str:
    """The key that an entry itself has, where another name for it was given."""
    entry = manuscript.library.get(key)
    return entry.key if entry else key


def _entries(
    cites: list[Node], nocite: tuple[str, ...], manuscript: Manuscript
) -> list[bibliography.Entry]:
    """The entries that are cited, each once, in the order of their first citation."""
    library = manuscript.library
    keys = [c["citationId"] for cite in cites for c in cite["c"][0]]
    keys += library.entries if "*" in nocite else nocite
    found = (library.get(key) for key in dict.fromkeys(keys))
    return list({entry.key: entry for entry in found if entry}.values())
