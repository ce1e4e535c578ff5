"""Books of bookdown and Quarto: which files of a folder are the chapters, and in which order.

Sources: bookdown, "Usage" (`rmd_files`, `index.Rmd`); Quarto, "Book Structure" (chapters, parts,
appendices) and "Manuscripts" (`article`).
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Piece, RewrittenSource, Source
from reportgen.project.files import Files
from reportgen.project.listed_chapters import read_mapping

QUARTO = ("_quarto.yml", "_quarto.yaml")
BOOKDOWN = "_bookdown.yml"
TEXTS = (".qmd", ".rmd", ".md")
_ARTICLE = "manuscript.article"
"""Where Quarto names the file of a manuscript project."""
_OUTPUTS = "latex pdf html docx"
"""Whose files are a bookdown book's here, where it names them output by output."""
_DEEPEST = 8
"""How deep the parts of a book may nest."""
_INDEX = re.compile(r"index\.[RrQq]?[Mm][Dd]")


@dataclass(frozen=True)
class Book:
    """A book's chapters in order: names of files, and headings of parts that are no files.

    `config` is the file that lists them; `shared` says that it holds the front matter too. A book
    of one article, as Quarto's manuscripts are, is not `merged`.
    """

    config: Source
    chapters: tuple[str, ...]
    shared: bool
    merged: bool = True


def book(files: Files, bag: Bag) -> Book | None:
    """The book that a folder is; None where no file of Quarto or bookdown says so."""
    for name in QUARTO:
        if (found := files.own(name).name) and (config := files.text(found, bag)):
            said = read_mapping(config.text)
            inner = said.get("book")
            if isinstance(inner, dict):
                listed = (*_listed(inner.get("chapters")), *_listed(inner.get("appendices")))
                return Book(config, listed, shared=True) if listed else None
            (outer, inside), project = _ARTICLE.split("."), said.get("project")
            manuscript = said.get(outer)
            if isinstance(project, dict) and project.get("type") == "manuscript":
                named = manuscript.get(inside) if isinstance(manuscript, dict) else None
                return Book(config, (str(named or "index.qmd"),), shared=True, merged=False)
    if (found := files.own(BOOKDOWN).name) and (config := files.text(found, bag)):
        listed = _merged(files, read_mapping(config.text).get("rmd_files"))
        return Book(config, listed, shared=False) if len(listed) > 1 else None
    return None


def is_index(name: str) -> bool:
    """Whether a file is the one that a book begins with."""
    return _INDEX.fullmatch(name) is not None


def opened(found: Book, files: Files, bag: Bag) -> list[Source]:
    """The texts of a book's chapters as they stand in their files, a part's title as a heading.

    What is not there, and notebooks, which are not read, are reported.
    """
    out: list[Source] = []
    for name in found.chapters:
        place = found.config.find(name) or found.config.span(0)
        if not name.lower().endswith((*TEXTS, ".ipynb")):
            piece = Piece(0, found.config, place.start, place.end, exact=False)
            out.append(RewrittenSource(found.config.name, f"# {name} {{-}}\n", (piece,)))
            continue
        match = files.find(name)
        match.report(place, bag)
        if match.name and name.lower().endswith(TEXTS):
            text = files.text(match.name, bag, place)
            out += [text] if text else []
        elif match.name:
            message = f"the notebook `{name}` is not read, and is left out"
            bag.warning("chapter-unbuilt", message, place, "render it to Markdown first")
        elif not match.names:
            message = f"the chapter `{name}` is not in the project"
            bag.error("include-missing", message, place, "put the file there, or mend its name")
    return out


def _listed(tree: object, depth: int = 0) -> Iterator[str]:
    """The files and parts of a list of chapters in Quarto's form."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list) and depth < _DEEPEST:
        for item in tree:
            yield from _listed(item, depth + 1)
    elif isinstance(tree, dict):
        for key in ("part", "file", "href"):
            if isinstance(tree.get(key), str) and tree[key].strip():
                yield " ".join(tree[key].split())
        yield from _listed(tree.get("chapters"), depth + 1)


def _merged(files: Files, given: object) -> tuple[str, ...]:
    """The files that bookdown merges: those that it is given, else all, the index first."""
    if isinstance(given, dict):
        given = next((given[k] for k in _OUTPUTS.split() if k in given), None)
    if isinstance(given, list):
        return tuple(str(name) for name in given if isinstance(name, str))
    try:
        found = sorted(os.listdir(files.folder))  # noqa: PTH208
    except OSError:
        return ()
    texts = [n for n in found if n.lower().endswith(".rmd") and not n.startswith(("_", "."))]
    first = [n for n in texts if is_index(n)]
    return (*first, *(n for n in texts if n not in first)) if first else ()
