"""Watch, build and answer, until it is told to stop."""

import asyncio
import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from reportgen.built import Request
from reportgen.serve import warm
from reportgen.serve.preview import Preview
from reportgen.serve.warm import Turn
from reportgen.serve.watch import Watch
from reportgen.serve.web import app

LONGEST = 60.0
"""Seconds after which a build for the screen is given up."""


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


@contextmanager
def _held() -> Iterator[None]:
    """Keep Ctrl-C from the processes that are started inside: it is for the one that waits."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # when it starts it lets SIGINT through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
        self.process: Any = None
        self.pipe: Any = None
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
                self._start()
                self.pipe.send(self.number)
                await asyncio.wait_for(self.shown.wait(), LONGEST)
            except TimeoutError:
                self._stop()
                self.preview.fell(f"the build was given up after {LONGEST:.0f} seconds")
            except OSError as error:
                self._stop()
                self.preview.fell(str(error))

    def close(self) -> None:
        """End the warm process and what hears it."""
        self.closed = True
        self.watcher.close()
        self._stop()

    def _start(self) -> None:
        if self.process is not None and self.process.is_alive():
            return
        self._stop()
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        arguments = (theirs, self.request, self.cache, self.editor)
        process = context.Process(target=warm.run, args=arguments, name="reportgen-preview")
        with _held():
            process.start()
        self.process = process
        theirs.close()
        self.hearing = asyncio.create_task(self._hear(self.pipe, self.process))

    def _stop(self) -> None:
        """End the warm process, and what it started."""
        if self.process is None:
            return
        with suppress(OSError):
            self.pipe.send(warm.STOP)
        self.process.join(0.5)
        warm.end(self.process)
        self.process = None

    async def _hear(self, pipe: Any, process: Any) -> None:
        while True:
            try:
                turn: Turn = await asyncio.to_thread(pipe.recv)
            except (EOFError, OSError):
                break
            self.preview.take(turn)
            if turn.folders is not None:
                self.watcher.follow(map(Path, turn.folders))
            if turn.done and turn.number == self.number:
                self.shown.set()
        pipe.close()
        if process is self.process and not self.closed:
            process.join()
            self.preview.fell(f"the build's process ended ({process.exitcode})")
            self.shown.set()
