"""Papers, forewords, courts, archives and arXiv as Zotero and people type them, as CSL-JSON."""

import pytest

from test_bibliography_sources import item


@pytest.mark.parametrize(
    ("eprint", "variables"),
    [
        (
            "@unpublished{k, title={T}, eprint={RG 218, Box 14}, eprinttype={National Archives}}",
            {"archive": "National Archives", "archive_location": "RG 218, Box 14"},
        ),
        (
            "@letter{k, title={T}, eprint={MS 12/3}, eprinttype={Churchill College}}",
            {"archive": "Churchill College", "archive_location": "MS 12/3"},
        ),
        (
            "@unpublished{k, title={T}, library={Kew}, archive={X}, eprint={FO 371/1}}",
            {"archive": "X"},
        ),
        ("@article{k, title={T}, journal={J}, eprint={123}, eprinttype={JSTOR}}", {}),
        ("@article{k, title={T}, journal={J}, eprint={https://a.b}, eprinttype={Sage}}", {}),
        ("@unpublished{k, title={T}, eprint={123}, eprinttype={SSRN}}", {}),
    ],
)
def test_zoteros_archive_is_the_archive_of_what_archives_hold(
    eprint: str, variables: dict[str, str]
) -> None:
    out = item(eprint)
    assert {name: out[name] for name in out if name.startswith("archive")} == variables


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        (
            "number={Case C-311/18}, eprint={ECLI:EU:C:2020:559}",
            "Case C-311/18, ECLI:EU:C:2020:559",
        ),
        ("eprint={ECLI:NL:HR:2019:2006}, eprinttype={ecli}", "ECLI:NL:HR:2019:2006"),
        ("number={1 BvR 1}, eprint={12}, eprinttype={jstor}", "1 BvR 1"),
    ],
)
def test_a_case_is_found_by_its_european_identifier(fields: str, number: str) -> None:
    assert item(f"@jurisdiction{{k, title={{A v B}}, {fields}}}")["number"] == number


@pytest.mark.parametrize("kind", ["misc", "online"])
def test_a_paper_says_once_that_it_is_on_arxiv(kind: str) -> None:
    out = item(
        f"@{kind}{{k, title={{T}}, year=2023, number={{arXiv:2307.03718}}, eprint={{2307.03718}},"
        " archiveprefix={arXiv}, publisher={arXiv}, note={Comment: 40 pages}}"
    )
    assert not out.keys() & {"archive", "publisher", "note"}
    assert out["number"] == "arXiv:2307.03718"
    assert out["URL"] == "https://arxiv.org/abs/2307.03718"


def test_a_house_and_a_remark_of_a_paper_on_arxiv_stay() -> None:
    out = item(
        "@article{k, title={T}, journal={J}, eprint={1}, archiveprefix={arXiv}, note={In press},"
        " publisher={Elsevier}}"
    )
    assert (out["note"], out["publisher"]) == ("In press", "Elsevier")


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ("foreword={Liddell Hart, B. H.}", "foreword by B. H. Liddell Hart"),
        ("introduction={Doe, Jane and Roe, Ann}", "introduction by Jane Doe and Ann Roe"),
        ("afterword={A B and C D and E F}", "afterword by A B, C D, and E F"),
        ("note={Reissue}, foreword={Doe, J.}", "Reissue, foreword by J. Doe"),
        ("note={Foreword by J. Doe}, foreword={Doe, J.}", "Foreword by J. Doe"),
        ("commentator={Doe, J.}, annotator={{The Staff}}", None),
        ("foreword={ }, note={N}", "N"),
    ],
)
def test_who_wrote_the_foreword_is_named(fields: str, note: str | None) -> None:
    out = item(f"@book{{k, title={{T}}, {fields}}}")
    assert out["note"] == (note or "commentary by J. Doe, annotated by The Staff")
    assert "contributor" not in out


@pytest.mark.parametrize(
    "note",
    [
        "D.C. Cir.",
        "9th Cir.",
        "2d Cir.",
        "Fed. Cir.",
        "D.D.C.",
        "S.D.N.Y.",
        "E.D. Tex.",
        "D. Mass.",
        "D. Utah",
    ],
)
def test_a_court_in_a_remark_is_the_court(note: str) -> None:
    for typed in (note, f"Court: {note}"):
        out = item(f"@misc{{k, title={{A v. B}}, howpublished={{1 F.3d 2}}, note={{{typed}}}}}")
        assert (out["authority"], "note" in out) == (note, False)


@pytest.mark.parametrize("note", ["(9th Cir. 2017)", "9th Cir. 2017", "9th Cir., 2017"])
@pytest.mark.parametrize("typed", ["howpublished={{1 F.3d 2 {}}}", "number={{12-3}}, note={{{}}}"])
def test_a_court_with_its_year_is_the_court(typed: str, note: str) -> None:
    out = item(f"@misc{{k, title={{A v. B}}, year=2017, {typed.format(note)}}}")
    assert (out["type"], out["authority"], "note" in out) == ("legal_case", "9th Cir.", False)


