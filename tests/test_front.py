"""Front matter: what is understood, what is reported, and where."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.diagnostics.source import Source
from reportgen.parse.front_matter import Date, Front, json_schema, read, schema
from reportgen.parse.front_matter.dates import read as date
from reportgen.parse.front_matter.people import parts

MANUAL = Path(__file__).parent.parent / "docs" / "front-matter.md"


def found(text: str) -> tuple[Front, list[Diagnostic]]:
    bag = Bag()
    front = read(Source("metadata.yaml", text), 0, len(text), bag)
    return front, list(bag)


def fine(text: str) -> Front:
    front, faults = found(text if re.search("^title:", text, re.MULTILINE) else f"title: T\n{text}")
    assert [fault.message for fault in faults] == []
    return front


def codes(text: str) -> list[str]:
    return [f"{d.span.line}:{d.span.column} {d.code}" for d in found(text)[1] if d.span]


def only(text: str) -> Diagnostic:
    (fault,) = found(text)[1]
    return fault


# --- what is understood ----------------------------------------------------------------------


def test_the_examples_of_the_manual_are_read_without_a_word() -> None:
    blocks = MANUAL.read_text("utf-8").split("```yaml\n")[1:]
    assert len(blocks) == 2
    for block in blocks:
        fine(block.split("```")[0])


def test_a_paper_of_joss_is_understood() -> None:
    front = fine(
        """
title: 'Gala: A Python package for galactic dynamics'
tags:
  - Python
authors:
  - name: Adrian M. Price-Whelan
    orcid: 0000-0002-1825-0097
    equal-contrib: true
    affiliation: "1, 2" # (Multiple affiliations must be quoted)
  - name: Author Without ORCID
    corresponding: true # (This is how to denote the corresponding author)
    affiliation: 2
  - given-names: Ludwig
    dropping-particle: van
    surname: Beethoven
    affiliation: 1, *
affiliations:
 - name: Lyman Spitzer, Jr. Fellow, Princeton University, USA
   index: 1
   ror: 00hx57361
 - name: Institution Name, Country
   index: 2
 - name: The authors made equal contributions.
   index: "*"
date: 13 August 2017
bibliography: paper.bib
aas-doi: 10.3847/xxxxx <- update this with the DOI from AAS once you know it.
aas-journal: Astrophysical Journal
"""
    )
    first, second, third = front.authors
    assert front.title == "Gala: A Python package for galactic dynamics"
    assert front.keywords == ("Python",)
    assert [place.id for place in first.affiliations] == ["1", "2"]
    assert first.equal_contributor
    assert second.corresponding
    assert (third.name, third.family) == ("Ludwig van Beethoven", "van Beethoven")
    assert [place.id for place in third.affiliations] == ["1", "*"]
    assert front.affiliations[0].ror == "https://ror.org/00hx57361"
    assert front.date == Date(2017, 8, 13)


def test_a_document_of_quarto_is_understood() -> None:
    front = fine(
        """
title: T
author:
  - name: {given: Jane, family: Doe}
    attributes: {corresponding: true}
    affiliations:
      - ref: inst
      - id: two
        name: Second
        department: Physics
    roles: [conceptualization, {writing: lead}]
  - name: John Roe
    affiliations: [two]
affiliations:
  - {id: inst, name: Example Institute, city: Seoul, country: KR}
citation:
  type: article-journal
  container-title: Journal of Policy Examples
  volume: 12
  page: 33-58
  doi: https://doi.org/10.5555/12345678
execute: {echo: false}
format:
  pdf: {papersize: a5}
  html: {theme: cosmo}
