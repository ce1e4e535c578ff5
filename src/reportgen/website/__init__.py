"""A journal's issues as a static web site.

Pages need no server and ask nobody for anything: links are relative, the style sheet has its faces
in it, and all but the search works without a script.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from reportgen.diagnostics import Bag
from reportgen.metadata.issue import Issue
from reportgen.parse.front_matter import Journal

__all__ = ["pages"]


def pages(
    journal: Journal,
    issues: Sequence[Issue],
    base_url: str = "",
    *,
    root: Path | None = None,
    theme: str = "",
    lang: str = "",
    bag: Bag | None = None,
) -> Mapping[str, bytes]:
    """The files of a journal's site, by their paths from its root.

    `base_url` is the site's address, by default the journal's; without either the files that hold
    whole addresses are left out: feeds, `sitemap.xml` and `oai.xml`. `root` is a folder that may
    have templates of its own, `theme` a theme's name and `lang` the site's language, by default
    those of the newest article and issue. Nothing is there where a template is at fault, which the
    bag says. The same issues give the same bytes.
    """
    from reportgen.website.build import built

    found = Bag() if bag is None else bag
    return built(journal, issues, base_url, root, theme, lang, found)
