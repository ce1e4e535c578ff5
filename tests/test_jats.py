"""Articles as JATS: valid, with every word of the page, every note and every cited work linked."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from case import Case, cases, examine, write
from jats_text import first_difference, html_words, jats_words
from package import KINDS, report
from pandoc_trees import FORMULAS, blocks, numbered
from reportgen import editions, formats
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.markup.page_values import page_values
from reportgen.pandoc.formulas import mathml
from reportgen.resolve import Report
from reportgen.resolve.number import number_exhibits, unique_identifiers
from reportgen.tree.nodes import Node, para

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


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(blocks())
def test_random_documents_are_valid_and_lose_no_words(tree: list[Node]) -> None:
    """Every block and inline of pandoc's, in one another."""
    shown = number_exhibits(unique_identifiers(numbered(tree)))
    made = edition(replace(bare(), blocks=shown))
    document = jats(made)
    assert faults(document) == []
    assert first_difference(jats_words(document), html_words(page(made))) == ""
    root = etree.fromstring(document)
    notes = [note.get("id") for note in root.iter("fn")]
    calls = {link.get("rid") for link in root.iterfind(".//xref[@ref-type='fn']")}
    assert sorted(notes) == sorted(calls)
    names = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes"])
def test_each_cited_work_is_linked_in_every_kind_of_style(style: str, tmp_path: Path) -> None:
    text = f"---\ntitle: T\nauthor: [A]\nbibliography: bibliography.bib\ncsl: {style}\n---\n\n"
    text += "One [@a]. Two [@b, 5; @c]. Three [@a; @b; @c]. As @d says. Again [@d].\n"
    entries = "".join(
        f"@book{{{key}, author={{Smith{key}, Jane}}, title={{Book {key}}}, year={{200{n}}},"
        f" publisher={{Press}}, url={{https://example.org/{key}}}}}\n"
        for n, key in enumerate("abcd")
    )
    root = built(text, tmp_path, entries)
    works = [ref.get("id") for ref in root.iter("ref")]
    assert works == ["ref-a", "ref-b", "ref-c", "ref-d"]
    linked = [
        rid
        for link in root.iterfind(".//xref[@ref-type='bibr']")
        for rid in link.get("rid").split()
    ]
    assert set(linked) == set(works)
    if style == "ieee":
        assert [said(ref.find("label")) for ref in root.iter("ref")] == ["[1]", "[2]", "[3]", "[4]"]


BIB = """
@article{art, author={Kim, Min-jun and {The White House}}, title={On {X}}, journal={The Journal},
  volume=3, number=2, pages={101--9}, year=2020, doi={10.1000/ABC}}
@book{book, editor={Roe, Jane}, title={A Book}, publisher={Press}, location={London}, edition=2,
  year=1999, isbn={978-0-00-000000-2}}
@incollection{part, author={van der Berg, Anna}, title={A Part}, booktitle={A Whole},
  editor={Roe, Jane}, publisher={Press}, pages={5-9}, year=2001}
@report{rep, author={OECD}, title={A Report}, type={Working Paper}, number={12}, year=2022,
  institution={OECD}, url={https://example.org/rep}, urldate={2024-05-06}}
@online{web, title={A Page}, url={https://example.org/page}, date={2023-04-05}}
@phdthesis{thesis, author={Ng, Cy}, title={A Thesis}, school={A University}, year=2015}
@inproceedings{conf, author={Lee, Bo}, title={A Talk}, booktitle={Proceedings of X}, year=2018}
@article{news, author={Doe, Jane}, title={News}, journal={The Times}, date={2024-01-02},
  entrysubtype={newspaper}, url={https://example.org/news}}
@legislation{law, title={An Act}, number={115-1}, year=2019}
@book{korean, author={김철수}, title={한국의 미래}, publisher={출판사}, year=2021, langid={korean}}
"""


@cache
def listed() -> dict[str, Any]:
    """The references of a bibliography by their keys."""
    from tempfile import TemporaryDirectory

    keys = ["art", "book", "part", "rep", "web", "thesis", "conf", "news", "law", "korean"]
    text = "---\ntitle: T\nauthor: [A]\nbibliography: bibliography.bib\n---\n\n"
    text += "\n\n".join(f"Text.[@{key}]" for key in keys) + "\n"
    with TemporaryDirectory() as folder:
        root = built(text, Path(folder), BIB)
    return {
        ref.get("id").removeprefix("ref-"): ref.find("element-citation") for ref in root.iter("ref")
    }


@pytest.mark.parametrize(
    ("key", "kind", "parts"),
    [
        ("art", "journal", {"article-title": "On X", "source": "The Journal", "lpage": "109"}),
        ("book", "book", {"source": "A Book", "publisher-loc": "London", "edition": "2"}),
        ("part", "chapter", {"chapter-title": "A Part", "source": "A Whole", "fpage": "5"}),
        ("rep", "report", {"source": "A Report", "comment": "Working Paper 12"}),
        ("web", "webpage", {"source": "A Page", "ext-link": "https://example.org/page"}),
        ("thesis", "thesis", {"source": "A Thesis", "publisher-name": "A University"}),
        ("conf", "confproc", {"article-title": "A Talk", "source": "Proceedings of X"}),
        ("news", "newspaper", {"article-title": "News", "source": "The Times", "day": "2"}),
        ("law", "law", {"source": "An Act"}),
        ("korean", "book", {"source": "한국의 미래", "year": "2021"}),
    ],
)
def test_cited_works_of_every_type_are_told_in_parts(
    key: str, kind: str, parts: dict[str, str]
) -> None:
    found = listed()[key]
    assert found.get("publication-type") == kind
    assert {name: said(found.find(name)) for name in parts} == parts


def test_cited_works_have_names_identifiers_and_languages() -> None:
    works = listed()
    authors = works["art"].find("person-group[@person-group-type='author']")
    assert [said(one) for one in authors.iter("surname", "collab")] == ["Kim", "The White House"]
    assert said(works["art"].find("pub-id[@pub-id-type='doi']")).lower() == "10.1000/abc"
    assert said(works["part"].find(".//surname")) == "van der Berg"
    assert said(works["book"].find("person-group[@person-group-type='editor']/name")) == "RoeJane"
    accessed = works["rep"].find("date-in-citation")
    assert accessed.get("iso-8601-date") == "2024-05-06"
    assert works["rep"].find("ext-link").get(LINK) == "https://example.org/rep"
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert works["korean"].find("source").get(lang) == "ko-KR"
    assert works["book"].find("source").get(lang) is None
