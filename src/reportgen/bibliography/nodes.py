"""A CSL YAML file -> its items as strings, lists and mappings, one after the other.

YAML's events are put together here: a whole tree of nodes takes a hundred times the file's size,
and an alias in it can make a few lines into millions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span
from reportgen.limits import Limits

MOST = 2_000
"""How many strings, lists and mappings an item may have, aliases written out."""


@dataclass
class _Open:
    """A value that is being read, and how many nodes it has."""

    value: list[Any] | dict[str, Any] | str
    start: int
    anchor: str | None
    key: str | None = None
    nodes: int = 1
    listing: bool = False
    """Whether what it holds are the items."""


@dataclass
class _Reader:
    """What is open, and what the anchors of a document stand for."""

    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)


def items(source: Source, limits: Limits, bag: Bag) -> Iterator[tuple[Any, Span, int]]:
    """Each item with its place and its nodes; a date or a number stays as it was typed."""
    try:
        for value, nodes, start, end in _items(source.text, limits.depth):
            yield value, source.span(start, end), nodes
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = source.span(min(mark.index, len(source.text))) if mark else source.span(0)
        remedy = "look for what is not indented or not closed"
        bag.error("bib-syntax", f"not YAML: {fault.problem or fault.context}", place, remedy)
    except _DepthError as fault:
        what = f"lists and mappings nest more than {limits.depth} deep"
        bag.error("bib-size", what, source.span(fault.at), "close what is open")
    except (yaml.YAMLError, ValueError):
        bag.error("bib-syntax", "not YAML that can be read", source.span(0), "save it as UTF-8")


class _DepthError(Exception):
    def __init__(self, at: int) -> None:
        self.at = at


def _items(text: str, depth: int) -> Iterator[tuple[Any, int, int, int]]:
    """Each item, how many nodes it has, where it starts and ends."""
    reader = _Reader()
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for event in yaml.parse(text, loader):
        at, end = event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]
        match event:
            case yaml.DocumentStartEvent():
                reader = _Reader()
                continue
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if len(reader.stack) >= depth:
                    raise _DepthError(at)
                reader.stack.append(_opened(event, at, reader.stack))
                continue
            case yaml.ScalarEvent():
                done = _Open(event.value, at, event.anchor)
            case yaml.AliasEvent():
                value, nodes = _known(event, reader)
                done = _Open(value, at, None, nodes=nodes)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                done = reader.stack.pop()
            case _:
                continue
        if done.anchor:
            reader.anchors[done.anchor] = done.value, min(done.nodes, MOST + 1)
        if reader.stack and reader.stack[-1].listing:
            yield done.value, done.nodes, done.start, end
        elif reader.stack:
            _put(reader.stack[-1], done.value, done.nodes)


def _known(alias: Any, reader: _Reader) -> tuple[Any, int]:
    """What an alias stands for. Raises MarkedYAMLError."""
    if alias.anchor not in reader.anchors:
        what = f"no anchor `{alias.anchor}`"
        raise yaml.MarkedYAMLError(problem=what, problem_mark=alias.start_mark)
    return reader.anchors[alias.anchor]


def _opened(event: Any, at: int, stack: list[_Open]) -> _Open:
    if isinstance(event, yaml.MappingStartEvent):
        return _Open({}, at, event.anchor)
    listing = not stack or (len(stack) == 1 and stack[0].key == "references")
    return _Open([], at, event.anchor, listing=listing)


def _put(parent: _Open, value: Any, nodes: int) -> None:
    """Add a value to the list or mapping that it stands in, while that is of a sensible size."""
    parent.nodes += nodes
    if isinstance(parent.value, list):
        if parent.nodes <= MOST:
            parent.value.append(value)
    elif isinstance(parent.value, dict) and parent.key is None:
        parent.key = value if isinstance(value, str) else ""
    elif isinstance(parent.value, dict):
        if parent.nodes <= MOST:
            parent.value[parent.key or ""] = value
        parent.key = None
