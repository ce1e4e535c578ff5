"""Fields on publication: what they take, what other tools call them, what they come to."""

import re
from pathlib import Path

import pytest

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.languages import country_code
from reportgen.parse.front_matter import Front, read
from reportgen.parse.front_matter.check_digits import issn_digit, orcid_digit, ror_digits
from reportgen.parse.front_matter.credit_roles import credit_role

PAGE = Path(__file__).parents[1] / "docs" / "publishing" / "fields.md"


def front(text: str, journal: str = "") -> tuple[Front, list[str]]:
    bag = Bag()
    text = text if re.search("^title:", text, re.M) else f"title: T\n{text}"
    shared = Source("journal.yaml", journal) if journal else None
    made = read(Source("metadata.yaml", text), 0, len(text), bag, journal=shared)
    return made, [f"{d.severity} {d.code}: {d.message}" for d in bag]


def fine(text: str) -> Front:
    made, faults = front(text)
    assert faults == []
    return made


def test_the_manuals_examples_are_understood_without_a_fault() -> None:
    shared, article = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    made, faults = front(article, shared)
    assert faults == []
    assert made.journal.issns == (("electronic", "2049-3630"),)
    assert made.open_access
    assert made.journal.editors[0].role == "Editor in chief"
    assert made.peer_review
    assert made.peer_review.type == "double-anonymized"
    (funding,) = made.funders
    (award,) = funding.awards
    assert (award.source, award.id, award.recipient) == (
        "National Science Foundation", "1234567", ("Ann Lee",),
    )  # fmt: skip
    assert made.translations["ko"].keywords == ("인공지능", "동맹")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Review", "review-article"),
        ("Book Review", "book-review"),
        ("corrigendum", "correction"),
        ("expression_of_concern", "expression-of-concern"),
        ("article", "research-article"),
    ],
)
def test_types_are_known_by_other_names(typed: str, meant: str) -> None:
    assert fine(f"type: {typed}").type == meant


@pytest.mark.parametrize("field", ["type: post", "url: /posts/1", "access: members"])
def test_what_another_tool_means_by_a_field_costs_no_build(field: str) -> None:
    made, (fault,) = front(field)
    assert fault.startswith("warning front-value")
    assert (made.type, made.url, made.access) == (None, None, None)


def test_names_of_joss_myst_and_jats_are_understood() -> None:
    made = fine(
        "submitted: 2024-01-02\neditor: {name: Bea Kim, orcid: 0000-0002-1825-0097}\n"
        "archive_doi: 10.5281/zenodo.1\nopen_access: true\n"
        "venue: {title: J, epissn: 2049-3630, publisher-id: j, elocation-id: e7}\n"
    )
    assert made.received
    assert made.received.iso == "2024-01-02"
    assert made.editors[0].orcid == "0000-0002-1825-0097"
    assert [(r.type, r.doi) for r in made.relations] == [("isSupplementedBy", "10.5281/zenodo.1")]
    assert made.access == "free"
    journal = made.journal
    assert (journal.eissn, journal.id, journal.article_number) == ("2049-3630", "j", "e7")


def test_a_grant_may_stand_in_funding_itself() -> None:
    made = fine("funders:\n  - {source: A Fund, award: 12, investigator: [Ann, Bea]}\n  - None.\n")
    first, second = made.funders
    (award,) = first.awards
    assert (award.source, award.id, award.recipient) == ("A Fund", "12", ("Ann", "Bea"))
    assert (second.statement, second.awards) == ("None.", ())
    assert made.funding == "Funded by A Fund 12. None."


def test_each_issn_is_given_once_with_what_it_is_for() -> None:
    both = fine("journal: {issn: 2049-3630, eissn: 2049-3630, pissn: 1234-5679}").journal
    assert both.issns == (("electronic", "2049-3630"), ("print", "1234-5679"))
    assert fine("journal: {issn: 2049-3630}").journal.issns == (("", "2049-3630"),)
    assert fine("journal: {issn-l: 2049-3630}").journal.issn == "2049-3630"


def test_a_notices_target_and_data_have_the_relation_that_is_usual() -> None:
    made = fine("type: addendum\nrelates: 10.5555/a\ndata: [10.5061/d, 'https://example.org/d']")
    assert made.relates
    assert (made.relates.doi, made.relates.type) == ("10.5555/a", "addended-article")
    assert [one.relation for one in made.data] == ["isSupplementedBy"] * 2


def test_a_language_that_is_none_is_told_by_its_place() -> None:
    made, (fault,) = front("translations: {xxyyzz: {title: A}, ko: {title: 나}}")
    assert fault == "error front-value: `xxyyzz` of `translations`: `xxyyzz` is not a language tag"
    assert list(made.translations) == ["ko"]


def test_check_digits_follow_from_the_others() -> None:
    assert [issn_digit(n) for n in ("2049363", "2434561", "0028083")] == ["0", "X", "6"]
    assert [orcid_digit(n) for n in ("000000021825009", "000000021694233")] == ["7", "X"]
    assert [ror_digits(n) for n in ("02mhbdp", "00hx573", "0ilou00")] == ["94", "61", ""]


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("writing", "Writing – original draft"),
        ("Writing - Review and Editing", "Writing – review & editing"),
        ("https://credit.niso.org/contributor-roles/data-curation/", "Data curation"),
        ("Visualisation", "Visualization"),
        ("fieldwork", ""),
    ],
)
def test_roles_of_credit_are_known_however_they_are_written(typed: str, term: str) -> None:
    found = credit_role(typed)
    assert (found[0] if found else "") == term
    assert not found or found[1].startswith("https://credit.niso.org/contributor-roles/")


def test_countries_are_known_by_their_names_in_many_languages() -> None:
    names = ("KR", "kr", "Republic of Korea", "대한민국", "Südkorea", "U.S.A.", "the Netherlands")
    codes = ["KR", "KR", "KR", "KR", "KR", "US", "NL"]
    assert [country_code(name) for name in names] == codes
    assert [country_code(name) for name in ("Koera", "", "Middle Earth")] == ["", "", ""]


@pytest.mark.parametrize(
    "typed", ["10.5555/Ab.1", "https://doi.org/10.5555/Ab.1", "doi:10.5555/Ab.1.", "10.5555/Ab.1,"]
)
def test_a_doi_is_the_same_however_it_was_copied(typed: str) -> None:
    assert fine(f"doi: '{typed}'").doi == "10.5555/Ab.1"


@pytest.mark.parametrize("field", ["url", "files-url"])
@pytest.mark.parametrize(
    "typed", ["http://[::1", "http://[zz]/", "https://e.org\u2100/", "https://:80/"]
)
def test_an_address_without_a_host_is_left_out(field: str, typed: str) -> None:
    made, faults = front(f'{field}: "{typed}"')
    assert [fault.partition(":")[0] for fault in faults] == ["warning front-value"]
    assert (made.url, made.files_url) == (None, None)


@pytest.mark.parametrize("typed", ["http://[::1", "http://[zz]/", "javascript:alert(1)"])
def test_a_journals_address_has_a_host(typed: str) -> None:
    _, faults = front(f'journal: {{title: A Journal, url: "{typed}"}}')
    assert [fault.partition(":")[0] for fault in faults] == ["error front-value"]
