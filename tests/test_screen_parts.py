"""What a page for browsers has beside its text: anchors, plates, links to other outputs."""

import re
from pathlib import Path

from reportgen import build, themes
from reportgen.markup.screen_parts import with_anchors, with_plates

WORDS = {"enlarge": "Enlarge: {}"}
FIGURE = '<figure id="f"><img src="data:,x" alt="A &amp; B">{}</figure>'
CAPTION = '<figcaption><span class="label">Figure 1.</span> Words.</figcaption>'
BRIEF = "::: {.key-finding}\nA finding.\n:::\n"


def test_a_heading_has_an_anchor_that_readers_who_listen_pass_over() -> None:
    made = with_anchors('<h2 id="one">A <em>b</em></h2><h2>none</h2><h3 id="two">C</h3>')
    assert made.count('class="anchor"') == 2
    assert '</em><a class="anchor" href="#one" aria-hidden="true" tabindex="-1"></a></h2>' in made
    assert "<h2>none</h2>" in made


def test_a_picture_of_a_figure_opens_under_its_label() -> None:
    made = with_plates(FIGURE.format(CAPTION), WORDS)
    assert 'popovertarget="plate-1" aria-label="Enlarge: Figure 1"' in made
    assert with_plates(FIGURE.format(""), WORDS).count("Enlarge: A &amp; B") == 1
    names = re.findall(r'id="(plate-\d)"', with_plates(FIGURE.format("") * 2, WORDS))
    assert names == ["plate-1", "plate-2"]


def test_tables_linked_pictures_and_pictures_in_the_text_stay_as_they_are() -> None:
    for html in (
        '<figure class="table"><img src="data:,"></figure>',
        '<figure><a href="x"><img src="data:,"></a></figure>',
        '<p><img src="data:,"></p>',
    ):
        assert with_plates(html, WORDS) == html


def made(folder: Path, **asked: object) -> str:
    front = "---\ntitle: T\nauthor: A\nbrief: {title: B, standfirst: S.}\n---\n\n"
    (folder / "p.md").write_text(f"{front}# One\n\nText.\n\n{BRIEF}", encoding="utf-8")
    built = build(folder / "p.md", **asked)  # type: ignore[arg-type]
    assert not built.bag.failed, built.bag.found
    (page,) = [file for file in built.files if file.name == "p.html"]
    return page.read_text(encoding="utf-8")


def test_a_page_leads_to_what_is_built_beside_it_and_to_nothing_else(tmp_path: Path) -> None:
    page = made(tmp_path, to=["html", "docx"])
    links = re.findall(r'<li><a href="([^"#]+)">([^<]+)</a></li>', page)
    assert links == [("p.docx", "DOCX"), ("p-brief.html", "Policy brief")]
    assert 'class="formats"' not in made(tmp_path, to=["html"], edition=["article"])


def test_own_templates_of_a_project_lead_to_them_too_and_to_no_other_file(tmp_path: Path) -> None:
    theme = tmp_path / "templates" / "journal"
    theme.mkdir(parents=True)
    own = themes.own_folder() / "article.screen.html.j2"
    page = own.read_text(encoding="utf-8")
    (theme / own.name).write_text(page, encoding="utf-8")
    assert '<a href="p.docx">DOCX</a>' in made(tmp_path, to=["html", "docx"])
    (theme / own.name).write_text(page.replace("<main", '<a href="q.docx">Q</a><main', 1))
    bag = build(tmp_path / "p.md", to=["html", "docx"]).bag
    assert "writes href of <a>" in next(d for d in bag if d.code == "template-unsafe").message
