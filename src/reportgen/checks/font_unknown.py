"""A typeface that does not come with reportgen.

Pages look the same on every machine, because they are set in the faces that come with reportgen
and in no others. `style: {fonts: ...}` chooses among them; another name is passed over for the
face of the theme.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.fonts import FAMILIES
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    fonts = manuscript.front.style.fonts
    for name, family in (("text", fonts.text), ("heading", fonts.heading), ("code", fonts.code)):
        if not family or family in FAMILIES:
            continue
        near = get_close_matches(family, FAMILIES, 1)
        yield Diagnostic(
            "font-unknown",
            Severity.WARNING,
            f"there is no typeface `{family}`",
            manuscript.front.place("style", "fonts", name),
            help=f"did you mean `{near[0]}`?" if near else f"choose from {', '.join(FAMILIES)}",
        )
