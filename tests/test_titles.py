"""Titles and keywords take Markdown: formatted where they are printed, plain in metadata."""

import json
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from deposit import full
from package import Package
from pages import fonts
from reportgen import build
from reportgen.editions._headings import headings, translated
from reportgen.parse.front_matter import Front
from reportgen.parse.titles import marked_titles, with_plain_titles
from reportgen.project.request import Request
from reportgen.tree.nodes import Node, plain_text

HEAD = """\
---
title: "After *Roe v. Wade*: CO~2~ and the \\"Courts\\""
short-title: "After *Roe*"
subtitle: "A note on *stare decisis* -- again"
author: A. Tester
date: 2026-01-01
lang: en-US
theme: {}
keywords: [CO~2~, "*stare decisis*", plain]
brief: {{title: "In brief: *Roe*", subtitle: "H~2~O"}}
---

Text of the first page.

::: {{.key-finding title="Found"}}
A finding.
:::

"""
PLAIN = "After Roe v. Wade: CO2 and the “Courts”"
SUBTITLE = "A note on stare decisis – again"


@pytest.fixture(scope="module", params=["journal", "report"])
def outputs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("titles")
    text = HEAD.format(request.param) + "Words that go on. " * 600
    (folder / "p.md").write_text(text, encoding="utf-8")
    made = build(folder / "p.md")
    assert not made.bag.failed, list(made.bag)
    return folder / "build"


def test_a_screen_shows_titles_formatted_and_says_them_plain(outputs: Path) -> None:
    html = (outputs / "p.html").read_text("utf-8")
    assert "<h1>After <em>Roe v. Wade</em>: CO<sub>2</sub> and the “Courts”</h1>" in html
    assert '<p class="subtitle">A note on <em>stare decisis</em> – again</p>' in html
    assert "CO<sub>2</sub>, <em>stare decisis</em>, plain</p>" in html
    head = html[: html.index("</head>")]
    assert f"<title>{PLAIN}: {SUBTITLE}</title>" in head
    assert f'<meta name="citation_title" content="{PLAIN}: {SUBTITLE}">' in head
    assert '<meta name="citation_keywords" content="CO2">' in head
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', head, re.S)
    assert found is not None
    assert json.loads(found[1])["headline"] == f"{PLAIN}: {SUBTITLE}"
    assert not re.search(r"[*~]", re.sub(r"(?s)<(style|script).*?</\1>|base64,[^\"]*", "", html))
    assert f"{PLAIN}: {SUBTITLE}".replace("“", "“")[:20] in html[html.index("How to cite") :]


