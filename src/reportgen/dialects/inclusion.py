"""Files of the project that a text includes: inside it, not too deep, and never in a circle.

Names are looked for beside the file that is built, and at the project's root. Sources: Quarto,
"Includes"; MyST, "Embed & include content"; knitr's option `child`.
"""

import re
from collections.abc import Iterator

from reportgen.diagnostics.source import Source, Span
from reportgen.dialects.fences import fences
from reportgen.dialects.preparation import Preparation
from reportgen.dialects.rewriting import Part, Rewriting
from reportgen.dialects.shortcodes import SHORTCODE, first
from reportgen.project import roots
from reportgen.tree import scan

DEEPEST = 8
"""How deep files may include files."""
MOST = 500
"""How many times files may be included in a document."""
_FRONT = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_DIRECTIVE = re.compile(r"[ \t]*\{include\}[ \t]*(\S+)[ \t]*")
_CHILD = re.compile(r"[ \t]*\{[rR]\b[^\n]*?\bchild[ \t]*=[ \t]*[\"']([^\"'\n]+)[\"'][^\n]*\}[ \t]*")
_COLONS = re.compile(
    r"^:{3,}[ \t]*\{include\}[ \t]*(\S+)[ \t]*\n(?::[^:\n][^\n]*\n){0,20}:{3,}[ \t]*$", re.M
)
_SIGNS = ("{{<", "{include}", "child")


def expand(source: Source, work: Preparation, within: tuple[str, ...]) -> Source:
    """A text with the files that it includes in their places, and those that they include.

    `within` are the names of the files that include each other at this place, the outermost first.
    """
    if not any(sign in source.text for sign in _SIGNS):
        return source
    rewriting = Rewriting(source)
    for name, start, end in _wanted(source.text):
        place = source.span(start, end)
        rewriting.replace(start, end, *_included(name, place, work, within))
    return rewriting.result()


def _wanted(text: str) -> Iterator[tuple[str, int, int]]:
    """The names of the included files, with the offsets of what includes them."""
    masked = scan.mask(text)
    for found in SHORTCODE.finditer(masked):
        if found["name"] == "include":
            yield first(found["said"]), found.start(), found.end()
    for found in _COLONS.finditer(masked):
        yield found[1], found.start(), found.end()
    for fence in fences(text):
        if named := _DIRECTIVE.fullmatch(fence.info) or _CHILD.fullmatch(fence.info):
            yield named[1], fence.start, fence.end


def _included(
    name: str, place: Span, work: Preparation, within: tuple[str, ...]
) -> tuple[Part, ...]:
    """The parts that an included file comes to; none, with a diagnostic, where it cannot be."""
    beside = work.sources.front.name
    match = work.sources.find(name.lstrip("/"), beside)
    match.report(place, work.bag)
    if not match.name:
        if not match.names:
            work.bag.error(
                "include-missing",
                f"the included file `{name}` is not in the project",
                place,
                roots.remedy(work.sources, name, beside) or "put the file there, or mend its name",
            )
        return ()
    work.included += 1
    if match.name in within or len(within) > DEEPEST or work.included > MOST:
        circle = " → ".join((*within[-3:], match.name))
        message = f"files include each other in a circle: {circle}"
        if match.name not in within:
            message = f"files are included more than {DEEPEST} deep, or more than {MOST} times"
        work.bag.error("include-circle", message, place, "take this line out")
        return ()
    found = work.sources.text(match.name, work.bag, place)
    if found is None:
        return ()
    work.characters += len(found.text)
    if work.characters > work.sources.limits.text:
        message = f"the included files have more than {work.sources.limits.text:,} characters"
        work.bag.error("manuscript-size", message, place, "divide it into several documents")
        return ()
    text = expand(_body(found), work, (*within, match.name))
    return ((text, 0, len(text.text)), "" if text.text.endswith("\n") else "\n")


def _body(source: Source) -> Source:
    """A file without its front matter, which gives way to blank lines."""
    found = _FRONT.match(source.text)
    if not found:
        return source
    rewriting = Rewriting(source)
    rewriting.replace(0, found.end())
    return rewriting.result()
