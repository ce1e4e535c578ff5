"""The field type of a date: a day, a month or a year, or the day of the build."""

import re
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema

from reportgen.parse.front_matter import dates
from reportgen.parse.front_matter.field_faults import shown, wrong

LONGEST = 200
"""The most characters of a date that is printed as it is typed."""
TODAY = re.compile(r"\b(today|now|last-modified|(?:Sys|lubridate)\W{1,3}(Date|[Tt]ime|today))\b")
"""What stands for the day of the build in Quarto, R and LaTeX."""


def _date(value: object, info: ValidationInfo) -> dates.Date:
    if isinstance(value, dates.Date):
        return value
    if not isinstance(value, str):
        raise wrong(f"text is wanted here, not {shown(value)}")
    text = value.strip()
    known = info.context or {}
    if TODAY.search(text):
        if date := dates.read(known.get("today", "")):
            return date
        raise wrong(
            f"{shown(text)} would make every build differ; the date is left out",
            "write the day itself, such as `2026-11-24`, or set SOURCE_DATE_EPOCH",
            error=False,
        )
    if date := dates.read(text[:60], known.get("lang", "")):
        return date
    if len(text) <= LONGEST and (date := dates.vague(text)):
        return date
    raise wrong(
        f"{shown(text)} is not a date",
        "write it as `2026-11-24`, `24 November 2026`, `November 2026` or `2026`",
    )


Day = Annotated[
    dates.Date,
    PlainValidator(_date),
    PlainSerializer(lambda date: date.iso),
    WithJsonSchema({"type": ["string", "integer"]}),
]