def test_a_court_with_another_year_is_a_remark() -> None:
    out = item("@jurisdiction{k, title={A v. B}, year=2019, note={9th Cir. 2017}}")
    assert (out["note"], "authority" in out) == ("9th Cir. 2017", False)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("In re Sealed Case", "legal_case"),
        ("Ex parte Quirin", "legal_case"),
        ("Care in reform", "document"),
    ],
)
def test_a_case_of_one_party_is_a_case(title: str, kind: str) -> None:
    assert item(f"@misc{{k, title={{{title}}}, number={{No. 02-001}}}}")["type"] == kind


@pytest.mark.parametrize("note", ["Dissent", "D. Smith", "Circuit split", "cert. denied"])
def test_another_remark_on_a_case_is_no_court(note: str) -> None:
    out = item(f"@jurisdiction{{k, title={{A v. B}}, number={{12-34}}, note={{{note}}}}}")
    assert (out["note"], "authority" in out) == (note, False)


def test_a_company_that_sues_is_a_case() -> None:
    for name in ("Xiaomi Corp. v. Department of Defense", "Acme Inc. v. Roe", "Doe v. Roe"):
        assert (
            item(f"@legal{{k, title={{{name}}}, number={{1:21-cv-280}}}}")["type"] == "legal_case"
        )


@pytest.mark.parametrize("key", ["Session", "Legislative Body", "legislative body", "Committee"])
def test_the_value_of_zoteros_line_stands_without_its_key(key: str) -> None:
    out = item(f"@legislation{{k, title={{T}}, number={{H.R. 1}}, note={{{key}: 118th Congress}}}}")
    assert out["note"] == "118th Congress"


@pytest.mark.parametrize(
    ("book", "rest", "met"),
    [
        ("Annual Meeting of the American Political Science Association", "", True),
        ("60th Annual ISA Convention", "address={Toronto}", True),
        ("Proceedings of the Annual Meeting of X", "", False),
        ("Annual Meeting of X", "pages={1--2}", False),
        ("Annual Conference on Security", "publisher={ACM}", False),
        ("Deterrence Now", "", False),
    ],
)
def test_a_paper_without_proceedings_was_given_at_a_meeting(
    book: str, rest: str, met: bool
) -> None:
    out = item(f"@inproceedings{{k, title={{T}}, booktitle={{{book}}}, {rest}}}")
    assert ("event-title" in out, "container-title" in out) == (met, not met)
    if "address" in rest:
        assert out["event-place"] == "Toronto"


@pytest.mark.parametrize(
    ("entry", "genre"),
    [
        ("@misc{k, title={T}, type={Interview}, interviewer={Doe, J.}}", None),
        (
            "@misc{k, title={T}, type={Oral history interview}, interviewer={Doe, J.}}",
            "Oral history interview",
        ),
        ("@report{k, title={T}, type={report}, institution={X}}", None),
        ("@report{k, title={T}, type={Report}, number={12}}", "Report"),
        ("@suppbook{k, title={Foreword}, type={foreword}, booktitle={B}}", None),
        ("@unpublished{k, title={T}, type={Memorandum}, howpublished={Memorandum}}", "Memorandum"),
    ],
)
def test_a_genre_that_the_words_around_it_say_is_left_out(entry: str, genre: str | None) -> None:
    out = item(entry)
    assert out.get("genre") == genre
    assert out.get("publisher") != genre or genre is None


def test_testimony_is_given_at_a_place() -> None:
    out = item("@misc{k, title={T}, type={Testimony}, address={House Committee on X}}")
    assert (out["type"], out["publisher-place"]) == ("speech", "House Committee on X")


@pytest.mark.parametrize(
    ("fields", "parts", "rest"),
    [
        ("year=1983, howpublished={Speech, March 8, 1983}", [1983, 3, 8], "Speech"),
        ("year=1983, howpublished={NSDD-75, January 17, 1983}", [1983, 1, 17], "NSDD-75"),
        ("year=2023, month=mar, note={March 23, 2023}", [2023, 3, 23], None),
        ("year=1939, month=aug, note={2 Aug 1939, FDR Library}", [1939, 8, 2], "FDR Library"),
        ("year=2023, month=apr, note={March 23, 2023}", [2023, 4], "March 23, 2023"),
        ("year=2022, note={March 23, 2023}", [2022], "March 23, 2023"),
        ("year=2023, note={Updated March 23, 2023}", [2023], "Updated March 23, 2023"),
        ("date=2023-03-01, note={March 23, 2023}", [2023, 3, 1], "March 23, 2023"),
        ("date=2023-03/2023-04, note={March 23, 2023}", [2023, 3], "March 23, 2023"),
        ("date=2023~, note={March 23, 2023}", [2023], "March 23, 2023"),
        ("year=2023, note={Soon 45, 2023}", [2023], "Soon 45, 2023"),
    ],
)
def test_the_day_that_a_remark_says_is_the_sources(
    fields: str, parts: list[int], rest: str | None
) -> None:
    out = item(f"@misc{{k, title={{T}}, {fields}}}")
    assert out["issued"]["date-parts"][0] == parts
    assert out.get("publisher", out.get("note")) == rest


def test_the_day_of_what_is_dated_by_its_year_stays_in_the_remark() -> None:
    out = item("@techreport{k, title={T}, year=2010, note={March 5, 2010}}")
    assert (out["issued"]["date-parts"], out["note"]) == ([[2010]], "March 5, 2010")
