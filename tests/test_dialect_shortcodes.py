"""Quarto's shortcodes and includes, and bookdown's text references."""

import pytest

from guest import Guest, guest, nodes, words

__all__ = ["guest"]


def test_an_included_file_stands_in_its_place(guest: Guest) -> None:
    guest.write("parts/one.qmd", "---\ntitle: x\n---\n\n# Two\n\nIncluded @smith.\n")
    blocks = guest.read("One.\n\n{{< include parts/one.qmd >}}\n\nThree.\n")
    assert words(blocks).startswith("One. Two Included")
    assert [node["t"] for node in blocks] == ["Para", "Header", "Para", "Para"]
    assert not guest.found("cite-unknown")


def test_faults_of_an_included_file_stand_in_it(guest: Guest) -> None:
    guest.write("a.qmd", "Line.\n\nBy @nobody.\n\n{{< include b.qmd >}}\n")
    guest.write("b.qmd", "\nBy @noone.\n")
    guest.read("{{< include a.qmd >}}\n\nThen @none.\n")
    assert guest.places("cite-unknown") == [
        ("a.qmd", 3, 4), ("b.qmd", 2, 4), ("paper.qmd", 8, 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["{{< include no.qmd >}}", "```{r, child='no.qmd'}\n```", "```{include} no.qmd\n```"],
)
def test_an_included_file_that_is_not_there_is_a_fault(guest: Guest, line: str) -> None:
    guest.read(f"One.\n\n{line}\n")
    assert guest.places("include-missing") == [("paper.qmd", 8, 1)]


@pytest.mark.parametrize("name", ["../secret.md", "/etc/passwd", ".git/config", "link.md"])
def test_no_file_outside_the_project_is_included(guest: Guest, name: str) -> None:
    (guest.folder.parent / "secret.md").write_text("secret", encoding="utf-8")
    (guest.folder / "link.md").symlink_to(guest.folder.parent / "secret.md")
    blocks = guest.read(f"One.\n\n{{{{< include {name} >}}}}\n")
    assert words(blocks) == "One."
    assert guest.found("include-missing")


def test_files_that_include_each_other_are_a_fault_and_end(guest: Guest) -> None:
    guest.write("a.qmd", "A\n\n{{< include b.qmd >}}\n")
    guest.write("b.qmd", "B\n\n{{< include a.qmd >}}\n")
    guest.read("{{< include a.qmd >}}\n\n{{< include paper.qmd >}}\n")
    assert guest.places("include-circle") == [("b.qmd", 3, 1), ("paper.qmd", 8, 1)]


def test_files_are_included_as_deep_as_allowed_and_no_deeper(guest: Guest) -> None:
    for number in range(12):
        guest.write(f"{number}.qmd", f"Part{number}.\n\n{{{{< include {number + 1}.qmd >}}}}\n")
    blocks = guest.read("{{< include 0.qmd >}}\n")
    assert words(blocks) == " ".join(f"Part{n}." for n in range(8))
    assert guest.places("include-circle") == [("7.qmd", 3, 1)]


def test_files_that_multiply_are_bounded(guest: Guest) -> None:
    for number in range(7):
        guest.write(f"{number}.qmd", f"{{{{< include {number + 1}.qmd >}}}}\n\n" * 10)
    guest.write("7.qmd", "x\n")
    guest.read("Text.\n\n{{< include 0.qmd >}}\n")
    assert guest.found("include-circle")


def test_shortcodes_stand_for_values(guest: Guest) -> None:
    guest.write("_variables.yml", "version: 1.2\nby:\n  name: Ada\n")
    blocks = guest.read(
        "{{< meta title >}}, {{< meta author.1.name >}}, {{< var version >}}, {{<var by.name>}}.\n"
        "\n{{< pagebreak >}}\n\nEnd.\n",
        front="author:\n  - name: Bo Lee\nbibliography: refs.bib\n",
    )
    assert words(blocks) == "A title, Bo Lee, 1.2, Ada. End."


@pytest.mark.parametrize("code", ["{{< meta nothing >}}", "{{< var nothing >}}"])
def test_a_value_that_is_not_there_is_a_fault(guest: Guest, code: str) -> None:
    guest.read(f"One {code}.\n")
    assert guest.places("shortcode-unknown") == [("paper.qmd", 6, 5)]


@pytest.mark.parametrize(
    "code", ["{{< fa star >}}", "{{< lipsum 2 >}}", "{{< figure src='x' >}}", "{{<env HOME>}}"]
)
def test_other_shortcodes_are_left_out_and_said(guest: Guest, code: str) -> None:
    blocks = guest.read(f"One {code} two.\n")
    assert words(blocks) == "One two."
    assert guest.places("shortcode-unknown") == [("paper.qmd", 6, 5)]


def test_a_video_stands_as_its_address(guest: Guest) -> None:
    blocks = guest.read("{{< video https://example.org/v title='x' >}}\n")
    assert words(blocks) == "https://example.org/v"
    assert guest.found("shortcode-unknown")


def test_shortcodes_in_code_and_escaped_ones_are_shown(guest: Guest) -> None:
    blocks = guest.read("Write `{{< meta x >}}` or {{{< var y >}}}.\n\n```\n{{< meta z >}}\n```\n")
    assert words(blocks) == "Write {{< meta x >}} or {{< var y >}}. {{< meta z >}}"
    assert not guest.found("shortcode-unknown")


def test_text_references_are_the_words_that_they_stand_for(guest: Guest) -> None:
    blocks = guest.read(
        "(ref:cap) A *long* caption by @nobody.\n\n```{r a, fig.cap='(ref:cap)'}\n1\n```\n\n"
        "![(ref:two)](f.svg)\n\n(ref:two) Another.\n\nSee \\@ref(fig:a).\n",
        name="paper.Rmd",
    )
    first, second = nodes(blocks, "Figure")
    assert words(first["c"][1][1][0]["c"][:5]) == "A long caption"
    assert words(second["c"][1]) == "Another."
    assert [place[1:] for place in guest.places("cite-unknown")] == [(6, 31)]


def test_a_text_reference_without_words_or_use_is_said(guest: Guest) -> None:
    blocks = guest.read("![(ref:no)](f.svg)\n\n(ref:unused) Words.\n", name="paper.Rmd")
    assert "(ref:" not in words(blocks)
    assert guest.places("reference-unknown") == [("paper.Rmd", 6, 3)]
    assert guest.places("label-unused") == [("paper.Rmd", 8, 1)]
