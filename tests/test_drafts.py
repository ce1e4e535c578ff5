"""A draft comes out in spite of errors, each of them marked where it stands."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reportgen import Built, build

FRONT = "title: A title\nauthor: Ann Author\nlang: en-US\ndate: 2024-12-01\n"
BIB = "@book{smith, author={Jane Smith}, title={A Book}, publisher={Press}, date={2020}}\n"
TEXT = "# One\n\nSome prose cites a source.[@smith]\n\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63680000008200815cdd2c3b0000000049454e44ae426082"
)
FINDING = '::: {.key-finding title="First"}\nA finding that stands.\n:::\n\n'


@dataclass(frozen=True)
class Case:
    """A planted fault: its code, and the mark that a draft shows for it."""

    code: str
    mark: str
    body: str = ""
    front: str = ""
    bib: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    name: str = "paper.md"

    def __str__(self) -> str:
        return f"{self.code}: {self.mark}"


def write(case: Case, folder: Path) -> Path:
    (folder / "bibliography.bib").write_text(BIB + case.bib, encoding="utf-8")
    for name, data in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    path = folder / case.name
    own = re.findall(r"^\w+:", case.front, re.MULTILINE) if case.code != "front-duplicate" else []
    head = "".join(line for line in FRONT.splitlines(True) if line.split()[0] not in own)
    path.write_text(f"---\n{head}{case.front}---\n\n{TEXT}{case.body}", encoding="utf-8")
    return path


def page(built: Built, name: str = "paper-draft.html") -> str:
    """The words of a page for browsers, and the marks of its elements."""
    found = next(path for path in built.files if path.name == name)
    return re.sub(r"(?s).*<body", "<body", found.read_text(encoding="utf-8"))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).replace("\u2060", "").split())


CASES = (
    Case("cite-unknown", "[?nobody]", "A source.[@nobody]\n"),
    Case("cite-unknown", "[?nobody]", "@nobody says, and [see @smith, 4; @nobody, 5].\n"),
    Case("cite-unknown", "[?none]", "Said [@none].\n", "csl: house-short\n"),
    Case("cite-unknown", "no entry nobody", front="nocite: '@nobody'\n"),
    Case("reference-unknown", "see ?? here", "We see @fig-none here.\n"),
    Case("reference-unknown", "see ?? here", "We see \\@ref(fig:none) here.\n"),
    Case("reference-unnamed", "see ?? here", "We see @sec-x here.\n\n::: {#sec-x}\nText.\n:::\n"),
    Case("image-missing", "[Picture to come: none.png: A map]", "![A map](none.png) it.\n"),
    Case("image-missing", "[Picture to come: no ne.png: Alt]",
         '![Caption.](no%20ne.png){#fig-x alt="Alt"}\n\nSee @fig-x.\n'),
    Case("image-remote", "[Picture to come: ftp://example.org/a.png: A map]",
         "See ![A map](ftp://example.org/a.png).\n"),
    Case("image-unreadable", "[Picture to come: bad.png: A map]", "![A map](bad.png) it.\n",
         files={"bad.png": b"no picture"}),
    Case("image-missing", "the logo none.png", front="style: {logo: none.png}\n"),
    Case("file-ambiguous", "[Picture to come: MAP.png", "![A map](MAP.png) it.\n",
         files={"Map.png": PIXEL, "map.png": PIXEL}),
    Case("formula-unreadable", r"a \frac{a}{b c", "A formula a $\\frac{a}{b$ c.\n"),
    Case("formula-unreadable", r"\nosuch{x}", "$$\\nosuch{x}$$ {#eq-x}\n\nSee @eq-x.\n"),
    Case("note-undefined", "[^3] [? the note [^3] is not defined]", "A note.[^3] Words.\n"),
    Case("note-uncalled", "[? nothing calls the note [^3]", "Words.\n\n[^3]: A note.\n"),
    Case("note-duplicate", "[? the note [^3] is defined twice]",
         "Words.[^3]\n\n[^3]: A note.\n\n[^3]: Another.\n"),
    Case("note-nested", "[? a note stands inside another note", "Words.^[Outer.^[Inner.] It.]\n"),
    Case("note-field", "the note in the field abstract", front="abstract: 'Words.^[A note.]'\n"),
    Case("heading-empty", "[? a heading has no words]", "## \n\nWords.\n"),
    Case("label-duplicate", "[? the label sec-x is taken]",
         "## Two {#sec-x}\n\nWords.\n\n## Three {#sec-x}\n\nWords.\n"),
    Case("div-unclosed", "[? the Div ::: {.key-finding} is never closed]",
         "::: {.key-finding}\nA finding.\n\nAnd more.\n"),
    Case("div-unread", "[? the line ::: closes nothing", "Words.\n\n:::\n\nMore words.\n"),
    Case("cell-surplus", "[? the row has 3 cells",
         "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n\n: Caption. {#tbl-x}\n\nSee @tbl-x.\n"),
    Case("code-inline", "[? {eval} shows a value", "It is {eval}`1 + 1` here.\n"),
    Case("chunk-unclosed", "[? the code chunk is not closed]", "```{r}\n1 + 1\n", name="paper.Rmd"),
    Case("directive-unclosed", "[? the directive note is not closed]", "```{note}\nWords.\n"),
    Case("include-missing", "[? the included file none.md", "Words.\n\n{{< include none.md >}}\n",
         name="paper.qmd"),
    Case("include-circle", "[? files include each other", "{{< include _a.md >}}\n",
         files={"_a.md": b"Words.\n\n{{< include _a.md >}}\n"}, name="paper.qmd"),
    Case("line-length", "paper.md has a line of", "x" * 2_000_000 + "\n"),
    Case("nesting-depth", "brackets nest more than", "[" * 400 + "x" + "]" * 400 + "\n"),
    Case("front-value", "not sidenotes", front="notes: sidenotes\n"),
    Case("front-value", "[? paper.md:5: date", front="date: 2024-13-45\n"),
    Case("front-duplicate", "[? ", front="title: Another title\n"),
    Case("front-syntax", "an unquoted value holds a colon", front="subtitle: One: two\n"),
    Case("front-syntax", "the bracket [ is not closed", front="keywords: [one, two\n"),
    Case("front-missing", "author 1 has no name", front="author: [{email: a@example.org}]\n"),
    Case("front-missing", "Untitled", front="title:\n"),
    Case("bib-missing", "the bibliography none.bib",
         front="bibliography: [bibliography.bib, none.bib]\n"),
    Case("bib-syntax", "[? ", bib="@book{broken, title={Broken}, author={A\n"),
    Case("date-impossible", "[?2020-13-45]", "Words.[@bad]\n",
         bib="@book{bad, author={R. Roe}, title={Bad}, publisher={P}, date={2020-13-45}}\n"),
    Case("field-duplicate", "[? ", "Words.[@two]\n",
         bib="@book{two, author={R. Roe}, title={Two}, title={Three}, date={2020}}\n"),
    Case("style-unknown", "there is no citation style no-such", front="csl: no-such\n"),
    Case("style-unusable", "the citation style own.csl", front="csl: own.csl\n",
         files={"own.csl": b"<style><broken"}),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_error_is_marked_in_a_draft_and_stops_a_strict_build(case: Case, tmp_path: Path) -> None:
    path = write(case, tmp_path)
    strict = build(path, to=("html",))
    assert not [name for name in strict.files if name.name == "paper.html"]
    assert strict.bag.failed
    draft = build(path, to=("html",), draft=True)
    assert case.code in {d.code for d in draft.bag.errors}
    assert [d.message for d in draft.bag.errors] == [d.message for d in strict.bag.errors]
    html = page(draft)
    assert case.mark in words(html)
    assert 'class="draft-fault' in html
    assert "<aside" in html


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("See (ref:none) here.\n", "paper.Rmd"),
        ("Words.[@nobody @nobody; see @nobody]\n", "paper.md"),
        ("![Both @fig-none [@nobody].](none.png){#fig-x}\n\nSee @fig-x.\n", "paper.md"),
        ("| a |\n|---|\n| ![](a.png) $\\x{$ @fig-no |\n\n: C {#tbl-x}\n\n@tbl-x\n", "paper.md"),
        ("- Words.\n\n  - $\\x{$ and [^3]\n\n> ![](none.png)\n", "paper.md"),
        ("Words.^[See @fig-none; $\\x{$; ![](none.png); [@nobody].]\n", "paper.md"),
        ("<img src='none.png' alt='A map'>\n\nWords {{< meta none >}}.\n", "paper.qmd"),
    ],
)  # fmt: skip
def test_no_error_is_lost_wherever_it_stands(body: str, name: str, tmp_path: Path) -> None:
    """Each error has its own mark, and a build without `--draft` makes nothing."""
    path = write(Case("", "", body, name=name), tmp_path)
    strict = build(path, to=("html",))
    assert not strict.files
    draft = build(path, to=("html",), draft=True)
    html = page(draft, f"{path.stem}-draft.html")
    assert html.count('class="draft-fault') >= len(strict.bag.errors) > 0, words(html)
