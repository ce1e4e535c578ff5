"""What a text says of itself outside its front matter: its title, its authors, its date."""

import pytest

from guest import Guest, guest, words
from reportgen.diagnostics import Bag, Severity
from reportgen.parse import Manuscript
from reportgen.pipeline.build import examine

__all__ = ["guest"]


def read(guest: Guest, text: str) -> Manuscript:
    guest.bag = Bag()
    found = examine(guest.write("paper.md", text), guest.bag)
    assert found is not None, [d.message for d in guest.bag]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "# My *title*\n\nWords.\n",
        "\n# My *title* #\nWords.\n",
        "My *title*\n===\n\nWords.\n",
        "---\nauthor: A B\n---\n\n# My *title* {#top}\n\nWords.\n",
        "# My *title*\n\nWords.\n\n# Introduction\n",
    ],
)
def test_a_first_heading_is_the_title_where_none_is_given(guest: Guest, text: str) -> None:
    found = read(guest, text)
    assert found.front.title == "My title"
    assert words(found.prose["title"]) == "My title"
    assert words(found.chapters[0].blocks).startswith("Words.")
    (said,) = guest.found("title-heading")
    assert said.severity is Severity.NOTE
    assert said.span
    assert said.span.text == "My *title*"
    assert not guest.bag.failed


@pytest.mark.parametrize(
    "text",
    [
        "# Introduction\n\nWords.\n\n# Methods\n",
        "Words.\n\n# Later\n",
        "## Second\n\nWords.\n",
        "    # Code\n",
    ],
)
def test_a_section_is_no_title(guest: Guest, text: str) -> None:
    read(guest, text)
    assert guest.found("front-missing")
    assert not guest.found("title-heading")


def test_a_file_without_any_title_is_called_by_its_name(guest: Guest) -> None:
    guest.bag = Bag()
    path = guest.write("field-notes_of-May.qmd", "Words.\n\n## Later\n\nMore words.\n")
    found = examine(path, guest.bag)
    assert found is not None
    assert found.front.title == "Field notes of May"
    (said,) = guest.found("front-missing")
    assert said.severity is Severity.WARNING


def test_a_title_that_is_left_empty_is_an_error(guest: Guest) -> None:
    read(guest, "---\ntitle:\n---\n\nWords.\n")
    assert [d.severity for d in guest.found("front-missing")] == [Severity.ERROR]


def test_a_title_that_is_given_leaves_headings_alone(guest: Guest) -> None:
    found = read(guest, "---\ntitle: T\n---\n\n# One\n\nWords.\n")
    assert words(found.chapters[0].blocks) == "One Words."
    assert not guest.found("title-heading")


def test_faults_behind_the_title_have_their_places(guest: Guest) -> None:
    read(guest, "# T\n\nBy @nobody.\n")
    assert guest.places("cite-unknown") == [("paper.md", 3, 4)]


def test_pandocs_title_block_is_read(guest: Guest) -> None:
    found = read(guest, "% My title\n  goes on\n% Ann Lee; Bo Kim\n% 2020-01-02\n\nWords.\n")
    assert found.front.title == "My title goes on"
    assert [a.name for a in found.front.authors] == ["Ann Lee", "Bo Kim"]
    assert found.front.date
    assert found.front.date.iso == "2020-01-02"
    assert words(found.chapters[0].blocks) == "Words."
    assert not guest.bag.failed
