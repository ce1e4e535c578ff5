"""What is wrong with the BibTeX of an entry: found, placed and said."""

import re
from typing import NamedTuple, Protocol

from reportgen.bibliography.bibtex_values import LIMIT, Kind, Part, Value, parts
from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.diagnostics.source import Source, Span

_OVERRUN = re.compile(r"\s*(\}|,\s*[\w-]+\s*=)")
_KEY = re.compile(r"@\w*\s*[{(]\s*([^\s,{}=\"#%()]+)\s*,")
_MARK = re.compile(r"(?<!\\)[{}]|,\s*[A-Za-z]+\s*=\s*(?=[{\"])")


class Raw(NamedTuple):
    """A field as cut out: its name and value, with their offsets in the text."""

    name: str
    name_at: int
    value: str
    at: int
    simple: bool


class _Text(Protocol):
    @property
    def source(self) -> Source: ...
    @property
    def text(self) -> str: ...
    @property
    def base(self) -> int: ...


def commas(raws: tuple[Raw, ...], text: _Text, most: int, bag: Bag) -> tuple[int, ...]:
    """Report swallowed commas, the first so many; give the blanks that can stand for them."""
    out: list[int] = []
    for raw in raws:
        if raw.simple or "=" not in raw.value:
            continue
        name = raw.name
        cut = parts(raw.value)
        for last, word, equals in zip(cut, cut[1:], cut[2:], strict=False):
            if word.kind is not Kind.BARE or equals.kind is not Kind.EQUALS:
                continue
            if last.kind is Kind.JOIN:
                continue
            at = raw.at + last.end
            if text.text[at].isspace():
                out.append(at)
                comma(text, at, f"`{name}`", bag)
            name = word.text
            if len(out) == most:
                return tuple(out)
    return tuple(out)


def comma(text: _Text, at: int, what: str, bag: Bag) -> None:
    bag.add(
        Diagnostic(
            "bib-syntax",
            Severity.ERROR,
            f"a comma is missing after {what}",
            text.source.span(text.base + at - 1, text.base + at),
            label="a comma belongs here",
            help="put a comma after it",
        )
    )


def surplus(raws: tuple[Raw, ...], text: _Text, at: int, end: int, key: str, bag: Bag) -> bool:
    """Report an entry that a brace too many ended early."""
    if not _OVERRUN.match(text.text, end):
        return False
    where, what = text.base + end - 1, f"entry `{key}`"
    for raw in raws:
        cut = () if raw.simple else parts(raw.value)
        if cut and cut[0].kind is Kind.BRACED and len(cut) > 1 and cut[1].kind is not Kind.JOIN:
            where, what = text.base + raw.at + cut[0].end - 1, f"`{raw.name}`"
            break
    bag.add(
        Diagnostic(
            "bib-syntax",
            Severity.ERROR,
            f"a closing brace too many in {what}",
            text.source.span(where),
            label="this closes too early",
            help="take the brace out, or open one before it",
            notes=(Note(f"the entry `{key}`", text.source.span(text.base + at)),),
        )
    )
    return True


def keyless(kind: str, span: Span, bag: Bag) -> None:
    first = Span(span.source, span.start, min(span.end, span.start + len(kind) + 2))
    bag.error("bib-syntax", f"this `@{kind}` has no key", first, "write a key after `{`")


def name(typed: str, span: Span, bag: Bag) -> None:
    shown = " ".join(typed.split())[:60]
    if shown:
        bag.error("bib-syntax", f"`{shown}` is not a field name", span, "look for a missing comma")
    else:
        bag.error("bib-syntax", "a field has no name", span, "write `name = {value}`")


def value(typed: str, cut: tuple[Part, ...], joined: Value, span: Span, at: int, bag: Bag) -> None:
    """Report a value that is cut off, empty, of unknown names, or has text beside its braces."""
    if joined.cut:
        return size(bag, f"`{typed}`", span)
    if not cut:
        return bag.error("bib-syntax", f"`{typed}` has no value", span, "write `{...}` or drop it")
    operand = True
    for part in cut:
        fits = part.kind in (Kind.BRACED, Kind.QUOTED, Kind.BARE)
        if fits is not operand or part.kind in (Kind.STRAY, Kind.EQUALS):
            place = Span(span.source, at + part.start, at + part.end)
            message = f"`{typed}` has text outside its braces"
            return bag.error("bib-syntax", message, place, "put all of it between one pair")
        operand = not operand
    for name in joined.unknown:
        bag.warning(
            "bib-macro",
            f"no `@string` defines `{name}`",
            span,
            f"write `{{{name}}}` if this is the text itself",
        )
    return None


def size(bag: Bag, what: str, span: Span) -> None:
    bag.error(
        "bib-size",
        f"{what} grows beyond {LIMIT:,} characters",
        span,
        "write the text out instead of joining `@string` names",
    )


def failed(source: Source, text: str, start: int, end: int, bag: Bag) -> tuple[str, Span]:
    """Report an entry that cannot be read; give its key, if it shows one, and its place."""
    end = max(start + 1, start + len(text[start:end].rstrip()))
    span = source.span(start, end)
    key = _key(text, start, end)
    what = f"entry `{key}`" if key else "this entry"
    opened = _unclosed(text, start, end)
    head = Span(source, start, min(end, _line_end(text, start)))
    if not opened:
        remedy = "write each field as `name = {value},`"
        bag.error("bib-syntax", f"{what} cannot be read", head, remedy)
    elif len(opened) == 1:
        bag.error("bib-syntax", f"{what} is not closed", head, "end it with `}`")
    else:
        place = source.span(opened[1])
        bag.add(
            Diagnostic(
                "bib-syntax",
                Severity.ERROR,
                f"a brace in {what} is not closed",
                place,
                label="opened here",
                help="close it with `}`",
                notes=(Note("in this entry", head),),
            )
        )
    return key, span


def large(source: Source, start: int, end: int, most: int, bag: Bag) -> str:
    """Report an entry that is too long to be read; give its key, if it shows one."""
    key = _key(source.text, start, end)
    what = f"entry `{key}`" if key else "this entry"
    bag.error(
        "bib-size",
        f"{what} has {end - start:,} characters; {most:,} are allowed",
        source.span(start, min(end, _line_end(source.text, start), start + 80)),
        "look for a brace that is not closed, and begin each entry on a line of its own",
    )
    return key


def _key(text: str, start: int, end: int) -> str:
    found = _KEY.match(text, start, end)
    return found[1] if found else ""


def _unclosed(text: str, start: int, end: int) -> list[int]:
    """The offsets of the braces that are still open at the end, or stood open where the next
    field began."""
    opened: list[int] = []
    for mark in _MARK.finditer(text, start, end):
        if mark[0] == "}":
            if not opened:
                return []
            opened.pop()
        elif mark[0] == "{":
            opened.append(mark.start())
        elif len(opened) > 1:
            return opened[:2]
    return opened


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
