"""What the front matter says, in the elements that JATS has for it."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jats_document import LINK, built, own, said
from reportgen import formats
from reportgen.diagnostics import Bag

FREE = "{http://www.niso.org/schemas/ali/1.0/}free_to_read"
FRONT = """\
---
title: On *Chips* and $x^2$
subtitle: A Study
lang: en-GB
date: 2026-03-04
type: commentary
section: Comments
author:
  - name: Ada Kim
    native-name: 김에이
    email: ada@example.org
    orcid: 0000-0002-1825-0097
    orcid-authenticated: true
    corresponding: true
    deceased: true
    degrees: PhD
    bio: Ada *writes*.
    roles: [conceptualization, Cooking]
    contribution: Ada began.
    affiliations:
      - {name: Example Institute, department: Asia, city: Seoul, country: KR,
         ror: "https://ror.org/02mhbdp94"}
  - name: Bo Lee
    affiliations: [{name: Other University, country: NL}]
  - name: Ministry of Examples
editors: [{name: Cy Ng}]
journal:
  title: The Journal
  abbreviation: TJ
  eissn: 2049-3630
  pissn: 0317-8471
  publisher: Press
  publisher-place: Seoul
  publisher-country: KR
  volume: 3
  issue: 2
  first-page: 33
  last-page: 58
doi: 10.5555/12345678
url: https://example.org/a/
received: 2026-01-02
accepted: 2026-02
license: CC BY 4.0
copyright: {holder: The Authors, year: 2026}
funding:
  - statement: Paid by the Foundation.
    awards: [{source: Foundation, id: X1, funder-id: 10.13039/501100000780, recipient: Ada Kim}]
acknowledgements: Thanks.
statements: {data-availability: On request., competing-interests: None., use-of-ai: None used.}
peer-review: double-anonymized
keywords: [one, two]
abstract: What *this* is.
translations:
  ko: {title: 칩에 대하여, abstract: 초록., keywords: [하나]}
  fr: {title: 'Sur *puces* : "$x<y$"', subtitle: "**Un** essai", abstract: "Un *résumé*.\n\nFin."}
relations: [{type: isTranslationOf, doi: 10.5555/2, title: Another}]
correction: [{date: 2026-05-01, text: A number., doi: 10.5555/3}]
restates: {title: Another Work, author: [Cy Ng], year: 2020}
version: 1.1
brief: {standfirst: In short.}
---

# One

::: {.key-finding}
A finding.^[Its note.]
:::

::: {.recommendation title="Do it"}
Do this.
:::
"""


@cache
def particulars() -> Any:
    """The root of an article whose front matter says everything."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        return built(FRONT, Path(folder))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("journal-meta/issn[@publication-format='electronic']", "2049-3630"),
        ("journal-meta/issn[@publication-format='print']", "0317-8471"),
        ("journal-meta/publisher/publisher-loc/country[@country='KR']", "South Korea"),
        ("journal-meta/journal-title-group/abbrev-journal-title", "TJ"),
        ("article-meta/article-id[@pub-id-type='doi']", "10.5555/12345678"),
        ("article-meta/article-version", "1.1"),
        ("article-meta/article-categories/subj-group/subject", "Comments"),
        ("article-meta/title-group/article-title/italic", "Chips"),
        ("article-meta/title-group/subtitle", "A Study"),
        ("article-meta/title-group/trans-title-group[2]/trans-title", "칩에 대하여"),
        ("article-meta/title-group/trans-title-group/trans-title/italic", "puces"),
        ("article-meta/title-group/trans-title-group/trans-subtitle/bold", "Un"),
        ("article-meta/contrib-group/contrib[@corresp='yes']/name-alternatives/string-name",
         "김에이"),
        ("article-meta/contrib-group/contrib[@deceased='yes']/degrees", "PhD"),
        ("article-meta/contrib-group/contrib/contrib-id[@authenticated='true']",
         "https://orcid.org/0000-0002-1825-0097"),
        ("article-meta/contrib-group/contrib/role[@vocab-term='Conceptualization']",
         "Conceptualization"),
        ("article-meta/contrib-group/contrib/bio/p/italic", "writes"),
        ("article-meta/contrib-group/contrib/collab", "Ministry of Examples"),
        ("article-meta/contrib-group/contrib[@contrib-type='editor']/name/surname", "Ng"),
        ("article-meta/aff/institution-wrap/institution-id", "https://ror.org/02mhbdp94"),
        ("article-meta/aff/institution[@content-type='dept']", "Asia"),
        ("article-meta/aff/country[@country='NL']", "Netherlands"),
        ("article-meta/author-notes/corresp/email", "ada@example.org"),
        ("article-meta/author-notes/fn[@fn-type='coi-statement']/p", "None."),
        ("article-meta/author-notes/fn[@fn-type='con']/p", "Ada began."),
        ("article-meta/pub-date[@date-type='pub']/month", "3"),
        ("article-meta/volume", "3"),
        ("article-meta/issue", "2"),
        ("article-meta/fpage", "33"),
        ("article-meta/lpage", "58"),
        ("article-meta/history/date[@date-type='accepted']/month", "2"),
        ("article-meta/permissions/copyright-holder", "The Authors"),
        ("article-meta/permissions/license/{http://www.niso.org/schemas/ali/1.0/}license_ref",
         "https://creativecommons.org/licenses/by/4.0/"),
        ("article-meta/related-article[@related-article-type='alt-language']/article-title",
         "Another"),
        ("article-meta/abstract/p/italic", "this"),
        ("article-meta/abstract[@abstract-type='executive-summary']/p", "In short."),
        ("article-meta/abstract[@abstract-type='key-points']/sec/p/list/list-item/p/bold",
         "Do it"),
        ("article-meta/trans-abstract[2]/p", "초록."),
        ("article-meta/trans-abstract/p/italic", "résumé"),
        ("article-meta/kwd-group[@kwd-group-type='author']/kwd", "one"),
        ("article-meta/funding-group/award-group/award-id", "X1"),
        ("article-meta/funding-group/award-group/principal-award-recipient", "Ada Kim"),
        ("article-meta/funding-group/funding-statement", "Paid by the Foundation."),
        ("article-meta/custom-meta-group/custom-meta/meta-value", "double-anonymized"),
    ],
)  # fmt: skip
def test_the_front_matter_stands_in_its_elements(path: str, words: str) -> None:
    found = particulars().find(f"front/{path}")
    assert found is not None
    assert said(found) == words


