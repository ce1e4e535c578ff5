"""Files by which an article is cited: what a reader of the format takes is what the record says."""

import json
import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import pypandoc
import pytest
import yaml

import stage
from package import report
from reportgen import Built, build, editions, formats, metadata
from reportgen.cli._one_file import asked, make
from reportgen.diagnostics import Bag
from reportgen.metadata.bibtex import bibtex
from reportgen.metadata.csl import item
from reportgen.metadata.ris import ris
from reportgen.project.request import Request
from reportgen.redline.make import _tasks
from reportgen.reports.words import verify_words

TYPED = r"A {Brace} & \"Quotes\" at 100% of \$x\_1\$ # \\TeX \~ \^ in U.S.-ROK — 기술"
TITLE = 'A {Brace} & "Quotes" at 100% of $x_1$ # \\TeX ~ ^ in U.S.-ROK — 기술'
FRONT = f"""---
title: {json.dumps(TYPED, ensure_ascii=False)}
author:
  - {{given: Ludwig, family: van Beethoven, orcid: 0000-0002-1825-0097}}
  - Kim Min-jun
  - 홍길동
  - The White House
  - Ministry of Science and Technology
date: 2026-11-04
doi: 10.5555/a_b-1
url: https://journal.example/articles/chips/
license: CC BY 4.0
journal: {{title: Science & Policy, abbreviation: Sci. Pol., volume: 12, issue: 2, first-page: 33, eissn: 1234-5679, publisher: Tests and Sons}}
abstract: What it *says*.
keywords: [one, two & three]
---

# One

Text.

::: {{.key-finding}}
Found.
:::
"""  # noqa: E501
NAMES = [
    ("van Beethoven", "Ludwig"),
    ("Kim", "Min-jun"),
    ("홍", "길동"),
    ("The White House", ""),
    ("Ministry of Science and Technology", ""),
]

ENDS = ("ris", "bib", "csl.json", "cff")


@cache
def _built() -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The article's files by their names, and what was found."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "paper.md").write_text(FRONT, encoding="utf-8")
        to = ["html", "pdf", "ris", "bib", "csljson", "cff"]
        built = build(Path(folder) / "paper.md", to=to, edition=["article"])
        files = {path.name: path.read_bytes() for path in built.files}
        return files, tuple(d.message for d in built.bag.errors)


def _items(name: str, reader: str) -> Any:
    """What pandoc's reader of a format makes of a file, as CSL-JSON."""
    command = [pypandoc.get_pandoc_path(), "-f", reader, "-t", "csljson"]
    data = _built()[0][name]
    return json.loads(subprocess.run(command, input=data, capture_output=True, check=True).stdout)


def _name(name: dict[str, str]) -> tuple[str, str]:
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    family = " ".join(filter(None, [particle, name.get("family", "")]))
    return name.get("literal") or family, name.get("given", "")


def _plain(text: str) -> str:
    return re.sub(r"<[^<>]*>", "", text)


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("paper.ris", "ris"),
        ("paper.bib", "bibtex"),
        ("paper.bib", "biblatex"),
        ("paper.csl.json", "csljson"),
    ],
)
def test_a_file_is_read_back_as_the_record_has_it(name: str, reader: str) -> None:
    assert _built()[1] == ()
    (item,) = _items(name, reader)
    assert _plain(item["title"]).replace("“", '"').replace("”", '"') == TITLE
    assert [_name(author) for author in item["author"]] == NAMES
    assert item["type"] == "article-journal"
    assert item["container-title"] == "Science & Policy"
    assert (item["volume"], item["issue"]) == ("12", "2")
    assert item["page"].replace("–", "-") == "33"
    assert item["DOI"] == "10.5555/a_b-1"
    assert item["ISSN"] == "1234-5679"
    assert item["issued"]["date-parts"][0][0] == 2026


@pytest.mark.parametrize(
    ("name", "reader"), [("paper.bib", "bibtex"), ("paper.csl.json", "csljson")]
)
def test_a_day_is_kept_where_the_format_has_one(name: str, reader: str) -> None:
    assert _items(name, reader)[0]["issued"]["date-parts"] == [[2026, 11, 4]]


def test_an_item_holds_the_title_as_it_is_written() -> None:
    assert json.loads(_built()[0]["paper.csl.json"])[0]["title"] == TITLE


