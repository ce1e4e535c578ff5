"""An issue in one file: its cover, contents, what stands around its articles, and the articles."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from bound import annotations, labels, pictures, place
from journal_issue import ISSUE, article, built, write
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.issues import front_pages
from reportgen.issues.build import BuiltIssue
from reportgen.issues.front_pages import Entry, Look
from reportgen.issues.plan import plan
from reportgen.languages import language
from reportgen.metadata import Record
from reportgen.metadata.issue import Article, Issue
from reportgen.parse.front_matter import Front
from reportgen.parse.front_matter import read as read_front
from reportgen.pipeline.batch import LocalBackend
from reportgen.themes.roman import number, roman
from tagged import Tagged, read

AROUND = "front: [about/masthead.md, about/note.md]\nback: [about/필자.md]\ntitle: On rules\n"
TO_RULES = "See [the rules](https://doi.org/10.5555/j.2026.3.2.1)."


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuiltIssue]:
    """An issue with all that can stand around its articles, built."""
    folder = write(tmp_path_factory.mktemp("volume"), ISSUE + AROUND)
    (folder / "about").mkdir()
    texts = {
        "masthead": "---\ntitle: Masthead\nlang: en\n---\n\n## Editors\n\nThe editors.\n",
        "note": "---\ntitle: A note\nlang: en\n---\n\nNote.[^1] <blink>\n\n[^1]: Said.\n",
        "필자": "---\ntitle: Contributors\nlang: en\n---\n\nThe editors.\n",
    }
    for name, text in texts.items():
        (folder / "about" / f"{name}.md").write_text(text, encoding="utf-8")
    review = folder / "review.md"
    review.write_text(article("A review", 1) + f"\n{TO_RULES}\n", encoding="utf-8")
    with LocalBackend(2) as cores:
        return folder, built(cores, folder, folder / ".cache", ("pdf",))


@pytest.fixture(scope="module")
def whole(issue: tuple[Path, BuiltIssue]) -> bytes:
    folder, made = issue
    assert made.bound, [d.message for d in made.bag]
    return (folder / "build" / "issue" / "issue.pdf").read_bytes()


def texts(data: bytes) -> list[list[str]]:
    """The lines of each page."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().splitlines() for page in document]


