"""HTTP: one request at a time to each host, with redirects, retries and bounds."""

import http.client
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportgen._version import __version__
from reportgen.network import urls
from reportgen.network.errors import NetworkError as NetworkError
from reportgen.network.errors import Reason as Reason
from reportgen.network.transport import Timed, Transport
from reportgen.network.turns import Turns, retry_after

AGENT = f"reportgen/{__version__} (bibliographies of manuscripts; one request at a time)"
REDIRECTS = 10
PERMANENT = (301, 308)
MOVES = (*PERMANENT, 302, 303, 307)
BUSY = (429, 502, 503, 504)
"""Statuses that may be others a moment later (RFC 9110, 15.6; RFC 6585, 4)."""
PASSING = (Reason.TIME, Reason.LATER, Reason.REFUSED, Reason.ANSWER)
"""What may be otherwise a moment later."""
PATIENCE = 30.0
"""The longest that is waited for a host before it is asked again, in seconds."""
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Answer:
    """What a server answered in the end: `hops` are the redirects before it, (status, address).

    The names of `headers` are in small letters; `whole` is false where the body goes on behind
    what was read of it.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    hops: tuple[tuple[int, str], ...] = ()
    whole: bool = True

    @property
    def kind(self) -> str:
        """The media type of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Client:
    """Asks servers, politely: `pause` seconds between two requests to a host, `retries` more
    attempts where one is busy, `seconds` for each of them.
    """

    def __init__(
        self,
        transport: Transport | None = None,
        *,
        pause: float = 0.5,
        retries: int = 2,
        seconds: float = 20.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._transport = transport or Transport()
        self._turns = Turns(pause, sleep)
        self._retries = retries
        self._seconds = seconds

    def ask(
        self,
        url: str,
        *,
        method: str = "GET",
        accept: str = "*/*",
        most: int = 2_000_000,
        follow: bool = True,
        cut: bool = False,
    ) -> Answer:
        """The answer to a request, whatever its status. Raises NetworkError.

        Of a body no more than `most` bytes are read: a longer one is an error, or is `cut`.
        """
        hops: list[tuple[int, str]] = []
        while True:
            answer = self._patiently(url, method, accept, most, cut)
            location = answer.headers.get("location")
            if not (follow and answer.status in MOVES and location):
                return Answer(
                    url, answer.status, answer.headers, answer.body, tuple(hops), answer.whole
                )
            there = urls.redirected(url, location)
            hops.append((answer.status, there))
            if len(hops) > REDIRECTS or there in [url, *(hop for _, hop in hops[:-1])]:
                raise NetworkError(Reason.REDIRECTS, url)
            url = there

    def _patiently(self, url: str, method: str, accept: str, most: int, cut: bool) -> Answer:
        """The answer of one host, asked again where it is busy. Raises NetworkError."""
        target = urls.target(url)
        with self._turns.of(target.host) as turn:
            for attempt in range(self._retries + 1):
                last = attempt == self._retries
                try:
                    answer = self._once(url, target, method, accept, most, cut)
                except NetworkError as error:
                    if last or error.reason not in PASSING:
                        raise
                    turn.wait(2.0**attempt)
                    continue
                wait = retry_after(answer.headers, 2.0**attempt)
                if answer.status not in BUSY or last or wait > PATIENCE:
                    return answer
                turn.wait(wait)
        raise AssertionError

    def _once(
        self, url: str, target: urls.Target, method: str, accept: str, most: int, cut: bool
    ) -> Answer:
        deadline = time.monotonic() + self._seconds
        sock = self._transport.connect(target, deadline)
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = Timed(sock, deadline)
        headers = {
            "Host": target.authority, "User-Agent": AGENT, "Accept": accept,
            "Accept-Encoding": "identity", "Connection": "close",
        }  # fmt: skip
        try:
            connection.request(method, target.path, headers=headers)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            moved = response.status in MOVES and "location" in found
            body, whole = (b"", True) if moved else _body(response, found, most)
        except TimeoutError:
            raise NetworkError(Reason.TIME, url) from None
        except OSError:
            raise NetworkError(Reason.REFUSED, url) from None
        except (http.client.HTTPException, ValueError, zlib.error):
            raise NetworkError(Reason.ANSWER, url) from None
        finally:
            sock.close()
        if not (whole or cut):
            raise NetworkError(Reason.SIZE, url)
        return Answer(url, response.status, found, body, (), whole)


def _body(
    response: http.client.HTTPResponse, headers: Mapping[str, str], most: int
) -> tuple[bytes, bool]:
    """What is read of a body, unpacked, and whether that is all of it.

    Raises HTTPException where it breaks off, and zlib.error.
    """
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise ValueError(packing)
    packed = packing not in ("identity", "")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed else None
    out = bytearray()
    while len(out) <= most and (data := response.read(_CHUNK)):
        out += unpack.decompress(data, most + 1 - len(out)) if unpack else data
    whole = len(out) <= most
    if whole and (response.length or (unpack and out and not unpack.eof)):
        raise http.client.IncompleteRead(bytes(out), response.length)
    return bytes(out[:most]), whole
