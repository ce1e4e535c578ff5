"""A MyST project of several pages: `myst.yml` lists them, and each becomes a chapter.

Sources: MyST Markdown, "Table of Contents" and "Exporting multiple pages"; the order of a folder
without a list is that of "Implicit Table of Contents".
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.project.files import Files
from reportgen.project.listed_chapters import are_allowed, read_mapping

NAMES = ("myst.yml", "myst.yaml")
FIRST = ("index.md", "main.md", "article.md", "paper.md", "manuscript.md")
"""The page that a folder without a list begins with."""


def config(files: Files, bag: Bag) -> Source | None:
    """The text of the project's `myst.yml`; None where there is none."""
    for name in NAMES:
        if found := files.own(name).name:
            return files.text(found, bag)
    return None


def pages(source: Source, files: Files, bag: Bag) -> list[str]:
    """The names of the pages that a project lists, in order; else of the one it begins with.

    Those that are not there, and notebooks, which are not read, are reported.
    """
    listed = list(dict.fromkeys(_listed(source)))
    if not listed:
        return [name for name in FIRST if files.find(name).name][:1]
    if not are_allowed(listed, files.limits.chapters, source.span(0), bag):
        return []
    found = []
    for name in listed:
        match = files.find(name)
        place = source.find(name) or source.span(0)
        match.report(place, bag)
        if match.name and name.lower().endswith(".md"):
            found.append(match.name)
        elif match.name or not name.lower().endswith(".md"):
            bag.warning(
                "chapter-unbuilt",
                f"`{name}` is no page of Markdown, and is left out",
                place,
                "write as Markdown what it is to show",
            )
        elif not match.names:
            bag.error(
                "include-missing",
                f"the page `{name}` is not in the project",
                place,
                "put the file there, or take it out of the list",
            )
    return found


def titled(source: Source) -> bool:
    """Whether a `myst.yml` gives its project a title."""
    project = read_mapping(source.text).get("project")
    return isinstance(project, dict) and isinstance(project.get("title"), str)


def _listed(source: Source) -> Iterator[str]:
    project = read_mapping(source.text).get("project")
    if not isinstance(project, dict):
        return
    found = list(_files(project.get("toc"), 0))
    if not found:
        exports = project.get("exports")
        for export in exports if isinstance(exports, list) else [exports]:
            if isinstance(export, dict) and not found:
                named = [v for key, v in export.items() if key.startswith("articl")]
                found = list(_files(named, 0))
    yield from found


def _files(tree: object, depth: int) -> Iterator[str]:
    """The files of a table of contents, its children in it."""
    if isinstance(tree, str):
        yield str(PurePosixPath(tree))
    elif isinstance(tree, list) and depth < 40:
        for item in tree:
            yield from _files(item, depth + 1)
    elif isinstance(tree, dict):
        if isinstance(tree.get("file"), str):
            name = str(PurePosixPath(tree["file"]))
            yield name if PurePosixPath(name).suffix else f"{name}.md"
        yield from _files(tree.get("children"), depth + 1)
