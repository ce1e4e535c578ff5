"""Cited works in JATS: each in its parts, and linked from where it is cited."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jats_document import LINK, built, said


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


def test_the_works_within_a_range_of_numbers_are_linked_too(tmp_path: Path) -> None:
    text = "---\ntitle: T\nauthor: [A]\nbibliography: bibliography.bib\ncsl: vancouver\n---\n\n"
    entries = "".join(
        f"@book{{{key}, author={{S{key}, J}}, title={{B{key}}}, year=2001}}\n" for key in "abcd"
    )
    root = built(text + "All [@a; @b; @c; @d].\n", tmp_path, entries)
    links = [link.get("rid") for link in root.iterfind("body//xref[@ref-type='bibr']")]
    assert links == ["ref-a", "ref-b", "ref-c", "ref-d"]


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
