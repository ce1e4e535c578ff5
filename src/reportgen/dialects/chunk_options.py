"""The options of a code chunk: knitr's in its braces, Quarto's in `#|` lines, MyST's in `:x:`.

Sources: knitr's "Chunk options and package options"; Quarto's "Execution options"; MyST's
"Code cells".
"""

import re
from collections.abc import Iterator

import yaml

LINE = re.compile(r"[ \t>]*(?:#|//|--|%%|%|\*)\|[ \t]?(.*)")
MYST_LINE = re.compile(r"[ \t]*:([\w-]+):[ \t]*(.*)")
SET = re.compile(r"opts_chunk\$set\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_LONGEST, _BRACKETS = 8_000, 200
"""How many characters and brackets the options in comments may have."""

Options = dict[str, str]


def braced(inside: str) -> Options:
    """The options in a chunk's braces behind its engine, names with hyphens; its name is `label`.

    `fig-1, echo=FALSE, fig.cap="A, B"` is `{"label": "fig-1", "echo": "FALSE", "fig-cap": "A, B"}`.
    """
    found: Options = {}
    for number, part in enumerate(_parts(inside)):
        name, equals, value = part.partition("=")
        if equals and re.fullmatch(r"\s*[\w.-]+\s*", name):
            found[_name(name)] = _option(_name(name), value.strip())
        elif number == 0 and (word := part.strip()) and not word.startswith((".", "#")):
            found["label"] = _string(word.split()[0])
    return found


def commented(body: str) -> tuple[Options, int]:
    """The options in the comments at the head of a chunk's body, and where its code begins."""
    lines, at = [], 0
    for line in body.splitlines(keepends=True):
        found = LINE.fullmatch(line.rstrip("\r\n"))
        if not found:
            break
        lines.append(found[1])
        at += len(line)
    if not lines:
        return {}, 0
    said = _yaml("\n".join(lines))
    return (braced(", ".join(lines)) if said is None else said), at


def listed(body: str) -> tuple[Options, int]:
    """The options that a MyST block gives in lines `:name: value` or in YAML between `---`."""
    if found := re.match(r"[ \t]*---[ \t]*\n(.*?)^[ \t]*---[ \t]*(?:\n|\Z)", body, re.M | re.S):
        return _yaml(found[1]) or {}, found.end()
    options, at = Options(), 0
    for line in body.splitlines(keepends=True):
        given = MYST_LINE.fullmatch(line.rstrip("\r\n"))
        if not given:
            break
        options[given[1]] = given[2].strip()
        at += len(line)
    return options, at


def defaults(code: str) -> Options:
    """What a chunk sets for those behind it: `knitr::opts_chunk$set(echo = FALSE)`."""
    return {k: v for found in SET.finditer(code) for k, v in braced(f",{found[1]}").items()}


def off(value: str | None) -> bool:
    """Whether an option is off."""
    return value is not None and value.strip().lower() in ("false", "f", "no", "off")


def _yaml(text: str) -> Options | None:
    if len(text) > _LONGEST or text.count("[") + text.count("{") > _BRACKETS:
        return None
    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if not isinstance(found, dict):
        return None
    return {_name(str(name)): _plain(value) for name, value in found.items()}


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value).strip()


def _name(name: str) -> str:
    return name.strip().replace(".", "-")


def _option(name: str, value: str) -> str:
    """An option's value; of a caption that code makes, a blank: there is one, with no words."""
    computed = name.endswith("cap") and value[:1] not in ("'", '"')
    return " " if computed else _string(value)


def _string(value: str) -> str:
    """What an R or Python string says; another value as it is typed."""
    if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
        return re.sub(r"\\([\\\"'])", r"\1", value[1:-1])
    return value


def _parts(inside: str) -> Iterator[str]:
    """The parts between commas that stand in no quotes and no brackets."""
    depth, quote, part, escaped = 0, "", "", False
    for sign in inside:
        if quote:
            quote = "" if sign == quote and not escaped else quote
            escaped = sign == "\\" and not escaped
        elif sign in "\"'`":
            quote = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign == "," and depth <= 0:
            yield part
            part = ""
            continue
        part += sign
    yield part
