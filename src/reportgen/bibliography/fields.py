"""Where each BibTeX and BibLaTeX field goes in CSL.

The table is what `csl` works from and what the manual shows: a field that is not in it is handed
to nobody. `ASIDE` are the fields that are known and printed nowhere, each with the reason.
"""

from collections.abc import Iterator
from typing import NamedTuple

from reportgen.bibliography import entry_types, prefaces, titles
from reportgen.bibliography.wordlist import word_set


class Rule(NamedTuple):
    """A CSL variable, and how the field is read for it."""

    variable: str
    how: str


TEXT, TITLE, NAMES, DATE, CODE, PAGES = "text", "title", "names", "date", "code", "pages"
PARTLY = "part"
"""The field is put together with others, by a rule of its own in `csl`."""

_NAMES = {
    "author": "author",
    "bookauthor": "container-author",
    "editor": "editor",
    "editora": "contributor",
    "editorb": "contributor",
    "editorc": "contributor",
    "translator": "translator",
    "holder": "author",
    "assignee": "author",
    "director": "director",
    "interviewer": "interviewer",
    "collaborator": "contributor",
    "recipient": "recipient",
    "illustrator": "illustrator",
}
_TEXTS = {
    "abstract": "abstract",
    "archive": "archive",
    "archiveprefix": "archive",
    "chapter": "chapter-number",
    "collection": "archive_collection",
    "edition": "edition",
    "eventtitleaddon": "event-title",
    "jurisdiction": "jurisdiction",
    "keyword": "keyword",
    "keywords": "keyword",
    "library": "call-number",
    "medium": "medium",
    "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher",
    "pagetotal": "number-of-pages",
    "numpages": "number-of-pages",
    "part": "part-number",
    "scale": "scale",
    "section": "section",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "annotation": "annote",
    "annote": "annote",
    "venue": "event-place",
    "location": "publisher-place",
    "address": "publisher-place",
}
_TITLES = {
    "eventtitle": "event-title",
    "origtitle": "original-title",
    "reprinttitle": "original-title",
    "shorttitle": "title-short",
    "shortjournal": "container-title-short",
    "shortseries": "collection-title-short",
    "series": "collection-title",
}
_PARTS = {
    "title": "title",
    "subtitle": "title",
    "titleaddon": "title",
    **dict.fromkeys(titles.TRANSLATIONS, "title, in brackets"),
    "booktitle": "container-title",
    "booksubtitle": "container-title",
    "booktitleaddon": "container-title",
    "journaltitle": "container-title",
    "journal": "container-title",
    "reporter": "container-title",
    "journalsubtitle": "container-title",
    "journaltitleaddon": "container-title",
    "website": "container-title",
    "websitetitle": "container-title",
    "maintitle": "container-title",
    "mainsubtitle": "with maintitle",
    "maintitleaddon": "with maintitle",
    "issuetitle": "volume-title; title of a periodical",
    "issuesubtitle": "volume-title",
    "issuetitleaddon": "volume-title",
    "publisher": "publisher",
    "institution": "publisher",
    "organization": "publisher",
    "school": "publisher",
    "authority": "publisher; authority of a case",
    "court": "publisher; authority of a case",
    "howpublished": "publisher; URL if it is one",
    "citation": "volume, container-title, page or number of law",
    "box": "call-number",
    "folder": "call-number",
    "docket": "number",
    "docketnumber": "number",
    "number": "issue of an article; collection-number in a series; else number",
    "issue": "issue",
    "eid": "page, or number beside pages",
    "type": "genre",
    "note": "note; URL if it is one",
    **dict.fromkeys(prefaces.ROLES, "note, with the role"),
    "addendum": "note",
    "pubstate": "status",
    "langid": "language",
    "hyphenation": "language",
    "language": "language, where it names one and no `langid` does",
    "date": "issued; status if it is no date (`forthcoming`)",
    "year": "issued",
    "month": "issued",
    "day": "issued",
    "editortype": "the role of `editor`",
    "editoratype": "the role of `editora`",
    "editorbtype": "the role of `editorb`",
    "editorctype": "the role of `editorc`",
    "eprint": "URL, or PMID or number",
    "eprinttype": "with eprint",
    "eprintclass": "with eprint",
    "primaryclass": "with eprint",
    "entrysubtype": "type",
    "archivelocation": "archive_location beside archive; else call-number",
    "archive_location": "as archivelocation",
    "archiveurl": "archive_location",
    "url": "URL; a second address in `references`",
}
_DATES = {
    "urldate": "accessed",
    "accessed": "accessed",
    "lastaccessed": "accessed",
    "eventdate": "event-date",
    "origdate": "original-date",
    "submitted": "submitted",
}
_CODES = {
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
}

