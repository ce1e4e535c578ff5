"""Which entry of a library is of a work: by its DOI, its ISBN, its address, its title and year."""

import re
from urllib.parse import unquote

from reportgen.bibliography import Entry, Library, decode, names
from reportgen.bibliography.addresses import web_addresses
from reportgen.registries import entry
from reportgen.registries.identifiers import Identifier, Kind, MalformedError, identify, isbn
from reportgen.registries.work import Work, plain

_SHORTEST = 8
"""A shorter title, in letters, may well be another work's too."""
_BEFORE = re.compile(r"^https?://(?:www\.)?")


class KnownWorks:
    """The works of a library by their identifiers, and by their titles, years and first authors."""

    def __init__(self, library: Library) -> None:
        self._codes: dict[str, Entry] = {}
        self._titles: dict[tuple[str, str], list[Entry]] = {}
        for one in library:
            for code in _of(one):
                self._codes.setdefault(code, one)
            for title in _titles(one):
                self._titles.setdefault((title, _year(one)), []).append(one)

    def identified(self, wanted: Identifier) -> Entry | None:
        """The entry that has an identifier."""
        return self._codes.get(same(wanted))

    def described(self, work: Work) -> Entry | None:
        """The entry that has an identifier of a work, or its title, its year and its author."""
        book = work.isbn if work.kind == "book" else ""
        for kind, value in (
            (Kind.DOI, work.doi), (Kind.ARXIV, work.arxiv), (Kind.ISBN, book),
            (Kind.PMID, work.pmid), (Kind.URL, work.url),
        ):  # fmt: skip
            if value and (found := self.identified(Identifier(kind, value))):
                return found
        year, author = work.date[:4], _author(entry.people(work.authors[:1]))
        for title in (work.title, work.title + work.subtitle):
            for one in self._titles.get((_folded(title), year), ()) if year else ():
                other = _author(_typed(one))
                if not (author and other) or author == other:
                    return one
        return None


def same(one: Identifier) -> str:
    """An identifier in the form in which it can be compared."""
    value = one.value
    if one.kind is Kind.URL:
        value = unquote(_BEFORE.sub("", value.partition("#")[0]).rstrip("/"))
        host, slash, rest = value.partition("/")
        value = host.lower() + slash + rest
    else:
        value = value.casefold()
    return f"{one.kind} {value}"


def _of(entry: Entry) -> set[str]:
    """The identifiers that an entry has."""
    typed: list[str] = []
    if entry.data is not None:
        data = {str(name).lower(): str(value) for name, value in entry.data.items()}
        typed = [data.get("doi", ""), data.get("url", ""), f"pmid:{data.get('pmid', '-')}"]
        books = [data.get("isbn", "")]
    else:
        prefix = entry.text("eprinttype", "archiveprefix").lower()
        prefix = {"pubmed": "pmid"}.get(prefix, prefix)
        typed = [decode.address(entry.text("doi")), *web_addresses(entry)]
        typed += [f"{prefix}:{entry.text('eprint')}", f"pmid:{entry.text('pmid')}"]
        books = re.split(r"[,;]|\s{2,}", entry.text("isbn"))
    return {f"{Kind.ISBN} {code}" for book in books if (code := isbn(book))} | {
        same(found) for one in typed if one.strip() and (found := _identified(one.strip()))
    }


def _identified(typed: str) -> Identifier | None:
    try:
        return identify(typed)
    except MalformedError:
        return None


def _titles(entry: Entry) -> set[str]:
    if entry.data is not None:
        found = {_folded(str(entry.data.get("title", "")))}
    else:
        title = decode.plain(entry.text("title"))
        found = {_folded(title), _folded(title + decode.plain(entry.text("subtitle")))}
    return {one for one in found if len(one) >= _SHORTEST}


def _typed(entry: Entry) -> str:
    """The authors of an entry as BibTeX has them."""
    if entry.data is None:
        return entry.text("author")
    people = entry.data.get("author")
    first = people[0] if isinstance(people, list) and people else None
    return str(first.get("family") or first.get("literal", "")) if isinstance(first, dict) else ""


def _author(typed: str) -> str:
    """The family name of the first of some authors, to be compared."""
    first = next(iter(names.read(typed)), {})
    return _folded(first.get("family") or first.get("literal", ""))


def _year(entry: Entry) -> str:
    if entry.data is not None:
        issued = entry.data.get("issued")
        parts = issued.get("date-parts") if isinstance(issued, dict) else None
        return str(parts[0][0]) if parts and parts[0] else ""
    return entry.text("date", "year")[:4]


def _folded(title: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"\[[^\[\]]*\]", "", plain(title)).casefold())
