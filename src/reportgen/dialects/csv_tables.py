"""MyST's and docutils' tables of values between commas: `{csv-table}`.

Source: docutils, "CSV Table"; RFC 4180 with the options `delim`, `quote`, `header` and `file`.
"""

import csv
from collections.abc import Iterable

from reportgen.diagnostics.source import Span
from reportgen.dialects.chunk_options import Options
from reportgen.dialects.preparation import Preparation
from reportgen.project import roots

DELIMITERS = {"tab": "\t", "space": " "}


def rows(body: str, options: Options, place: Span, work: Preparation) -> list[list[str]]:
    """The rows of a table, its heads first, of text on one line.

    A file that is not in the project is an error.
    """
    name = options.get("file", "").strip()
    if name:
        match = work.sources.find(name.lstrip("/"), work.sources.front.name)
        match.report(place, work.bag)
        source = work.sources.text(match.name, work.bag, place) if match.name else None
        if source is None and not match.names:
            message = f"the file `{name}` of the table is not in the project"
            out = roots.remedy(work.sources, name, work.sources.front.name)
            work.bag.error("include-missing", message, place, out or "put the file there")
        body = source.text if source else ""
    sign = DELIMITERS.get(options.get("delim", ","), options.get("delim", ",")[:1] or ",")
    quote = options.get("quote", '"')[:1] or '"'
    lines = [options["header"], *body.splitlines()] if options.get("header") else body.splitlines()
    return [[" ".join(cell.split()) for cell in row] for row in _read(lines, sign, quote) if row]


def _read(lines: Iterable[str], sign: str, quote: str) -> list[list[str]]:
    spaced = (f"{line}\n" for line in lines)
    try:
        return list(
            csv.reader(spaced, delimiter=sign, quotechar=quote, skipinitialspace=sign != " ")
        )
    except (csv.Error, TypeError, ValueError):
        return [line.split(sign) for line in lines]
