"""The pages of the preview. All of them lie below a path that only its author knows."""

from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from reportgen.serve.access import Guard
from reportgen.serve.frame import POLICY, preview_page
from reportgen.serve.preview import Preview

STATIC = Path(__file__).parent / "static"
MEDIA = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


def app(preview: Preview, token: str, port: int) -> ASGIApp:
    """The application that shows a preview at `/TOKEN/`."""

    async def show(request: Request) -> Response:
        data = preview.outputs.get(request.path_params["name"])
        if data is None:
            return PlainTextResponse("not there yet", 404)
        if request.path_params["name"].endswith(".html"):
            policy = {"Content-Security-Policy": POLICY}
            return Response(
                preview_page(data), media_type="text/html; charset=utf-8", headers=policy
            )
        policy = {"Content-Security-Policy": "frame-ancestors 'self'"}
        return Response(data, media_type="application/pdf", headers=policy)

    async def events(request: Request) -> Response:
        return StreamingResponse(preview.news(), media_type="text/event-stream")

    routes = [
        Route(f"/{token}/", partial(_static, "shell.html")),
        Route(f"/{token}/events", events),
        Route(f"/{token}/shell.css", partial(_static, "shell.css")),
        Route(f"/{token}/shell.js", partial(_static, "shell.js")),
        Route(f"/{token}/show/{{version}}/{{name}}", show),
    ]
    return Guard(Starlette(routes=routes), port)


async def _static(name: str, request: Request) -> Response:
    path = STATIC / name
    return Response(path.read_bytes(), media_type=f"{MEDIA[path.suffix]}; charset=utf-8")
