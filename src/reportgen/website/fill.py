"""A site's templates filled in: what every page knows, and what it may do."""

from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
class Wanted:
    """A template to fill in with values, for the page at a path."""

    path: str
    template: str
    values: Mapping[str, Any]


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

    def page(self, name: str, path: str, title: str, **values: Any) -> "Wanted":
        """A whole page that is wanted at a path, of a template."""
        scripts = [part.html for key in ("script", "index", "linked") if (part := values.get(key))]
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
        return Wanted(path, name, known | values)

    def filled(self, wanted: Iterable["Wanted"]) -> dict[str, str]:
        """The texts of pages and parts by their paths; "" where a template is at fault."""
        listed = list(wanted)
        jobs = [(one.template, self._known(one.path, one.values)) for one in listed]
        texts = template.pages(self.root, self.theme, jobs, self.bag) if jobs else []
        return {one.path: text or "" for one, text in zip(listed, texts, strict=True)}

    def _known(self, path: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values with what every part of a site's pages knows."""
        up = str(values.get("up", addresses.up(path)))
        known = {
            "lang": self.site.spoken.tag,
            "direction": self.site.spoken.direction,
            "words": self.site.words,
            "journal": self.journal,
            "up": up,
            "others": self._beside(up),
        }
        return {**known, **values}

    def _beside(self, up: str) -> list[dict[str, str]]:
        """The addresses that a stranger's template may lead to; ours are not looked through."""
        if not themes.strange(self.root, self.theme):
            return []
        return [{"address": up + path} for path in self.reached]


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
