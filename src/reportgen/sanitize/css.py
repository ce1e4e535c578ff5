"""Clean a project's own style sheet: what stays styles the page, and fetches and runs nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

KEPT_AT_RULES = re.compile(
    r"#|data:(?:image/(?:png|jpeg|gif|webp)|font/\w+|application/font-\w+)[;,]", re.I
)
"""The addresses that a style sheet may use: places in the page, pictures and faces in itself."""
ADDRESSED = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})
REFUSED = frozenset({"expression", "-moz-element", "local", "paint"})
"""Functions that run something, or that bring in what is in none of the project's files."""
PUT_IN = frozenset({"var", "attr", "env", "if", "inherit"})
"""Functions that stand for what is written elsewhere, which may be an address."""
RULES = frozenset({"import", "namespace", "document", "-moz-document"})
PROPERTIES = frozenset({"behavior", "-ms-behavior", "-moz-binding", "-webkit-user-modify"})
HALVES = re.compile(r"[\ud800-\udfff]")
EMPTY_URL = 'url("data:,")'


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
    # An escape of half a character (`\d800`) stands for U+FFFD (CSS Syntax 3, 4.3.7).
    said = HALVES.sub("\ufffd", said)
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
        if kind == "url" and not KEPT_AT_RULES.match(token.value.strip()):
            faults.append(_address(token, token.value))
            out += _parsed(EMPTY_URL)
            continue
        if kind == "function":
            bad = f"`{token.name}()`" if _refused(token) else next(_addresses(token), "")
            if bad:
                faults.append(Fault(bad, token.source_line, token.source_column))
                out += _parsed(EMPTY_URL)
                continue
            token.arguments = _cleaned(token.arguments, faults)
        elif kind in ("{} block", "[] block", "() block"):
            token.content = _cleaned(token.content, faults)
        out.append(token)
    return out


def _refused(function: Any) -> bool:
    """Whether a function is one that no style sheet may use; `attr` may not make addresses."""
    if function.lower_name == "attr":
        rest = [token for token in function.arguments if token.type in ("ident", "function")][1:]
        return any(token.type == "function" or token.lower_value == "url" for token in rest)
    return function.lower_name in REFUSED


def _addresses(function: Any) -> Iterator[str]:
    """What leads out of the page in a function that is given addresses."""
    if function.lower_name not in ADDRESSED:
        return
    waiting = list(function.arguments)
    while waiting:
        token = waiting.pop()
        if token.type == "string" and not KEPT_AT_RULES.match(token.value.strip()):
            yield f"the address `{token.value[:60]}`"
        elif token.type == "function" and token.lower_name in PUT_IN:
            yield f"`{token.name}()` in `{function.name}()`"
        elif token.type == "function" and token.lower_name in ADDRESSED:
            continue  # it is looked at on its own
        waiting += getattr(token, "arguments", None) or getattr(token, "content", None) or []


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
