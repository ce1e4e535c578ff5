"""Deposits at Crossref: valid in both versions, whole, and refused where something is missing."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from deposit import BIB, CITED, FRONT, faults, front, full, with_front
from fronts import WORDS, fronts
from package import report
from reportgen import build, editions, formats
from reportgen.deposits import crossref
from reportgen.deposits.crossref_versions import NEWEST, OLDER, VERSIONS
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.metadata.issue import Issue

OWN = Path(__file__).parents[1]
BOTH = pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)


def deposited(edition: Edition, version: Any = NEWEST, bag: Bag | None = None) -> bytes:
    made = crossref.deposit(edition, version, Bag() if bag is None else bag)
    assert made is not None
    return made


def found(data: bytes, name: str) -> list[Any]:
    return etree.fromstring(data).xpath(f"//*[local-name()='{name}']")


def texts(data: bytes, name: str) -> list[str]:
    return ["".join(one.itertext()) for one in found(data, name)]


def changed(*pairs: tuple[str, str]) -> str:
    text = FRONT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@BOTH
def test_an_article_that_says_all_is_valid(version: Any) -> None:
    data = deposited(full(), version)
    assert not faults(data, version.number)
    assert texts(data, "surname") == ["Kim", "이", "Voltaire"]
    assert texts(data, "organization") == ["Ministry of Examples"]
    assert texts(data, "ORCID") == ["https://orcid.org/0000-0002-1825-0097"]
    assert texts(data, "institution_id") == ["https://ror.org/05gq02987"]
    granted = [(one.get("name"), one.text) for one in found(data, "assertion")]
    assert [text for name, text in granted if name == "award_number"] == ["A-1", "A-2"]
    assert ("funder_identifier", "https://doi.org/10.13039/100000001") in granted
    assert texts(data, "license_ref") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert [r.get("relationship-type") for r in found(data, "inter_work_relation")] == [
        "isBasedOn", "hasReview", "basedOnData",
    ]  # fmt: skip
    assert texts(data, "intra_work_relation") == ["10.5555/original"]
    assert found(data, "item")[0].get("crawler") == version.crawler
    assert bool(found(data, "version_info")) is version.versions


@BOTH
def test_the_own_article_is_valid_with_every_work_that_it_cites(version: Any, own: Edition) -> None:
    bag = Bag()
    data = deposited(own, version, bag)
    assert not faults(data, version.number)
    assert len(own.report.sources) > 50
    assert [one.get("key") for one in found(data, "citation")] == [
        item["id"] for item in own.report.sources
    ]
    assert not len(bag)


@pytest.fixture(scope="module")
def own() -> Edition:
    bag = Bag()
    made = editions.make("article", report(OWN, bag=bag), bag)
    assert made is not None
    known = made.report.front
    matter = front(FRONT).model_copy(update={"title": known.title, "restates": known.restates})
    return replace(made, report=replace(made.report, front=matter))


def test_titles_and_abstracts_keep_the_markup_that_is_taken() -> None:
    title, subtitle = found(deposited(full()), "titles")[0][:2]
    assert "".join(title.itertext()) == "After Chips & “1 < 2” in CO2"
    assert [etree.QName(part).localname for part in title] == ["i", "sub"]
    assert etree.QName(subtitle[0]).localname == "math"
    paragraphs = found(deposited(full()), "p")
    assert len(paragraphs) == 4
    assert etree.QName(paragraphs[1][0]).localname == "sub"


def test_titles_and_abstracts_in_other_languages_stand_behind_the_own() -> None:
    data = deposited(full())
    assert [len(one) for one in found(data, "titles")] == [3, 1]
    other = found(data, "title")[1]
    assert "".join(other.itertext()) == "반도체 이후"
    assert [etree.QName(part).localname for part in other] == ["i"]
    langs = [
        one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in found(data, "abstract")
    ]
    assert langs == ["en-GB", "ko"]
    assert "".join(found(data, "abstract")[1].itertext()).strip() == "이 글은 짧다."


def test_works_are_deposited_in_fields_or_as_one_text() -> None:
    data = deposited(full())
    cited = {one.get("key"): one for one in found(data, "citation")}
    said = {key: {etree.QName(f).localname: f.text for f in one} for key, one in cited.items()}
    assert list(cited) == ["walt", "kim", "who", "chapter", "bare", "report"]
    assert said["walt"] == {
        "issn": "0162-2889", "journal_title": "Security", "author": "Walt", "volume": "9",
        "issue": "4", "first_page": "3", "cYear": "1985", "doi": "10.2307/2538540",
        "article_title": "Alliance & Threat <1>",
    }  # fmt: skip
    assert said["kim"]["volume_title"] == "동맹"
    assert said["chapter"]["volume_title"] == "A Book"
    assert "World Health Organization. A Page" in (said["who"]["unstructured_citation"] or "")
    assert said["bare"] == {"unstructured_citation": "2020. https://example.org/bare"}
    assert cited["walt"].get("type") == "journal_article"
    assert not found(deposited(full(), OLDER), "citation")[0].get("type")


def test_a_case_has_its_volume_and_a_source_of_an_archive_its_place() -> None:
    bib = """\
