"""The words of the front matter that the text of a document begins with."""

from collections.abc import Iterator
from dataclasses import replace

from reportgen.diagnostics.source import Source
from reportgen.reports.words.source_words import Passage, passages

FIELDS = ("title", "subtitle", "abstract")
"""What is printed as it was typed."""


def front_passages(front: Source, start: int, end: int) -> Iterator[Passage]:
    """The words of titles and the abstract; nothing where the front matter is no YAML."""
    import yaml

    try:
        tree = yaml.compose(front.text[start:end], yaml.SafeLoader)
    except yaml.YAMLError:
        return
    for key, value in tree.value if isinstance(tree, yaml.MappingNode) else ():
        if key.value in FIELDS and isinstance(value, yaml.ScalarNode) and value.value:
            begin, behind = (start + mark.index for mark in (value.start_mark, value.end_mark))
            if value.style == '"' and "\\" in front.text[begin:behind]:
                continue
            yield from _value(front, begin, behind)


def _value(front: Source, begin: int, end: int) -> Iterator[Passage]:
    """A value read as Markdown where it stands, whatever its indentation."""
    head = "".join("\n" if c == "\n" else " " for c in front.text[:begin])
    said = front.text[begin:end].lstrip("|>+-")
    text = head + " " * (end - begin - len(said)) + said
    for passage in passages(Source(front.name, text)):
        yield replace(passage, source=front, loose=True)
