"""Report -> Edition: what is shown, in which order, on how many pages. One edition a file.

An edition's module has `EDITION`, what it is; `shows(report)`, whether there is anything for it to
show; and `make(report, bag)`.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportgen import plugins
from reportgen.cache.digest import digest
from reportgen.compare.listed import Change, listed
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import nfc
from reportgen.parse.front_matter import Front
from reportgen.parse.front_matter.dates import Date
from reportgen.parse.identities import Identities
from reportgen.resolve import Report
from reportgen.resolve.cited_sources import unwrapped
from reportgen.resolve.commented import Commented
from reportgen.tree.nodes import LEAVES, Node, attr
from reportgen.tree.selection import Selection
from reportgen.tree.visitor import visit


@dataclass(frozen=True)
class EditionSpec:
    """What an edition is, as its module declares it.

    `template` is what its page templates' names begin with. An edition that is not `default` is
    made where it is asked for by name alone. One that is `anonymous` does not say who wrote it,
    nor do the names of its files. `sheets` is what the names of style sheets begin with that go
    behind the template's own. It is made in formats of these `media` alone, in all where there are
    none. `matter` is what stands before and behind the articles of an issue.
    """

    selection: Selection
    template: str
    default: bool = True
    anonymous: bool = False
    sheets: str = ""
    media: frozenset[str] = frozenset()
    matter: bool = False

    def suits(self, medium: str) -> bool:
        """Whether it is made in formats of a medium."""
        return not self.media or medium in self.media


@dataclass(frozen=True)
class Revised:
    """The two states that a redline lies between, and who changed the one to the other, when.

    `names` are what the states are called, `fields` what was changed in the front matter and is in
    none of the edition's texts.
    """

    before: "Edition"
    after: "Edition"
    author: str
    moment: datetime
    names: tuple[str, str] = ("", "")
    fields: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Edition:
    """One document to publish: the whole work, or an extract of it.

    `title` and `date` are its own; `summary` names the fields of the front matter that sum it up,
    the best first. `pages` is how many pages it fills exactly, 0 for as many as it takes. Its notes
    are printed in it where `notes` holds them; a marker without its note leads to `elsewhere`, the
    address of the edition that prints it. `others` are the names and files of the outputs that are
    made beside it, where its page leads to them, `citations` those by which it is cited. A redline
    is `revised`: what was inserted and deleted is marked in it. `line_numbers` says whether lines
    are numbered: "continuous", from 1 on each "page", or not (""). `withheld` is what no byte of
    its files may hold. `included` are the editions that a format's files hold beside it.
    `last_page` is the number of its last page, where its PDF is laid out, and "" where it is not
    known; `files` are the names of the formats that it is published in with those of their files.
    `standfirst` is what the brief says in a sentence or two, for records of the article that have
    room for it.
    """

    spec: EditionSpec
    report: Report
    blocks: list[Node]
    title: str
    date: Date | None
    summary: tuple[str, ...]
    notes: tuple[Node, ...] = ()
    bibliography: tuple[Node, ...] = ()
    pages: int = 0
    elsewhere: str = ""
    others: tuple[tuple[str, str], ...] = ()
    citations: tuple[tuple[str, str], ...] = ()
    revised: Revised | None = None
    line_numbers: str = ""
    withheld: Identities | None = None
    included: tuple["Edition", ...] = ()
    last_page: str = ""
    files: tuple[tuple[str, str], ...] = ()
    standfirst: tuple[Node, ...] = ()

    @property
    def name(self) -> str:
        return self.spec.selection.edition

    @property
    def whole(self) -> bool:
        return self.spec.selection.whole


def names() -> tuple[str, ...]:
    """The names of the editions there are."""
    return plugins.names(__name__)


def spec(name: str) -> EditionSpec:
    """What an edition is."""
    found: EditionSpec = plugins.load(__name__, name).EDITION
    return found


def defaults() -> tuple[str, ...]:
    """The editions that are made where none is asked for."""
    return tuple(name for name in names() if spec(name).default)


def selections() -> tuple[Selection, ...]:
    """What each edition shows: the whole work, after which a single file is named, comes first."""
    specs = sorted(map(spec, names()), key=lambda s: (not s.selection.whole, not s.default))
    return tuple(spec.selection for spec in specs)


def stem(document: str, name: str, draft: bool = False) -> str:
    """What an edition's files are called, without their suffix; a draft's end with `-draft`.

    `document` is the stem of a single file, after which the whole work is named; empty for a
    project. Files of an anonymous edition bear a hash of it, since it may be a name.
    """
    if document and spec(name).anonymous:
        document = hashlib.sha256(nfc(document).encode(errors="surrogateescape")).hexdigest()[:8]
        return "-".join(filter(None, [name, document, "draft" if draft else ""]))
    parts = [document] if document and name == selections()[0].edition else [document, name]
    return "-".join(filter(None, [*parts, "draft" if draft else ""]))


def shows(name: str, report: Report) -> bool:
    """Whether an edition has anything to show of a report."""
    return bool(plugins.load(__name__, name).shows(report))


def make(name: str, report: Report, bag: Bag) -> Edition | None:
    """An edition of a report; None, with a diagnostic, where it cannot be made."""
    edition: Edition | None = plugins.load(__name__, name).make(report, bag)
    return edition


def changes(edition: Edition) -> tuple[Change, ...]:
    """What a redline marks as changed, in the order of its numbers, the front matter behind."""
    if edition.revised is None:
        return ()
    trees = [edition.blocks, list(edition.bibliography)]
    return (*listed(edition.report.prose, trees), *edition.revised.fields)


def content(edition: Edition) -> dict[str, Any]:
    """All that decides what an edition's outputs are, as values that JSON can hold."""
    report = edition.report
    return {
        "name": [edition.name, edition.spec.template],
        "blocks": [_bare(tree) for tree in (edition.blocks, edition.notes, edition.bibliography)],
        "front": {name: repr(value) for name, value in _printed(report.front)},
        "prose": _bare(report.prose),
        "images": {n: hashlib.sha256(i.data).hexdigest() for n, i in report.images.items()},
        "math": sorted(report.math.values()),
        "others": [edition.pages, edition.elsewhere, report.raw, report.style.text, report.words],
        "beside": [edition.others, edition.citations, edition.files, edition.last_page],
        "numbered": edition.line_numbers,
        "withheld": [repr(one) for one in edition.withheld.known] if edition.withheld else [],
        "sources": list(report.sources),
        "draft": report.draft,
        "moment": str(getattr(report, "moment", "")),
        "comments": [_shown(one) for one in report.comments],
        **({"revised": _states(edition.revised)} if edition.revised else {}),
        **({"included": [content(one) for one in edition.included]} if edition.included else {}),
    }


