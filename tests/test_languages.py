"""What pages say by themselves in each language, and how it writes dates, lists and quotations."""

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from reportgen import build, languages
from reportgen.languages import language
from reportgen.parse.front_matter.dates import Date, read

ASKED = (
    "ar", "de", "en", "es", "fr", "he", "it", "ja", "ko", "nl", "pt", "ru", "zh-Hans", "zh-Hant",
)  # fmt: skip
FOLDER = Path(languages.__file__).parent
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
FRONT = (
    "---\ntitle: T\nauthor: [A. B., C. D., E. F., G. H.]\nabstract: A.\nkeywords: [k]\n{}---\n\n"
)
TEXT = """
# One {#sec-one}

Some "words" in a paragraph.^[A note.] See @fig-a and @tbl-b.

![A square.](a.svg){#fig-a alt="A square"}

| a | b |
|---|---|
| c | d |

: Some cells {#tbl-b}
"""


def places(word: str) -> list[str]:
    return sorted(re.findall(r"{\w*}", word))


def test_fourteen_languages_are_known() -> None:
    assert languages.tags() == ASKED


def test_every_language_says_the_same_things_with_the_same_places() -> None:
    english = language("en")
    for tag in ASKED:
        spoken = language(tag)
        assert spoken.statements.keys() == english.statements.keys(), tag
        for own, theirs in ((spoken.words, english.words), (spoken.kinds, english.kinds)):
            assert own.keys() == theirs.keys(), tag
            assert {n: places(w) for n, w in own.items()} == {
                n: places(w) for n, w in theirs.items()
            }


def test_a_region_names_only_what_its_language_has() -> None:
    for path in FOLDER.glob("*/*.json"):
        whole = json.loads(path.read_bytes())
        for own in whole.get("regions", {}).values():
            for name, value in own.items():
                assert name in whole
                assert not isinstance(value, dict) or value.keys() <= whole[name].keys()
                assert value != whole[name]


@pytest.mark.parametrize(
    ("tag", "day", "month"),
    [
        ("en-US", "March 5, 2026", "March 2026"),
        ("en-GB", "5 March 2026", "March 2026"),
        ("ko", "2026년 3월 5일", "2026년 3월"),
        ("de", "5. März 2026", "März 2026"),
        ("fr", "5 mars 2026", "mars 2026"),
        ("es", "5 de marzo de 2026", "marzo de 2026"),
        ("pt-BR", "5 de março de 2026", "março de 2026"),
        ("it", "5 marzo 2026", "marzo 2026"),
        ("nl", "5 maart 2026", "maart 2026"),
        ("ja", "2026年3月5日", "2026年3月"),
        ("zh-CN", "2026年3月5日", "2026年3月"),
        ("zh-Hant-HK", "2026年3月5日", "2026年3月"),
        ("ru", "5 марта 2026\u202fг.", "март 2026\u202fг."),
        ("ar", "5 مارس 2026", "مارس 2026"),
        ("he", "5 במרץ 2026", "מרץ 2026"),
        ("de-AT", "5. März 2026", "März 2026"),
        ("pl", "March 5, 2026", "March 2026"),
    ],
)
def test_a_date_is_written_and_read_as_the_language_has_it(tag: str, day: str, month: str) -> None:
    assert Date(2026, 3, 5).say(tag) == day
    assert Date(2026, 3).say(tag) == month
    assert read(day) == Date(2026, 3, 5)
    assert read(month) == Date(2026, 3)


def test_regions_have_their_own_months_and_marks() -> None:
    assert Date(2026, 1, 2).say("de-AT") == "2. Jänner 2026"
    assert language("de-CH").quotes[:2] == ("«", "»")
    assert language("pt-BR").quotes[0] == "“"
    assert language("pt").quotes[0] == "«"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("zh", "目录"), ("zh-SG", "目录"), ("zh-TW", "目錄"), ("zh-HK", "目錄"),
        ("zh-Hant-CN", "目錄"), ("zh-Hans-TW", "目录"), ("iw", "תוכן העניינים"), ("DE", "Inhalt"),
        ("sr", "Contents"),
    ],
)  # fmt: skip
def test_a_tag_finds_its_language(tag: str, said: str) -> None:
    assert language(tag).words["contents"] == said


def test_names_are_listed_as_the_language_has_it() -> None:
    listed = {tag: language(tag).listed(["A", "B", "C"]) for tag in ("en-US", "en-GB", "de", "ja")}
    assert listed == {
        "en-US": "A, B, and C",
        "en-GB": "A, B and C",
        "de": "A, B und C",
        "ja": "A、B、C",
    }
    assert language("fr").listed(["A", "B"]) == "A et B"
    assert language("fr").listed(["A"]) == "A"
    assert language("fr").listed([]) == ""


