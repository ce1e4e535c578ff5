"""Citation File Format 1.2.0."""

from typing import Any

from reportgen.reports.publish.facts import stated
from reportgen.reports.publish.readers import Read

ENDINGS = (".cff",)
MOST = 1_000_000
NOBODY = "Anonymous"


def read(data: bytes) -> Read:
    """The facts of the file. Raises ValueError."""
    import yaml

    if len(data) > MOST:
        raise ValueError("is too large for a citation file")
    try:
        said: Any = yaml.safe_load(data)
        cited = said.get("preferred-citation") or {}
        return {
            "": stated(
                title=said.get("title", ""),
                authors=_authors([_name(one) for one in said.get("authors", ())]),
                orcids=[one["orcid"] for one in said.get("authors", ()) if one.get("orcid")]
                or None,
                doi=said.get("doi"),
                date=said.get("date-released"),
                volume=cited.get("volume", ""),
                issue=cited.get("issue", ""),
                first_page=cited.get("start", ""),
                last_page=cited.get("end", ""),
                licence=said.get("license"),
                abstract=said.get("abstract", ""),
            )
        }
    except (yaml.YAMLError, AttributeError, TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"is no citation file: {str(error)[:200]}") from None


def _authors(names: list[str]) -> list[str]:
    """The names; none where the format, which asks for one, has the word for nobody."""
    return [] if names == [NOBODY] else names


def _name(person: Any) -> str:
    parts = [person.get(name) for name in ("given-names", "family-names", "name-suffix")]
    return str(person.get("name") or " ".join(part for part in parts if part))
