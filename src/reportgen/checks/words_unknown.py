"""A name under `words` in the front matter is that of no word that pages say by themselves.

`docs/languages.md` lists the names: `words: {figure: Exhibit}` makes captions read "Exhibit 1".
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.languages import language
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    spoken = language(front.lang or "en")
    known = {**spoken.words, **spoken.kinds}
    nearest = Nearest(known)
    for name in front.words:
        if name not in known:
            near = nearest(name)
            yield Diagnostic(
                "words-unknown",
                Severity.WARNING,
                f"the pages say no word called `{name}`",
                front.key("words", name) or front.place("words"),
                help=f"did you mean `{near}`?" if near else "look the names up in the manual",
            )
