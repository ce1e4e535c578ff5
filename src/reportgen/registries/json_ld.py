"""JSON-LD that pages carry (schema.org, `Article` and its like) -> what it says of the page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportgen.registries.work import plain, text

LONGEST = 300_000
"""The most characters of a script that are read."""
MOST = 200
"""The most nodes that are looked at."""
KINDS = (
    "ScholarlyArticle", "Report", "NewsArticle", "AnalysisNewsArticle", "ReportageNewsArticle",
    "OpinionNewsArticle", "BlogPosting", "TechArticle", "Article", "Book", "Dataset",
    "GovernmentService", "Legislation", "CreativeWork", "WebPage",
)  # fmt: skip
"""The types of works, the most telling first."""


def article(scripts: Sequence[str]) -> Mapping[str, Any]:
    """The node that tells most of the page; empty where there is none."""
    found: list[Mapping[str, Any]] = []
    for script in scripts[:20]:
        try:
            data = json.loads(script[:LONGEST]) if len(script) <= LONGEST else None
        except (ValueError, RecursionError):
            continue
        found += [node for node in _nodes(data) if _rank(node) < len(KINDS)]
    return min(found, key=_rank, default={})


def title(node: Mapping[str, Any]) -> str:
    return text(node.get("headline") or node.get("name"))


def date(node: Mapping[str, Any]) -> str:
    return plain(node.get("datePublished") or node.get("dateCreated"), 60)


def authors(node: Mapping[str, Any]) -> list[str]:
    """The names of the authors, of persons and of bodies."""
    value = node.get("author") or node.get("creator")
    listed = value if isinstance(value, list) else [value]
    return [name for one in listed[:MOST] if (name := _named(one))]


def publisher(node: Mapping[str, Any]) -> str:
    return _named(node.get("publisher")) or _named(node.get("isPartOf"))


def _named(value: Any) -> str:
    return plain(value.get("name") if isinstance(value, dict) else value, 200)


def _rank(node: Mapping[str, Any]) -> int:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return min((KINDS.index(kind) for kind in named if kind in KINDS), default=len(KINDS))


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """The nodes of a script: alone, in a list, or in a graph."""
    waiting, seen = [data], 0
    while waiting and seen < MOST:
        seen += 1
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one[:MOST]
        elif isinstance(one, dict):
            yield one
            waiting += [v for name in ("@graph", "mainEntity") if (v := one.get(name))]
