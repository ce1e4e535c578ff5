"""MyST's directives, roles and lines as what they mean, each fault at its place."""

import pytest

from guest import Guest, guest, kinds, nodes, words
from reportgen import build

__all__ = ["guest"]


@pytest.mark.parametrize(
    "figure",
    [
        ":::{figure} f.svg\n:label: fig:one\n:alt: A dot\nA *caption*.\n:::",
        "```{figure} f.svg\n:name: fig:one\n:alt: A dot\n\nA *caption*.\n```",
        "````{figure} f.svg\n---\nname: fig:one\nalt: A dot\n---\nA *caption*.\n````",
        "(fig:one)=\n```{figure} f.svg\n:alt: A dot\nA *caption*.\n```",
    ],
)
def test_a_figure_has_its_label_description_and_caption(guest: Guest, figure: str) -> None:
    blocks = guest.read(f"See {{numref}}`fig:one`.\n\n{figure}\n\nEnd.\n", name="paper.md")
    (found,) = nodes(blocks, "Figure")
    assert words(found["c"][1]) == "A caption."
    assert words(blocks).endswith("End.")
    assert not guest.found("reference-unknown")
    assert not guest.found("image-alt")


@pytest.mark.parametrize("kind", ["note", "warning", "tip", "important", "seealso", "danger"])
@pytest.mark.parametrize("fence", ["```", ":::", "````", "::::"])
def test_an_admonition_is_a_box_under_its_name(guest: Guest, kind: str, fence: str) -> None:
    blocks = guest.read(f"{fence}{{{kind}}}\nMind *this* of @smith.\n{fence}\n", name="paper.md")
    box = nodes(blocks, "Div")[0]
    assert box["c"][0][1][:2] == ["box", "callout"]
    assert words(box).startswith(("See also" if kind == "seealso" else kind.title()) + " Mind this")
    assert not guest.found("directive-unknown")


def test_an_admonition_has_the_title_that_it_is_given(guest: Guest) -> None:
    blocks = guest.read(":::{admonition} My *title*\n:class: tip\nWords.\n:::\n", name="paper.md")
    assert words(blocks) == "My title Words."


def test_directives_in_directives_are_read(guest: Guest) -> None:
    blocks = guest.read(
        "::::{note}\nFirst.\n\n:::{figure} f.svg\n:name: a\nCap.\n:::\n\n"
        "```{math}\n:label: e\nx\n```\n::::\n\nEnd, {eq}`e` and {ref}`a`.\n",
        name="paper.md",
    )
    box = nodes(blocks, "Div")[0]
    assert nodes(box, "Figure")
    assert nodes(box, "Math")
    assert kinds(blocks)[-1] == "Para"
    assert not guest.found("reference-unknown")


@pytest.mark.parametrize(
    "formula",
    [
        "```{math}\n:label: eq:one\nE = mc^2\n```",
        "$$\nE = mc^2\n$$ (eq:one)",
        "$$E = mc^2$$ (eq:one)",
        ":::{math}\n:name: eq:one\n\nE = mc^2\n:::",
    ],
)
def test_a_formula_has_its_label(guest: Guest, formula: str) -> None:
    blocks = guest.read(f"By {{eq}}`eq:one`.\n\n{formula}\n\nEnd.\n", name="paper.md")
    (math,) = nodes(blocks, "Math")
    assert math["label"] == "eq:one"
    assert math["c"][1].strip() == "E = mc^2"
    assert words(blocks).endswith("End.")
    assert not guest.found("reference-unknown")


@pytest.mark.parametrize("name", ["code-block", "code", "sourcecode"])
def test_a_block_of_code_has_its_language(guest: Guest, name: str) -> None:
    blocks = guest.read(f"```{{{name}}} python\n:linenos:\nprint(1)\n```\n", name="paper.md")
    assert blocks[0]["c"] == [["", ["python"], []], "print(1)"]


def test_a_table_has_its_caption_and_label(guest: Guest) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    blocks = guest.read(
        f":::{{table}} My *caption*\n:label: t\n\n{table}\n:::\n\nSee {{numref}}`t`.\n",
        name="paper.md",
    )
    (found,) = nodes(blocks, "Table")
    assert words(found["c"][1]) == "My caption"
    assert not guest.found("reference-unknown")


