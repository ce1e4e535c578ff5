"""Copies of pages in the Internet Archive (Wayback Machine, "Availability JSON API")."""

import json
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from reportgen.network import Client, NetworkError

ADDRESS = "https://archive.org/wayback/available?url={}"
HOST = "web.archive.org"
NEAR = 366
"""How many days a copy may be from the day for which it is given."""


@dataclass(frozen=True)
class Copy:
    """A copy of a page: its address, the day when it was made, and whether it is near enough."""

    url: str
    day: str
    near: bool


def copy(url: str, near: str, client: Client) -> Copy | None:
    """The copy nearest to a day (`YYYYMMDD`; the last one for none); None where none is known."""
    asked = ADDRESS.format(quote(url, safe="")) + (f"&timestamp={near}" if near else "")
    try:
        answer = client.ask(asked, accept="application/json", most=200_000)
        data = json.loads(answer.body) if answer.status == 200 else None
    except (NetworkError, ValueError, RecursionError):
        return None
    held = data.get("archived_snapshots") if isinstance(data, dict) else None
    closest = held.get("closest") if isinstance(held, dict) else None
    if not isinstance(closest, dict) or closest.get("available") is not True:
        return None
    there, stamp = str(closest.get("url", "")), str(closest.get("timestamp", ""))
    if not str(closest.get("status", "200")).startswith("2") or not _is_sound(there):
        return None
    day = _day(stamp)
    if day is None:
        return None
    wanted = _day(near)
    close = wanted is None or abs((day - wanted).days) <= NEAR
    return Copy("https" + there.removeprefix("https").removeprefix("http"), day.isoformat(), close)


def _is_sound(url: str) -> bool:
    """Whether an address is one of the archive's, and can stand in a field as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and parts.netloc == HOST
        and len(url) < 3_000
        and not re.search(r'[\s{}"\\<>\x00-\x1f\x7f]', url)
    )


def _day(stamp: str) -> date | None:
    if not re.fullmatch(r"\d{8}(?:\d{6})?", stamp):
        return None
    try:
        return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    except ValueError:
        return None
