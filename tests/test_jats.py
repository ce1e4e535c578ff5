"""Articles as JATS: valid, with every word of the page, every note and every cited work linked."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from case import Case, cases, examine, write
from jats_text import first_difference, html_words, jats_words
from package import KINDS, report
from reportgen import editions, formats
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.markup.page_values import page_values
from reportgen.resolve import Report

ROOT = Path(__file__).parents[1]
SCHEMA = Path(__file__).parent / "schemas" / "jats-1.3" / "JATS-journalpublishing1-3.dtd"
SAMPLES = ("kinds", "korean", "nested", "grid", "bare", "dated")
LINK = "{http://www.w3.org/1999/xlink}href"


@cache
def dtd() -> etree.DTD:
    return etree.DTD(str(SCHEMA))


def faults(document: bytes) -> list[str]:
    """What the DTD finds in a document."""
    checked = dtd()
    if checked.validate(etree.fromstring(document)):
        return []
    return [error.message for error in checked.error_log]


def edition(found: Report) -> Edition:
    made = editions.make("article", found, Bag())
    assert made is not None
    return made


def jats(made: Edition) -> bytes:
    document = formats.render("jats", made, Bag())
    assert document is not None
    return document


def page(made: Edition) -> str:
    """The text and the notes of an article as its page has them."""
    values = page_values(made, "screen")
    notes = "".join(f'<div class="note">{note["html"].html}</div>' for note in values["notes"])
    return f'<main><div class="body">{values["body"].html}</div>{notes}</main>'


@cache
def own() -> Edition:
    return edition(report(ROOT))


@cache
def sample(name: str) -> Edition:
    return edition(report(KINDS / f"{name}.md"))


def built(text: str, folder: Path, bib: str = "") -> Any:
    """The root element of a text's JATS."""
    (folder / "p.md").write_text(text, encoding="utf-8")
    if bib:
        (folder / "bibliography.bib").write_text(bib, encoding="utf-8")
    document = jats(edition(report(folder / "p.md")))
    assert faults(document) == []
    return etree.fromstring(document)


def said(found: Any) -> str:
    return " ".join("".join(found.itertext()).split())


@pytest.fixture(params=["", *SAMPLES], ids=lambda name: name or "own")
def made(request: pytest.FixtureRequest) -> Edition:
    """The own article, and samples of every kind of thing."""
    return sample(request.param) if request.param else own()


def test_a_document_is_valid_and_has_the_words_of_the_page(made: Edition) -> None:
    document = jats(made)
    assert faults(document) == []
    assert first_difference(jats_words(document), html_words(page(made))) == ""


def test_the_own_article_has_its_notes_and_cited_works_all_linked() -> None:
    root = etree.fromstring(jats(own()))
    notes = [note.get("id") for note in root.iter("fn") if note.getparent().tag == "fn-group"]
    calls = [link.get("rid") for link in root.iter("xref") if link.get("ref-type") == "fn"]
    assert len(notes) == 56
    assert calls == notes
    works = [ref.get("id") for ref in root.iter("ref")]
    assert len(works) == len(own().report.sources) == 58
    cited = [link.get("rid") for link in root.iterfind(".//fn//xref[@ref-type='bibr']")]
    assert set(cited) == set(works)
    assert list(dict.fromkeys(cited)) == works
    assert not root.findall(".//xref//ext-link")


def selection() -> list[Case]:
    """Cases of many kinds: every twelfth."""
    return [case for i, case in enumerate(cases()) if i % 24 == 0]


@pytest.mark.parametrize("case", selection(), ids=str)
def test_cases_are_valid_and_lose_no_words(case: Case, tmp_path: Path) -> None:
    manuscript, _ = examine(write(case, tmp_path))
    made = edition(report(tmp_path)) if manuscript else None
    assert made is not None
    document = jats(made)
    assert faults(document) == []
    assert first_difference(jats_words(document), html_words(page(made))) == ""
