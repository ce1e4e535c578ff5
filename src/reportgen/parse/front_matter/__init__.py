"""Front matter: YAML to a typed, frozen `Front`, every fault reported at its place."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.parse.front_matter.completion import resolve
from reportgen.parse.front_matter.dates import Date
from reportgen.parse.front_matter.field_names import rename
from reportgen.parse.front_matter.input_model import Form
from reportgen.parse.front_matter.journal_file import with_journal
from reportgen.parse.front_matter.model import Affiliation, Author, Front, Journal, Statement
from reportgen.parse.front_matter.nested_fields import (
    Brief,
    Copyright,
    Crossref,
    License,
    Style,
    Work,
)
from reportgen.parse.front_matter.output_fields import Bounds, Review
from reportgen.parse.front_matter.shared_fields import with_shared
from reportgen.parse.front_matter.validation_errors import commented, report, usable
from reportgen.parse.front_matter.yaml_nodes import compose, plain
from reportgen.parse.front_matter.yaml_tree import Fields, Plain

__all__ = [
    "Affiliation",
    "Author",
    "Bounds",
    "Brief",
    "Copyright",
    "Crossref",
    "Date",
    "Front",
    "Journal",
    "License",
    "Review",
    "Statement",
    "Style",
    "Work",
    "read",
    "schema",
]


def read(
    source: Source,
    start: int,
    end: int,
    bag: Bag,
    given: Mapping[str, str] = MappingProxyType({}),
    today: str = "",
    shared: Sequence[Source] = (),
    journal: Source | None = None,
) -> Front:
    """The front matter in a stretch of a source: YAML, without the lines `---` around it.

    Faults go to the bag, all of them. What cannot be used is left out of the result, which is
    there in any case. `given` are values that stand instead of those of the text, by the path of
    their field: `journal.first-page`, `journal.editors.0.name`. `today` is the day (ISO 8601) that
    a date such as `today` means; without it such a date is left out. `shared` are files in which
    other tools keep front matter for several documents, `journal` is the one that the articles of a
    journal share.
    """
    found = Bag()
    document = compose(source, start, end, found)
    root = rename(with_shared(document.root, shared, found), found)
    commented(root, found)
    root, unread = with_journal(root, journal, found)
    lost = document.lost | unread
    front = resolve(_validated(root, lost, given, found, today), root, found)
    _vague(front, found)
    bag.extend(sorted(found, key=lambda d: d.span.start if d.span else start))
    return front


def schema() -> dict[str, Any]:
    """The JSON Schema of front matter as authors write it, for editors."""
    from reportgen.parse.front_matter.json_schema import schema

    return schema()


def _vague(front: Front, bag: Bag) -> None:
    """Warn of dates of which only the year is understood."""
    for date, path in (
        (front.date, ("date",)),
        (front.brief.date if front.brief else None, ("brief", "date")),
    ):
        if date and date.typed:
            bag.warning(
                "front-date",
                f"of the date `{date.typed}` only the year is understood; it is printed as typed",
                front.place(*path),
                "write it as `2026-11-24`, `November 2026` or `2026`",
            )


def _validated(
    root: Fields, lost: frozenset[str], given: Mapping[str, str], bag: Bag, today: str
) -> Form:
    """The form; fields at fault are reported and left out."""
    values = plain(root)
    assert isinstance(values, dict)
    values = {**values, **{n: _merged(values.get(n), v) for n, v in _nested(given).items()}}
    known = {"today": today, "lang": str(values.get("lang") or "")}
    try:
        return Form.model_validate(values, context=known)
    except ValidationError as error:
        report(error, root, lost, bag)
        rest = usable(values, error)
    try:
        return Form.model_validate(rest, context=known)
    except ValidationError:
        return Form(title="")


def _nested(given: Mapping[str, str]) -> dict[str, Plain]:
    """Values by their paths as fields of fields; a step that is a number is an item of a list."""
    root: dict[str, Plain] = {}
    for path, value in given.items():
        steps = path.split(".")
        inner: Any = root
        for step, after in zip(steps, [*steps[1:], None], strict=True):
            new: Any = value if after is None else [] if after.isdecimal() else {}
            if isinstance(inner, list):
                if int(step) == len(inner):
                    inner.append(new)
                inner = inner[int(step)]
            else:
                inner = inner.setdefault(step, new)
    return root


def _merged(there: Plain, given: Plain) -> Plain:
    """What is given, with the fields of mappings that it says nothing of.

    A mapping that is written as its title keeps that.
    """
    if not isinstance(given, dict):
        return given
    if isinstance(there, str):
        there = {"title": there}
    own = there if isinstance(there, dict) else {}
    return own | {name: _merged(own.get(name), value) for name, value in given.items()}
