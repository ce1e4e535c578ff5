"""The entries that the checks of the bibliography look at.

An editor wants the faults of what is cited first: of an entry that nothing cites only its place
in the file is judged (duplicate keys, `entry-unused`), not what stands in it.
"""

from collections.abc import Iterator

from reportgen.bibliography import Entry, Field
from reportgen.bibliography.wordlist import words as parted
from reportgen.parse import Manuscript

WORDS = frozenset(
    parted(
        """title subtitle titleaddon booktitle booksubtitle booktitleaddon journaltitle journal
        journalsubtitle maintitle mainsubtitle issuetitle eventtitle origtitle series author editor
        translator bookauthor publisher institution organization school authority howpublished
        location address note addendum type translatedtitle titletranslation usere
        container-title collection-title publisher-place event-title genre"""
    )
)
"""Fields whose words are printed as they stand."""

BODIES = ("publisher", "institution", "organization", "school", "authority")
NAMES = ("author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc", "holder")
TITLES = ("title", "booktitle", "journaltitle", "journal", "maintitle", "eventtitle")
URLS = ("url", "archiveurl")


def cited(manuscript: Manuscript) -> frozenset[str]:
    """The keys of the entries that are cited, or listed by `nocite`."""
    library = manuscript.library
    if "*" in manuscript.front.nocite:
        return frozenset(library.entries)
    keys = (*(cite.key for cite in manuscript.cites), *manuscript.front.nocite)
    found = map(library.get, dict.fromkeys(keys))
    return frozenset(entry.key for entry in found if entry is not None)


def used(manuscript: Manuscript) -> Iterator[Entry]:
    """The cited entries, and those that hand fields down to them, in the order of the file."""
    library = manuscript.library
    keys = cited(manuscript)
    named = {
        key
        for entry in map(library.get, keys)
        if entry is not None and ("crossref" in entry.fields or "xdata" in entry.fields)
        for key in f"{entry.text('crossref')},{entry.text('xdata')}".replace(" ", "").split(",")
    }
    wanted = keys | named
    return (entry for entry in library if entry.key in wanted)


def fields(manuscript: Manuscript, *names: str) -> Iterator[tuple[Entry, Field]]:
    """The fields of these names that stand in the used entries themselves, empty ones left out."""
    wanted = frozenset(names)
    for entry in used(manuscript):
        for field in entry.own:
            if field.name in wanted and field.value and not field.value.isspace():
                yield entry, field


def words(manuscript: Manuscript) -> Iterator[tuple[Entry, Field]]:
    """The fields whose words are printed."""
    return fields(manuscript, *WORDS)
