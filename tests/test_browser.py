"""The pages in a real browser: notes open where they are cited, nothing overflows or is fetched."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import chromium
from chromium import browser as browser
from reportgen.pipeline import build

PROJECT = Path(__file__).parents[1]
NOTE = "#note-1-text"
MARK = "#noteref-1"
pytestmark = chromium.MARKS


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("html")
    built = build.build(PROJECT, to=["html"], out=out)
    return {path.stem: path.as_uri() for path in built.files}


@pytest.fixture
def opened(browser: Any, pages: dict[str, str]) -> Iterator[Any]:
    contexts = []

    def open_(name: str = "article", **settings: Any) -> Any:
        context = browser.new_context(**{"reduced_motion": "reduce", **settings})
        contexts.append(context)
        page = context.new_page()
        page.goto(pages[name])
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        return page

    yield open_
    for context in contexts:
        context.close()


def _over(page: Any, note: str = NOTE) -> bool:
    """Whether a note's text is shown over the page, and not only in the list of notes."""
    return bool(page.eval_on_selector(note, "e => getComputedStyle(e).position === 'fixed'"))


def _near(page: Any) -> float:
    """How many pixels lie between a marker and its open note."""
    return float(
        page.evaluate(
            """([mark, note]) => {
              const m = document.querySelector(mark).getBoundingClientRect();
              const n = document.querySelector(note).getBoundingClientRect();
              return Math.max(n.top - m.bottom, m.top - n.bottom,
                n.left - m.right, m.left - n.right, 0);
            }""",
            [MARK, NOTE],
        )
    )


def _waits(page: Any, open_: bool) -> None:
    page.wait_for_function(
        "([note, open]) => open ==="
        " (getComputedStyle(document.querySelector(note)).position === 'fixed')",
        arg=[NOTE, open_],
        timeout=3000,
    )


@pytest.mark.parametrize("scripts", [True, False])
class TestWithAndWithoutScripts:
    def test_a_note_opens_beside_its_marker_on_hover(self, opened: Any, scripts: bool) -> None:
        page = opened(java_script_enabled=scripts, viewport={"width": 1000, "height": 720})
        page.hover(MARK)
        if scripts:
            _waits(page, True)
        assert _over(page)
        assert _near(page) < 24
        assert page.locator(NOTE).is_visible()

    def test_a_note_opens_on_focus(self, opened: Any, scripts: bool) -> None:
        page = opened(java_script_enabled=scripts)
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.locator(f"{MARK}:focus").count():
                break
        assert page.locator(f"{MARK}:focus").count() == 1
        assert _over(page)

    def test_a_tap_opens_a_note_and_a_tap_outside_closes_it(
        self, opened: Any, scripts: bool
    ) -> None:
        settings = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 800}}
        page = opened(java_script_enabled=scripts, **settings)
        page.tap(MARK)
        assert _over(page)
        assert page.locator(f"{NOTE}:popover-open").count() == 1
        page.touchscreen.tap(200, 60)
        assert page.locator(f"{NOTE}:popover-open").count() == 0

    def test_escape_closes_a_note_that_was_opened_by_a_key(
        self, opened: Any, scripts: bool
    ) -> None:
        page = opened(java_script_enabled=scripts)
        page.focus(MARK)
        page.keyboard.press("Enter")
        assert page.locator(f"{NOTE}:popover-open").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(f"{NOTE}:popover-open").count() == 0


def test_escape_closes_a_note_that_hover_has_opened(opened: Any) -> None:
    page = opened()
    page.hover(MARK)
    _waits(page, True)
    page.keyboard.press("Escape")
    _waits(page, False)


def test_an_open_note_may_be_pointed_at_and_closes_when_left(opened: Any) -> None:
    page = opened()
    page.hover(MARK)
    _waits(page, True)
    page.hover(NOTE)
    page.wait_for_timeout(400)
    assert _over(page)
    page.mouse.move(5, 5)
    _waits(page, False)


def test_a_click_keeps_a_note_open_and_another_closes_it(opened: Any) -> None:
    page = opened()
    page.hover(MARK)
    _waits(page, True)
    page.click(MARK)
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    assert _over(page)
    page.click(MARK)
    _waits(page, False)


def test_a_key_moves_the_focus_into_a_note_and_escape_brings_it_back(opened: Any) -> None:
    page = opened()
    page.focus(MARK)
    page.keyboard.press("Enter")
    assert page.locator(f"{NOTE}:focus").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(f"{MARK}:focus").count() == 1


def test_an_open_note_leads_to_the_list_of_notes_and_the_list_back(opened: Any) -> None:
    page = opened()
    page.click(MARK)
    page.click(f"{NOTE} .notejump")
    _waits(page, False)
    assert page.url.endswith("#note-1")
    assert page.locator("#note-1").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    page.click("#note-1 .noteback")
    assert page.url.endswith("#noteref-1")
    assert page.locator(MARK).evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_the_list_shows_every_note(opened: Any) -> None:
    page = opened()
    shown = page.locator(".endnotes .note")
    assert shown.count() > 50
    assert all(shown.nth(i).is_visible() for i in range(shown.count()))


