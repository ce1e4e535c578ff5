"""Annotated cases: an input, and under each line the faults that are expected there.

A file of `tests/cases` holds cases, each under a `## fact` that says what it shows:

    ## a title does not end with a full stop

    ```bib
    @online{a,
      title = {Something.},
                        ^ warning[title-end] `title` of `a` ends with `.`
    }
    ```

Blocks are `bib` or `json` (the bibliography), `md` (a chapter; without one, everything is cited),
`yaml` (more front matter), `beside` (another text of the folder), `review` (reviewers' comments)
and `mended` (what `check --fix` makes of the first block). A line of carets stands under what is
underlined; `~` stands before a fault without a place. What is not expected is not reported.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from reportgen import checks, editions
from reportgen.diagnostics import Bag, Diagnostic
from reportgen.pandoc import reading
from reportgen.parse import Manuscript, parse
from reportgen.project.load import load

FOLDER = Path(__file__).parent / "cases"
DEFAULT = {"title": "title: A case\n", "lang": "lang: en-US\n", "date": "date: 2024-12-01\n"}
NAMES = {
    "bib": "bibliography.bib",
    "json": "bibliography.json",
    "md": "manuscript/01.md",
    "yaml": "manuscript/metadata.yaml",
    "beside": "manuscript/appendix.md",
    "review": "reviews/round-1.yaml",
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63680000008200815cdd2c3b0000000049454e44ae426082"
)

_CASE = re.compile(r"^## (.+)\n((?:(`{3,}).*\n(?:.*\n)*?\3\n|(?!## ).*\n)*)", re.MULTILINE)
_BLOCK = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_EXPECTED = re.compile(r"^( *)(\^+|~) (?:error|warning|note)\[[a-z-]+\].*$")
_ENTRY = re.compile(
    r"^@(?!string|comment|preamble)\w+\{([^,\s]+),|\"id\": \"([^\"]+)\"", re.I | re.M
)


@dataclass(frozen=True)
class Case:
    """One case: its fact, and its blocks as they stand in the file `name`."""

    name: str
    fact: str
    blocks: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.name}: {self.fact}"

    def block(self, kind: str) -> str | None:
        """A block's text with its expectations left out."""
        found = next((text for name, text in self.blocks if name == kind), None)
        return None if found is None else _bare(found)

    @property
    def mended(self) -> str:
        """The kind of the block that `mended` shows after mending; empty where there is none."""
        kinds = ["", *(kind for kind, _ in self.blocks)]
        return kinds[kinds.index("mended") - 1] if "mended" in kinds else ""

    @property
    def chapter(self) -> str:
        """The chapter: where a case has none, one that cites everything."""
        given = self.block("md")
        if given is not None:
            return given
        keys = _ENTRY.findall((self.block("bib") or "") + (self.block("json") or ""))
        unique = dict.fromkeys(one or other for one, other in keys)
        return "Cited.[" + "; ".join(f"@{{{key}}}" for key in unique) + "]\n"

    @property
    def expected(self) -> dict[str, list[str]]:
        """The faults of each block, as `line:column code message`."""
        return {kind: _faults(text) for kind, text in self.blocks if kind in NAMES}


def cases() -> tuple[Case, ...]:
    """Every case there is."""
    return tuple(case for path in sorted(FOLDER.glob("*.md")) for case in _cases(path))


def write(case: Case, root: Path) -> Path:
    """A project of the case."""
    (root / "manuscript").mkdir(parents=True, exist_ok=True)
    for kind in ("bib", "json", "beside", "review"):
        text = case.block(kind)
        if text is not None:
            (root / NAMES[kind]).parent.mkdir(exist_ok=True)
            (root / NAMES[kind]).write_bytes(text.encode())
    front = case.block("yaml") or ""
    front += "".join(line for name, line in DEFAULT.items() if f"\n{name}:" not in f"\n{front}")
    front += "bibliography: bibliography.json\n" if case.block("json") else ""
    (root / NAMES["yaml"]).write_text(front, "utf-8")
    (root / NAMES["md"]).write_bytes(case.chapter.encode())
    for name in ("pixel", "dot", "map"):
        (root / "manuscript" / f"{name}.png").write_bytes(PIXEL)
    return root


