"""Word's own sources: `CITATION` fields, and `b:Sources` in a part of custom XML.

ISO/IEC 29500-1, 17.16.5.10 (CITATION) and 22.6 (Bibliography).
"""

import re
from collections.abc import Iterable
from typing import Any

from reportgen.importer.fields import csl
from reportgen.importer.fields.values import Citation, Cited
from reportgen.registries.work import Work

NAMESPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
TYPES = {
    "Book": "book", "BookSection": "chapter", "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine", "ConferenceProceedings": "paper-conference",
    "Report": "report", "InternetSite": "webpage", "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "document", "Film": "motion_picture", "Interview": "interview",
    "Patent": "patent", "Case": "legal_case", "Art": "graphic", "Misc": "document",
}  # fmt: skip
_SWITCH = re.compile(r'\\([a-z])\s*(?:"([^"]*)"|([^\s\\]+))?', re.I)


def works(parts: Iterable[bytes]) -> dict[str, Work]:
    """The sources that parts of custom XML hold, by their tags."""
    from lxml import etree

    found: dict[str, Work] = {}
    for data in parts:
        if b"/bibliography" not in data[:2_000] or b"<!DOCTYPE" in data:
            continue
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            continue
        for source in root.iter(f"{NAMESPACE}Source"):
            work = csl.work(_item(source))
            if work is not None:
                found[_text(source, "Tag")] = work
    return found


def read(code: str, printed: str, known: dict[str, Work]) -> Citation:
    """The citation in a field's code, `CITATION Doe20 \\p 15 \\m Roe21`."""
    items, missing = [], 0
    for part in re.split(r"\s\\m\s+", code.strip().partition(" ")[2].strip()):
        tag, _, rest = part.strip().partition(" ")
        switches = {m[1].lower(): m[2] or m[3] or "" for m in _SWITCH.finditer(rest)}
        work = known.get(tag.strip('"'))
        if work is None:
            missing += 1
            continue
        items.append(
            Cited(
                tag, work, locator=switches.get("p", ""), prefix=switches.get("f", "").strip(),
                suffix=switches.get("s", "").strip().lstrip(",").strip(),
                suppressed="n" in switches,
            )
        )  # fmt: skip
    return Citation(tuple(items), printed, "Word", missing)


def _item(source: Any) -> dict[str, Any]:
    """A source as an item of CSL-JSON."""
    kind = TYPES.get(_text(source, "SourceType"), "document")
    container = {
        "article-journal": "JournalName", "article-magazine": "PeriodicalTitle",
        "chapter": "BookTitle", "paper-conference": "ConferenceName",
        "webpage": "InternetSiteTitle",
    }.get(kind, "")  # fmt: skip
    if _text(source, "ThesisType"):
        kind = "thesis"
    makers = "Author" if source.find(f"{NAMESPACE}Author/{NAMESPACE}Author") is not None else ""
    named = makers or {"Film": "Director", "Art": "Artist", "Interview": "Interviewee"}.get(
        _text(source, "SourceType"), "Author"
    )
    return {
        "type": kind,
        "title": _text(source, "Title"),
        "author": _names(source, named),
        "editor": _names(source, "Editor"),
        "translator": _names(source, "Translator"),
        "container-title": _text(source, container) if container else "",
        "volume": _text(source, "Volume"),
        "issue": _text(source, "Issue"),
        "page": _text(source, "Pages"),
        "edition": _text(source, "Edition"),
        "publisher": _text(source, "Publisher") or _text(source, "Institution"),
        "publisher-place": _text(source, "City"),
        "number": _text(source, "PatentNumber") or _text(source, "CaseNumber"),
        "genre": _text(source, "ThesisType"),
        "ISBN": _text(source, "StandardNumber"),
        "DOI": _text(source, "DOI"),
        "URL": _text(source, "URL"),
        "issued": _date(source, ""),
        "accessed": _date(source, "Accessed"),
    }


def _date(source: Any, when: str) -> str:
    from reportgen.registries.csl_answer import from_words

    parts = [_text(source, f"{name}{when}") for name in ("Day", "Month", "Year")]
    year = parts[2]
    return from_words(" ".join(filter(None, parts))) or from_words(f"{parts[1]} {year}") or year


def _names(source: Any, role: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for holder in source.findall(f"{NAMESPACE}Author/{NAMESPACE}{role}"):
        found += [{"literal": body} for body in [_text(holder, "Corporate")] if body]
        for person in holder.iter(f"{NAMESPACE}Person"):
            given = " ".join(filter(None, (_text(person, "First"), _text(person, "Middle"))))
            family = _text(person, "Last")
            if family and given:
                found.append({"family": family, "given": given})
            elif family or given:
                found.append({"literal": family or given})
    return found


def _text(node: Any, name: str) -> str:
    found = node.find(f"{NAMESPACE}{name}")
    return " ".join("".join(found.itertext()).split()) if found is not None else ""
