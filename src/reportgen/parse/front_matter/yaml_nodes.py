"""YAML as a tree that knows its places.

Built from the parser's events and not from `yaml.load`: every scalar stays the text that the
author typed (`lang: no` is Norwegian, `volume: 012` keeps its zero), no tag makes an object, and
depth and size are bounded.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.diagnostics.source import Source, Span
from reportgen.parse.front_matter import syntax
from reportgen.parse.front_matter.yaml_tree import (
    Document,
    Entry,
    Fields,
    Items,
    Node,
    Plain,
    Scalar,
    Step,
)

_SIZE = 1_000_000
_DEPTH = 40
_COUNT = 50_000
_ROUNDS = 8


def compose(source: Source, start: int, end: int, bag: Bag) -> Document:
    """Read the YAML in a stretch of a source.

    After a fault of syntax the field that holds it is left out and the rest is read, so that one
    run tells all.
    """
    whole = Span(source, start, end)
    empty = Document(Fields((), whole))
    if end - start > _SIZE:
        _syntax(bag, "the front matter is larger than 1 MB", source.span(start))
        return replace(empty, lost=frozenset({"title"}))
    text = syntax.printable(source, start, end, bag)
    lost: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            root = _Reader(source, start, text).read(whole)
        except syntax.Fault as fault:
            _syntax(
                bag, fault.message, source.span(start + fault.start, start + fault.end), fault.help
            )
            text, name = syntax.without(text, fault.start)
            lost.add(name or "title")
            if name is None or fault.final:
                return Document(Fields((), whole), frozenset(lost))
        else:
            return Document(root, frozenset(lost))
    return Document(Fields((), whole), frozenset({*lost, "title"}))


def plain(node: Node) -> Plain:
    """The bare values, without the keys and items that are empty."""
    match node:
        case Scalar(value):
            return value if value and value.strip() else None
        case Items(items):
            return [value for value in map(plain, items) if value is not None]
        case Fields(entries):
            values = {e.key: plain(e.value) for e in reversed(entries)}
            return {key: value for key, value in values.items() if value is not None}


def walk(node: Node, path: tuple[Step, ...]) -> Iterator[tuple[Node, Entry | None]]:
    """The nodes on the way along a path, with the entries that hold them, as far as they go.

    A step into a list of one that the author wrote without the list stays where it is.
    """
    entry: Entry | None = None
    for step in path:
        match node, step:
            case Fields(), str(key):
                entry = node.get(key)
                if entry is None:
                    return
                node = entry.value
            case Items(items), int(index):
                if index >= len(items):
                    return
                node = items[index]
            case _, 0:
                pass
            case _:
                return
        yield node, entry


class _Reader:
    """Makes nodes of the parser's events, within bounds."""

    def __init__(self, source: Source, start: int, text: str) -> None:
        self._source = source
        self._start = start
        self._text = text
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0
        self._last: tuple[int, int] | None = None
        self._events: Iterator[Any] = iter(
            yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        )

    def read(self, whole: Span) -> Fields:
        try:
            return self._document(whole)
        except yaml.MarkedYAMLError as error:
            raise syntax.explain(error, self._text, self._last) from None
        except (yaml.YAMLError, ValueError, RecursionError):
            raise syntax.Fault("the front matter is not YAML", 0, len(self._text)) from None

    def _document(self, whole: Span) -> Fields:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self._node(next(self._events), 1)
                if root is None:
                    root = node
                elif not (isinstance(node, Scalar) and node.value is None):
                    raise syntax.Fault(
                        "a second YAML document starts here, and only the first is read",
                        *_marks(event),
                        "remove the line `---`",
                    )
        match root:
            case Fields():
                return root
            case None | Scalar(None):
                return Fields((), whole)
            case _:
                kind = "a list" if isinstance(root, Items) else "text"
                raise syntax.Fault(
                    f"the front matter is {kind}, not fields",
                    root.span.start - self._start,
                    root.span.start - self._start + 1,
                    'write each field on a line of its own: `title: "..."`',
                )

    def _node(self, event: Any, depth: int) -> Node:
        begin, end = _marks(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(str(event.anchor), begin, end)
        before = self._count
        self._spend(1, begin, end)
        if depth > _DEPTH:
            raise syntax.Fault(f"values are nested more than {_DEPTH} deep", begin, end)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event, begin, end)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._items(begin, depth)
        else:
            node = self._fields(begin, depth)
        if event.anchor:
            self._anchors[event.anchor] = (node, self._count - before)
        return node

    def _scalar(self, event: Any, begin: int, end: int) -> Scalar:
        end = begin + len(self._text[begin:end].rstrip())
        self._last = (begin, end)
        empty = event.style in (None, "") and event.value in ("", "~", "null", "Null", "NULL")
        return Scalar(None if empty else event.value, self._span(begin, max(end, begin + 1)))

    def _items(self, begin: int, depth: int) -> Items:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Items(tuple(items), self._trimmed(begin, _marks(event)[1]))

    def _fields(self, begin: int, depth: int) -> Fields:
        entries = []
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                raise syntax.Fault(
                    "the name of a field is a list or a mapping, not a word",
                    key.span.start - self._start,
                    key.span.end - self._start,
                    "put the value between quotes if it begins with `{` or `[`",
                )
            entries.append(Entry(key.value or "", key.span, value))
        return Fields(tuple(entries), self._trimmed(begin, _marks(event)[1]))

    def _alias(self, name: str, begin: int, end: int) -> Node:
        if name not in self._anchors:
            raise syntax.Fault(
                f"`*{name}` repeats a value that nothing above is marked as (`&{name}`)",
                begin,
                end,
                "put the text between quotes if the star is meant as it stands",
            )
        node, size = self._anchors[name]
        self._spend(size, begin, end)
        return node

    def _spend(self, count: int, begin: int, end: int) -> None:
        self._count += count
        if self._count > _COUNT:
            raise syntax.Fault(
                f"the front matter holds more than {_COUNT} values", begin, end, final=True
            )

    def _trimmed(self, begin: int, end: int) -> Span:
        return self._span(begin, max(begin + len(self._text[begin:end].rstrip()), begin + 1))

    def _span(self, begin: int, end: int) -> Span:
        return Span(self._source, self._start + begin, self._start + end)


def _marks(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _syntax(bag: Bag, message: str, span: Span, help: str = "") -> None:
    bag.add(Diagnostic("front-syntax", Severity.ERROR, message, span, help=help))
