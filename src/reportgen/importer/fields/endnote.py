"""EndNote's fields: `ADDIN EN.CITE` with its XML, typed or in base64 (`w:fldData`)."""

import re
from typing import Any

from reportgen.importer.fields import csl
from reportgen.importer.fields.values import Citation, Cited

TYPES = {
    "Journal Article": "article-journal", "Electronic Article": "article-journal",
    "Magazine Article": "article-magazine", "Newspaper Article": "article-newspaper",
    "Book": "book", "Edited Book": "book", "Electronic Book": "book", "Book Section": "chapter",
    "Electronic Book Section": "chapter", "Conference Paper": "paper-conference",
    "Conference Proceedings": "paper-conference", "Report": "report",
    "Government Document": "report", "Thesis": "thesis", "Web Page": "webpage", "Blog": "webpage",
    "Patent": "patent", "Case": "legal_case", "Statute": "legislation", "Bill": "legislation",
    "Legal Rule or Regulation": "legislation", "Hearing": "hearing", "Map": "map",
    "Dataset": "dataset", "Computer Program": "software", "Standard": "standard",
    "Manuscript": "manuscript", "Unpublished Work": "manuscript", "Interview": "interview",
    "Film or Broadcast": "motion_picture", "Encyclopedia": "entry-encyclopedia",
    "Dictionary": "entry-dictionary", "Pamphlet": "pamphlet", "Discussion Forum": "webpage",
    "Press Release": "report", "Personal Communication": "personal_communication",
}  # fmt: skip
"""The CSL type of each of EndNote's reference types."""


def read(text: str, printed: str) -> Citation | None:
    """The citation in EndNote's XML; None where it cannot be read."""
    from lxml import etree

    start, end = text.find("<EndNote>"), text.rfind("</EndNote>")
    if start < 0 or end < 0 or "<!" in text[start:end]:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(text[start : end + 10].encode(), parser)
    except etree.XMLSyntaxError:
        return None
    cites = [] if root is None else root.findall("Cite")
    items = [found for one in cites if (found := _cited(one))]
    return Citation(tuple(items), printed, "EndNote", len(cites) - len(items))


def _cited(one: Any) -> Cited | None:
    record = one.find("record")
    if record is None:
        return None
    found = csl.work(_item(record))
    if found is None:
        return None
    database = record.find("foreign-keys/key")
    base = database.get("db-id", "") if database is not None else ""
    return Cited(
        id=f"{base}:{_text(one, 'RecNum') or _text(record, 'rec-number')}",
        work=found,
        locator=_text(one, "Pages"),
        prefix=_text(one, "Prefix").strip(),
        suffix=_text(one, "Suffix").strip().lstrip(",").strip(),
        suppressed=one.get("ExcludeAuth") == "1",
    )


def _item(record: Any) -> dict[str, Any]:
    """A record as an item of CSL-JSON."""
    kind = record.find("ref-type")
    name = kind.get("name", "") if kind is not None else ""
    csl_type = TYPES.get(name, "document")
    titles, held = "titles/", csl_type in ("chapter", "paper-conference", "entry-encyclopedia")
    article = csl_type.startswith("article-")
    secondary = _text(record, f"{titles}secondary-title")
    container = secondary or _text(record, "periodical/full-title")
    doi = re.sub(r"^(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", "",
                 _text(record, "electronic-resource-num"), flags=re.I)  # fmt: skip
    number = _text(record, "number")
    return {
        "type": csl_type,
        "title": _text(record, f"{titles}title"),
        "container-title": container if held or article else "",
        "collection-title": "" if held or article else secondary,
        "author": _names(record, "authors"),
        "editor": _names(record, "secondary-authors" if held else "tertiary-authors")
        if not article else [],
        "translator": _names(record, "subsidiary-authors"),
        "volume": _text(record, "volume"),
        "issue": number if article else "",
        "number": "" if article else number,
        "page": _text(record, "pages"),
        "edition": _text(record, "edition"),
        "publisher": _text(record, "publisher"),
        "publisher-place": _text(record, "pub-location"),
        "genre": _text(record, "work-type"),
        "ISBN": _text(record, "isbn").split("\r")[0].split("\n")[0],
        "DOI": doi,
        "URL": _text(record, "urls/related-urls/url"),
        "language": _text(record, "language"),
        "accessed": _text(record, "access-date"),
        "issued": _date(record),
    }  # fmt: skip


def _date(record: Any) -> dict[str, Any] | str:
    year, day = _text(record, "dates/year"), _text(record, "dates/pub-dates/date")
    if year and year not in day:
        day = f"{day} {year}".strip()
    from reportgen.registries.csl_answer import from_words

    return from_words(day) or year


def _names(record: Any, role: str) -> list[dict[str, str]]:
    """The names of a role: `Family, Given`, or a body's name with a comma behind it."""
    found: list[dict[str, str]] = []
    for one in record.findall(f"contributors/{role}/author"):
        name = " ".join("".join(one.itertext()).split())
        family, comma, given = name.partition(",")
        if comma and given.strip():
            found.append({"family": family.strip(), "given": given.strip()})
        elif family:
            found.append({"literal": family.strip()})
    return found


def _text(node: Any, path: str) -> str:
    found = node.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""
