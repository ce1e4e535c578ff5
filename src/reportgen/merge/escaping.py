"""An editor's words as Markdown that prints them, in the author's own habits."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportgen.diagnostics.source import Source

ALWAYS = re.compile(r"[\\`\[\]^~]")
ENTITY = re.compile(r"&(?=#?\w+;)")
TAG = re.compile(r"<(?=[A-Za-z/!?])")
DASHES = re.compile(r"-{2,}")
KEY = re.compile(r"(?<!\w)@(?!\s)")
STAR = re.compile(r"\*+")
LOW = re.compile(r"_+")
MONEY = re.compile(r"\$")
LINE = re.compile(r"(?m)^(?:(#{1,6})(?=\s|$)|([-+*])(?=\s|$)|(:{3,})|([:~|>])|(%)(?=\s))")
NUMBER = re.compile(r"(?m)^\(?(?:#|\d{1,9}|[A-Za-z]|[ivxlcIVXLC]+|@\w*)([.)])(?=\s|$)")
RULE = re.compile(r"(?m)^(?=([-=_*])[-=_* \t]*$)")
TAIL = re.compile(r"(?<=\s)#+\s*$")
BRACED = re.compile(r"(?<=\s)\{(?=[^{}\n]*\}\s*$)")


@dataclass(frozen=True)
class Habits:
    """How an author types what typesetting makes other signs of."""

    straight: bool
    dashes: bool
    dots: bool
    low: bool

    @classmethod
    def of(cls, source: Source) -> "Habits":
        text = source.text
        curly = len(re.findall("[“”‘’]", text))
        plain = len(re.findall(r"(?<=[\s(])\"(?=\w)|(?<=\w)['](?=\w)", text))
        return cls(
            plain > curly,
            len(re.findall(r"(?<=\w)--(?=\w)|(?<=\s)---?(?=\s)|(?<=\w)---(?=\w)", text))
            > text.count("–") + text.count("—"),
            text.count("...") > text.count("…"),
            len(re.findall(r"(?<![\w_])_(?=[^\s_])", text))
            > len(re.findall(r"(?<![\w*])\*(?=[^\s*])", text)),
        )


def quoted(typed: str, habits: Habits, curly: bool, before: str) -> str:
    """The words with quotes and dashes as the author types them; `curly`: the document's are."""
    if habits.straight:
        typed = typed.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})
    elif curly:
        typed = _curled(typed, before)
    if habits.dashes:
        typed = typed.replace("—", "---").replace("–", "--")
    if habits.dots:
        typed = typed.replace("…", "...")
    return typed


def _curled(typed: str, before: str) -> str:
    """Straight quotes as curly ones, by what stands before them."""
    out: list[str] = []
    for char in typed:
        last = out[-1] if out else before[-1:]
        opening = not last or last.isspace() or last in "([{—–“‘"
        if char == '"':
            char = "“" if opening else "”"
        elif char == "'":
            char = "‘" if opening else "’"
        out.append(char)
    return "".join(out)


def escaped(
    typed: str, before: str = "", after: str = "", host: str = "paragraph", start: bool = False
) -> str:
    """Words with a backslash before each mark that would be markup.

    `before` and `after` are what stands beside them, `host` is that of the text (`MappedText`),
    `start` says that a line begins with them.
    """
    out = ALWAYS.sub(lambda m: "\\" + m[0], typed)
    out = TAG.sub(r"\\<", ENTITY.sub(r"\\&", out))
    out = DASHES.sub(lambda m: "\\-" * len(m[0]), out)
    out = out.replace("...", "\\...")
    out = _beside(KEY, out, before, after, lambda _b, _a: True)
    out = _beside(STAR, out, before, after, lambda b, a: not (b.isspace() and a.isspace()))
    out = _beside(LOW, out, before, after, _opens)
    out = _beside(MONEY, out, before, after, lambda _b, a: not a.isspace())
    if host in ("cell", "grid"):
        out = out.replace("|", "\\|")
    if host == "heading":
        out = BRACED.sub(r"\\{", TAIL.sub(lambda m: "\\" + m[0], out) if not after.strip() else out)
    if start and host not in ("heading", "cell", "note", "caption"):
        out = RULE.sub("\\\\", out) if not after.strip() and RULE.match(out) else out
        out = LINE.sub(lambda m: "\\" + m[0], out)
        out = NUMBER.sub(lambda m: m[0][:-1] + "\\" + m[1], out)
    return out


def _beside(
    pattern: re.Pattern[str], text: str, before: str, after: str, marks: Callable[[str, str], bool]
) -> str:
    """The matches escaped that are markup beside what stands round them."""

    def change(found: re.Match[str]) -> str:
        left = text[found.start() - 1] if found.start() else before[-1:] or " "
        right = text[found.end()] if found.end() < len(text) else after[:1] or " "
        if pattern is KEY and not found.start() and re.match(r"\w", left):
            return found[0]
        return "".join("\\" + char for char in found[0]) if marks(left, right) else found[0]

    return pattern.sub(change, text)


def _opens(left: str, right: str) -> bool:
    """Whether a low line between two characters may be emphasis."""
    return not (left.isspace() and right.isspace()) and not (left.isalnum() and right.isalnum())


def hosted(written: str, host: str) -> str:
    """Markdown as it is written within a scalar of YAML."""
    if host == "double":
        return written.replace("\\", "\\\\").replace('"', '\\"')
    return written.replace("'", "''") if host == "single" else written
