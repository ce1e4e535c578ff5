"""HTML: what the page shows, and what it says in the vocabularies that machines read."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportgen.reports.publish.facts import Facts, stated
from reportgen.reports.publish.readers import Read
from reportgen.reports.publish.readers._xml import has_formula, local, words

ENDINGS = (".html",)
NOT_SAID = ("annotation", "annotation-xml", "button", "script", "style")


def read(data: bytes) -> Read:
    """The facts of the text, of Highwire's tags, Dublin Core and JSON-LD. Raises ValueError."""
    root = _tree(data)
    metas = [(n.get("name", ""), n.get("content", "")) for n in root.iter() if local(n) == "meta"]
    found = {
        "": _text(root),
        "Highwire": _highwire(metas),
        "Dublin Core": _dublin(metas),
        "JSON-LD": _linked(root),
    }
    return {part: facts for part, facts in found.items() if facts}


def _tree(data: bytes) -> Any:
    import tinyhtml5
    from lxml import etree

    page = tinyhtml5.parse(BytesIO(data), False, override_encoding="utf-8")
    from xml.etree import ElementTree as Tree

    for node in page.iter():
        for name in [n for n in node.attrib if not isinstance(n, str) or not _NAME.fullmatch(n)]:
            del node.attrib[name]
    try:
        return etree.fromstring(Tree.tostring(_bare(page)))
    except (etree.XMLSyntaxError, ValueError, RecursionError) as error:
        raise ValueError(f"is no page: {str(error)[:200]}") from None


_NAME = re.compile(r"[A-Za-z_][\w.-]*")


def _bare(page: Any) -> Any:
    """The page without comments."""
    for node in list(page.iter()):
        for child in [c for c in node if not isinstance(c.tag, str)]:
            node.remove(child)
    return page


def _text(root: Any) -> Facts:
    body = next((n for n in root.iter() if n.get("class") == "body"), None)
    abstract = next((n for n in root.iter() if n.get("class") == "abstract"), None)
    notes = [
        n for n in root.iter() if n.get("class") == "note" and n.get("id", "").startswith("note-")
    ]
    said = " ".join(words(n, NOT_SAID) for n in abstract if local(n) not in ("h2",)
                    and n.get("class") != "keywords") if abstract is not None else ""  # fmt: skip
    return stated(
        abstract=None if has_formula(abstract) or abstract is None else said,
        language=root.get("lang", ""),
        notes=None if any(map(has_formula, notes)) else [_note(note) for note in notes],
        number_of_notes=len(notes),
        **(_counts(body) if body is not None else {}),
    )


def _note(note: Any) -> str:
    return " ".join(
        words(child, NOT_SAID) for child in note if child.get("class") != "notejump"
    ) or words(note, NOT_SAID)


def _counts(body: Any) -> dict[str, int]:
    """How many figures, tables and formulas with a place of their own there are."""
    found = [n for n in body.iter() if local(n) == "figure"]
    tables = [n for n in found if "table" in (n.get("class") or "").split()]
    formulas = [n for n in body.iter() if "equation" in (n.get("class") or "").split()]
    return {
        "figures": len([n for n in found if n not in tables and not _within(n, found)]),
        "tables": len(tables),
        "equations": len(formulas),
    }


def _within(node: Any, others: list[Any]) -> bool:
    return any(around in others for around in node.iterancestors())


def _highwire(metas: list[tuple[str, str]]) -> Facts:
    def all_of(name: str) -> list[str]:
        return [content for said, content in metas if said == f"citation_{name}"]

    def one(name: str) -> str:
        return next(iter(all_of(name)), "")

    cited = all_of("reference")
    return stated(
        title=one("title"),
        authors=all_of("author"),
        orcids=all_of("author_orcid"),
        doi=one("doi"),
        date=one("publication_date"),
        online_date=one("online_date") or None,
        volume=one("volume"),
        issue=one("issue"),
        first_page=one("firstpage"),
        last_page=one("lastpage"),
        keywords=all_of("keywords"),
        language=one("language"),
        references=len(cited) or None,
        reference_DOIs=sorted({d.strip().lower() for c in cited for d in _DOI.findall(c)})
        if cited
        else None,
    )


_DOI = re.compile(r"citation_doi=([^;]+)")


def _dublin(metas: list[tuple[str, str]]) -> Facts:
    def all_of(name: str) -> list[str]:
        return [content for said, content in metas if said == f"DC.{name}"]

    return stated(
        title=next(iter(all_of("title")), ""),
        authors=all_of("creator"),
        doi=next(iter(all_of("identifier")), ""),
        date=next(iter(all_of("date")), ""),
        keywords=all_of("subject"),
        language=next(iter(all_of("language")), ""),
    )


def _linked(root: Any) -> Facts:
    """The first work of JSON-LD that has a name."""
    for node in root.iter():
        if local(node) != "script" or node.get("type") != "application/ld+json":
            continue
        said = json.loads(node.text or "null")
        if isinstance(said, dict) and said.get("@type") == "ScholarlyArticle":
            try:
                return _schema(said)
            except (AttributeError, TypeError, KeyError) as error:
                raise ValueError(f"has JSON-LD that cannot be read: {error}") from None
    return {}


def _schema(said: Any) -> Facts:
    around = {part.get("@type"): part for part in _parts(said.get("isPartOf"))}
    people = said.get("author", ())
    same = [str(one.get("sameAs", "")) for one in people]
    doi = said.get("identifier") or {}
    named = [str(one.get("@id", "")) for one in said.get("citation", ())]
    return stated(
        title=said.get("name", ""),
        authors=[one["name"] for one in people],
        orcids=[address for address in same if "orcid.org" in address],
        doi=doi.get("value", "") if isinstance(doi, dict) else "",
        date=said.get("datePublished", ""),
        volume=around.get("PublicationVolume", {}).get("volumeNumber", ""),
        issue=around.get("PublicationIssue", {}).get("issueNumber", ""),
        first_page=said.get("pageStart", ""),
        last_page=said.get("pageEnd", ""),
        licence=_web(said.get("license", "")),
        keywords=said.get("keywords", ()),
        language=said.get("inLanguage", ""),
        reference_DOIs=sorted({n.partition("doi.org/")[2].lower() for n in named}) or None,
    )


def _web(licence: str) -> str | None:
    """The address of a licence; None where it is words alone."""
    return licence if licence.startswith("http") else None


def _parts(part: Any) -> Iterator[Any]:
    for _ in range(5):
        if not isinstance(part, dict):
            return
        yield part
        part = part.get("isPartOf")
