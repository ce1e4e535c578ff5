"""A licence is named in words that no machine knows, in a journal that deposits its articles.

Libraries and search engines read the licence's address. That of a Creative Commons licence follows
from its name, such as `CC BY 4.0`; any other licence needs its `url`.
"""

from collections.abc import Iterator

from reportgen.checks._publication import deposited
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    if not deposited(manuscript) or not front.license or front.license.url:
        return
    words = f"the licence `{front.license.text}`" if front.license.text else "the licence"
    yield Diagnostic(
        "licence-unidentified",
        Severity.NOTE,
        f"{words} has no address",
        front.place("license"),
        help="add its `url`, or name it as `CC BY 4.0`",
    )
