"""What is wrong where YAML cannot be read, in an author's words."""

import re
from dataclasses import dataclass
from itertools import islice

import yaml

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source

_CONTROL = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+"
_SHOWN = 10
_FIELD = re.compile(r"^[^\s#\-\[\]{}][^\n]*?:(?=\s|$)", re.MULTILINE)
_QUOTES = 'put the value between quotes: `{}: "..."`'


@dataclass(frozen=True)
class Fault(Exception):  # noqa: N818 - a fault in the author's text, not an error of ours
    """A place at which reading stopped; offsets count from the beginning of the text.

    After a final one nothing else is to be read.
    """

    message: str
    start: int
    end: int
    help: str = ""
    final: bool = False


def printable(source: Source, start: int, end: int, bag: Bag) -> str:
    """The text of a stretch with each character that YAML forbids reported and replaced."""
    text = source.text[start:end]
    if text.startswith("\ufeff"):
        # Replaced by a space, the mark would count as indentation.
        text = "#" + text[1:] if text[1:2] in "#\n" else text
    if text.replace("\n", "").isprintable():
        return text
    for match in islice(re.finditer(_CONTROL, text), _SHOWN):
        bag.error(
            "front-syntax",
            f"a control character (U+{ord(match[0][0]):04X}) stands in the front matter",
            source.span(start + match.start(), start + match.end()),
            "remove it",
        )
    return re.sub(_CONTROL, lambda match: "\ufffd" * len(match[0]), text)


def without(text: str, at: int) -> tuple[str, str | None]:
    """The text with the top-level field at an offset blanked out, and that field's name."""
    begin, end, name = 0, len(text), ""
    line = text.rfind("\n", 0, at) + 1
    for match in _FIELD.finditer(text):
        if match.start() > line:
            end = match.start()
            break
        begin, name = match.start(), match[0][:-1].strip("\"' ")
    blank = re.sub(r"[^\n]", " ", text[begin:end])
    if blank == text[begin:end]:
        return text, None
    return text[:begin] + blank + text[end:], name or "title"


def explain(error: yaml.MarkedYAMLError, text: str, last: tuple[int, int] | None) -> Fault:
    """Say what a fault of the YAML parser comes from, and what would remedy it.

    `last` is where the last value that could be read stands.
    """
    at = min(error.problem_mark.index if error.problem_mark else 0, len(text))
    context = error.context_mark.index if error.context_mark else at
    problem, during = error.problem or "", error.context or ""
    quoted = text[slice(*last)] if last else ""
    quoted = quoted if quoted.startswith(('"', "'")) else ""
    line, indent, value = _line(text, at)
    name = _name(text, at)
    quotes = _QUOTES.format(name or "title")

    if "quoted scalar" in during and ("end of stream" in problem or "document" in problem):
        return _unclosed(context, text)
    if last and "\n" in quoted and _FIELD.search(quoted):
        return _unclosed(last[0], text)
    if "quoted scalar" in during:
        at = text.rfind("\\", context, at + 1)
        return Fault(
            f"`{text[at : at + 2]}` means nothing between double quotes",
            at,
            at + 2,
            "write the backslash twice, or use single quotes",
        )
    if "mapping values" in problem:
        if value and ":" in value[: at - line]:
            return Fault("an unquoted value holds a colon followed by a space", at, at + 1, quotes)
        if indent:
            return Fault(
                "this line is indented deeper than the line it follows allows",
                line + indent,
                max(at, line + indent + 1),
                "begin it in the column of the fields it belongs with",
            )
        return Fault(
            "the line above is not of the form `name: value`",
            line,
            max(at, line + 1),
            "give the line above a name and a colon, or indent it under the field it continues",
        )
    if "sequence entries" in problem:
        return Fault(
            "a list cannot begin on the line of its field's name",
            at,
            at + 1,
            "begin it on the next line, or write it as `[one, two]`",
        )
    mark = text[at : at + 1]
    if mark == "\t":
        return Fault("a tab stands where YAML wants spaces", at, at + 1, "indent with spaces")
    if "cannot start any token" in problem:
        return Fault(f"an unquoted value cannot begin with `{mark}`", at, at + 1, quotes)
    if "alias" in during or "anchor" in during:
        sign = text[context : context + 1]
        return Fault(f"an unquoted value cannot begin with `{sign}`", context, context + 1, quotes)
    if "flow" in during:
        sign = text[context : context + 1]
        return Fault(
            f"the bracket `{sign}` is not closed before this field ends",
            context,
            context + 1,
            f"close it with `{']' if sign == '[' else '}'}`, or put the text between quotes",
        )
    before = text[line:at].rstrip()
    if last and quoted and not text[last[1] : at].strip() and last[1] > line:
        if quoted[0] == "'" and last[1] == at:
            return Fault(
                "the apostrophe ends the text between single quotes",
                at - 1,
                at,
                "write the apostrophe twice, or use double quotes",
            )
        return Fault(
            "text follows the closing quote",
            at,
            at + 1,
            "put the whole value between quotes, in single quotes if it holds double ones",
        )
    if before.endswith(("]", "}")):
        return Fault("text follows the closing bracket", at, at + 1, quotes)
    if last and text[max(last[0] - 1, 0)] != "\n" and last[1] <= at and last[1] > line:
        return Fault("text follows a value that has ended", at, at + 1, quotes)
    if "block scalar" in during:
        return Fault(
            f"text follows `{text[context : context + 1]}` on its line",
            at,
            at + 1,
            "begin the text on the next line, indented",
        )
    if not before:
        return Fault(
            "this line fits nothing above it",
            at,
            _end(text, at),
            "indent it like the lines it belongs with, "
            "and write fields as `name: value`, list items as `- value`",
        )
    return Fault("this is not YAML", at, at + 1, quotes)


def _unclosed(at: int, text: str) -> Fault:
    return Fault(
        "the quote that opens here is not closed",
        at,
        at + 1,
        f"close it with `{text[at]}` at the end of the value",
    )


def _line(text: str, at: int) -> tuple[int, int, str]:
    """Where the line of an offset begins, its indentation, and its text up to the offset."""
    line = text.rfind("\n", 0, at) + 1
    value = text[line:at]
    return line, len(value) - len(value.lstrip(" -")), value


def _name(text: str, at: int) -> str:
    """The name of the field on whose line an offset stands."""
    match = re.match(r"[\s-]*([\w-]+):", _line(text, at)[2])
    return match[1] if match else ""


def _end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return max(at + 1, len(text) if end < 0 else end)