def test_a_title_in_another_language_has_its_formulas_and_no_marks_of_that_language() -> None:
    french, korean = particulars().iter("trans-title")
    assert french.find("inline-formula") is not None
    assert "«" in said(french)
    assert not list(korean)


def test_what_is_stated_and_restated_is_kept() -> None:
    root = particulars()
    assert root.get("article-type") == "article-commentary"
    assert said(root.find("back/ack/p")) == "Thanks."
    assert said(root.find("back/sec[@sec-type='data-availability']/p")) == "On request."
    assert said(root.find("back/sec[@sec-type='use-of-ai']/p")) == "None used."
    assert "“Another Work.”" in said(root.find(".//author-notes/fn[@fn-type='other']"))
    assert root.find(f".//permissions/{FREE}") is not None
    later = root.find(".//related-article[@related-article-type='correction-forward']")
    assert later.get(LINK) == "10.5555/3"
    assert not [one for one in root.iter("p", "title", "fn", "sec") if not said(one)]


def test_a_note_in_a_finding_is_called_once() -> None:
    root = particulars()
    assert len(root.findall(".//xref[@rid='fn-1']")) == 1
    assert said(root.find("front//list-item/p")) == "A finding."


def test_a_retracted_article_says_so_and_leads_to_the_notice(tmp_path: Path) -> None:
    front = (
        "---\ntitle: T\nauthor: [A B]\nretraction: {text: Wrong., doi: 10.5555/9}\n---\n\nText.\n"
    )
    root = built(front, tmp_path)
    assert said(root.find(".//article-title")) == "RETRACTED: T"
    notice = root.find(".//related-article[@related-article-type='retraction-forward']")
    assert notice.get(LINK) == "10.5555/9"


def test_a_notice_names_the_article_that_it_is_about(tmp_path: Path) -> None:
    front = "title: T\ntype: correction\nrelates: {doi: 10.5555/8, title: '*Old*'}"
    root = built(f"---\n{front}\n---\n\nText.\n", tmp_path)
    assert root.get("article-type") == "correction"
    about = root.find(".//related-article[@related-article-type='corrected-article']")
    assert (about.get(LINK), said(about)) == ("10.5555/8", "Old")


def test_a_journal_without_an_issn_is_told_of() -> None:
    bag = Bag()
    assert formats.render("jats", own(), bag)
    (fault,) = bag
    assert (fault.code, fault.severity) == ("jats-incomplete", "warning")
    assert "ISSN" in fault.message
    assert fault.span is not None
