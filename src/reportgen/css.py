"""Clean a project's own style sheet: what stays styles the page, and fetches and runs nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

KEPT = re.compile(r"#|data:(?:image/(?:png|jpeg|gif|webp)|font/\w+|application/font-\w+)[;,]", re.I)
"""The addresses that a style sheet may use: places in the page, pictures and faces in itself."""
ADDRESSED = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})
RUNS = frozenset({"expression", "-moz-element"})
RULES = frozenset({"import", "namespace", "document", "-moz-document"})
PROPERTIES = frozenset({"behavior", "-ms-behavior", "-moz-binding", "-webkit-user-modify"})
NOWHERE = 'url("data:,")'


@dataclass(frozen=True)
class Fault:
    """What a style sheet may not do, and where it does so (line and column, from 1)."""

    what: str
    line: int
    column: int


def clean(text: str) -> str:
    """The style sheet without what would read, fetch or run, or end the element it stands in."""
    import tinycss2

    try:
        found = _cleaned(tinycss2.parse_component_value_list(text), [])
        said: str = tinycss2.serialize(found)
    except RecursionError:
        return ""
    return said.replace("</", "<\\/").replace("<!", "<\\!")


def faults(text: str) -> tuple[Fault, ...]:
    """What `clean` takes out of a style sheet."""
    import tinycss2

    found: list[Fault] = []
    try:
        _cleaned(tinycss2.parse_component_value_list(text), found)
    except RecursionError:
        found.append(Fault("the depth of its brackets", 1, 1))
    return tuple(found)


def _cleaned(tokens: list[Any], faults: list[Fault]) -> list[Any]:
    out: list[Any] = []
    rest = iter(tokens)
    for token in rest:
        kind = token.type
        if kind in ("comment", "error"):
            continue
        if kind == "at-keyword" and token.lower_value in RULES:
            faults.append(Fault(f"`@{token.value}`", token.source_line, token.source_column))
            _skip(rest)
            continue
        if kind == "ident" and token.lower_value in PROPERTIES:
            faults.append(Fault(f"`{token.value}`", token.source_line, token.source_column))
            out += _parsed("--refused")
            continue
        if kind == "url" and not KEPT.match(token.value.strip()):
            faults.append(_address(token, token.value))
            out += _parsed(NOWHERE)
            continue
        if kind == "function":
            bad = next(_addresses(token), None)
            if token.lower_name in RUNS or bad is not None:
                faults.append(_address(token, bad or token.name))
                out += _parsed(NOWHERE)
                continue
            token.arguments = _cleaned(token.arguments, faults)
        elif kind in ("{} block", "[] block", "() block"):
            token.content = _cleaned(token.content, faults)
        out.append(token)
    return out


def _addresses(function: Any) -> Iterator[str]:
    """The addresses out of the page that a function is given as strings."""
    if function.lower_name in ADDRESSED:
        for token in function.arguments:
            if token.type == "string" and not KEPT.match(token.value.strip()):
                yield token.value


def _address(token: Any, value: str) -> Fault:
    return Fault(f"the address `{value[:60]}`", token.source_line, token.source_column)


def _skip(tokens: Iterator[Any]) -> None:
    """The rest of a rule: up to its semicolon or its block."""
    for token in tokens:
        if token.type == "{} block" or (token.type == "literal" and token.value == ";"):
            return


def _parsed(text: str) -> list[Any]:
    import tinycss2

    return list(tinycss2.parse_component_value_list(text))
