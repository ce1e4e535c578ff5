"""Cited works as plain values: names, dates, pages and marks of CSL-JSON."""

import pickle
from typing import Any

import pytest

from reportgen.metadata.highwire import structured
from reportgen.metadata.reference_dates import parts_of
from reportgen.metadata.references import Person, references


def _reference(**item: Any) -> Any:
    return references([{"id": "key", **item}], "fr")[0]


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ({"literal": "The White House"}, Person(literal="The White House", institution=True)),
        ("OECD", Person(literal="OECD", institution=True)),
        ({"literal": "Kim Min-jun"}, Person("Min-jun", "Kim", literal="Kim Min-jun")),
        ({"family": "홍길동"}, Person(family="홍길동")),
        ({"given": "Plato"}, Person(family="Plato")),
        (
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            Person("Ludwig", "Beethoven", "van"),
        ),
        (
            {"family": "King", "given": "Martin <b>Luther</b>", "suffix": "Jr."},
            Person("Martin Luther", "King", suffix="Jr."),
        ),
    ],
)
def test_a_name_is_parted_as_far_as_it_is_known(name: Any, person: Person) -> None:
    assert _reference(author=[name]).authors == (person,)


def test_a_name_is_written_in_the_order_of_speech_and_of_lists() -> None:
    person = Person("Ludwig", "Beethoven", "van", "Jr.")
    assert (person.name, person.sorted_name) == (
        "Ludwig van Beethoven Jr.",
        "van Beethoven, Ludwig, Jr.",
    )


def test_a_year_before_1_keeps_its_sign() -> None:
    ides = _reference(title="A", issued={"date-parts": [[-44, 3, 15]]})
    assert parts_of(ides.date) == ["-0044", "03", "15"]
    assert "citation_publication_date=-0044/03/15" in structured(ides)


def test_further_authors_are_no_person() -> None:
    found = _reference(author=[{"family": "Parker"}, {"literal": "others"}, 3, {}, {"family": 5}])
    assert [person.name for person in found.authors] == ["Parker", "5"]
    assert found.others


@pytest.mark.parametrize(
    ("issued", "year", "date", "end"),
    [
        ({"date-parts": [[2024, 5, 17]]}, "2024", "2024-05-17", ""),
        ({"date-parts": [["2024", "5"]]}, "2024", "2024-05", ""),
        ({"date-parts": [[1984]]}, "1984", "1984", ""),
        ({"date-parts": [[2019], [2020, 3]]}, "2019", "2019", "2020-03"),
        ({"date-parts": [[2019], []]}, "2019", "2019", ""),
        ({"date-parts": [[-44, 3, 15]]}, "-44", "-0044-03-15", ""),
        ({"date-parts": [[2024, 13, 40]]}, "2024", "2024", ""),
        ({"literal": "Spring 2021"}, "2021", "2021", ""),
        ({"raw": "n.d."}, "", "", ""),
        ({"literal": "12021"}, "", "", ""),
        (None, "", "", ""),
        ({"date-parts": "2024"}, "", "", ""),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(issued: Any, year: str, date: str, end: str) -> None:
    found = _reference(issued=issued)
    assert (found.year, found.date, found.end_date) == (year, date, end)


def test_an_uncertain_date_says_so() -> None:
    assert _reference(issued={"date-parts": [[1850]], "circa": True}).circa
    assert not _reference(issued={"date-parts": [[1850]], "circa": "false"}).circa


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [
        ("156–179", "156", "179"),
        ("33-8", "33", "38"),
        ("e1024", "e1024", ""),
        ("S1--S12", "S1", "S12"),
        ("12, 15-17", "12", "17"),
        ("xi", "xi", ""),
        (7, "7", ""),
        ("", "", ""),
    ],
)
def test_pages_have_a_first_and_a_last(page: Any, first: str, last: str) -> None:
    found = _reference(page=page)
    assert (found.first_page, found.last_page) == (first, last)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ('The <span class="nocase">AI</span> <i>Act</i>', "The AI Act"),
        ("H<sub>2</sub>O &amp; CO", "H2O &amp; CO"),
        ("a < b <i> c", "a < b <i> c"),
        ("<i><b>both</b></i>", "both"),
        ("two\n  lines\x0b", "two lines"),
        (True, ""),
    ],
)
def test_a_text_has_no_marks_but_what_the_author_typed(typed: Any, plain: str) -> None:
    assert _reference(title=typed).title == plain


def test_identifiers_are_bare_and_the_first_of_several() -> None:
    found = _reference(
        DOI="https://doi.org/10.5555/ABC",
        ISBN="978-0-19-850841-0, 978-0-19-850842-7",
        ISSN="1234-5679 2345-6784",
        archive_location="https://web.archive.org/web/2024/https://example.org",
        language="korean",
    )
    assert found.doi == "10.5555/ABC"
    assert (found.isbn, found.issn) == ("978-0-19-850841-0", "1234-5679")
    assert found.archive_url.startswith("https://web.archive.org/")
    assert found.lang == "ko-KR"
    assert found.item["language"] == "korean"


def test_the_language_is_that_of_the_script_or_else_of_the_document() -> None:
    assert _reference(title="과기정통부 정례브리핑").lang == "ko-KR"
    assert _reference(title="Une histoire").lang == "fr"


def test_references_travel_between_processes() -> None:
    found = references([{"id": "a", "title": "A"}, {"id": "b"}], "en-US")
    assert pickle.loads(pickle.dumps(found)) == found
    assert [r.key for r in found] == ["a", "b"]
