"""What the tests of JATS share: documents of texts and samples, checked against the DTD."""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

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
    listed = f'<section class="endnotes">{notes}</section>'
    return f'<main><div class="body">{values["body"].html}</div>{listed}</main>'


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
