"""Watch, build and answer, until it is told to stop."""

import asyncio
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from reportgen.processes.workers import Worker, WorkerEnded
from reportgen.project.request import Request
from reportgen.serve import builder
from reportgen.serve.builder import Turn
from reportgen.serve.preview import Preview
from reportgen.serve.watch import Watch
from reportgen.serve.web import app

LONGEST = 60
"""Seconds of waiting after which a build for the screen is given up."""


def run(
    request: Request,
    port: int = 0,
    editor: str = "vscode",
    cache: Path | None = None,
    ready: Callable[[str], None] = lambda address: None,
) -> int:
    """Show a project until SIGINT or SIGTERM, and give the number of the signal that came.

    `ready` hears the address. A `port` of 0 is any free one. Raises OSError where it is taken.
    """
    with socket.create_server(("127.0.0.1", port)) as bound:
        return asyncio.run(_run(bound, request, editor, cache, ready))


async def _run(
    bound: socket.socket,
    request: Request,
    editor: str,
    cache: Path | None,
    ready: Callable[[str], None],
) -> int:
    port, token = bound.getsockname()[1], secrets.token_urlsafe(12)
    preview = Preview(request.path.resolve().name)
    desk = _Builder(request, preview, cache, editor)
    server = _Server(app(preview, token, port), preview)
    with server.capture_signals():  # to the end of the cleaning up, which a second one lets be
        work = [asyncio.create_task(task) for task in (desk.watch(), desk.build())]
        try:
            ready(f"http://127.0.0.1:{port}/{token}/")
            await server.serve(sockets=[bound])
        finally:
            for task in work:
                task.cancel()
            desk.close()
            await asyncio.gather(*work, return_exceptions=True)
    return server.signal


class _Server(uvicorn.Server):
    """A server that lets its readers go when it is told to stop, and then ends as if done."""

    def __init__(self, application: Any, preview: Preview) -> None:
        config = uvicorn.Config(
            application, log_config=None, log_level="critical", access_log=False, lifespan="off",
            http="h11", ws="none", server_header=False, timeout_graceful_shutdown=1,
        )  # fmt: skip
        super().__init__(config)
        self.preview = preview
        self.loop = asyncio.get_running_loop()
        self.signal = 0

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.should_exit, self.signal = True, self.signal or sig
        self.loop.call_soon_threadsafe(self.preview.close)


class _Builder:
    """Has the warm process build after each change, and starts another one where it fell."""

    def __init__(self, request: Request, preview: Preview, cache: Path | None, editor: str) -> None:
        self.request, self.preview, self.cache, self.editor = request, preview, cache, editor
        self.watcher = Watch(request)
        self.dirty = asyncio.Event()
        self.dirty.set()
        self.shown = asyncio.Event()
        self.closed = False
        self.number = 0
        self.worker: Worker | None = None
        self.hearing: asyncio.Task[None] | None = None

    async def watch(self) -> None:
        """Note that something changed."""
        async for _ in self.watcher.changes():
            self.dirty.set()

    async def build(self) -> None:
        """Build after each change; what changes while a build goes on is built afterwards."""
        while True:
            await self.dirty.wait()
            self.dirty.clear()
            self.number += 1
            self.shown.clear()
            self.preview.begin(self.number)
            try:
                worker = self._start()
                worker.pipe.send(self.number)
                if not await self._waited():
                    self._stop()
                    self.preview.fell(f"the build was given up after {LONGEST} seconds")
            except OSError as error:
                self._stop()
                self.preview.fell(str(error))

    async def _waited(self) -> bool:
        """Whether the build was shown; a time in which all is stopped does not count."""
        for _ in range(LONGEST):
            with suppress(TimeoutError):
                await asyncio.wait_for(self.shown.wait(), 1)
            if self.shown.is_set():
                return True
        return False

    def close(self) -> None:
        """End the warm process and what hears it."""
        self.closed = True
        self.watcher.close()
        self._stop()

    def _start(self) -> Worker:
        if self.worker is not None and self.worker.process.is_alive():
            return self.worker
        self._stop()
        self.worker = Worker(builder.run, self.request, self.cache, self.editor, start="spawn")
        self.hearing = asyncio.create_task(self._hear(self.worker))
        return self.worker

    def _stop(self) -> None:
        """End the warm process, and what it started."""
        if self.worker is None:
            return
        with suppress(OSError):
            self.worker.pipe.send(builder.STOP)
        self.worker.process.join(0.5)
        self.worker.kill()
        self.worker = None

    async def _hear(self, worker: Worker) -> None:
        while True:
            try:
                turn: Turn = await asyncio.to_thread(worker.pipe.recv)
            except (EOFError, OSError):
                break
            self.preview.take(turn)
            if turn.folders is not None:
                self.watcher.follow(map(Path, turn.folders))
            if turn.done and turn.number == self.number:
                self.shown.set()
        if worker is self.worker and not self.closed:
            cause = worker.cause()
            said = "took too long" if isinstance(cause, WorkerEnded) else "ended"
            self.preview.fell(f"the build's process {said} ({worker.process.exitcode})")
            self.shown.set()
