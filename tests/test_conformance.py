"""PDFs are PDF/UA-1 and PDF/A-3a, the same bytes everywhere, and made of nothing but the page."""

import os
import re
import subprocess
import sys
from base64 import b64encode
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest

from reportgen import fonts, weasy
from reportgen.pipeline import build
from reportgen.reports.extract import extract
from reportgen.weasy import File, Record
from tagged import read, render

TESTS = Path(__file__).parent
RECORD = Record(
    title="Rules & Labs <1>",
    authors=("A. Author", "홍길동"),
    description="What it says.",
    keywords=("one", "two"),
    lang="en-US",
    rights="© 2025 Someone",
    license="https://creativecommons.org/licenses/by/4.0/",
    publisher="Press",
    doi="10.1234/abc",
    date=datetime(2025, 3, 4, tzinfo=UTC),
    publication=(("volume", "12"), ("publicationName", "Journal")),
    first=101,
)
DRAWING = b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    b'<rect width="40" height="20" fill="#246"/><text y="12">a</text></svg>'
).decode()
EVERYTHING = f"""<body>
<header><p>Journal</p><h1>Title</h1><p>Author <span lang="ko">홍길동</span></p></header>
<nav class="contents"><h2>Contents</h2><p><a href="#a">One</a></p></nav>
<main><section><h2 id="a">One</h2>
<p>Text<a class="noteref" id="r1" href="#n1" title="Note 1">1</a> and <a href="https://e.org">a
<em>link</em> with <sup>marks</sup></a>, <code>code</code>, <abbr title="Long">L</abbr>
and <img class="formula" alt="x" src="data:image/svg+xml;base64,{DRAWING}">.</p>
<ol><li>one</li><li><p>two</p><p>more</p><ul><li>three</li></ul></li></ol>
<dl><dt>term</dt><dd>what it is</dd></dl><blockquote><p>Said.</p></blockquote>
<pre><code>a = 1
b = 2</code></pre>
<figure><img alt="A box." src="data:image/svg+xml;base64,{DRAWING}"><figcaption>F.</figcaption>
</figure>
<figure><figcaption>T.</figcaption><table><thead><tr><td></td><th colspan="2">A</th></tr></thead>
<tbody><tr><th scope="row">x</th><td>1</td><td>2</td></tr></tbody></table></figure>
<p>{"Long enough to be broken over pages and at internationalization. " * 60}</p>
<p>Aside<span class="foot" title="Note 2">at the foot</span>.</p></section>
<section><h2>Notes</h2><div class="note" id="n1"><p><a class="noteback" href="#r1"
title="Back to note 1">1.</a> See <span lang="ko">한국어 漢字</span>.</p></div></section>
</main></body>
"""
STYLE = """
@page { size: 400px 500px; margin: 40px; @top-left { content: "head" }
  @bottom-center { content: counter(page) } }
html { font: 12px "Source Serif 4", "Noto Serif KR" } h1, h2 { font-family: "Source Sans 3" }
code { font-family: "Source Code Pro" } p { hyphens: auto } .foot { float: footnote }
nav a::after { content: leader(".") target-counter(attr(href), page) }
"""


def faults(data: bytes) -> list[str]:
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in profiles]
    return [f"{f.rule_id}: {f.message}" for report in reports for f in report.failures]


@pytest.fixture(scope="module")
def full() -> bytes:
    attachments = [File("a.md", b"# A\n", "text/markdown")]
    return render(EVERYTHING, STYLE, "en-US", record=RECORD, attachments=attachments)


# --- the standards -----------------------------------------------------------------------------


def test_a_page_with_everything_on_it_conforms(full: bytes) -> None:
    assert faults(full) == []


def test_the_articles_outputs_conform(built: Path) -> None:
    assert faults((built / "article.pdf").read_bytes()) == []
    assert faults((built / "brief.pdf").read_bytes()) == []


