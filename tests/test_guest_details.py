"""Small things of other people's articles: formulas, identifiers as keys, addresses, heads."""

from pathlib import Path

import pytest
from lxml import etree

from guest import BIB, Guest, guest, nodes, words
from package import Package
from reportgen import build
from reportgen.diagnostics import Bag, Severity
from reportgen.editions._first_page import _shortened
from reportgen.pipeline.build import examine
from reportgen.sanitize.urls import safe
from reportgen.tree.nodes import text

__all__ = ["guest"]


@pytest.mark.parametrize(
    "typed", ["\\(E = mc^2\\)", "\\( E = mc^2 \\)", "\\[E = mc^2\\]", "\\[\nE = mc^2\n\\]"]
)
def test_latex_marks_make_a_formula(guest: Guest, typed: str) -> None:
    (math,) = nodes(guest.read(f"So {typed} holds.\n", front=""), "Math")
    assert math["c"][1].strip() == "E = mc^2"
    assert not list(guest.bag)


@pytest.mark.parametrize("typed", ["\\(x\\)", "\\(\\alpha\\)", "\\(x, y\\)"])
def test_a_single_letter_between_marks_is_a_formula(guest: Guest, typed: str) -> None:
    assert nodes(guest.read(f"Where {typed} is.\n"), "Math")


@pytest.mark.parametrize(
    "typed",
    [
        "\\[sic\\]",
        "\\[emphasis added\\]",
        "\\(see below\\)",
        "\\[1\\]",
        "`\\(x^2\\)`",
        "\\[@smith\\]",
    ],
)
def test_escaped_brackets_are_brackets(guest: Guest, typed: str) -> None:
    assert not nodes(guest.read(f"He said {typed} so.\n"), "Math")


def test_a_fault_behind_a_formula_has_its_place(guest: Guest) -> None:
    guest.read("So \\(E = mc^2\\) and @nobody.\n")
    assert guest.places("cite-unknown") == [("paper.qmd", 6, 21)]


DOI = BIB + (
    "@article{a, author={A B}, title={T}, journal={J}, year=2001, doi={10.1000/AB.c-1}}\n"
    "@online{u, author={A B}, title={U}, year=2002, url={https://example.org/page/}}\n"
    "@article{p, author={A B}, title={P}, journal={J}, year=2001, pmid={123}}\n"
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("@doi:10.1000/ab.c-1", "a"),
        ("@10.1000/AB.c-1", "a"),
        ("@https://doi.org/10.1000/ab.c-1", "a"),
        ("[@DOI:10.1000/ab.c-1; @smith]", "a"),
        ("@url:https://example.org/page", "u"),
        ("@https://example.org/page/", "u"),
        ("@pmid:123", "p"),
    ],
)
def test_an_identifier_cites_the_entry_that_has_it(guest: Guest, typed: str, key: str) -> None:
    guest.write("refs.bib", DOI)
    manuscript = guest.manuscript(f"As {typed} says.\n")
    assert manuscript.cites[0].key == key
    assert not guest.found("cite-unknown")


@pytest.mark.parametrize("typed", ["@doi:10.1000/none", "@https://doi.org/10.1000/none"])
def test_a_doi_without_entry_is_said_at_its_place_with_the_remedy(guest: Guest, typed: str) -> None:
    guest.read(f"As {typed} says, and {typed} again.\n")
    (said,) = guest.found("cite-unknown")
    assert said.message == "no entry of the bibliography has the DOI `10.1000/none`"
    assert "doi = {10.1000/none}" in said.help
    assert guest.places("cite-unknown") == [("paper.qmd", 6, 4)]
    assert not guest.bag.failed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("@doi:10.1000/None", "https://doi.org/10.1000/None"),
        ("@doi:10/br5zd3", "https://doi.org/10/br5zd3"),
        ("@pmid:123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ("@pubmed:123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ("@arxiv:1709.07821", "https://arxiv.org/abs/1709.07821"),
        ("@url:https://example.org/a/b", "https://example.org/a/b"),
        ("@https://example.org/a/b", "https://example.org/a/b"),
        ("@isbn:9780521880688", "ISBN 9780521880688"),
        ("@wikidata:Q42", "https://www.wikidata.org/wiki/Q42"),
    ],
)
def test_an_identifier_without_entry_is_printed_itself(
    guest: Guest, typed: str, printed: str
) -> None:
    path = guest.write(
        "p.md", f"---\ntitle: T\nbibliography: refs.bib\n---\n\nAs [{typed}] says.\n"
    )
    built = build(path, to=("html",))
    assert not built.bag.failed, [d.message for d in built.bag]
    tree = etree.HTML(built.files[0].read_text("utf-8"))
    assert printed in "".join(tree.itertext())


def test_a_source_of_manubots_own_output_is_found(guest: Guest) -> None:
    guest.write(
        "refs.json",
        '[{"id": "1AbCd", "type": "book", "title": "A", '
        '"note": "Made by x\\nstandard_id: doi:10.1000/x"},'
        ' {"type": "book", "title": "B", "standard_citation": "raw:one"}]',
    )
    found = guest.manuscript("As [@doi:10.1000/X; @raw:one].\n", front="bibliography: refs.json\n")
    assert [cite.key for cite in found.cites] == ["1AbCd", "raw:one"]
    assert not guest.bag.failed


@pytest.mark.parametrize("cite", ["@name", "@tag:name"])
def test_manubots_names_stand_for_identifiers(guest: Guest, cite: str) -> None:
    guest.write("refs.bib", DOI)
    manuscript = guest.manuscript(f"As [{cite}] says.\n\n[@name]: doi:10.1000/ab.c-1\n")
    assert [c.key for c in manuscript.cites] == ["a"]
    assert words(manuscript.chapters[0].blocks).startswith("As")
    assert not guest.found("cite-unknown")


def test_a_name_of_one_chapter_counts_in_all(tmp_path: Path) -> None:
    inner = tmp_path / "content"
    inner.mkdir()
    (inner / "metadata.yaml").write_text(
        "title: T\nauthors: [{name: A B, orcid: XXXX-XXXX-XXXX-XXXX}]\n"
    )
    (inner / "00.front-matter.md").write_text(
        "{##\n doc ##}\n{% for a in b %}\n{{ a }}\n{% endfor %}\n"
    )
    (inner / "01.body.md").write_text("## One\n\nBy [@name].\n")
    (inner / "90.back.md").write_text(
        "{% if x %}\n{{x}}\n{% endif %}\n\nEnd.\n\n[@name]: doi:10.1000/x\n"
    )
    bag = Bag()
    found = examine(tmp_path, bag)
    assert found is not None
    assert [cite.key for cite in found.cites] == ["doi:10.1000/x"]
    assert words([c.blocks for c in found.chapters]) == "One By [@{doi:10.1000/x}]. End."
    assert {d.code for d in bag} >= {"text-template", "cite-unknown", "front-value"}
    assert not bag.failed


@pytest.mark.parametrize("typed", ["{@fig:a}", "+@fig:a", "{+@fig:a}", "{*@fig:a}"])
def test_a_reference_of_pandoc_fignos_is_one(guest: Guest, typed: str) -> None:
    blocks = guest.read(f"![Cap](f.svg){{#fig:a}}\n\nSee {typed} there.\n")
    (link,) = [n for n in nodes(blocks, "Link") if "xref" in n["c"][0][1]]
    assert link["c"][2][0] == "#fig:a"
    assert "{" not in words(blocks)
    assert "+" not in words(blocks)


def test_a_picture_on_the_network_is_a_link_to_it(guest: Guest) -> None:
    text = "[![Badge](https://example.org/b.svg)](https://example.org) A ![](https://example.org/c.png).\n"
    path = guest.write("p.md", f"---\ntitle: T\n---\n\n{text}")
    built = build(path, to=("html",))
    assert not built.bag.failed
    assert [d.span.line for d in built.bag if d.code == "image-remote" and d.span] == [5, 5]
    tree = etree.HTML(built.files[0].read_text("utf-8"))
    found = [("".join(a.itertext()), a.get("href")) for a in tree.iter("a")]
    assert ("Badge", "https://example.org") in found
    assert ("https://example.org/c.png", "https://example.org/c.png") in found


def test_a_picture_in_a_link_is_shown_beside_it(guest: Guest) -> None:
    blocks = guest.read("A [![Alt](f.svg)](https://example.org/large) b.\n")
    assert len(nodes(blocks, "Image")) == 1
    assert [n["c"][2][0] for n in nodes(blocks, "Link")] == ["https://example.org/large"]


