"""The front matter after reading: what the other stages take."""

from dataclasses import dataclass

from pydantic import PrivateAttr

from reportgen.diagnostics.source import Span
from reportgen.parse.front_matter.credit_roles import credit_role
from reportgen.parse.front_matter.input_model import Shared
from reportgen.parse.front_matter.journal_fields import JournalFacts
from reportgen.parse.front_matter.nested_fields import Copyright, Funding, License
from reportgen.parse.front_matter.publication_fields import Relation
from reportgen.parse.front_matter.yaml_nodes import walk
from reportgen.parse.front_matter.yaml_tree import Fields, Step


@dataclass(frozen=True)
class Affiliation:
    """Where an author works; `name` is the institution's."""

    name: str
    id: str | None = None
    department: str | None = None
    address: str | None = None
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None
    ror: str | None = None
    url: str | None = None

    @property
    def text(self) -> str:
        """On one line: `Asia Programme, Example Institute, Seoul, KR`."""
        parts = (self.department, self.name, self.city, self.region, self.country)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Author:
    """An author or an editor; `name` is the whole name as it is printed.

    `degrees` and `contribution` are text as typed, `isni` its digits in fours.
    """

    name: str
    given: str | None = None
    family: str | None = None
    name_native: str | None = None
    affiliations: tuple[Affiliation, ...] = ()
    orcid: str | None = None
    email: str | None = None
    url: str | None = None
    bio: str | None = None
    corresponding: bool = False
    equal_contributor: bool = False
    roles: tuple[str, ...] = ()
    contribution: str | None = None
    degrees: str | None = None
    isni: str | None = None
    orcid_authenticated: bool = False
    deceased: bool = False
    suffix: str | None = None

    @property
    def role(self) -> str:
        """All roles as one text: what an editor is called."""
        return ", ".join(self.roles)

    @property
    def credit_roles(self) -> tuple[tuple[str, str], ...]:
        """Term and address of those roles that CRediT has, each once."""
        return tuple(dict.fromkeys(found for role in self.roles if (found := credit_role(role))))


class Journal(JournalFacts):
    """A journal, and the article's place in it."""

    editors: tuple[Author, ...] = ()
    editorial_board: tuple[Author, ...] = ()


@dataclass(frozen=True)
class Statement:
    """A short text with a heading, such as on the availability of data.

    `name` is the field that it stands in, `title` that name as a heading.
    """

    name: str
    title: str
    text: str


class Front(Shared):
    """All that front matter says, resolved; `funding` is the sentence that `funders` make.

    `url` is the article's landing page, `editors` those who handled it, `relations` its relations
    to other works in Crossref's words.
    """

    authors: tuple[Author, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    doi: str | None = None
    url: str | None = None
    license: License | None = None
    copyright: Copyright | None = None
    funding: str | None = None
    funders: tuple[Funding, ...] = ()
    statements: tuple[Statement, ...] = ()
    journal: Journal = Journal.model_construct()
    editors: tuple[Author, ...] = ()
    relations: tuple[Relation, ...] = ()
    paper: str = "letter"

    _root: Fields | None = PrivateAttr(default=None)

    @property
    def open_access(self) -> bool:
        """Whether everybody may read it: by its licence, or because it says so."""
        url = (self.license.url if self.license else None) or ""
        return self.access == "free" or "creativecommons.org/" in url.lower()

    def span(self, *path: Step) -> Span | None:
        """Where a value stands, such as `span("author", 0, "orcid")`; None if it is not given."""
        nodes = self._walk(path)
        return nodes[-1][0].span if nodes and len(nodes) == len(path) else None

    def place(self, *path: Step) -> Span | None:
        """Where a value stands, or else what it would belong to: the field around it, the title."""
        for length in range(len(path), 0, -1):
            if span := self.span(*path[:length]):
                return span
        whole = self._root.span if self._root else None
        return self.span("title") or (whole and Span(whole.source, whole.start, whole.start + 1))

    def key(self, *path: Step) -> Span | None:
        """Where the name of a field stands; None if it is not given."""
        nodes = self._walk(path)
        entry = nodes[-1][1] if nodes and len(nodes) == len(path) else None
        return entry.at if entry else None

    def _walk(self, path: tuple[Step, ...]) -> list:  # type: ignore[type-arg]
        if self._root is None:
            return []
        first = {"authors": "author"}.get(str(path[0]), path[0]) if path else ""
        return list(walk(self._root, (first, *path[1:])))
