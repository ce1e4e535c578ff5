"""What the tests of deposits share: an article with full front matter, and Crossref's schemas."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree

from package import report
from reportgen import editions
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.editions import Edition
from reportgen.parse.front_matter import Front, read

SCHEMAS = Path(__file__).parent / "schemas"
CROSSREF = "http://www.crossref.org/schema/{}"
FUNDING = """\
<schema xmlns="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.crossref.org/fundingdata5.4.0.xsd">
  <element name="program"/>
</schema>
"""
"""In the place of a schema that Crossref's own imports, and that no article needs."""

FRONT = """\
title: After *Chips* & "1 < 2" in CO~2~
subtitle: A Study of $x^2 < y$
date: 2026-11-24
lang: en-GB
author:
  - name: Ada Kim
    orcid: 0000-0002-1825-0097
    orcid-authenticated: true
    email: ada@example.org
    corresponding: true
    affiliations:
      - name: Example Institute
        department: Asia Programme
        city: Seoul
        country: KR
        ror: https://ror.org/05gq02987
  - name: 이보라
  - name: Ministry of Examples
  - name: Voltaire
doi: https://doi.org/10.5555/PPTA.2026.12.2
url: https://example.org/articles/chips/
received: 2026-03-01
accepted: 2026-09-30
published-online: 2026-11-20
published-print: 2026-12
type: research-article
section: Articles
version: 1.1
access: free
abstract: |
  What *this* is & why $a < b$.

  - First, H~2~O.
  - Second.
keywords: [chips, trade]
license: CC BY 4.0
copyright: {holder: The Authors, year: 2026}
funding:
  - statement: Paid for by two.
    awards:
      - {id: A-1, source: Example Foundation, funder-id: 10.13039/100000001, recipient: Ada Kim}
      - {id: A-2, source: Example Foundation, funder-id: 10.13039/100000001}
      - {source: Example Institute, funder-id: https://ror.org/05gq02987}
restates: {title: Another Work, author: [Cy Ng], doi: 10.5555/another}
relations:
  - {type: isTranslationOf, doi: 10.5555/original, title: Chips ohne Ende}
  - {type: hasReview, url: https://example.org/review}
data:
  - {doi: 10.5555/data, title: The Data, relation: basedOnData}
translations:
  ko: {title: "*반도체* 이후", abstract: "이 **글**은 짧다.", keywords: [반도체]}
journal:
  title: Example Policy Review
  abbreviation: Ex. Policy Rev.
  eissn: 1234-5679
  pissn: 2049-3630
  doi: 10.5555/epr
  url: https://example.org/
  publisher: Example Press
  volume: 12
  issue: 2
  first-page: 33
  last-page: 58
  language: en
  registrant: Example Press
  depositor: {name: Example Press, email: deposits@example.org}
  crossmark-policy: 10.5555/policy
  archives: [CLOCKSS, Portico]
"""
BIB = """\
@article{walt, author={Walt, Stephen M.}, title={Alliance & Threat <1>},
  journaltitle={Security}, issn={0162-2889}, volume={9}, number={4}, date={1985}, pages={3--43},
  doi={10.2307/2538540}}
@book{kim, author={김철수}, title={동맹}, publisher={출판}, date={2020}, isbn={978-89-460-0000-7}}
@online{who, author={{World Health Organization}}, title={A Page}, date={2021},
  url={https://example.org/who?a=1&b=2}}
@incollection{chapter, author={Doe, Jane}, title={A Chapter}, booktitle={A Book},
  publisher={Press}, date={2019}, pages={1--9}, edition={2}}
@misc{bare, url={https://example.org/bare}, date={2020}}
@report{report, author={{OECD}}, title={A Report}, institution={OECD}, type={Working Paper},
  number={7}, date={2022}}
"""
CITED = "Text [@walt, 4; @kim]. More [@who]. [@chapter] [@bare] [@report]\n"


def front(text: str, bag: Bag | None = None) -> Front:
    """The front matter of a text."""
    source = Source("paper.md", text)
    return read(source, 0, len(text), Bag() if bag is None else bag)


@cache
def full(text: str = FRONT, bib: str = BIB, body: str = CITED) -> Edition:
    """The article of a text that says all that deposits take, with a work of every kind."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "sources.bib").write_text(bib, encoding="utf-8")
        paper = Path(folder) / "paper.md"
        paper.write_text(f"---\n{text}bibliography: sources.bib\n---\n\n{body}", encoding="utf-8")
        bag = Bag()
        made = editions.make("article", report(paper, bag=bag), bag)
    assert made is not None, [d.message for d in bag.errors]
    files = (("pdf", "article.pdf"), ("html", "article.html"), ("jats", "article.jats.xml"))
    return replace(made, files=files, last_page="58")


def with_front(matter: Front, edition: Edition | None = None) -> Edition:
    """An article of other front matter, whose titles are plain text."""
    edition = edition or full()
    prose = {n: v for n, v in edition.report.prose.items() if n not in ("title", "subtitle")}
    report = replace(edition.report, front=matter, prose=prose)
    return replace(edition, report=report, title=matter.title, date=matter.date)


class _Local(etree.Resolver):
    """Schemas that others import by their addresses, from the folder."""

    def resolve(self, url: str, _: object, context: Any) -> Any:
        name = url.rpartition("/")[2]
        if name == "fundingdata5.4.0.xsd":
            return self.resolve_string(FUNDING, context)
        if "w3.org" in url or not Path(url).exists():
            folder = SCHEMAS / "crossref"
            found = next((p for p in sorted(folder.rglob(name)) if p.is_file()), None)
            return self.resolve_filename(str(found), context) if found else None
        return None


@cache
def schema(version: str) -> etree.XMLSchema:
    """Crossref's schema of a version."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    path = SCHEMAS / "crossref" / f"crossref{version}.xsd"
    return etree.XMLSchema(etree.parse(str(path), parser))


def faults(data: bytes, version: str) -> list[str]:
    """What Crossref's schema says against a deposit."""
    checked = schema(version)
    checked.validate(etree.fromstring(data))
    return [f"{e.line}: {e.message}" for e in checked.error_log]
