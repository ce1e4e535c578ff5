"""Another program at work beside this process, within its limits."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from math import ceil
from pathlib import Path
from tempfile import TemporaryFile

from reportgen.processes import process
from reportgen.processes.resources import Resources
from reportgen.processes.workers import WorkerEnded, cause


class Program:
    """A program that was begun with a text to read, until its end is taken or it is dropped.

    Text goes in and out through files without names, so that neither side waits for the other.
    The kernel bounds its processor time; how long its answer waits to be taken does not count.
    It belongs to the process group of this process. Raises OSError where it cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        text: bytes,
        allowed: Resources,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._files = [TemporaryFile() for _ in range(3)]  # noqa: SIM115 (`drop` closes them)
        into, out, errors = self._files
        into.write(text)
        into.seek(0)
        self._wall = allowed.wall
        posix = os.name == "posix"
        # An end of a pipe that only the program holds open: the other is ready when it has ended.
        self._end, held = os.pipe() if posix else (-1, -1)
        direct = sys.platform in ("linux", "win32")
        try:
            self._process = subprocess.Popen(
                command if direct else _bounded(command, allowed.seconds),
                stdin=into,
                stdout=out,
                stderr=errors,
                cwd=cwd,
                env=env,
                pass_fds=(held,) if posix else (),
            )
        except BaseException:
            self._close()
            raise
        finally:
            if posix:
                os.close(held)
        if sys.platform == "linux":
            _bound(self._process.pid, allowed.seconds)

    def end(self) -> tuple[int, bytes, bytes]:
        """Its exit status, and what it wrote to its two outputs; they can be taken once.

        Raises workers.Ended where it took too long or crashed, and OSError if it was killed.
        """
        try:
            # `Popen.wait` with a time would look again and again.
            process.wait([self._sentinel], self._wall)
            code = self._process.wait()
            if code < 0:
                raise cause(code)
            for file in self._files[1:]:
                file.seek(0)
            return code, self._files[1].read(), self._files[2].read()
        except TimeoutError:
            raise WorkerEnded("time") from None
        finally:
            self.drop()

    def drop(self) -> None:
        """Stop it, if it is still at work."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._close()

    @property
    def _sentinel(self) -> int:
        return self._end if os.name == "posix" else int(self._process._handle)  # type: ignore[attr-defined]

    def _close(self) -> None:
        for file in self._files:
            file.close()
        if self._end >= 0:
            os.close(self._end)
            self._end = -1


def _bound(pid: int, seconds: float) -> None:
    """Bound a process that has just begun, and free it of the bound on our own memory."""
    from resource import RLIM_INFINITY, RLIMIT_CPU, RLIMIT_DATA, getrlimit, prlimit

    with suppress(OSError):  # it has ended already, or the system forbids to bound others
        hard = getrlimit(RLIMIT_CPU)[1]
        most = ceil(seconds) if hard == RLIM_INFINITY else min(ceil(seconds), hard)
        prlimit(pid, RLIMIT_CPU, (most, hard))
        prlimit(pid, RLIMIT_DATA, (getrlimit(RLIMIT_DATA)[1],) * 2)


def _bounded(command: Sequence[str], seconds: float) -> list[str]:
    """A command with its processor time bounded by the shell, where one cannot bound others."""
    return ["/bin/sh", "-c", f'ulimit -t {ceil(seconds)}; exec "$@"', "sh", *command]
