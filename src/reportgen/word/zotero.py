"""Citations as fields that Zotero reads, with all that it needs to know of each work.

A field's code is `ADDIN ZOTERO_ITEM CSL_CITATION` and a JSON object (`csl-citation.json` of the
repository citation-style-language/schema). The document's own settings stand in custom properties
of at most 255 characters each, `ZOTERO_PREF_1` and on. Works are known by what the field says of
them (`itemData`), whether a library holds them or not.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import quoteattr

from reportgen.tree.nodes import Node, text
from reportgen.word.document_context import DocumentContext

SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
LIBRARY = "http://zotero.org/users/local/reportgen/items/"
ALPHABET = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
"""The characters of Zotero's keys of items."""
LONGEST = 255
"""The most characters of a custom property that Word keeps."""
LABELS = {
    "p": "page", "pp": "page", "chap": "chapter", "ch": "chapter", "sec": "section",
    "secs": "section", "§": "section", "§§": "section", "vol": "volume", "vols": "volume",
    "para": "paragraph", "paras": "paragraph", "¶": "paragraph", "fig": "figure", "n": "note",
    "no": "issue", "l": "line", "ll": "line", "col": "column", "art": "article-locator",
}  # fmt: skip
"""The labels of locators by their abbreviations (CSL 1.0.2, appendix IV)."""
_LOCATOR = re.compile(
    r",?\s*(?:(?P<label>[a-z]{1,5}(?=[.\s])|§§?|¶)\.?\s*)?(?P<locator>\{[^{}]*\}|[\divxlc]+(?:\s*[-–]+\s*"
    r"[\divxlc]+)?(?:,\s*\d+(?:\s*[-–]+\s*\d+)?)*)(?=[\s.,;:]|$)",
    re.I,
)


def instruction(cite: Node, context: DocumentContext) -> str:
    """The code of a citation's field; empty where it is to be none, or a work is not known."""
    citations = cite["c"][0]
    if not context.works or not all(c["citationId"] in context.works for c in citations):
        return ""
    shown = " ".join(text(cite["c"][1]).split())
    items = [_item(citation, context.works[citation["citationId"]]) for citation in citations]
    context.citations += 1
    object_ = {
        "citationID": _key(f"{context.citations} {items}"),
        "properties": {
            "formattedCitation": shown,
            "plainCitation": shown,
            "noteIndex": context.note_number,
        },
        "citationItems": items,
        "schema": SCHEMA,
    }
    said = json.dumps(object_, ensure_ascii=False, separators=(",", ":"))
    return f"ADDIN ZOTERO_ITEM CSL_CITATION {said}"


def is_citation(cite: Node) -> bool:
    """Whether a Cite is a whole citation, and not one of the sources within."""
    return all("mode" in citation for citation in cite["c"][0])


def _item(citation: Mapping[str, Any], work: Mapping[str, Any]) -> dict[str, Any]:
    key = citation["citationId"]
    made: dict[str, Any] = {
        "id": key,
        "uris": [LIBRARY + _key(key)],
        "itemData": {**work, "id": key, "citation-key": key},
    }
    suffix = citation.get("suffix", "")
    found = _LOCATOR.match(suffix)
    label = found["label"] if found else None
    if found and (label is None or label.lower() in LABELS):
        made["locator"] = found["locator"].strip("{}")
        made["label"] = LABELS[label.lower()] if label else "page"
        suffix = suffix[found.end() :]
    made |= {"prefix": f"{prefix} "} if (prefix := citation.get("prefix", "").strip()) else {}
    made |= {"suffix": suffix} if suffix.strip() else {}
    made |= {"suppress-author": True} if citation["mode"] == "SuppressAuthor" else {}
    return made


def preferences(context: DocumentContext) -> dict[str, str]:
    """The custom properties that tell Zotero that a document is its own; none without fields."""
    if not context.citations:
        return {}
    report = context.edition.report
    note = ("2" if context.note == "endnote" else "1") if report.style.notes else "0"
    # Comments come first in a style, and may hold anything.
    bare = re.sub(r"<!--.*?-->", "", report.style.text, flags=re.S)
    found = re.search(r"<id>\s*([^<]*?)\s*</id>", bare)
    values = {
        "fieldType": "Field",
        "automaticJournalAbbreviations": "false",
        "noteType": note,
        "delayCitationUpdates": "true",
    }
    prefs = "".join(f"<pref name={quoteattr(n)} value={quoteattr(v)}/>" for n, v in values.items())
    style = quoteattr(found[1] if found else report.style.name)
    data = (
        f'<data data-version="3" zotero-version="7.0"><session id="{_key(report.front.title)}"/>'
        f'<style id={style} locale={quoteattr(context.lang)} hasBibliography="1" '
        f'bibliographyStyleHasBeenSet="0"/><prefs>{prefs}</prefs></data>'
    )
    pieces = [data[i : i + LONGEST] for i in range(0, len(data), LONGEST)]
    return {f"ZOTERO_PREF_{i}": piece for i, piece in enumerate(pieces, 1)}


def _key(text: str) -> str:
    """Eight characters, the same for the same text."""
    number = int.from_bytes(sha256(text.encode(errors="surrogatepass")).digest()[:8])
    letters = []
    for _ in range(8):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)
