"""The copy for reviewers: the article without what says who wrote it, with its lines numbered.

Words of the text are never changed: a name that stands in them is a diagnostic
(`name-anonymous`), with its place.
"""

from collections.abc import Mapping
from dataclasses import replace

from reportgen.diagnostics import Bag, Diagnostic
from reportgen.editions import Edition, EditionSpec, notes
from reportgen.parse.front_matter import Author, Front, Review
from reportgen.parse.identities import STATED, Identities, identities
from reportgen.parse.repositories import withheld
from reportgen.resolve import Report, bounds, self_citations, without
from reportgen.sanitize import picture_metadata
from reportgen.tree.nodes import Node
from reportgen.tree.selection import Selection

EDITION = EditionSpec(
    Selection("review", whole=True, hides=frozenset({"brief-only"})),
    template="article",
    default=False,
    anonymous=True,
    sheets="review",
)


def shows(report: Report) -> bool:
    return report.front.review is not None


def make(report: Report, bag: Bag) -> Edition:
    shown = without(report.blocks, *EDITION.selection.hides)
    bounds.check_article(report, shown, bag)
    settings = report.front.review or Review.model_construct()
    known = identities(report.front)
    if settings.self_citations == "hide":
        report = self_citations.hidden(report)
    report = replace(
        report,
        front=_front(report.front, known, report.words["anonymous"]),
        prose=_prose(report, known),
        images={name: picture_metadata.without(i) for name, i in report.images.items()},
        attached={},
        outside=tuple(d for d in report.outside if not _quotes(d, known)),
        comments=tuple(c for c in report.comments if not _quotes(c.diagnostic, known)),
        rounds=(),
    )
    blocks = without(report.blocks, *EDITION.selection.hides)
    return Edition(
        EDITION,
        report,
        blocks,
        title=report.front.title,
        date=report.front.date,
        summary=("abstract",),
        notes=notes(blocks),
        bibliography=tuple(report.bibliography),
        line_numbers=settings.line_numbers.replace("none", ""),
        withheld=known,
    )


def _quotes(fault: Diagnostic, known: Identities) -> bool:
    """Whether a fault that a copy shows would say who wrote it."""
    return fault.code == "name-anonymous" or known.tells(f"{fault.message}\n{fault.help}")


def _front(front: Front, known: Identities, anonymous: str) -> Front:
    """The front matter without its authors, and without what leads to them."""
    work = front.restates
    own = work is not None and (not work.author or any(known.tells(name) for name in work.author))
    kept = {
        name: value
        for name, value in front.journal
        if value is not None and not known.tells(str(value))
    }
    return front.model_copy(
        update={
            "authors": (Author(name=anonymous),),
            "affiliations": (),
            "doi": None,
            "url": None,
            "copyright": None,
            "funding": None,
            "funders": (),
            "acknowledgements": None,
            "statements": tuple(
                one if not STATED.search(one.name) else replace(one, text="")
                for one in front.statements
            ),
            "restates": None if own else work,
            "correction": (),
            "retraction": None,
            "expression_of_concern": None,
            "addendum": (),
            "data": (),
            "files_url": None,
            "relates": None,
            "relations": (),
            "editors": (),
            "brief": None,
            "attach_sources": False,
            "journal": type(front.journal).model_construct(**kept),
            "style": front.style.model_copy(update={"logo": None}),
        }
    )


def _prose(report: Report, known: Identities) -> Mapping[str, list[Node]]:
    """What the front matter says in Markdown, without thanks, lives and whom it all came from."""
    words, front = report.words["withheld-address"], report.front
    addresses = [a.url for a in front.authors] + [a.url for a in front.affiliations]
    own = tuple(address for address in addresses if address)
    dropped = {"acknowledgements", "standfirst", "retraction", "concern"}
    dropped |= {f"statement-{i}" for i, s in enumerate(front.statements) if STATED.search(s.name)}
    return {
        name: withheld(said, words, own) if name.startswith("statement-") else said
        for name, said in report.prose.items()
        if name not in dropped
        and not name.startswith(("bio-", "correction-", "addendum-", "brief-"))
    }