@pytest.mark.parametrize(
    ("typed", "safe_one"),
    [
        (
            "https://doi.org/10.1002/(SICI)1<1::A>3.0.CO;2-2",
            "https://doi.org/10.1002/(SICI)1%3C1::A%3E3.0.CO;2-2",
        ),
        ("https://doi.org/10.1/a#b", "https://doi.org/10.1/a%23b"),
        ("https://example.org/a[1]|b^c#d", "https://example.org/a%5B1%5D%7Cb%5Ec#d"),
        ('https://example.org/"q"{x}', "https://example.org/%22q%22%7Bx%7D"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%20b?c=ü", "https://example.org/a%20b?c=ü"),
        ("http://[::1]/a", "http://[::1]/a"),
    ],
)
def test_addresses_hold_only_what_they_may(typed: str, safe_one: str) -> None:
    assert safe(typed) == safe_one
    assert safe(safe_one) == safe_one


@pytest.mark.parametrize(
    "typed", ["x&#x40;y.edu", "x [at] y [dot] edu", "<x@y.edu>", "mailto:x@y.edu"]
)
def test_an_email_is_decoded(guest: Guest, typed: str) -> None:
    front = f'author:\n  - name: Bo Lee\n    email: "{typed}"\n'
    assert guest.manuscript("Text.\n", front=front).front.authors[0].email == "x@y.edu"
    assert not list(guest.bag)


def test_a_doubtful_email_is_a_warning(guest: Guest) -> None:
    front = "author:\n  - name: Bo Lee\n    email: bo at home\n"
    assert guest.manuscript("Text.\n", front=front).front.authors[0].email is None
    assert guest.places("front-value") == [("paper.qmd", 5, 12)]
    assert not guest.bag.failed


def test_affiliations_at_the_top_are_found_by_their_ids(guest: Guest) -> None:
    front = (
        'author:\n  - name: Bo Lee\n    affiliation: "1,2"\n'
        'affiliation:\n  - id: "1"\n    institution: One\n  - id: "2"\n    institution: Two\n'
    )
    found = guest.manuscript("Text.\n", front=front).front
    assert [place.name for place in found.authors[0].affiliations] == ["One", "Two"]


def test_the_same_work_in_two_bibliographies_is_a_warning(guest: Guest) -> None:
    guest.write("more.bib", BIB.replace("Press", "Another Press"))
    guest.manuscript("By @smith.\n", front="bibliography: [refs.bib, more.bib]\n")
    assert [d.severity for d in guest.found("entry-duplicate")] == [Severity.WARNING]


@pytest.mark.parametrize("more", [BIB.replace("A Book", "Other"), BIB.replace("2020", "2021")])
def test_of_two_works_under_one_key_a_single_file_cites_the_first(guest: Guest, more: str) -> None:
    guest.write("more.bib", more)
    guest.manuscript("By @smith.\n", front="bibliography: [refs.bib, more.bib]\n")
    (found,) = guest.found("entry-duplicate")
    assert found.severity is Severity.WARNING
    assert "the first entry is printed" in found.message


@pytest.mark.parametrize(("name", "faults"), [("annote", 0), ("file", 0), ("publisher", 1)])
def test_a_field_that_is_never_printed_may_stand_twice(
    guest: Guest, name: str, faults: int
) -> None:
    guest.write("refs.bib", BIB.replace("year", f"{name} = {{x}}, {name} = {{y}}, year"))
    guest.manuscript("By @smith.\n")
    assert bool(guest.found("field-duplicate")) is bool(faults)


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("A Short One", "A Short One"),
        ("Main Title: " + "word " * 20, "Main Title"),
        ("word " * 20, "word " * 11 + "word…"),
        ("x" * 90, "x" * 60 + "…"),
    ],
)
def test_a_long_title_is_shortened_for_the_running_head(title: str, head: str) -> None:
    assert _shortened(title) == head


@pytest.fixture
def outputs(guest: Guest):
    def make(body: str) -> Path:
        path = guest.write("paper.md", f"---\ntitle: T\nauthor: A B\ndate: 2020\n---\n\n{body}")
        made = build(path, to=["html", "docx"], out=guest.folder / "out")
        assert not made.bag.failed, [d.message for d in made.bag]
        return guest.folder / "out"

    return make


def test_a_matrix_in_word_has_its_parts_in_the_schemas_order(outputs) -> None:
    out = outputs("$$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$$\n")
    package = Package.of((out / "paper.docx").read_bytes())
    parts = [[etree.QName(e).localname for e in pr] for pr in package.find("//m:mcPr")]
    assert parts
    assert all(names == ["count", "mcJc"] for names in parts)


