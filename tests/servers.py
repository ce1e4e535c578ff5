"""A server on this machine that plays registries, sites and the web archive, under their names."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

from reportgen.network import Client, NetworkError, Reason, Transport
from reportgen.network.urls import Target

CSL = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True)
class Asked:
    """A request: when it came and when its answer began, by `time.monotonic`."""

    host: str
    method: str
    path: str
    headers: dict[str, str]
    begun: float
    ended: float


@dataclass
class Reply:
    """An answer: or a function that writes one to the connection itself."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[BaseHTTPRequestHandler], None] | None = None
    seconds: float = 0.0


class Internet:
    """Hosts with their pages, `at["host/path"]`; a list of replies is one for each request."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.at: dict[str, Reply | list[Reply]] = {}
        self.asked: list[Asked] = []
        self.lock = threading.Lock()

    def json(self, address: str, data: Any, kind: str = "application/json") -> None:
        self.at[address] = Reply(json.dumps(data).encode(), headers={"Content-Type": kind})

    def page(self, address: str, html: str, charset: str = "utf-8") -> None:
        kind = f"text/html; charset={charset}"
        self.at[address] = Reply(html.encode(charset), headers={"Content-Type": kind})

    def moved(self, address: str, there: str, status: int = 301) -> None:
        self.at[address] = Reply(status=status, headers={"Location": there})

    def doi(self, doi: str, item: dict[str, Any]) -> None:
        """A DOI, with the redirect to its registry."""
        self.moved(f"doi.org/{doi}", f"https://api.crossref.org/v1/works/{doi}/transform", 302)
        self.json(f"api.crossref.org/v1/works/{doi}/transform", {"DOI": doi, **item}, CSL)

    def client(self, **given: Any) -> Client:
        """A client that finds these hosts here, and waits for nothing."""
        settings: dict[str, Any] = {"pause": 0.0, "seconds": 5.0, "sleep": lambda _: None}
        return Client(_Here(self), **{**settings, **given})

    def methods(self, host: str = "") -> list[str]:
        return [f"{a.method} {a.host}{a.path}" for a in self.asked if host in a.host]


class _Here(Transport):
    def __init__(self, internet: Internet) -> None:
        self.internet = internet

    def connect(self, target: Target, deadline: float) -> Any:
        return super().connect(replace(target, scheme="http"), deadline)

    def addresses(self, target: Target, url: str) -> list[tuple[int, Any]]:
        try:
            ip_address(target.host)
        except ValueError:
            known = {name.partition("/")[0] for name in self.internet.at}
            if target.host not in known:
                raise NetworkError(Reason.NAME, url) from None
            return [(2, ("127.0.0.1", self.internet.port))]
        return super().addresses(target, url)


@contextmanager
def internet() -> Iterator[Internet]:
    """Such a server, until it is ended."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            begun = time.monotonic()
            host = self.headers["Host"]
            with here.lock:
                found = here.at.get(f"{host}{self.path}", Reply(b"no", 404))
                reply = found if isinstance(found, Reply) else found.pop(0)
            time.sleep(reply.seconds)
            ended = time.monotonic()
            with here.lock:
                headers = dict(self.headers)
                here.asked.append(Asked(host, self.command, self.path, headers, begun, ended))
            with suppress(OSError):  # whoever asked has gone
                if reply.write:
                    reply.write(self)
                else:
                    self._send(reply)

        do_HEAD = do_GET  # noqa: N815

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = False
        request_queue_size = 64

        def handle_error(self, *_: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        here = Internet(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield here
        finally:
            server.shutdown()
            thread.join()