def examine(root: Path) -> tuple[Manuscript, Bag]:
    """A project read and checked."""
    bag = Bag()
    sources = load(root, bag)
    assert sources, list(bag)
    with reading.start_reading(sources) as read:
        manuscript = parse(read, bag, (), editions.selections())
    assert manuscript, list(bag)
    checks.check(manuscript, bag)
    return manuscript, bag


def found(case: Case, bag: Bag) -> dict[str, list[str]]:
    """What was found, by block; whatever has no place in one is in the first of them."""
    out: dict[str, list[str]] = {kind: [] for kind, _ in case.blocks if kind in NAMES}
    for d in bag:
        kind = _kind(d, out)
        place = (
            f"{d.span.line}:{d.span.column}"
            if d.span and NAMES[kind] == d.span.source.name
            else "~"
        )
        out[kind].append(f"{place} {d.severity}[{d.code}] {d.message}")
    return {kind: sorted(faults) for kind, faults in out.items()}


def annotated(case: Case, bag: Bag) -> dict[str, str]:
    """The blocks with what was found written under its lines."""
    out = {}
    for kind, _ in case.blocks:
        if kind not in NAMES:
            continue
        lines = (case.block(kind) or "").splitlines()
        under: dict[int, list[str]] = {}
        for d in sorted(bag, key=lambda d: (d.span.column if d.span else 0, d.code, d.message)):
            if _kind(d, {k: [] for k, _ in case.blocks if k in NAMES}) != kind:
                continue
            what = f"{d.severity}[{d.code}] {d.message}"
            if d.span is None or d.span.source.name != NAMES[kind]:
                under.setdefault(len(lines), []).append(f"~ {what}")
                continue
            width = min(d.span.end - d.span.start, len(lines[d.span.line - 1]) - d.span.column + 1)
            mark = " " * (d.span.column - 1) + "^" * max(width, 1)
            under.setdefault(d.span.line, []).append(f"{mark} {what}")
        text = [line for i, own in enumerate(lines, 1) for line in (own, *under.get(i, ()))]
        out[kind] = "".join(f"{line}\n" for line in text)
    return out


def renew(case: Case, bag: Bag) -> Case:
    """Write a case anew, with what was found; return it as it now stands in its file."""
    path = FOLDER / f"{case.name}.md"
    text = path.read_text("utf-8")
    head = text.index(f"## {case.fact}\n")
    for kind, new in annotated(case, bag).items():
        old = next(text for name, text in case.blocks if name == kind)
        at = text.index(f"{kind}\n{old}", head) + len(kind) + 1
        text = text[:at] + new + text[at + len(old) :]
    path.write_text(text, "utf-8")
    return next(found for found in _cases(path) if found.fact == case.fact)


def _cases(path: Path) -> list[Case]:
    return [
        Case(path.stem, found[1], tuple((b[2], b[3]) for b in _BLOCK.finditer(found[2])))
        for found in _CASE.finditer(path.read_text("utf-8"))
    ]


def _kind(diagnostic: Diagnostic, blocks: dict[str, list[str]]) -> str:
    name = diagnostic.span.source.name if diagnostic.span else ""
    return next((k for k in blocks if NAMES[k] == name), next(iter(blocks)))


def _bare(text: str) -> str:
    return "".join(line for line in text.splitlines(True) if not _EXPECTED.match(line.rstrip("\n")))


def _faults(text: str) -> list[str]:
    out, number = [], 0
    for line in text.splitlines():
        expected = _EXPECTED.match(line)
        if not expected:
            number += 1
            continue
        place = "~" if expected[2] == "~" else f"{number}:{len(expected[1]) + 1}"
        out.append(f"{place} {line.split(None, 1)[1]}")
    return sorted(out)
