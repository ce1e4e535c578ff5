"""Every bound of `docs/limits.md` holds: what passes it is a diagnostic, with a place and a remedy.

A bound without a case here is a failure, and so is a case that no smaller bound refuses.
"""

import io
import json
import subprocess
import sys
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import pytest

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Span
from reportgen.limits import Limits
from reportgen.pipeline import plan
from reportgen.project.request import Request
from test_pictures_converted import pdf

BIB = "@book{a,\n  title = {A title},\n  author = {Kim, A. and Lee, B. and Cho, C.},\n}\n"


@dataclass(frozen=True)
class Case:
    """A manuscript, the limits that refuse it, others that do not, and what is reported.

    `place` is `file:line:column`; empty where the message itself names what takes too much.
    """

    over: dict[str, Any]
    code: str
    place: str
    message: str
    remedy: str
    body: str = "Text."
    files: dict[str, str | bytes] = field(default_factory=dict)
    under: dict[str, Any] = field(default_factory=dict)
    front: str = ""
    alone: bool = False
    theme: bool = False


def png(width: int, height: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (width, height)).save(out, "PNG")
    return out.getvalue()


def svg(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inner}</svg>'


def bib(limit: int, name: str, place: str, message: str, remedy: str, text: str = BIB) -> Case:
    files: dict[str, str | bytes] = {"r.bib": text}
    return Case(
        {name: limit}, "bib-size", place, message, remedy, "Text [@a].", files,
        front="bibliography: r.bib\n",
    )  # fmt: skip


def picture(name: str, limit: int, file: str, data: str | bytes, message: str) -> Case:
    body = f"Text.\n\n![Words]({file})"
    return Case(
        {name: limit}, "image-unreadable", "p.md:9:10", message, "export the picture anew", body,
        {file: data},
    )  # fmt: skip


def size(name: str, limit: int, place: str, body: str, message: str) -> Case:
    return Case({name: limit}, "manuscript-size", place, message, "divide it", body)


TABLE = "| Alpha | b |\n|-----|---|\n| c | d |"
CODE = "```python\n" + "x = [1, {2: 3}]  # four\n" * 8000 + "```"
MANY = "".join(f"@book{{k{i},\n  title = {{x}} # {{y}},\n}}\n" for i in range(19_000))
LONG = "\n\n".join(f"Paragraph {i} has a few words, and *more*, and `code`." for i in range(1500))
ITEMS = '[{"id": "a", "title": [' + "[]," * 1_000_000 + "[]]}]"
TEMPLATE = "{% for i in range(9999) %}{% for j in range(9999) %}x{% endfor %}{% endfor %}"
PANDOC = "look for very deep lists"

