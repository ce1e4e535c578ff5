"""Addresses of repositories, which name whose they are."""

import re
from collections.abc import Collection
from typing import Any

from reportgen.tree.nodes import Node, edit, string

HOSTS = (
    "github.com", "github.io", "gitlab.com", "gitlab.io", "bitbucket.org", "codeberg.org",
    "sourceforge.net", "sr.ht", "osf.io", "zenodo.org", "figshare.com", "datadryad.org",
    "dataverse.org", "dataverse.harvard.edu", "huggingface.co", "kaggle.com", "mendeley.com",
    "openicpsr.org", "researchgate.net", "academia.edu", "ssrn.com", "arxiv.org", "dropbox.com",
    "drive.google.com", "docs.google.com", "sharepoint.com",
)  # fmt: skip
PREFIXES = ("10.5281", "10.6084", "10.17605", "10.31219", "10.7910", "10.5061", "10.17632")
"""What DOIs of Zenodo, figshare, OSF and its preprints, Harvard's Dataverse, Dryad and Mendeley
Data begin with."""
ADDRESS = re.compile(
    r"(?:https?://|(?<![\w@./-]))(?:[\w-]+\.)*(?:"
    + "|".join(map(re.escape, HOSTS))
    + r")(?:/[^\s<>\"”’)\]}]*)?|(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s?)?(?:"
    + "|".join(map(re.escape, PREFIXES))
    + r")/[^\s<>\"”’)\]}]+",
    re.I,
)
"""An address of a repository in a text."""


def withheld(blocks: list[Node], words: str, own: Collection[str] = ()) -> list[Node]:
    """The blocks with words in the place of addresses of repositories, and of those that are own.

    A link keeps the words that it is put on, unless they are an address themselves.
    """

    def told(text: str) -> bool:
        return bool(ADDRESS.search(text)) or any(address in text for address in own)

    def change(node: Node) -> Any:
        if node["t"] == "Str":
            return {**node, "c": ADDRESS.sub(words, node["c"])} if told(node["c"]) else node
        if not told(node["c"][2][0]):
            return node
        # Words that are an address were changed before: children come first.
        inner: list[Node] = node["c"][1]
        said = any(n["t"] == "Str" and words in n["c"] for n in inner)
        return list(inner) if said else [*inner, {"t": "Space"}, *string(words)]

    changed: list[Node] = edit(blocks, change, {"Str", "Link"})
    return changed
