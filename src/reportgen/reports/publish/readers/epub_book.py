"""EPUB: the package document, and the notes and exhibits of the pages (EPUB 3.3)."""

from typing import Any

from reportgen.reports.publish.facts import stated
from reportgen.reports.publish.readers import Read
from reportgen.reports.publish.readers._files import unpacked
from reportgen.reports.publish.readers._xml import every, has_formula, local, tree, words

ENDINGS = (".epub",)
TYPE = "{http://www.idpf.org/2007/ops}type"


def read(data: bytes) -> Read:
    """The facts of the package document and of the pages. Raises ValueError."""
    files = unpacked(data)
    packages = [name for name in files if name.endswith(".opf")]
    if len(packages) != 1:
        raise ValueError("has no package document, or several")
    lost = stated(lost_places=_lost(files))
    return {"": {**_package(tree(files[packages[0]])), **_pages(files), **lost}}


def _lost(files: dict[str, bytes]) -> list[str]:
    """What links within the publication lead to, and is not there."""
    pages = {name.rpartition("/")[2]: tree(data) for name, data in files.items()
             if name.endswith(".xhtml")}  # fmt: skip
    ids = {name: {node.get("id") for node in page.iter()} for name, page in pages.items()}
    out = set()
    for name, page in pages.items():
        for link in every(page, "a"):
            file, mark, place = link.get("href", "").partition("#")
            if ":" not in file and (mark or file):
                known = ids.get(file or name)
                if known is None or (place and place not in known):
                    out.add(f"{file}#{place}" if mark else file)
    return sorted(out)


def _package(root: Any) -> Any:
    metas = list(every(root, "meta"))
    core = [n for n in root.iter() if "purl.org/dc/elements" in str(n.tag)]

    def all_of(name: str) -> list[str]:
        return [words(node) for node in core if local(node) == name]

    def meta(name: str) -> str:
        return next((words(n) for n in metas if n.get("property") == name), "")

    identifier = next(iter(all_of("identifier")), "")
    return stated(
        title=": ".join(all_of("title")),
        main_title=next(iter(all_of("title")), ""),
        authors=all_of("creator"),
        doi=identifier if identifier.startswith("doi:") else "",
        date=next(iter(all_of("date")), ""),
        volume=meta("prism:volume"),
        issue=meta("prism:number"),
        first_page=meta("prism:startingPage"),
        last_page=meta("prism:endingPage"),
        licence=meta("dcterms:license"),
        keywords=all_of("subject"),
        language=next(iter(all_of("language")), ""),
    )


def _pages(files: dict[str, bytes]) -> Any:
    notes: list[str | None] = []
    abstract: Any = None
    counts = {"figures": 0, "tables": 0, "equations": 0}
    for name in sorted(files):
        if not name.endswith(".xhtml"):
            continue
        for node in tree(files[name]).iter():
            kind, classes = node.get(TYPE, ""), (node.get("class") or "").split()
            if kind == "footnote":
                notes.append(None if has_formula(node) else _said(node))
            elif kind == "abstract":
                abstract = node
            elif "/chapter-" in name and local(node) == "figure":
                counts["tables"] += "table" in classes
                counts["figures"] += "table" not in classes and not _inner(node)
            elif "/chapter-" in name and "equation" in classes:
                counts["equations"] += 1
    shown = None if abstract is None or has_formula(abstract) else _body(abstract)
    texts = None if None in notes else notes
    return stated(notes=texts, number_of_notes=len(notes), abstract=shown, **counts)


def _inner(figure: Any) -> bool:
    return any(local(around) == "figure" for around in figure.iterancestors())


def _said(note: Any) -> str:
    inner = next((n for n in note if n.get("class") == "said"), note)
    return words(inner, ("annotation",))


def _body(section: Any) -> str:
    return " ".join(words(node) for node in section if local(node) not in ("h1", "h2"))
