"""Manubot's short names of sources, `[@name]: doi:10.1000/x` on a line, and its templates.

Source: Manubot, "Citations", citation aliases; `@tag:name` is their older form.
"""

import re

from reportgen.diagnostics.source import Source
from reportgen.dialects.preparation import Preparation
from reportgen.dialects.rewriting import Rewriting
from reportgen.tree import scan

DEFINED = re.compile(r"^ {0,3}\[@(?:tag:)?([\w:.+-]+)\]:[ \t]*@?([\w.]+:\S+)[ \t]*$\n?", re.M)


TEMPLATE = re.compile(r"\{\{\s*manubot\b[^\n{}]*\}\}|\{%[^\n{}]*%\}")


def read_template(source: Source, work: Preparation) -> Source:
    """A text without what Jinja would fill in; of `00.front-matter.md`, which is all that, nothing.

    What stands there `metadata.yaml` gives.
    """
    found = [*TEMPLATE.finditer(scan.mask(source.text))] if "{{" in source.text else []
    if not found:
        return source
    rewriting = Rewriting(source)
    if "front-matter" in source.name:
        message = f"`{source.name}` is a template, which is not filled in; it is left out"
        rewriting.replace(0, len(source.text), "\n")
        found = found[:1]
    else:
        message = "a part of a template is not filled in; it is left out"
    for part in found:
        place = source.span(*part.span())
        remedy = "write its words, or leave them to the front matter"
        work.bag.warning("text-template", message, place, remedy)
        if "front-matter" not in source.name:
            rewriting.replace(*part.span())
    return rewriting.result()


def read_names(source: Source, work: Preparation) -> Source:
    """A text that cites by identifiers, without the lines that give them names."""
    if "]:" not in source.text or "[@" not in source.text:
        return source
    masked = scan.mask(source.text)
    defined = {found[1]: found for found in DEFINED.finditer(masked)}
    if not defined:
        return source
    rewriting = Rewriting(source)
    lines = [found.span() for found in defined.values()]
    for start, end in lines:
        rewriting.replace(start, end)
    for key, start, end in scan.cites(masked):
        meant = defined.get(key.removeprefix("tag:"))
        if meant and not any(first <= start < last for first, last in lines):
            rewriting.replace(start, end, f"@{{{meant[2]}}}")
    return rewriting.result()
