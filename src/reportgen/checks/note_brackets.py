"""A citation in a note is put in brackets.

`^[Prose. [See @smith2020].]` is a note within a note. reportgen prints it as part of the sentence,
other tools put parentheses round it; write `^[Prose. See @smith2020.]`.
"""

from collections.abc import Iterator

from reportgen.checks import _prose
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        for remark in _prose.remarks(chapter):
            if not remark.words.strip(" .,;"):
                continue
            for cite in remark.cites:
                first = cite["c"][0][0]
                if first["citationMode"]["t"] != "NormalCitation":
                    continue
                yield Diagnostic(
                    "note-brackets",
                    Severity.NOTE,
                    f"`{first['citationId']}` is in brackets inside a note",
                    chapter.span(cite, first.get("at")),
                    help=f"write `@{first['citationId']}` without brackets",
                )
