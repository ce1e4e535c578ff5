"""Documents and parts that are written from right to left, in all formats."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from pages import lines
from reportgen import build
from reportgen.resolve.script_spans import mark
from reportgen.themes.mirror import mirrored
from reportgen.tree.nodes import Node, string

FRONT = "---\ntitle: {}\nlang: {}\n{}---\n\n"
HEBREW = "שיתוף פעולה אינו היעדר של מחלוקת, אלא התאמה הדדית של מדיניות."
TABLE = "| א | ב |\n|---|---|\n| ג | ד |\n\n: כותרת {#tbl-a}\n"


def built(folder: Path, lang: str, text: str, *to: str, title: str = "T") -> Path:
    (folder / "p.md").write_text(FRONT.format(title, lang, "") + text + "\n", encoding="utf-8")
    result = build(folder / "p.md", to=to or ("pdf",))
    assert not result.bag.failed, result.bag.found
    return folder / "build"


def spans(words: str, lang: str) -> list[tuple[str, str, str]]:
    """The runs that are marked in a line: language, direction, words."""
    (block,) = mark([{"t": "Plain", "c": string(words)}], lang)
    found = []
    for node in block["c"]:
        if node["t"] == "Span":
            pairs = dict(node["c"][0][2])
            said = "".join(n.get("c", " ") for n in node["c"][1])
            found.append((pairs.get("lang", ""), pairs.get("dir", ""), said))
    return found


@pytest.mark.parametrize(
    ("lang", "words", "marked"),
    [
        ("en", "a phrase such as חלוקת עבודה, which", [("he", "rtl", "חלוקת עבודה")]),
        ("en", "in عام 2021 ولم then", [("ar", "rtl", "عام 2021 ولم")]),
        ("en", "one שלום two עולם", [("he", "rtl", "שלום"), ("he", "rtl", "עולם")]),
        ("en", "ภาษาไทย, and हिन्दी", [("th", "", "ภาษาไทย"), ("hi", "", "हिन्दी")]),
        ("en", "nothing — “here” at all 12", []),
        ("he", "בשנת 1984 After Hegemony (1984) עוד", [("", "ltr", "After Hegemony")]),
        ("he", "רק עברית 12", []),
        ("fa", "فارسی", []),
        ("ko", "한국어 שלום", [("he", "rtl", "שלום")]),
    ],
)
def test_a_run_is_marked_from_its_first_letter_to_its_last(
    lang: str, words: str, marked: list[tuple[str, str, str]]
) -> None:
    assert spans(words, lang) == marked


def test_what_has_its_language_or_direction_is_left_alone() -> None:
    own: Node = {
        "t": "Div",
        "c": [["", [], [["lang", "yi"]]], [{"t": "Para", "c": string("שלום")}]],
    }
    assert mark([own], "en") == [own]


def test_no_word_is_lost_in_marking() -> None:
    from reportgen.tree.nodes import text

    words = "אבג (After *Hegemony*), 12–13: ‘דהו’ x/y… زمن 2021."
    for lang in ("en", "he", "ar"):
        assert text(mark([{"t": "Para", "c": string(words)}], lang)) == text(string(words)) or (
            text(mark([{"t": "Para", "c": string(words)}], lang)).strip() == words
        )


def test_a_paragraph_of_the_other_direction_begins_at_its_own_side(tmp_path: Path) -> None:
    build_folder = built(tmp_path, "en-US", f"English.\n\n{HEBREW}\n", "html", "docx")
    html = (build_folder / "p.html").read_text(encoding="utf-8")
    assert re.search(r'<div lang="he" dir="rtl">\s*<p[^>]*>שיתוף', html)
    with ZipFile(build_folder / "p.docx") as package:
        word = package.read("word/document.xml").decode()
    assert word.count("<w:bidi/>") == 1
    assert "<w:rtl/>" in word


def test_a_page_from_right_to_left_is_mirrored(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (hebrew,) = lines(built(one, "he", f"# כותרת\n\n{HEBREW}\n", title="כותרת") / "p.pdf")
    (english,) = lines(built(other, "en", "# Heading\n\nText stands here.\n") / "p.pdf")
    width = 612
    begins = min(line.left for line in english)
    ends = max(line.right for line in hebrew)
    assert abs((width - ends) - begins) < 4


def test_the_page_for_browsers_and_the_word_document_say_their_direction(tmp_path: Path) -> None:
    text = f"# כותרת\n\n{HEBREW}^[הערה.] ראו @tbl-a.\n\n{TABLE}"
    folder = built(tmp_path, "he", text, "html", "docx", title="כותרת")
    html = (folder / "p.html").read_text(encoding="utf-8")
    assert '<html lang="he" class="article" dir="rtl">' in html or 'lang="he" dir="rtl"' in html
    with ZipFile(folder / "p.docx") as package:
        word = package.read("word/document.xml").decode()
        notes = package.read("word/endnotes.xml").decode()
        styles = package.read("word/styles.xml").decode()
    paragraphs = re.findall(r"<w:p>.*?</w:p>", word)
    assert paragraphs
    assert all("<w:bidi/>" in paragraph for paragraph in paragraphs)
    assert "<w:bidiVisual/>" in word
    assert re.search(r"<w:sectPr>.*<w:bidi/>", word)
    assert "<w:rtl/>" in notes
    assert 'w:bidi="he-IL"' in styles
    assert 'w:cs="Noto Serif Hebrew"' in styles


def test_a_document_from_left_to_right_has_none_of_it(tmp_path: Path) -> None:
    folder = built(tmp_path, "en-US", "Text.\n\n| a |\n|---|\n| b |\n", "html", "docx")
    html = (folder / "p.html").read_text(encoding="utf-8")
    assert " dir=" not in html
    with ZipFile(folder / "p.docx") as package:
        for name in ("document", "styles"):
            xml = package.read(f"word/{name}.xml").decode()
            assert not re.search("<w:(bidi|rtl|bidiVisual)/", xml)


@pytest.mark.parametrize(
    ("rules", "turned"),
    [
        ("p { margin-left: 2pt }", "p { margin-right: 2pt }"),
        ("p { border-left: 1pt solid; left: 0 }", "p { border-right: 1pt solid; right: 0 }"),
        ("p { border-left-width: 1pt }", "p { border-right-width: 1pt }"),
        ("p { padding: 1pt 2pt 3pt 4pt }", "p { padding: 1pt 4pt 3pt 2pt }"),
        ("p { padding: 0 0 0 calc(1pt + 2em) }", "p { padding: 0 calc(1pt + 2em) 0 0 }"),
        ("p { margin: 1pt 2pt 3pt; float: left }", "p { margin: 1pt 2pt 3pt; float: right }"),
        ("p { text-align: left !important }", "p { text-align: right !important }"),
        ("@page :left { @top-left { content: 'left: 1' } }",
         "@page :right { @top-right { content: 'left: 1' } }"),
        ("@page turned { @top-left-corner { padding-left: 4pt } }",
         "@page turned { @top-right-corner { padding-right: 4pt } }"),
        (":root { --outset-left: -7pt } p { margin-left: var(--outset-left) }",
         ":root { --outset-left: -7pt } p { margin-right: var(--outset-left) }"),
        ("p { background: url(left.png) } /* margin-left: 1pt */",
         "p { background: url(left.png) } /* margin-left: 1pt */"),
    ],
)  # fmt: skip
def test_rules_are_turned_round(rules: str, turned: str) -> None:
    assert mirrored(rules) == turned


def test_turned_twice_every_theme_is_as_before() -> None:
    for sheet in (Path(__file__).parents[1] / "templates").rglob("*.css"):
        css = sheet.read_text(encoding="utf-8").replace("object-position: 0 0", "")
        plain = re.sub(r"(?<=[:\s])\s+", " ", css)
        assert re.sub(r"(?<=[:\s])\s+", " ", mirrored(mirrored(css))) == plain


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_an_arabic_page_conforms(theme: str, tmp_path: Path) -> None:
    import page

    text = FRONT.format("قواعد للخوارزميات", "ar", f"theme: {theme}\n")
    text += "# التعاون في التقنية\n\nنص.\n"
    (tmp_path / "p.md").write_text(text, encoding="utf-8")
    (file,) = build(tmp_path / "p.md", to=["pdf"]).files
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        assert not page.validate_pdf_bytes(file.read_bytes(), profile=profile).failures
