"""The words of a stretch of Markdown with their places, and the markup that stands round them.

Candidates only, as in `tree.scan`: they count where the words of the document that was made of the
text are the same (`joining`).
"""

import re
from dataclasses import dataclass, field
from html import unescape

from reportgen.merge import inline_patterns as marks
from reportgen.merge.mapped_text import TOKEN, MappedText, normal
from reportgen.merge.source_words import Run, SourceWord, closing


@dataclass
class _Open:
    """An opening mark, and the words before it."""

    mark: str
    at: int
    before: int


@dataclass
class _Scan:
    text: MappedText
    names: frozenset[str]
    out: list[SourceWord] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)


def words(text: MappedText, names: frozenset[str] = frozenset()) -> list[SourceWord]:
    """The words of a text in order; `names` are those of addresses that are given elsewhere."""
    scan = _Scan(text, names)
    if text.literal:
        _plain(scan, 0, len(text.text))
        return scan.out
    i = 0
    while i < len(text.text):
        i = _step(scan, i)
    while scan.opened:
        _literal(scan, scan.opened.pop())
    return scan.out


def _step(scan: _Scan, i: int) -> int:
    """Read what begins at `i`, and say where it ends."""
    text = scan.text.text
    char = text[i]
    if char == "\\":
        return _escape(scan, i)
    if char == "`" and (end := _code(scan, i)):
        return end
    if char == "<":
        if found := marks.AUTOLINK.match(text, i):
            return _wrapped(scan, "link", i, i + 1, found.end(1), found.end(), plain=True)
        if found := marks.HIDDEN.match(text, i):
            return _atom(scan, i, found.end(), "hidden")
    if char == "$" and (found := marks.MATH.match(text, i)):
        return _atom(scan, i, found.end(), "formula", found[0])
    if char in "[!^" and (end := _bracketed(scan, i)):
        return end
    begins = char in "@-" and not re.match(r"[\w/.@]", text[i - 1 : i])
    if begins and (found := marks.BARE.match(text, i)):
        return _atom(scan, i, found.end(), "cite", found[0])
    if char == "&" and (found := marks.ENTITY.match(text, i)):
        return _token(scan, i, found.end(), unescape(found[0]))
    if char in "-." and (found := marks.DASH.match(text, i)):
        return _token(scan, i, found.end(), marks.SMART[found[0]])
    if char in "hf" and (found := marks.ADDRESS.match(text, i)):
        return _plain(scan, i, found.end())
    if char in "*_~^" and (found := marks.DELIMITER.match(text, i)):
        return _delimiter(scan, i, found[0])
    if (found := re.compile(r"  +\n[ \t]*").match(text, i)) and found.end() < len(text):
        return _atom(scan, i, found.end(), "break")
    token = TOKEN.match(text, i)
    assert token
    return _token(scan, i, token.end(), " " if token[0].isspace() else token[0])


def _plain(scan: _Scan, start: int, end: int) -> int:
    for part in TOKEN.finditer(scan.text.text, start, end):
        _token(scan, *part.span(), " " if part[0].isspace() else part[0])
    return end


def _token(scan: _Scan, start: int, end: int, said: str) -> int:
    scan.out.append(SourceWord(normal(said), *scan.text.span(start, end)))
    return end


def _atom(scan: _Scan, start: int, end: int, kind: str, target: str = "",
          inner: MappedText | None = None) -> int:  # fmt: skip
    span = scan.text.span(start, end)
    scan.out.append(SourceWord("", *span, atom=kind, target=target, inner=inner))
    return end


def _escape(scan: _Scan, i: int) -> int:
    text = scan.text.text
    after = text[i + 1 : i + 2]
    if after == "\n":
        return _atom(scan, i, i + 2, "break")
    if after and (after in marks.PUNCTUATION or after == " "):
        return _token(scan, i, i + 2, after)
    found = marks.HIDDEN.match(text, i) or marks.LATEX.match(text, i)
    return _atom(scan, i, found.end(), "hidden") if found else _token(scan, i, i + 1, "\\")


def _code(scan: _Scan, i: int) -> int | None:
    text = scan.text.text
    ticks = re.compile("`+").match(text, i)
    assert ticks
    close = re.compile(f"(?<!`){ticks[0]}(?!`)").search(text, ticks.end())
    if close is None:
        return None
    attributes = marks.ATTRIBUTES.match(text, close.end())
    end = attributes.end() if attributes else close.end()
    return _wrapped(scan, "code", i, ticks.end(), close.start(), end, plain=True)


def _wrapped(scan: _Scan, kind: str, start: int, inner: int, outer: int, end: int,
             plain: bool = False) -> int:  # fmt: skip
    """The words from `inner` to `outer` within the marks before and behind them."""
    before = len(scan.out)
    if plain:
        _plain(scan, inner, outer)
    else:
        scan.out += words(scan.text.cut(inner, outer), scan.names)
    _close(scan, kind, before, start, inner, outer, end)
    return end