def test_a_list_is_a_table(guest: Guest) -> None:
    blocks = guest.read(
        "```{list-table} Cap\n:header-rows: 1\n:name: t\n\n"
        "* - A\n  - B\n* - 1\n  - by @smith\n* - 3\n```\n\nSee {numref}`t`.\n",
        name="paper.md",
    )
    (found,) = nodes(blocks, "Table")
    assert len(found["c"][3][1]) == 1
    assert [len(row[1]) for row in found["c"][4][0][3]] == [2, 2]
    assert words(found["c"][1]) == "Cap"


@pytest.mark.parametrize("label", ["my-section", "sec:my", "my_section"])
def test_a_label_before_a_heading_is_the_headings(guest: Guest, label: str) -> None:
    blocks = guest.read(
        f"See {{ref}}`{label}` and [](#{label}).\n\n({label})=\n\n## Two\n\nEnd.\n", name="paper.md"
    )
    assert [node["c"][1][0] for node in nodes(blocks, "Header")] == [label]
    assert words(nodes(blocks, "Header")) == "Two"
    assert not guest.found("reference-unknown")
    assert len([n for n in nodes(blocks, "Link") if "xref" in n["c"][0][1]]) == 2


def test_comments_and_breaks_are_not_printed(guest: Guest) -> None:
    blocks = guest.read(
        '+++\n\nOne.\n% gone\nTwo.\n\n% also gone\n\n+++ {"a": 1}\n\nThree.\n', name="paper.md"
    )
    assert words(blocks) == "One. Two. Three."


def test_a_line_that_begins_with_a_percent_sign_is_prose_elsewhere(guest: Guest) -> None:
    assert words(guest.read("Some 20\n% of all.\n", name="paper.md")) == "Some 20 % of all."


def test_citations_have_what_stands_before_and_behind_them(guest: Guest) -> None:
    blocks = guest.read("As {cite:t}`smith` and {cite:p}`{see}smith{p. 3}` say.\n", name="paper.md")
    first, second = nodes(blocks, "Cite")
    assert first["c"][0][0]["citationMode"]["t"] == "AuthorInText"
    assert words(second["c"][0][0]["citationPrefix"]) == "see"
    assert words(second["c"][0][0]["citationSuffix"]) == "p. 3"
    assert not guest.found("cite-unknown")


def test_an_unknown_role_prints_its_words_and_is_said(guest: Guest) -> None:
    blocks = guest.read("One {foo:bar}`word` two.\n", name="paper.md")
    assert words(blocks) == "One word two."
    assert guest.places("role-unknown") == [("paper.md", 6, 5)]


@pytest.mark.parametrize("fence", ["```", ":::"])
def test_an_unknown_directive_is_code_and_is_said(guest: Guest, fence: str) -> None:
    blocks = guest.read(
        f"One.\n\n{fence}{{frobnicate}} x\nWords.\n{fence}\n\nTwo.\n", name="paper.md"
    )
    assert kinds(blocks) == ["Para", "CodeBlock", "Para"]
    assert guest.places("directive-unknown") == [("paper.md", 8, 1)]


def test_a_directive_without_end_is_said(guest: Guest) -> None:
    guest.read("One.\n\n:::{note}\nWords.\n", name="paper.md")
    assert guest.places("directive-unclosed") == [("paper.md", 8, 1)]


def test_faults_in_directives_have_their_places(guest: Guest) -> None:
    guest.read(
        ":::{figure} f.svg\n:name: a\nBy @nobody.\n:::\n\n"
        "```{note}\nBy @noone.\n```\n\nAnd @none.\n",
        name="paper.md",
    )
    assert [place[1:] for place in guest.places("cite-unknown")] == [(8, 4), (12, 4), (15, 5)]


def test_a_theorem_keeps_its_name_and_words(guest: Guest) -> None:
    blocks = guest.read(":::{prf:theorem} Main\n:label: thm\nIt holds.\n:::\n", name="paper.md")
    assert words(blocks) == "Theorem 1 (Main) It holds."


def test_ordinary_divs_and_attributes_are_left_alone(guest: Guest) -> None:
    blocks = guest.read("::: {.key-finding}\nOne.\n:::\n\n```{.python}\n1\n```\n", name="paper.md")
    assert kinds(blocks) == ["Div", "CodeBlock"]


def test_theorems_are_numbered_by_kind_and_referred_to(guest: Guest) -> None:
    blocks = guest.read(
        "```{prf:theorem} Main\n:label: one\nIt holds.\n```\n\n```{prf:proof}\nClear.\n```\n\n"
        "```{prf:Lemma}\nSo.\n```\n\n```{prf:theorem}\n:label: two\n:nonumber:\nIt too.\n```\n\n"
        "By {prf:ref}`one` and [](#one).\n",
        name="paper.md",
    )
    assert "Theorem 1 (Main) It holds. Proof Clear. Lemma 1 So. Theorem It too." in words(blocks)
    assert not guest.found("reference-unnamed")


