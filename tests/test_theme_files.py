"""A project's templates come in by the door that its other files come in by, and no others do."""

import hashlib
import json
import os
import resource
import time
from pathlib import Path

import pytest

from reportgen import build, themes
from reportgen.limits import LIMITS
from reportgen.pipeline import cluster
from reportgen.project.request import Built, Request
from reportgen.serve import watch

SHEET = "p { color: #010203 }\n"
SECRET = "p { color: #0a0b0c }\n"


def project(folder: Path) -> Path:
    """A project with a theme of its own, beside a file that is none of its."""
    root = folder / "project"
    top = root / "templates" / "journal"
    top.mkdir(parents=True)
    (root / "paper.md").write_text("---\ntitle: T\n---\n\nText.\n", encoding="utf-8")
    (folder / "secret.css").write_text(SECRET, encoding="utf-8")
    return root


def made(root: Path, cache: Path | None = None) -> Built:
    return build(root / "paper.md", to=["html"], cache=cache, workers=1)


def messages(built: Built) -> dict[str, str]:
    """The messages on the theme's files, with what to do about each."""
    return {d.message: d.help for d in built.bag if d.code.startswith("theme-")}


def recorded(root: Path) -> dict[str, str]:
    """The hashes of templates in the manifest."""
    (build,) = json.loads((root / "build" / "manifest.json").read_text("utf-8"))["builds"].values()
    found: dict[str, str] = build["templates"]
    return found


def page(root: Path) -> str:
    return (root / "build" / "paper.html").read_text("utf-8")