def test_a_head_that_is_only_a_formula_has_a_name(outputs) -> None:
    out = outputs("| a | $x^2$ | c |\n|---|---|---|\n| 1 | 2 | 3 |\n\n: Cap\n")
    assert 'aria-label="x^2"' in (out / "paper.html").read_text(encoding="utf-8")


def test_the_first_of_two_columns_is_a_plain_one(outputs) -> None:
    page = (outputs("| a | b |\n|---|---|\n| 1 | 2 |\n\n: Cap\n") / "paper.html").read_text("utf-8")
    assert 'scope="row"' not in page
    assert page.count('scope="col"') == 2


def test_quartos_shared_file_gives_what_the_document_does_not(guest: Guest) -> None:
    guest.write(
        "_quarto.yml",
        "project:\n  type: default\n  title: no\nauthor: Bo Lee\nbibliography: refs.bib\n"
        "title: Another\nformat:\n  html: default\nexecute:\n  echo: false\n",
    )
    manuscript = guest.manuscript("By @smith.\n\n```{r}\n1\n```\n", front="")
    assert manuscript.front.title == "A title"
    assert [author.name for author in manuscript.front.authors] == ["Bo Lee"]
    assert manuscript.front.bibliography == ("refs.bib",)
    assert not nodes(manuscript.chapters[0].blocks, "CodeBlock")
    assert [d.code for d in guest.bag] == ["code-not-run"]


@pytest.mark.parametrize(
    ("front", "figure", "table"),
    [
        ("lang: en-GB\n", "This figure is made by code", "This table is made by code"),
        ("lang: ko-KR\n", "이 그림을 만드는 코드는", "이 표를 만드는 코드는"),
        ("", "This figure is made by code", "This table is made by code"),
    ],
)
def test_words_for_what_is_not_made_are_in_the_documents_language(
    front: str, figure: str, table: str, guest: Guest
) -> None:
    made = (
        "```{r}\n#| label: fig-a\n#| fig-cap: Cap.\nplot(1)\n```\n\n"
        "```{r}\n#| label: tbl-a\n#| tbl-cap: Cap.\nkable(1)\n```\n\n"
        "{{< embed other.ipynb#fig-b >}}\n\nSee @fig-a, @tbl-a and @fig-b.\n"
    )
    blocks = guest.read(made, front=front)
    shown = text(blocks)
    assert shown.count(figure) == 2
    assert shown.count(table) == 1
    assert guest.found("code-not-run")


def test_mysts_project_gives_authors_and_where_they_work(guest: Guest) -> None:
    guest.write(
        "myst.yml",
        "version: 1\nproject:\n  title: P\n  authors:\n    - name: Bo Lee\n"
        "      affiliations: [x]\n  affiliations:\n    - id: x\n      name: Place\n"
        "  exports: [{format: pdf}]\nsite: {}\n",
    )
    front = guest.manuscript("Text.\n", name="paper.md", front="").front
    assert front.authors[0].affiliations[0].name == "Place"


def test_faults_of_a_shared_file_stand_in_it(guest: Guest) -> None:
    guest.write("_quarto.yml", "project: {}\ndate: soon\nauthor: {name: A B, orcid: x}\n")
    guest.manuscript("Text.\n", front="")
    assert guest.places("front-value") == [("_quarto.yml", 2, 7), ("_quarto.yml", 3, 28)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("[Table %s](#t)", "Table"),
        ("[](#t)", ""),
        ("[Table {number} here](#t)", "Table here"),
    ],
)
def test_links_with_a_number_or_without_words_are_references(
    guest: Guest, typed: str, said: str
) -> None:
    body = f"See {typed}.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: Cap {{#t}}\n"
    manuscript = guest.manuscript(body, name="paper.md", front="")
    assert [reference.name for reference in manuscript.references] == ["t"]
    assert words(manuscript.chapters[0].blocks[0]).rstrip(" .") == f"See {said}".strip()
    assert not list(guest.bag)


@pytest.mark.parametrize(
    "typed", ["doi:10.1000/ab.c-1", "https://doi.org/10.1000/AB.c-1", "10.1000/AB.c-1"]
)
def test_a_link_to_a_doi_cites_the_entry(guest: Guest, typed: str) -> None:
    guest.write("refs.bib", DOI)
    manuscript = guest.manuscript(f"As [](<{typed}>) says.\n")
    assert [cite.key for cite in manuscript.cites] == ["a"]


