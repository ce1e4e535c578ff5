"""What an entry means, as CSL-JSON."""

from typing import Any

import pytest

from reportgen import bibliography
from reportgen.bibliography import dates, decode, languages, titles
from reportgen.bibliography.fields import ASIDE, RULES
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source


def item(text: str) -> dict[str, Any]:
    library = bibliography.read((Source("a.bib", text),), Bag())
    return bibliography.item(next(iter(library)), library)


def held(*words: str) -> str:
    return f'<span class="nocase">{" ".join(words)}</span>'


@pytest.mark.parametrize(
    ("typed", "decoded"),
    [
        (
            r"G{\"o}del, {\'E}tude, Erd\H{o}s, \v{S}, {\L}\'od\'z, na\"{\i}ve",
            "Gödel, Étude, Erdős, Š, Łódź, naïve",
        ),
        (r"T & U 50% off_x \& \_ 5\%", "T & U 50% off_x & _ 5%"),
        ("a--b---c ``q'' x~y", "a–b—c “q” x\u00a0y"),
        (r"\emph{It} and {\em foo} \textsuperscript{2}", "<i>It</i> and <i>foo</i> <sup>2</sup>"),
        (r"$x^2$, H$_{2}$O, $\alpha$-helix", "x<sup>2</sup>, H<sub>2</sub>O, α-helix"),
        ("US$5 to $10 billion", "US$5 to $10 billion"),
        ("a < b &amp; c", "a < b & c"),
        ("<i>x</i>, <em>y</em>, H<sub>2</sub>", "<i>x</i>, <i>y</i>, H<sub>2</sub>"),
        ("<b>x and 1 <i> 2</sub>", "<\u2060b>x and 1 <\u2060i> 2<\u2060/sub>"),
        ('<span class="nocase">eBay</span>', '<span class="nocase">eBay</span>'),
        ('<span onclick="x">eBay</span>', '<\u2060span onclick="x">eBay<\u2060/span>'),
        (r"Nguy{\~{\^e}}n, Tr{\`{\^a}}n, Vi{\d{\^e}}t", "Nguyễn, Trần, Việt"),
        (r"\'{\^{e}} \^{\d{o}} \'{\u{a}} \~{ê} \h{\ohorn} \'{\"i} \u{\'a}", "ế ộ ắ ễ ở ḯ ắ"),
        (r"{\noop{a}}Roe \noopsort{1973a}1973 \SortNoop{x}y", "Roe 1973 y"),
        (r"「글로벌」 국가·연구 {센터}, 美", "「글로벌」 국가·연구 센터, 美"),
        (r"\unknown{kept} \emph{open", "kept <i>open</i>"),
        ("two\r\n  lines", "two lines"),
    ],
)
def test_latex_is_undone(typed: str, decoded: str) -> None:
    assert decode.decode(typed) == decoded


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (r"\url{https://a.b/~c_d?e=%20&f#g}", "https://a.b/~c_d?e=%20&f#g"),
        (r"https://a.b/c\_d\%20\&e\~{}f", "https://a.b/c_d%20&e~f"),
        ("<https://a.b/c--d>", "https://a.b/c--d"),
    ],
)
def test_addresses_stay_as_they_are(typed: str, address: str) -> None:
    assert decode.address(typed) == address


@pytest.mark.parametrize(
    ("typed", "protected"),
    [
        ("U.S.-ROK Leaders' Joint Statement", f"{held('U.S.-ROK')} Leaders' Joint Statement"),
        ("The AI Act and COVID-19", f"The {held('AI')} Act and {held('COVID-19')}"),
        ("iPhone McDonald of {New York}", f"{held('iPhone McDonald')} of {held('New York')}"),
        ("A {D}onald in 5G", f"A {held('Donald')} in {held('5G')}"),
        (r"\emph{The AI} Age", f"<i>The {held('AI')}</i> Age"),
        ("{Whole Title}", held("Whole Title")),
        ("Cutting-Edge War", "Cutting-Edge War"),
        ("한-미 AI 워킹그룹 [South Korea-US]", held("한-미 AI 워킹그룹 [South Korea-US]")),
    ],
)
def test_words_with_capitals_of_their_own_are_protected(typed: str, protected: str) -> None:
    assert titles.protect(typed) == protected


