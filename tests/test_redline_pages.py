"""A redline on pages: each state reads whole in it, and what was changed can be found and heard."""

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import page
import pytest
from lxml import html as pages

from pages import lines
from redlined import built, redlines, states
from tagged import Tagged, read
from test_redline import NEW, OLD


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("pages")
    return states(
        folder, OLD, NEW, title=("On Alliances", "On Old Alliances"),
        author=("Jane Doe", "[Jane Doe, Kim Lee]"), abstract=("What this is.", "What it is."),
        keywords=("alliances, states, old", "alliances, powers, old"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def files(pair: tuple[Path, Path]) -> dict[str, bytes]:
    made = redlines(*pair, "html", "pdf")
    assert not made.bag.failed, [d.message for d in made.bag.errors]
    return {name.rpartition(".")[2]: data for name, data in made.files.items()}


@pytest.fixture(scope="module")
def shown(files: dict[str, bytes]) -> Any:
    return pages.document_fromstring(files["html"].decode())


@pytest.fixture(scope="module")
def tags(files: dict[str, bytes]) -> Tagged:
    return read(files["pdf"])


def words(document: Any, without: str = "") -> list[str]:
    """The words of abstract, text and notes, without what is inserted or what is deleted."""
    document = deepcopy(document)
    for gone in document.xpath(
        "//*[contains(@class, 'change-links') or contains(@class, 'noteref')"
        " or contains(@class, 'noteback') or @class='anchor' or @class='notejump'"
        " or @class='keywords']" + (f" | //{without}" if without else "")
    ):
        gone.drop_tree()
    parts = document.xpath("//section[@class='abstract']")
    parts += document.xpath("//*[contains(concat(' ', @class, ' '), ' body ')]")
    parts += document.xpath("//*[contains(@class, 'notes')]//li")
    found: list[str] = []
    for part in parts:
        for block in part.iter("p", "h1", "h2", "h3", "h4", "li", "td", "th", "figcaption", "div"):
            block.text = f" {block.text or ''}"
            block.tail = f" {block.tail or ''}"
        found += part.text_content().replace("\u2060", "").replace("¶", " ").split()
    return found


@pytest.mark.parametrize(("without", "state"), [("del", 1), ("ins", 0)])
def test_each_state_reads_whole_in_the_page(
    shown: Any, pair: tuple[Path, Path], tmp_path: Path, without: str, state: int
) -> None:
    alone = pages.document_fromstring(built(pair[state], "html", tmp_path).decode())
    assert len(words(alone)) > 60
    assert words(shown, without) == words(alone)


def test_the_list_of_changes_leads_to_each_of_them_and_on_to_the_next(shown: Any) -> None:
    listed = shown.xpath("//aside[@class='changes']//li//a/@href")
    assert listed == [f"#redline-{n}" for n in range(1, len(listed) + 1)]
    assert len(listed) > 12
    for address in listed:
        assert len(shown.xpath(f"//*[@id='{address[1:]}']")) == 1
    ways = shown.xpath("//*[@class='change-links']/a/@href")
    assert set(ways) == set(listed)
    assert len(ways) == 2 * len(listed) - 2
    last = shown.xpath("//aside//li[last()]")[0]
    assert last.text_content() == "authors: Jane Doe; Kim Lee"


def test_the_page_needs_no_script_for_it_and_no_identifier_is_there_twice(shown: Any) -> None:
    assert shown.xpath("//details/summary/text()")[0].startswith("Changes between v1 and now: ")
    names = shown.xpath("//@id")
    assert len(names) == len(set(names))


def test_each_mark_says_what_it_is(shown: Any) -> None:
    assert set(shown.xpath("//ins/@data-change")) == {"Inserted"}
    assert set(shown.xpath("//del/@data-change")) == {"Deleted"}
    assert not shown.xpath("//ins[not(@data-change)] | //del[not(@data-change)]")


def test_a_picture_that_was_changed_is_there_in_both_states(shown: Any) -> None:
    (old,) = shown.xpath("//figure[contains(., 'renamed')]//del//img/@src")
    (new,) = shown.xpath("//figure[contains(., 'renamed')]//ins//img/@src")
    assert old != new


def test_a_table_is_changed_by_rows_and_cells(shown: Any) -> None:
    rows = shown.xpath("//table//tr")
    said = [[cell.text_content() for cell in row] for row in rows]
    assert said[1:] == [["France", "1213"], ["Germany", "15"], ["Poland", "10"], ["Italy", "18"]]
    assert [e.text for e in rows[1].xpath(".//del | .//ins")] == ["12", "13"]
    assert len(rows[2].xpath(".//del")) == len(rows[3].xpath(".//ins")) == 2


def test_a_screen_reader_hears_what_was_inserted_and_deleted(tags: Tagged) -> None:
    said = [str(tag.entries["/Alt"]) for tag in tags.root.all("Span") if "/Alt" in tag.entries]
    assert "Deleted: 12" in said
    assert "Inserted: 13" in said
    assert any(re.match(r"Inserted: .*A heading that comes", one) for one in said)
    assert "Deleted: A paragraph that goes with its note." in said


def test_no_alternative_hides_a_link_or_a_note(tags: Tagged) -> None:
    for tag in tags.root.all("Span"):
        if "/Alt" in tag.entries:
            assert not tag.all("Link"), tag.outline()
            assert not tag.all("Note"), tag.outline()


def test_the_pdf_is_as_accessible_as_any(files: dict[str, bytes]) -> None:
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        found = page.validate_pdf_bytes(files["pdf"], profile=profile)
        assert [f"{f.rule_id}: {f.message}" for f in found.failures] == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_colours_are_readable_and_never_alone(dark: bool) -> None:
    folder = Path(__file__).parents[1] / "templates"
    sheet = (folder / "redline.css").read_text()
    for rule, line in (("ins", "underline"), ("del", "line-through")):
        found = re.search(rf"^{rule} {{ color: #(\w{{6}}); text-decoration: {line}", sheet, re.M)
        assert found, rule
        if dark:
            own = (folder / "redline.screen.css").read_text()
            found = re.search(rf"^  {rule} {{ color: #(\w{{6}}) }}", own, re.M)
        assert found, rule
        paper = luminance("16181b" if dark else "ffffff")
        low, high = sorted((luminance(found[1]), paper))
        assert (high + 0.05) / (low + 0.05) >= 7


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_table_of_other_columns_is_there_in_both_states_with_its_head(tmp_path: Path) -> None:
    table = "| {} |\n|{}\n| {} |\n"
    old = table.format("Land | Share", "---|---|", "France | 12")
    new = table.format("Land | Share | Year", "---|---|---|", "France | 12 | 2024")
    made = redlines(*states(tmp_path, f"# A\n\n{old}", f"# A\n\n{new}"), "html")
    shown = pages.document_fromstring(next(iter(made.files.values())).decode())
    first, second = shown.xpath("//table")
    assert first.xpath(".//th//del/text()") == ["Land", "Share"]
    assert second.xpath(".//thead//ins/text()") == ["Land", "Share", "Year"]


def test_a_changed_item_stands_on_the_line_of_its_marker(tmp_path: Path) -> None:
    old = "- first\n- second\n- third one\n\n1. fourth\n2. fifth\n\nEnd.\n\n- sixth\n\n- last\n"
    new = old.replace("- second\n", "").replace("one\n", "two\n- ninth\n")
    new = new.replace("fifth\n", "fifth\n3. tenth\n").replace("last", "end")
    made = redlines(*states(tmp_path, f"# A\n\n{old}", f"# A\n\n{new}"), "pdf")
    (tmp_path / "a.pdf").write_bytes(next(iter(made.files.values())))
    drawn = [re.sub(r"\W+", " ", line.text).strip() for line in lines(tmp_path / "a.pdf")[0]]
    assert "3 tenth" in [" ".join(re.findall(r"\d|[a-z]+", line)) for line in drawn]
    assert "3" not in drawn