def test_countries_are_named_and_what_is_no_code_stays() -> None:
    assert languages.country("kr", "de-DE") == "Südkorea"
    assert languages.country("US", "ar") == "الولايات المتحدة"
    assert languages.country("Korea", "de") == "Korea"
    assert languages.country("XX", "de") == "XX"


@pytest.mark.parametrize(
    ("tag", "way"),
    [("ar-EG", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ko", "ltr"), ("ar-Latn", "ltr")],
)  # fmt: skip
def test_the_way_of_writing_comes_from_the_tag(tag: str, way: str) -> None:
    assert languages.direction(tag) == way


def made(folder: Path, more: str) -> tuple[str, str]:
    """The page for browsers, and the text of the Word document."""
    (folder / "a.svg").write_text(SVG)
    (folder / "p.md").write_text(FRONT.format(more) + TEXT, encoding="utf-8")
    result = build(folder / "p.md", to=["html", "docx"])
    assert not result.bag.failed, result.bag.found
    with ZipFile(folder / "build" / "p.docx") as package:
        word = package.read("word/document.xml").decode()
    word = re.sub(r"<w:instrText[^>]*>.*?</w:instrText>", "", word)
    html = (folder / "build" / "p.html").read_text(encoding="utf-8")
    return html.partition("<body>")[2], re.sub(r"<[^>]+>", "", word)


@pytest.mark.parametrize("tag", ["de-DE", "es", "ru", "ja", "zh-TW", "ar"])
def test_a_page_speaks_its_language_in_html_and_word(tag: str, tmp_path: Path) -> None:
    html, word = made(tmp_path, f"lang: {tag}\ndate: 2026-03-05\n")
    spoken, english = language(tag), language("en")
    for name in ("abstract", "keywords", "endnotes"):
        for text in (html, word):
            assert spoken.words[name] in text, name
            assert english.words[name] not in text, name
    opening, closing = spoken.quotes[:2]
    for text in (html, word):
        assert f"{opening}words{closing}" in text
        assert spoken.words["figure"].format(1).replace(" ", "\u00a0") in text
        assert "Figure" not in text
    for name in ("note", "back"):
        assert f'"{spoken.words[name].format(1)}"' in html
    assert Date(2026, 3, 5).say(tag) in html


def test_a_reference_to_a_section_has_the_quotation_marks_of_the_language(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(
        FRONT.format("lang: de\n") + "# Eins {#sec-a}\n\nSiehe @sec-a.\n", encoding="utf-8"
    )
    build(tmp_path / "p.md", to=["html"])
    assert ">„Eins“</a>" in (tmp_path / "build" / "p.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("lang: ja\n", "図1"),
        ("lang: en\n", "Figure\u00a01"),
        ("lang: en\ncrossref: {fig-prefix: fig.}\n", "1"),
    ],
)
def test_a_field_of_word_holds_what_it_shows_when_it_is_renewed(
    more: str, shown: str, tmp_path: Path
) -> None:
    (tmp_path / "a.svg").write_text(SVG)
    (tmp_path / "p.md").write_text(FRONT.format(more) + TEXT, encoding="utf-8")
    build(tmp_path / "p.md", to=["docx"])
    with ZipFile(tmp_path / "build" / "p.docx") as package:
        word = package.read("word/document.xml").decode()
    found = re.search(r"REF ref_fig_a\S* \\h.*?separate.*?<w:t[^>]*>([^<]*)<", word, re.S)
    assert found
    assert found[1] == shown


def test_the_author_s_own_words_are_said(tmp_path: Path) -> None:
    more = "lang: pl\nwords: {abstract: Streszczenie, figure: Rys., continued: '{} (cd.)'}\n"
    html, word = made(tmp_path, more)
    for text in (html, word):
        assert "Streszczenie" in text
        assert "Rys.\u00a01" in text
    assert "Abstract" not in html


def test_own_words_keep_their_braces(tmp_path: Path) -> None:
    html, _ = made(
        tmp_path, "lang: en-US\nwords: {abstract: 'A {x} {} {0}', table: '{}. {y} table'}\n"
    )
    assert "A {x} {} {0}" in html
    assert "1. {y} table" in html.replace("\u00a0", " ")


def test_statements_are_headed_in_the_language(tmp_path: Path) -> None:
    more = "lang: de\nstatements: {data-availability: Alles., own-heading: Text.}\n"
    more += "competing-interests: Keine.\n"
    html, word = made(tmp_path, more + "funding: {awards: [{source: DFG}]}\n")
    for text in (html, word):
        assert "Verfügbarkeit der Daten" in text
        assert "Interessenkonflikt" in text
        assert "Own heading" in text
        assert "Gefördert durch DFG." in text


def test_the_manual_lists_every_word() -> None:
    page = (Path(__file__).parents[1] / "docs" / "languages.md").read_text(encoding="utf-8")
    for name, word in language("en").words.items():
        assert f"`{name}` | {word} |" in page
    for name in language("en").kinds:
        assert f"`{name}`" in page
