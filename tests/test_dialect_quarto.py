"""Quarto's Divs: callouts, figures and tables, panels, and what only some formats show."""

import pytest

from guest import Guest, guest, kinds, nodes, words
from reportgen import build
from reportgen.diagnostics import Severity

__all__ = ["guest"]


@pytest.mark.parametrize("kind", ["note", "tip", "warning", "caution", "important"])
def test_a_callout_is_a_box_under_the_name_of_its_kind(guest: Guest, kind: str) -> None:
    path = guest.write("p.md", f"---\ntitle: T\n---\n\n::: {{.callout-{kind}}}\nMind it.\n:::\n")
    build(path, to=["html"], out=guest.folder / "out")
    page = (guest.folder / "out" / "p.html").read_text()
    box = page[page.index("<aside") : page.index("</aside>")]
    assert f'class="box callout callout-{kind}" role="note" aria-label="{kind.title()}"' in box
    assert f'<p class="block-title">{kind.title()}</p>' in box
    assert "<p>Mind it.</p>" in box


@pytest.mark.parametrize(
    "callout",
    [
        '::: {.callout-note title="Be ware"}\nMind.\n:::',
        "::: {.callout-note}\n## Be ware\n\nMind.\n:::",
        '::: {.callout-note collapse="true" icon=false title="Be ware"}\nMind.\n:::',
    ],
)
def test_a_callout_keeps_its_title(guest: Guest, callout: str) -> None:
    assert words(guest.read(f"{callout}\n", front="")) == "Be ware Mind."
    assert not list(guest.bag)


def test_faults_in_a_callout_have_their_places(guest: Guest) -> None:
    guest.read("::: {.callout-note}\n## Title by @nobody\n\nBy @noone.\n:::\n")
    assert [place[1:] for place in guest.places("cite-unknown")] == [(7, 13), (9, 4)]


@pytest.mark.parametrize("label", ["fig-x", "fig:x"])
def test_a_figure_in_a_div_has_its_caption_and_label(guest: Guest, label: str) -> None:
    body = f"See @{label}.\n\n::: {{#{label}}}\n![](f.svg){{fig-alt=x}}\n\nA *caption*.\n:::\n"
    manuscript = guest.manuscript(body, front="")
    (figure,) = nodes(manuscript.chapters[0].blocks, "Figure")
    assert words(figure["c"][1]) == "A caption."
    assert not list(guest.bag)


def test_a_table_in_a_div_has_its_caption_and_label(guest: Guest) -> None:
    body = "See @tbl-x.\n\n::: {#tbl-x}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nA caption.\n:::\n"
    (table,) = nodes(guest.read(body, front=""), "Table")
    assert table["c"][0][0] == "tbl-x"
    assert words(table["c"][1]) == "A caption."
    assert not list(guest.bag)


def test_figures_in_a_figure_are_lettered_and_named_by_the_whole(guest: Guest) -> None:
    body = (
        "See @fig-x, @fig-a and @fig-b.\n\n::: {#fig-x layout-ncol=2}\n"
        "![One](f.svg){#fig-a}\n\n![Two](f.svg){#fig-b}\n\nBoth.\n:::\n"
    )
    (figure,) = nodes(guest.read(body, front=""), "Figure")
    captions = [words(panel["c"][1][1]) for panel in nodes(figure["c"][2], "Div")]
    assert captions == ["(a) One", "(b) Two"]
    assert words(figure["c"][1]) == "Both."
    assert not guest.bag.failed


def test_an_aside_is_a_note(guest: Guest) -> None:
    blocks = guest.read("A word.[An *aside* here]{.aside}\n", front="")
    assert words(nodes(blocks, "Note")[0]["c"]) == "An aside here"


def test_tabs_stand_below_each_other_under_their_names(guest: Guest) -> None:
    body = "::: {.panel-tabset}\n## One\n\nFirst.\n\n## Two\n\nSecond.\n:::\n"
    blocks = guest.read(body, front="")
    assert words(blocks) == "One First. Two Second."
    assert not nodes(blocks, "Header")


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('.content-visible when-format="pdf"', True),
        ('.content-visible when-format="docx"', True),
        ('.content-visible when-format="html"', False),
        ('.content-visible unless-format="html"', True),
        ('.content-visible unless-format="pdf"', False),
        ('.content-hidden when-format="html"', True),
        ('.content-hidden when-format="pdf"', False),
        ('.content-hidden unless-format="pdf"', True),
    ],
)
def test_what_is_for_print_is_shown_and_the_rest_is_said(
    guest: Guest, attributes: str, shown: bool
) -> None:
    blocks = guest.read(
        f"One.\n\n::: {{{attributes}}}\nTwo.\n:::\n\n[Three]{{{attributes}}} four.\n"
    )
    assert ("Two." in words(blocks)) is shown
    assert ("Three" in words(blocks)) is shown
    assert len(guest.found("condition-format")) == (0 if shown else 2)
    if not shown:
        assert guest.places("condition-format")[0] == ("paper.qmd", 8, 1)


def test_a_condition_that_nobody_can_tell_shows_its_text_and_is_said(guest: Guest) -> None:
    blocks = guest.read('One.\n\n::: {.content-visible when-profile="x"}\nTwo.\n:::\n', front="")
    assert words(blocks) == "One. Two."
    assert guest.places("condition-format") == [("paper.qmd", 7, 1)]


def test_a_reference_that_can_only_print_its_label_is_said(guest: Guest) -> None:
    guest.read("By @box.\n\n::: {#box}\nIt holds.\n:::\n", front="")
    assert guest.places("reference-unnamed") == [("paper.qmd", 5, 4)]


def test_references_to_what_has_a_number_or_title_are_left_alone(guest: Guest) -> None:
    body = (
        "# One {#sec-a}\n\n[]{#here .label}By @sec-a, @fig-b, @eq-c, @here.\n\n"
        "![Cap](f.svg){#fig-b}\n\n$$x$$ {#eq-c}\n"
    )
    guest.read(body, front="")
    assert not guest.found("reference-unnamed")


def test_other_divs_stay_as_they_are(guest: Guest) -> None:
    blocks = guest.read("::: {.key-finding}\nOne.\n:::\n\n::: {#figures}\nTwo.\n:::\n", front="")
    assert kinds(blocks) == ["Div", "Div"]


@pytest.mark.parametrize("name", ["p.Rmd", "p.qmd"])
def test_a_style_that_is_not_in_the_project_gives_way_to_the_journals_own(
    guest: Guest, name: str
) -> None:
    front = "title: T\nbibliography: refs.bib\ncsl: ../apa-none.csl"
    path = guest.write(name, f"---\n{front}\n---\n\nBy @smith.\n")
    built = build(path, to=["html"], out=guest.folder / "out")
    said = [d for d in built.bag if d.code == "style-unknown"]
    assert [d.severity for d in said] == [Severity.WARNING]
    assert (guest.folder / "out/p.html").is_file()
