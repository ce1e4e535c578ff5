"""A site's templates filled in: what every page knows, and what it may do."""

from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportgen import themes
from reportgen.diagnostics import Bag
from reportgen.themes import template
from reportgen.themes.context import SafeHtml
from reportgen.website import addresses
from reportgen.website.entries import Link
from reportgen.website.plan import Site

SCRIPT = "search.js"
"""The script of the search; a project's own is never taken."""


@dataclass(frozen=True)
class Filler:
    """Fills in the templates of a theme; what is at fault goes to the bag.

    `root` is the folder whose `templates/` may have files of their own, `reached` the paths of the
    site to which a page may lead.
    """

    site: Site
    root: Path
    theme: str
    bag: Bag
    journal: Mapping[str, Any]
    menu: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()
    reached: Collection[str] = ()
    lost: list[str] = field(default_factory=list)

    def page(self, name: str, path: str, title: str, **values: Any) -> str:
        """The page at a path, by a template; "" where that is at fault, which the bag says."""
        scripts = [part.html for name in ("script", "index") if (part := values.get(name))]
        known = {
            "name": title,
            "description": "",
            "canonical": addresses.absolute(self.site.base, path),
            "unlisted": False,
            "linked": SafeHtml(""),
            "script": SafeHtml(""),
            "css": SafeHtml(""),
            "policy": policy(scripts, inline=bool(values.get("css"))),
            "menu": self.menu,
            "feeds": self.feeds,
            "path": path,
        }
        return self.filled(name, path, known | values)

    def filled(self, name: str, path: str, values: Mapping[str, Any]) -> str:
        """A template filled in with what every part of a site's pages knows."""
        up = str(values.get("up", addresses.up(path)))
        known = {
            "lang": self.site.spoken.tag,
            "direction": self.site.spoken.direction,
            "words": self.site.words,
            "journal": self.journal,
            "up": up,
            "others": self._beside(up),
        }
        html = template.page(self.root, self.theme, name, {**known, **values}, self.bag)
        return html or ""

    def _beside(self, up: str) -> list[dict[str, str]]:
        """The addresses that a stranger's template may lead to; ours are not looked through."""
        if not themes.strange(self.root, self.theme):
            return []
        return [{"address": up + addresses.linked(path)} for path in self.reached]


def policy(scripts: Sequence[str], inline: bool) -> str:
    """A page may use the site's style sheet and pictures, its own scripts, and nothing else.

    `file:` lets a page that is opened from a disk use them: there is no host to be the same.
    """
    digests = [b64encode(sha256(s.encode()).digest()).decode() for s in scripts if s]
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    allowed = f"script-src {hashes}; " if hashes else ""
    style = "'unsafe-inline'" if inline else "'self' file:"
    return (
        f"default-src 'none'; style-src {style}; img-src 'self' file: data:; font-src data:; "
        f"{allowed}base-uri 'none'; form-action 'none'"
    )


def line(script: str) -> str:
    """A script without its comment lines, on one line: Nu finds no other scripts by their hash."""
    lines = (line.strip() for line in script.splitlines())
    return " ".join(line for line in lines if line and not line.startswith("//"))