def outer(data: bytes) -> list[list[str]]:
    """The words in the margins at the head and the foot of each page."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        text, height = page.get_textpage(), page.get_height()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        far = [b for b in boxes if b[1] > height - 80 or b[3] < 80]
        found.append(" ".join(text.get_text_bounded(*box) for box in far).split())
    return found


def test_the_pages_stand_in_order_and_bear_the_numbers_of_their_labels(whole: bytes) -> None:
    found = labels(whole)
    assert found == ["i", "ii", "iii", "iv", "v", "vi", *map(str, range(1, 9))]
    pages = texts(whole)
    heads = {"i": "Volume 3, Issue 2 · January 2, 2026", "ii": "Masthead", "iii": "A note"}
    heads |= {"8": "Contributors"}
    for label, head in heads.items():
        assert pages[found.index(label)][0] == head
    assert "Contents" in pages[found.index("v")]
    blank = [label for label, page in zip(found, pages, strict=True) if not page]
    assert blank == ["iv", "vi", "2", "6"]
    for label, page, margins in zip(found[1:], pages[1:], outer(whole)[1:], strict=True):
        assert not page or label in margins


def test_pages_are_those_of_the_articles(issue: tuple[Path, BuiltIssue], whole: bytes) -> None:
    drawn, found = pictures(whole), labels(whole)
    for slug, first in {"rules": "1", "laboratories": "3", "review": "7"}.items():
        path = issue[0] / "build" / "issue" / "articles" / slug / "article.pdf"
        own, at = pictures(path.read_bytes()), found.index(first)
        assert drawn[at : at + len(own)] == own


def test_the_contents_lead_to_the_pages_that_they_name(whole: bytes) -> None:
    pdf = pikepdf.open(BytesIO(whole))
    found = labels(whole)
    listed = {}
    for page, annotation in annotations(pdf):
        if found[page] == "v" and "/Dest" in annotation:
            title, _, printed = str(annotation.Contents).rpartition(" ")
            listed[title] = printed
            assert found[place(pdf, annotation.Dest)[0]] == printed
    expected = {"Of rules": "1", "Laboratories": "3", "A review": "7", "Contributors": "8"}
    assert listed == expected


def test_the_site_of_the_issue_has_the_file(issue: tuple[Path, BuiltIssue], whole: bytes) -> None:
    site = issue[0] / "build" / "issue" / "site"
    (copy,) = site.rglob("issue.pdf")
    assert copy.read_bytes() == whole
    assert any('issue.pdf"' in page.read_text("utf-8") for page in site.rglob("index.html"))


def test_a_link_to_the_address_of_an_article_leads_to_it(whole: bytes) -> None:
    pdf = pikepdf.open(BytesIO(whole))
    (link,) = (a for _, a in annotations(pdf) if str(a.Contents) == "the rules")
    assert labels(whole)[place(pdf, link.Dest)[0]] == "1"


def test_the_file_says_what_it_is(whole: bytes) -> None:
    pdf = pikepdf.open(BytesIO(whole))
    assert str(pdf.docinfo.Title) == "A Journal, Volume 3, Issue 2: On rules"
    found = read(whole)
    titles = [str(part.entries["/T"]) for part in found.root.kids]
    assert titles == [
        "A Journal, Volume 3, Issue 2", "Masthead", "A note", "Contents", "Of rules",
        "Laboratories", "A review", "Contributors",
    ]  # fmt: skip


def test_what_stands_around_the_articles_is_not_checked_as_one(
    issue: tuple[Path, BuiltIssue],
) -> None:
    _, made = issue
    found = [(d.code, str(d.span and d.span.source.name)) for d in made.bag]
    assert found == [("raw-dropped", "about/note.md")]


def test_nothing_is_bound_where_what_stands_around_the_articles_is_missing(tmp_path: Path) -> None:
    folder = write(tmp_path, f"{ISSUE}back: [people.md, ../other.md]\n")
    _, bag = plan(folder, None)
    found = {d.code: (d.message, str(d.span and d.span.source.name)) for d in bag.errors}
    assert found == {
        "issue-missing": ("there is no article `people.md` here", "issue.yaml"),
        "file-outside": ("`../other.md` lies outside the issue", "issue.yaml"),
    }


# --- the pages that a theme sets ----------------------------------------------------------------


def front(text: str) -> Front:
    bag = Bag()
    found = read_front(Source("metadata.yaml", text), 0, len(text), bag)
    assert not bag.failed
    return found


def made_of(*entries: tuple[str, str, str, str], lang: str = "en-US", **more: Any) -> Issue:
    """An issue of articles, each with slug, section, language and front matter."""
    articles = tuple(
        Article(
            slug,
            Record(front(text), front(text).title, "", tag, "2026-01-02", "", "", True),
            section=section,
            first=1 + 20 * n,
            last=20 + 20 * n,
        )
        for n, (slug, section, tag, text) in enumerate(entries)
    )
    journal = front("title: x\njournal: {title: The Papers, whole: 3, issue: 2}").journal
    return Issue(journal, lang=lang, articles=articles, **more)


def look(theme: str, root: Path = Path("/nowhere")) -> Look:
    return Look(root, front(f"title: x\ntheme: {theme}"), datetime(2026, 1, 2, tzinfo=UTC))


SEVERAL = (
    ("han", "Articles", "en-US", "title: Of rules\nsubtitle: A study\nauthor: [Jane Doe, J. Roe]"),
    ("kim", "Articles", "ko", "title: 규칙에 대하여\nauthor: [김하나, 박두리]\nlang: ko"),
    ("lee", "Reviews", "en-US", "title: Old rules\nretraction: {date: 2026-01-01, text: Wrong.}"),
)


def contents(theme: str, issue: Issue) -> Tagged:
    bag = Bag()
    data = front_pages.contents_pdf(issue, look(theme), bag)
    assert data is not None
    assert not bag.found
    return read(data)


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_the_contents_are_a_list_in_the_languages_of_their_entries(theme: str) -> None:
    found = contents(theme, made_of(*SEVERAL))
    assert [found.words(tag) for tag in found.root.all("H1")] == ["Contents"]
    assert [found.words(tag) for tag in found.root.all("H2")] == ["Articles", "Reviews"]
    items = found.root.all("TOCI")
    said = [[found.words(tag) for tag in item.all("Link") + item.all("P")] for item in items]
    assert said == [
        ["Of rules A study 1", "Jane Doe and J. Roe"],
        ["규칙에 대하여 21", "김하나·박두리"],
        [f"{language('en').words['retracted']} Old rules 41"],
    ]
    assert [str(item.entries.get("/Lang", "")) for item in items] == ["", "ko", ""]
    links = [str(link.A.URI) for item in items for tag in item.all("Link") for link in tag.links]
    assert list(dict.fromkeys(links)) == ["part:han", "part:kim", "part:lee"]
    assert "/r" in str(found.pdf.Root.PageLabels.Nums[1].S)


def test_contents_go_from_right_to_left_where_their_language_does() -> None:
    found = contents("journal", made_of(("a", "", "ar", "title: القواعد\nlang: ar"), lang="ar"))
    out = BytesIO()
    found.pdf.save(out)
    page = pypdfium2.PdfDocument(out.getvalue())[0].get_textpage()
    boxes = [page.get_rect(n) for n in range(page.count_rects())]
    number = next(b for b in boxes if page.get_text_bounded(*b).strip() == "1")
    others = [b for b in boxes if abs(b[1] - number[1]) < 5 and b != number]
    assert others
    assert all(number[2] < box[0] for box in others)


@pytest.mark.parametrize("theme", ["journal", "report"])
@pytest.mark.parametrize("count", [1, 11, 40])
def test_a_cover_is_one_page_however_many_articles_there_are(theme: str, count: int) -> None:
    title = "Export controls after the chips and the long road to a common front in standards"
    entries = [(f"a{n}", "Articles", "en-US", f"title: {title}") for n in range(count)]
    data = front_pages.cover_pdf(made_of(*entries), look(theme), Bag())
    assert data is not None
    (page,) = texts(data)
    assert "The Papers" in page
    assert ("Articles" in page) == (count < 40)


def test_a_cover_may_be_a_picture_with_its_words() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>'
    issue = made_of(*SEVERAL, cover=svg, cover_alt="A square")
    found = read(front_pages.cover_pdf(issue, look("journal"), Bag()) or b"")
    (figure,) = found.root.all("Figure")
    assert str(figure.entries["/Alt"]) == "A square"
    assert found.words(found.root) == ""


def test_a_cover_that_is_no_picture_is_an_error() -> None:
    bag = Bag()
    issue = made_of(*SEVERAL, cover=b"GIF?")
    assert front_pages.cover_pdf(issue, look("journal"), bag) is None
    assert [d.code for d in bag.errors] == ["image-unreadable"]


def test_a_journals_own_template_may_link_to_its_articles_and_to_nothing_else(
    tmp_path: Path,
) -> None:
    own = tmp_path / "templates" / "issue.print.html.j2"
    own.parent.mkdir()
    page = (
        "<!DOCTYPE html><title>C</title><p><a href='{}'>{{{{ sections[0].entries[0].title }}}}</a>"
    )
    for address, fine in (("{{ sections[0].entries[0].address }}", True), ("part:doe", False)):
        own.write_text(page.format(address), encoding="utf-8")
        bag = Bag()
        data = front_pages.contents_pdf(made_of(*SEVERAL), look("journal", tmp_path), bag)
        assert (data is not None) == fine
        assert [d.code for d in bag.errors] == ([] if fine else ["template-unsafe"])


def test_entries_without_pages_have_no_leader() -> None:
    data = front_pages.contents_pdf(
        made_of(*SEVERAL), look("journal"), Bag(), [Entry("Of rules", "part:han", lang="en")]
    )
    (page,) = texts(data or b"")
    assert "Of rules" in page
    assert not any(line.startswith(". ") for line in page)


def test_roman_numerals_are_written_and_read() -> None:
    numbers = {1: "i", 4: "iv", 9: "ix", 14: "xiv", 40: "xl", 1999: "mcmxcix"}
    for value, numeral in numbers.items():
        assert roman(value) == numeral
        assert number(numeral) == value
    assert [number(text) for text in ("", "iiii", "12", "IV", "vx", "e1")] == [0] * 6