@pytest.mark.parametrize("caption", [":caption: Its *name*\n", ""])
def test_code_with_a_label_is_a_listing(guest: Guest, caption: str) -> None:
    path = guest.write(
        "p.md",
        "---\ntitle: T\n---\n\nSee [](#a).\n\n"
        f"```{{code-block}} python\n:label: a\n{caption}print(1)\n```\n",
    )
    built = build(path, to=("html",))
    assert not built.bag.failed, [d.message for d in built.bag]
    html = built.files[0].read_text("utf-8")
    assert "Listing 1.</strong>" in html
    assert ">Listing\u00a01</a>" in html
    assert ("Its <em>name</em>" in html) is bool(caption)


@pytest.mark.parametrize(
    "table",
    [
        '```{csv-table} Cap\n:header: "A", "B"\n:name: t\n\n"one, two", by @smith\nthree\n```',
        '```{csv-table} Cap\n:header-rows: 1\n:name: t\nA,B\n"one, two",by @smith\nthree,\n```',
        "```{csv-table} Cap\n:header-rows: 1\n:name: t\n:file: t.csv\n```",
        "```{csv-table} Cap\n:header-rows: 1\n:name: t\n:delim: ;\n"
        "A;B\none, two;by @smith\nthree\n```",
    ],
)
def test_values_between_commas_are_a_table(guest: Guest, table: str) -> None:
    guest.write("t.csv", 'A,B\n"one, two",by @smith\nthree\n')
    blocks = guest.read(f"{table}\n\nSee {{numref}}`t`.\n", name="paper.md")
    (found,) = nodes(blocks, "Table")
    assert words(found["c"][1]) == "Cap"
    assert words(found["c"][3]) == "A B"
    assert words(found["c"][4]).startswith("one, two by")
    assert [len(row[1]) for row in found["c"][4][0][3]] == [2, 2]
    assert not guest.found("cite-unknown")


def test_a_table_of_a_file_that_is_not_there_is_said(guest: Guest) -> None:
    guest.read("```{csv-table}\n:file: no.csv\n```\n", name="paper.md")
    assert guest.places("include-missing") == [("paper.md", 6, 1)]


def test_heads_and_feet_of_cards_are_kept(guest: Guest) -> None:
    blocks = guest.read(
        "::::{grid} 1 2\n:::{card} Title\n:header: Head *words*\n:footer: Foot\nBody.\n:::\n::::\n",
        name="paper.md",
    )
    assert words(blocks) == "Head words Title Body. Foot"
    assert nodes(blocks, "Emph")


def test_what_cannot_be_printed_is_its_address(guest: Guest) -> None:
    blocks = guest.read(":::{iframe} https://example.org/v\nA caption.\n:::\n", name="paper.md")
    assert words(blocks) == "https://example.org/v A caption."
    assert guest.places("directive-unknown") == [("paper.md", 6, 1)]


def test_what_is_embedded_from_the_text_is_a_reference(guest: Guest) -> None:
    blocks = guest.read(
        "```{figure} f.svg\n:label: a\nCap.\n```\n\n:::{embed} #a\n:::\n", name="paper.md"
    )
    assert [n["c"][2][0] for n in nodes(blocks, "Link")] == ["#a"]
    assert guest.found("directive-unknown")
    assert not guest.found("code-not-run")


def test_names_stand_for_words_of_the_front_matter(guest: Guest) -> None:
    front = "substitutions:\n  one: the *words*\n"
    blocks = guest.read("So {{ one }}, `{{ one }}`, {{ two }}.\n", name="paper.md", front=front)
    assert words(blocks) == "So the words, {{ one }}, {{ two }}."


def test_an_abstract_in_the_text_is_the_abstract(guest: Guest) -> None:
    found = guest.manuscript(
        '+++ {"part": "abstract"}\n\nIt is *so*.\n\n+++\n\nWords.\n', name="paper.md"
    )
    assert found.front.abstract == "It is *so*."
    assert words(found.chapters[0].blocks) == "Words."


def test_of_several_lists_of_references_the_last_stays(guest: Guest) -> None:
    one = "```{bibliography}\n```\n"
    blocks = guest.read(f"By @smith.\n\n{one}\nEnd.\n\n{one}", name="paper.md")
    assert kinds(blocks) == ["Para", "Para"]
    assert not guest.bag.failed