def _close(
    scan: _Scan, kind: str, before: int, start: int, inner: int, outer: int, end: int
) -> None:
    text = scan.text
    run = Run(
        kind, text.starts[start], text.ends[inner - 1], text.starts[outer], text.ends[end - 1]
    )
    scan.out[before:] = [
        SourceWord(w.text, w.start, w.end, (run, *w.runs), w.atom, w.target, w.inner)
        for w in scan.out[before:]
    ]


def _delimiter(scan: _Scan, i: int, typed: str) -> int:
    """Emphasis opened or closed, or the marks themselves."""
    text = scan.text.text
    end = i + len(typed)
    before, after = text[i - 1 : i] or " ", text[end : end + 1] or " "
    inside = typed[0] == "_" and before.isalnum() and after.isalnum()
    if len(typed) > 3 or inside:
        return _typed(scan, i, end)
    parts = [(i, end)] if len(typed) < 3 else [(i, i + 2), (i + 2, end)]
    if not before.isspace() and typed[0] in "*_~^":
        match = next((o for o in reversed(scan.opened) if o.mark in (typed, typed[:1], typed[:2])
                      and o.mark[0] == typed[0]), None)  # fmt: skip
        if len(typed) == 3 and match:
            first = len(match.mark)
            parts = [(i, i + first), (i + first, end)]
        if match and (len(typed) == 3 or match.mark == typed):
            return _closed(scan, parts)
    if after.isspace() or (typed[0] in "~^" and len(typed) == 1 and not _tight(text, end, typed)):
        return _typed(scan, i, end)
    scan.opened += [_Open(text[a:b], a, len(scan.out)) for a, b in parts]
    return end


def _typed(scan: _Scan, start: int, end: int) -> int:
    """Marks that are printed as they are typed."""
    for at in range(start, end):
        _token(scan, at, at + 1, scan.text.text[at])
    return end


def _closed(scan: _Scan, parts: list[tuple[int, int]]) -> int:
    text = scan.text.text
    for a, b in parts:
        while scan.opened:
            opened = scan.opened.pop()
            if opened.mark == text[a:b]:
                kind = marks.KINDS[opened.mark]
                _close(scan, kind, opened.before, opened.at, opened.at + len(opened.mark), a, b)
                break
            _literal(scan, opened)
    return parts[-1][1]


def _literal(scan: _Scan, opened: _Open) -> None:
    """A mark that nothing closes is printed."""
    places = enumerate(opened.mark, opened.at)
    typed = [SourceWord(mark, *scan.text.span(at, at + 1)) for at, mark in places]
    scan.out[opened.before : opened.before] = typed


def _tight(text: str, start: int, mark: str) -> bool:
    """Whether something raised or lowered, without spaces, is closed."""
    return bool(re.compile(rf"(?:\\.|[^\s{re.escape(mark)}])+{re.escape(mark)}").match(text, start))


def _bracketed(scan: _Scan, i: int) -> int | None:
    """A note, a picture, a citation, a link or a span; None where the brackets are none of them."""
    text = scan.text.text
    opening = 2 if text[i : i + 2] in ("^[", "![") else 1
    if opening == 1 and text[i] != "[":
        return None
    close = closing(text, i + opening - 1)
    if close is None:
        return None
    inner, end = scan.text.cut(i + opening, close), close + 1
    if text[i] == "^":
        return _atom(scan, i, end, "note", "", scan.text.cut(i + 2, close, "note"))
    if opening == 1 and text[i + 1] == "^" and not re.search(r"\s", inner.text):
        return _atom(scan, i, end, "note", inner.text[1:])
    link = closing(text, end, "()") if text[end : end + 1] == "(" else None
    named = re.compile(r"\[([^\[\]\n]*)\]").match(text, end)
    name = (named[1] or inner.text) if named else inner.text
    if link is not None:
        end = link + 1
    elif name.lower() in scan.names:
        end = named.end() if named else end
    elif opening == 2:
        return None
    else:
        attributes = marks.ATTRIBUTES.match(text, end)
        if attributes is None:
            cited = marks.HAS_KEY.search(inner.text)
            return _atom(scan, i, end, "cite", inner.text, inner) if cited else None
        kind = next((k for c, k in marks.CLASSES.items() if f".{c}" in attributes[0]), "span")
        if not inner.text:
            return _atom(scan, i, attributes.end(), "hidden")
        return _wrapped(scan, kind, i, i + 1, close, attributes.end())
    attributes = marks.ATTRIBUTES.match(text, end)
    end = attributes.end() if attributes else end
    if opening == 2:
        target = text[close + 2 : link] if link else name
        return _atom(scan, i, end, "picture", target, scan.text.cut(i + 2, close, "caption"))
    return _wrapped(scan, "link", i, i + 1, close, end)
