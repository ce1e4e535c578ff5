"""Versions of Crossref's schema for deposits, and in what they differ."""

from dataclasses import dataclass
from types import MappingProxyType

_FIRST = "CLOCKSS LOCKSS Portico KB DWT"
_ARCHIVES = frozenset((*_FIRST.split(), "Internet Archive"))
_MORE = "ADS BL HathiTrust LOC NAA NARA NDPP NSK PSNC TNA"
_NEWER = frozenset((*_MORE.split(), "Cariniana Network", "PKP PN", "Scholars Portal"))


@dataclass(frozen=True)
class Version:
    """A version of the schema.

    `crawler` is what it calls the similarity check, `archives` are those that it knows,
    `languages_unknown` the ISO 639-1 codes that it does not. `citation_types` says whether a
    citation has its type, `versions` whether an article has the number of its version.
    """

    number: str
    crawler: str
    archives: frozenset[str]
    languages_unknown: frozenset[str] = frozenset()
    citation_types: bool = False
    versions: bool = False

    @property
    def namespace(self) -> str:
        return f"http://www.crossref.org/schema/{self.number}"

    @property
    def location(self) -> str:
        """Where the schema lies, for `xsi:schemaLocation`."""
        return f"{self.namespace} https://www.crossref.org/schemas/crossref{self.number}.xsd"


NEWEST = Version(
    "5.4.0", "similarity-check", _ARCHIVES | _NEWER, citation_types=True, versions=True
)
OLDER = Version("5.3.1", "iParadigms", _ARCHIVES, frozenset({"jv", "mh", "zu"}))
VERSIONS = MappingProxyType({one.number: one for one in (NEWEST, OLDER)})