theme: [cosmo, custom.scss]
crossref: {fig-title: 그림, custom: [{kind: float}]}
google-scholar: true
"""
    )
    jane, john = front.authors
    assert [place.name for place in jane.affiliations] == ["Example Institute", "Second"]
    assert jane.corresponding
    assert john.affiliations == (jane.affiliations[1],)
    assert jane.roles == ("conceptualization", "writing")
    assert jane.affiliations[0].text == "Example Institute, Seoul, KR"
    assert front.journal.title == "Journal of Policy Examples"
    assert front.journal.pages == "33–58"
    assert front.doi == "10.5555/12345678"
    assert front.theme == "journal"
    assert front.crossref.fig_title == "그림"


def test_a_document_of_myst_is_understood() -> None:
    front = fine(
        """
title: T
short_title: S
authors:
  - name: Jane Doe
    corresponding: true
    email: jane@example.org
    affiliations: [inst, Another Place]
affiliations:
  - id: inst
    institution: Example Institute
    department: Asia
venue: {title: Journal, url: "https://example.org"}
volume: {number: 3, title: Three}
issue: 4
first_page: 10
license: {content: CC-BY-4.0, code: MIT}
parts:
  abstract: An abstract.
  data_availability: On request.
exports: [{format: pdf}]
"""
    )
    assert front.short_title == "S"
    assert [p.text for p in front.authors[0].affiliations] == [
        "Asia, Example Institute",
        "Another Place",
    ]
    assert (front.journal.volume, front.journal.issue, front.journal.pages) == ("3", "4", "10")
    assert front.license
    assert front.license.url == "https://creativecommons.org/licenses/by/4.0/"
    assert front.abstract == "An abstract."
    assert [(s.title, s.text) for s in front.statements] == [("Data availability", "On request.")]


def test_authors_of_pandoc_scholar_are_understood() -> None:
    front = fine(
        "author:\n  - Jane Doe:\n      institute: [a]\n      email: j@x.org\n  - John Roe\n"
        "institute:\n  - a: Place A\n  - b: {name: Place B}\n"
    )
    assert [author.name for author in front.authors] == ["Jane Doe", "John Roe"]
    assert front.authors[0].affiliations[0].name == "Place A"
    assert [place.id for place in front.affiliations] == ["a", "b"]


@pytest.mark.parametrize("text", ["author: Jane Doe", "author: [Jane Doe]", "authors: Jane Doe"])
def test_an_author_may_be_text(text: str) -> None:
    (author,) = fine(text).authors
    assert (author.name, author.given, author.family) == ("Jane Doe", "Jane", "Doe")


def test_a_note_on_an_author_is_not_part_of_the_name() -> None:
    (author,) = fine("author: Jane Doe^[Example Institute, jane@example.org]").authors
    assert (author.name, author.email) == ("Jane Doe", None)
    assert author.bio == "Example Institute, jane@example.org"


def test_several_authors_may_stand_in_one_text() -> None:
    authors = fine("author: Doe, Jane; John Roe").authors
    assert [author.name for author in authors] == ["Jane Doe", "John Roe"]


def test_an_address_may_mark_the_corresponding_author() -> None:
    (author,) = fine("author: {name: A B, correspondence: a@b.org}").authors
    assert (author.corresponding, author.email) == (True, "a@b.org")


def test_the_traps_of_yaml_are_none() -> None:
    front = fine("lang: no\nkeywords: [no, 1.10, 2024-01-01, ~, 012]\njournal: {volume: 012}\n")
    assert front.lang == "no"
    assert front.keywords == ("no", "1.10", "2024-01-01", "012")
    assert front.journal.volume == "012"


def test_our_fields_may_stand_in_one_mapping() -> None:
    front = fine("reportgen:\n  notes: footnotes\n  brief: {standfirst: S}\n")
    assert front.notes == "footnotes"
    assert front.brief
    assert front.brief.standfirst == "S"


def test_what_is_not_given_has_its_default() -> None:
    front = fine("title: T")
    assert (front.paper, front.theme, front.notes) == ("letter", "journal", "endnotes")
    assert front.brief is None
    assert front.authors == front.keywords == front.allow == ()
    assert front.model_dump() == Front(title="T").model_dump()


def test_settings_are_read() -> None:
    front = fine(
        'papersize: A4\nstyle: {accent: "#1F4E79", logo: l.svg}\nattach-sources: yes\n'
        'nocite: "@one, @{two:x}"\nallow: front-unknown\nkeywords: one, two\ntoc: off\n'
        "restates: {title: R, author: [A, B], year: 2020, url: https://example.org}\n"
    )
    assert (front.paper, front.style.accent, front.toc) == ("a4", "#1f4e79", False)
    assert front.nocite == ("one", "two:x")
    assert front.allow == ("front-unknown",)
    assert front.keywords == ("one", "two")
    assert front.restates
    assert front.restates.author == ("A", "B")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-11-24", "2026-11-24"),
        ("2026/11/24", "2026-11-24"),
        ("2026-11-24T10:00:00Z", "2026-11-24"),
        ("4 January 2021", "2021-01-04"),
        ("Monday, 4th January 2021", "2021-01-04"),
        ("January 4, 2021", "2021-01-04"),
        ("Sept. 4, 2021", "2021-09-04"),
        ("31/03/2023", "2023-03-31"),
        ("June 2024", "2024-06"),
        ("2024", "2024"),
        ("2026년 11월 24일", "2026-11-24"),
    ],
)
def test_dates_are_read_as_papers_write_them(text: str, iso: str) -> None:
    read = date(text)
    assert read
    assert read.iso == iso


@pytest.mark.parametrize(
    "text", ["03/07/2026", "2026-02-30", "2026-00", "XX May 2024", "soon", "0000", "4 Foo 2021"]
)
def test_what_is_no_date_or_two_is_refused(text: str) -> None:
    assert date(text) is None


def test_dates_are_written_as_the_language_does() -> None:
    day = Date(2026, 11, 24)
    assert day.text == "November 24, 2026"
    assert day.say("en-GB") == "24 November 2026"
    assert day.say("ko-KR") == "2026년 11월 24일"
    assert Date(2026, 11).text == "November 2026"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane Doe", ("Jane", "Doe")),
        ("Doe, Jane", ("Jane", "Doe")),
        ("Juan van der Berg", ("Juan", "van der Berg")),
        ("Martin Luther King, Jr.", ("Martin Luther", "King")),
        ("도제인", ("제인", "도")),
        ("Plato", (None, "Plato")),
        ("von Humboldt, Alexander", ("Alexander", "von Humboldt")),
        ("Ada Byron, Charles Babbage", (None, "Ada Byron, Charles Babbage")),
    ],
)
def test_names_are_taken_apart(name: str, expected: tuple[str | None, str]) -> None:
    assert parts(name) == expected


# --- places ----------------------------------------------------------------------------------


def test_every_value_keeps_its_place() -> None:
    front = fine("authors:\n  - name: A B\n    orcid: 0000-0002-1825-0097\nbibliography: r.bib\n")
    orcid = front.span("author", 0, "orcid")
    assert orcid
    assert (orcid.line, orcid.column, orcid.text) == (4, 12, "0000-0002-1825-0097")
    assert front.span("authors", 0, "orcid") == orcid
    assert front.span("bibliography", 0) == front.span("bibliography")
    key = front.key("author")
    assert key
    assert key.text == "authors"
    assert front.span("author", 1) is None
    assert front.span("csl") is None


def test_places_count_from_the_head_of_the_file() -> None:
    text = "---\r\ntitle: 한국 😀\r\ndate: soon\r\n---\r\nText\r\n"
    bag = Bag()
    read(Source("paper.md", text), 5, text.index("---", 5), bag)
    (fault,) = bag
    assert fault.span
    assert (fault.span.line, fault.span.column, fault.span.text) == (3, 7, "soon")


# --- faults ----------------------------------------------------------------------------------


def test_every_fault_is_reported_at_once() -> None:
    text = """titel: T
