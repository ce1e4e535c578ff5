"""What a style sheet, a citation style and a recipe for Word of a stranger can reach: nothing."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import tinycss2
import yaml
from lxml import etree

from package import write
from reportgen import build, editions, themes
from reportgen.diagnostics import Bag
from reportgen.resolve import Report
from reportgen.sanitize import css
from reportgen.word.shape import RECIPE, Kind, check
from stage import paper

OUTSIDE = "http://e.example/x"
SHEETS = r"""
p { background: url(X) }
p { background: u\72l(X) }
p { background: url("X") }
p { background: url(  'X'  ) }
p { background: URL(//e.example/x) }
p { background: url("X" format("a")) }
p { background: src("X") }
:root { --u: "X" } p { background: src(var(--u)) }
:root { --u: "X" } p { background: image-set(var(--u) 1x) }
:root { --u: "X" } p { background: image-set(calc(var(--u)) 1x) }
:root { --u: url(X) } p { background: var(--u) }
p { background: image-set("X" 1x) }
p { background: image-set(("X") 1x) }
p { background: -webkit-image-set(url(X) 1x) }
p { background: image-set(attr(data-x) 1x) }
p { background: image-set(env(x, "X") 1x) }
p { background: image(attr(data-x type(<string>))) }
p { background: cross-fade("X", red) }
p { background: light-dark(url(X), url(X)) }
p { background: -moz-element(#x) }
p { background: paint(x) }
p { background: url(file:///etc/passwd) }
p { background: url(data:text/html,x) }
p { background: url(data:image/svg+xml;base64,eA==) }
p { content: url(attr(data-x)) }
p { link: attr(data-x url) }
p { link: url(X) }
p { link: attr(data-x var(--t)) }
p { cursor: url(X), auto }
p { filter: url(x.svg#a) }
p { behavior: url(X) }
p { -moz-binding: url(X) }
p { width: expression(alert(1)) }
@import "X";
@\69mport "X";
@import/**/url(X);
@layer a { @import "X"; }
@namespace x "X";
@document url(X) { p { color: red } }
@font-face { font-family: a; src: url(X) }
@font-face { font-family: a; src: local("DejaVu Sans") }
@page { @top-left { content: url(X) } }
@supports (background: url(X)) { p { color: red } }
@property --x { syntax: "<url>"; initial-value: url(X); inherits: false }
"""
KEPT = r"""
p { background: url(#x) }
p { background: url(data:image/png;base64,eA==) }
p { background: image-set(url("data:image/png;base64,eA==") 1x, linear-gradient(red, blue) 1x) }
p { content: element(x) attr(data-x) counter(page) target-counter(attr(href), page) }
p { string-set: title attr(data-title), author content() }
p { color: var(--ink, rgb(1, 2, 3)); width: calc(100% - var(--step)) }
@font-face { font-family: a; src: url(data:font/woff2;base64,eA==) }
@page :first { @bottom-center { content: counter(page) } }
@media screen and (max-width: 40em) { p { color: red } }
"""


def addresses(tokens: list[Any]) -> Iterator[str]:
    """Every address that tokens hold, and every function that may make one of something else."""
    for token in tokens:
        if token.type == "url":
            yield token.value
        if token.type == "function" and token.lower_name in ("url", "src", "image", "image-set"):
            yield from (part.value for part in token.arguments if part.type == "string")
            yield from (part.name for part in token.arguments if part.type == "function")
        yield from addresses(getattr(token, "arguments", None) or [])
        yield from addresses(getattr(token, "content", None) or [])


@pytest.mark.parametrize("sheet", SHEETS.strip().splitlines())
def test_no_style_sheet_leads_out_of_the_page(sheet: str) -> None:
    cleaned = css.clean(sheet.replace("X", OUTSIDE))
    for address in addresses(tinycss2.parse_component_value_list(cleaned)):
        assert address in ("", "data:,"), cleaned
    for word in ("@import", "local(", "paint(", "expression(", "element(#", "binding", "behavior"):
        assert word not in cleaned
    assert "data-x url" not in cleaned
    assert "data-x var" not in cleaned
    found = css.faults(sheet.replace("X", OUTSIDE))
    assert found or "attr(data-x))" in sheet  # which is no address, and no style sheet either
    assert all(fault.line == 1 for fault in found)


@pytest.mark.parametrize("sheet", KEPT.strip().splitlines())
def test_what_styles_the_page_stays(sheet: str) -> None:
    assert not css.faults(sheet)
    assert css.clean(sheet).split() == sheet.split()


CSL = """\
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" xml:base="{out}">
<info><title>T</title><id>{out}</id><link href="{out}" rel="self"/>
<updated>2020-01-01T00:00:00+00:00</updated></info>
<macro name="evil"><text value="&lt;script&gt;alert(1)&lt;/script&gt;"/>
<text variable="URL" prefix="javascript:alert(1)//"/><text variable="DOI" prefix="file:///"/>
<text value="&lt;img src='{out}'&gt;"/><text value="&lt;a href='{out}'&gt;here&lt;/a&gt;"/></macro>
<citation><layout><text macro="evil"/></layout></citation>
<bibliography><layout><text macro="evil"/></layout></bibliography>
</style>
"""
BIB = "@book{b, title = {B}, url = {https://example.org/b}, doi = {10.5555/1}, year = 2020}\n"


def test_a_citation_style_runs_and_fetches_nothing(tmp_path: Path) -> None:
    (tmp_path / "evil.csl").write_text(CSL.format(out=OUTSIDE), encoding="utf-8")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "paper.md").write_text(
        "---\ntitle: T\ncsl: evil.csl\nbibliography: refs.bib\n---\n\nText [@b].\n", "utf-8"
    )
    built = build(tmp_path / "paper.md", to=["html", "docx"], workers=1)
    assert not built.bag.failed, [d.message for d in built.bag]
    page = (tmp_path / "build" / "paper.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert not re.search(r"""(?:href|src)=["'](?:javascript|file):""", page)
    assert not re.search(rf"""(?:href|src)=["']{re.escape(OUTSIDE)}""", page)
    with zipfile.ZipFile(tmp_path / "build" / "paper.docx") as packed:
        links = packed.read("word/_rels/document.xml.rels").decode()
    assert not re.search('Target="(?:javascript|file):', links)
    assert OUTSIDE not in links


@pytest.mark.parametrize(
    "style",
    [
        "<!DOCTYPE style [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><style/>",
        '<style xmlns="http://purl.org/net/xbiblio/csl"><macro name="a"><text macro="a"/></macro>'
        '<citation><layout><text macro="a"/></layout></citation></style>',
        "<style/>",
        "<style",
        '<style xmlns="http://purl.org/net/xbiblio/csl"><info><link rel="independent-parent" '
        'href="file:///etc/passwd"/></info></style>',
        '<style xmlns="http://purl.org/net/xbiblio/csl" xmlns:xi="http://www.w3.org/2001/XInclude">'
        '<xi:include href="file:///etc/passwd" parse="text"/></style>',
    ],
)
def test_a_citation_style_reaches_no_file(style: str, tmp_path: Path) -> None:
    (tmp_path / "evil.csl").write_text(style, encoding="utf-8")
    (tmp_path / "paper.md").write_text("---\ntitle: T\ncsl: evil.csl\n---\n\nText.\n", "utf-8")
    built = build(tmp_path / "paper.md", to=["html"], workers=1)
    assert {d.code for d in built.bag} <= {"style-unusable", "style-unknown"}
    for file in built.files:
        assert "root:x:" not in file.read_text("utf-8")


EVIL = '"/><w:evil w:x="../../evil&amp;'
VALUES: tuple[Any, ...] = (
    EVIL, "../../evil", "", None, True, -1, 0, 3, 10**9, 10**400, 1.5, float("nan"), float("inf"),
    [], [EVIL], [1], [[1, EVIL]], [[1, EVIL, 2]], {}, {EVIL: EVIL}, {1: 2}, {"a": {"b": 1}}, b"a",
)  # fmt: skip


def settings(shape: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of each setting that a recipe knows, and of each group of them."""
    if path:
        yield path
    if not isinstance(shape, Kind):
        for name, part in shape.items():
            names = {"faces": "text", "colours": "ink", "styles": "Title", "classes": "key-finding"}
            known = names.get(path[0] if path else "", "Comment") if name == "*" else name
            yield from settings(part, (*path, known))


@pytest.fixture(scope="module")
def names() -> set[str]:
    """The names of the parts that documents have without a recipe of the project's."""
    found = [parts(paper(), Bag(), edition) for edition in editions.names()]
    return {name for package in found for name in package or ()}


def parts(report: Report, bag: Bag, edition: str = "article") -> dict[str, bytes] | None:
    data = write(report, edition, bag)
    if data is None:
        return None
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("path", list(settings(RECIPE)), ids=".".join)
def test_a_recipe_reaches_no_name_and_no_markup(
    path: tuple[str, ...], names: set[str], tmp_path: Path
) -> None:
    place = tmp_path / "templates" / "reference.yaml"
    place.parent.mkdir()
    report = replace(paper(), root=tmp_path)
    edition = "brief" if path[0] == "fit" else "article"
    refused = 0
    for value in VALUES:
        nested: Any = value
        for name in reversed(path):
            nested = {name: nested}
        nested.setdefault("settings", {})
        if isinstance(nested["settings"], dict):
            nested["settings"].setdefault("embed-fonts", False)
        place.write_text(yaml.safe_dump(nested, allow_unicode=True), encoding="utf-8")
        bag = Bag()
        found = parts(report, bag, edition)
        if found is None:
            assert [d.code for d in bag] == ["template-fault"], value
            refused += 1
            continue
        assert {name for name in found if "font" not in name} <= names
        for name, data in found.items():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(data)
                assert not tree.xpath("//*[local-name() = 'evil']")
            if name.endswith(".rels"):
                assert b"evil" not in data
    assert refused > 8


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ("{" * 400_000, "nests too deep"),
        ("[" * 100_000 + "]" * 100_000, "nests too deep"),
        ("- " * 200_000, "nests too deep"),
        ("a: &a [1]\nb: *a\n", "alias"),
        ("styles: !!python/object/apply:os.system ['true']\n", "not YAML"),
        ("styles: {Title: {based: Subtitle}, Subtitle: {based: Title}}", "based on"),
        ("page: {margins: {left: 400, right: 400}}", "no room"),
        ("styles: {Body-Text: {bold: true}}", "identifier of another"),
        ("styles: {'!': {bold: true}}", "identifier of another"),
        ("styles: {Table: {bold: true}}", "identifier of another"),
        ("code: {Comment: nosuch}", "nosuch"),
        ("style: {Title: {bold: true}}", "no setting `style`"),
        ("brief: {pages: 3}", "no setting `pages`"),
        ("fit: {sizes: []}", "`fit.sizes`"),
        (
            "styles: {" + ", ".join(f"S{i}: {{based: S{i + 1}}}" for i in range(5000)) + "}",
            "based on",
        ),
    ],
)
def test_a_recipe_that_cannot_be_used_is_named(recipe: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "reference.yaml").write_text(recipe, encoding="utf-8")
    bag = Bag()
    assert parts(replace(paper(), root=tmp_path), bag) is None
    (fault,) = bag
    assert fault.code == "template-fault"
    assert words in fault.message


def test_the_recipes_of_ours_are_within_the_bounds() -> None:
    found = sorted(themes.own_folder().rglob("reference.yaml"))
    assert len(found) == 2
    for path in found:
        check(yaml.safe_load(path.read_text("utf-8")), editions.names())


def test_half_a_character_in_a_style_sheet_is_a_whole_one_that_can_be_written() -> None:
    cleaned = css.clean("p { content: '\\d800 x\\dfff' }")
    assert cleaned.encode() == 'p { content: "\ufffdx\ufffd" }'.encode()
