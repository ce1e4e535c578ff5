"""The index of a site's search, which its page carries: no server is asked, no file is fetched."""

import json
from collections.abc import Iterable

from reportgen.website.entries import Entry

LONGEST = 4_000
"""The most characters of an abstract that are searched."""


def index(entries: Iterable[Entry]) -> str:
    """The articles as JSON, fit to stand in a script element.

    Each has its `id` in the page and its `texts`: title, authors, subjects, abstract. A title that
    was retracted or corrected has that in front, so that a search finds it, too.
    """
    found = [
        {
            "id": item.id,
            "texts": [
                " ".join(filter(None, (item.status, item.title, item.subtitle))),
                " ".join(f"{link.text} {link.note}".strip() for link in item.authors),
                " ".join((*(link.text for link in item.subjects), item.section, item.issue_name)),
                f"{item.abstract[:LONGEST]} {item.brief_summary} {item.doi} {item.iso}".strip(),
            ],
        }
        for item in entries
    ]
    return inert(found)


def inert(value: object) -> str:
    """A value as JSON that ends no script element, whatever it holds."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        data = data.replace(mark, f"\\u{ord(mark):04x}")
    return data
