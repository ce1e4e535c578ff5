"""What a journal deposits of an issue."""

from collections.abc import Mapping

from reportgen.deposits import packages
from reportgen.metadata.issue import Issue

FOLDER = "deposit"


def deposits(issue: Issue) -> Mapping[str, bytes]:
    """The deposits of an issue by their paths; those that no article has are not there."""
    return {f"{FOLDER}/{name}": data for name, data in packages(issue).items()}
