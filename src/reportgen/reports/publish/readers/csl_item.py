"""CSL-JSON: the article as citation processors read it (Citation Style Language 1.0.2)."""

import json
import re
from typing import Any

from reportgen.reports.publish.facts import Facts, stated
from reportgen.reports.publish.readers import Read

ENDINGS = (".csl.json",)
_MARKS = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?:\s[^<>]*)?>")


def read(data: bytes) -> Read:
    """The facts of the one item of a file. Raises ValueError."""
    said: Any = json.loads(data)
    if not isinstance(said, list) or len(said) != 1:
        raise ValueError("is no list of one item")
    return {"": facts(said[0])}


def facts(item: Any) -> Facts:
    """The facts of an item. Raises ValueError."""
    try:
        parts = item.get("issued", {}).get("date-parts", [[]])[0]
        pages = re.split(r"[-–]+", str(item.get("page", "")), maxsplit=1)
        return stated(
            title=_MARKS.sub("", item.get("title", "")),
            authors=[_name(one) for one in item.get("author", ())],
            doi=item.get("DOI", ""),
            date="-".join(f"{int(part):02}" for part in parts),
            volume=item.get("volume", ""),
            issue=item.get("issue") or (item.get("number", "") if item.get("page") else ""),
            first_page=pages[0],
            last_page=pages[-1],
            keywords=[word.strip() for word in item.get("keyword", "").split(",")],
            abstract=_MARKS.sub("", item.get("abstract", "")),
            language=item.get("language", ""),
        )
    except (AttributeError, TypeError, KeyError, IndexError) as error:
        raise ValueError(f"is no item of CSL-JSON: {error}") from None


def _name(person: Any) -> str:
    names = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return str(person.get("literal") or " ".join(person[n] for n in names if person.get(n)))
