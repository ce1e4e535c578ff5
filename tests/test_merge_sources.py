"""Edits come back whatever the author's own way of writing Markdown is."""

from collections.abc import Callable
from functools import cache

import pytest

from merged import Sent, sent
from word_edits import Edited

Do = Callable[[Edited], object]
PAPER = """\
---
title: 'fieldkit: Tools for *Messy* Data'
author:
  - name: Ada Quill
    affiliation: Northern University
date: 2026-01-15
lang: en-US
bibliography: paper.bib
csl: chicago-author-date
abstract: >-
  A package for field data; it reads "dirty" files
  and keeps every row.
keywords: data, field work
---

# Summary

`fieldkit` reads notebooks -- and GPS logs... It was "written" because files
are dirty: dates are typed in _five_ ways [@quill2022]. According to @stone2018 [p. 33],
a third of all rows are so.

> Rows are never lost,
> whatever their state.

1. First, read.
2. Then check.

   What is checked is kept.

3. Last, write.

+-----------+-----------------------+
| Tool      | Remark                |
+===========+=======================+
| fieldkit  | keeps rows, and       |
|           | units                 |
+-----------+-----------------------+
| rowdrop   | drops them[^p]        |
+-----------+-----------------------+

: Two tools compared. {#tbl-tools}

[^p]: Since version 2,
    as its manual says.

    It was otherwise before.

H~2~O and x^2^ are set apart, and <b>this</b> <!-- not this --> stays.
"""
BIB = """\
@article{quill2022, author={Quill, Ada}, title={Dirty Dates}, journal={Field Methods},
  volume={3}, pages={1--12}, year={2022}}
@book{stone2018, author={Stone, Rolf}, title={Counting Rows}, publisher={Delta}, address={Oslo},
  year={2018}}
"""


@cache
def paper() -> Sent:
    return sent({"paper.md": PAPER, "paper.bib": BIB}, "paper.md")


EXACT: dict[str, tuple[Do, str, str]] = {
    "a title with markup": (lambda d: d.replace("Messy", "Dirty"), "*Messy*", "*Dirty*"),
    "an affiliation is plain": (
        lambda d: d.replace("Northern", "Most *Northern*"), ": Northern",
        ": Most *Northern*",
    ),
    "a plain value that can be plain no longer": (
        lambda d: d.replace("Northern", "North: #1"), "Northern University",
        '"North: #1 University"',
    ),
    "a folded value": (
        lambda d: d.replace("keeps every", "keeps each"), "keeps every", "keeps each",
    ),
    "low lines": (
        lambda d: d.format("notebooks", "i"), "reads notebooks", "reads _notebooks_",
    ),
    "dashes": (
        lambda d: d.replace("a third", "a third – or half –"), "a third", "a third -- or half --",
    ),
    "straight quotes": (
        lambda d: d.replace("a third", "“a third”"), "a third", '"a third"',
    ),
    "points": (lambda d: d.after("of all rows", "…"), "of all rows", "of all rows..."),
    "words of a wrapped line": (
        lambda d: d.replace("because files are", "since files were"), "because files\nare",
        "since files\nwere",
    ),
    "a quotation": (
        lambda d: d.replace("whatever their state", "in any state"), "whatever their state",
        "in any state",
    ),
    "a second paragraph of an item": (
        lambda d: d.replace("is kept", "stays"), "is kept", "stays",
    ),
    "an author-date locator": (lambda d: d.replace("33", "35"), "p. 33", "p. 35"),
    "an author-date citation out": (
        lambda d: d.replace(" (Quill 2022)", ""), " [@quill2022]", "",
    ),
    "words before an author-date citation": (
        lambda d: d.replace("ways", "manners"), "ways", "manners",
    ),
    "a cell of a grid": (
        lambda d: d.replace("and units", "units and dates"),
        "| fieldkit  | keeps rows, and       |\n|           | units                 |",
        "| fieldkit  | keeps rows, units and |\n|           | dates                 |",
    ),
    "a row of a grid out": (
        lambda d: d.delete_row("fieldkit"),
        "| fieldkit  | keeps rows, and       |\n|           | units                 |\n"
        "+-----------+-----------------------+\n", "",
    ),
    "a row of a grid in": (
        lambda d: d.insert_row("fieldkit", "oldread", "reads [one] row"),
        "units                 |\n+-----------+-----------------------+",
        "units                 |\n+-----------+-----------------------+\n"
        "| oldread   | reads \\[one\\] row     |\n+-----------+-----------------------+",
    ),
    "a note in a cell": (
        lambda d: d.replace("as its manual says", "as said there"), "as its manual says",
        "as said there",
    ),
    "a further paragraph of a note": (
        lambda d: d.replace("otherwise before", "not so"), "otherwise before", "not so",
    ),
    "beside what is lowered": (
        lambda d: d.replace("are set apart", "are set"), "are set apart", "are set",
    ),
    "a comment stays": (
        lambda d: d.replace("stays", "remains", within="are set apart"), "stays.", "remains.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXACT)
def test_a_change_comes_back_in_the_authors_own_way(name: str) -> None:
    do, old, new = EXACT[name]
    assert PAPER.count(old) == 1
    document = paper().edited()
    do(document)
    edits, refusals = paper().changes(document.saved())
    assert refusals == ()
    assert paper().applied(edits)["paper.md"] == PAPER.replace(old, new)


def test_nothing_changes_where_nothing_was_edited() -> None:
    assert paper().changes(paper().data) == ((), ())


def test_the_title_of_a_source_is_offered_and_not_changed() -> None:
    document = paper().edited()
    document.replace("Counting Rows", "Counting Rows Well")
    edits, refusals = paper().changes(document.saved())
    assert edits == ()
    assert [r.words for r in refusals] == ["Well"]
