"""Other people's citation styles: the official ones by name, and hostile ones within bounds."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from reportgen import pandoc, themes
from reportgen.diagnostics import Bag
from reportgen.limits import LIMITS
from reportgen.pipeline.build import build, examine
from reportgen.resolve import Report, resolve, start_citations, unprinted
from reportgen.resolve.style import citation_style
from reportgen.sanitize.csl import SPACE, Unfit, clean
from reportgen.themes import citation_styles
from reportgen.tree.nodes import text

OFFICIAL = themes.own_folder() / "csl" / "official"
SHIPPED = sorted(file.stem for file in OFFICIAL.glob("*.csl"))
NOTES = {
    "bluebook-law-review", "chicago-notes", "chicago-notes-bibliography",
    "chicago-notes-bibliography-17th-edition",
    "chicago-shortened-notes-bibliography", "oscola",
}  # fmt: skip
SOURCES = """
@book{book, author = {Keohane, Robert}, title = {After Hegemony}, publisher = {Princeton},
  address = {Princeton}, year = 1984}
@article{article, author = {Doe, Jane and Roe, Richard}, title = {On Chips}, journal = {Survival},
  volume = 12, number = 3, pages = {1--20}, year = 2020, doi = {10.1093/sv/a12}}
@incollection{chapter, author = {Poe, Ann}, title = {Control}, booktitle = {Export Rules},
  editor = {Smith, John}, publisher = {OUP}, pages = {1--9}, year = 2019}
@report{report, author = {{RAND Corporation}}, title = {Supply}, institution = {RAND},
  number = {RR-12}, year = 2021}
@thesis{thesis, author = {Lee, Bo}, title = {A Thesis}, school = {MIT}, type = {phdthesis},
  year = 2018}
