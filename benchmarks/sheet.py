"""What was measured, as docs/benchmarks.md."""

import math
import os
import platform
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import Cost, cpu, memory, ratio, wall

Costs = list[Cost]


@dataclass
class Results:
    """Everything that was measured."""

    date: str
    versions: dict[str, str]
    sizes: list[int]
    six: dict[str, Costs] = field(default_factory=dict)
    one: dict[str, Costs] = field(default_factory=dict)
    idle: Costs = field(default_factory=list)
    growth: dict[int, Costs] = field(default_factory=dict)
    words: dict[int, int] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)
    entries: dict[str, Costs] = field(default_factory=dict)
    many: tuple[int, Cost, Cost] | None = None
    preview: dict[str, float] = field(default_factory=dict)
    stages: list[tuple[str, float, float]] = field(default_factory=list)


def page(results: Results) -> str:
    """The results as Markdown."""
    parts = [
        "# Benchmarks",
        f"Made by `make bench` on {results.date}; do not edit. {_machine()} "
        + ", ".join(f"{name} {version}" for name, version in results.versions.items())
        + ".",
        "Whole processes, nothing taken from a cache, medians; ratios are medians of the ratios "
        "of runs that stood next to each other. CPU is the time of all cores together.",
        _six(results),
        _growth(results),
        _rest(results),
        _stages(results),
    ]
    return "\n\n".join(parts) + "\n"


def _six(results: Results) -> str:
    ours = results.six["reportgen"]
    words = results.words[results.sizes[0]]
    rows = [
        f"| {name} | {wall(costs):.2f} | {ratio(ours, costs):.2f} | {cpu(costs):.2f} "
        f"| {ratio(ours, costs, 'cpu'):.2f} | {memory(costs):.0f} |"
        for name, costs in results.six.items()
    ]
    head = [
        "## Article and brief, each as HTML, DOCX and PDF",
        "",
        f"{words:,} words, 60 citations, 15 notes in prose, 70 entries, 3 tables, 2 figures; "
        f"{len(ours)} runs of each, in turn. Ours are tagged for screen readers and fit for "
        "archives; the peers' are what they make by default.",
        "",
        "| | wall, s | ours to it | CPU, s | ours to it | largest process, MiB |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    return "\n".join([*head, *rows])


def _growth(results: Results) -> str:
    rows = [
        f"| {results.words[size]:,} | {results.pages[size]} | {wall(costs):.2f} | {cpu(costs):.2f} "
        f"| {memory(costs):.0f} | {1.3 * results.pages[size] + 150:.0f} |"
        for size, costs in results.growth.items()
    ]
    first, last = results.sizes[0], results.sizes[-1]
    said = ""
    if first != last:
        more = results.words[last] / results.words[first]
        times = [m(results.growth[last]) / m(results.growth[first]) for m in (wall, cpu)]
        exponents = [math.log(t) / math.log(more) for t in times]
        said = (
            f"\n\nFrom the first to the last cost grows with the words to the power of "
            f"{exponents[0]:.2f} on the wall and {exponents[1]:.2f} of CPU."
        )
    head = [
        "## Growth",
        "",
        "| words | pages | wall, s | CPU, s | largest process, MiB | 1.3 MiB a page and 150 |",
        "|--:|--:|--:|--:|--:|--:|",
    ]
    return "\n".join([*head, *rows]) + said


def _rest(results: Results) -> str:
    lines = ["## More", "", "| | |", "|---|--:|"]
    ours, theirs = results.one["reportgen"], results.one["pandoc, then WeasyPrint"]
    lines.append(f"| the article's PDF alone | {wall(ours):.2f} s |")
    lines.append(f"| pandoc's HTML of it, and WeasyPrint's PDF of that | {wall(theirs):.2f} s |")
    lines.append(f"| ratio | {ratio(ours, theirs):.2f} |")
    lines.append(f"| a build with nothing to do | {wall(results.idle):.3f} s |")
    more = wall(results.entries["large"]) - wall(results.entries["small"])
    used = cpu(results.entries["large"]) - cpu(results.entries["small"])
    lines.append(f"| 10,000 entries instead of 70, of which 60 are cited, add | {more:.2f} s |")
    lines.append(f"| and of CPU | {used:.2f} s |")
    if results.many:
        count, one, both = results.many
        lines.append(f"| {count} articles one after the other (`--jobs 1`) | {one.wall:.1f} s |")
        lines.append(f"| side by side | {both.wall:.1f} s |")
        lines.append(f"| ratio | {both.wall / one.wall:.2f} |")
        lines.append(f"| largest process meanwhile | {both.memory:.0f} MiB |")
    lines.append(f"| preview: HTML is fresh after a save in | {results.preview['html']:.2f} s |")
    lines.append(f"| preview: PDF is fresh after a save in | {results.preview['pdf']:.2f} s |")
    return "\n".join(lines)


def _stages(results: Results) -> str:
    rows = [f"| {name} | {took:.2f} | {used:.2f} |" for name, took, used in results.stages]
    head = [
        "## Where the time goes",
        "",
        "Each stage of a cold build alone, one after the other; in a build they overlap. CPU is "
        "that of our process, without pandoc's.",
        "",
        "| | wall, s | CPU, s |",
        "|---|--:|--:|",
    ]
    return "\n".join([*head, *rows])


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    names = [
        line.split(":", 1)[1].strip()
        for line in (info.read_text().splitlines() if info.exists() else [])
        if line.startswith("model name")
    ]
    name = names[0] if names else platform.processor() or platform.machine()
    return f"{os.cpu_count()} cores ({name}), {platform.system()} {platform.release()}."
