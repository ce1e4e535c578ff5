"""What stands in the place of a chunk's results: pictures that are there, or words that say so.

Pictures are looked for where knitr and Quarto keep them: in `NAME_files/figure-FORMAT/` and
`figure/`, beside the manuscript, under the chunk's label.
"""

import re
from pathlib import PurePosixPath

from reportgen.diagnostics.source import Source
from reportgen.dialects.chunk_options import Options
from reportgen.dialects.fences import Fence
from reportgen.dialects.preparation import Preparation
from reportgen.dialects.rewriting import Part, literal
from reportgen.languages import language

SHOWN = re.compile(r"include_graphics\(\s*(?:path\s*=\s*)?(c\([^()]*\)|[\"'][^\"'\n]+[\"'])")
QUOTED = re.compile(r"[\"']([^\"'\n]+)[\"']")
CAPTION = re.compile(r"\bcaption\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')")
TABLE = re.compile(
    r"\b(?:kable|kbl|apa_table|xtable|gt|flextable|stargazer|modelsummary|tbl_\w+)\("
)
_NAMES = """
    figure-html figure-latex figure-pdf figure-docx figure-html4 figure-markdown_strict figure-gfm
    figure-commonmark figure-beamer
"""
KEPT_IN = _NAMES.split()
ENDINGS = (".svg", ".png", ".jpg", ".jpeg", ".pdf")


def results(
    chunk: Fence, options: Options, own: Options, source: Source, work: Preparation
) -> tuple[list[Part], bool]:
    """The parts that stand for a chunk's figure or table, and whether that is all it would show.

    Where the figure or table is not there they are words that say so, under its label.
    """
    code = source.text[chunk.body : chunk.close]
    label = own.get("label", "")
    caption = own.get("fig-cap", own.get("caption", ""))
    names = [n for group in SHOWN.findall(code) for n in QUOTED.findall(group)]
    found = names or kept(label, source.name, work)
    kind = _kind(label, code, own, work)
    identifier = name_of(label, kind, own, work)
    if not found and kind:
        if kind == "table":
            said = CAPTION.search(code)
            caption = own.get("tbl-cap", own.get("tab-cap", caption))
            caption = caption or (re.sub(r"\\(.)", r"\1", said[1] or said[2]) if said else "")
    elif not found:
        return [], False
    attributes = f"{{#{identifier}}}" if identifier else ""
    words = _caption(caption, label, source, chunk)
    indent = chunk.indent
    parts: list[Part] = [f"\n\n{indent}"]
    if not found:
        named = f"#{identifier} " if identifier else ""
        parts += [f"::: {{{named}.not-run-{kind}}}\n{indent}{missing(kind, work)}\n\n{indent}"]
        return [*parts, words, f"\n{indent}:::\n\n{indent}"], False
    for number, name in enumerate(found):
        if number == 0:
            size = _size(options)
            braces = attributes[:-1] + f" {size}}}" if attributes and size else attributes
            braces = braces or (f"{{{size}}}" if size else "")
            parts += ["![", words, f"](<{name}>){braces}\n\n{indent}"]
        else:
            parts += [f"![](<{name}>)\n\n{indent}"]
    return parts, True


def _caption(caption: str, label: str, source: Source, chunk: Fence) -> Part:
    """A caption's words, on one line."""
    words = " ".join(caption.split())
    return literal(source, words, chunk.start, chunk.close)


def _kind(label: str, code: str, own: Options, work: Preparation) -> str:
    """What a chunk makes: a figure, a table, or "" where nobody can tell or refer to it."""
    if label and work.refers(f"tab:{label}"):
        return "table"
    if label and work.refers(f"fig:{label}"):
        return "figure"
    if label.startswith(("fig-", "fig:")) or own.get("fig-cap"):
        return "figure"
    if label.startswith(("tbl-", "tab-")) or own.get("tbl-cap") or own.get("tab-cap"):
        return "table"
    if label and TABLE.search(code) and ("caption" in code or "apa_table" in code):
        return "table"
    return ""


def name_of(label: str, kind: str, own: Options, work: Preparation) -> str:
    """The label by which others refer to what a chunk makes: Quarto's own, or bookdown's."""
    if not label or not re.fullmatch(r"[\w:.-]+", label):
        return ""
    if label.startswith(("fig-", "tbl-", "lst-")) and not work.bookdown:
        return label
    return f"{'tab' if kind == 'table' else 'fig'}:{label}" if work.bookdown or kind else label


def missing(kind: str, work: Preparation) -> str:
    """What to say, in the document's language, where a figure or a table is not made."""
    lang = str(work.value("lang") or work.value("language") or "en")
    return language(lang).words[f"missing-{kind}"]


def _size(options: Options) -> str:
    """The width at which a chunk shows its picture, as pandoc writes it."""
    given = options.get("out-width", "")
    return f'width="{given}"' if re.fullmatch(r"\d{1,3}(?:\.\d+)?%", given) else ""


def kept(label: str, home: str, work: Preparation) -> list[str]:
    """The pictures that an earlier run left for a chunk of this label in a text of that name."""
    if not label or not re.fullmatch(r"[\w.-]+", label):
        return []
    front = PurePosixPath(work.sources.front.name)
    stems = dict.fromkeys((PurePosixPath(home).stem, front.stem, "_bookdown_files/_main"))
    folders = [f"{stem}_files/{name}" for stem in stems for name in KEPT_IN]
    for folder in (*folders, "figure", "figures", "figs"):
        for name in (f"{label}-1", f"{label}-output-1"):
            for ending in ENDINGS:
                if work.sources.find(f"{folder}/{name}{ending}", str(front)).name:
                    return [f"{folder}/{name}{ending}"]
    return []
