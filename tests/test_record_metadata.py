"""What a page says to indexes: files, cited works, funders, editors, what is free to read."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from package import report
from reportgen import editions, formats
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.metadata import Record, record_of

BIB = """
@article{walt, author={Walt, Stephen and others}, title={Why; Alliances {Endure}},
  journal={Survival},
  volume={39}, number={1}, pages={156--179}, date={1997}, doi={10.5555/walt}}
@report{rand, author={Edward Parker}, title={An Assessment}, institution={RAND}, date={2022-03-01}}
@online{house, author={{The White House}}, title={A Statement}, date={2024}, url={https://example.org/s}}
"""
FRONT = """---
title: A title
author:
  - name: Jane Doe
    orcid: 0000-0002-1825-0097
    affiliations: [{name: Example University, ror: "https://ror.org/03yrm5c26"}]
date: 2026-03-01
published-online: 2026-02-14
lang: en-GB
doi: 10.5555/abcd
url: https://journal.example/articles/chips/
version: "1.1"
license: CC BY 4.0
journal:
  title: The Journal
  volume: 3
  issue: 2
  first-page: 33
  eissn: 1234-5679
  pissn: 2345-6784
  editors: [Ed Itor]
editors: [Hand Ler]
funding:
  awards: [{id: A-1, source: Example Foundation, funder-id: "https://ror.org/021nxhr62"}]
correction: {date: 2026-04-01, text: A mistake., doi: 10.5555/corr}
relations: [{type: isTranslationOf, doi: 10.5555/orig}]
translations: {ko: {title: 제목, abstract: 초록}}
bibliography: refs.bib
%s
---

Text.[@walt; @rand; @house]

::: {.key-finding}
Found.
:::
"""


@cache
def _made(name: str = "article", more: str = "", draft: bool = False) -> tuple[Record, str]:
    """The record of an edition, and its page for browsers."""
    with TemporaryDirectory() as folder:
        edition = _edition(Path(folder), name, more, draft)
        page = formats.render("html", edition, Bag())
        assert page is not None
        return record_of(edition), page.decode()


def _edition(folder: Path, name: str, more: str, draft: bool) -> Edition:
    (folder / "refs.bib").write_text(BIB, encoding="utf-8")
    text = FRONT % (more + ("\ndraft: true" if draft else ""))
    (folder / "paper.md").write_text(text, encoding="utf-8")
    found = report(folder / "paper.md")
    made = editions.make(name, found, Bag())
    assert made is not None
    files = () if made.spec.anonymous else (("html", "paper.html"), ("pdf", "paper.pdf"))
    return replace(made, files=files)


def _tags(page: str, name: str) -> list[str]:
    return re.findall(rf'<meta name="{name}" content="([^"]*)">', page)


def _linked(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize(
    ("tag", "values"),
    [
        ("citation_pdf_url", ["https://journal.example/articles/chips/paper.pdf"]),
        ("citation_fulltext_html_url", ["https://journal.example/articles/chips/paper.html"]),
        ("citation_abstract_html_url", ["https://journal.example/articles/chips/"]),
        ("citation_publication_date", ["2026/03/01"]),
        ("citation_online_date", ["2026/02/14"]),
        ("citation_language", ["en"]),
        ("citation_issn", ["1234-5679", "2345-6784"]),
        ("citation_firstpage", ["33"]),
        ("DC.identifier", ["https://doi.org/10.5555/abcd"]),
        (
            "citation_reference",
            [
                "citation_title=Why, Alliances Endure; citation_author=Stephen Walt; "
                "citation_publication_date=1997; citation_journal_title=Survival; "
                "citation_volume=39; citation_issue=1; citation_firstpage=156; "
                "citation_lastpage=179; citation_doi=10.5555/walt",
                "citation_title=An Assessment; citation_author=Edward Parker; "
                "citation_publication_date=2022/03/01; "
                "citation_technical_report_institution=RAND",
                "citation_title=A Statement; citation_author=The White House; "
                "citation_publication_date=2024",
            ],
        ),
    ],
)
def test_a_tag_has_the_form_that_scholar_wants(tag: str, values: list[str]) -> None:
    assert _tags(_made()[1], tag) == values


def test_a_pdf_on_another_host_is_not_named_to_scholar() -> None:
    page = _made(more="files-url: https://files.example/chips")[1]
    assert _tags(page, "citation_pdf_url") == []
    assert _tags(page, "citation_fulltext_html_url") == ["https://files.example/chips/paper.html"]


def test_linked_data_names_funders_editors_corrections_and_cited_works() -> None:
    data = _linked(_made()[1])
    funder = {
        "@type": "Organization",
        "@id": "https://ror.org/021nxhr62",
        "name": "Example Foundation",
    }
    assert data["funding"] == [{"@type": "MonetaryGrant", "identifier": "A-1", "funder": funder}]
    assert data["editor"][0]["name"] == "Hand Ler"
    assert data["author"][0]["affiliation"][0]["@id"] == "https://ror.org/03yrm5c26"
    periodical = data["isPartOf"]["isPartOf"]["isPartOf"]
    assert periodical["issn"] == ["1234-5679", "2345-6784"]
    assert periodical["editor"][0]["name"] == "Ed Itor"
    assert data["dateModified"] == "2026-04-01"
    assert data["version"] == "1.1"
    assert data["alternateName"] == [{"@language": "ko", "@value": "제목"}]
    assert data["correction"][0]["url"] == "https://doi.org/10.5555/corr"
    assert data["translationOfWork"][0]["@id"] == "https://doi.org/10.5555/orig"
    assert [one["@id"] for one in data["citation"]] == ["https://doi.org/10.5555/walt"]
    assert data["encoding"][1]["contentUrl"].endswith("/paper.pdf")


@pytest.mark.parametrize(
    ("more", "free"),
    [
        ("", True),
        ("access: free", True),
        ("access: free\nlicense: All rights reserved", True),
        ("license: All rights reserved", False),
        ("access: subscription\nlicense: All rights reserved", False),
    ],
)
def test_an_article_is_free_to_read_only_where_that_is_so(more: str, free: bool) -> None:
    front = FRONT.replace("license: CC BY 4.0\n", "") if "license" in more else FRONT
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.md"
        (path.parent / "refs.bib").write_text(BIB, encoding="utf-8")
        path.write_text(front % more, encoding="utf-8")
        edition = editions.make("article", report(path), Bag())
        assert edition is not None
        record = record_of(edition)
    assert record.free is free
    assert ("isAccessibleForFree" in json.loads(record.linked())) is free


@pytest.mark.parametrize(("name", "draft"), [("review", False), ("article", True)])
def test_a_copy_for_reviewers_and_a_draft_name_no_files_and_no_works(
    name: str, draft: bool
) -> None:
    record, page = _made(name, draft=draft)
    for tag in ("citation_reference", "citation_pdf_url", "citation_fulltext_html_url"):
        assert _tags(page, tag) == []
    data = _linked(page)
    assert not {"citation", "encoding", "funding", "correction"} & set(data)
    assert record.draft


def test_a_brief_has_the_article_behind_it_and_no_pages_or_works_of_its_own() -> None:
    record, page = _made("brief")
    assert record.pages == ("", "")
    assert record.references == ()
    assert "citation_" not in page


def test_an_article_without_an_address_names_no_cited_works(tmp_path: Path) -> None:
    front = re.sub(r"(?m)^(doi|url): .*\n", "", FRONT)
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "paper.md").write_text(front % "", encoding="utf-8")
    edition = editions.make("article", report(tmp_path / "paper.md"), Bag())
    assert edition is not None
    record = record_of(edition)
    assert len(record.references) == 3
    assert "citation_reference" not in dict(record.named)
