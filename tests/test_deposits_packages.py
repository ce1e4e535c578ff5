"""Packages of an issue: archives with the same bytes each time, and OJS's XML by its version."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from deposit import FRONT, front, full, with_front
from reportgen import formats
from reportgen.deposits import meca, ojs, packages, pmc
from reportgen.diagnostics import Bag
from reportgen.metadata import record_of
from reportgen.metadata.issue import Article, Issue

JATS = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN" "x">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><body><p>A <inline-graphic
xlink:href="a.svg"/>tail</p><fig><alternatives><graphic xlink:href="map.svg"/><graphic
xlink:href="map.png"/></alternatives></fig></body></article>
"""
PICTURES = {"a.svg": b"<svg/>", "map.svg": b"<svg/>", "map.png": b"pixels"}
DEPOSITS = ("crossref", "crossref531", "doaj", "datacite")
MANIFEST = """
<!ELEMENT manifest (item+)>
<!ATTLIST manifest xmlns CDATA #FIXED "https://manuscriptexchange.org/schema/manifest"
  xmlns:xlink CDATA #FIXED "http://www.w3.org/1999/xlink" manifest-version CDATA #REQUIRED>
<!ELEMENT item (instance+)>
<!ATTLIST item id ID #IMPLIED item-type CDATA #IMPLIED>
<!ELEMENT instance EMPTY>
<!ATTLIST instance xlink:href CDATA #REQUIRED media-type CDATA #IMPLIED>
"""
"""What a manifest may hold by Z39.106, of what ours do."""
PUBLICATION = """
    id title abstract licenseUrl copyrightHolder copyrightYear keywords authors article_galley
    citations pages
"""
AUTHOR = """
    givenname familyname affiliation rorAffiliation country email url orcid biography
    contributor_roles
"""


@cache
def issue() -> Issue:
    """An issue of two articles that begin on the same page, with all files."""
    other = with_front(
        front(FRONT.replace("PPTA.2026.12.2", "two").replace("  - name: 이보라\n", ""))
    )
    articles = []
    for slug, edition in (("chips", full()), ("two", other)):
        files = {
            f"article.{formats.spec(name).suffix}": formats.render(name, edition, Bag()) or b""
            for name in DEPOSITS
        }
        files |= {"article.jats.xml": JATS.encode(), "article.pdf": b"%PDF", "brief.pdf": b"%PDF-"}
        articles.append(
            Article(slug, record_of(edition), section=slug.title(), files=files, images=PICTURES)
        )
    matter = full().report.front
    return Issue(
        matter.journal, "Trade & Chips", matter.date, doi="10.5555/Issue",
        url="https://example.org/issue/", articles=tuple(articles),
    )  # fmt: skip


def entries(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: file.read(name) for name in file.namelist()}


def test_an_issue_is_packed_for_all_with_the_same_bytes() -> None:
    made = packages(issue())
    assert list(made) == [
        "crossref.xml", "crossref-5.3.1.xml", "doaj.xml", "datacite/chips.json", "meca/chips.zip",
        "pmc/expolicyrev-12-2-33.zip", "datacite/two.json", "meca/two.zip",
        "pmc/expolicyrev-12-2-33-two.zip", "ojs-3.5.xml",
    ]  # fmt: skip
    assert made == packages(issue())
    with pytest.raises(KeyError):
        packages(issue(), ["2.4"])


def test_what_an_article_has_no_files_for_is_not_packed() -> None:
    bare = replace(issue(), articles=tuple(replace(a, files={}) for a in issue().articles))
    assert list(packages(bare)) == ["ojs-3.5.xml"]
    assert not packages(replace(issue(), articles=()))


def test_a_meca_package_lists_all_its_files() -> None:
    article = issue().articles[0]
    made = meca.package(article, "Another Review")
    assert made is not None
    files = entries(made)
    root = etree.fromstring(files["manifest.xml"])
    etree.DTD(StringIO(MANIFEST)).assertValid(root)
    listed = root.xpath("//@*[local-name()='href']")
    assert sorted(listed) == sorted({*files} - {"manifest.xml"})
    assert b"Another Review" in files["transfer.xml"]
    assert all(re.fullmatch(r"[\w.-]+", name) for name in files)
    assert files["article.xml"] == JATS.encode()
    assert files["article.pdf"] == b"%PDF"


def test_a_package_for_pmc_has_its_names_and_no_drawings() -> None:
    article = issue().articles[0]
    made = pmc.package(article, "epr-12-2-33")
    assert made is not None
    files = entries(made)
    assert list(files) == ["epr-12-2-33.xml", "epr-12-2-33.pdf", "epr-12-2-33-g001.png"]
    assert files["epr-12-2-33-g001.png"] == b"pixels"
    text = files["epr-12-2-33.xml"].decode()
    assert "<!DOCTYPE article" in text
    assert ".svg" not in text
    assert "A tail" in text
    assert 'xlink:href="epr-12-2-33-g001.png"' in text


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"id": "EPR"}, "epr-12-2-33"),
        ({"id": None, "nlm_ta": None, "abbreviation": "정책"}, "12345679-12-2-33"),
        ({"article_number": "e 7"}, "expolicyrev-12-2-e7"),
        ({"volume": None, "issue": None}, "expolicyrev-33"),
    ],
)
def test_a_package_for_pmc_is_named_by_its_place(changes: dict[str, Any], name: str) -> None:
    article = issue().articles[0]
    matter = article.record.front
    journal = matter.journal.model_copy(update=changes)
    record = replace(article.record, front=matter.model_copy(update={"journal": journal}))
    assert pmc.stem(replace(article, record=record)) == name


def _names(element: Any) -> list[str]:
    found = [etree.QName(one).localname for one in element]
    return [name for number, name in enumerate(found) if name not in found[:number]]


@pytest.mark.parametrize("number", ojs.VERSIONS)
def test_the_xml_of_each_ojs_has_its_form(number: str) -> None:
    root = etree.fromstring(ojs.issue(issue(), ojs.VERSIONS[number]))
    assert _names(root) == ["id", "issue_identification", "date_published", "sections", "articles"]
    assert root.xpath("string(//*[local-name()='volume'])") == "12"
    found = root.xpath("//*[local-name()='publication']")
    for publication in found:
        assert _names(publication) == PUBLICATION.split()
    newest = number == "3.6"
    for author in root.xpath("//*[local-name()='author']"):
        names = _names(author)
        assert names == [name for name in AUTHOR.split() if name in names]
        assert ("contributor_roles" in names) is newest
        assert (author.get("user_group_ref") == "Author") is not newest
        assert (author.get("contributor_type") in ("PERSON", "ORGANIZATION")) is newest
    inside = root.xpath("//*[local-name()='keyword']/*") or []
    assert bool(inside) is (number != "3.4")
    files = root.xpath("//*[local-name()='submission_file']/@id")
    assert files == root.xpath("//*[local-name()='submission_file_ref']/@id")
    assert len(set(files)) == 4
    assert root.xpath("//*[local-name()='section']/@ref") == root.xpath("//@section_ref")


def test_a_volume_that_is_no_number_stands_in_the_title_of_ojs() -> None:
    journal = issue().journal.model_copy(update={"volume": "XII"})
    data = ojs.issue(replace(issue(), journal=journal), ojs.VERSIONS["3.5"])
    root = etree.fromstring(data)
    assert not root.xpath("//*[local-name()='volume']")
    title = root.xpath("string(//*[local-name()='issue_identification']/*[local-name()='title'])")
    assert title == "XII, Trade & Chips"