date: today
author:
  - name: X Y
    orcid: 0000-0002-1825-0098
    afiliation: z
notes: endnote
toc: maybe
toc: true
lang: klingon
abstract: [a]
doi: 12
brief: yes
"""
    assert codes(text) == [
        "1:1 front-unknown",
        "1:1 front-missing",
        "2:7 front-value",
        "5:12 orcid-check",
        "6:5 front-unknown",
        "7:8 front-value",
        "8:6 front-value",
        "9:1 front-duplicate",
        "10:7 front-value",
        "11:11 front-value",
        "12:6 front-value",
        "13:8 front-value",
    ]


def test_messages_say_what_is_valid_in_our_words() -> None:
    faults = found("title: T\nnotes: endnote\nbrief: x\nabstract: [a]\ntoc: maybe\n")[1]
    assert [(fault.message, fault.help) for fault in faults] == [
        (
            "`notes`: `endnotes` or `footnotes` is wanted here, not `endnote`",
            "did you mean `endnotes`?",
        ),
        (
            "`brief`: fields are wanted here, not `x`",
            "write one `name: value` on each line, indented",
        ),
        ("`abstract`: text is wanted here, not a list", ""),
        ("`toc`: `true` or `false` is wanted here, not `maybe`", ""),
    ]


def test_what_is_at_fault_is_left_out_and_the_rest_stays() -> None:
    front, _ = found(
        "title: T\nbibliography: r.bib\nauthor:\n- {name: A B, orcid: x}\n- C D\ndate: soon\n"
    )
    assert front.bibliography == ("r.bib",)
    assert [author.name for author in front.authors] == ["A B", "C D"]
    assert front.authors[0].orcid is None
    assert front.date is None


def test_a_wrong_digit_in_an_orcid_is_found() -> None:
    fault = only("title: T\nauthor: {name: A B, orcid: 0000-0002-1825-0098}\n")
    assert "last digit" in fault.message
    assert "left out" in fault.message
    assert fault.severity is Severity.WARNING
    assert fine("author: {name: A B, orcid: 'https://orcid.org/0000-0002-1694-233x'}").authors[
        0
    ].orcid == ("0000-0002-1694-233X")


def test_a_placeholder_for_an_orcid_is_a_warning() -> None:
    fault = only("title: T\nauthor: {name: A B, orcid: 0000-0000-0000-0000}\n")
    assert fault.severity is Severity.WARNING


def test_an_affiliation_that_is_nowhere_is_reported() -> None:
    fault = only("title: T\nauthor: {name: A B, affiliation: 3}\naffiliations: [X, Y]\n")
    assert fault.message == "`3` is not the id of an affiliation"
    assert fault.help == "write one of `1`, `2`"
    fault = only("title: T\nauthor: {name: A B, affiliation: [{ref: ins}]}\n"
                 "affiliations: [{id: inst, name: X}]\n")  # fmt: skip
    assert fault.help == "did you mean `inst`?"


def test_an_unknown_field_is_a_warning_with_the_nearest_name() -> None:
    fault = only("title: T\nabstrct: x\n")
    assert (fault.code, fault.severity) == ("front-unknown", Severity.WARNING)
    assert fault.help == "did you mean `abstract`?"


def test_fields_of_other_tools_pass_without_a_word() -> None:
    fine("header-includes: x\nkernelspec: {name: python3}\nlayout: post\noutput: html_document\n"
         "documentclass: article\nfontsize: 12pt\nmine_: x\nx-mine: y\nexports: []\n")  # fmt: skip


def test_a_field_under_two_names_is_a_warning_unless_both_say_the_same() -> None:
    fault = only("title: T\ntags: [a]\nkeywords: [b]\n")
    assert (fault.code, fault.severity) == ("front-duplicate", Severity.WARNING)
    assert fine("tags: [a]\nkeywords: [a]\n").keywords == ("a",)


def test_a_colour_that_yaml_takes_for_a_comment_is_found() -> None:
    fault = only("title: T\nstyle:\n  accent: #1f4e79\n")
    assert fault.span
    assert (fault.span.text, fault.help) == ("#1f4e79", 'put quotes around it: `"#1f4e79"`')


def test_an_empty_title_is_missing() -> None:
    for text in ("", "title:\n", 'title: ""\n', "author: x y\n"):
        assert [code.split()[1] for code in codes(text)] == ["front-missing"]


SYNTAX = [
    ("title: Foo: bar\n", "1:11", "colon", 'title: "..."'),
    ('title: "Foo\nlang: en\n', "1:8", "not closed", '"'),
    ('title: "Foo\nauthor: "Jane"\n', "1:8", "not closed", '"'),
    ("title: 'It's a title'\n", "1:11", "apostrophe", "double quotes"),
    ('title: "Foo" bar\n', "1:14", "closing quote", "quotes"),
    ("title: [Draft] Foo\n", "1:16", "closing bracket", "quotes"),
    ("title: [Draft\nlang: en\n", "1:8", "not closed", "quotes"),
    ("title: @foo\n", "1:8", "begin with `@`", "quotes"),
    ("title: *Foo* bar\n", "1:8", "begin with `*`", "quotes"),
    ("title: *Foo\n", "1:8", "`*Foo`", "quotes"),
    ("title: `x` y\n", "1:8", "begin with", "quotes"),
    ("title: T\nbrief:\n\ttitle: x\n", "3:1", "tab", "spaces"),
    ('title: "a\\q"\n', "1:10", "`\\q`", "twice"),
    ("title: T\n  subtitle: x\n", "2:3", "indented", "column"),
    ("author: - A\ntitle: T\n", "1:9", "list", "next line"),
    ("title: T\nauthor:\n  - name: x\n affiliation: 1\n", "4:2", "fits nothing", "indent"),
    ("- a\n", "1:1", "a list", "title"),
    ("foo\n", "1:1", "text", "title"),
    ("{a: b}: c\n", "1:1", "name of a field", "quotes"),
    ("title: T\n---\nlang: en\n", "2:1", "second", "---"),
    ("title: \x00\n", "1:8", "U+0000", "remove"),
]


@pytest.mark.parametrize(("text", "place", "message", "help"), SYNTAX)
@pytest.mark.parametrize("pure", [False, True])
def test_broken_yaml_is_explained_at_its_place(
    text: str, place: str, message: str, help: str, pure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if pure:
        monkeypatch.setattr(yaml, "CSafeLoader", yaml.SafeLoader, raising=False)
    faults = [fault for fault in found(text)[1] if fault.code == "front-syntax"]
    assert len(faults) == 1
    (fault,) = faults
    assert fault.span
    assert f"{fault.span.line}:{fault.span.column}" == place
    assert message in fault.message
    assert help in fault.help


def test_a_fault_of_syntax_does_not_hide_the_others() -> None:
    front, faults = found("title: Foo: bar\nbibliography: r.bib\nlang: 'en\ndate: soon\n")
    assert [fault.code for fault in faults] == ["front-syntax", "front-syntax", "front-value"]
    assert front.bibliography == ("r.bib",)


# --- safety ----------------------------------------------------------------------------------


def test_no_tag_makes_an_object() -> None:
    front, _ = found("title: !!python/object/apply:os.system ['exit 1']\n")
    assert front.title == ""
    assert fine("title: !!str 12\n").title == "12"


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
            for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "title: " + "[" * 100_000,
        "title: " + "{a: " * 10_000,
        "a: &a [*a]\n",
        "- " * 400_000,
        "x: y\n" * 150_000,
        "title: x: y\n" * 50_000,
        "title: T\nkeywords: [" + "{}, " * 40_000 + "]",
        "\0" * 900_000,
        "x" * 1_000_001,
    ],
    ids=range(10),
)
def test_a_hostile_text_is_refused_in_time(text: str) -> None:
    start = time.perf_counter()
    assert any(fault.severity is Severity.ERROR for fault in found(text)[1])
    assert time.perf_counter() - start < 10


PIECES = (
    "title author name affiliation id brief style journal date lang orcid - : , # \n \n\n \t ' \" "
    "[ ] { } & * ! | > % @ ` ? --- ... a b 1 ~ null no 2026 &a *a !!set \\ \x00 \x85 \u2028 \ufeff "
    "한국 😀 \ud800 parts reportgen statements citation << ="
)
WORDS = st.sampled_from([*PIECES.split(" "), " ", "  ", "title: T\n"])


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS).map("".join)))
@example("\ufefftitle: x\n")
@example("? x\n: y\n")
@example("%YAML 1.1\n---\ntitle: T\n")
@example("statements: {a: [b]}\ntitle: t\n")
@example("author: {0: [x]}\nrestates: {}\nbrief: [x]\nfunding: [x, {awards: x}]\n")
def test_any_text_is_read_or_reported(text: str) -> None:
    front, faults = found(text)
    assert front.title or any(fault.severity is Severity.ERROR for fault in faults)
    for fault in faults:
        assert fault.span is not None
        assert 0 <= fault.span.start <= len(text)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.dates(), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(sorted(schema()["properties"]))


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(FIELDS, st.one_of(VALUES, st.dictionaries(FIELDS, VALUES, max_size=4))))
def test_any_value_of_any_field_is_read_or_reported(fields: dict[str, object]) -> None:
    front, _ = found(yaml.safe_dump(fields, allow_unicode=True))
    assert isinstance(front.title, str)


# --- the manual ------------------------------------------------------------------------------


def test_the_schema_knows_every_field_and_its_other_names() -> None:
    made = schema()
    assert made["required"] == ["title"]
    assert {"author", "authors", "short-title", "short_title", "tags", "papersize"} <= set(
        made["properties"]
    )
    assert made["properties"]["notes"]["enum"] == ["endnotes", "footnotes"]
    assert all("description" in field for field in made["properties"].values())


def test_the_tables_of_the_manual_are_up_to_date(golden: bool) -> None:
    head, _, rest = MANUAL.read_text("utf-8").partition("<!-- tables -->\n")
    _, end, tail = rest.partition("<!-- /tables -->\n")
    text = f"{head}<!-- tables -->\n\n{json_schema.tables()}\n{end}{tail}"
    if golden:
        MANUAL.write_text(text, "utf-8")
    assert MANUAL.read_text("utf-8") == text, "run `make golden`"


def test_the_command_starts_without_pydantic() -> None:
    code = "import sys, reportgen.cli; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_given_values_stand_instead_of_the_texts_own() -> None:
    text = "title: T\njournal: A Journal\nfirst-page: 3\n"
    given = {"journal.first-page": "17", "journal.volume": "4", "doi": "10.1234/abc"}
    front = read(Source("metadata.yaml", text), 0, len(text), Bag(), given)
    assert (front.journal.title, front.journal.first_page) == ("A Journal", "17")
    assert (front.journal.volume, front.doi) == ("4", "10.1234/abc")


def test_who_paid_is_kept_field_by_field() -> None:
    front = fine("funding:\n  - awards: {source: A Fund, id: AB-1}\n  - statement: And others.\n")
    first, second = front.funders
    assert (first.awards[0].source, first.awards[0].id) == ("A Fund", "AB-1")
    assert second.statement == "And others."


def test_the_kind_of_a_licence_is_shown_in_no_output() -> None:
    assert codes("title: T\nlicense: {type: open-access, text: Open}\n") == ["2:11 front-ignored"]
    assert codes("title: T\nlicense: {text: Open}\n") == []


def test_a_language_by_its_name_is_its_tag() -> None:
    assert fine("lang: english").lang == "en"


def test_an_authors_name_in_a_list_of_one_is_that_name() -> None:
    front = fine("author:\n  - name:\n      - given: Ada\n        family: Roe\n")
    assert [author.name for author in front.authors] == ["Ada Roe"]
