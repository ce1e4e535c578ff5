"""Addresses as a server is asked for them, and those that are never asked."""

import re
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

from reportgen.network.errors import NetworkError, Reason

LONGEST = 8_000
"""The longest address that is asked for, in characters (RFC 9110, 4.1)."""
PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_KEPT = "/:?#[]@!$&'()*+,;=%-._~|"
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Target:
    """Where a request goes: its host in ASCII or an IP address, and its path with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host, with its port where that is not the usual one (RFC 9110, 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target(url: str) -> Target:
    """Where an address leads. Raises NetworkError for what is no `http:` or `https:` address.

    Spaces and characters beyond ASCII are escaped (RFC 3987, 3.1); a name of a user is refused,
    since it is there to make an address look like another.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NetworkError(Reason.ADDRESS, url[:LONGEST]) from None
    if parts.scheme not in PORTS or "@" in parts.netloc or len(url) > LONGEST or port == 0:
        raise NetworkError(Reason.ADDRESS, url[:LONGEST])
    path = quote(parts.path or "/", safe=_KEPT)
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    return Target(parts.scheme, _host(host, url), port or PORTS[parts.scheme], path + query)


def _host(host: str, url: str) -> str:
    with suppress(ValueError):
        return str(ip_address(host))
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise NetworkError(Reason.ADDRESS, url) from None
    name = name.rstrip(".").lower()
    if not _HOST.fullmatch(name) or len(name) > 253:
        raise NetworkError(Reason.ADDRESS, url)
    return name


def redirected(url: str, location: str) -> str:
    """The address that a `Location` means, without its fragment (RFC 9110, 10.2.2).

    Headers are read as Latin-1; what is UTF-8 in truth is taken for it.
    """
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(url, location.strip()).partition("#")[0]
    except ValueError:
        raise NetworkError(Reason.ADDRESS, url) from None


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet's, also where it wraps one of IPv4."""
    try:
        ip: IPv4Address | IPv6Address | None = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    for _ in range(2):
        if not isinstance(ip, IPv6Address):
            break
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = IPv4Address(int(ip) & 0xFFFF_FFFF)
        if inner is None:
            break
        ip = inner
    return ip is not None and ip.is_global and not ip.is_multicast
