"""Fields of the front matter that change what is printed."""

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from reportgen import build

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
BODY = """
![A square.](a.svg){#fig-a alt="A square"}

| a | b |
|---|---|
| c | d |

: Some cells {#tbl-b}

See @fig-a and @tbl-b, and a source [@doe].
"""
BIB = "@book{doe, author = {Jane Doe}, title = {A Book}, publisher = {P}, year = {2020}}"
AUTHOR_DATE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="(" suffix=")"><names variable="author"><name form="short"/></names>
  </layout></citation><bibliography><layout><text variable="title"/></layout></bibliography>
</style>"""


def outputs(folder: Path, front: str) -> tuple[str, str]:
    """The page for browsers, and the text of the Word document."""
    (folder / "a.svg").write_text(SVG)
    (folder / "bibliography.bib").write_text(BIB)
    (folder / "own.csl").write_text(AUTHOR_DATE)
    (folder / "p.md").write_text(f"---\ntitle: T\nlang: en-US\n{front}---\n{BODY}")
    made = build(folder / "p.md", to=["html", "docx"], edition=["article"])
    assert not made.bag.failed, made.bag.found
    html = (folder / "build" / "p.html").read_text(encoding="utf-8")
    with ZipFile(folder / "build" / "p.docx") as package:
        word = package.read("word/document.xml").decode()
    word = re.sub(r"<w:instrText[^>]*>.*?</w:instrText>", "", word)
    return html, re.sub(r"<[^>]+>", "", word)


def linked(html: str) -> dict[str, object]:
    """The page's JSON-LD."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_captions_and_references_have_their_own_words(tmp_path: Path) -> None:
    for text in outputs(tmp_path, "crossref: {fig-title: Exhibit, tbl-prefix: Tab.}\n"):
        text = re.sub(r'aria-label="[^"]*"', "", text.replace("\xa0", " "))
        assert text.count("Exhibit 1") == 2
        assert "Figure 1" not in text
        assert "Table 1" in text
        assert "Tab. 1" in text


def test_a_word_of_references_alone_leaves_captions_as_they_are(tmp_path: Path) -> None:
    html, _ = outputs(tmp_path, "crossref: {fig-prefix: 'fig. {x}'}\n")
    assert '<span class="label">Figure 1.</span>' in html
    assert "fig.\xa0{x}\xa01" in html


@pytest.mark.parametrize(
    ("said", "links"), [("", 1), ("link-citations: true\n", 1), ("link-citations: false\n", 0)]
)
def test_citations_lead_to_their_entries_unless_they_are_not_to(
    said: str, links: int, tmp_path: Path
) -> None:
    html, _ = outputs(tmp_path, f"csl: own.csl\n{said}")
    assert html.count('href="#ref-doe"') == links
    assert "(Doe)" in re.sub(r"<[^>]+>", "", html)


def test_an_institution_has_its_identifiers_and_its_address(tmp_path: Path) -> None:
    front = "author:\n  - name: A B\n    affiliation:\n      - name: An Institute\n"
    front += "        ror: https://ror.org/02mhbdp94\n        postal-code: '12345'\n"
    front += "        address: 1 High Street\n        url: https://example.org/institute\n"
    (person,) = linked(outputs(tmp_path, front)[0])["author"]  # type: ignore[misc]
    (place,) = person["affiliation"]
    assert place["@id"] == "https://ror.org/02mhbdp94"
    assert place["url"] == "https://example.org/institute"
    assert place["address"] == {
        "@type": "PostalAddress", "streetAddress": "1 High Street", "postalCode": "12345",
    }  # fmt: skip


def test_what_authors_did_is_shown_to_readers_and_to_machines(tmp_path: Path) -> None:
    front = "author:\n  - {name: A B, roles: [software, writing], equal-contributor: true}\n"
    front += (
        "  - {name: C D, equal-contributor: true}\n  - {name: E F, orcid: 0000-0002-1825-0097}\n"
    )
    html, word = outputs(tmp_path, front)
    for text in (html, word):
        assert "A B: software, writing" in text
        assert "Equal contribution: A B, C D" in text
    data = linked(html)
    assert [person["@type"] for person in data["author"]] == ["Person"] * 3  # type: ignore[attr-defined]
    (role,) = data["contributor"]  # type: ignore[misc]
    assert role["roleName"] == ["software", "writing"]
    assert role["contributor"] == {"@type": "Person", "name": "A B"}


@pytest.mark.parametrize(
    ("doi", "address"),
    [("", "https://example.org/it"), ("doi: 10.1234/abcd\n", "https://doi.org/10.1234/abcd")],
)
def test_an_article_without_a_doi_has_the_address_of_its_citation(
    doi: str, address: str, tmp_path: Path
) -> None:
    html, word = outputs(tmp_path, f"{doi}citation: {{url: 'https://example.org/it'}}\n")
    assert linked(html)["url"] == address
    assert address in word