def test_a_link_to_an_unknown_doi_shows_its_address(guest: Guest) -> None:
    blocks = guest.read("As [](doi:10.1000/none) says.\n", front="")
    assert words(blocks) == "As https://doi.org/10.1000/none says."


@pytest.mark.parametrize(
    "typed", ["{{< embed a.ipynb#fig-a >}}", "```{figure} #cell\n:name: fig-a\nCap\n```"]
)
def test_a_cell_of_a_notebook_is_a_figure_that_is_missing(guest: Guest, typed: str) -> None:
    manuscript = guest.manuscript(f"See @fig-a.\n\n{typed}\n", front="")
    assert len(nodes(manuscript.chapters[0].blocks, "Figure")) == 1
    assert not guest.found("reference-unknown")
    assert len(guest.found("code-not-run")) == 1


def test_a_value_of_the_front_matter_in_r_is_that_value(guest: Guest) -> None:
    blocks = guest.read("On `r rmarkdown::metadata$title` here.\n", name="p.Rmd", front="")
    assert words(blocks) == "On A title here."
    assert not list(guest.bag)


def test_bookdowns_heading_for_web_pages_goes(guest: Guest) -> None:
    body = "Text.\n\n`r if (knitr::is_html_output()) '\n# References {-}\n'`\n"
    blocks = guest.read(body.replace("\n#", "# ").replace("-}\n", "-}"), name="p.Rmd", front="")
    assert words(blocks) == "Text."
    assert not list(guest.bag)


def test_a_chapter_that_is_a_template_is_left_out_and_said(guest: Guest) -> None:
    guest.write("metadata.yaml", "title: T\nauthors:\n  - name: Bo Lee\n    affiliations: [One]\n")
    guest.write(
        "00.front-matter.md", "{##\n  x\n##}\n\n# {{manubot.title}}\n\n{% for a in b %}\nx\n"
    )
    guest.write("01.text.md", "Words with {{curly}} brackets{{manubot.date}}.\n")
    bag = Bag()
    manuscript = examine(guest.folder, bag)
    assert manuscript is not None
    first, second = manuscript.chapters
    assert words(first.blocks) == ""
    assert words(second.blocks) == "Words with {{curly}} brackets."
    assert [(d.code, d.span and d.span.line) for d in bag] == [
        ("text-template", 5),
        ("text-template", 1),
        ("markup-foreign", 1),  # `{{curly}}`, which stays in the text
    ]


@pytest.mark.parametrize("behind", ["\\endgroup\n", "\n\\newpage\n", "::: {#refs}\n:::\n"])
def test_what_shows_nothing_behind_the_place_of_the_references_is_passed_over(
    guest: Guest, behind: str
) -> None:
    body = 'Text.\n\n# References\n\n\\begingroup\n\n<div id="refs"></div>\n\n' + behind
    manuscript = guest.manuscript(body, name="p.Rmd", front="")
    assert manuscript.front.reference_section_title == "References"
    assert words(manuscript.chapters[0].blocks) == "Text."


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("> [!NOTE]\n> Mind *this*.\n", "Mind this."),
        ("> [!tip]- Its *title*\n> Mind this.\n", "Its title Mind this."),
        ("> [!WARNING]\n>\n> Mind this.\n", "Mind this."),
        ("> [!important]\n", ""),
        ("> [!quote]\n> Said.\n", "Quote Said."),
    ],
)
def test_a_callout_of_github_is_a_box_under_its_title(guest: Guest, typed: str, shown: str) -> None:
    (box,) = (n for n in nodes(guest.read(typed), "Div") if "callout" in n["c"][0][1])
    assert words(box) == shown


def test_a_mark_within_a_quotation_makes_no_callout(guest: Guest) -> None:
    (quote,) = nodes(guest.read("> A quotation [!NOTE] of words.\n"), "BlockQuote")
    assert words(quote) == "A quotation [!NOTE] of words."


def test_a_label_of_joss_in_a_caption_is_the_tables(guest: Guest) -> None:
    table = '| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: Cap. []{label="tab:x"}\n'
    guest.read(f"{table}\nSee \\autoref{{tab:x}}.\n")
    assert not guest.found("reference-unknown")
    assert not guest.bag.failed


def test_a_caption_may_end_with_blank_lines(guest: Guest) -> None:
    blocks = guest.read("![One [two]\nthree.\n\n](f.svg){#fig:a}\n\nSee @fig:a.\n")
    (figure,) = nodes(blocks, "Figure")
    assert words(figure["c"][1]) == "One [two] three."
    assert not guest.found("reference-unknown")
