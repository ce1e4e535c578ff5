"""Articles as JATS: valid, with every word of the page, every note and every cited work linked."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from case import Case, cases, examine, write
from jats_document import SAMPLES, edition, faults, jats, own, page, sample
from jats_text import first_difference, html_words, jats_words
from package import report
from pandoc_trees import FORMULAS, document
from reportgen.editions import Edition
from reportgen.pandoc.formulas import mathml
from reportgen.resolve import Report
from reportgen.resolve.number import number_exhibits, unique_identifiers
from reportgen.tree.nodes import para


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
    """Cases of many kinds: every twenty-fourth."""
    return [case for i, case in enumerate(cases()) if i % 24 == 0]


@pytest.mark.parametrize("case", selection(), ids=str)
def test_cases_are_valid_and_lose_no_words(case: Case, tmp_path: Path) -> None:
    manuscript, _ = examine(write(case, tmp_path))
    made = edition(report(tmp_path)) if manuscript else None
    assert made is not None
    document = jats(made)
    assert faults(document) == []
    assert first_difference(jats_words(document), html_words(page(made))) == ""


@cache
def bare() -> Report:
    """A report with a picture, formulas and two cited works, to put other blocks into."""
    found = sample("bare").report
    items = [
        {"id": "x", "type": "book", "title": "X"},
        {"id": "y", "type": "webpage", "title": "Y", "URL": "https://example.org/y"},
    ]
    picture = sample("kinds").report.images["figures/bitmap.png"]
    kinds = ("InlineMath", "DisplayMath")
    known = [{"t": "Math", "c": [{"t": kind}, tex]} for kind in kinds for tex in FORMULAS]
    math = mathml([[para(known)]])
    return replace(found, sources=tuple(items), images={"dot.png": picture}, math=math)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_random_documents_are_valid_and_lose_no_words(seed: int) -> None:
    """Every block and inline of pandoc's, in one another."""
    shown = number_exhibits(unique_identifiers(document(seed)))
    made = edition(replace(bare(), blocks=shown))
    written = jats(made)
    assert faults(written) == []
    assert first_difference(jats_words(written), html_words(page(made))) == ""
    root = etree.fromstring(written)
    notes = [note.get("id") for note in root.iter("fn")]
    calls = {link.get("rid") for link in root.iterfind(".//xref[@ref-type='fn']")}
    assert sorted(notes) == sorted(calls)
    names = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(names) == len(set(names))
