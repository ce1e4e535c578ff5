"""What a journal deposits of an issue, made of the deposits of its articles."""

from collections.abc import Mapping

from reportgen.deposits import crossref
from reportgen.issues.names import file_of
from reportgen.metadata.issue import Issue

FOLDER = "deposit"
BATCHED = ("crossref.xml", "crossref-5.3.1.xml")
"""The suffixes of articles' deposits of which an issue's are made."""


def deposits(issue: Issue) -> Mapping[str, bytes]:
    """The deposits of an issue by their paths; those that no article has are not there."""
    out = {}
    for suffix in BATCHED:
        name = file_of(suffix)
        found = [one.files[name] for one in issue.articles if name in one.files]
        if found:
            out[f"{FOLDER}/{suffix}"] = crossref.batch(found, issue)
    return out