def test_a_pdf_shows_titles_formatted_and_says_them_plain(outputs: Path) -> None:
    with pikepdf.open(outputs / "p.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == f"{PLAIN}: {SUBTITLE}"
        with pdf.open_metadata() as record:
            assert record["dc:title"] == f"{PLAIN}: {SUBTITLE}"
            assert "CO2" in record["pdf:Keywords"]
    pages = pypdfium2.PdfDocument(outputs / "p.pdf")
    said = [page.get_textpage().get_text_range() for page in pages]
    assert "Roe v. Wade" in said[0]
    assert any("After Roe" in page and "*" not in page for page in said[1:])
    assert not any(set("*~") & set(page) for page in said)
    assert any("Italic" in name or "It" in name for name in fonts(outputs / "p.pdf"))


def test_a_word_document_shows_titles_formatted_and_says_them_plain(outputs: Path) -> None:
    package = Package.of((outputs / "p.docx").read_bytes())
    title = "//w:p[w:pPr/w:pStyle/@w:val='Title']//w:r"
    runs = {"".join(t.text or "" for t in run.iter("{*}t")): run for run in package.find(title)}
    assert runs["Roe v. Wade"].find("{*}rPr/{*}i") is not None
    assert runs["2"].find("{*}rPr/{*}vertAlign") is not None
    assert f"<dc:title>{PLAIN}</dc:title>" in package.parts["docProps/core.xml"].decode()
    assert "<cp:keywords>CO2; stare decisis; plain<" in package.parts["docProps/core.xml"].decode()
    assert "*" not in package.text()


def test_a_brief_has_its_own_titles_formatted(outputs: Path) -> None:
    html = (outputs / "p-brief.html").read_text("utf-8")
    assert "<h1>In brief: <em>Roe</em></h1>" in html
    assert '<p class="subtitle">H<sub>2</sub>O</p>' in html
    assert "<title>In brief: Roe" in html


@pytest.mark.parametrize(
    "title",
    [
        "1. *First* things",
        "# No heading *here*",
        "> Quoted *words*",
        "A 5 * 3 * 2 table",
        "C_1_x",
        "*All* </script>",
    ],
)
def test_a_title_that_is_no_line_of_markdown_is_printed_as_typed(
    title: str, tmp_path: Path
) -> None:
    (tmp_path / "p.md").write_text(
        f"---\ntitle: '{title}'\nauthor: A. Tester\ndate: 2026-01-01\nlang: en-US\n---\n\nText.\n",
        "utf-8",
    )
    made = build(tmp_path / "p.md", to=["html"])
    assert not made.bag.failed, list(made.bag)
    html = (tmp_path / "build" / "p.html").read_text("utf-8")
    assert (
        f"<h1>{title}</h1>".replace("> Q", "&gt; Q").replace("</script>", "&lt;/script&gt;") in html
    )


def test_a_title_in_another_language_has_its_quotation_marks(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(
        "---\ntitle: Das \"Recht\" der 'Dinge'\nauthor: A. Tester\ndate: 2026-01-01\nlang: de\n"
        "---\n\nText.\n",
        "utf-8",
    )
    build(tmp_path / "p.md", to=["html"])
    html = (tmp_path / "build" / "p.html").read_text("utf-8")
    assert "<h1>Das „Recht“ der ‚Dinge‘</h1>" in html
    assert "<title>Das „Recht“ der ‚Dinge‘</title>" in html


@pytest.mark.parametrize("call", ["^[a note]", "[^1]", "[@doe]"])
def test_a_note_in_a_title_is_one_error(call: str, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(
        f"---\ntitle: 'Of *things*{call}'\nauthor: A. Tester\ndate: 2026-01-01\nlang: en-US\n---\n"
        "\nText.\n",
        "utf-8",
    )
    bag = build(tmp_path / "p.md", to=["html"]).bag
    assert [d.code for d in bag if d.code == "note-field"] == ["note-field"]


def test_plain_titles_are_not_read_again() -> None:
    front = Front.model_construct(title="Rules for Algorithms", keywords=("one", "two"))
    assert marked_titles(front) == {}
    assert with_plain_titles(front, []) == (front, {})


def test_a_formula_in_a_title_may_compare_letters(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("---\ntitle: On *all* $x<y$\n---\n\nText.\n", "utf-8")
    assert not build(tmp_path / "p.md", to=["html"]).bag.failed
    html = (tmp_path / "build" / "p.html").read_text("utf-8")
    assert "<h1>On <em>all</em> <" in html


@pytest.mark.parametrize(
    ("to", "named"),
    [
        (["jats", "crossref"], {"jats"}),
        (["pdf", "ris", "crossref"], {"pdf", "ris"}),
        (["crossref"], {"pdf", "html", "docx"}),
    ],
)
def test_the_files_that_are_named_are_those_that_are_made(to: list[str], named: set[str]) -> None:
    from reportgen.pipeline.output_tasks import _with_files

    edition = full()
    made = _with_files(edition, "p", Request(Path("p.md"), to=tuple(to)))
    assert {name for name, _ in made.files} == named


def test_a_title_whose_writing_runs_the_other_way_is_formatted() -> None:
    matter = (
        'title: "Rules of *AI*"\nlang: ar\ntranslations: {en: {title: "On *AI*"}}\n'
        "doi: 10.5555/1\nurl: https://example.org/1/\ndate: 2026\n"
    )
    made = full(matter, body="نص.\n")
    assert string_of(headings(made)[0]) == "Rules of AI"
    assert string_of(translated(made.report, "en", "title")) == "On AI"
    assert any(node["t"] == "Emph" for node in headings(made)[0])


def string_of(inlines: list[Node]) -> str:
    return plain_text([{"t": "Plain", "c": inlines}])
