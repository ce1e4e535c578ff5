"""Addresses -> what becomes of them: they are asked for side by side, each host once at a time."""

import re
from collections.abc import Iterable, Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from reportgen.network import Answer, Client, NetworkError, Reason
from reportgen.network.client import PERMANENT
from reportgen.network.urls import target
from reportgen.reports.links.places import Link

WORKERS = 16
"""How many hosts are asked at a time."""
GONE = (404, 410)
_NO_HEAD = (400, 401, 403, 404, 405, 406, 410, 500, 501)
"""Statuses that some servers have for `HEAD` alone: the page itself is then asked for."""
_LOST = re.compile(r"/(?:404|error|not-?found|page-?not-?found|notfound)(?:[./?]|$)", re.I)


class State(StrEnum):
    """What became of an address."""

    FINE = "fine"
    MOVED = "moved"
    LOST = "lost"
    """It leads to another page that stands in its place, such as the home page of its site."""
    DEAD = "dead"
    NAMELESS = "nameless"
    """Its host has no address."""
    UNREACHED = "unreached"


@dataclass(frozen=True)
class Found:
    """What became of an address: `to` is where it leads now, `why` says what was met."""

    state: State
    to: str = ""
    why: str = ""


def look_up(links: Iterable[Link], client: Client) -> Mapping[str, Found]:
    """What became of each address. Threads ask; each host's addresses are asked in a row."""
    hosts: dict[str, dict[str, Link]] = {}
    for link in links:
        hosts.setdefault(_host(link.url), {}).setdefault(link.url, link)
    found: dict[str, Found] = {}

    def ask(several: list[Link]) -> None:
        for link in several:
            found[link.url] = look(link, client)

    pool = ThreadPoolExecutor(WORKERS)
    try:
        longest = sorted(hosts.values(), key=len, reverse=True)
        asked = [pool.submit(ask, list(several.values())) for several in longest]
        for one in wait(asked, return_when=FIRST_EXCEPTION).done:
            one.result()
    except BaseException:  # whoever stops it need not wait for slow servers
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    return found


def look(link: Link, client: Client) -> Found:
    """What became of an address: of a DOI, whether it is registered."""
    try:
        answer = _answer(link, client)
    except NetworkError as error:
        state = State.NAMELESS if error.reason is Reason.NAME else State.UNREACHED
        return Found(state, why=str(error.reason))
    if answer.status in GONE:
        what = "it is not registered" if link.doi else f"there is no page (status {answer.status})"
        return Found(State.DEAD, why=what)
    if link.doi and 300 <= answer.status < 400:
        return Found(State.FINE)
    if not 200 <= answer.status < 300:
        why = f"its server does not show it to programs (status {answer.status})"
        return Found(State.UNREACHED, why=why)
    if answer.hops and _is_lost(link.url, answer.url):
        home = urlsplit(answer.url).path in ("", "/")
        where = "the home page of its site" if home else "a page that says so"
        return Found(State.LOST, answer.url, f"it leads to {where}")
    there = _moved(answer)
    if there and _bare(there) != _bare(link.url):
        return Found(State.MOVED, there)
    return Found(State.FINE)


def _answer(link: Link, client: Client) -> Answer:
    """What a server says of an address, at first without the page. Raises NetworkError."""
    follow = not link.doi
    try:
        answer = client.ask(link.url, method="HEAD", follow=follow)
        if answer.status not in _NO_HEAD:
            return answer
    except NetworkError as error:
        if error.reason not in (Reason.ANSWER, Reason.REFUSED):
            raise
    return client.ask(link.url, most=1, follow=follow, cut=True)


def _moved(answer: Answer) -> str:
    """Where permanent redirects lead, before any other (RFC 9110, 15.4); empty for nowhere."""
    there = ""
    for status, url in answer.hops:
        if status not in PERMANENT:
            break
        there = url
    return there


def _is_lost(before: str, after: str) -> bool:
    """Whether a page was asked for and the home page came, or a page about pages not found."""
    old, new = urlsplit(before), urlsplit(after)
    deep = bool(old.path.strip("/")) and not re.fullmatch(
        r"/(?:index\.\w+|home/?|[a-z]{2}/?)", old.path
    )
    home = new.path in ("", "/") and not new.query
    return (deep and home) or bool(_LOST.search(new.path) and not _LOST.search(old.path))


def _bare(url: str) -> str:
    """An address without what a redirect may change with nobody caring."""
    return re.sub(r"^https?://(?:www\.)?", "", url.partition("#")[0], flags=re.I).rstrip("/")


def _host(url: str) -> str:
    try:
        return target(url).host
    except NetworkError:
        return ""