def _states(revised: Revised) -> object:
    """The content of the states that a redline lies between."""
    states = [content(revised.before), content(revised.after)]
    return [*states, revised.author, str(revised.moment), revised.names, repr(revised.fields)]


def _printed(front: Front) -> Front:
    """The front matter without what an edition is measured by, or was made by before."""
    terms = front.license and front.license.model_copy(update={"type": None})
    without = {"allow": (), "limits": None, "requires": (), "review": None}
    return front.model_copy(update={**without, "license": terms})


def identity(edition: Edition) -> str:
    """A hash of what an edition prints of its chapters, its bibliography and its front matter.

    It is one for all states of the sources that print the same, whenever and wherever they do.
    """
    made = unwrapped(content(edition))
    return digest({name: made[name] for name in ("name", "blocks", "front", "prose")})


def _shown(one: Commented) -> list[str]:
    """What a comment says, and on which words."""
    d = one.diagnostic
    return [d.severity, d.code, d.message, d.help, one.entry, d.span.text if d.span else ""]


def _bare(tree: Any) -> Any:
    """A tree without the places of its nodes."""
    kind = type(tree)
    if kind is str or kind is int:
        return tree
    if kind is list or kind is tuple:
        return [_bare(item) for item in tree]
    if kind is dict and "at" not in tree and tree.get("t") in LEAVES:
        return tree
    if kind is dict or isinstance(tree, Mapping):
        return {k: _bare(v) for k, v in tree.items() if k != "at"}
    return tree


def blocks_of(selection: Selection, blocks: list[Node]) -> list[Node]:
    """The outermost Divs that a selection includes, in document order."""
    out: list[Node] = []
    for block in blocks:
        classes = attr(block)[1]
        if block["t"] == "Div" and selection.includes(classes):
            out.append(block)
        elif block["t"] == "Div" and selection.hides.isdisjoint(classes):
            out += blocks_of(selection, block["c"][1])
    return out


def notes(blocks: Iterable[Node]) -> tuple[Node, ...]:
    """The numbered notes in blocks, in reading order."""
    return tuple(n for n, _ in visit(list(blocks)) if n["t"] == "Note" and "n" in n)
