"""Every diagnostic that concerns an author's text says where: file, line and column."""

import ast
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from unicodedata import normalize

import pytest

from case import PIXEL
from reportgen.diagnostics import Severity
from reportgen.limits import LIMITS, Limits
from reportgen.pipeline.build import make
from reportgen.pipeline.state import State
from reportgen.project.request import Built, Request

SOURCE = Path(__file__).parents[1] / "src" / "reportgen"
HOSTILE = Path(__file__).parent / "hostile"
PLACELESS = frozenset(
    {
        "project-missing",
        "file-exists",
        "output-outside",
        "output-occupied",
        "output-source",
        "issue-missing",
        "issue-size",
        "pdf-large",
        "manifest-unsound",
        "identifier-malformed",
        "revision-missing",
        "revision-partial",
        "root-elsewhere",
        "file-outside",
        "network-unreached",
        "source-present",
        "",  # what a registry says of a work that is not in a text yet
    }
)
"""The codes of what concerns no text."""
SPAN = {"error": 2, "warning": 2, "Diagnostic": 3}
"""Which argument of a call that reports something is its place."""


def _calls() -> Iterator[tuple[str, ast.Call, int]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if path.name == "diag.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                named = getattr(node.func, "attr", getattr(node.func, "id", ""))
                owner = ast.unparse(getattr(node.func, "value", ast.Name("")))
                if named == "Diagnostic" or (named in SPAN and owner.split(".")[-1] == "bag"):
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", node, SPAN[named]


def test_whatever_is_reported_is_given_a_place() -> None:
    calls = list(_calls())
    assert len(calls) > 100
    for where, call, index in calls:
        code = call.args[0].value if isinstance(call.args[0], ast.Constant) else ""
        named = [keyword.value for keyword in call.keywords if keyword.arg == "span"]
        given = [*call.args[index : index + 1], *named]
        nothing = [g for g in given if isinstance(g, ast.Constant) and g.value is None]
        assert code in PLACELESS or (given and not nothing), f"{where}: {code} has no place"


@dataclass(frozen=True)
class Case:
    """A document: its text and other files, and the diagnostics that it ends in, `file:line`."""

    name: str
    text: str
    expected: dict[str, str]
    front: str = ""
    files: dict[str, str | bytes] = field(default_factory=dict)
    limits: Limits = LIMITS
    to: tuple[str, ...] = ("html",)


def _like(**bounds: int | float) -> Limits:
    return replace(LIMITS, **bounds)  # type: ignore[arg-type]


BIB = {"b.bib": "@book{a,\n title={T},\n author={A, B},\n publisher={P},\n year=2020}\n"}
CITED = "Said [@a].\n"
STYLE = "<style xmlns='http://purl.org/net/xbiblio/csl' class='note' version='1.0'>\n{}\n</style>"
OWN = "templates/journal/article.screen.html.j2"
RECIPE = "templates/journal/reference.yaml"
LONG = "Words of one paragraph.\n\n" * 5 + "word " * 40 + "\n\nEnd.\n"

CASES = (
    # how much there is
    Case("characters", LONG, {"manuscript-size": "p.md:13"}, limits=_like(text=120)),
    Case("line", "a\n\n" + "b" * 200 + "\n", {"line-length": "p.md:7"}, limits=_like(line=100)),
    Case("words", LONG, {"manuscript-size": "p.md:15"}, limits=_like(words=22)),
    Case("blocks", "a\n\n" * 20, {"manuscript-size": "p.md:15"}, limits=_like(blocks=5)),
    Case("headings", "# H\n\n" * 9, {"manuscript-size": "p.md:13"}, limits=_like(headings=4)),
    Case("notes", "a^[b]\n\n" * 9, {"manuscript-size": "p.md:9"}, limits=_like(notes=2)),
    Case("formulas", "$x$\n\n" * 9, {"manuscript-size": "p.md:9"}, limits=_like(formulas=2)),
    Case("links", "[a](#b)\n\n" * 9, {"manuscript-size": "p.md:9"}, limits=_like(links=2)),
    Case("cites", "Said @a.\n\n" * 9, {"manuscript-size": "p.md:9"}, limits=_like(cites=2)),
    Case(
        "cells", "|a|b|\n|--|--|\n" + "|1|2|\n" * 9, {"manuscript-size": "p.md:8"},
        limits=_like(cells=10),
    ),
    Case(
        "columns", "a\n\n|a|b|\n|--|--|\n|1|2|\n", {"manuscript-size": "p.md:7"},
        limits=_like(columns=1),
    ),
    Case("brackets", "a\n\n" + "[" * 9 + "\n", {"nesting-depth": "p.md:7"}),
    Case("quotes", "a\n\n" + ">" * 40 + " b\n", {"nesting-depth": "p.md:7"}),
    Case("depth", "- a\n  - b\n    - c\n\nd\n", {"nesting-depth": "p.md:7"}, limits=_like(depth=9)),
    Case("bytes", "a\n" * 60, {"file-size": "p.md:26"}, limits=_like(file_bytes=60)),
    Case("field", "a\n", {"line-length": "p.md:3"}, "abstract: " + "x" * 90, limits=_like(line=80)),
    Case("pandoc", "a\n\n" + LONG, {"manuscript-unreadable": "p.md:17"},
         limits=_like(pandoc_seconds=0, pandoc_seconds_a_megabyte=0)),
    Case("macro", "a\n\n\\newcommand{\\b}{\\b}\n\n$\\b$\n", {"manuscript-unreadable": "p.md:7"}),
    Case("empty", "\n", {"manuscript-empty": "p.md:3"}),
    # files
    Case("bytes-not-text", "a\n", {"file-encoding": "b.bib:2"}, "bibliography: b.bib",
         {"b.bib": b"@book{a,\n \xff}"}),
    Case("bib-missing", CITED, {"bib-missing": "p.md:3"}, "bibliography: none.bib"),
    Case("bib-large", "a\n", {"file-size": "b.bib:2"}, "bibliography: b.bib",
         {"b.bib": "%\n" + "a" * 90}, _like(file_bytes=80)),
    Case("bib-syntax", "a\n", {"bib-syntax": "b.bib:3"}, "bibliography: b.bib",
         {"b.bib": "%\n\n@book{a, title={T\n"}),
    Case("bib-json", "a\n", {"bib-syntax": "b.json:1"}, "bibliography: b.json", {"b.json": "{"}),
    Case("bib-yaml", "a\n", {"bib-syntax": "b.yaml:2"}, "bibliography: b.yaml",
         {"b.yaml": "a: [\n"}),
    Case("logo", "a\n", {"image-missing": "p.md:3"}, "style: {logo: none.png}"),
    Case("logo-broken", "a\n", {"image-unreadable": "p.md:3"}, "style: {logo: l.png}",
         {"l.png": b"no"}),
    Case("picture", "a\n\n![b](none%20here.png)\n", {"image-missing": "p.md:7"}),
    Case("picture-in-html", 'a\n\n<img src="none.png" alt="b">\n', {"image-missing": "p.md:7"}),
    Case("picture-in-latex",
         "a\n\n\\begin{figure}\\includegraphics{none.png}\\caption{C}\\end{figure}\n",
         {"image-missing": "p.md:7"}),
    Case("picture-away", "a\n\n![b](https://example.org/a.png)\n", {"image-remote": "p.md:7"}),
    Case("picture-large", "a\n\n![b](l.png)\n", {"image-unreadable": "p.md:7"},
         files={"l.png": PIXEL}, limits=_like(side=0)),
    Case("picture-heavy", "a\n\n![b](l.png)\n", {"image-unreadable": "p.md:7"},
         files={"l.png": PIXEL}, limits=_like(picture_bytes=9)),
    Case("pictures", "a\n\n![b](l.png)\n\n![b](m.png)\n", {"image-unreadable": "p.md:9"},
         files={"l.png": PIXEL, "m.png": PIXEL}, limits=_like(pictures=1)),
    Case("picture-in-prose", "a\n", {"image-missing": "p.md:3"}, "abstract: '![b](x%20y.png)'"),
    # the front matter
    Case("front-syntax", "a\n", {"front-syntax": "p.md:3"}, "author: [b"),
    Case("front-value", "a\n", {"front-value": "p.md:3"}, "notes: nowhere"),
    Case("front-duplicate", "a\n", {"front-duplicate": "p.md:4"}, "lang: en\nlang: en"),
    Case("author", "a\n", {"front-missing": "p.md:3"}, "author: [{email: a@example.org}]"),
    Case("affiliation", "a\n", {"front-value": "p.md:3"},
         "author: [{name: A B, affiliation: {ref: none}}]"),
    Case("brief", "a\n", {"brief-empty": "p.md:2"}, to=("brief",)),
    # citations
    Case("key", "a\n\nSaid @none.\n", {"cite-unknown": "p.md:7"}),
    Case("key-in-latex", "a\n\nSaid \\cite{none}.\n", {"cite-unknown": "p.md:7"}),
    Case("key-in-role", "a\n\nSaid {cite}`none`.\n", {"cite-unknown": "p.md:7"}),
    Case("key-in-figure", "a\n\n![Caption by @none.](l.png)\n", {"cite-unknown": "p.md:7"},
         files={"l.png": PIXEL}),
    Case("key-in-prose", "a\n", {"cite-unknown": "p.md:3"}, "abstract: \"By \\u0040none.\""),
    Case("key-in-nfd", "a\n\nSaid " + normalize("NFD", "@né.") + "\n", {"cite-unknown": "p.md:7"}),
    Case("nocite", "a\n", {"cite-unknown": "p.md:3"}, "nocite: '@none'"),
    Case("reference", "a\n\nSee @fig-none.\n", {"reference-unknown": "p.md:7"}),
    Case("reference-in-latex", "a\n\nSee \\ref{none}.\n", {"reference-unknown": "p.md:7"}),
    Case("reference-in-bookdown", "a\n\nSee \\@ref(fig:none).\n", {"reference-unknown": "p.md:7"}),
    Case("labels", "# A {#x}\n\n# B {#x}\n", {"label-duplicate": "p.md:7"}),
    # styles
    Case("style-unknown", CITED, {"style-unknown": "p.md:4"}, "bibliography: b.bib\ncsl: none",
         BIB),
    Case("style-broken", CITED, {"style-unusable": "s.csl:3"}, "bibliography: b.bib\ncsl: s.csl",
         BIB | {"s.csl": STYLE.format("<citation>")}),
    Case("style-empty", CITED, {"style-unusable": "p.md:4"}, "bibliography: b.bib\ncsl: s.csl",
         BIB | {"s.csl": STYLE.format("")}),
    Case("style-entities", CITED, {"style-unusable": "s.csl:2"}, "bibliography: b.bib\ncsl: s.csl",
         BIB | {"s.csl": "\n<!DOCTYPE style>" + STYLE.format("")}),
    Case("style-circle", CITED, {"style-unusable": "s.csl:2"}, "bibliography: b.bib\ncsl: s.csl",
         BIB | {"s.csl": STYLE.format("<macro name='m'><text macro='m'/></macro>")}),
    # the project's theme
    Case("theme", "a\n", {"template-missing": "p.md:3"}, "theme: none", to=("pdf",)),
    Case("template-syntax", "a\n", {"template-fault": f"{OWN}:2"}, files={OWN: "a\n{% if %}"}),
    Case("template-name", "a\n", {"template-fault": f"{OWN}:3"}, files={OWN: "a\n\n{{ nothing }}"}),
    Case("template-include", "a\n", {"template-missing": f"{OWN}:2"},
         files={OWN: "a\n{% include 'none.j2' %}"}),
    Case("template-included", "a\n", {"template-fault": "templates/part.j2:2"},
         files={OWN: "a\n{% include 'part.j2' %}", "templates/part.j2": "\n{{ 1 / 0 }}"}),
    Case("template-script", "a\n", {"template-unsafe": f"{OWN}:2"},
         files={OWN: "a\n<script>x</script>"}),
    Case("template-handler", "a\n", {"template-unsafe": f"{OWN}:2"},
         files={OWN: "a\n<p onclick='x'>y</p>"}),
    Case("theme-script", "a\n", {"theme-unsafe": "templates/journal/a.js:1"},
         files={"templates/journal/a.js": "x"}),
    Case("theme-sheet", "a\n", {"theme-unsafe": "templates/journal/article.screen.css:2"},
         files={"templates/journal/article.screen.css": "p {\n background: url(http://a.b) }"}),
    Case("recipe-yaml", "a\n", {"template-fault": f"{RECIPE}:2"}, files={RECIPE: "a: 1\nb: ["},
         to=("docx",)),
    Case("recipe-list", "a\n", {"template-fault": f"{RECIPE}:1"}, files={RECIPE: "- a"},
         to=("docx",)),
    Case("recipe-style", "a\n", {"template-fault": f"{RECIPE}:3"},
         files={RECIPE: "styles:\n  Normal:\n    nothing: 1\n"}, to=("docx",)),
    Case("recipe-piece", "a\n", {"template-fault": f"{RECIPE}:2"},
         files={RECIPE: "article:\n  head: [nothing]\n"}, to=("docx",)),
    # what print finds
    Case("glyph", "a\n\nb \U0001f9ff\n", {"glyph-missing": "p.md:7"}, to=("pdf",)),
    Case("glyph-in-title", "a\n", {"glyph-missing": "p.md:3"}, "subtitle: \U0001f9ff", to=("pdf",)),
    Case("glyph-in-entry", CITED, {"glyph-missing": "b.bib:2"}, "bibliography: b.bib",
         {"b.bib": BIB["b.bib"].replace("{T}", "{T \U0001f9ff}")}, to=("pdf",)),
)  # fmt: skip


def _built(path: Path, to: tuple[str, ...], limits: Limits = LIMITS) -> Built:
    edition = ("brief",) if to == ("brief",) else ("article",)
    request = Request(path, ("html",) if to == ("brief",) else to, edition, limits=limits)
    return make(request, State(None, request), 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_reported_where_it_is(case: Case, tmp_path: Path) -> None:
    for name, data in case.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    front = "---\ntitle: T\n" + (f"{case.front}\n" if case.front else "") + "---\n\n"
    (tmp_path / "p.md").write_text(front + case.text, "utf-8")
    built = _built(tmp_path / "p.md", case.to, case.limits)
    for d in built.bag:
        assert d.span is not None, d
    found = {
        d.code: f"{d.span.source.name}:{d.span.line}"
        for d in built.bag
        if d.span and (d.severity is Severity.ERROR or d.code in case.expected)
    }
    assert found == case.expected
    assert not any("Lua" in d.message or "pandoc" in d.message for d in built.bag)


@pytest.mark.parametrize("name", sorted(p.name for p in HOSTILE.glob("*.md")))
def test_every_fault_of_the_hostile_documents_has_a_place(name: str, tmp_path: Path) -> None:
    shutil.copytree(HOSTILE, tmp_path / "p")
    for d in _built(tmp_path / "p" / name, ("html",)).bag:
        assert d.span is not None, d
        assert d.span.line <= d.span.source.text.count("\n") + 1


@pytest.mark.parametrize(
    ("step", "code"),
    [("checks.check", "manuscript-unreadable"), ("formats.render_pages", "render-limit")],
)
def test_a_step_that_takes_too_much_is_placed_at_what_is_largest(
    step: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bomb(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(f"reportgen.{step}", bomb)
    (tmp_path / "p.md").write_text(f"---\ntitle: T\n---\n\n{LONG}", "utf-8")
    (found,) = _built(tmp_path / "p.md", ("html",)).bag
    assert found.code == code
    assert found.span is not None
    assert (found.span.source.name, found.span.line) == ("p.md", 15)


def test_a_limit_that_all_chapters_pass_together_is_placed_in_one(tmp_path: Path) -> None:
    (tmp_path / "metadata.yaml").write_text("title: T\n", "utf-8")
    for i in range(1, 4):
        (tmp_path / f"0{i}.md").write_text("One.\n\nTwo words.\n\nThree.\n", "utf-8")
    bag = _built(tmp_path, ("html",), _like(words=5)).bag
    assert [(d.span.source.name, d.span.line) for d in bag if d.span] == [("02.md", 3)]
    bag = _built(tmp_path, ("html",), _like(chapters=2)).bag
    assert [d.span.source.name for d in bag if d.span] == ["03.md"]


def test_a_project_without_text_or_with_links_out_is_told_where(tmp_path: Path) -> None:
    root = tmp_path / "p"
    root.mkdir()
    (root / "metadata.yaml").write_text("title: T\n", "utf-8")
    (root / "templates").mkdir()
    bag = _built(root, ("html",)).bag
    assert [(d.code, d.span and d.span.source.name) for d in bag] == [
        ("manuscript-empty", "metadata.yaml")
    ]
    (tmp_path / "out.md").write_text("Text.\n", "utf-8")
    os.symlink(tmp_path / "out.md", root / "01.md")  # noqa: PTH211
    (root / "02.md").mkdir()
    bag = _built(root, ("html",)).bag
    assert [(d.code, d.span and d.span.source.name) for d in bag] == [
        ("file-outside", "01.md"),
        ("file-unreadable", "02.md"),
    ]
