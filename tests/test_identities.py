"""Who wrote a manuscript, found in a text in every form that a name has."""

from time import process_time

import pytest

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.parse.front_matter import read
from reportgen.parse.identities import Identities, identities
from reportgen.parse.name_forms import is_author
from reportgen.parse.repositories import ADDRESS


def of(*authors: str) -> Identities:
    """What tells of authors, each as YAML."""
    text = "title: T\nauthor:\n" + "".join(f"  - {author}\n" for author in authors)
    bag = Bag()
    front = read(Source("a", text), 0, len(text), bag)
    assert not bag.failed
    return identities(front)


def found(text: str, *authors: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in of(*authors).find(text)]


@pytest.mark.parametrize(
    ("author", "text"),
    [
        ("Jane Harrowgate", "Jane Harrowgate"),
        ("Jane Harrowgate", "Harrowgate"),
        ("Jane Harrowgate", "HARROWGATE"),
        ("Jane Harrowgate", "J. Harrowgate"),
        ("Jane Harrowgate", "Harrowgate, J."),
        ("Jane Harrowgate", "Harrowgate Jane"),
        ("Jane Harrowgate", "Jane M. Harrowgate"),
        ("Jane Harrowgate", "Jane\nHarrowgate"),
        ("Jane Harrowgate", "jane-harrowgate"),
        ("Jane Harrowgate", "janeharrowgate"),
        ("J. D. Salinger", "J.D. Salinger"),
        ("Jürgen Österlund", "Jurgen Osterlund"),
        ("Jürgen Österlund", "Juergen Oesterlund"),
        ("Jürgen Österlund", "Ju\u0308rgen O\u0308sterlund"),
        ("José van der Berg", "Van der Berg"),
        ("Łukasz Żółkowski", "Lukasz Zolkowski"),
        ("Anne-Marie Saint-Exupéry", "Anne Marie Saint Exupery"),
        ("Minsu Kim", "Min-su Kim"),
        ("Min-su Kim", "Kim Minsu"),
        ("Min-su Kim", "M.-S. Kim"),
        ("김민수", "김민수"),
        ("김민수", "김 민수"),
        ("김민수", "\u1100\u1175\u11b7\u1106\u1175\u11ab\u1109\u116e"),
        ("{name: Minsu Kim, name-native: 金民秀}", "金民秀"),
        ("Will Page", "Will Page"),
        ("Asia Policy Institute", "Asia\nPolicy Institute"),
        ("Plato", "Plato"),
        ("{name: A. Page, email: will@example.org}", "WILL@example.org"),
        ("{name: A. Page, orcid: 0000-0002-1825-0097}", "0000000218250097"),
        ("{name: A. Page, url: 'https://example.org/~ap/'}", "example.org/~ap"),
        ("{name: A. Page, affiliation: {name: Example Institute}}", "Example Institute"),
    ],
)
def test_a_name_is_found_in_each_of_its_forms(author: str, text: str) -> None:
    for around in ("As {} says.", "({})", "“{}”", "by {}, who"):
        assert found(around.format(text), author) == [text]


@pytest.mark.parametrize(
    ("author", "text"),
    [
        ("김민수", "김민수는 쓴다"),
        ("이안", "이안은 쓴다"),
    ],
)
def test_korean_particles_follow_a_name(author: str, text: str) -> None:
    assert found(text, author) == [author]


@pytest.mark.parametrize(
    ("author", "text"),
    [
        ("Will Page", "Will the page turn? Page 5 will; a page of the will."),
        ("Law", "The Law of the land, law and Law."),
        ("Jonathan Law", "The Law School's Law Review; case law."),
        ("Mark Long", "A mark long left; Mark that it is Long."),
        ("Minsu Kim", "Kim Jong Un and Kim Il Sung met."),
        ("Anna Page", "A Page of History; see Page 4."),
        ("Jane Smith", "Adam Smith wrote; Smith was right."),
        ("Asia Policy Institute", "An Institute for policy in Asia."),
        ("Jane Harrowgate", "Jane went; Harrowgates, harrowgate2020 and [@harrowgate2020]."),
        ("김민수", "이김민수들"),
        ("이안", "이안이라는 말과 이안류"),
        ("Young Park", "Young people in Park Avenue; a young park."),
        ("Christian May", "It may be; in May; Christian values."),
    ],
)
def test_words_that_are_no_names_are_not_found(author: str, text: str) -> None:
    assert found(text, author) == []


def test_of_names_that_overlap_the_longest_is_found_once() -> None:
    hits = found("So says Harrowgate, J.; and so does Jane Harrowgate.", "Jane Harrowgate")
    assert hits == ["Harrowgate, J.", "Jane Harrowgate"]


@pytest.mark.parametrize(
    ("author", "name", "same"),
    [
        ("Jane Harrowgate", {"family": "Harrowgate", "given": "Jane"}, True),
        ("Jane Harrowgate", {"family": "Harrowgate", "given": "J. M."}, True),
        ("Jane Harrowgate", {"family": "Harrowgate", "given": "Robert"}, False),
        ("Jane Harrowgate", {"family": "Harrowgate", "given": "James"}, False),
        ("Jane Harrowgate", {"family": "Harrowgate-Smith", "given": "Jane"}, False),
        ("Min-su Kim", {"family": "Kim", "given": "Minsu"}, True),
        ("Jürgen Österlund", {"family": "Oesterlund", "given": "Jürgen"}, True),
        ("José van der Berg",
         {"family": "Berg", "given": "J.", "non-dropping-particle": "van der"}, True),
        ("김민수", {"family": "김민수"}, True),
        ("{name: Minsu Kim, name-native: 김민수}", {"family": "김", "given": "민수"}, True),
        ("Asia Policy Institute", {"literal": "Asia Policy Institute"}, True),
        ("Asia Policy Institute", {"literal": "Institute"}, False),
    ],
)  # fmt: skip
def test_a_work_is_an_author_s_own_by_family_and_given_name(
    author: str, name: dict[str, str], same: bool
) -> None:
    text = f"title: T\nauthor:\n  - {author}\n"
    front = read(Source("a", text), 0, len(text), Bag())
    assert is_author(name, front.authors) == same


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("at https://github.com/a/b.", "https://github.com/a/b."),
        ("see osf.io/abc12, too", "osf.io/abc12,"),
        ("doi:10.5281/zenodo.123", "doi:10.5281/zenodo.123"),
        ("<https://doi.org/10.7910/DVN/X>", "https://doi.org/10.7910/DVN/X"),
        ("https://a.github.io/x", "https://a.github.io/x"),
        ("https://example.org/github.com", ""),
        ("notgithub.com and user@github.com", ""),
        ("10.1234/abcd", ""),
    ],
)
def test_an_address_of_a_repository_is_known(text: str, address: str) -> None:
    hit = ADDRESS.search(text)
    assert (hit[0] if hit else "") == address


@pytest.mark.parametrize(
    "text", ["J." * 60_000, "Jane M. " * 20_000, "jane " + "_-" * 60_000, "J" + " " * 120_000 + "H",
             "github." * 20_000, "김 " * 60_000],
)  # fmt: skip
def test_a_text_made_to_be_slow_is_searched_in_time(text: str) -> None:
    known = of("Jane Harrowgate", "{name: Jane M. Harrow, email: j@example.org}", "김민수")
    start = process_time()
    assert list(known.find(text)) == []
    assert ADDRESS.search(text) is None
    assert process_time() - start < 3