def test_an_open_note_does_not_cover_its_marker(opened: Any) -> None:
    for size in ((360, 640), (1200, 500)):
        page = opened(viewport={"width": size[0], "height": size[1]})
        page.eval_on_selector(MARK, "e => e.scrollIntoView({block: 'end'})")
        page.click(MARK)
        page.wait_for_timeout(100)
        assert _over(page)
        assert _near(page) >= 0
        apart = """([mark, note]) => {
          const m = document.querySelector(mark).getBoundingClientRect();
          const n = document.querySelector(note).getBoundingClientRect();
          return m.top >= 0 && n.top >= 0 && n.bottom <= innerHeight
            && (m.bottom <= n.top + 8 || m.top >= n.bottom - 8);
        }"""
        assert page.evaluate(apart, [MARK, NOTE])


@pytest.mark.parametrize("name", ["article", "brief"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_screen(opened: Any, name: str, scheme: str, width: int) -> None:
    page = opened(name, color_scheme=scheme, viewport={"width": width, "height": 800})
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert over <= 0


def test_no_marker_begins_a_line(opened: Any) -> None:
    alone = """() => [...document.querySelectorAll('.noteref')].filter((mark) => {
      const range = document.createRange();
      const before = mark.previousSibling ?? mark.parentElement.previousSibling;
      range.selectNodeContents(before);
      const rects = range.getClientRects();
      return rects[rects.length - 1].right > mark.getBoundingClientRect().left + 2;
    }).map((mark) => mark.id)"""
    for width in (320, 390, 500, 800):
        page = opened(viewport={"width": width, "height": 800})
        assert page.evaluate(alone) == []


@pytest.mark.parametrize("name", ["article", "brief"])
def test_a_page_asks_the_network_for_nothing_and_its_policy_stops_nothing(
    browser: Any, pages: dict[str, str], name: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(pages[name])
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    assert [url for url in asked if not url.startswith("data:")] == [pages[name]]
    assert said == []
    page.close()


def test_text_is_set_in_the_faces_that_travel_with_the_page(opened: Any) -> None:
    page = opened()
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    assert {name.strip('"') for name in loaded} >= {"Source Serif 4", "Source Sans 3"}


def test_the_keyboard_reaches_the_skip_link_first(opened: Any) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.locator(".skip:focus").is_visible()
    page.keyboard.press("Enter")
    assert page.locator("main:focus").count() == 1


@pytest.mark.parametrize("paper", [(8.5, 11.0), (8.27, 11.69)])
def test_the_brief_prints_on_one_page(
    opened: Any, paper: tuple[float, float], tmp_path: Path
) -> None:
    from pypdfium2 import PdfDocument

    file = tmp_path / "brief.pdf"
    width, height = (f"{side}in" for side in paper)
    opened("brief").pdf(path=file, width=width, height=height)
    assert len(PdfDocument(file)) == 1


def test_from_1280_pixels_on_an_open_note_covers_no_text(opened: Any) -> None:
    page = opened(viewport={"width": 1280, "height": 900})
    mark = page.locator("button.noteref").nth(6)
    mark.scroll_into_view_if_needed()
    mark.click()
    note = page.locator(".note:popover-open").bounding_box()
    text = page.locator(".body").bounding_box()
    assert note["x"] >= text["x"] + text["width"]
    assert note["x"] + note["width"] <= 1280
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_contents_mark_the_section_that_is_read(opened: Any) -> None:
    page = opened(viewport={"width": 1280, "height": 900})
    name = page.locator(".body h3").nth(1).get_attribute("id")
    page.evaluate("id => document.getElementById(id).scrollIntoView()", name)
    page.wait_for_selector(f'.contents a[aria-current][href="#{name}"]')
    assert page.locator(".contents a[aria-current]").count() == 1


def test_a_figure_enlarges_without_a_script_and_closes_again(opened: Any) -> None:
    page = opened(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    button, picture = page.locator(".enlarge").first, page.locator(".plate img").first
    assert button.get_attribute("aria-label") == "Enlarge: Figure 1"
    small = picture.bounding_box()["width"]
    button.click()
    assert picture.bounding_box()["width"] > 1.9 * small
    button.click()
    assert picture.bounding_box()["width"] == small


def test_forced_colours_leave_pictures_on_white(opened: Any) -> None:
    page = opened(forced_colors="active", color_scheme="dark")
    shown = "e => getComputedStyle(e).backgroundColor"
    assert page.eval_on_selector(".plate img", shown) == "rgb(255, 255, 255)"