@online{page, author = {OECD}, title = {Data}, date = {2024-05-01}, url = {https://oecd.ai/data}}
@jurisdiction{case, title = {Brown v. Board of Education}, reporter = {U.S.}, volume = 347,
  pages = 483, year = 1954, court = {Supreme Court}}
@legislation{law, title = {CHIPS and Science Act}, number = {Pub. L. 117-167}, year = 2022}
@inproceedings{talk, author = {Moe, Sam}, title = {Lines}, booktitle = {Proc. of a Meeting},
  year = 2017, pages = {3--4}}
@letter{letter, author = {Kennan, George}, title = {Letter}, recipient = {Byrnes, James},
  date = {1946-02-22}, library = {Mudd Library}}
"""
KEYS = re.findall(r"@\w+\{(\w+),", SOURCES)
WORDS = ("Keohane", "Doe", "Poe", "RAND", "Lee", "OECD", "Brown", "CHIPS", "Moe", "Kennan")


@pytest.fixture
def cited(tmp_path: Path):
    """The report of an article that cites sources of ten kinds in a style, and its faults."""

    def make(csl: str, body: str = "") -> tuple[Report | None, Bag]:
        (tmp_path / "refs.bib").write_text(SOURCES, encoding="utf-8")
        front = f"---\ntitle: A title\nbibliography: refs.bib\ncsl: {csl}\n---\n\n"
        body = body or "".join(f"Text {key} [@{key}, 3].\n\n" for key in KEYS * 2)
        (tmp_path / "paper.md").write_text(front + body, encoding="utf-8")
        bag = Bag()
        manuscript = examine(tmp_path / "paper.md", bag)
        assert manuscript is not None
        style = citation_style(manuscript, bag)
        if style is None:
            return None, bag
        with start_citations(manuscript, style) as question:
            return resolve(question, bag), bag

    return make


@pytest.mark.parametrize("name", SHIPPED)
def test_an_official_style_sets_sources_of_ten_kinds(name: str, cited) -> None:
    made, bag = cited(name)
    assert made is not None, list(bag)
    assert not bag.failed, list(bag)
    assert made.style.notes is (name in NOTES)
    printed = unprinted.words([*made.blocks, *made.bibliography])
    for key, word in zip(KEYS, WORDS, strict=True):
        assert word in printed[key]
        assert "?" not in printed[key]


@pytest.mark.parametrize("file", sorted(OFFICIAL.glob("*.csl")), ids=lambda file: file.stem)
def test_an_official_style_names_its_authors_and_its_licence(file: Path) -> None:
    info = etree.parse(file).getroot().find(f"{SPACE}info")
    assert info.find(f"{SPACE}rights").get("license").endswith("/licenses/by-sa/3.0/")
    assert (
        info.find(f"{SPACE}author") is not None
        or info.find(f"{SPACE}contributor") is not None
        or citation_styles.parent(file.read_text("utf-8"))
    )
    assert "citationstyles.org" in (OFFICIAL / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("apa", "APA Style"),
        ("chicago-notes", "notes"),
        ("chicago-fullnote-bibliography", "notes and bibliography"),
        ("chicago-fullnote", "notes and bibliography"),
        ("chicago-note-bibliography", "shortened notes and bibliography"),
        ("chicago-author-date", "author-date"),
        ("mla", "MLA Handbook"),
        ("MLA", "MLA Handbook"),
        ("modern-language-association-8th-edition", "MLA Handbook"),
        ("vancouver", "citation-sequence"),
        ("harvard", "Cite Them Right"),
        ("harvard1", "Cite Them Right"),
        ("OSCOLA", "OSCOLA"),
        ("ieee.csl", "IEEE"),
        ("bluebook", "Bluebook"),
        ("apsa", "APSA Style"),
        ("ama", "AMA Manual"),
        ("http://www.zotero.org/styles/nature", "Nature"),
        ("Chicago Notes Bibliography", "notes and bibliography"),
        ("turabian-author-date", "author-date"),
    ],
)
def test_a_style_is_known_by_every_name_it_has(typed: str, title: str, cited) -> None:
    made, bag = cited(typed, "Text [@book].")
    assert made is not None, list(bag)
    found = re.search(r"<title>(.*?)</title>", made.style.text)
    assert found is not None
    assert title in found[1]
    assert "<citation" in made.style.text


def test_every_short_name_and_every_parent_is_a_style_that_is_there() -> None:
    for name in citation_styles.SHORT.values():
        assert name in SHIPPED
    for name in SHIPPED:
        parent = citation_styles.parent(citation_styles.text(name))
        assert not parent or "<citation" in citation_styles.text(parent)
    table = json.loads((OFFICIAL / "renamed-styles.json").read_text("utf-8"))
    assert not set(table) & set(SHIPPED)
    assert not set(table) & set(table.values())


def test_the_manual_lists_the_styles_that_are_there_and_their_short_names() -> None:
    manual = (Path(__file__).parents[1] / "docs" / "bibliography.md").read_text("utf-8")
    listed = manual.partition("## Other citation styles")[2].partition("`make styles`")[0]
    lines = [line for line in listed.splitlines() if line.startswith("| `") and ":`" not in line]
    rows = [re.findall("`([^`]+)`", line) for line in lines]
    assert sorted(row[0] for row in rows) == SHIPPED
    for name, *others in rows:
        for other in others:
            assert citation_styles.text(other) == citation_styles.text(name)
    assert set(citation_styles.SHORT) <= {other for row in rows for other in row}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("havard", "`harvard`"), ("chicago", "`chicago-notes`"), ("oscolla", "`oscola`"),
        ("chicago-notes-bibliografy", "`chicago-notes-bibliography`"),
        ("political-science", "`american-political-science-association`"),
    ],
)  # fmt: skip
def test_a_mistyped_style_is_met_with_those_it_may_mean(typed: str, meant: str, cited) -> None:
    made, bag = cited(typed, "Text [@book].")
    assert made is None
    (found,) = (one for one in bag if one.code == "style-unknown")
    assert found.message == f"there is no citation style `{typed}`"
    assert found.help
    assert found.help.startswith("did you mean `")
    assert meant in found.help


def test_a_dependent_style_of_the_project_takes_its_parent_by_a_former_name(
    cited, tmp_path
) -> None:
    (tmp_path / "own.csl").write_text(DEPENDENT.format("chicago-fullnote-bibliography"))
    made, bag = cited("own.csl", "Text [@book].")
    assert made is not None, list(bag)
    assert made.style.notes
    assert "After Hegemony" in unprinted.words(made.blocks)["book"]


def test_a_dependent_style_whose_parent_is_unknown_names_it(cited, tmp_path: Path) -> None:
    (tmp_path / "own.csl").write_text(DEPENDENT.format("oscolla"))
    made, bag = cited("own.csl", "Text [@book].")
    assert made is None
    (found,) = (one for one in bag if one.code == "style-unknown")
    assert "`own.csl` depends on `oscolla`" in found.message
    assert "`oscola`" in (found.help or "")


def test_styles_that_depend_on_each_other_end_in_words(cited, tmp_path: Path) -> None:
    (tmp_path / "templates" / "csl").mkdir(parents=True)
    for name, parent in (("aa", "bb"), ("bb", "aa")):
        (tmp_path / "templates" / "csl" / f"{name}.csl").write_text(DEPENDENT.format(parent))
    made, bag = cited("aa", "Text [@book].")
    assert made is None
    assert [one.code for one in bag if one.code.startswith("style")] == ["style-unknown"]


@pytest.mark.parametrize(
    ("style", "notes"),
    [("chicago-notes", 1), ("oscola", 1), ("turabian-author-date", 0), ("apa", 0)],
)
def test_a_source_in_an_abstract_is_told_where_the_named_style_has_notes(
    style: str, notes: int, cited
) -> None:
    _, bag = cited(f"{style}\nabstract: As shown [@book].", "Text [@book].")
    assert [one.code for one in bag].count("note-field") == notes


DEPENDENT = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>Own</title>'
    '<link href="http://www.zotero.org/styles/{}" rel="independent-parent"/></info></style>'
)
HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">\n'
FOOT = '<citation><layout><text macro="m0"/></layout></citation></style>'


def chain(length: int, uses: int, within: str = "{}", leaf: str = "title") -> str:
    """A style of macros that each use the next a few times."""
    macros = (
        f'<macro name="m{n}">' + within.format(f'<text macro="m{n + 1}"/>' * uses) + "</macro>\n"
        for n in range(length)
    )
    last = f'<macro name="m{length}"><text variable="{leaf}"/></macro>'
    return HEAD + "".join(macros) + last + FOOT


HOSTILE = {
    "doubled": chain(40, 2),
    "doubled-and-empty": chain(40, 2, "<group>{}</group>", "note"),
    "doubled-where-false": chain(60, 2, '<choose><if type="bill">{}</if></choose>'),
    "tenfold": chain(12, 10, leaf="note"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_style_that_would_not_end_is_stopped_and_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(SOURCES, encoding="utf-8")
    (tmp_path / "evil.csl").write_text(HOSTILE[name], encoding="utf-8")
    (tmp_path / "paper.md").write_text(
        "---\ntitle: T\nbibliography: refs.bib\ncsl: evil.csl\n---\n\nText [@book].\n", "utf-8"
    )
    bounds = replace(LIMITS, pandoc_seconds=1, pandoc_megabytes=400)
    built = build(tmp_path / "paper.md", to=["html"], workers=1, limits=bounds)
    (found,) = (one for one in built.bag if one.code == "style-unusable")
    assert "`evil.csl`" in found.message
    assert re.search("takes too long|too much memory", found.message)
    assert found.span is not None
    assert found.span.source.name == "paper.md"
    assert not built.files


def circles() -> Iterator[tuple[str, int, str]]:
    """Styles of macros in circles, the line of the first macro of the circle, and its name."""
    use = '<macro name="{}"><text macro="{}"/></macro>\n'
    yield HEAD + use.format("m0", "m0") + FOOT, 2, "`m0` uses itself"
    yield (
        HEAD + use.format("m0", "a") + use.format("a", "b") + use.format("b", "a") + FOOT,
        3,
        "`b`",
    )
    thousand = "".join(use.format(f"m{n}", f"m{(n + 1) % 5000}") for n in range(5000))
    yield HEAD + thousand + FOOT, 2, "`m0` uses itself by way of"
    deep = '<group><choose><if type="book"><text macro="m0"/></if></choose></group>'
    yield f'{HEAD}<macro name="m0">{deep}</macro>{FOOT}', 2, "`m0` uses itself"
    names = '<names variable="author"><substitute><text macro="m0"/></substitute></names>'
    yield f'{HEAD}<macro name="m0">{names}</macro>{FOOT}', 2, "`m0` uses itself"


@pytest.mark.parametrize(("style", "line", "words"), [*circles()])
def test_macros_in_a_circle_are_refused_with_their_place(style: str, line: int, words: str) -> None:
    with pytest.raises(Unfit, match=words) as found:
        clean(style)
    assert found.value.line == line
    assert len(str(found.value)) < 200


def test_a_long_chain_of_macros_is_no_circle() -> None:
    assert clean(chain(20_000, 1))[1] == ""


def test_macros_that_use_each_other_a_million_times_are_judged_at_once() -> None:
    """Ten uses of each in the next, a hundred deep: 10^100 steps if they were followed."""
    assert clean(chain(100, 10))[0]


def test_a_deep_chain_is_set_by_pandoc() -> None:
    cite = {
        "citationId": "k", "citationPrefix": [], "citationSuffix": [], "citationNoteNum": 0,
        "citationMode": {"t": "NormalCitation"}, "citationHash": 0,
    }  # fmt: skip
    blocks = [{"t": "Para", "c": [{"t": "Cite", "c": [[cite], [{"t": "Str", "c": "?"}]]}]}]
    item = {"id": "k", "type": "book", "title": "Hegemony"}
    job = pandoc.CitationRequest(blocks, [item], chain(2_000, 1), "en-US")
    assert "Hegemony" in text(pandoc.trees(pandoc.start_citing(job))[0])


@pytest.mark.parametrize("name", ["a" * 300, "한" * 200])
def test_a_style_whose_name_no_file_can_have_is_unknown(name: str, cited) -> None:
    made, bag = cited(name, "Text [@book].")
    assert made is None
    (found,) = (one for one in bag if one.code == "style-unknown")
    assert found.span is not None


@pytest.mark.parametrize("attribute", ["value", "prefix", "delimiter"])
def test_a_style_with_an_attribute_of_a_whole_book_is_refused_at_its_line(
    attribute: str, cited, tmp_path: Path
) -> None:
    long = "word " * 300_000
    (tmp_path / "own.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">\n<citation>\n'
        f'<layout><text variable="title" {attribute}="{long}"/></layout></citation></style>'
    )
    made, bag = cited("own.csl", "Text [@book].")
    assert made is None
    (found,) = (one for one in bag if one.code == "style-unusable")
    assert f"`{attribute}` has more than 5,000 characters" in found.message
    assert found.span is not None
    assert (found.span.source.name, found.span.line) == ("own.csl", 3)
