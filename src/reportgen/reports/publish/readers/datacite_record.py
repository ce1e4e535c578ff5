"""DataCite's JSON (DataCite metadata schema 4.5)."""

import json
from typing import Any

from reportgen.reports.publish.facts import stated
from reportgen.reports.publish.readers import Read

ENDINGS = (".datacite.json",)


def read(data: bytes) -> Read:
    """The facts of the file. Raises ValueError."""
    said: Any = json.loads(data)
    try:
        return {"": _facts(said)}
    except (AttributeError, TypeError, KeyError, IndexError) as error:
        raise ValueError(f"is no record of DataCite: {error}") from None


def _facts(said: Any) -> Any:
    days = {one["dateType"]: one["date"] for one in said.get("dates", ())}
    placed: Any = next(
        (i for i in said.get("relatedItems", ()) if i.get("relationType") == "IsPublishedIn"), {}
    )
    ids = [i for one in said.get("creators", ()) for i in one.get("nameIdentifiers", ())]
    abstracts = [d for d in said.get("descriptions", ()) if d.get("descriptionType") == "Abstract"]
    titles = [one["title"] for one in said.get("titles", ()) if not one.get("titleType")]
    subtitles = [o["title"] for o in said.get("titles", ()) if o.get("titleType") == "Subtitle"]
    return stated(
        title=": ".join([*titles[:1], *subtitles[:1]]),
        authors=[one["name"] for one in said.get("creators", ())],
        orcids=[i["nameIdentifier"] for i in ids if i.get("nameIdentifierScheme") == "ORCID"],
        doi=said.get("doi", ""),
        date=days.get("Issued") or said.get("publicationYear", ""),
        online_date=days.get("Available") or days.get("Issued") or None,
        volume=placed.get("volume", ""),
        issue=placed.get("issue", ""),
        first_page=placed.get("firstPage", ""),
        last_page=placed.get("lastPage", ""),
        licence=next((r["rightsUri"] for r in said.get("rightsList", ()) if "rightsUri" in r), ""),
        keywords=[one["subject"] for one in said.get("subjects", ())],
        abstract=abstracts[0]["description"] if abstracts else "",
        language=said.get("language", ""),
    )
