"""The values of the front matter as blocks of words: title, abstract, keywords."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span
from reportgen.merge.inline_scanner import words
from reportgen.merge.mapped_text import MappedText, mapped
from reportgen.merge.source_block import SourceBlock
from reportgen.parse.front_matter import yaml_nodes
from reportgen.parse.front_matter.yaml_tree import Fields, Items, Node, Scalar

LITERAL = frozenset(
    {"author", "authors", "affiliation", "affiliations", "institute", "journal", "series",
     "publisher", "date", "restates", "license", "copyright", "contact", "url", "event"}
)  # fmt: skip
"""Fields, or parts of some, that are no Markdown."""
ESCAPE = re.compile(r"\\(?:\n[ \t]*|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.S)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "_": "\u00a0", "0": "\0", "N": "\u0085"}
HEADER = re.compile(r"[|>][^\n]*\n")
FOLD = re.compile(r"[ \t]*\n[ \t\n]*")


def values(source: Source, start: int, end: int) -> Iterator[SourceBlock]:
    """Each paragraph of each value between two offsets, which hold YAML, in their order."""
    root = yaml_nodes.compose(source, start, end, Bag()).root
    yield from _values(source, root, "")


def _values(source: Source, node: Node, path: str) -> Iterator[SourceBlock]:
    match node:
        case Fields(entries):
            for entry in entries:
                yield from _values(
                    source, entry.value, f"{path}.{entry.key}" if path else entry.key
                )
        case Items(items):
            for i, item in enumerate(items, 1):
                yield from _values(source, item, f"{path}.{i}")
        case Scalar(value, span) if value and re.search(r"\w", value):
            steps = path.split(".")
            literal = bool(LITERAL & set(steps)) and steps[-1] != "bio"
            for text in _paragraphs(replace(scalar(source, span), literal=literal)):
                block = SourceBlock("field", source, span.start, span.end, text, name=path)
                block.words = words(text)
                yield block


def _paragraphs(text: MappedText) -> Iterator[MappedText]:
    after = 0
    for found in re.finditer(r"\n(?:[ \t]*\n)+|\Z", text.text):
        if text.text[after : found.start()].strip():
            part = text.text[after : found.start()]
            lead = len(part) - len(part.lstrip())
            yield text.cut(after + lead, after + len(part.rstrip()))
        after = found.end()


def scalar(source: Source, span: Span) -> MappedText:
    """The text of a scalar of YAML (1.2.2, chapters 7 and 8), each character with its place."""
    raw, at = span.text, span.start
    if raw[:1] in ("|", ">") and (header := HEADER.match(raw)):
        lines = raw[header.end() :].split("\n")
        full = [line for line in lines if line.strip()]
        indent = min((len(line) - len(line.lstrip(" ")) for line in full), default=0)
        stretches = []
        offset = at + header.end()
        for i, line in enumerate(lines):
            stretches.append((offset + min(indent, len(line)), offset + len(line)))
            folded = raw[0] == ">" and line.strip() and not "".join(lines[i + 1 : i + 2]).strip()
            if i < len(lines) - 1 and not folded:
                stretches.append((offset + len(line), offset + len(line) + 1))
            offset += len(line) + 1
        return mapped(source, stretches, "block", " " * indent)
    if raw[:1] == '"':
        return _escaped(source, at + 1, raw[1:-1], "double", ESCAPE)
    if raw[:1] == "'":
        return _escaped(source, at + 1, raw[1:-1], "single", re.compile("''"))
    return _escaped(source, at, raw, "plain", re.compile(r"(?!)"))


def _escaped(source: Source, at: int, raw: str, host: str, escape: re.Pattern[str]) -> MappedText:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    i = 0
    while i < len(raw):
        if found := escape.match(raw, i):
            said = "'" if host == "single" else _character(found[0])
        elif found := FOLD.match(raw, i):
            said = "\n" * max(1, found[0].count("\n") - 1)
        else:
            found, said = None, raw[i]
        end = found.end() if found else i + 1
        parts.append(said)
        starts += [at + i] * len(said)
        ends += [at + end] * len(said)
        i = end
    return MappedText(source, "".join(parts), tuple(starts), tuple(ends), host)


def _character(escape: str) -> str:
    if escape[1] in "xuU":
        return chr(int(escape[2:], 16))
    return "" if escape[1] == "\n" else ESCAPED.get(escape[1], escape[1])