def test_a_title_of_another_language_is_protected_as_a_whole() -> None:
    got = item("@book{k, title={Die Kunst der Fuge}, langid={german}}")
    assert (got["title"], got["language"]) == (held("Die Kunst der Fuge"), "de-DE")


@pytest.mark.parametrize("field", titles.TRANSLATIONS)
def test_a_translation_stands_in_brackets(field: str) -> None:
    got = item(f"@online{{k, title={{한국}}, {field}={{Korea}}, langid={{korean}}}}")
    assert (got["title"], got["language"]) == (held("한국 [Korea]"), "ko-KR")


def test_a_translation_typed_twice_is_printed_once() -> None:
    assert item("@online{k, title={한국 [Korea]}, translatedtitle={Korea}}")["title"] == held(
        "한국 [Korea]"
    )


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (("Title", "Sub"), "Title: Sub"),
        (("What Now?", "Sub"), "What Now? Sub"),
        (("Title", "", "Addon"), "Title. Addon"),
        (("제목", "부제", "", "[Title]"), "제목: 부제 [Title]"),
    ],
)
def test_the_parts_of_a_title_are_joined(parts: tuple[str, ...], joined: str) -> None:
    assert titles.join(*parts) == joined


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        *[("korean", "ko-KR"), ("ko", "ko-KR"), ("english", "en-US"), ("american", "en-US")],
        *[("pt-br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("klingon", ""), ("", "")],
    ],
)
def test_a_language_becomes_a_tag(name: str, tag: str) -> None:
    assert languages.tag(name) == tag


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        *[("2024", "2024"), ("2024-05", "2024-05"), ("2024-05-12", "2024-05-12")],
        *[("May 2024", "2024-05"), ("12 May 2024", "2024-05-12"), ("May 12th, 2024", "2024-05-12")],
        *[("2024~", "2024~"), ("c. 2024", "2024~"), ("circa 2024", "2024~"), ("[2024]", "2024")],
        *[("1984--1986", "1984/1986"), ("1984-1986", "1984/1986"), ("1984–86", "1984/1986")],
        *[("2024-05/2024-07", "2024-05/2024-07"), ("2019/", "2019/.."), ("201X", "2010/2019")],
        *[("May/June 2024", "2024-05/2024-06"), ("May 12--15, 2024", "2024-05-12/2024-05-15")],
        *[
            ("2024년 5월 12일", "2024-05-12"),
            ("2024.05.12", "2024-05-12"),
            ("20240512", "2024-05-12"),
        ],
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, iso: str) -> None:
    assert dates.read(typed).iso == iso
    assert dates.read(typed).problem == ""


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("2024-13-45", "`2024-13-45` has no month 13"),
        ("2024-02-30", "`2024-02-30` has no day 30"),
        ("2024/2023", "`2024` is later than `2023`"),
        ("5/12/2024", "`5/12/2024` can be read in two ways"),
        ("soon", "`soon` is not a date"),
    ],
)
def test_an_impossible_date_is_no_date(typed: str, problem: str) -> None:
    assert dates.read(typed) == dates.Date(problem=problem)
    assert "issued" not in item(f"@book{{k, date={{{typed}}}}}")


@pytest.mark.parametrize("typed", ["", "n.d.", "no date", "{n.d.}"])
def test_no_date_is_no_problem(typed: str) -> None:
    assert dates.read(typed) == dates.Date()


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ("year=2024, month=may", [2024, 5]),
        ("year=2024, month={May}, day={5}", [2024, 5, 5]),
        ("year=2024, month={10~} # oct", [2024, 10, 10]),
        ("year=2024, month={05}", [2024, 5]),
        ("year={May 2024}", [2024, 5]),
    ],
)
def test_year_and_month_are_a_date(fields: str, parts: list[int]) -> None:
    assert item(f"@book{{k, {fields}}}")["issued"] == {"date-parts": [parts]}


