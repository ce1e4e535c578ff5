"""What the steps share that prepare a manuscript: its files, its faults, its front matter."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.diagnostics.source import Span
from reportgen.project.load import Sources

MOST = 6
"""How many places of values a warning names."""
LABEL = re.compile(r"(?::(?:label|name):[ \t]*|\{#|^\()([^\s(){}#]+)", re.M)
LISTED = re.compile(r"^[ \t>]*(?:`{3,}|~{3,}|:{3,})[ \t]*\{bibliography\}", re.M)


@dataclass
class Preparation:
    """A manuscript on its way from its dialect to pandoc's Markdown.

    `made` are the labels that only running code gives to something, each with its chunk's place;
    `chunks` the places of the chunks whose results are missing, `values` those of the values in the
    text that code would compute; `names` the short names of sources with what they stand for, once
    they have been looked for; `counts` how many theorems and the like there are of each kind;
    `included` says how many files were included, and `characters` how long they are together.
    """

    sources: Sources
    bag: Bag
    made: dict[str, Span] = field(default_factory=dict)
    chunks: list[Span] = field(default_factory=list)
    values: list[Span] = field(default_factory=list)
    names: dict[str, str] | None = None
    counts: Counter[str] = field(default_factory=Counter)
    included: int = 0
    characters: int = 0

    @property
    def computes(self) -> bool:
        """Whether the file is of a kind whose code is run by the tool that it was written for."""
        names = [self.sources.front.name, *(chapter.name for chapter in self.sources.chapters)]
        return any(name.lower().endswith((".rmd", ".qmd", ".rmarkdown")) for name in names)

    @cached_property
    def bookdown(self) -> bool:
        """Whether the text refers to things in bookdown's way."""
        return any("\\@ref(" in chapter.text for chapter in self.sources.chapters)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that MyST's directives, attributes and lines `(label)=` may give."""
        return frozenset(name for c in self.sources.chapters for name in LABEL.findall(c.text))

    @cached_property
    def bibliographies(self) -> int:
        """How many directives of MyST show the list of references."""
        return sum(len(LISTED.findall(chapter.text)) for chapter in self.sources.chapters)

    def numbered(self, kind: str) -> str:
        """The name of the next theorem or the like of a kind: `Theorem 1`."""
        self.counts[kind] += 1
        return f"{kind} {self.counts[kind]}"

    def report(self) -> None:
        """Say once how much of each kind is not run, and what to build instead."""
        if self.chunks:
            count = len(self.chunks)
            self.bag.warning(
                "code-not-run",
                f"{count} chunk{' is' if count == 1 else 's are'} not run, "
                "so what they would print is missing",
                self.chunks[0],
                self._remedy(),
            )
        if self.values:
            count = len(self.values)
            many = "1 value is" if count == 1 else f"{count} values are"
            self.bag.add(
                Diagnostic(
                    "code-inline",
                    Severity.WARNING,
                    f"{many} computed by code that is not run, so the code stands there",
                    self.values[0],
                    help=self._remedy(),
                    notes=tuple(Note("another one", place) for place in self.values[1:MOST]),
                )
            )

    def _remedy(self) -> str:
        """What to do for the results of code: to build what a run kept, if it is there."""
        name = PurePosixPath(self.sources.front.name)
        kept = (f"{name.stem}{ending}" for ending in (".md", ".knit.md", ".html.md", ".utf8.md"))
        beside = [k for k in kept if k != name.name and self.sources.find(k, str(name)).name]
        if beside:
            return f"build `{beside[0]}`, which was kept of a run"
        return "run knitr or Quarto first, with `keep_md` or `keep-md`, and build what it keeps"

    @cached_property
    def front(self) -> dict[str, Any]:
        """The values of the front matter, as plain text, lists and dicts; its faults are silent."""
        from reportgen.parse.front_matter.journal_file import with_journal
        from reportgen.parse.front_matter.shared_fields import with_shared
        from reportgen.parse.front_matter.yaml_nodes import compose, plain

        sources, quiet = self.sources, Bag()
        own = compose(sources.front, sources.start, sources.end, quiet).root
        whole, _ = with_journal(with_shared(own, sources.shared, quiet), sources.journal, quiet)
        found = plain(whole)
        assert isinstance(found, dict)
        out: dict[str, Any] = dict(found)
        for source in sources.shared:
            more = plain(compose(source, 0, len(source.text), quiet).root)
            if isinstance(more, dict):
                out = {**more, **out}
        return out

    def refers(self, label: str) -> bool:
        """Whether the text refers to a label in bookdown's way."""
        return any(f"\\@ref({label})" in chapter.text for chapter in self.sources.chapters)

    def variables(self, place: Span) -> object:
        """What `_variables.yml` of the project says, as plain text, lists and dicts."""
        from reportgen.parse.front_matter.yaml_nodes import compose, plain

        name = self.sources.find("_variables.yml").name
        source = self.sources.text(name, self.bag, place) if name else None
        return plain(compose(source, 0, len(source.text), self.bag).root) if source else None

    def value(self, path: str) -> object:
        """What the front matter says at a path such as `author.name`; None for nothing."""
        return lookup(self.front, path)


def lookup(tree: object, path: str) -> object:
    """The value at a path with dots, numbers counted from 1; None for none."""
    for step in path.replace("\\.", "\0").split("."):
        key = step.replace("\0", ".")
        if isinstance(tree, list):
            if key.isdigit():
                tree = tree[int(key) - 1] if 0 < int(key) <= len(tree) else None
                continue
            tree = tree[0] if tree else None
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree
