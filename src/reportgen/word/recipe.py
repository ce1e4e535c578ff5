"""The recipe of the reference document: where it stands, and how its layers go together.

`templates/reference.yaml` is the base; `templates/<theme>/reference.yaml` changes what it names,
and in either the part under an edition's name counts for that edition alone. A project's own
files change what they name in those of reportgen.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reportgen import editions, load, themes
from reportgen.diag import Bag
from reportgen.limits import LIMITS
from reportgen.parse.front import Front
from reportgen.source import Source
from reportgen.word.look import Recipe, made
from reportgen.word.shape import RECIPE, check

FILE = "reference.yaml"
DEEPEST = 10
"""How deep a recipe may nest."""


def recipe(root: Path, edition: str, front: Front, bag: Bag) -> Recipe | None:
    """The recipe of a theme for an edition; None, with a diagnostic, where it is at fault."""
    shared: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for source in _sources(root, front.theme):
        found = _read(source, bag)
        if found is None:
            return None
        shared = _merge(shared, {k: v for k, v in found.items() if k in RECIPE})
        own = _merge(own, found.get(edition) or {})
    try:
        return made(_merge(shared, own), front)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        said = str(error).strip("'")
        bag.error("template-fault", f"`{FILE}` of the theme `{front.theme}` does not work: {said}")
        return None


def _sources(root: Path, theme: str) -> Iterator[Source]:
    """The recipes that there are: reportgen's, then the project's own, the theme's behind each."""
    for name in (FILE, f"{theme}/{FILE}"):
        found = load.read(themes.home(), name, LIMITS.theme_bytes)
        if found is not None:
            yield Source(f"templates/{name}", found[0].decode())
    for name, text in reversed(themes.own(root, theme, FILE).items()):
        yield Source(name, text)


def _read(source: Source, bag: Bag) -> dict[str, Any] | None:
    import yaml

    span, said = None, "is not a mapping"
    # The loader in C takes a tenth of the time; where PyYAML was built without it, the other does.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        said = _unsuitable(yaml.scan(source.text, Loader=loader)) or said
        if said == "is not a mapping":
            found = yaml.load(source.text, Loader=loader)
            if isinstance(found, dict | None):
                check(found or {}, editions.names())
                return found or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        span = source.span(source.offset(mark.line + 1, mark.column + 1)) if mark else None
        said = "is not YAML"
    except (RecursionError, ValueError) as error:
        said = f"does not work: {error}"
    bag.error("template-fault", f"`{source.name}` {said}", span)
    return None


def _unsuitable(tokens: Iterable[Any]) -> str:
    """What keeps YAML from being read: an alias can stand for far more than is written."""
    depth = 0
    for token in tokens:
        name = type(token).__name__
        depth += name.endswith("StartToken") - name.endswith("EndToken")
        if name == "AliasToken":
            return "has an alias: write what it stands for"
        if depth > DEEPEST:
            return "nests too deep"
    return ""


def _merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(under)
    for key, value in over.items():
        old = out.get(key)
        if isinstance(old, dict):
            out[key] = _merge(old, value or {})
        else:
            out[key] = value
    return out
