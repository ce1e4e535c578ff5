"""What a process may take of the machine, as the kernel bounds it (`setrlimit(2)`).

A limit of the kernel also holds in a C library. It bounds processor time and not the wall's: a
process that is stopped or starved uses none.
"""

import sys
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from time import process_time

WALL = 600.0
"""Seconds after which a task of which nothing is heard is given up, whatever it waits for."""


@dataclass(frozen=True)
class Resources:
    """What a task may take: seconds of processor time, and megabytes beyond what is taken before.

    `megabytes` of 0 are as many as there are. Memory is bounded on Linux alone (RLIMIT_DATA),
    processor time on every POSIX system (RLIMIT_CPU, in whole seconds). `wall` are seconds of
    waiting until something is heard of the task.
    """

    seconds: float
    megabytes: int = 0
    wall: float = WALL


def limit(resources: Resources | None) -> None:
    """Let this process take so much from now on; with None, as much as the system allows.

    Beyond the processor time SIGXCPU ends the process; beyond the memory is a MemoryError.
    """
    if sys.platform == "win32":
        return
    from resource import RLIM_INFINITY, RLIMIT_CPU, RLIMIT_DATA, getpagesize, getrlimit, setrlimit

    cpu = memory = RLIM_INFINITY
    if resources is not None:
        cpu = ceil(process_time() + resources.seconds)
    if resources is not None and resources.megabytes and sys.platform == "linux":
        taken = int(Path("/proc/self/statm").read_text().split()[5]) * getpagesize()
        memory = taken + resources.megabytes * 1024 * 1024
    for kind, wanted in ((RLIMIT_CPU, cpu), (RLIMIT_DATA, memory)):
        hard = getrlimit(kind)[1]
        bounds = [n for n in (wanted, hard) if n != RLIM_INFINITY]
        setrlimit(kind, (min(bounds, default=RLIM_INFINITY), hard))


def is_memory_limited() -> bool:
    """Whether the user bounds the addresses of processes (RLIMIT_AS, as `ulimit -v` does).

    A program whose runtime cannot have its heap then often dies of a signal (SIGSEGV, SIGABRT).
    """
    if sys.platform == "win32":
        return False
    from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit

    return getrlimit(RLIMIT_AS)[0] != RLIM_INFINITY
