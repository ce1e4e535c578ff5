"""JATS: the front matter, the notes and the cited works (ANSI/NISO Z39.96)."""

from typing import Any

from reportgen.reports.publish.facts import stated
from reportgen.reports.publish.readers import Read
from reportgen.reports.publish.readers._xml import every, first, has_formula, local, tree, words

ENDINGS = (".jats.xml",)
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(data: bytes) -> Read:
    """The facts of the file. Raises ValueError."""
    root = tree(data)
    meta = first(root, "article-meta")
    if meta is None:
        raise ValueError("has no metadata of an article")
    group = first(meta, "title-group")
    titles = [words(first(group, name)) for name in ("article-title", "subtitle")]
    abstract = next(
        (n for n in meta if local(n) == "abstract" and not n.get("abstract-type")), None
    )
    ids = [n for n in meta if local(n) == "article-id"]
    days = [n for n in meta if local(n) == "pub-date" and n.get("date-type") in (None, "pub")]
    online = [n for n in days if n.get("publication-format") == "electronic"]
    notes = [n for n in every(root, "fn") if _in(n, "back") and not _in(n, "author-notes")]
    notes = [note for note in notes if not _in(note, "table-wrap")]
    body = first(root, "body")
    body = root if body is None else body
    refs = list(every(root, "ref"))
    dois = [words(n) for ref in refs for n in every(ref, "pub-id") if n.get("pub-id-type") == "doi"]
    licence = next(every(meta, "license_ref"), None)
    kinds = ("figures", "tables", "equations")
    counts = [len([*every(body, name)]) for name in ("fig", "table-wrap", "disp-formula")]
    contributors = [n for n in every(meta, "contrib") if n.get("contrib-type") == "author"]
    return {
        "": stated(
            title=": ".join(filter(None, titles)),
            main_title=titles[0],
            authors=[_name(one) for one in contributors],
            orcids=[words(n) for one in contributors for n in every(one, "contrib-id")
                    if n.get("contrib-id-type") == "orcid"],
            doi=next((words(n) for n in ids if n.get("pub-id-type") == "doi"), ""),
            online_date=next((_day(n) for n in online), None),
            volume=_text(meta, "volume"),
            issue=_text(meta, "issue"),
            first_page=_text(meta, "fpage"),
            last_page=_text(meta, "lpage"),
            licence=words(licence),
            keywords=_keywords(meta),
            abstract=None if has_formula(abstract) else words(abstract),
            language=root.get(LANG, ""),
            notes=None if any(map(has_formula, notes)) else [words(note) for note in notes],
            number_of_notes=len(notes),
            references=len(refs),
            reference_DOIs=sorted({doi.lower() for doi in dois}),
            ISSNs=sorted(words(n) for n in every(root, "issn") if not _in(n, "element-citation")),
            lost_places=_lost(root),
            **dict(zip(kinds, counts, strict=True)),
        )
    }  # fmt: skip


def _lost(root: Any) -> list[str]:
    """What links and references within the article lead to, and is not there."""
    places = {node.get("id") for node in root.iter() if node.get("id")}
    named = [name for node in root.iter() for name in (node.get("rid") or "").split()]
    return sorted({name for name in named if name not in places})


def _in(node: Any, name: str) -> bool:
    return any(local(around) == name for around in node.iterancestors())


def _text(meta: Any, name: str) -> str:
    return words(next((node for node in meta if local(node) == name), None))


def _keywords(meta: Any) -> list[str]:
    own = [n for n in meta if local(n) == "kwd-group"][:1]
    return [words(node) for group in own for node in every(group, "kwd")]


def _day(node: Any) -> str:
    parts = [words(first(node, name)) for name in ("year", "month", "day")]
    return "-".join(part.zfill(2) for part in parts if part)


def _name(contributor: Any) -> str:
    name = first(contributor, "name")
    if name is None:
        found = next(every(contributor, "collab", "string-name"), None)
        return words(found)
    parts = (words(first(name, one)) for one in ("given-names", "surname", "suffix"))
    return " ".join(filter(None, parts))
