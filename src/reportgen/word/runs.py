"""Inlines -> runs, hyperlinks and fields."""

from dataclasses import dataclass, replace
from typing import Any

from reportgen.ast import Node, text
from reportgen.markup import QUOTES
from reportgen.word import pictures
from reportgen.word.book import Book, Part
from reportgen.word.look import ident
from reportgen.word.xml import bookmark, escape, flag, val
from reportgen.word.xml import text as words

EASTERN = {"ko": "ko-KR", "ja": "ja-JP", "zh": "zh-CN"}
LEFTWARD = ("ar", "he", "fa", "ur")
REGIONS = {
    "en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pt": "pt-PT",
    "nl": "nl-NL", "ru": "ru-RU", "ar": "ar-SA", "he": "he-IL", "fa": "fa-IR", "ur": "ur-PK",
    **EASTERN,
}  # fmt: skip
EQUIVALENT = {
    "Emph": "italic", "Strong": "bold", "Underline": "underline", "Strikeout": "strike",
    "SmallCaps": "small_caps",
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """How text is set beside what its paragraph's style says; properties in the schema's order."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    strike: bool = False
    underline: bool = False
    colour: str = ""
    mark: bool = False
    place: str = ""
    lang: str = ""
    linked: bool = False

    def xml(self) -> str:
        base = self.lang.split("-")[0]
        out = [
            val("rStyle", ident(self.style)) if self.style else "",
            '<w:rFonts w:hint="eastAsia"/>' if base in EASTERN else "",
            "<w:b/><w:bCs/>" if self.bold else "",
            # Korean has no italics, whatever the style says.
            '<w:i w:val="0"/><w:iCs w:val="0"/>' if base in EASTERN else "",
            "<w:i/><w:iCs/>" if self.italic and base not in EASTERN else "",
            flag("smallCaps", self.small_caps or None),
            flag("strike", self.strike or None),
            val("color", self.colour) if self.colour else "",
            val("highlight", "yellow") if self.mark else "",
            val("u", "single") if self.underline else "",
            val("vertAlign", self.place) if self.place else "",
            "<w:rtl/>" if base in LEFTWARD else "",
            self._language(base),
        ]
        body = "".join(out)
        return f"<w:rPr>{body}</w:rPr>" if body else ""

    def _language(self, base: str) -> str:
        if not base:
            return ""
        kind = "eastAsia" if base in EASTERN else "bidi" if base in LEFTWARD else "val"
        return f'<w:lang w:{kind}="{REGIONS.get(self.lang, escape(self.lang))}"/>'


PLAIN = Run()


def run(inner: str, how: Run = PLAIN) -> str:
    """A run of anything; nothing for nothing."""
    return f"<w:r>{how.xml()}{inner}</w:r>" if inner else ""


def say(value: str, how: Run = PLAIN) -> str:
    """A run of text."""
    return run(words(value), how)


def field(instruction: str, result: str, how: Run = PLAIN) -> str:
    """A field, and what it showed last."""
    return begin(instruction, how) + say(result, how) + end(how)


def begin(instruction: str, how: Run = PLAIN) -> str:
    """The start of a field, up to what it shows."""
    return (
        run('<w:fldChar w:fldCharType="begin"/>', how)
        + run(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>', how)
        + run('<w:fldChar w:fldCharType="separate"/>', how)
    )


def end(how: Run = PLAIN) -> str:
    """The end of a field."""
    return run('<w:fldChar w:fldCharType="end"/>', how)


def address(url: str, inner: str, part: Part, tip: str = "") -> str:
    """A link to an address outside."""
    hint = f' w:tooltip="{escape(tip)}"' if tip else ""
    return f'<w:hyperlink r:id="{part.relate("hyperlink", url, True)}"{hint}>{inner}</w:hyperlink>'


def inlines(nodes: list[Node], book: Book, part: Part, how: Run = PLAIN) -> str:
    """The runs of inlines."""
    out: list[str] = []
    pending: list[str] = []
    for node in nodes:
        plain = _plain(node)
        if plain is not None:
            pending.append(plain)
            continue
        out += [say("".join(pending), how), _inline(node, book, part, how)]
        pending.clear()
    out.append(say("".join(pending), how))
    return "".join(out)


def _plain(node: Node) -> str | None:
    if node["t"] == "Str":
        return str(node["c"])
    return " " if node["t"] in ("Space", "SoftBreak") else None


def _inline(node: Node, book: Book, part: Part, how: Run) -> str:
    kind: str = node["t"]
    c: Any = node.get("c")
    if kind in EQUIVALENT:
        name = EQUIVALENT[kind]
        on = not (kind == "Emph" and how.italic)  # emphasis within emphasis is upright
        changed: Any = {name: on}
        return inlines(c, book, part, replace(how, **changed))
    match kind:
        case "LineBreak":
            return run("<w:br/>", how)
        case "Superscript" | "Subscript":
            return inlines(c, book, part, replace(how, place=kind.lower()))
        case "Quoted":
            marks = QUOTES.get(book.lang.split("-")[0], QUOTES["en"])
            pair = marks[:2] if c[0]["t"] == "DoubleQuote" else marks[2:]
            quoted = [{"t": "Str", "c": pair[0]}, *c[1], {"t": "Str", "c": pair[1]}]
            return inlines(quoted, book, part, how)
        case "Cite":
            return inlines(c[1], book, part, how)
        case "Code":
            return say(c[1], replace(how, style="Verbatim Char"))
        case "Math":
            number = say(" ") + numbered(node, book) if node.get("number") else ""
            return formula(node, book) + number
        case "Span":
            return _span(c, book, part, how)
        case "Link":
            return _link(node, book, part, how)
        case "Image":
            alt = dict(c[0][2]).get("alt") or text(c[1]).strip()
            found = pictures.inline(c[2][0], alt, dict(c[0][2]).get("width", ""), book, part)
            return run(found, how) if found else say(alt, how)
        case "Note":
            return _note(node, book, part)
    return ""


def formula(node: Node, book: Book) -> str:
    """A formula as Word's own; its LaTeX as code where it cannot be read."""
    display = node["c"][0]["t"] == "DisplayMath"
    found = book.formulas.get((node["c"][1], display))
    return found or say(node["c"][1], Run(style="Verbatim Char"))


def numbered(node: Node, book: Book) -> str:
    """A formula's number in parentheses, under its bookmark."""
    number = say("(") + field("SEQ Equation \\* ARABIC", node["number"]) + say(")")
    return book.mark(node["label"], number)


def _span(c: Any, book: Book, part: Part, how: Run) -> str:
    (identifier, classes, pairs), inner = c
    lang = dict(pairs).get("lang", "")
    how = replace(how, lang=lang or how.lang, mark=how.mark or "mark" in classes)
    if "smallcaps" in classes:
        how = replace(how, small_caps=True)
    if "underline" in classes:
        how = replace(how, underline=True)
    return book.mark(identifier, inlines(inner, book, part, how))


def _link(node: Node, book: Book, part: Part, how: Run) -> str:
    (identifier, classes, _), inner, (target, _) = node["c"]
    if how.linked:
        return inlines(inner, book, part, how)
    if "xref" in classes and target[1:] in book.index.targets:
        return _reference(target[1:], inner, book, part, how)
    if target.startswith("#") and target[1:] not in book.index.targets:
        if not book.edition.elsewhere:
            return inlines(inner, book, part, how)
        target = book.edition.elsewhere + target
    quiet = "xref" in classes
    linked = replace(how, style=how.style if quiet else "Hyperlink", linked=True)
    body = inlines(inner, book, part, linked)
    if target.startswith("#"):
        name = bookmark(target[1:])
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{body}</w:hyperlink>'
    return book.mark(identifier, address(target, body, part))


def _reference(label: str, inner: list[Node], book: Book, part: Part, how: Run) -> str:
    """A cross-reference: a field whose words Word keeps in step with what it refers to."""
    shown = inner[0]["c"][1] if inner and inner[0]["t"] == "Quoted" else None
    if shown is not None:  # a section by its title, between quotation marks
        marks = QUOTES.get(book.lang.split("-")[0], QUOTES["en"])
        titled = field(f"REF {bookmark(label)} \\h", text(shown), how)
        return say(marks[0], how) + titled + say(marks[1], how)
    said = text(inner)
    kind = book.index.targets[label]
    if kind == "Header":
        before, space, number = said.rpartition("\u00a0")
        return say(before + space, how) + field(f"REF {bookmark(label)} \\r \\h", number, how)
    if kind in ("Figure", "Table", "Math"):
        if said == book.index.captions.get(label):
            return field(f"REF {bookmark(label)} \\h", said, how)
        before, space, number = said.rpartition("\u00a0")
        name = bookmark(label if kind == "Math" else f"{label}:number")
        return say(before + space, how) + field(f"REF {name} \\h", number, how)
    body = inlines(inner, book, part, replace(how, linked=True))
    return f'<w:hyperlink w:anchor="{bookmark(label)}" w:history="1">{body}</w:hyperlink>'


def _note(node: Node, book: Book, part: Part) -> str:
    n = node.get("n", 0)
    if not n or part is book.endings:
        return ""
    style = "Footnote Reference" if book.feet else "Endnote Reference"
    if not book.edition.notes:
        marker = say(str(n), Run(style=style))
        if not book.edition.elsewhere:
            return marker
        tip = book.edition.report.words["note"].format(n)
        return address(f"{book.edition.elsewhere}#note-{n}", marker, part, tip)
    kind = "footnote" if book.feet else "endnote"
    book.notes.append(node["c"])
    return run(f'<w:{kind}Reference w:id="{len(book.notes)}"/>', Run(style=style))