def test_what_is_to_come_is_a_status() -> None:
    assert item("@book{k, date={forthcoming}}")["status"] == "forthcoming"
    assert item("@book{k, pubstate={inpress}}")["status"] == "in press"


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        *[("@article{k, title={a}}", "article-journal"), ("@techreport{k, title={a}}", "report")],
        *[("@misc{k, title={a}}", "document"), ("@misc{k, url={https://a.b}}", "webpage")],
        ("@misc{k, howpublished={\\url{https://a.b}}}", "webpage"),
        ("@article{k, entrysubtype={magazine}}", "article-magazine"),
        ("@unpublished{k, eventtitle={a}}", "speech"),
        ("@nonsense{k, title={a}}", "document"),
        ("@standard{k, title={a}}", "standard"),
    ],
)
def test_a_type_becomes_one_of_csl(entry: str, kind: str) -> None:
    assert item(entry)["type"] == kind


def test_an_address_is_found_where_people_put_it() -> None:
    for field in ("url", "howpublished", "note"):
        got = item(f"@misc{{k, title={{a}}, {field}={{Available at \\url{{https://a.b/c_d}}}}}}")
        assert got["URL"] == "https://a.b/c_d"
        assert "publisher" not in got
        assert "note" not in got


def test_houses_are_joined_once_each_in_the_order_typed() -> None:
    got = item("@online{k, institution={A and B}, publisher={C}, organization={C}}")
    assert got["publisher"] == "A and B, C"


def test_a_page_names_its_author_once() -> None:
    entry = "{k, author={The White House}, publisher={The White House}, url={https://a.b}}"
    assert "publisher" not in item("@online" + entry)
    assert item("@book" + entry)["publisher"] == "The White House"


def test_numbers_go_where_the_type_has_them() -> None:
    assert item("@article{k, number=3, volume=2}")["issue"] == "3"
    assert item("@report{k, number=3}")["number"] == "3"
    got = item("@book{k, number=3, series={S}}")
    assert (got["collection-number"], got["collection-title"]) == ("3", held("S"))


def test_codes_lose_what_people_put_before_them() -> None:
    codes = "doi={https://doi.org/10.1/a_b}, isbn={ISBN 123}, eprint={1234.5}, eprinttype={arxiv}"
    got = item(f"@article{{k, {codes}}}")
    assert (got["DOI"], got["ISBN"], got["number"]) == ("10.1/a_b", "123", "arXiv:1234.5")
    assert (
        item("@misc{k, eprint={1234.5}, archiveprefix={arXiv}}")["URL"]
        == "https://arxiv.org/abs/1234.5"
    )


def test_page_ranges_have_a_dash() -> None:
    assert item("@article{k, pages={12--34, 4-5}}")["page"] == "12–34, 4–5"


def test_an_editor_of_another_kind_has_another_role() -> None:
    got = item("@book{k, editor={Doe, Jane}, editortype={compiler}}")
    assert "editor" not in got
    assert got["compiler"] == [{"family": "Doe", "given": "Jane"}]


def test_every_field_has_one_fate() -> None:
    assert not set(RULES) & set(ASIDE)


def test_every_mapped_field_reaches_the_item() -> None:
    values = {
        "names": "Doe, Jane",
        "date": "2020-01-02",
        "pages": "1--2",
        "code": "10.1/x",
        "text": "Some text",
        "title": "Some title",
    }
    for name, rule in RULES.items():
        if rule.how in values:
            got = item(f"@misc{{k, {name} = {{{values[rule.how]}}}}}")
            held = {"library": "archive"}  # what holds a work, where nothing says its place in it
            assert held.get(name, rule.variable) in got, name
