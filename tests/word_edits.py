"""What an editor does to a Word document, done to its XML: plainly, or as tracked changes."""

import copy
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WHO = {W + "author": "Ed Itor", W + "date": "2026-11-25T10:00:00Z"}


class Edited:
    """A document that is being edited."""

    def __init__(self, data: bytes, tracked: bool = False) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.tracked = tracked
        self.note = "footnote" if "word/footnotes.xml" in self.files else "endnote"
        names = ("document", f"{self.note}s")
        self.parts = {n: etree.fromstring(self.files[f"word/{n}.xml"]) for n in names}
        self.changes = 9000

    def saved(self) -> bytes:
        for name, root in self.parts.items():
            self.files[f"word/{name}.xml"] = etree.tostring(root, encoding="UTF-8")
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for name, data in self.files.items():
                archive.writestr(name, data)
        return out.getvalue()

    def paragraph(self, words: str) -> Any:
        """The first paragraph with some words, but for those of the contents."""
        for root in self.parts.values():
            for paragraph in root.iter(W + "p"):
                if words in text(paragraph) and not style(paragraph).startswith("TOC"):
                    return paragraph
        raise KeyError(words)

    def runs(self, paragraph: Any, words: str) -> list[Any]:
        """The runs that hold some words of a paragraph and no others."""
        start = text(paragraph).index(words)
        end, at, out = start + len(words), 0, []
        for run in list(paragraph.iter(W + "r")):
            said = "".join(t.text or "" for t in run.findall(W + "t"))
            first, last = max(start - at, 0), min(end - at, len(said))
            at += len(said)
            if first >= last:
                continue
            for part, inside in ((said[:first], 0), (said[first:last], 1), (said[last:], 0)):
                if part:
                    made = self.run(part, run.find(W + "rPr"))
                    run.addprevious(made)
                    out += [made] * inside
            run.getparent().remove(run)
        return out

    def run(self, words: str, properties: Any = None) -> Any:
        run = etree.Element(W + "r")
        if properties is not None:
            run.append(copy.deepcopy(properties))
        etree.SubElement(run, W + "t", {SPACE: "preserve"}).text = words
        return run

    def mark(self, kind: str) -> Any:
        self.changes += 1
        return etree.Element(W + kind, {W + "id": str(self.changes), **WHO})

    def come(self, run: Any) -> Any:
        """A run as it is put in."""
        if not self.tracked:
            return run
        mark = self.mark("ins")
        mark.append(run)
        return mark

    def go(self, run: Any) -> None:
        """Take a run out."""
        if not self.tracked:
            run.getparent().remove(run)
            return
        mark = self.mark("del")
        run.addprevious(mark)
        mark.append(run)
        for words in run.iter(W + "t"):
            words.tag = W + "delText"

    def replace(self, old: str, new: str, within: str = "", plain: bool = False) -> None:
        """Put words in the place of others."""
        runs = self.runs(self.paragraph(within or old), old)
        if new:
            look = None if plain else runs[0].find(W + "rPr")
            runs[-1].addnext(self.come(self.run(new, look)))
        for run in runs:
            self.go(run)

    def after(self, old: str, new: str) -> None:
        """Put words behind others."""
        run = self.runs(self.paragraph(old), old)[-1]
        run.addnext(self.come(self.run(new, run.find(W + "rPr"))))

    def format(self, words: str, name: str, on: bool = True) -> None:
        """Give words a format, or take all of theirs."""
        for run in self.runs(self.paragraph(words), words):
            look = run.find(W + "rPr")
            if look is not None and not on:
                run.remove(look)
            elif on:
                look = etree.Element(W + "rPr") if look is None else look
                run.insert(0, look)
                etree.SubElement(look, W + name)

    def marked(self, paragraph: Any, kind: str) -> None:
        """Track that a paragraph's end came or went."""
        properties = paragraph.find(W + "pPr")
        look = properties.find(W + "rPr")
        if look is None:
            look = etree.SubElement(properties, W + "rPr")
        look.insert(0, self.mark(kind))

    def delete(self, words: str) -> None:
        """Take a paragraph out."""
        paragraph = self.paragraph(words)
        if not self.tracked:
            paragraph.getparent().remove(paragraph)
            return
        for run in list(paragraph.iter(W + "r")):
            self.go(run)
        self.marked(paragraph, "del")

    def insert(self, after: str, words: str, like: str = "") -> None:
        """Put a paragraph behind another one, in the style of a third."""
        before = self.paragraph(after)
        made = etree.Element(W + "p")
        made.append(copy.deepcopy(self.paragraph(like or after).find(W + "pPr")))
        made.append(self.come(self.run(words)))
        if self.tracked:
            self.marked(made, "ins")
        before.addnext(made)

    def move(self, words: str, after: str) -> None:
        """Move a paragraph behind another one."""
        paragraph = self.paragraph(words)
        made = copy.deepcopy(paragraph)
        self.delete(words)
        if self.tracked:
            for run in list(made.iter(W + "r")):
                mark = self.mark("ins")
                run.addprevious(mark)
                mark.append(run)
            self.marked(made, "ins")
        self.paragraph(after).addnext(made)

    def split(self, words: str) -> None:
        """End a paragraph before some words."""
        paragraph = self.paragraph(words)
        first = self.runs(paragraph, words)[0]
        made = etree.Element(W + "p")
        made.append(copy.deepcopy(paragraph.find(W + "pPr")))
        for node in [first, *first.itersiblings()]:
            made.append(node)
        paragraph.addnext(made)
        if self.tracked:
            self.marked(paragraph, "ins")

    def join(self, words: str, following: str) -> None:
        """Join a paragraph with the one behind it."""
        self.after(words, " ")
        first, second = self.paragraph(words), self.paragraph(following)
        if self.tracked:
            self.marked(first, "del")
            return
        first.extend([node for node in second if node.tag != W + "pPr"])
        second.getparent().remove(second)

    def marker(self, number: int) -> Any:
        """The run of a note's marker."""
        return list(self.parts["document"].iter(f"{W}{self.note}Reference"))[number].getparent()

    def add_note(self, after: str, words: str) -> None:
        """Type a note; the numbers of the notes ascend as those of their markers."""
        name, notes = f"{W}{self.note}Reference", self.parts[f"{self.note}s"]
        run = copy.deepcopy(self.marker(0))
        run.find(name).set(W + "id", "777")
        self.runs(self.paragraph(after), after)[-1].addnext(self.come(run))
        note = copy.deepcopy(notes[-1])
        note.set(W + "id", "777")
        first, *others = note.findall(W + "p")
        for paragraph in others:
            note.remove(paragraph)
        for said in [node for node in first if text(node)]:
            first.remove(said)
        first.append(self.come(self.run(words)))
        notes.append(note)
        markers = list(self.parts["document"].iter(name))
        numbers = {m.get(W + "id"): i for i, m in enumerate(markers, 1)}
        held = [n for n in notes if n.get(W + "id") in numbers]
        for one in (*markers, *held):
            one.set(W + "id", str(numbers[one.get(W + "id")]))
        notes.extend(sorted(held, key=lambda n: int(n.get(W + "id"))))

    def remove_note(self, number: int) -> None:
        self.go(self.marker(number))

    def row(self, words: str) -> Any:
        return next(row for row in self.parts["document"].iter(W + "tr") if words in text(row))

    def delete_row(self, words: str) -> None:
        row = self.row(words)
        if not self.tracked:
            row.getparent().remove(row)
            return
        self._track_row(row, "del", self.go)

    def insert_row(self, after: str, *cells: str) -> None:
        row = copy.deepcopy(self.row(after))
        for cell, words in zip(row.iter(W + "tc"), cells, strict=True):
            paragraph = cell.find(W + "p")
            for node in [n for n in paragraph if n.tag != W + "pPr"]:
                paragraph.remove(node)
            paragraph.append(self.run(words))
        self.row(after).addnext(row)
        if self.tracked:
            self._track_row(row, "ins", self._came)

    def _came(self, run: Any) -> None:
        mark = self.mark("ins")
        run.addprevious(mark)
        mark.append(run)

    def _track_row(self, row: Any, kind: str, change: Callable[[Any], None]) -> None:
        properties = row.find(W + "trPr")
        if properties is None:
            properties = etree.Element(W + "trPr")
            row.insert(0, properties)
        properties.append(self.mark(kind))
        for run in list(row.iter(W + "r")):
            change(run)

    def add_column(self, words: str) -> None:
        """A column behind the last one of the table that holds some words."""
        for row in self.row(words).getparent().iter(W + "tr"):
            cell = copy.deepcopy(row.findall(W + "tc")[-1])
            row.append(cell)


def text(node: Any) -> str:
    """The words of a paragraph."""
    return "".join(words.text or "" for words in node.iter(W + "t"))


def style(paragraph: Any) -> str:
    """The name of a paragraph's style in the file."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else str(named.get(W + "val"))
