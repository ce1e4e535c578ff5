"""Front and back matter by name; a design names them in their order."""

from collections.abc import Callable, Mapping

from reportgen.word import back_matter, front_matter
from reportgen.word.contents import contents
from reportgen.word.elements import Element
from reportgen.word.paragraphs import Scope

MATTER: Mapping[str, Callable[[Scope], list[Element]]] = {
    "abstract": front_matter.abstract,
    "author-notes": front_matter.author_notes,
    "authors": front_matter.authors,
    "banner": front_matter.banner,
    "date": front_matter.date,
    "doi": front_matter.rights,
    "endnotes": back_matter.endnotes,
    "headline": front_matter.headline,
    "keywords": front_matter.keywords,
    "logo": front_matter.logo,
    "masthead": front_matter.masthead,
    "more": back_matter.more,
    "references": back_matter.references,
    "restates": front_matter.restates,
    "standfirst": front_matter.standfirst,
    "statements": back_matter.statements,
    "subtitle": front_matter.subtitle,
    "title": front_matter.title,
}
NAMES = frozenset(MATTER) | {"contents", "page"}


def matter(names: tuple[str, ...], scope: Scope) -> list[tuple[list[Element], int]]:
    """The paragraphs of each, one after another, and in how many columns they stand.

    The name `page` begins a new page; its columns are 0.
    """
    out: list[tuple[list[Element], int]] = []
    for name in names:
        if name == "contents":
            out += contents(scope)
        else:
            out.append(([], 0) if name == "page" else (MATTER[name](scope), 1))
    return out
