"""What the tests of `merge` share: a small article that was sent, and what edits of it come to."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen import build
from reportgen.limits import LIMITS
from reportgen.merge import changes_of
from reportgen.merge.edits import Changes, Edit
from reportgen.ooxml import Document
from reportgen.ooxml.reader import document
from reportgen.parse import Manuscript
from reportgen.pipeline.build import examine
from word_edits import Edited

FRONT = """\
title: "Grain, Ports, and \\"Quiet\\" Sanctions"
subtitle: 'What the Sea''s Insurers Did'
author: Maria Teixeira
date: 2026-03-02
lang: en-US
abstract: |
  Sanctions work through insurers. This paper follows four ports.
keywords:
  - sanctions
  - marine insurance
journal: {title: Papers on Trade}
bibliography: refs.bib
notes: footnotes
toc: true
"""
TEXT = """\
# The Problem {#sec-problem}

Trade rarely stops when a government says that it “must”. It slows,
and it slows first where *risk and price* are set: in the offices of insurers.[@smith, p. 12]
The ports notice weeks later.

A ship that cannot be insured cannot sail. The order of events matters more than their size.

As @tbl-ports shows, no port lost more than a tenth. Later came the lawyers.^[They came from
two firms, *both* of them old.] See [the tracker](https://example.org/track) for more.[^days]

[^days]: Figures are of working days, as in @jones.

::: {.key-finding}
Premiums rose in all four ports.
:::

- Premiums rose first;
- cargoes fell later.

| Port | Premium | Remark |
|:-----|:--------|:-------|
| Odesa | High | closed in March |
| Varna | Low | open |

: Premiums by port {#tbl-ports}

## What We Cannot See {#sec-dark}

What we cannot see is what was never sent. Its share is $s = n/m$ of the whole.

# Conclusion

The insurers moved first, and @sec-dark says why nobody saw it.[@jones]
"""
BIB = """\
@book{smith, author={Smith, Anna}, title={Marine Insurance and War}, publisher={Harbour Press},
  address={London}, year={2019}}
@book{jones, author={Jones, Peter}, title={The Strait}, publisher={Chart House},
  address={Leeds}, year={2001}}
"""
CHAPTER, MATTER = "manuscript/01-problem.md", "manuscript/metadata.yaml"


@dataclass(frozen=True)
class Sent:
    """An article that was sent: its files by name, its document, and what it was made of."""

    files: dict[str, str]
    data: bytes
    document: Document
    manuscript: Manuscript

    def changes(self, data: bytes, accept: str = "all") -> Changes:
        return changes_of(self.document, read(data, accept), self.manuscript)

    def edited(self, tracked: bool = False) -> Edited:
        return Edited(self.data, tracked)

    def applied(self, edits: tuple[Edit, ...]) -> dict[str, str]:
        """The files with the edits."""
        files = dict(self.files)
        for edit in reversed(edits):
            text = files[edit.path]
            files[edit.path] = text[: edit.start] + edit.new + text[edit.end :]
        return files


def read(data: bytes, accept: str = "all") -> Document:
    return document(data, accept, LIMITS)


@cache
def article() -> Sent:
    """The article of this module in a project of its own."""
    return sent({MATTER: FRONT, CHAPTER: TEXT, "refs.bib": BIB})


def sent(files: dict[str, str], path: str = "") -> Sent:
    """Build the article of a project, or of one file of it, and read it."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        built = build(root / path, to=["docx"], edition=["article"], out=root / "out")
        assert built.files, [d.message for d in built.bag]
        data = next(f for f in built.files if f.suffix == ".docx").read_bytes()
        manuscript = examine(root / path, built.bag)
        assert manuscript is not None
    return Sent(files, data, read(data), manuscript)