RULES: dict[str, Rule] = {
    **{name: Rule(variable, NAMES) for name, variable in _NAMES.items()},
    **{name: Rule(variable, TEXT) for name, variable in _TEXTS.items()},
    **{name: Rule(variable, TITLE) for name, variable in _TITLES.items()},
    **{name: Rule(variable, DATE) for name, variable in _DATES.items()},
    **{name: Rule(variable, CODE) for name, variable in _CODES.items()},
    **{name: Rule(variable, PARTLY) for name, variable in _PARTS.items()},
    "pages": Rule("page", PAGES),
}

_LATEX = "for LaTeX's own printing"
_SORTING = "for sorting; CSL styles sort by themselves"
_LINKS = "tells of other entries"
_OWN = "free for users; has no meaning of its own"
_NUMBERS = "a number that CSL has no variable for"

ASIDE: dict[str, str] = {
    "archivedate": "the day of the copy, which its address in `archiveurl` says",
    **dict.fromkeys(
        word_set(
            """authortype bookpagination pagination execute gender label nameaddon options
            shorthand shorthandintro shortauthor shorteditor langidopts nameatype
            namebtype namectype"""
        ),
        _LATEX,
    ),
    **dict.fromkeys(
        word_set(
            """indexsorttitle indextitle key presort sortkey sortname sortshorthand sorttitle
            sortyear"""
        ),
        _SORTING,
    ),
    **dict.fromkeys(
        word_set(
            """crossref entryset ids related relatedoptions relatedstring relatedtype xdata
            xref"""
        ),
        _LINKS,
    ),
    **dict.fromkeys(
        word_set(
            """lista listb listc listd liste listf namea nameb namec usera userb userc userd
            userf verba verbb verbc"""
        ),
        _OWN,
    ),
    **dict.fromkeys(word_set("isan ismn isrn iswc"), _NUMBERS),
    **dict.fromkeys(word_set("file pdf"), "a file on the author's machine"),
    **dict.fromkeys(word_set("copyright nationality rights"), "Zotero's, and no style prints it"),
    "origlanguage": "CSL has no variable for it",
}


def known(name: str) -> bool:
    """Whether a field is one of the data model's, or one that is printed."""
    return name in RULES or name in ASIDE


def used(name: str) -> bool:
    """Whether a field reaches the citation style."""
    return name in RULES


def table() -> str:
    """The types and fields as Markdown tables: the manual's."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "| Entry type | CSL type |"
    yield "|---|---|"
    for kind, csl in sorted(entry_types.TYPES.items()):
        yield f"| `@{kind}` | {csl or 'none: it only hands down fields'} |"
    yield ""
    yield "| Field | CSL variable | Read as |"
    yield "|---|---|---|"
    for name, rule in sorted(RULES.items()):
        yield f"| `{name}` | {rule.variable} | {rule.how} |"
    yield ""
    yield "| Field | Handed to no style, since it is |"
    yield "|---|---|"
    for name, reason in sorted(ASIDE.items()):
        yield f"| `{name}` | {reason} |"
