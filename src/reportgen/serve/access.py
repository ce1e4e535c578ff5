"""Who may read the preview: a page of its own origin on this machine, and nobody else.

Another site can make a browser ask 127.0.0.1 for a page, or point its own name there (DNS
rebinding); a request that shows either is refused, and no answer may be read across origins.
"""

from collections.abc import Mapping
from typing import TypeAlias

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Answer: TypeAlias = PlainTextResponse

SHELL = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""What the page around the outputs may do."""

SENT: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer says."""


class Guard:
    """An ASGI application that hands on what may pass to another one."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self.hosts = (f"127.0.0.1:{port}", f"localhost:{port}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SENT.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", SHELL)
            await send(message)

        if scope["type"] != "http":
            return
        refusal = self._refusal(scope["method"], Headers(scope=scope))
        await (refusal or self.app)(scope, receive, guarded)

    def _refusal(self, method: str, headers: Headers) -> Answer | None:
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self.hosts:
            return PlainTextResponse("not this host", 421)
        if origin is not None and origin != f"http://{host}":
            return PlainTextResponse("not from there", 403)
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return PlainTextResponse("not from there", 403)
        if method not in ("GET", "HEAD"):
            return PlainTextResponse("only reading", 405)
        return None
