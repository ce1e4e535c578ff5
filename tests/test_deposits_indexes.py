"""Deposits at DOAJ and DataCite: of the form that each takes, and refused for want of a field."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from deposit import FRONT, front, full, with_front
from fronts import fronts
from json_schema import faults
from reportgen.deposits import datacite, doaj
from reportgen.diagnostics import Bag
from reportgen.editions import Edition

SCHEMAS = Path(__file__).parent / "schemas"
KERNEL = json.loads((SCHEMAS / "datacite" / "datacite-v4.5.json").read_text(encoding="utf-8"))
ARTICLES = etree.RelaxNG(etree.parse(str(SCHEMAS / "doaj" / "articles.rng")))


def records(edition: Edition) -> Any:
    made = doaj.deposit(edition, Bag())
    assert made is not None
    return etree.fromstring(made)


def properties(edition: Edition) -> Any:
    made = datacite.deposit(edition, Bag())
    assert made is not None
    return json.loads(made)


def test_doaj_is_given_what_it_keeps() -> None:
    root = records(full())
    ARTICLES.assertValid(root)
    said = {e.tag: e.text for e in root[0]}
    assert (said["issn"], said["eissn"]) == ("2049-3630", "1234-5679")
    assert (said["startPage"], said["endPage"], said["doi"]) == (
        "33", "58", "10.5555/ppta.2026.12.2",
    )  # fmt: skip
    assert [(e.get("language"), e.text) for e in root.iter("title")] == [
        ("eng", "After Chips & “1 < 2” in CO2: A Study of x^2 < y"),
        ("kor", "반도체 이후"),
    ]
    assert [e.text for e in root.iter("affiliationId")] == ["1"]


def test_doaj_is_given_many_articles_as_one_file() -> None:
    one = doaj.deposit(full(), Bag())
    assert one is not None
    root = etree.fromstring(doaj.batch([one, one]))
    ARTICLES.assertValid(root)
    assert len(root) == 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("url: https://example.org/articles/chips/\n", "", "url-missing"),
        ("url: https://example.org/articles/", "url: https://localhost/", "url-missing"),
        ("  eissn: 1234-5679\n  pissn: 2049-3630\n", "", "issn-missing"),
        ("access: free\nabstract", "access: subscription\nabstract", ""),
        ("license: CC BY 4.0\n", "", ""),
    ],
)
def test_doaj_is_given_nothing_where_a_field_is_missing(old: str, new: str, code: str) -> None:
    assert old in FRONT
    found = doaj.missing(with_front(front(FRONT.replace(old, new))))
    assert [d.code for d in found] == [code] * bool(code)


def test_doaj_is_given_open_access_alone() -> None:
    text = FRONT.replace("license: CC BY 4.0\n", "").replace("access: free", "access: subscription")
    assert [d.code for d in doaj.missing(with_front(front(text)))] == ["access-closed"]


def test_datacite_is_given_what_its_schema_knows() -> None:
    found = properties(full())
    assert not list(faults(found, KERNEL, KERNEL))
    assert found["creators"][0]["name"] == "Kim, Ada"
    assert [one["nameType"] for one in found["creators"]] == [
        "Personal", "Personal", "Organizational", "Personal",
    ]  # fmt: skip
    kinds = {one["relationType"]: one["relatedIdentifier"] for one in found["relatedIdentifiers"]}
    assert kinds["IsDerivedFrom"] == "10.5555/another"
    assert kinds["Cites"] == "10.2307/2538540"
    assert [one["awardNumber"] for one in found["fundingReferences"][:2]] == ["A-1", "A-2"]
    assert found["rightsList"][0]["rightsUri"] == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"doi": "https://doi.org/10.5555/1"}, "$.doi is 'https://doi.org/10.5555/1'"),
        ({"publisher": "Example Press"}, "$.publisher is no object"),
        ({"creators": []}, "$.creators has 0 items"),
        ({"titles": [{"name": "x"}]}, "$.titles[0] has no title"),
        ({"creators": [{"name": "x", "born": "y"}]}, "$.creators[0].born is unknown"),
        ({"schemaVersion": "4.5"}, "$.schemaVersion is '4.5'"),
    ],
)
def test_the_schema_finds_what_is_wrong(change: dict[str, Any], said: str) -> None:
    assert said in list(faults(properties(full()) | change, KERNEL, KERNEL))


def test_datacite_is_given_nothing_where_a_field_is_missing() -> None:
    text = re.sub(r"^(doi|url): .*\n", "", FRONT, flags=re.M).replace("author:", "editors:")
    text = text.replace("  title: Example Policy Review\n", "")
    text = text.replace("  publisher: Example Press\n", "")
    found = datacite.missing(with_front(front(text)))
    assert [d.code for d in found] == [
        "doi-missing", "url-missing", "author-missing", "publisher-missing",
    ]  # fmt: skip
    assert all(d.span for d in found)


@settings(max_examples=50, deadline=None)
@given(fronts())
def test_any_front_matter_is_valid_or_refused(matter: Any) -> None:
    edition = with_front(matter)
    bag = Bag()
    if (made := doaj.deposit(edition, bag)) is not None:
        ARTICLES.assertValid(etree.fromstring(made))
    if (made := datacite.deposit(edition, bag)) is not None:
        assert not list(faults(json.loads(made), KERNEL, KERNEL))
    else:
        assert bag.failed