def test_the_metadata_say_all_that_is_known(full: bytes) -> None:
    with pikepdf.open(BytesIO(full)) as pdf:
        assert str(pdf.docinfo["/Title"]) == RECORD.title
        assert str(pdf.docinfo["/CreationDate"]) == "D:20250304000000Z"
        packet = pdf.Root.Metadata.read_raw_bytes()
        with pdf.open_metadata() as told:
            assert told["dc:title"] == RECORD.title
            assert told["dc:creator"] == list(RECORD.authors)
            assert told["dc:description"] == RECORD.description
            assert told["dc:subject"] == set(RECORD.keywords)
            assert told["dc:language"] == {"en-US"}
            assert told["dc:rights"] == RECORD.rights
            assert told["dc:publisher"] == {"Press"}
            assert told["dc:identifier"] == "doi:10.1234/abc"
            assert told["{http://prismstandard.org/namespaces/basic/3.0/}doi"] == "10.1234/abc"
            assert told["xmpRights:WebStatement"] == RECORD.license
            for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
                assert told[name] == "2025-03-04T00:00:00Z"
            assert told["pdfaid:part"] + told["pdfaid:conformance"] == "3A"
            assert told["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert b'xml:lang="en-US"' in packet


def test_readers_open_it_with_its_title_its_outline_and_its_page_numbers(full: bytes) -> None:
    with pikepdf.open(BytesIO(full)) as pdf:
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.PageMode == "/UseOutlines"
        assert [p.label for p in pdf.pages][:2] == ["101", "102"]
        assert all(p.Tabs == "/S" for p in pdf.pages)
        with pdf.open_outline() as outline:
            (title,) = outline.root
            assert title.title == "Title"
            assert [item.title for item in title.children] == ["Contents", "One", "Notes"]


def test_korean_glyphs_are_found_by_their_codes(full: bytes) -> None:
    """In a font keyed by CIDs the code that is shown is the CID (ISO 32000-1, 9.7.4.2)."""
    from fontTools.cffLib import CFFFontSet

    with pikepdf.open(BytesIO(full)) as pdf:
        (font,) = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o
        ]
        table = CFFFontSet()
        table.decompile(BytesIO(font.FontFile3.read_bytes()), None)
        (used,) = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/FontDescriptor", None) == font
        ]
        cids = {int(name[3:]) for name in table.topDictIndex[0].charset[1:]}
        assert cids == {int(o) for o in list(used.W)[::2]} | (cids & {n + 1 for n in cids})
        assert len(cids) < 40


def test_the_second_parts_of_the_standards_are_a_choice() -> None:
    """What veraPDF asks of PDF/UA-2 beyond PDF/UA-1; `make conformance` asks itself."""
    made = render(EVERYTHING, STYLE, "en-US", record=RECORD, standard="ua-2")
    found = read(made)
    assert made.startswith(b"%PDF-2.0")
    assert "/Info" not in found.pdf.trailer
    notes = found.root.all("FENote")
    assert len(notes) == 2
    assert all(note.entries["/Ref"][0].S == "/Reference" for note in notes)
    assert [str(note.attribute("/NoteType")) for note in notes] == ["/Footnote", "/Endnote"]
    (caption,) = [kid for figure in found.root.all("Figure") for kid in figure.kids]
    assert caption.role == "Caption"
    places = [a.Dest for p in found.pdf.pages for a in p.get("/Annots", []) if "/Dest" in a]
    named = list(found.pdf.Root.Names.Dests.Names)[1::2]
    for place in [*named, *(p for p in places if isinstance(p, pikepdf.Array))]:
        assert place[0].Type == "/StructElem"
    with found.pdf.open_metadata() as told:
        assert told["pdfaid:part"] == "4"
        assert told["{http://www.aiim.org/pdfua/ns/id/}rev"] == "2024"


# --- the same bytes ----------------------------------------------------------------------------

RENDER = """
import sys
from test_conformance import EVERYTHING, RECORD, STYLE
from tagged import render
sys.stdout.buffer.write(render(EVERYTHING, STYLE, "en-US", record=RECORD))
"""


def elsewhere(folder: Path, **environment: str) -> bytes:
    kept = {k: os.environ[k] for k in ("PATH", "HOME") if k in os.environ}
    given = {**kept, "PYTHONPATH": str(TESTS), **environment}
    done = subprocess.run(
        [sys.executable, "-c", RENDER], cwd=folder, env=given, capture_output=True, check=True
    )
    return done.stdout


def test_the_bytes_are_the_same_wherever_and_whenever_they_are_made(tmp_path: Path) -> None:
    first = elsewhere(TESTS, PYTHONHASHSEED="1", TZ="Asia/Seoul", LC_ALL="C.UTF-8")
    other = {
        "PYTHONHASHSEED": "2",
        "TZ": "America/New_York",
        "LC_ALL": "C",
        "TMPDIR": str(tmp_path),
    }
    empty = {"FONTCONFIG_FILE": "/nowhere", "SOURCE_DATE_EPOCH": "1"}
    assert first == elsewhere(tmp_path, **other, **empty)
    assert faults(first) == []


# --- nothing but the page ----------------------------------------------------------------------


