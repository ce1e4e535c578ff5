"""Manuscripts to measure with: the same for the same size, and shaped like an article.

Size 1 has 7,000 words, 60 citations, 15 notes in prose, 70 entries, 3 tables and 2 figures.
"""

import random
from dataclasses import dataclass
from pathlib import Path

WORDS = """
the of and to in a is that for it as was with be by on not he this are or his from at which but
have an had they you were their one all we can her has there been if more when will would who
so no alliance policy standard research quantum computing cooperation technology ministry
government university laboratory agreement capacity partner science industry funding network
measurement information security regional strategy framework investment international
"""
_KNOWN = tuple(WORDS.split())
FRONT = """title: A Manuscript of {words:,} Words
subtitle: Made to Be Measured
author: [Ann Author, Bea Author]
date: 2026-01-02
lang: en-US
abstract: |
  {abstract}
bibliography: bibliography.bib
notes: endnotes
toc: true
"""
OURS = """keywords: [measure, growth]
brief:
  standfirst: What was measured, and how it grows.
  url: https://example.org/article
"""


@dataclass(frozen=True)
class Corpus:
    """A project for us, and the same as one text for others."""

    root: Path
    article: Path
    brief: Path
    bibliography: Path
    words: int


def make(folder: Path, size: int, entries: int = 0) -> Corpus:
    """A corpus of a size; with `entries`, a bibliography of that many."""
    chance = random.Random(size)
    root = folder / f"corpus-{size}-{entries}"
    (root / "manuscript").mkdir(parents=True)
    count = entries or 70 * size
    cited = iter(range(10**9))
    chapters = [
        "\n".join(_chapter(chance, size, part, number, lambda: next(cited) % min(count, 60 * size)))
        for number, part in enumerate(range(5 * size), 1)
    ]
    abstract = _sentences(chance, 120)
    front = FRONT.format(words=7000 * size, abstract=abstract)
    for number, text in enumerate(chapters, 1):
        (root / "manuscript" / f"{number:03}-part.md").write_text(text, encoding="utf-8")
    (root / "manuscript" / "metadata.yaml").write_text(front + OURS, encoding="utf-8")
    (root / "bibliography.bib").write_text(_bibliography(chance, count), encoding="utf-8")
    for name in ("one", "two"):
        (root / f"{name}.svg").write_text(_figure(chance), encoding="utf-8")
    article, brief = root / "article.md", root / "brief.md"
    head = f"---\n{front}---\n\n"
    article.write_text(head + "\n\n".join(chapters), encoding="utf-8")
    brief.write_text(head.replace("toc: true\n", "") + "\n\n".join(_findings(chapters)))
    return Corpus(root, article, brief, root / "bibliography.bib", _words(chapters))


def _chapter(chance: random.Random, size: int, part: int, number: int, key: object) -> list[str]:
    """A fifth of a manuscript of size 1."""
    assert callable(key)
    out = [f"# Part {number}: {_title(chance)} {{#sec-{number}}}", ""]
    for section in range(3):
        out += [f"## {_title(chance)} {number}.{section}", ""]
        for paragraph in range(4):
            text = _sentences(chance, 104)
            for _ in range(1):
                text += f"[@key{key()}, {chance.randrange(1, 300)}]"
            if (section, paragraph) in ((0, 1), (1, 1), (2, 1)):
                text += f"^[{_sentences(chance, 35)}]"
            out += [f"{text} {_sentences(chance, 8)}", ""]
    if number % 5 in (1, 2, 3):
        rows = [
            f"| {_title(chance)} | {chance.randrange(999)} | {_title(chance)} |" for _ in "12345"
        ]
        out += ["| Field | Value | Remark |", "|---|--:|---|", *rows, ""]
        out += [f": A table of values {{#tbl-{number}}}", ""]
    if number % 5 in (1, 3):
        name = "one" if number % 5 == 1 else "two"
        out += [f"![A figure of values]({name}.svg){{#fig-{number}}}", ""]
    if number <= 4:
        kind = ("key-finding", "recommendation")[number % 2]
        out += [f'::: {{.{kind} title="{_title(chance)}"}}', _sentences(chance, 30), ":::", ""]
    return out


def _findings(chapters: list[str]) -> list[str]:
    """What the brief shows, as one text."""
    parts = (part for text in chapters for part in text.split("\n::: {")[1:2])
    return [part.split("\n:::")[0].partition("}\n")[2] for part in parts]


def _sentences(chance: random.Random, words: int) -> str:
    out = []
    while words > 0:
        length = min(words, chance.randrange(8, 22))
        out.append(" ".join(chance.choice(_KNOWN) for _ in range(length)).capitalize() + ".")
        words -= length
    return " ".join(out)


def _title(chance: random.Random) -> str:
    return " ".join(chance.choice(_KNOWN) for _ in range(3)).title()


def _bibliography(chance: random.Random, count: int) -> str:
    kinds = ("book", "article", "online")
    more = {
        "book": "  publisher = {University Press},\n",
        "article": "  journaltitle = {Journal of Measures},\n  volume = {3},\n",
        "online": "  url = {https://example.org/page/%d},\n",
    }
    out = []
    for i in range(count):
        kind = kinds[i % 3]
        out.append(
            f"@{kind}{{key{i},\n  author = {{{_title(chance)}, Ann and Two, Bea}},\n"
            f"  title = {{{_title(chance)} {i}}},\n  date = {{{1980 + i % 44}}},\n"
            + more[kind].replace("%d", str(i))
            + "}\n"
        )
    return "\n".join(out)


def _figure(chance: random.Random) -> str:
    bars = "".join(
        f'<rect x="{20 * i}" y="{100 - h}" width="14" height="{h}" fill="#369"/>'
        for i, h in enumerate(chance.randrange(10, 100) for _ in range(12))
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 100">{bars}</svg>'


def _words(chapters: list[str]) -> int:
    return sum(len(text.split()) for text in chapters)
