"""Run whole processes, and take their time and memory."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Cost:
    """What a way took: seconds by the wall and of all cores, and MiB of its largest process."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Way:
    """One way to make the outputs: commands that run one after the other."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    environment: tuple[tuple[str, str], ...] = ()


def run(way: Way, folder: Path) -> Cost:
    """Run a way once. Raises CalledProcessError where a command fails."""
    began = time.perf_counter()
    cpu = memory = 0.0
    for command in way.commands:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | dict(way.environment),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
        cpu += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss / 1024)
    return Cost(time.perf_counter() - began, cpu, memory)


def in_turn(ways: Sequence[Way], folder: Path, times: int) -> dict[str, list[Cost]]:
    """Run the ways one after the other, again and again, so that all meet the same weather.

    The first has to work; of the others those that fail are left out.
    """
    costs: dict[str, list[Cost]] = {way.name: [] for way in ways}
    for _ in range(times):
        for way in [way for way in ways if way.name in costs]:
            try:
                costs[way.name].append(run(way, folder))
            except subprocess.CalledProcessError as error:
                if way is ways[0]:
                    raise
                sys.stderr.write(f"{way.name} fails: {error.stderr[-300:]!r}\n")
                del costs[way.name]
    return costs


def wall(costs: Sequence[Cost]) -> float:
    return median(cost.wall for cost in costs)


def cpu(costs: Sequence[Cost]) -> float:
    return median(cost.cpu for cost in costs)


def memory(costs: Sequence[Cost]) -> float:
    return median(cost.memory for cost in costs)


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost], what: str = "wall") -> float:
    """The median of the ratios of runs that stood next to each other."""
    pairs = zip(ours, theirs, strict=True)
    return median(float(getattr(a, what)) / float(getattr(b, what)) for a, b in pairs)
