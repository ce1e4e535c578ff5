"""A long line of one character is read in one pass: one for each would take hours."""

import re

import pytest

from reportgen.checks.block_unread import _DELIMITER
from reportgen.checks.cell_surplus import _RULE
from reportgen.checks.citation_unread import _DOUBLE
from reportgen.pandoc.prepared import JOINED, prepared
from reportgen.parse.myst_roles import SOURCE
from reportgen.reports.words.inlines import ATTRIBUTES

LONG = 400_000


@pytest.mark.parametrize("line", ["[" + "@" * LONG, "\n" * LONG + "a", "[@" * (LONG // 2)])
def test_what_marks_nothing_stays_as_it_is(line: str) -> None:
    assert prepared(line) == line


@pytest.mark.parametrize(
    ("pattern", "line"),
    [(JOINED, "[" + "@" * LONG), (_DOUBLE, "[" + "@" * LONG), (ATTRIBUTES, "{-" + '"-' * LONG)],
)
def test_an_opened_bracket_is_looked_through_once(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line) is None


@pytest.mark.parametrize("pattern", [_DELIMITER, _RULE, SOURCE])
def test_blanks_are_looked_through_once(pattern: re.Pattern[str]) -> None:
    assert pattern.fullmatch("| " + " " * LONG + "{") is None


@pytest.mark.parametrize("line", ["|---|", "| :-- | --: |", "---", " :-: | - |", "|--|\t"])
def test_the_rule_under_a_head_is_found(line: str) -> None:
    assert _DELIMITER.match(line)
    assert _RULE.match(line)


def test_quoted_braces_belong_to_attributes() -> None:
    found = ATTRIBUTES.search('a {#x title="a } b" .c} d')
    assert found
    assert found[0] == '{#x title="a } b" .c}'