CASES: dict[str, Case] = {
    "file_bytes": Case({"file_bytes": 90}, "file-size", "p.md:7:1", "MB", "split it", "x" * 99),
    "picture_bytes": picture("picture_bytes", 60, "a.png", png(50, 50), "has more than 6e-05 MB"),
    "theme_bytes": Case(
        {"theme_bytes": 50_000}, "theme-unsafe", "", "article.print.css` is left out", "",
        files={"templates/journal/article.print.css": "p { color: red }\n" * 4000}, theme=True,
        alone=True,
    ),
    "chapters": Case(
        {"chapters": 1}, "file-size", "2-b.md:1:1", "there are 2 chapters; 1 are allowed", "join",
        files={"metadata.yaml": "title: T", "1-a.md": "Text.", "2-b.md": "Text."},
    ),
    "text": size("text", 40, "p.md:7:35", "x" * 99, "characters; 40 are allowed"),
    "line": Case(
        {"line": 20}, "line-length", "p.md:9:1", "a line of 30 characters", "break it",
        "Text.\n\n" + "x" * 30,
    ),
    "brackets": Case(
        {"brackets": 2}, "nesting-depth", "p.md:7:8", "brackets nest more than 2", "close",
        "Text [[[x]]].",
    ),
    "levels": Case(
        {"levels": 2}, "nesting-depth", "p.md:7:1", "lists and Divs more than 2", "close",
        "> > > > Text.",
    ),
    "depth": Case(
        {"depth": 8}, "nesting-depth", "p.md:9:1", "nests", "close what is open",
        "Text.\n\n> > > > Words.",
    ),
    "blocks": size("blocks", 2, "p.md:11:1", "# A\n\n## B\n\nC", "has 3 paragraphs; 2 are"),
    "words": size("words", 3, "p.md:9:4", "One two\n\n## Three four", "has 4 words; 3 are"),
    "headings": size("headings", 1, "p.md:9:1", "# A\n\n# B", "has 2 headings; 1 are"),
    "cells": size("cells", 3, "p.md:10:1", f"A [x](https://a.b).\n\n{TABLE}", "4 cells; 3 are"),
    "columns": size("columns", 1, "p.md:9:1", f"# A\n\n{TABLE}", "a table of 2 columns; 1 are"),
    "cites": Case(
        {"cites": 1}, "manuscript-size", "p.md:10:4", "has 2 citations; 1 are", "divide it",
        "A [@a].\n\nB [@a].", {"r.bib": BIB}, front="bibliography: r.bib\n",
    ),
    "notes": size("notes", 1, "p.md:9:2", "A^[One.]\n\nB^[Two.]", "has 2 notes; 1 are"),
    "formulas": size("formulas", 1, "p.md:9:3", "A $x$.\n\nB $y$.", "has 2 formulas; 1 are"),
    "links": size("links", 1, "p.md:9:4", "A <https://a.b>.\n\nB <https://c.d>.", "2 links; 1 are"),
    "pictures": Case(
        {"pictures": 1}, "image-unreadable", "p.md:9:6", "is one too many; 1 pictures are",
        "export", "![A](a.png)\n\n![B](b.png)", {"a.png": png(1, 1), "b.png": png(2, 1)},
    ),
    "pixels": picture("pixels", 90, "a.png", png(10, 10), "has 10 × 10 pixels; 90 in all are"),
    "side": picture("side", 90, "a.png", png(100, 1), "has 100 × 1 pixels; 90 a side are"),
    "all_pixels": Case(
        {"all_pixels": 150}, "image-unreadable", "p.md:9:6", "has 10 × 10 pixels; 50 in all are",
        "export", "![A](a.png)\n\n![B](b.png)", {"a.png": png(10, 10), "b.png": png(10, 10)},
    ),
    "shapes": picture("shapes", 3, "a.svg", svg("<path/>" * 3), "has 4 elements; 3 are allowed"),
    "numbers": picture("numbers", 3, "a.svg", svg('<path d="M1 2 3 4"/>'), "has 4 numbers"),
    "bibliography": bib(
        60, "bibliography", "r.bib:1:1", "characters; 60 are allowed", "take out what"
    ),
    "entries": bib(
        1, "entries", "r.bib:5:1", "have more than 1 entries", "take out what", BIB + "@book{b,}\n"
    ),
    "entry": bib(60, "entry", "r.bib:1:7", "`a` has", "look for a brace"),
    "fields": bib(1, "fields", "r.bib:3:3", "`a` has more than 1 fields", "take out"),
    "field": bib(20, "field", "r.bib:3:3", "characters in `author`; 20 are", "keep in it"),
    "names": bib(2, "names", "r.bib:3:3", "`a` has 3 names in `author`; 2 are", "end the list"),
    "faults": bib(
        1, "faults", "r.bib:5:1", "have more than 1 faults", "mend those above",
        "@book{,\n}\n@book{,\n}\n@book{b,}\n",
    ),
    "pandoc_seconds": Case(
        {"pandoc_seconds": 0, "pandoc_seconds_a_megabyte": 0}, "manuscript-unreadable",
        "p.md:2007:1", "takes too long to read", PANDOC, LONG,
    ),
    "pandoc_seconds_a_megabyte": Case(
        {"pandoc_seconds": 0, "pandoc_seconds_a_megabyte": 0}, "manuscript-unreadable",
        "p.md:2007:1", "takes too long to read", PANDOC, LONG,
        under={"pandoc_seconds": 0, "pandoc_seconds_a_megabyte": 1000},
    ),
    "pandoc_megabytes": Case(
        {"pandoc_megabytes": 2}, "manuscript-unreadable", "p.md:2007:1", "memory", PANDOC, LONG,
    ),
    "read_seconds": Case(
        {"read_seconds": 0.05, "read_seconds_a_megabyte": 0}, "manuscript-unreadable", "",
        "the manuscript takes too long to read", "divide it", "Text.", {"r.bib": MANY},
        front="bibliography: r.bib\n", alone=True,
    ),
    "read_seconds_a_megabyte": Case(
        {"read_seconds": 0.05, "read_seconds_a_megabyte": 0}, "manuscript-unreadable", "",
        "the manuscript takes too long to read", "divide it", "Text.", {"r.bib": MANY},
        front="bibliography: r.bib\n", alone=True,
        under={"read_seconds": 0.05, "read_seconds_a_megabyte": 1e9},
    ),
    "read_megabytes": Case(
        {"read_megabytes": 20}, "manuscript-unreadable", "",
        "the manuscript takes too much memory to read", "divide it", "Text [@a].",
        {"r.json": ITEMS}, front="bibliography: r.json\n", alone=True,
    ),
    "render_seconds": Case(
        {"render_seconds": 0.05, "render_seconds_a_thousand_words": 0}, "render-limit", "",
        "`p.html` takes too long to make", "divide", CODE, alone=True,
    ),
    "render_seconds_a_thousand_words": Case(
        {"render_seconds": 0.05, "render_seconds_a_thousand_words": 0}, "render-limit", "",
        "`p.html` takes too long to make", "divide", CODE, alone=True,
        under={"render_seconds": 0.05, "render_seconds_a_thousand_words": 1e6},
    ),
    "render_megabytes": Case(
        {"render_megabytes": 1}, "render-limit", "", "`p.html` takes too much memory to make",
        "divide", CODE, alone=True,
    ),
    "theme_seconds": Case(
        {"theme_seconds": 0.05}, "template-fault", "", "takes too long", "end its loops",
        files={"templates/journal/article.screen.html.j2": TEMPLATE}, theme=True, alone=True,
        under={"page_characters": 1000},
    ),
    "theme_megabytes": Case(
        {"theme_megabytes": 4}, "template-fault", "", "writes too much", "shorten it",
        files={"templates/journal/article.screen.html.j2": "{{ 'x' * 9999999 }}"}, theme=True,
        alone=True,
    ),
    "page_characters": Case(
        {"page_characters": 1000}, "template-fault", "", "writes too much", "shorten it",
        files={"templates/journal/article.screen.html.j2": "<p>words</p>" * 100}, theme=True,
        alone=True,
    ),
    "all_drawing_seconds": Case(
        {"all_drawing_seconds": 0}, "image-unreadable", "p.md:9:10",
        "is not drawn: the pictures before it take the 0 seconds that all may take",
        "export the picture anew", "Text.\n\n![Words](a.pdf)", {"a.pdf": pdf()},
    ),
}  # fmt: skip


