"""What the tests of templates share: a rich document's values, and a page made of them."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from package import report
from reportgen import editions, formats
from reportgen.diagnostics import Bag
from reportgen.resolve import Report
from reportgen.themes import template as page

PAPER = """\
---
title: On Chips
subtitle: A Study
date: 2026-03-04
lang: en-GB
author:
  - name: Ada Kim
    native-name: 김에이
    email: ada@example.org
    orcid: 0000-0002-1825-0097
    corresponding: true
    bio: Ada writes.
    affiliations:
      - {name: Example Institute, city: Seoul, country: KR}
  - name: Bo Lee
journal: {title: The Journal, volume: 3, issue: 2, first-page: 33, last-page: 58, issn: 1234-5679}
abstract: What *this* is.
keywords: [one, two]
doi: 10.5555/12345678
license: {text: CC BY 4.0, url: "https://example.org/by"}
copyright: {holder: The Authors, year: 2026}
funding: {statement: Nobody paid.}
acknowledgements: Thanks.
data-availability: On request.
restates: {title: Another Work, author: [Cy Ng], year: 2020, url: "https://example.org/w"}
toc: true
brief:
  title: In Brief
  standfirst: In short.
  number: 7
  contact: ada@example.org
  url: https://example.org/article
  date: 2026-04
---

# One

Text with a note.[^n]

[^n]: The note.

::: {.key-finding title="Found"}
A finding.
:::

::: {.recommendation}
Do this.
:::

## Two

More text.
"""


@cache
def paper() -> Report:
    """The report of a document that says a little of everything."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "paper.md").write_text(PAPER, encoding="utf-8")
        return report(Path(folder) / "paper.md")


def handed(edition: str, target: str, theme: str) -> dict[str, Any]:
    """The values that a page of an edition is made of, as the format hands them on."""
    handed: dict[str, Any] = {}

    def noted(*arguments: Any) -> None:
        handed.update(arguments[3])

    found = paper()
    found.front.__dict__["theme"] = theme
    made = editions.make(edition, found, Bag())
    assert made is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "page", noted)
        assert formats.render(target, made, Bag()) is None
    return handed


def filled(folder: Path, template: str, target: str = "html") -> tuple[str | None, Bag]:
    """What a project's own article page gives, and the diagnostics."""
    medium = {"html": "screen", "pdf": "print"}[target]
    top = folder / "templates" / "journal"
    top.mkdir(parents=True, exist_ok=True)
    name = f"article.{medium}.html.j2"
    (top / name).write_text(template, encoding="utf-8")
    bag = Bag()
    return page.page(folder, "journal", name, handed("article", target, "journal"), bag), bag
