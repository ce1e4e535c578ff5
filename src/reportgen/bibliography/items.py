"""CSL-JSON and CSL YAML -> entries. Each entry keeps its item as it was written."""

import json
import re
from collections.abc import Iterator
from itertools import count
from types import MappingProxyType
from typing import Any

import yaml

from reportgen.bibliography.library import Builder, Entry, Field
from reportgen.diag import Bag
from reportgen.source import Source, Span

_BLANK = re.compile(r"[\s,]*")
_LIST = re.compile(r"[\ufeff\s]*(?:\{(?:[^\[{]*?\"(?:references|items)\"\s*:\s*))?\[")
_NODES = 2_000
"""How many nodes an item of a YAML file may have: aliases can make a few lines into millions."""


def read_json(source: Source, builder: Builder, bag: Bag) -> None:
    """Add the items of a CSL-JSON file: a list of them, or an object with `references`."""
    text = source.text
    opened = _LIST.match(text)
    if not opened:
        bag.error("bib-syntax", "no list of items", source.span(0), "write `[{...}, {...}]`")
        return
    at = _skip(text, opened.end())
    while at < len(text) and text[at] != "]":
        try:
            item, end = json.JSONDecoder().raw_decode(text, at)
        except (ValueError, RecursionError) as fault:
            where = fault.pos if isinstance(fault, json.JSONDecodeError) else at
            what = fault.msg.lower() if isinstance(fault, json.JSONDecodeError) else "bad value"
            bag.error("bib-syntax", f"not JSON: {what}", source.span(where))
            following = re.compile(r"\n\s*\{").search(text, where)
            if not following:
                return
            at = following.end() - 1
            continue
        _add(item, source.span(at, end), builder, bag)
        at = _skip(text, end)
    if at >= len(text):
        bag.error("bib-syntax", "the list of items is not closed", source.span(at), "add `]`")


def read_yaml(source: Source, builder: Builder, bag: Bag) -> None:
    """Add the items of a CSL YAML file: a list of them, or a mapping with `references`."""
    for item, span in _documents(source, bag):
        _add(item, span, builder, bag)


def _documents(source: Source, bag: Bag) -> Iterator[tuple[Any, Span]]:
    try:
        nodes = list(yaml.compose_all(source.text, yaml.SafeLoader))
        for root in nodes:
            for node in _items(root):
                span = source.span(node.start_mark.index, node.end_mark.index)
                yield _plain(node, count(1)), span
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = source.span(min(mark.index, len(source.text))) if mark else source.span(0)
        bag.error("bib-syntax", f"not YAML: {fault.problem or fault.context}", place)
    except (yaml.YAMLError, RecursionError, ValueError):
        bag.error("bib-syntax", "not YAML that can be read", source.span(0))


def _items(root: yaml.Node | None) -> list[yaml.Node]:
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "references":
                root = value
                break
    return list(root.value) if isinstance(root, yaml.SequenceNode) else []


def _plain(node: yaml.Node, counted: Iterator[int]) -> Any:
    """A node as strings, lists and mappings: a date or a number stays as it was typed."""
    if next(counted) > _NODES:
        return ""
    if isinstance(node, yaml.MappingNode):
        return {str(k.value): _plain(v, counted) for k, v in node.value[:_NODES]}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(v, counted) for v in node.value[:_NODES]]
    return node.value if isinstance(node.value, str) else ""


def _add(item: Any, span: Span, builder: Builder, bag: Bag) -> None:
    key = str(item.get("id", "")).strip() if isinstance(item, dict) else ""
    if not key:
        return bag.error("bib-syntax", "this item has no key", _head(span), "give it an `id`")
    key_span = _find(span, key)
    own = tuple(
        _field(name, str(value), span)
        for name, value in item.items()
        if isinstance(value, str | int | float) and name != "id"
    )
    builder.add(
        Entry(
            key=key,
            type=str(item.get("type", "")),
            source=span.source,
            start=span.start,
            end=span.end,
            key_start=key_span.start,
            key_end=key_span.end,
            cut=own,
            data=MappingProxyType(item),
        )
    )
    return None


def _field(name: str, value: str, span: Span) -> Field:
    place = _find(span, name)
    found = _find(Span(span.source, place.end, span.end), value)
    return Field(name.lower(), value, span.source, found.start, found.end, place.start)


def _find(span: Span, text: str) -> Span:
    """Where a text stands in an item; the item's first line if it is written otherwise."""
    at = span.source.text.find(text, span.start, span.end) if text else -1
    return _head(span) if at < 0 else Span(span.source, at, at + len(text))


def _head(span: Span) -> Span:
    end = span.source.text.find("\n", span.start, span.end)
    return Span(span.source, span.start, span.end if end < 0 else end)


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