ALONE = """
import json, sys
from pathlib import Path
from reportgen import themes
from reportgen.pipeline import build
from reportgen.project.request import Request
from reportgen.pipeline.state import State
from reportgen.limits import Limits
path, bounds, theme = json.loads(sys.argv[1])
limits = Limits(**bounds)
if theme:  # how much a theme may take is no part of a request
    themes.LIMITS = limits
request = Request(Path(path), ("html",), ("article",), limits=limits)
bag = build.make(request, State(None, request), 1).bag
spans = [f"{d.span.source.name}:{d.span.line}:{d.span.column}" if d.span else "" for d in bag]
print(json.dumps([[d.code, d.message, s, d.help] for d, s in zip(bag, spans)]))
"""
"""Builds within limits that end what is at work: not in the process that tests."""


def found(case: Case, limits: dict[str, Any], folder: Path) -> list[tuple[str, ...]]:
    """What is reported of a case's manuscript: each with its code, message, place and remedy."""
    front = f"---\ntitle: T\nauthors: [A B]\ndate: 2024-01-01\n{case.front}---\n"
    files = {"p.md": f"{front}\n{case.body}\n", **case.files}
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    path = folder if "metadata.yaml" in files else folder / "p.md"
    if case.alone:
        asked = json.dumps([str(path), limits, case.theme])
        command = [sys.executable, "-c", ALONE, asked]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr[-2000:]
        return [tuple(said) for said in json.loads(done.stdout)]
    bag = Bag()
    request = Request(path, ("html",), limits=Limits(**limits))
    with plan.begun(request, bag) as begun:
        plan.plan(begun, request, bag)
    return [(d.code, d.message, _shown(d.span), d.help) for d in bag]


def _shown(span: Span | None) -> str:
    return f"{span.source.name}:{span.line}:{span.column}" if span else ""


HUNG = ("drawing_seconds", "drawing_megabytes", "wall_seconds")
"""What bounds a worker that hangs or fills its memory; `test_bounds.py` has the cases."""
WORD = "docx_"
"""What bounds the reading of a Word document begins so; `test_ooxml_bounds.py` has the cases."""
NAMES = [b.name for b in fields(Limits) if b.name not in HUNG and not b.name.startswith(WORD)]


def test_every_bound_has_a_case() -> None:
    assert list(CASES) == NAMES
    assert all(name in case.over for name, case in CASES.items())


@pytest.mark.parametrize("name", NAMES)
def test_what_passes_a_bound_is_reported_with_its_place_and_a_remedy(
    name: str, tmp_path: Path
) -> None:
    case = CASES[name]
    said = [s for s in found(case, case.over, tmp_path) if _is(s, case)]
    assert len(said) == 1, "the bound does not hold"
    assert said[0][2] if case.alone else said[0][2] == case.place
    assert said[0][3].startswith(case.remedy)


@pytest.mark.parametrize("name", NAMES)
def test_what_stays_within_a_bound_is_not_refused(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    assert not [s for s in found(case, case.under, tmp_path) if _is(s, case)]


def _is(said: tuple[str, ...], case: Case) -> bool:
    return said[0] == case.code and case.message in said[1]
