"""The contents of an HTML page (HTML Living Standard, DPUB-ARIA 1.1)."""

from typing import Any

from reportgen.reports.words.contents import OBJECT, Contents, UnreadableError, label, ordinal

SILENT = {"head", "style", "script", "template", "nav", "noscript"}
OBJECTS = {"math", "svg", "img"}
CALLS = {"noteref", "doc-noteref"}
MARKERS = {"notejump", "noteback", "doc-backlink", "doc-toc", "contents"}
"""Classes and roles of what is around notes and no word of the text, and of lists of contents."""
NOTES = {"note", "footnote", "endnote"}
BACK = {"noteback", "doc-backlink"}
INLINE = {
    "a", "abbr", "b", "button", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "bdi", "bdo", "ins", "del",
}  # fmt: skip
TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def contents(data: bytes) -> Contents:
    """What a page shows; raises UnreadableError for what is none."""
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        page = html.document_fromstring(data, parser)
    except (ValueError, html.etree.LxmlError) as error:
        raise UnreadableError("is no page that can be read") from error
    found = Contents()
    _element(page, found, "")
    return found


def _element(element: Any, found: Contents, number: str) -> None:
    """An element's words; `number` is that of the item of a list that it stands in."""
    tag = element.tag
    names = _names(element)
    if not isinstance(tag, str) or tag in SILENT or names & MARKERS:
        return
    if names & CALLS:
        found.calls.append(label(element.text_content()))
    elif tag in OBJECTS:
        found.add(OBJECT)
    elif _is_note(element, names):
        with found.note(number):
            _inside(element, found, number)
    elif tag in ("td", "th"):
        with found.part(found.cells):
            _inside(element, found, number)
    elif tag in ("figcaption", "caption"):
        with found.part(found.captions):
            _inside(element, found, number)
    elif tag == "ol":
        _list(element, found)
    elif tag == "br" or tag not in INLINE:
        found.add("\n")
        _inside(element, found, number)
        found.add("\n")
    else:
        _inside(element, found, number)


def _names(element: Any) -> set[str]:
    """The classes and roles of an element."""
    return {*element.get("class", "").split(), *element.get("role", "").split()}


def _is_note(element: Any, names: set[str]) -> bool:
    """Whether an element is a note; authors may call what they like so."""
    if names & {"doc-footnote", "doc-endnote"}:
        return True
    beside = element.getparent() if names & NOTES else None
    return beside is not None and any(_names(kid) & BACK for kid in beside)


def _inside(element: Any, found: Contents, number: str) -> None:
    found.add(element.text or "")
    for kid in element:
        _element(kid, found, number)
        found.add(kid.tail or "")


def _list(element: Any, found: Contents) -> None:
    """The items of an ordered list under their numbers; those of a list of notes are the notes'."""
    form = TYPES.get(element.get("type", ""), "decimal")
    style = element.get("style", "").partition("list-style-type:")[2].partition(";")[0].strip()
    count = _whole(element.get("start"), 1)
    for item in element.iterchildren("li"):
        count = _whole(item.get("value"), count)
        number = ordinal(count, style or form)
        count += 1
        back = [kid for kid in item.iter("a") if _names(kid) & BACK]
        if any(_is_note(element, _names(element)) for element in (item, *item)):
            _element(item, found, label(back[0].text_content()) if back else number)
            continue
        with found.item(number):
            _inside(item, found, number)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 10 else default
