"""The bibliographies of a manuscript: those that it names, or the one that stands beside it."""

import re
from pathlib import PurePosixPath

from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.diagnostics.source import Source
from reportgen.parse.cross_references import LABEL_KEY
from reportgen.parse.front_matter import Front
from reportgen.project import roots
from reportgen.project.advice import above
from reportgen.project.load import Sources
from reportgen.tree import scan

USUAL = "bibliography.bib"
KEPT = ("manual-references.json", "manual-references.yaml", "manual-references.bib")
"""Where Manubot's authors keep the sources that have no identifier."""
CITES = re.compile(r"\\cite|\{cite")


def names(sources: Sources, matter: Front) -> tuple[str, ...]:
    """The names of the bibliographies as they are given, or the usual one, or the one beside.

    Beside the manuscript a file with its own name counts, else the only one that is there.
    """
    if matter.bibliography:
        return matter.bibliography
    if sources.find(USUAL, sources.front.name).names:
        return (USUAL,)
    kept = [name for name in KEPT if sources.find(name, sources.front.name).names]
    if kept:
        return tuple(kept)
    beside = candidates(sources)
    same = [name for name in beside if PurePosixPath(name).stem == sources.stem]
    found = same or (beside if len(beside) == 1 else [])
    return tuple(found) if found and any(_cites(c.text) for c in sources.chapters) else ()


def _cites(text: str) -> bool:
    """Whether a text cites something: a reference to a label looks alike."""
    keys = (key for key, _, _ in scan.cites(scan.mask(text)))
    return bool(CITES.search(text)) or any(not LABEL_KEY.match(key) for key in keys)


def candidates(sources: Sources) -> list[str]:
    """The BibTeX files beside the front matter, by their names there."""
    folder = PurePosixPath(sources.front.name).parent
    listed = (PurePosixPath(name) for name in sources.names((".bib",)))
    return [name.name for name in listed if name.parent == folder]


def read(sources: Sources, matter: Front, bag: Bag) -> tuple[tuple[Source, ...], bool]:
    """The bibliographies that are there, and whether these are all that are named."""
    found, whole = [], True
    for i, name in enumerate(names(sources, matter)):
        span = matter.span("bibliography", i) or matter.place("bibliography")
        match = sources.find(name, sources.front.name)
        match.report(span, bag)
        source = sources.text(match.name, bag, span) if match.name else None
        if source:
            found.append(source)
            if not matter.bibliography and name not in (USUAL, *KEPT):
                bag.add(
                    Diagnostic(
                        "bib-unnamed",
                        Severity.NOTE,
                        f"no bibliography is named; `{name}`, beside the text, is taken",
                        span,
                        help=f"name it in the front matter: `bibliography: {name}`",
                    )
                )
            continue
        whole = False
        if not match.names:
            beside = [f"`{one}`" for one in candidates(sources)[:3]]
            out = roots.remedy(sources, name, sources.front.name)
            fault = "lies outside the project" if out else "is not there"
            bag.error(
                "bib-missing",
                f"the bibliography `{name}` {fault}, so no citation can be looked up in it",
                span,
                f"did you mean {' or '.join(beside)}?"
                if beside and not out
                else out
                or "put the file beside the manuscript, or mend its name" + above(sources.folder),
            )
    return tuple(found), whole
