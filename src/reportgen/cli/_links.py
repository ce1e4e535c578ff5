"""`reportgen check --links`: the addresses that a document cites, looked up."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli import _options, _places
from reportgen.diagnostics import Bag
from reportgen.project.request import Request

if TYPE_CHECKING:
    from reportgen.parse import Manuscript
    from reportgen.reports.fix import Change
    from reportgen.reports.links.places import Link
    from reportgen.reports.links.report import Looked


@dataclass(frozen=True)
class Links:
    """The addresses that a document cites, what became of them, and the codes that it allows."""

    cited: "tuple[Link, ...]"
    allowed: tuple[str, ...]
    looked: "Looked"


def look(path: Path, allow: tuple[str, ...], base: Path | None, client: object) -> Links | None:
    """Look the addresses of a document up, and say how many; None where it cannot be read.

    `client` is what asks, if it is a client.
    """
    from reportgen.network import Client
    from reportgen.reports.links import report

    found = _cited(path, allow, base)
    if found is None:
        return None
    asked = client if isinstance(client, Client) else Client()
    looked = report.look(found[0], asked, _options.cache(), time.time())
    click.echo(looked.summary(), err=True)
    return Links(*found, looked)


def report(
    path: Path, allow: tuple[str, ...], base: Path | None, links: Links, mended: bool
) -> Bag:
    """What became of the addresses that a document cites, after it was `mended`."""
    from reportgen import checks

    cited = links.cited
    if mended:
        now, _ = _cited(path, allow, base) or ((), ())
        cited = tuple(link for link in now if link.url in links.looked.found)
    bag = Bag(list(links.looked.report(cited)))
    checks.silence(links.allowed, bag)
    return _places.from_here(bag, Request(path, base=base))


def mended(looked: "Looked", manuscript: "Manuscript", bag: Bag) -> "tuple[Change, ...]":
    """The changes that mend what the checks found, and what became of addresses."""
    from reportgen import checks
    from reportgen.reports import fix
    from reportgen.reports.links import places

    links = [link for link in places.cited(manuscript, bag) if link.url in looked.found]
    return fix.fix(manuscript, [*looked.report(links), *checks.run(manuscript)])


def _cited(
    path: Path, allow: tuple[str, ...], base: Path | None
) -> "tuple[tuple[Link, ...], tuple[str, ...]] | None":
    """The addresses that a document cites, and the codes that it allows."""
    from reportgen.pipeline.build import inspect

    return inspect(_links_and_allowed, path, Bag(), allow, base)


def _links_and_allowed(
    manuscript: "Manuscript", bag: Bag
) -> "tuple[tuple[Link, ...], tuple[str, ...]]":
    from reportgen.reports.links import places

    return places.cited(manuscript, bag), tuple(manuscript.front.allow)
