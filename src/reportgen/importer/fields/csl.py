"""Zotero's and Mendeley's fields: a CSL citation in JSON (schema `csl-citation.json`)."""

import base64
import binascii
import json
import re
from dataclasses import replace
from typing import Any

from reportgen.importer.fields.values import Citation, Cited
from reportgen.registries import csl_answer
from reportgen.registries.work import Work, plain

CONTROL = "MENDELEY_CITATION_v3_"
"""What the tag of a content control of Mendeley Cite begins with; JSON in base64 follows."""


def read(code: str, printed: str, manager: str) -> Citation | None:
    """The citation in a field's code; None where its JSON cannot be read."""
    start = code.find("{")
    try:
        data, _ = json.JSONDecoder().raw_decode(code, start)
    except (ValueError, RecursionError, IndexError):
        return None
    return citation(data, printed, manager)


def read_control(tag: str, printed: str) -> Citation | None:
    """The citation in the tag of a content control of Mendeley Cite."""
    packed = tag.removeprefix(CONTROL)
    try:
        data = json.loads(base64.b64decode(packed + "=" * (-len(packed) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    return citation(data, printed, "Mendeley")


def citation(data: Any, printed: str, manager: str) -> Citation | None:
    """The citation that such JSON holds."""
    listed = data.get("citationItems") if isinstance(data, dict) else None
    if not isinstance(listed, list):
        return None
    items = [found for one in listed[:200] if (found := _cited(one))]
    return Citation(tuple(items), printed, manager, len(listed) - len(items))


def _cited(one: Any) -> Cited | None:
    if not isinstance(one, dict):
        return None
    data = one.get("itemData") or one.get("item")
    found = work(data)
    if found is None or not isinstance(data, dict):
        return None
    uris = one.get("uris") or one.get("uri")
    uri = uris[0] if isinstance(uris, list) and uris else uris
    return Cited(
        id=plain(uri, 300) or plain(data.get("id"), 300),
        work=found,
        locator=plain(one.get("locator"), 200),
        label=plain(one.get("label"), 30) or "page",
        prefix=plain(one.get("prefix"), 1_000),
        suffix=plain(one.get("suffix"), 1_000),
        suppressed=bool(one.get("suppress-author")),
    )


def work(data: Any) -> Work | None:
    """A CSL item as a work, with the day on which it was looked at; None for one without a name.

    Mendeley keeps the braces of BibTeX in its titles.
    """
    if not isinstance(data, dict):
        return None
    bare = {k: re.sub(r"[{}]", "", v) if isinstance(v, str) else v for k, v in data.items()}
    if not bare.get("title"):
        bare["title"] = _stand_in(bare)
    found = csl_answer.work(bare)
    return found and replace(found, accessed=csl_answer.date(data.get("accessed")))


def _stand_in(data: dict[str, Any]) -> str:
    """What names a work without a title, as a letter or an interview may be."""
    for name in ("title-short", "genre", "container-title", "number", "URL"):
        if words := plain(data.get(name)):
            return words
    return ""
