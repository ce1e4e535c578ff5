"""The fields that are open while a paragraph is read, and what their results become."""

from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.ooxml.elements import attribute
from reportgen.ooxml.fields import Open, Pairs
from reportgen.ooxml.model import Field, Word
from reportgen.ooxml.state import State

PLAIN = ("TOC", "HYPERLINK", "")
"""Fields whose results are words like others."""


@dataclass
class OpenFields:
    """The open fields of a story, the outermost first; `links` are the addresses around."""

    state: State
    pairs: Pairs
    note: str
    stack: list[tuple[Any, Open]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self.stack and not self.stack[-1][1].shown:
            self.stack[-1][1].instruction.append(text)

    def takes(self, text: str) -> bool:
        """Whether a field takes words: into its instruction, or as its one value."""
        for _, opened in self.stack:
            if not opened.shown and opened.whole:
                opened.instruction.append(text)
                return True
            if opened.shown and opened.atom:
                opened.text.append(text)
                return True
        return False

    def around(self, text: str) -> str:
        """The id of the field that words are a result of, which it remembers."""
        found = ""
        for _, opened in self.stack:
            if opened.shown and opened.id:
                opened.text.append(text)
                found = opened.id
        return found

    def mark(self, element: Any, there: bool) -> list[Word]:
        """Take a mark of a field; the atoms that end with it.

        Those of a field that does not end in this story are passed over, as is one whose beginning
        is not `there`.
        """
        kind = attribute(element, "fldCharType")
        if element not in self.pairs.known:
            return []
        if kind == "begin" and there:
            self.stack.append((element, Open(element in self.pairs.whole)))
        begin = self.pairs.begins.get(element)
        if begin is None or all(mark is not begin for mark, _ in self.stack):
            return []
        found: list[Word] = []
        while self.stack[-1][0] is not begin:
            found += self.close()
        if kind == "separate":
            self._show(self.stack[-1][1])
            return found
        return [*found, *self.close()]

    def open(self, instruction: str) -> None:
        """Begin a simple field (17.16.19), which has its instruction and then its result."""
        opened = Open(instruction=[instruction])
        self.stack.append((None, opened))
        self._show(opened)

    def close(self) -> list[Word]:
        """End the innermost field; the atom that it is, if it is one."""
        _, opened = self.stack.pop()
        if opened.atom:
            return [Word("".join(opened.text), atom=opened.atom, target=opened.target)]
        if opened.shown and opened.kind == "HYPERLINK":
            self.links.pop()
        if opened.kind not in PLAIN:
            self._show(opened)
            place = int(opened.id) - 1
            known = self.state.fields[place]
            self.state.fields[place] = replace(known, text="".join(opened.text))
        return []

    def _show(self, opened: Open) -> None:
        """Begin the result of a field."""
        if opened.shown:
            return
        opened.shown = True
        if opened.kind == "HYPERLINK":
            self.links.append(opened.target)
        elif not opened.atom and opened.kind not in PLAIN:
            opened.id = str(len(self.state.fields) + 1)
            self.state.fields.append(Field(opened.id, opened.code, "", self.note))
