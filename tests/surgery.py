"""Random edits of a Word document's XML, as an editor and any program might leave them."""

import io
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WORDS = (
    "policy", "alliance", "a_b*c", "--", "[1]", "@you", "한국어", "$5", "x^2", "<b>", "café", "#3",
    "and so on", "“quoted”", "it’s", "100%", "e.g.", "~", "|", "::: {.x}", "1986.", "\\", "`code`",
    "[@nobody2020]", "- dash", "![a](b)", "http://example.org/a_b", "&amp;", "...", "—", "H2O",
)  # fmt: skip
TRACKED = {f"{W}author": "Ed Itor", f"{W}date": "2026-05-04T12:00:00Z"}


class Surgery:
    """A document under the knife; `done` says what was changed."""

    def __init__(self, data: bytes, rng: random.Random, tracked: bool = False) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.rng, self.tracked = rng, tracked
        self.body = etree.fromstring(self.parts["word/document.xml"])
        name = next((n for n in self.parts if n in ("word/endnotes.xml", "word/footnotes.xml")), "")
        self.notes = name
        self.note_part = etree.fromstring(self.parts[name]) if name else None
        self.done: list[str] = []
        self.count = 900

    def data(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.body)
        if self.note_part is not None:
            self.parts[self.notes] = etree.tostring(self.note_part)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in self.parts.items():
                package.writestr(name, part)
        return out.getvalue()

    def texts(self, notes: bool = False) -> list[Any]:
        """The pieces of text that an editor may change."""
        top = self.note_part if notes and self.note_part is not None else self.body
        return [t for t in top.iter(f"{W}t") if t.text and len(t.text.split()) > 2]

    def paragraphs(self) -> list[Any]:
        body = self.body.find(f"{W}body")
        found = [p for p in body.findall(f"{W}p") if self.words(p) and self.style(p) in TEXT]
        return [p for p in found if p.find(f"{W}pPr/{W}sectPr") is None]

    @staticmethod
    def style(paragraph: Any) -> str:
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return "" if found is None else str(found.get(f"{W}val"))

    @staticmethod
    def words(paragraph: Any) -> str:
        return "".join(t.text or "" for t in paragraph.iter(f"{W}t"))

    def edit(self) -> None:
        kinds: list[Callable[[], None]] = [
            self.replace, self.replace, self.insert, self.insert, self.delete, self.in_note,
            self.split, self.join, self.drop, self.add, self.move, self.emphasize, self.unmark,
        ]  # fmt: skip
        self.rng.choice(kinds)()

    def piece(self, notes: bool = False) -> tuple[Any, int, int] | None:
        """A piece of text, and the place of a word in it."""
        texts = self.texts(notes)
        if not texts:
            return None
        text = self.rng.choice(texts)
        words = text.text.split(" ")
        i = self.rng.randrange(len(words))
        start = len(" ".join(words[:i])) + (i > 0)
        return text, start, start + len(words[i])

    def new(self) -> str:
        return " ".join(self.rng.choice(WORDS) for _ in range(self.rng.randint(1, 3)))

    def replace(self, notes: bool = False) -> None:
        found = self.piece(notes)
        if found and found[2] > found[1]:
            middle = self.rng.random() < 0.2 and found[2] - found[1] > 4
            self.put(found[0], found[1] + 2 * middle, found[2] - 2 * middle, self.new())

    def insert(self) -> None:
        found = self.piece()
        if found:
            self.put(found[0], found[1], found[1], self.new() + " ")

    def delete(self) -> None:
        found = self.piece()
        if found and found[2] > found[1]:
            self.put(found[0], found[1], min(found[2] + 1, len(found[0].text)), "")

    def in_note(self) -> None:
        self.replace(notes=True)

    def put(self, text: Any, start: int, end: int, new: str) -> None:
        """Put words in the place of others, in runs of their own, tracked or not."""
        run = text.getparent()
        if run.tag != f"{W}r" or run.getparent().tag in (f"{W}ins", f"{W}del"):
            return
        old = text.text
        self.done.append(f"{old[start:end]!r} -> {new!r} in {old[:30]!r}")
        parent, at = run.getparent(), run.getparent().index(run)
        before, after = deepcopy(run), deepcopy(run)
        pieces = [self.cut(before, old[:start])]
        if self.tracked:
            gone = self.cut(deepcopy(run), old[start:end])
            if gone is not None:
                for t in gone.iter(f"{W}t"):
                    t.tag = f"{W}delText"
                pieces.append(self.wrap("del", gone))
            come = self.cut(deepcopy(run), new)
            pieces.append(None if come is None else self.wrap("ins", come))
        else:
            pieces.append(self.cut(deepcopy(run), new))
        pieces.append(self.cut(after, old[end:]))
        parent.remove(run)
        for piece in reversed([p for p in pieces if p is not None]):
            parent.insert(at, piece)

    def cut(self, run: Any, words: str) -> Any:
        if not words:
            return None
        texts = list(run.iter(f"{W}t"))
        for extra in texts[1:]:
            run.remove(extra)
        texts[0].text = words
        texts[0].set(SPACE, "preserve")
        return run

    def wrap(self, kind: str, run: Any) -> Any:
        self.count += 1
        made = etree.Element(f"{W}{kind}", {f"{W}id": str(self.count), **TRACKED})
        made.append(run)
        return made

    def split(self) -> None:
        for paragraph in self.some():
            runs = [r for r in paragraph.findall(f"{W}r") if r.find(f"{W}t") is not None]
            if len(runs) < 2 or paragraph.find(f".//{W}fldChar") is not None:
                continue
            at = paragraph.index(runs[len(runs) // 2])
            second = etree.Element(f"{W}p")
            if paragraph.find(f"{W}pPr") is not None:
                second.append(deepcopy(paragraph.find(f"{W}pPr")))
            for child in list(paragraph)[at:]:
                second.append(child)
            paragraph.addnext(second)
            self.done.append(f"split before {self.words(second)[:30]!r}")
            return

    def join(self) -> None:
        for paragraph in self.some():
            after = paragraph.getnext()
            if after is None or after not in self.paragraphs():
                continue
            if self.style(after) != self.style(paragraph) and "Heading" in self.style(after):
                continue
            self.done.append(f"join {self.words(after)[:30]!r}")
            space = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
            space.text = " "
            space.set(SPACE, "preserve")
            for child in list(after):
                if child.tag != f"{W}pPr":
                    paragraph.append(child)
            after.getparent().remove(after)
            return

    def drop(self) -> None:
        for paragraph in self.some():
            if paragraph.find(f".//{W}bookmarkStart[@{W}name]") is None:
                continue
            self.done.append(f"drop {self.words(paragraph)[:30]!r}")
            paragraph.getparent().remove(paragraph)
            return

    def add(self) -> None:
        for paragraph in self.some():
            new = etree.Element(f"{W}p")
            if paragraph.find(f"{W}pPr") is not None:
                new.append(deepcopy(paragraph.find(f"{W}pPr")))
            text = etree.SubElement(etree.SubElement(new, f"{W}r"), f"{W}t")
            text.text = f"A new one, {self.new()} {self.new()}."
            text.set(SPACE, "preserve")
            paragraph.addnext(new)
            self.done.append(f"add {text.text!r}")
            return

    def move(self) -> None:
        one, other = (self.some() or [None])[0], (self.some() or [None])[-1]
        if one is not None and other is not None and one is not other:
            self.done.append(f"move {self.words(one)[:30]!r}")
            other.addnext(one)

    def emphasize(self) -> None:
        found = self.piece()
        if found and found[0].getparent().tag == f"{W}r" and not self.tracked:
            run = found[0].getparent()
            properties = run.find(f"{W}rPr")
            if properties is None:
                properties = etree.Element(f"{W}rPr")
                run.insert(0, properties)
            if properties.find(f"{W}i") is None:
                properties.append(etree.Element(f"{W}i"))
                self.done.append(f"italics {found[0].text[:30]!r}")

    def unmark(self) -> None:
        """Take a note's marker out."""
        found = [*self.body.iter(f"{W}endnoteReference"), *self.body.iter(f"{W}footnoteReference")]
        if found:
            run = self.rng.choice(found).getparent()
            self.done.append("marker out")
            run.getparent().remove(run)

    def some(self) -> list[Any]:
        """The paragraphs of the text in a random order."""
        found = self.paragraphs()
        self.rng.shuffle(found)
        return found


TEXT = ("BodyText", "FirstParagraph", "ListParagraph", "BlockText", "KeyFinding", "Recommendation")


def manuscript(rng: random.Random) -> tuple[str, str]:
    """A small manuscript and its bibliography."""

    def sentence() -> str:
        words = [rng.choice(LEXICON) for _ in range(rng.randint(6, 16))]
        if rng.random() < 0.25:
            i = rng.randrange(len(words))
            words[i] = rng.choice(["*{}*", "**{}**", "`{}`", "[{}](https://example.org/a)"]).format(
                words[i]
            )
        text = " ".join(words).capitalize() if words[0].isalpha() else " ".join(words)
        note = rng.random()
        key = rng.choice(KEYS)
        mark = f"[@{key}, {rng.randint(2, 90)}]" if note < 0.2 else "[^n]" if note < 0.25 else ""
        return f"{text}.{mark}"

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(rng.randint(2, 5)))

    parts = [FRONT]
    for n in range(rng.randint(2, 4)):
        parts += [f"# Section {LEXICON[n * 3].title()} {n} {{#sec-{n}}}\n"]
        parts += [paragraph() + "\n" for _ in range(rng.randint(1, 3))]
        kind = rng.randrange(5)
        if kind == 0:
            parts.append("\n".join(f"- {sentence()}" for _ in range(3)) + "\n")
        elif kind == 1:
            parts.append(f"::: {{.key-finding}}\n{sentence()}\n:::\n")
        elif kind == 2:
            rows = "\n".join(f"| {rng.choice(LEXICON)} | {rng.randint(1, 99)} |" for _ in range(3))
            parts.append(
                f"| Name | Count |\n|---|---|\n{rows}\n\n: Words of a caption {{#tbl-{n}}}\n"
            )
            parts.append(f"As @tbl-{n} shows, {sentence()}\n")
        elif kind == 3:
            parts.append(f"> {sentence()} {sentence()}\n")
    if "[^n]" in "".join(parts):
        parts.append(f"[^n]: A note in prose, {rng.choice(LEXICON)} and more.\n")
        first, *rest = "\n".join(parts).split("[^n]")
        body = first + "[^n]" + "".join(rest[:-1]) + "\n[^n]" + rest[-1]
        return body, BIB
    return "\n".join(parts), BIB


KEYS = ("alpha2001", "beta2010", "gamma1999")
LEXICON = (
    "trade", "security", "the", "of", "alliances", "grow", "states", "technology", "policy", "and",
    "in", "research", "spending", "rises", "while", "nations", "compete", "for", "chips", "lead",
    "standards", "remain", "open", "to", "debate", "“quoted", "words”", "state’s", "long-term",
    "ten", "2024", "percent", "한국", "café",
)  # fmt: skip
FRONT = """---
title: A Title of the Random Kind
author: {name: Ann Example}
date: 2026-05-04
abstract: The abstract says in short what follows, and no more than that.
bibliography: a.bib
---
"""
BIB = """@book{alpha2001, author = {Alpha, Ann}, title = {A Book of Things},
  publisher = {House}, address = {Place}, year = {2001}}
@article{beta2010, author = {Beta, Bob}, title = {On Other Things}, journal = {Journal of Things},
  volume = {3}, number = {2}, pages = {1--20}, year = {2010}}
@book{gamma1999, author = {Gamma, Cy}, title = {Last Things}, publisher = {Press},
  address = {Town}, year = {1999}}
"""
