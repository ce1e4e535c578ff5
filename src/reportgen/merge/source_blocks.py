"""The blocks of a chapter with the lines that they take: paragraphs, headings, items, tables ...

Candidates only: a block counts where the document that was made of the text has its words.
"""

import re
from collections.abc import Iterator

from reportgen.diagnostics.source import Source
from reportgen.merge import source_tables
from reportgen.merge.inline_scanner import words
from reportgen.merge.mapped_text import MappedText, mapped
from reportgen.merge.source_block import Div, SourceBlock
from reportgen.merge.source_words import closing

Line = tuple[int, int]
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
DIV = re.compile(r"\s*:{3,}[ \t]*(.*?)[ \t:]*$")
HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*(#*[ \t]*(?:\{[^{}]*\})?)[ \t]*$")
ITEM = re.compile(
    r"([ ]*)((?:[-*+]|#\.|\(?(?:\d{1,9}|[A-Za-z]|[ivxlcIVXLC]+)[.)]|\(@\w*\))[ \t]+)(?=\S)"
)
DEFINITION = re.compile(r"[ ]{0,3}[:~][ \t]+(?=\S)")
QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]+)\]:[ \t]*")
REFERENCE = re.compile(r"[ ]{0,3}\[([^\]^@]+)\]:[ \t]*\S")
CAPTION = re.compile(r"[ ]{0,3}(?:[Tt]able)?:[ \t]+")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
PICTURE = re.compile(r"!\[")
LABEL = re.compile(r"#([^\s{}]+)")
ATTRIBUTES = re.compile(r"[ \t]*\{[^{}\n]*\}[ \t]*$")


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        ends = [*source.starts[1:], len(self.text) + 1]
        self.lines: list[Line] = [
            (a, max(a, b - 1)) for a, b in zip(source.starts, ends, strict=True)
        ]
        self.names = frozenset(
            found[1].lower()
            for a, b in self.lines
            if (found := REFERENCE.match(self.text[a:b])) is not None
        )
        self.divs: list[Div] = []
        self.out: list[SourceBlock] = []

    def line(self, i: int) -> str:
        a, b = self.lines[i]
        return self.text[a:b].rstrip("\r")

    def blank(self, i: int) -> bool:
        return i >= len(self.lines) or not self.line(i).strip()

    def read(self) -> list[SourceBlock]:
        i = 0
        while i < len(self.lines):
            i = self._block(i, "", 0)
        return self.out

    def add(self, kind: str, first: int, last: int, text: MappedText, **more: object) -> None:
        start, end = self.lines[first][0], self.lines[last - 1][1]
        block = SourceBlock(kind, self.source, start, end, text, divs=tuple(self.divs))
        for name, value in more.items():
            setattr(block, name, value)
        block.words = words(text, self.names) if kind not in ("opaque", "table") else []
        self.out.append(block)

    def _block(self, i: int, prefix: str, indent: int) -> int:
        line = self.line(i)[indent:] if not self.line(i)[:indent].strip() else self.line(i)
        if not line.strip():
            return i + 1
        if found := FENCE.match(line):
            return self._opaque(i, self._fence(i, found[1]))
        if line.lstrip().startswith(":::") and (div := DIV.match(line)):
            self._div(div[1], i)
            return i + 1
        if line.lstrip().startswith("<!--"):
            return self._comment(i)
        if RULE.match(line) and not (source_tables.ruled(line) and not self.blank(i + 1)):
            return i + 1
        if (found := HEADING.match(line)) and not prefix:
            return self._heading(i, found, indent)
        if end := source_tables.end_of(self.line, i, len(self.lines)):
            return self._table(i, end)
        if found := NOTE.match(line):
            return self._note(i, found)
        if REFERENCE.match(line):
            return self._opaque(i, i + 1)
        if CAPTION.match(line) and self._by_table(i):
            return self._paragraph(i, CAPTION.match(line), "caption", prefix, indent)
        if (found := ITEM.match(line)) and not RULE.match(line):
            return self._item(i, found, indent)
        if found := DEFINITION.match(line):
            return self._paragraph(i, found, "item", prefix, indent)
        if line.startswith("    ") and not prefix and not indent:
            return self._opaque(i, i + 1)
        return self._paragraph(i, None, "paragraph", prefix, indent)

    def _opaque(self, first: int, last: int) -> int:
        last = min(last, len(self.lines))
        self.add("opaque", first, last, mapped(self.source, ()))
        return last

    def _fence(self, i: int, fence: str) -> int:
        close = re.compile(rf"[ ]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
        end = next((n for n in range(i + 1, len(self.lines)) if close.match(self.line(n))), None)
        return len(self.lines) if end is None else end + 1

    def _div(self, named: str, i: int) -> None:
        start, end = self.lines[i]
        if named:
            classes = re.findall(r"(?<=\.)[\w-]+", re.sub(r'"[^"]*"', "", named))
            name = classes[0] if classes else named.strip("{} ")
            self.divs.append(Div(name, start, len(self.text)))
        elif self.divs:
            self.divs.pop().end = end

    def _comment(self, i: int) -> int:
        end = self.text.find("-->", self.lines[i][0])
        last = self.source.place(end)[0] if end >= 0 else len(self.lines)
        if end >= 0 and self.text[end + 3 : self.lines[last - 1][1]].strip():
            return self._paragraph(i, None, "paragraph", "", 0)
        return self._opaque(i, last)

    def _heading(self, i: int, found: re.Match[str], indent: int) -> int:
        start = self.lines[i][0] + indent
        text = mapped(self.source, [(start + found.start(2), start + found.end(2))], "heading")
        label = LABEL.search(found[3].lstrip("#")) if "{" in found[3] else None
        name = label[1] if label else ""
        self.add("heading", i, i + 1, text, level=len(found[1]), marker=found[1] + " ", name=name)
        return i + 1

    def _table(self, i: int, end: int) -> int:
        rows = source_tables.rows(self.source, self.lines[i:end], self.names)
        self.add("table", i, end, mapped(self.source, ()), rows=rows)
        return end

    def _by_table(self, i: int) -> bool:
        """Whether a table ends above a line, or begins below its paragraph."""
        above = [block for block in self.out if block.kind in ("table", "opaque")][-1:]
        if above and not self.text[above[0].end : self.lines[i][0]].strip():
            return True
        while not self.blank(i):
            i += 1
        while i < len(self.lines) and self.blank(i):
            i += 1
        return i < len(self.lines) and bool(
            source_tables.end_of(self.line, i, len(self.lines)) or DIV.match(self.line(i))
        )

    def _note(self, i: int, found: re.Match[str]) -> int:
        """A note's definition: its first paragraph, and those that stand indented below it."""
        i = self._paragraph(i, found, "note", "    ", 0, name=found[1])
        while i < len(self.lines):
            after = i
            while after < len(self.lines) and self.blank(after):
                after += 1
            if after >= len(self.lines) or not re.match(r" {4}|\t", self.line(after)):
                return i
            i = self._paragraph(after, None, "note", "    ", 4, name=found[1])
        return i

    def _item(self, i: int, found: re.Match[str], indent: int) -> int:
        width = indent + found.end()
        marker = self.line(i)[:indent] + found[0]
        level = len(found[1].expandtabs(4)) + indent
        i = self._paragraph(i, found, "item", " " * width, indent, marker=marker, level=level)
        while i < len(self.lines):
            after = i
            while after < len(self.lines) and self.blank(after):
                after += 1
            if after >= len(self.lines) or (after == i and not self.line(i).startswith(" ")):
                return i
            space = len(self.line(after)) - len(self.line(after).lstrip(" "))
            if space < min(width, 4) or (space < width and not ITEM.match(self.line(after))):
                return i
            i = self._block(after, " " * width, min(space, width))
        return i

    def _paragraph(self, i: int, head: re.Match[str] | None, kind: str, prefix: str,
                   indent: int, **more: object) -> int:  # fmt: skip
        first, quoted = i, ""
        stretches: list[tuple[int, int]] = []
        while i < len(self.lines) and not self.blank(i):
            line = self.line(i)
            defined = i == first + 1 and kind == "paragraph" and DEFINITION.match(line)
            if i > first and (defined or self._interrupts(line, prefix)):
                break
            skip = head.end() + indent if head and i == first else 0
            if not skip and (quote := QUOTE.match(line)):
                quoted = quote[0]
                skip = quote.end()
                if not line[skip:].strip():
                    break
            elif not skip:
                skip = len(line) - len(line.lstrip())
            if i == first and quoted and (inner := ITEM.match(line[skip:])):
                skip += inner.end()
            a, _ = self.lines[i]
            end = a + len(line.rstrip())
            if stretches:
                stretches.append((self.lines[i - 1][1], self.lines[i - 1][1] + 1))
            stretches.append((a + skip, end))
            i += 1
        if i == first:
            return first + 1
        prefix = quoted or prefix
        text = mapped(self.source, stretches, "paragraph", prefix)
        if i < len(self.lines) and SETEXT.match(self.line(i)) and i == first + 1:
            level = 1 if self.line(i).startswith("=") else 2
            attributes = ATTRIBUTES.search(text.text)
            label = LABEL.search(attributes[0]) if attributes else None
            text = text.cut(0, attributes.start() if attributes else len(text.text), "heading")
            name = label[1] if label else ""
            self.add("heading", first, i + 1, text, level=level, name=name)
            return i + 1
        if kind == "caption" and (attributes := ATTRIBUTES.search(text.text)):
            text = text.cut(0, attributes.start(), "caption")
        if PICTURE.match(text.text) and (close := closing(text.text, 1)):
            rest = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)(?:\{.*\})?\s*").fullmatch(
                text.text, close + 1
            )
            if rest:
                kind, text = "caption", text.cut(2, close, "caption")
        if head and "marker" not in more and kind != "caption":
            more["marker"] = head[0]
        self.add(kind, first, i, text, **more)
        return i

    def _interrupts(self, line: str, prefix: str) -> bool:
        """Whether a line ends the paragraph above it."""
        if line.lstrip().startswith(":::") or FENCE.match(line) or SETEXT.match(line):
            return True
        return bool(prefix.strip(" ") == "" and prefix and ITEM.match(line)) or (
            bool(NOTE.match(line))
        )


def blocks(source: Source) -> Iterator[SourceBlock]:
    """The blocks of a chapter in the order of its text."""
    yield from _Reader(source).read()
