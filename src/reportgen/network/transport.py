"""Connections: to public addresses alone, and with an end in time."""

import io
import socket
import ssl
import time
from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

from reportgen.network.errors import NetworkError, Reason
from reportgen.network.urls import Target, is_public

MOST = 4
"""How many addresses of one host are tried."""


class Socket(Protocol):
    """What is used of a connection."""

    def settimeout(self, seconds: float | None, /) -> None: ...
    def sendall(self, data: bytes, /) -> None: ...
    def recv_into(self, buffer: Any, /) -> int: ...
    def close(self) -> None: ...


class Transport:
    """Opens connections. A name is looked up once and its address is looked at before it is used,
    so that no answer of a name server leads into a private network.
    """

    def connect(self, target: Target, deadline: float) -> Socket:
        """A connection to a host, with TLS where its scheme asks for it.

        Raises NetworkError. `deadline` is a time of `time.monotonic`.
        """
        url = f"{target.scheme}://{target.authority}"
        last = Reason.NAME
        for family, address in self.addresses(target, url)[:MOST]:
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                sock.settimeout(left(deadline))
                sock.connect(address)
                if target.scheme == "http":
                    return sock
                sock.settimeout(left(deadline))
                return _context().wrap_socket(sock, server_hostname=target.host)
            except ssl.SSLCertVerificationError:
                sock.close()
                raise NetworkError(Reason.CERTIFICATE, url) from None
            except TimeoutError:
                sock.close()
                last = Reason.TIME
            except OSError:
                sock.close()
                last = Reason.REFUSED
            except BaseException:
                sock.close()
                raise
        raise NetworkError(last, url)

    def addresses(self, target: Target, url: str) -> list[tuple[int, Any]]:
        """The public addresses of a host. Raises NetworkError where it has none."""
        try:
            found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            again = getattr(socket, "EAI_AGAIN", None)
            later = isinstance(error, socket.gaierror) and error.errno == again
            raise NetworkError(Reason.LATER if later else Reason.NAME, url) from None
        public: list[tuple[int, Any]] = [
            (family, at) for family, _, _, _, at in found if is_public(str(at[0]))
        ]
        if not public:
            raise NetworkError(Reason.PRIVATE, url)
        return public


class Timed:
    """A connection that ends at a deadline, however slowly the other side sends.

    It has what `http.client` uses of a socket. `close` leaves it open, since `http.client` closes
    a connection before its answer is read; whoever opened it ends it.
    """

    def __init__(self, sock: Socket, deadline: float) -> None:
        self.sock = sock
        self.deadline = deadline

    def sendall(self, data: bytes) -> None:
        self.sock.settimeout(left(self.deadline))
        self.sock.sendall(data)

    def makefile(self, mode: str = "rb", *_: object) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self))

    def close(self) -> None:
        pass


class _Reader(io.RawIOBase):
    def __init__(self, timed: Timed) -> None:
        self._timed = timed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._timed.sock.settimeout(left(self._timed.deadline))
        return self._timed.sock.recv_into(buffer)


def left(deadline: float, clock: Callable[[], float] = time.monotonic) -> float:
    """The seconds that are left. Raises TimeoutError where none are."""
    seconds = deadline - clock()
    if seconds <= 0:
        raise TimeoutError
    return seconds


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
