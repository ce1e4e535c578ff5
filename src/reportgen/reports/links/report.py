"""What became of addresses -> diagnostics, with the copy in an archive as an edit."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.diagnostics import Diagnostic, Edit, Severity
from reportgen.network import Client
from reportgen.reports.links import archive
from reportgen.reports.links.archive import Copy
from reportgen.reports.links.look import Found, State, look_up
from reportgen.reports.links.memory import Memory
from reportgen.reports.links.places import Link

_SHOWN = 90
_GONE = (State.DEAD, State.LOST)


@dataclass(frozen=True)
class Looked:
    """What became of addresses, by address; `known` of them were looked up lately."""

    found: dict[str, Found]
    copies: dict[str, Copy | None]
    known: int = 0

    def report(self, links: Sequence[Link]) -> Iterator[Diagnostic]:
        """A diagnostic at each place of an address that is dead, moved or was not reached."""
        reached = any(
            one.state not in (State.NAMELESS, State.UNREACHED) for one in self.found.values()
        )
        if self.found and not reached and State.NAMELESS in {f.state for f in self.found.values()}:
            several = len(self.found) > 1
            said = f"none of {len(self.found)} addresses" if several else "the only address"
            yield Diagnostic(
                "network-unreached", Severity.ERROR,
                f"{said} could be looked up: this machine seems to have no network",
                help="connect it, or leave out `--links`",
            )  # fmt: skip
            return
        for link in links:
            found = self.found[link.url]
            if found.state is not State.FINE and not (link.archived and found.state in _GONE):
                yield self._diagnostic(link, found)

    def summary(self) -> str:
        """One line: how many addresses, and what became of them."""
        counts = Counter(one.state for one in self.found.values())
        noun = "address" if len(self.found) == 1 else "addresses"
        lately = f" ({self.known} lately)" if self.known else ""
        said = {
            "fine": counts[State.FINE],
            "dead": counts[State.DEAD] + counts[State.NAMELESS],
            "moved": counts[State.MOVED] + counts[State.LOST],
            "not reached": counts[State.UNREACHED],
        }
        listed = ", ".join(f"{number} {what}" for what, number in said.items())
        return f"{len(self.found)} {noun} looked up{lately}: {listed}"

    def _diagnostic(self, link: Link, found: Found) -> Diagnostic:
        name = f"DOI `{_short(link.doi)}`" if link.doi else f"address `{_short(link.url)}`"
        name = f"the {name}" + (f" of `{link.key}`" if link.key else "")
        copy = self.copies.get(link.url)
        match found.state:
            case State.DEAD | State.NAMELESS:
                why = found.why if found.state is State.DEAD else "its host is not there"
                return Diagnostic(
                    "link-dead", Severity.ERROR, f"{name} is dead: {why}", link.span,
                    help=_remedy(link, copy), fix=_edits(link, copy),
                )  # fmt: skip
            case State.LOST:
                return Diagnostic(
                    "link-moved", Severity.WARNING,
                    f"{name} is most likely dead: {found.why}", link.span,
                    help=_remedy(link, copy), fix=_edits(link, copy),
                )  # fmt: skip
            case State.MOVED:
                return Diagnostic(
                    "link-moved", Severity.WARNING, f"{name} has moved for good", link.span,
                    help=f"write `{found.to}`",
                )  # fmt: skip
        return Diagnostic(
            "link-unreached", Severity.NOTE, f"{name} was not reached: {found.why}", link.span,
            help="open it in a browser",
        )  # fmt: skip


def look(links: Sequence[Link], client: Client, cache: Path | None, now: float) -> Looked:
    """Look up what is not known yet, and the copies of what is gone; keep what was found.

    `now` is in seconds since 1970.
    """
    memory = Memory(cache, now)
    known = {link.url: one for link in links if (one := memory.found(link.url))}
    fresh = look_up([link for link in links if link.url not in known], client)
    reached = any(one.state not in (State.NAMELESS, State.UNREACHED) for one in fresh.values())
    found = {**known, **fresh}
    gone = {link.url: link for link in links if found[link.url].state in (*_GONE, State.NAMELESS)}
    copies: dict[str, Copy | None] = {}
    for url, link in gone.items():
        if url in known:
            copies[url] = memory.copy(url)
        elif not link.doi and (reached or known):
            copies[url] = archive.copy(url, link.near, client)
    memory.keep(fresh, copies)
    return Looked(found, copies, len(known))


def _remedy(link: Link, copy: Copy | None) -> str:
    if link.doi:
        return "look for the right DOI, or take it out"
    if copy is None:
        return "find where the page is now, or cite another copy of it"
    said = f"the web archive has a copy of {copy.day}: {copy.url}"
    if link.insertion is None:
        return f"give the copy that there is instead; {said}"
    if not copy.near:
        return f"look whether a copy of another time will do; {said}"
    return f"add it as `archiveurl`, as `check --links --fix` does; {said}"


def _edits(link: Link, copy: Copy | None) -> tuple[Edit, ...]:
    """The copy as fields behind the address."""
    place = link.insertion
    if place is None or copy is None or not copy.near:
        return ()
    lines = [
        f",\n{place.indent}{name:{place.width}}{place.sign}{{{value}}}"
        for name, value in (("archiveurl", copy.url), ("archivedate", copy.day))
    ]
    return (Edit(place.at, "".join(lines)),)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
