"""A text beside the chapters is not part of the document.

Chapters are the files whose names begin with a number and end with `.md`. Another Markdown file in
their folder is not read; a name that begins with `_` says that this is meant.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Source
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for path in manuscript.sources.unbuilt:
        name = path.rpartition("/")[2]
        if any(name in chapter.source.text for chapter in manuscript.chapters):
            continue  # a chapter takes it in, or speaks of it
        stem, _, suffix = name.rpartition(".")
        numbered = name[0].isdecimal()
        reason = (
            f"does not end with `.md` but with `.{suffix}`" if numbered else "begins with no number"
        )
        number = len(manuscript.chapters) + 1
        better = f"{stem}.md" if numbered else f"{number:02}-{stem}.md"
        yield Diagnostic(
            "chapter-unbuilt",
            Severity.NOTE,
            f"`{name}` is not part of the document: its name {reason}",
            Source(path, "").span(0),
            help=f"call it `{better}`, or `_{name}` where it is to be left out",
        )
