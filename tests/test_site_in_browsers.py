"""A journal's site in a real browser, opened from a disk: search, keys, no script, no network."""

from pathlib import Path
from typing import Any

import pytest

import chromium
from chromium import browser as browser
from journal_site import issue
from reportgen import website

pytestmark = chromium.MARKS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("site")
    for path, data in website.pages(issue().journal, [issue()]).items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_bytes(data)
    return top


def titles(page: Any) -> list[str]:
    found = page.eval_on_selector_all(
        ".entry-title", "all => all.filter(e => e.checkVisibility()).map(e => e.innerText)"
    )
    return [str(title) for title in found]


def test_the_search_finds_words_of_every_field_without_a_server(browser: Any, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "search.html").as_uri())
    for words, expected in (
        ("TRADE", ["On Chips"]), ("bo lee", ["On Chips"]), ("김에이", ["On Chips"]),
        ("반도", ["반도체 협력의 조건"]), ("초록", ["반도체 협력의 조건"]), ("nothing", []),
        ("2026", ["On Chips", "반도체 협력의 조건"]),
    ):  # fmt: skip
        page.get_by_role("searchbox").fill(words)
        assert titles(page) == expected, words
        assert page.get_by_role("status").inner_text() == f"Articles found: {len(expected)}"
    page.get_by_role("searchbox").fill("")
    assert len(titles(page)) == 2
    page.close()


def test_all_articles_are_listed_without_a_script(browser: Any, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "search.html").as_uri())
    assert page.get_by_role("heading", level=3).all_inner_texts() == [
        "On Chips", "반도체 협력의 조건",
    ]  # fmt: skip
    assert not page.locator("#search-words").is_visible()
    context.close()


def test_pages_fetch_nothing_but_what_is_beside_them_and_break_no_rule(
    browser: Any, folder: Path
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(error.message))
    for path in sorted(folder.rglob("*.html")):
        page.goto(path.as_uri())
        if b'http-equiv="refresh"' in path.read_bytes():
            page.wait_for_url(path.with_name("index.html").as_uri())
    page.close()
    assert not [url for url in asked if not url.startswith((folder.as_uri(), "data:"))]
    assert said == []


def test_the_first_page_is_walked_with_the_keyboard(browser: Any, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText.trim()"))
    assert reached[:3] == ["Skip to the text", "The Journal of Chips", "Current issue"]
    assert "On Chips" in reached
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_is_wider_than_its_window(browser: Any, folder: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for name in ("index", "archive", "authors", "subjects", "search", "about"):
        page.goto((folder / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.close()
