"""What a site says of its articles in feeds and in its map.

Sources: JSON Feed 1.1; Atom (RFC 4287); the protocol of sitemaps 0.9.
"""

import json
from collections.abc import Iterator
from typing import Any

from reportgen.reports.publish.facts import Facts, stated
from reportgen.reports.publish.readers._xml import every, local, tree, words

ADDRESS = "address"
"""The fact by which a feed's entry is looked for in the map of the site."""


def json_feed(data: bytes) -> Iterator[Facts]:
    """The facts of each entry. Raises ValueError."""
    said: Any = json.loads(data)
    try:
        for item in said["items"]:
            yield stated(
                doi=_doi(item["id"]),
                title=item["title"],
                authors=[one["name"] for one in item.get("authors", ())],
                address=item.get("url", ""),
            )
    except (AttributeError, TypeError, KeyError) as error:
        raise ValueError(f"is no JSON Feed: {error}") from None


def atom(data: bytes) -> Iterator[Facts]:
    """The facts of each entry. Raises ValueError."""
    for entry in every(tree(data), "entry"):
        own = {local(node): words(node) for node in reversed(entry)}
        people = [words(name) for one in entry if local(one) == "author" for name in one
                  if local(name) == "name"]  # fmt: skip
        links = [node for node in entry if local(node) == "link"]
        shown = next((n.get("href") for n in links if n.get("rel") in (None, "alternate")), "")
        yield stated(
            doi=_doi(own.get("id", "")), title=own.get("title", ""), authors=people, address=shown
        )


def sitemap(data: bytes) -> Iterator[Facts]:
    """The addresses in a map of a site. Raises ValueError."""
    yield {ADDRESS: tuple(words(node).strip() for node in every(tree(data), "loc"))}


def _doi(name: str) -> str | None:
    """The DOI that an entry is named by; None where it has another name."""
    return name if "doi.org/" in name else None