@jurisdiction{roe, title={Roe v. Wade}, volume={410}, journaltitle={U.S.}, pages={113}, date={1973}}
@unpublished{memo, author={Doe, Jane}, title={Memorandum}, date={1972-02-03},
  note={Box 12}, library={National Archives}}
"""
    data = deposited(full(FRONT, bib, "Text [@roe]. [@memo]\n"))
    case, memo = (one.text or "" for one in found(data, "unstructured_citation"))
    assert "410 U.S" in case
    assert "Box 12" in memo
    assert "National Archives" in memo


def test_what_stands_behind_a_family_name_has_its_element() -> None:
    data = deposited(
        full(changed(("name: Ada Kim", "name: {given: Ada, family: Kim, suffix: Jr.}")))
    )
    assert texts(data, "suffix") == ["Jr."]
    assert texts(data, "surname")[0] == "Kim"


def test_a_work_of_which_nothing_is_known_is_told() -> None:
    bag = Bag()
    edition = full(FRONT, BIB + "@misc{nothing, note={}}\n", CITED + " [@nothing]\n")
    items = [*edition.report.sources[:-1], {"id": "nothing", "type": "document"}]
    edition = replace(edition, report=replace(edition.report, sources=tuple(items)))
    data = deposited(edition, bag=bag)
    assert [d.code for d in bag] == ["reference-undeposited"]
    assert bag.found[0].span is not None
    assert bag.found[0].span.text == "nothing"
    assert len(found(data, "citation")) == 6


NEEDED = {
    "doi: https://doi.org/10.5555/PPTA.2026.12.2\n": "doi-missing",
    "url: https://example.org/articles/chips/\n": "url-missing",
    "  depositor: {name: Example Press, email: deposits@example.org}\n": "depositor-missing",
    "  title: Example Policy Review\n": "journal-missing",
    "  eissn: 1234-5679\n  pissn: 2049-3630\n  doi: 10.5555/epr\n": "issn-missing",
    "  publisher: Example Press\n": "registrant-missing",
    "date: 2026-11-24\n": "date-missing",
}


@pytest.mark.parametrize("lines", NEEDED)
def test_what_is_missing_is_an_error_at_its_place(lines: str) -> None:
    text = changed((lines, ""), ("  registrant: Example Press\n", "  registrant:\n"))
    if NEEDED[lines] == "date-missing":
        text = re.sub(r"published-\w+: .*\n", "", text)
    edition, bag = with_front(front(text)), Bag()
    assert crossref.deposit(edition, NEWEST, bag) is None
    assert [d.code for d in bag.errors] == [NEEDED[lines]]
    assert all(d.span and d.help for d in bag.errors)


def test_a_doi_is_registered_in_lower_case_without_address_and_full_stop() -> None:
    text = changed(("https://doi.org/10.5555/PPTA.2026.12.2", "https://doi.org/10.5555/PPTA.1."))
    assert texts(deposited(with_front(front(text))), "doi")[1] == "10.5555/ppta.1"
    assert front(text).doi == "10.5555/PPTA.1"


def test_a_journal_without_an_issn_is_known_by_its_doi() -> None:
    text = changed(("  eissn: 1234-5679\n  pissn: 2049-3630\n", ""))
    data = deposited(with_front(front(text)))
    assert not faults(data, "5.4.0")
    assert texts(data, "doi")[0] == "10.5555/epr"


def test_a_format_that_lacks_something_stops_no_other(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("---\ntitle: A\n---\n\nText.\n", encoding="utf-8")
    named = build(paper, to=["crossref", "docx"])
    assert [file.name for file in named.files] == ["paper.docx"]
    codes = [d.code for d in named.bag.errors]
    assert "doi-missing" in codes
    several = build(paper, to=["crossref", "crossref531", "datacite"])
    told = [d.code for d in several.bag.errors]
    assert sorted(told) == sorted({*codes, "author-missing", "publisher-missing"})
    assert not named.whole
    alone = build(paper, to=["crossref"])
    assert not alone.files
    assert alone.bag.failed


def test_what_publish_stands_for_is_left_out_where_it_has_no_ground(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("---\ntitle: A\n---\n\nText.\n", encoding="utf-8")
    assert formats.asked(["publish", "crossref"])["crossref"]
    assert not formats.asked(["publish"])["crossref"]
    assert formats.asked([]) == dict.fromkeys(formats.defaults(), True)
    bag = Bag()
    from reportgen.pipeline import output_tasks, plan
    from reportgen.project.request import Request

    request = Request(paper, to=("publish",))
    with plan.begun(request, bag) as begun:
        planned = plan.plan(begun, request, bag)
    left = [d for d in bag if d.code == "format-incomplete"]
    assert not bag.failed
    assert any("`paper.crossref.xml` is left out" in d.message for d in left)
    names = {task.name for task in planned.tasks}
    assert "paper.pdf" in names
    assert "paper.crossref.xml" not in names
    assert "paper.crossref.xml" in output_tasks.possible(request, draft=False)


def test_a_draft_is_not_deposited() -> None:
    edition = full()
    edition = replace(edition, report=replace(edition.report, draft=True))
    assert [d.code for d in crossref.missing(edition)] == ["deposit-draft"]


@BOTH
def test_a_notice_says_what_it_does_to_which_article(version: Any) -> None:
    text = changed(("type: research-article", "type: retraction\nrelates: {doi: 10.5555/OLD}"))
    data = deposited(with_front(front(text)), version)
    assert not faults(data, version.number)
    update = found(data, "update")[0]
    assert (update.text, update.get("type")) == ("10.5555/old", "retraction")
    assert update.get("date") == "2026-11-20"


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([("type: research-article", "type: correction")], "notice-target"),
        (
            [
                ("type: research-article", "type: correction\nrelates: {doi: 10.5555/old}"),
                ("  crossmark-policy: 10.5555/policy\n", ""),
            ],
            "crossmark-missing",
        ),
        (
            [
                ("type: research-article", "type: addendum\nrelates: {doi: 10.5555/old}"),
                ("published-online: 2026-11-20", "published-online: 2026-11"),
                ("date: 2026-11-24", "date: 2026-11"),
            ],
            "date-missing",
        ),
    ],
)
def test_a_notice_that_updates_nothing_is_refused(pairs: list[tuple[str, str]], code: str) -> None:
    missing = crossref.missing(with_front(front(changed(*pairs))))
    assert [d.code for d in missing] == [code]


@BOTH
def test_a_retracted_article_says_so(version: Any) -> None:
    text = FRONT + "retraction: {date: 2027-01-02, text: It was wrong.}\n"
    data = deposited(with_front(front(text)), version)
    assert not faults(data, version.number)
    assert texts(data, "title")[0].startswith("RETRACTED: ")
    assert "2027-01-02" in texts(data, "assertion")


def test_a_character_that_xml_forbids_is_told_and_left_out() -> None:
    bag = Bag()
    text = re.sub("^title: .*$", 'title: "On\\\\vChips"', FRONT, count=1, flags=re.M)
    data = deposited(with_front(front(text)), bag=bag)
    assert texts(data, "title")[0] == "OnChips"
    assert [d.code for d in bag] == ["character-invalid"]
    assert bag.found[0].span


def test_a_value_longer_than_is_taken_is_an_error_at_its_place() -> None:
    bag, text = Bag(), changed(("  volume: 12\n", f"  volume: {'1' * 40}\n"))
    assert crossref.deposit(with_front(front(text)), NEWEST, bag) is None
    assert [d.code for d in bag.errors] == ["deposit-length"]
    assert bag.found[0].span
    assert bag.found[0].span.text == "1" * 40


@BOTH
def test_an_issue_is_one_batch_of_its_articles(version: Any) -> None:
    notice = ("type: research-article", "type: correction\nrelates: {doi: 10.5555/old}")
    three = [
        FRONT,
        changed(("PPTA.2026.12.2", "two"), ("date: 2026-11-24", "date: 2026-12-01")),
        changed(("PPTA.2026.12.2", "three"), notice),
    ]
    made = [deposited(with_front(front(text)), version) for text in three]
    matter = front(FRONT)
    issue = Issue(
        matter.journal, "Trade & Technology", matter.date, doi="10.5555/Issue",
        url="https://example.org/issue/",
    )  # fmt: skip
    data = crossref.batch(made, issue)
    assert not faults(data, version.number)
    assert data == crossref.batch(made, issue)
    assert texts(data, "doi")[1] == "10.5555/issue"
    assert [etree.QName(e).localname for e in etree.fromstring(data)[1][0]] == [
        "journal_metadata", "journal_issue", *["journal_article"] * 3,
    ]  # fmt: skip
    assert len(found(data, "citation")) == 18


def test_a_batch_is_called_after_what_it_says() -> None:
    first, again = deposited(full()), deposited(full())
    other = deposited(with_front(front(changed(("first-page: 33", "first-page: 34")))))
    assert first == again
    assert texts(first, "doi_batch_id") != texts(other, "doi_batch_id")


def _text(name: str, value: str) -> Callable[[Any], None]:
    def change(root: Any) -> None:
        root.xpath(f"//*[local-name()='{name}']")[-1].text = value

    return change


def _without(name: str) -> Callable[[Any], None]:
    def change(root: Any) -> None:
        one = root.xpath(f"//*[local-name()='{name}']")[0]
        one.getparent().remove(one)

    return change


def _with(name: str, key: str, value: str) -> Callable[[Any], None]:
    def change(root: Any) -> None:
        root.xpath(f"//*[local-name()='{name}']")[0].set(key, value)

    return change


MUTATIONS = {
    "a DOI as an address": _text("doi", "https://doi.org/10.5555/1"),
    "an ISSN without digits": _text("issn", "1234-567"),
    "an ORCID without its address": _text("ORCID", "0000-0002-1825-0097"),
    "no depositor": _without("depositor"),
    "no landing page": _without("resource"),
    "a licence that is no address": _text("license_ref", "CC BY 4.0"),
    "an unknown relation": _with("intra_work_relation", "relationship-type", "translates"),
    "a ROR without its address": _text("institution_id", "05gq02987"),
    "a month in words": _text("month", "November"),
    "a time in words": _text("timestamp", "2026-11-24T00:00:00"),
}


@BOTH
@pytest.mark.parametrize("name", MUTATIONS)
def test_the_schema_finds_what_is_wrong(name: str, version: Any) -> None:
    root = etree.fromstring(deposited(full(), version))
    MUTATIONS[name](root)
    assert faults(etree.tostring(root), version.number)


@settings(max_examples=60, deadline=None)
@given(fronts())
def test_any_front_matter_is_valid_or_refused(matter: Any) -> None:
    for version in VERSIONS.values():
        bag = Bag()
        data = crossref.deposit(with_front(matter), version, bag)
        if data is None:
            assert bag.failed
        else:
            assert not faults(data, version.number)


FIELDS = (
    "title", "container-title", "collection-title", "publisher", "volume", "issue", "page",
    "edition", "number", "genre", "DOI", "ISBN", "ISSN", "URL",
)  # fmt: skip
KINDS = ("article-journal", "book", "chapter", "webpage", "report", "legal_case", "", "thesis")
WORKS = st.lists(
    st.builds(
        lambda kind, key, names, fields: {
            "type": kind, "id": key, "author": [{"literal": name} for name in names], **fields,
        },
        st.sampled_from(KINDS),
        WORDS | st.just("same"),
        st.lists(WORDS, max_size=2),
        st.dictionaries(st.sampled_from(FIELDS), WORDS),
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(WORKS)
def test_any_works_are_valid_and_none_is_lost_untold(works: list[Any]) -> None:
    edition = full()
    edition = replace(edition, report=replace(edition.report, sources=tuple(works)))
    for version in VERSIONS.values():
        bag = Bag()
        data = deposited(edition, version, bag)
        assert not faults(data, version.number)
        told = [d for d in bag if d.code == "reference-undeposited"]
        keys = [one.get("key") for one in found(data, "citation")]
        assert len(keys) + len(told) == len(works)
        assert len(set(keys)) == len(keys)


def test_similarity_is_not_checked_in_xml() -> None:
    alone = replace(full(), files=(("jats", "article.jats.xml"),))
    assert [one.get("property") for one in found(deposited(alone), "collection")] == ["text-mining"]
    assert not faults(deposited(alone), NEWEST.number)
