"""Manuscript -> diagnostics. One check a file; a check's code is its file's name.

A check's module has `check(manuscript)`, which yields diagnostics, and a docstring that is its
page in the manual (`docs/codes.md`). What a code weighs: an error would be wrong in print for
sure and stops the build, a warning most likely would, a note prints well and could be written
better. `allow` in the front matter silences a code's warnings and notes, never an error.
"""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from reportgen import plugins
from reportgen.checks import _codes
from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.parse import Manuscript


def names() -> tuple[str, ...]:
    """The codes of the checks there are."""
    return tuple(name.replace("_", "-") for name in plugins.names(__name__))


def check(manuscript: Manuscript, bag: Bag) -> None:
    """Run every check, and leave out of the whole bag what the front matter allows."""
    bag.extend(run(manuscript))
    _allow(manuscript, bag)


def run(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """What every check finds, place after place within each check."""
    for name in plugins.names(__name__):
        yield from plugins.load(__name__, name).check(manuscript)


def silence(allowed: Collection[str], bag: Bag) -> frozenset[str]:
    """Leave what is allowed out of a bag, errors excepted; give the codes that were left out."""
    gone = frozenset(d.code for d in bag if d.code in allowed and _mild(d))
    bag.found[:] = [d for d in bag if d.code not in gone or not _mild(d)]
    return gone


def _mild(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is not Severity.ERROR


def _allow(manuscript: Manuscript, bag: Bag) -> None:
    """Silence what the front matter allows, and report what it need not have allowed."""
    allowed = manuscript.front.allow
    if not allowed:
        return
    gone = silence(allowed, bag)
    errors = {d.code for d in bag}
    journal = manuscript.sources.journal
    for i, code in enumerate(allowed):
        span = manuscript.front.span("allow", i)
        if span and journal and span.source.name == journal.name:
            continue  # which other articles may need
        if code not in gone and code not in _codes.BUILD_ONLY:
            bag.add(_useless(manuscript, i, code, code in errors))


def _useless(manuscript: Manuscript, i: int, code: str, error: bool) -> Diagnostic:
    """An allowance that allows nothing: of an error, of an unknown code, or of no fault."""
    span = manuscript.front.span("allow", i) or manuscript.front.place("allow")
    known = _codes.names()
    if code not in known:
        near = get_close_matches(code, known, 1)
        remedy = f"did you mean `{near[0]}`?" if near else "look the code up in the manual"
        return Diagnostic(
            "allow-unknown", Severity.WARNING, f"there is no code `{code}`", span, help=remedy
        )
    message = f"`{code}` is an error here and cannot be allowed"
    if not error:
        message = f"nothing here needs `{code}` to be allowed"
    remedy = "mend the fault that it reports" if error else f"take `{code}` out of `allow`"
    return Diagnostic("allow-unused", Severity.WARNING, message, span, help=remedy)