def test_a_range_of_pages_has_both_ends(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text(FRONT, encoding="utf-8")
    edition = editions.make("article", report(tmp_path / "paper.md"), Bag())
    assert edition is not None
    record = replace(metadata.record_of(edition), pages=("33", "58"))
    assert "\r\nSP  - 33\r\nEP  - 58\r\n" in ris(record)
    assert "  pages = {33--58},\n" in bibtex(record)
    assert item(record)["page"] == "33-58"


def test_ris_has_a_tag_a_line_and_the_addresses_of_the_article() -> None:
    lines = _built()[0]["paper.ris"].decode().split("\r\n")
    assert lines[0] == "TY  - JOUR"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    for line in (
        "AU  - The White House,",
        "DA  - 2026/11/04/",
        "L1  - https://journal.example/articles/chips/paper.pdf",
        "AB  - What it says.",
        "KW  - two & three",
        "LA  - en",
    ):
        assert line in lines


def test_a_citation_file_says_how_the_article_is_cited() -> None:
    found = yaml.safe_load(_built()[0]["paper.cff"])
    cited = found["preferred-citation"]
    assert found["cff-version"] == "1.2.0"
    assert found["title"] == cited["title"] == TITLE
    assert found["license"] == "CC-BY-4.0"
    assert found["authors"][0] == {
        "family-names": "van Beethoven",
        "given-names": "Ludwig",
        "orcid": "https://orcid.org/0000-0002-1825-0097",
    }
    assert found["authors"][3] == {"name": "The White House"}
    assert (cited["journal"], cited["start"], cited["end"]) == ("Science & Policy", "33", "33")
    assert (cited["year"], cited["month"], cited["doi"]) == (2026, 11, "10.5555/a_b-1")
    assert found["date-released"] == "2026-11-04"


def test_the_page_leads_to_the_files_that_are_built_beside_it() -> None:
    page = _built()[0]["paper.html"].decode()
    found = re.search(r'(?s)<nav class="citations" aria-label="How to cite">(.*?)</nav>', page)
    assert found
    links = re.findall(r'<a href="([^"]*)" download>([^<]*)</a>', found[1])
    assert links == [
        ("paper.ris", "RIS"),
        ("paper.bib", "BibTeX"),
        ("paper.csl.json", "CSL-JSON"),
        ("paper.cff", "CFF"),
    ]
    assert page.count('id="cite"') == 1
    others = re.search(r'(?s)<nav class="formats".*?</nav>', page)
    assert others
    assert '<a href="#cite">How to cite</a>' in others[0]
    assert "paper.ris" not in others[0]


def test_a_page_that_is_built_without_them_leads_to_none(tmp_path: Path) -> None:
    built = _made(tmp_path, ["html"], ["article"])
    assert "citations" not in re.sub(
        r"(?s)<style.*?</style>", "", built.files[0].read_text("utf-8")
    )


@pytest.mark.parametrize("edition", ["review", "response", "brief"])
def test_there_is_no_file_of_what_is_not_the_article(edition: str) -> None:
    asked = [name for name in formats.names() if formats.spec(name).citation]
    assert asked == ["bib", "cff", "csljson", "ris"]
    assert not any(formats.spec(name).serves(edition) for name in asked)


def test_words_are_looked_for_in_texts_alone(tmp_path: Path) -> None:
    _made(tmp_path, ["html", "ris", "csljson"], ["article"])
    found = verify_words(tmp_path / "paper.md")
    assert [one.name for one in found] == ["paper.html"]


def _made(folder: Path, to: list[str], edition: list[str]) -> Built:
    (folder / "paper.md").write_text(FRONT, encoding="utf-8")
    built = build(folder / "paper.md", to=to, edition=edition)
    assert not built.bag.failed
    return built


def test_a_suffix_of_two_parts_means_its_format(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text(FRONT, encoding="utf-8")
    found = asked(Request(tmp_path / "paper.md"), [tmp_path / "paper.md"], Path("out.CSL.json"))
    assert found.to == ("csljson",)


def test_a_redline_is_made_of_texts_alone() -> None:
    edition = editions.make("article", stage.paper(), Bag())
    assert edition is not None
    made = _tasks([edition], _Sources(), Request(Path("paper.md"), to=("html", "ris", "csljson")))
    assert [task.format for task in made] == ["html"]


class _Sources:
    """As much of a manuscript as a redline's name is made of."""

    class sources:  # noqa: N801
        stem = "paper"


def test_no_output_is_written_over_what_the_document_reads(tmp_path: Path) -> None:
    source = "@book{k, author={Jane Doe}, title={X}, date={2020}, publisher={P}}\n"
    (tmp_path / "paper.bib").write_text(source, encoding="utf-8")
    text = FRONT.replace("---\n\n# One", "bibliography: paper.bib\n---\n\n# One[@k]")
    (tmp_path / "paper.md").write_text(text, encoding="utf-8")
    built = build(tmp_path / "paper.md", to=["html", "bib"], edition=["article"], out=tmp_path)
    assert [d.code for d in built.bag.errors] == ["output-source"]
    assert built.files == ()
    one = asked(Request(tmp_path / "paper.md"), [tmp_path / "paper.md"], tmp_path / "paper.bib")
    with pytest.raises(click.UsageError, match="the document reads"):
        make(one, None, 1, tmp_path / "paper.bib")
    assert (tmp_path / "paper.bib").read_text("utf-8") == source
    assert not (tmp_path / "paper.html").exists()


def test_what_stands_behind_a_family_name_stays_a_part_of_its_own(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    names = "[{name: {given: Martin Luther, family: King, suffix: Jr.}}, 'Ada Kim, Jr.', Ann Lee]"
    paper.write_text(f"---\ntitle: T\nauthor: {names}\n---\n\nText.\n", "utf-8")
    build(paper, to=["ris", "bib", "csljson", "cff"])
    made = {suffix: (tmp_path / "build" / f"paper.{suffix}").read_text("utf-8") for suffix in ENDS}
    assert "AU  - King, Martin Luther, Jr." in made["ris"]
    assert "{King, Jr., Martin Luther and Kim, Jr., Ada and Lee, Ann}" in made["bib"]
    (item,) = json.loads(made["csl.json"])
    assert [author.get("suffix", "") for author in item["author"]] == ["Jr.", "Jr.", ""]
    assert item["author"][1] == {"family": "Kim", "given": "Ada", "suffix": "Jr."}
    assert made["cff"].count("name-suffix: Jr.") == 4
