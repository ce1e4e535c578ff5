"""Bibliographies of other people's projects: found, missing, and where their list stands."""

import re
from pathlib import Path

import pytest

from guest import BIB, Guest, guest, kinds
from package import Package
from reportgen import build
from reportgen.diagnostics import Bag, Severity
from reportgen.pipeline.build import examine

__all__ = ["guest"]

TWO = BIB + BIB.replace("smith", "jones").replace("A Book", "Another Book")


def test_the_only_bibliography_beside_the_text_is_taken_with_a_note(guest: Guest) -> None:
    guest.manuscript("By @smith.\n", front="")
    (said,) = guest.found("bib-unnamed")
    assert said.severity is Severity.NOTE
    assert "`refs.bib`" in said.message
    assert not guest.bag.failed


def test_of_several_that_of_the_same_name_is_taken(guest: Guest) -> None:
    guest.write("paper.bib", TWO)
    guest.manuscript("By @jones.\n", front="")
    assert "`paper.bib`" in guest.found("bib-unnamed")[0].message
    assert not guest.bag.failed


def test_of_several_others_none_is_taken_and_all_are_named_once(guest: Guest) -> None:
    guest.write("other.bib", TWO)
    guest.manuscript("By @smith and @jones, then @smith.\n", front="")
    (said,) = guest.found("cite-unknown")
    assert said.message == "no bibliography is named, so 3 citations name nothing"
    assert "`bibliography: other.bib`" in said.help
    assert "`bibliography: refs.bib`" in said.help


def test_a_text_without_citations_takes_no_bibliography(guest: Guest) -> None:
    guest.manuscript("Words.\n", front="")
    assert not list(guest.bag)


def test_a_bibliography_that_is_missing_is_said_once(guest: Guest) -> None:
    guest.manuscript("By @smith and @jones.\n", front="bibliography: no.bib\n")
    assert [d.code for d in guest.bag if d.severity is Severity.ERROR] == ["bib-missing"]
    assert "did you mean `refs.bib`?" in guest.found("bib-missing")[0].help


def test_with_one_of_two_missing_a_citation_may_be_in_either(guest: Guest) -> None:
    guest.manuscript("By @jones.\n", front="bibliography: [refs.bib, no.bib]\n")
    assert [d.code for d in guest.bag if d.severity is Severity.ERROR] == ["bib-missing"]


@pytest.mark.parametrize(
    "title", ["References", "Bibliography", "Literatur", "참고문헌", "Works Cited"]
)
@pytest.mark.parametrize("place", ["", "\n::: {#refs}\n:::\n", '\n<div id="refs"></div>\n'])
def test_an_empty_heading_at_the_end_is_the_lists_title(
    guest: Guest, title: str, place: str
) -> None:
    manuscript = guest.manuscript(f"By @smith.\n\n# {title}\n{place}")
    assert kinds(list(manuscript.chapters[0].blocks)) == ["Para"]
    assert manuscript.front.reference_section_title == title
    assert not guest.bag.failed


@pytest.mark.parametrize(
    "end", ["# References\n\nWords.\n", "# Other\n", "# References\n\n# More\n"]
)
def test_other_headings_stay(guest: Guest, end: str) -> None:
    manuscript = guest.manuscript(f"By @smith.\n\n{end}")
    assert "Header" in kinds(list(manuscript.chapters[0].blocks))


def test_any_heading_over_the_lists_place_is_its_title(guest: Guest) -> None:
    manuscript = guest.manuscript("By @smith.\n\n# What I read {-}\n\n::: {#refs}\n:::\n")
    assert manuscript.front.reference_section_title == "What I read"


CSL = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout><names variable="author"><name form="short"/></names></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""


@pytest.fixture
def built(guest: Guest):
    """The words of a text as they stand in HTML and DOCX, its list by a style that prints one."""

    def make(body: str, front: str = "") -> tuple[str, str]:
        front = f"bibliography: refs.bib\ncsl: own.csl\nauthor: Bo Lee\ndate: 2020\n{front}"
        guest.write("own.csl", CSL)
        path = guest.write("paper.md", f"---\ntitle: A title\n{front}---\n\n{body}")
        out: Path = guest.folder / "out"
        made = build(path, to=["html", "docx"], out=out)
        assert not made.bag.failed, [d.message for d in made.bag]
        page = (out / "paper.html").read_text(encoding="utf-8")
        page = re.sub(r"<(style|script).*?</\1>", "", page[page.index("<main") :], flags=re.S)
        document = Package.of((out / "paper.docx").read_bytes())
        return words_of(page), " ".join(document.text().split())

    return make


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_list_stands_at_the_end_once_under_its_title(built) -> None:
    for text in built("By @smith.\n\n# Literatur\n\n::: {#refs}\n:::\n"):
        assert text.count("Literatur") == 1
        assert text.count("A Book") == 1
        assert "References" not in text


def test_the_list_stands_where_the_text_places_it(built) -> None:
    for text in built("By @smith.\n\n# Sources\n\n::: {#refs}\n:::\n\n# Appendix\n\nThe end.\n"):
        assert text.index("Sources") < text.index("A Book") < text.index("Appendix")
        assert text.count("A Book") == 1
        assert "References" not in text


def test_manubot_takes_compact_identifiers_of_any_registry(guest: Guest) -> None:
    guest.write("content/metadata.yaml", "title: T\nauthors: [{name: Ann Author}]\n")
    guest.write("content/02.text.md", "# One\n\nOf a role [@chebi:138650; @EC-CODE:3.4.24.71].\n")
    guest.bag = Bag()
    found = examine(guest.folder, guest.bag)
    assert found is not None
    assert [d.severity for d in guest.found("cite-unknown")] == [Severity.WARNING] * 2
    entry = found.library.get("chebi:138650")
    assert entry is not None
    assert (entry.data or {})["URL"] == "https://bioregistry.io/chebi:138650"


def test_elsewhere_such_a_key_is_one_that_nothing_has(guest: Guest) -> None:
    guest.manuscript("By @roe:2020.\n")
    assert [d.severity for d in guest.found("cite-unknown")] == [Severity.ERROR]


def test_a_source_is_found_by_what_manubot_cited_it_as(guest: Guest) -> None:
    guest.write("content/metadata.yaml", "title: T\nauthors: [{name: Ann Author}]\n")
    item = '{"id": "x1", "type": "book", "title": "A", "standard_citation": "raw:phylip"}'
    guest.write("content/manual-references.json", f"[{item}]")
    guest.write("content/02.text.md", "# One\n\nBy a program [@raw:phylip].\n")
    guest.bag = Bag()
    examine(guest.folder, guest.bag)
    assert not guest.found("cite-unknown")
