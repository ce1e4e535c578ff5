"""Pydantic's findings as diagnostics: at their places, in our words."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse.front_matter.field_faults import shown
from reportgen.parse.front_matter.yaml_nodes import walk
from reportgen.parse.front_matter.yaml_tree import Entry, Fields, Node, Plain, Scalar, Step


def report(error: ValidationError, root: Fields, lost: frozenset[str], bag: Bag) -> None:
    """One diagnostic for each finding, but none on fields that could not even be read."""
    for finding in error.errors(include_url=False):
        loc = finding["loc"]
        path = tuple(step for step in loc if isinstance(step, str | int) and step != "[key]")
        if not lost.intersection(map(str, path[:1])):
            _finding(dict(finding), path, root, bag)


def commented(root: Fields, bag: Bag) -> None:
    """Report colours that YAML took for comments: `accent: #1f4e79`."""
    for path in (("style", "accent"),):
        nodes = list(walk(root, path))
        if len(nodes) < len(path) or not isinstance(nodes[-1][0], Scalar) or nodes[-1][0].value:
            continue
        span = nodes[-1][0].span
        source = span.source
        line = source.starts[span.line - 1]
        found = re.search(r"(?<=[\s])#\w+", source.line(span.line))
        if found:
            bag.error(
                "front-value",
                f"`{path[-1]}` is empty: what begins with `#` is a comment",
                Span(source, line + found.start(), line + found.end()),
                f'put quotes around it: `"{found[0]}"`',
            )


def usable(values: dict[str, Plain], error: ValidationError) -> dict[str, Plain]:
    """The values without those at fault, and with an empty title where there is none."""
    # Backwards, so that what is removed from a list does not move what is still to be removed.
    for finding in reversed(error.errors(include_url=False)):
        path = list(finding["loc"])
        _remove(values, path[:-1] if finding["type"] == "missing" else path)
    return {"title": "", **values}


def _remove(values: Plain, path: Sequence[Any]) -> bool:
    """Remove the innermost value that a path leads to; whether there was one."""
    match values, path:
        case dict(), [0, _, *_]:  # one item, written without a list
            return _remove(values, path[1:])
        case dict(), [str(step), *rest] if step in values:
            if not _remove(values[step], rest):
                del values[step]
            return True
        case list(), [int(step), *rest] if step < len(values):
            if not _remove(values[step], rest):
                del values[step]
            return True
    return False


def _finding(finding: dict[str, Any], path: tuple[Step, ...], root: Fields, bag: Bag) -> None:
    nodes = list(walk(root, path))
    span = nodes[-1][0].span if nodes else _first_line(root.span)
    context: dict[str, Any] = finding.get("ctx") or {}
    field = _field(path, nodes)
    if finding["type"] == "missing":
        inside = f" in {_field(path[:-1], nodes)}" if len(path) > 1 else ""
        bag.error(
            "front-missing",
            f"`{path[-1]}` is missing{inside}",
            _first_line(span),
            f'add `{path[-1]}: "..."`',
        )
        return
    match finding["type"]:
        case "front":
            message, remedy = context["message"], context["help"]
        case "literal_error":
            allowed = [
                word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")
            ]
            near = get_close_matches(str(finding["input"]).lower(), allowed, 1)
            message = f"{' or '.join(f'`{w}`' for w in allowed)} is wanted here, not "
            message += shown(finding["input"])
            remedy = f"did you mean `{near[0]}`?" if near else ""
        case "model_type" | "dict_type" | "model_attributes_type":
            message = f"fields are wanted here, not {shown(finding['input'])}"
            remedy = "write one `name: value` on each line, indented"
        case _:
            message, remedy = f"{shown(finding['input'])} is not valid here", ""
    severity = Severity.ERROR if context.get("error", True) else Severity.WARNING
    bag.add(
        Diagnostic(
            context.get("code", "front-value"),
            severity,
            f"{field}: {message}" if field else message,
            span,
            help=remedy,
        )
    )


def _field(path: tuple[Step, ...], nodes: list[tuple[Node, Entry | None]]) -> str:
    """What the author calls a field: `orcid` of author 2."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return ""
    entry = nodes[len(path) - 1][1] if len(nodes) == len(path) else None
    last = entry.at.text.strip("\"'") if entry and path[-1] == names[-1] else names[-1]
    if len(names) == 1:
        return f"`{last}`"
    at = len(path) - 1 - path[::-1].index(names[-1])
    index = path[at - 1]
    owner = f"{names[-2]} {index + 1}" if isinstance(index, int) else f"`{names[-2]}`"
    return f"`{last}` of {owner}"


def _first_line(span: Span) -> Span:
    end = span.source.text.find("\n", span.start, span.end)
    return Span(span.source, span.start, span.end if end < 0 else end)