opened: list[str] = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A picture that nobody may read."""
    path = tmp_path / "secret.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50" id="s">'
        '<g id="g"><rect width="50" height="50"/></g><text>SECRET</text></svg>'
    )
    return path


def drawing(inner: str) -> str:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {space} width="60" height="60">{inner}</svg>'


def data(inner: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(drawing(inner).encode()).decode()


WAYS = {
    "img": '<img alt="x" src="{url}">',
    "relative": '<base href="{folder}"><img alt="x" src="secret.svg">',
    "object": '<object data="{url}">x</object>',
    "embed": '<embed src="{url}">',
    "background": '<p style="background: url({url})">x</p>',
    "content": "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    "list": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "border": '<p style="border: 9px solid; border-image: url({url}) 9">x</p>',
    "stylesheet": '<link rel="stylesheet" href="{url}"><p>x</p>',
    "import": "<style>@import url({url});</style><p>x</p>",
    "font": "<style>@font-face {{ font-family: S; src: url({url}) }}</style><p>x</p>",
    "local-font": "<style>@font-face {{ font-family: S; src: local(DejaVu Sans) }}</style>"
    '<p style="font-family: S, DejaVu Sans, sans-serif">x</p>',
    "attachment": '<link rel="attachment" href="{url}"><p>x</p>',
    "attachment-link": '<p><a rel="attachment" href="{url}">x</a></p>',
    "inline-svg-image": '{{svg:<image href="{url}" width="50" height="50"/>}}',
    "svg-image": '<img alt="x" src="{{data:<image href="{url}" width="50" height="50"/>}}">',
    "svg-xlink": '<img alt="x" src="{{data:<image xlink:href="{url}" width="50" height="50"/>}}">',
    "svg-use": '<img alt="x" src="{{data:<use href="{url}#g"/>}}">',
    "svg-style": '<img alt="x" src="{{data:<style>@import url({url});</style><rect width="9"/>}}">',
    "svg-fill": '<img alt="x" src="{{data:<rect width="50" height="50" fill="url({url}#g)"/>}}">',
    "svg-foreign": '<img alt="x" src="{{data:<foreignObject><img src="{url}"/></foreignObject>}}">',
    "svg-mask": '<img alt="x" src="{{data:<rect width="50" height="50" mask="url({url}#g)"/>}}">',
}


@pytest.mark.parametrize("way", WAYS)
def test_no_file_is_read_through(way: str, secret: Path) -> None:
    html = WAYS[way].format(url=secret.as_uri(), folder=f"{secret.parent.as_uri()}/")
    html = re.sub(r"\{svg:(.*?)\}$", lambda m: drawing(m[1]), html)
    html = re.sub(r"\{data:(.*?)\}(?=\")", lambda m: data(m[1]), html)
    opened.clear()
    made = render(f"<body><p>a</p>{html}</body>")
    assert str(secret) not in opened
    with pikepdf.open(BytesIO(made)) as pdf:
        assert not pdf.attachments


def test_a_file_that_is_read_would_be_noticed(secret: Path) -> None:
    opened.clear()
    secret.read_bytes()
    assert str(secret) in opened


def test_an_entity_brings_nothing_in(secret: Path) -> None:
    doctype = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    svg = doctype + drawing("<text y='20'>&x;</text>")
    url = "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
    found = read(render(f'<body><p>a</p><img alt="x" src="{url}"></body>'))
    assert "SECRET" not in "".join(found.text.values())


def test_the_machines_fonts_are_not_there() -> None:
    body = '<body><p style="font-family: DejaVu Sans, Helvetica, sans-serif">a ㊙ 🎉</p></body>'
    html = f'<html lang="en"><title>T</title>{body}</html>'
    document = weasy.layout(html, "", fonts.css())
    weasy.pdf(document)
    found = weasy.uncovered(document)
    assert found.fonts == set()
    assert "🎉" in found.characters


def test_a_character_that_no_face_has_is_still_read_and_breaks_no_standard() -> None:
    korean = '<p lang="ko" style="font-family: Noto Serif KR">한국 🎉</p>'
    code = '<p style="font-family: Source Code Pro"><b>c 🎉</b></p>'
    made = render(f"<body><p>a 🎉 مرحبا</p>{korean}{code}</body>")
    assert faults(made) == []
    said = "".join(read(made).text.values())
    assert said.count("🎉") == 3
    assert "م" in said


def test_what_is_half_transparent_is_tagged() -> None:
    body = '<body><p style="opacity: .5">a <b style="opacity: .5">b</b></p><p>c</p></body>'
    made = render(body)
    assert faults(made) == []
    assert read(made).root.outline() == ["Document", ["P"], ["P"]]


# --- the engine --------------------------------------------------------------------------------


def test_warming_up_leaves_the_interpreter_as_it_was() -> None:
    code = (
        "import cffi, os; before = cffi.FFI, dict(os.environ);"
        "from reportgen import weasy; import sys; assert 'weasyprint' not in sys.modules;"
        "weasy.warm(); assert 'weasyprint' in sys.modules;"
        "assert before == (cffi.FFI, dict(os.environ))"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_a_character_that_no_face_has_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("---\ntitle: T\n---\n\nText ☒ here.\n", encoding="utf-8")
    built = build.build(tmp_path / "p.md", to=["pdf"])
    (said,) = [d for d in built.bag if d.code == "glyph-missing"]
    assert said.span is not None
    assert (said.span.line, said.span.column) == (5, 6)


def test_the_sources_ride_along_where_the_front_matter_asks_for_it(tmp_path: Path) -> None:
    source = "---\ntitle: T\nattach-sources: true\npdf-standard: ua-2\n---\n\nText.\n"
    (tmp_path / "p.md").write_text(source, encoding="utf-8")
    (file,) = build.build(tmp_path / "p.md", to=["pdf"]).files
    assert extract(file.read_bytes()) == {"p.md": source.encode()}
    assert file.read_bytes().startswith(b"%PDF-2.0")
