"""The files that design Word documents: where they stand, and how their layers go together.

`templates/reference.yaml` is the base; `templates/<theme>/reference.yaml` changes what it names,
and in either the part under an edition's name counts for that edition alone. A project's own
files change what they name in those of reportgen.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportgen import load, themes
from reportgen.diag import Bag
from reportgen.limits import LIMITS
from reportgen.parse.front import Front
from reportgen.source import Source, Span
from reportgen.word import design_reader
from reportgen.word.design import Design

FILE = "reference.yaml"
OWN = (
    "faces", "colours", "page", "styles", "running", "head", "tail", "classes", "fit", "code",
    "settings",
)  # fmt: skip


def read(root: Path, edition: str, front: Front, bag: Bag) -> Design | None:
    """The design of a theme for an edition; None, with a diagnostic, where it is at fault."""
    shared: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for source in _sources(root, front.theme):
        found = _read(source, bag)
        if found is None:
            return None
        shared = _merge(shared, {k: v for k, v in found.items() if k in OWN})
        part = found.get(edition)
        own = _merge(own, part if isinstance(part, dict) else {})
    try:
        return design_reader.design(_merge(shared, own), front)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        said = str(error).strip("'")
        message = f"`{FILE}` of the theme `{front.theme}` does not work: {said}"
        bag.error("template-fault", message, place(root, front.theme, said), "mend the recipe")
        return None


def place(root: Path, theme: str, said: str) -> Span | None:
    """Where a recipe of the theme speaks of what stands between backticks in a message.

    Where none does it is the beginning of the last of them, which changes the others.
    """
    words = re.findall(r"`([^`]+)`", said) or [said]
    last = None
    for source in _sources(root, theme):
        known = [word for word in words if word in source.text]
        if known:  # the rarest says most
            last = source.find(min(reversed(known), key=source.text.count)) or last
        last = last or source.span(0)
    return last


def _sources(root: Path, theme: str) -> Iterator[Source]:
    """The files that there are: reportgen's, then the project's own, the theme's behind each."""
    places = [(themes.home(), "")]
    if root.resolve() != themes.home().parent:
        places.append((root, "templates/"))
    for top, folder in places:
        for name in (f"{folder}{FILE}", f"{folder}{theme}/{FILE}"):
            found = load.read(top, name, LIMITS.theme_bytes)
            if found is not None:
                yield Source(f"templates/{name.removeprefix('templates/')}", _text(found[0]))


def _text(data: bytes) -> str:
    return data[: LIMITS.theme_bytes].decode("utf-8-sig", errors="replace")


def _read(source: Source, bag: Bag) -> dict[str, Any] | None:
    from yaml import YAMLError

    span, fault = source.span(0), "is not a mapping"
    try:
        found = _data(source.text)
        if isinstance(found, dict):
            return found
        if found is None:
            fault = "has an alias: write what it stands for"
            span = source.find("*") or span
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        span = source.span(source.offset(mark.line + 1, mark.column + 1)) if mark else span
        fault = "is not YAML"
    except (RecursionError, ValueError):
        fault = "is not YAML that can be read"
    bag.error("template-fault", f"`{source.name}` {fault}", span, "mend the recipe")
    return None


@lru_cache(maxsize=8)
def _data(text: str) -> Any:
    """What YAML says, never to be changed; None for aliases, which can stand for far more.

    Raises YAMLError, RecursionError, ValueError.
    """
    import yaml

    # The loader in C takes a tenth of the time; where PyYAML was built without it, the other does.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tokens = yaml.scan(text, Loader=loader) if "*" in text else ()
    if any(isinstance(token, yaml.AliasToken) for token in tokens):
        return None
    found = yaml.load(text, Loader=loader)
    return {} if found is None else found


def _merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(under)
    for key, value in over.items():
        old = out.get(key)
        out[key] = (
            _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return out
