"""A name as typed meets the file that it means, in whichever Unicode form and capitals it has."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from case import PIXEL
from reportgen import build, check, themes
from reportgen.diagnostics import Bag
from reportgen.pipeline.build import examine
from reportgen.project import paths
from reportgen.project.discover import find_projects
from reportgen.project.files import Files
from reportgen.project.load import load
from reportgen.project.paths import inside

FRONT = "title: T\nlang: en-US\ndate: 2024-12-01\n"
NAME = "그림-é.png"
FORMS = {form: normalize(form, NAME) for form in ("NFC", "NFD")}
BOOK = "@book{%s, title={T}, author={A, B}, publisher={P}, year=2020}"


def project(root: Path, body: str, front: str = "") -> Path:
    (root / "manuscript").mkdir(parents=True, exist_ok=True)
    (root / "manuscript" / "metadata.yaml").write_text(FRONT + front, "utf-8")
    (root / "manuscript" / "01.md").write_text(body, "utf-8")
    return root


def codes(bag: Bag) -> list[str]:
    return [f"{d.severity}[{d.code}]" for d in bag if d.severity != "note"]


@pytest.mark.parametrize(("disk", "typed"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD")])
def test_a_picture_is_found_in_either_unicode_form(disk: str, typed: str, tmp_path: Path) -> None:
    body = f"Text.\n\n![A dot.]({FORMS[typed]}){{#fig-a}}\n\nSee @fig-a.\n"
    root = project(tmp_path, body)
    (root / "manuscript" / FORMS[disk]).write_bytes(PIXEL)
    bag = Bag()
    manuscript = examine(root, bag)
    assert manuscript is not None
    assert not codes(bag), list(bag)
    assert list(manuscript.images) == [f"manuscript/{FORMS[disk]}"]


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_of_two_forms_on_the_disk_the_typed_one_counts(typed: str, tmp_path: Path) -> None:
    root = project(tmp_path, f"![A dot.]({FORMS[typed]}){{alt=dot}}\n")
    for form in FORMS.values():
        (root / "manuscript" / form).write_bytes(PIXEL)
    manuscript = examine(root, Bag())
    assert manuscript is not None
    assert list(manuscript.images) == [f"manuscript/{FORMS[typed]}"]


def test_a_name_that_two_files_look_like_is_an_error(tmp_path: Path) -> None:
    mixed = normalize("NFD", "그림") + "-é.png"
    root = project(tmp_path, f"Text.\n\n![A dot.]({mixed}){{alt=dot}}\n")
    for form in FORMS.values():
        (root / "manuscript" / form).write_bytes(PIXEL)
    bag = check(root)
    assert codes(bag) == ["error[file-ambiguous]"]
    (found,) = (d for d in bag if d.code == "file-ambiguous")
    assert found.span is not None
    assert (found.span.source.name, found.span.line) == ("manuscript/01.md", 3)


def test_other_capitals_are_found_and_warned_of_at_their_place(tmp_path: Path) -> None:
    root = project(tmp_path, "Text.\n\n![A dot.](Figures/figure.png){alt=dot}\n")
    (root / "manuscript" / "figures").mkdir()
    (root / "manuscript" / "figures" / "Figure.PNG").write_bytes(PIXEL)
    bag = check(root)
    assert codes(bag) == ["warning[file-case]"]
    (found,) = (d for d in bag if d.code == "file-case")
    assert "called `figures/Figure.PNG`" in found.message
    assert found.span is not None
    assert (found.span.line, found.span.text) == (3, "Figures/figure.png")


@pytest.mark.parametrize(
    ("disk", "typed", "expected"),
    [
        (["Figure.PNG", "figure.png"], "figure.png", []),
        (["Figure.PNG", "FIGURE.png"], "figure.png", ["error[file-ambiguous]"]),
        (["Figure.svg", "figure.png"], "figure", []),
        (["Figure.png"], "figure", ["warning[file-case]"]),
        (["Figure.png", "figures"], "figures/figure.png", ["error[image-missing]"]),
        ([".Figure.png"], ".figure.png", ["error[image-missing]"]),
    ],
)
def test_the_exact_name_always_wins(
    disk: list[str], typed: str, expected: list[str], tmp_path: Path
) -> None:
    root = project(tmp_path, f"![A dot.]({typed}){{alt=dot}}\n")
    for name in disk:
        (root / "manuscript" / name).write_bytes(PIXEL)
    assert codes(check(root)) == expected


def test_an_exact_name_at_the_root_wins_over_other_capitals_beside(tmp_path: Path) -> None:
    root = project(tmp_path, "![A dot.](dot.png){alt=dot}\n")
    (root / "manuscript" / "Dot.png").write_bytes(PIXEL)
    (root / "dot.png").write_bytes(PIXEL)
    manuscript = examine(root, Bag())
    assert manuscript is not None
    assert list(manuscript.images) == ["dot.png"]


@pytest.mark.parametrize("spell", [lambda n: normalize("NFD", n), str.upper], ids=["NFD", "upper"])
def test_every_file_that_front_matter_names_is_found(
    spell: Callable[[str], str], tmp_path: Path
) -> None:
    fields = {"bibliography": "précis.bib", "csl": "précis.csl", "logo": "précis.png"}
    front = "bibliography: {bibliography}\ncsl: {csl}\nstyle: {{logo: {logo}}}\n"
    root = project(tmp_path, "Said [@a].\n", front.format(**fields))
    (root / spell(fields["bibliography"])).write_text(BOOK % "a", "utf-8")
    shutil.copy(themes.own_folder() / "csl" / "house.csl", root / spell(fields["csl"]))
    (root / spell(fields["logo"])).write_bytes(PIXEL)
    bag = Bag()
    manuscript = examine(root, bag)
    assert manuscript is not None
    assert not bag.failed, list(bag)
    assert manuscript.library.get("a")
    assert manuscript.style
    assert len(manuscript.images) == 1
    cased = [d.span.line for d in bag if d.code == "file-case" and d.span]
    assert cased == ([4, 5, 6] if spell is str.upper else [])


def test_a_project_with_other_capitals_is_a_project(tmp_path: Path) -> None:
    root = tmp_path / "one"
    project(root, "Text.\n")
    (root / "manuscript").rename(root / "Manuscript")
    (root / "Manuscript" / "metadata.yaml").rename(root / "Manuscript" / "METADATA.yaml")
    (root / "Manuscript" / "01.md").rename(root / "Manuscript" / "01.MD")
    assert find_projects([tmp_path]) == [root]
    bag = Bag()
    sources = load(root, bag)
    assert sources is not None
    assert [c.name for c in sources.chapters] == ["Manuscript/01.MD"]
    assert codes(bag) == ["warning[file-case]"]
    assert all(d.span and d.span.source.name == "Manuscript/METADATA.yaml" for d in bag)


def test_chapters_stand_in_one_order_whichever_form_their_names_have(tmp_path: Path) -> None:
    orders = []
    for form in ("NFC", "NFD"):
        root = project(tmp_path / form, "First.\n")
        for name in ("02-éa", "02-f", "02-가", "02-う", "02-ず"):
            (root / "manuscript" / f"{normalize(form, name)}.md").write_text("Text.\n", "utf-8")
        sources = load(root, Bag())
        assert sources is not None
        orders.append([normalize("NFC", c.name) for c in sources.chapters])
    assert orders[0] == orders[1]
    assert len(orders[0]) == 6


def test_two_chapters_whose_names_look_the_same_are_an_error(tmp_path: Path) -> None:
    root = project(tmp_path, "Text.\n")
    for form in ("NFC", "NFD"):
        (root / "manuscript" / normalize(form, "02-é.md")).write_text("Text.\n", "utf-8")
    bag = check(root)
    assert codes(bag) == ["error[file-ambiguous]"]
    assert all(d.span for d in bag)


def test_outputs_are_named_in_nfc(tmp_path: Path) -> None:
    typed, name = (normalize(form, "보고서é.md") for form in ("NFC", "NFD"))
    (tmp_path / name).write_text(f"---\n{FRONT}---\n\nText.\n", "utf-8")
    built = build(tmp_path / typed, to=["html"], edition=["article"])
    assert [file.name for file in built.files] == [f"{typed.removesuffix('.md')}.html"]


@pytest.mark.parametrize(
    ("folder", "name", "expected"),
    [
        ("Ours-é", "article.print.css", [("file-case", "p.md:4")]),
        ("ours-é", "Article.print.css", [("file-case", "templates/ours-é/Article.print.css:1")]),
        (normalize("NFD", "ours-é"), "article.print.css", []),
    ],
)
def test_a_theme_is_found_in_any_spelling(
    folder: str, name: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    (tmp_path / "templates" / folder).mkdir(parents=True)
    (tmp_path / "templates" / folder / name).write_text("p { color: red }", "utf-8")
    assert "red" in themes.text(tmp_path, "ours-é", "article.print.css")
    assert "red" in themes.text(tmp_path, normalize("NFD", "ours-é"), "article.print.css")
    (tmp_path / "p.md").write_text(
        "---\ntitle: T\nlang: en\ntheme: ours-é\n---\n\nText.\n", "utf-8"
    )
    built = build(tmp_path / "p.md", to=["html"], edition=["article"])
    assert not built.bag.failed, list(built.bag)
    found = [(d.code, f"{d.span.source.name}:{d.span.line}") for d in built.bag if d.span]
    assert found == expected


def test_a_file_that_fits_better_later_makes_a_build_stale(tmp_path: Path) -> None:
    root = project(tmp_path / "p", "![A dot.](figure.png){alt=dot}\n")
    (root / "manuscript" / "Figure.PNG").write_bytes(PIXEL)
    from reportgen.pipeline.state import State
    from reportgen.project.request import Request

    build(root, to=["html"], edition=["article"], cache=tmp_path / "cache")
    state = State(tmp_path / "cache", Request(root, ("html",), ("article",)))
    assert state.fresh() is not None
    for better in ("FIGURE.png", "figure.png"):  # one that makes it ambiguous, and the one meant
        (root / "manuscript" / better).write_bytes(PIXEL)
        assert state.fresh() is None
        (root / "manuscript" / better).unlink()
        assert state.fresh() is not None


def test_a_missing_name_that_appears_in_another_form_makes_a_build_stale(tmp_path: Path) -> None:
    root = project(tmp_path / "p", "See [the data](daten-é.csv).\n")
    from reportgen.pipeline.state import State
    from reportgen.project.request import Request

    build(root, to=["html"], edition=["article"], cache=tmp_path / "cache")
    state = State(tmp_path / "cache", Request(root, ("html",), ("article",)))
    assert state.fresh() is not None
    (root / "manuscript" / normalize("NFD", "Daten-é.csv")).write_text("1", "utf-8")
    assert state.fresh() is None


def test_no_other_spelling_leads_out_of_the_project(tmp_path: Path) -> None:
    root = project(tmp_path / "p", "Text.\n")
    (tmp_path / "Secret.png").write_bytes(PIXEL)
    (root / "Out").symlink_to(tmp_path)
    (root / "Link.png").symlink_to(tmp_path / "Secret.png")
    (root / ".Hidden").mkdir()
    (root / ".Hidden" / "a.png").write_bytes(PIXEL)
    files = Files(root)
    for name in ("out/secret.png", "link.png", ".hidden/a.png", "../secret.png", "/secret.png"):
        assert files.find(name, "manuscript/01.md").names == (), name
        path = inside(root, name)
        assert path is None or not path.exists(), name


def test_an_exact_name_lists_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path, "Text.\n")
    (root / "manuscript" / FORMS["NFC"]).write_bytes(PIXEL)

    def listed(path: Path) -> None:
        raise AssertionError(path)

    monkeypatch.setattr(os, "scandir", listed)
    assert Files(root).find(FORMS["NFC"], "manuscript/01.md").same


def test_a_folder_is_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[Path] = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: listed.append(path) or scandir(path))
    files = Files(tmp_path.resolve())
    for i in range(100):
        files.find(f"{i}.png")
    assert len(listed) == 1


def test_a_file_system_that_knows_no_capitals_warns_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("figure.png", "FIGURE.PNG"):  # as there: both open, and the folder lists one
        (tmp_path / name).write_bytes(PIXEL)
    monkeypatch.setattr(
        paths, "_listed", lambda folder, known: {"figure.png": ("Figure.PNG",)} if folder else {}
    )
    (tmp_path / "Figure.PNG").write_bytes(PIXEL)
    match = Files(tmp_path.resolve()).find("figure.png")
    assert (match.name, match.same) == ("Figure.PNG", False)


def test_a_folder_of_too_many_files_counts_as_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "ENTRIES", 3)
    for name in ("A.png", "b.png", "c.png"):
        (tmp_path / name).write_bytes(PIXEL)
    assert paths.variants(tmp_path, "a.png") == ("A.png",)
    (tmp_path / "d.png").write_bytes(PIXEL)
    assert paths.variants(tmp_path, "a.png") == ()


@pytest.mark.parametrize("text", ["NFC", "NFD"])
@pytest.mark.parametrize("bib", ["NFC", "NFD"])
def test_a_key_is_known_in_either_unicode_form(text: str, bib: str, tmp_path: Path) -> None:
    entries = "\n".join(BOOK % key for key in ("박2020", "garcía_2020", "plain"))
    more = "@book{née, title={N}, author={A, B}, publisher={P}, year=2021, ids={autrefé}}"
    body = "As @박2020 and @garcía_2020는 say [@plain; @{née}, p. 3; @autrefé].\n"
    front = normalize(text, "bibliography: b.bib\nnocite: '@autrefé'\n")
    root = project(tmp_path, normalize(text, body), front)
    (root / "b.bib").write_text(normalize(bib, f"{entries}\n{more}\n"), "utf-8")
    bag = Bag()
    manuscript = examine(root, bag)
    assert manuscript is not None
    assert not [d for d in bag if d.code in ("cite-unknown", "entry-unused")], list(bag)
    assert [c.key for c in manuscript.cites] == ["박2020", "garcía_2020", "plain", "née", "autrefé"]
    for cite in manuscript.cites:
        assert cite.span is not None
        assert normalize("NFC", cite.span.text.strip("@{}")) == cite.key
    html = build(root, to=["html"], edition=["article"])
    assert not html.bag.failed, list(html.bag)


def test_keys_in_two_unicode_forms_are_one_key(tmp_path: Path) -> None:
    root = project(tmp_path, "Said [@né].\n", "bibliography: b.bib\n")
    entries = "\n".join(BOOK % normalize(form, "né") for form in ("NFC", "NFD"))
    (root / "b.bib").write_text(entries, "utf-8")
    assert "entry-duplicate" in [d.code for d in check(root)]


@pytest.mark.parametrize("label", ["NFC", "NFD"])
@pytest.mark.parametrize("used", ["NFC", "NFD"])
def test_a_label_is_known_in_either_unicode_form(label: str, used: str, tmp_path: Path) -> None:
    given = "# Über {#sec-é}\n\n![A dot.](dot.png){#fig-그é}\n\n$$x$$ {#eq-é}\n\n[^é]: A note.\n\n"
    given += "$$y \\label{eq:né}$$\n\n"
    taken = "See @sec-é, @fig-그é, @eq-é, \\ref{eq:né} and [there](#sec-é).[^é]\n"
    body = normalize(label, given) + normalize(used, taken)
    root = project(tmp_path, body)
    (root / "manuscript" / "dot.png").write_bytes(PIXEL)
    bag = Bag()
    manuscript = examine(root, bag)
    assert manuscript is not None
    assert not bag.failed, list(bag)
    assert {"sec-é", "fig-그é", "eq-é", "eq:né"} <= {label.name for label in manuscript.labels}
    assert all(label.span for label in manuscript.labels)
    assert all(reference.span for reference in manuscript.references)
    built = build(root, to=["html"], edition=["article"])
    assert "[^" not in built.files[0].read_text("utf-8")


def test_what_is_printed_keeps_its_form(tmp_path: Path) -> None:
    words = normalize("NFD", "déjà") + " \uf914 @né. `#" + normalize("NFD", "é") + "`"
    root = project(tmp_path, f"{words}\n", "bibliography: b.bib\n")
    (root / "b.bib").write_text(BOOK % "né", "utf-8")
    built = build(root, to=["html"], edition=["article"])
    text = built.files[0].read_text("utf-8")
    assert normalize("NFD", "déjà") in text
    assert "\uf914" in text  # a Korean reading's own form of a character, which NFC would replace
    assert normalize("NFD", "#é") in text