def test_a_projects_own_file_is_used_and_hashed(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "templates" / "journal" / "article.screen.css").write_text(SHEET, encoding="utf-8")
    assert not messages(made(root))
    assert "#010203" in page(root)
    digest = hashlib.sha256(SHEET.encode()).hexdigest()
    assert recorded(root) == {"journal/article.screen.css": digest}


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("templates/journal/article.screen.css", "../../../secret.css"),
        ("templates/article.screen.css", "../../secret.css"),
        ("templates/journal/article.screen.css", "/dev/zero"),
        ("templates/journal/article.screen.css", "/"),
        ("templates/journal/article.screen.html.j2", "/etc/passwd"),
        ("templates/journal/screen.css", "screen.css"),
        ("templates/reference.yaml", "/dev/stdin"),
        ("templates/journal", "/"),
        ("templates/journal", "../../"),
        ("templates", "/"),
        ("templates", ".."),
    ],
)
def test_a_link_out_of_the_project_is_neither_read_nor_hashed(
    place: str, target: str, tmp_path: Path
) -> None:
    root = project(tmp_path)
    at = root / place
    for part in (root / "templates" / "journal", root / "templates"):
        if part == at or at in part.parents:
            part.rmdir()
    at.symlink_to(target)
    start = time.process_time()
    built = made(root)
    ((message, remedy),) = messages(built).items()
    assert f"`{place}` is left out" in message
    assert remedy
    assert "#0a0b0c" not in page(root)
    assert recorded(root) == {}
    assert len(watch.folders(Request(root / "paper.md"))) <= 3
    assert time.process_time() - start < 5


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3_000_000_000)


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [_pipe, _sparse, _folder])
@pytest.mark.parametrize(
    "name",
    ["article.screen.css", "article.screen.html.j2", "reference.yaml", "rest.screen.html.j2"],
)
def test_what_is_no_plain_file_of_its_size_is_left_out(
    make: object, name: str, tmp_path: Path
) -> None:
    root = project(tmp_path)
    assert callable(make)
    make(root / "templates" / "journal" / name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    built = made(root)
    ((message, remedy),) = messages(built).items()
    assert f"`templates/journal/{name}` is left out: it is no plain file" in message
    assert remedy
    assert not built.bag.failed
    assert recorded(root) == {}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_template_with_nothing_in_its_stead_is_missed(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "paper.md").write_text("---\ntitle: T\ntheme: ours\n---\n\nText.\n", encoding="utf-8")
    top = root / "templates" / "ours"
    top.mkdir()
    (top / "article.screen.html.j2").write_text('{% include "own.html.j2" %}', encoding="utf-8")
    (top / "own.html.j2").write_bytes(b" " * (LIMITS.theme_bytes + 1))
    built = made(root)
    assert [d.code for d in built.bag] == ["theme-unsafe", "template-missing"]


def test_a_great_many_files_are_not_looked_at(tmp_path: Path) -> None:
    root = project(tmp_path)
    top = root / "templates"
    (top / "journal" / "article.screen.css").write_text(SHEET, encoding="utf-8")
    for folder in (top, top / "journal"):
        for i in range(10_000):
            os.close(os.open(folder / f"{i}.css", os.O_CREAT | os.O_WRONLY))
    start = time.process_time()
    built = made(root)
    found = messages(built)
    assert len(found) == 2
    assert all("has more than 200 files" in message for message in found)
    assert all(found.values())
    assert "#010203" in page(root)
    assert list(recorded(root)) == ["journal/article.screen.css"]
    assert time.process_time() - start < 4


def test_a_name_that_no_theme_asks_for_is_a_warning(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "templates" / "journal" / "artcle.screen.css").write_text(SHEET, encoding="utf-8")
    (root / "templates" / "journal" / "README.md").write_text("Ours.", encoding="utf-8")
    built = made(root)
    message = "`templates/journal/artcle.screen.css` is not used: no theme asks for a file of that"
    assert messages(built) == {f"{message} name": "did you mean `article.screen.css`?"}
    assert recorded(root) == {}


def test_a_template_is_found_by_the_name_that_another_includes(tmp_path: Path) -> None:
    root = project(tmp_path)
    top = root / "templates" / "journal"
    (top / "rest.screen.html.j2").write_text('{%- include "one.html.j2" -%}', encoding="utf-8")
    (top / "one.html.j2").write_text("{% from 'two.html.j2' import a %}{{ a() }}", encoding="utf-8")
    (root / "templates" / "two.html.j2").write_text(
        "{% macro a() %}<p>deep</p>{% endmacro %}", encoding="utf-8"
    )
    assert not messages(made(root, tmp_path / "cache"))
    assert "<p>deep</p>" in page(root)
    assert set(recorded(root)) == {
        "journal/rest.screen.html.j2",
        "journal/one.html.j2",
        "two.html.j2",
    }
    (root / "templates" / "two.html.j2").write_text(
        "{% macro a() %}<p>new</p>{% endmacro %}", encoding="utf-8"
    )
    made(root, tmp_path / "cache")
    assert "<p>new</p>" in page(root)


def test_a_name_that_is_put_together_is_not_asked_for(tmp_path: Path) -> None:
    root = project(tmp_path)
    top = root / "templates" / "journal"
    (top / "rest.screen.html.j2").write_text('{% include "o" ~ "wn.html.j2" %}', encoding="utf-8")
    (top / "own.html.j2").write_text("<p>deep</p>", encoding="utf-8")
    built = made(root)
    (fault,) = (d for d in built.bag if d.code == "template-missing")
    assert "own.html.j2" in fault.message
    assert "between quotes" in fault.help


def test_how_many_templates_a_theme_includes_is_bounded(tmp_path: Path) -> None:
    root = project(tmp_path)
    top = root / "templates" / "journal"
    names = [f"part{i}.html.j2" for i in range(1000)]
    text = "".join(f'{{% include "{name}" %}}' for name in names)
    (top / "rest.screen.html.j2").write_text(text, encoding="utf-8")
    found = themes.asked(root, "journal")
    assert found == themes.known() | set(names[: themes.PARTS])


def test_a_theme_that_comes_or_changes_later_is_seen(tmp_path: Path) -> None:
    root, store = project(tmp_path), tmp_path / "cache"
    for part in (root / "templates" / "journal", root / "templates"):
        part.rmdir()
    made(root, store)
    assert "#010203" not in page(root)
    (root / "templates" / "journal").mkdir(parents=True)
    sheet = root / "templates" / "journal" / "article.screen.css"
    for colour in ("#010203", "#040506"):
        sheet.write_text(f"p {{ color: {colour} }}", encoding="utf-8")
        made(root, store)
        assert colour in page(root)
    sheet.unlink()
    made(root, store)
    assert "#040506" not in page(root)


def test_a_citation_style_of_the_project_is_read_by_the_same_door(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "templates" / "csl").mkdir()
    house = (themes.own_folder() / "csl" / "house.csl").read_text("utf-8")
    (tmp_path / "outside.csl").write_text(house.replace("<title>", "<title>X"), encoding="utf-8")
    (root / "templates" / "csl" / "house.csl").symlink_to(tmp_path / "outside.csl")
    assert not made(root).bag.failed
    inputs = json.loads((root / "build" / "manifest.json").read_text("utf-8"))["builds"]
    (entry,) = inputs.values()
    assert entry["inputs"]["templates/csl/house.csl"] == ""


def test_a_large_file_is_not_sent_to_other_machines(tmp_path: Path) -> None:
    root = project(tmp_path)
    _sparse(root / "templates" / "journal" / "article.screen.css")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(OSError, match="MB of files to send"):
        cluster.pack(Request(root / "paper.md"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000
