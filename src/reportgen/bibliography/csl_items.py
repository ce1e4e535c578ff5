"""A cited entry -> a CSL-JSON item: what the author means, in the terms of a citation style."""

import re
from dataclasses import replace
from typing import Any

from reportgen.bibliography import (
    dates,
    decode,
    entry_types,
    fields,
    languages,
    legal,
    names,
    ordinals,
    refinements,
    remarks,
    titles,
)
from reportgen.bibliography.addresses import bare_code, identifiers, web_addresses, without_url
from reportgen.bibliography.library import Entry

_HOUSES = (
    *("publisher", "institution", "organization", "school", "authority", "court"),
    "howpublished",
)
_ROLES = {
    "editor": "editor",
    **dict.fromkeys(("redactor", "reviser"), "editor"),
    "compiler": "compiler",
    "director": "director",
    "producer": "producer",
    "performer": "performer",
    "host": "host",
    "curator": "curator",
    "organizer": "organizer",
    "translator": "translator",
    "interviewer": "interviewer",
}
_NUMBER = re.compile(r"[\dIVXLCivxlc]+(?:\s*(?:[-–,]|--|and|&)\s*[\dIVXLCivxlc]+)*|")
_PARTS_OF_BOOKS = ("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary")


def item(entry: Entry) -> dict[str, Any]:
    """The CSL-JSON item of a BibTeX entry."""
    out: dict[str, Any] = {"id": entry.key, "type": _type(entry)}
    language = _language(entry)
    if language:
        out["language"] = language
    for name in entry.fields:
        rule = fields.RULES.get(name)
        if (
            not rule
            or rule.how == fields.PARTLY
            or (name in ("holder", "assignee") and entry.text("author"))
        ):
            continue
        value = _value(entry.text(name), rule, language)
        if value and rule.variable == "contributor":
            out.setdefault("contributor", []).extend(value)
        elif value:
            out.setdefault(rule.variable, value)
    out.update(_titles(entry, out["type"], language))
    if _names_book(entry) and "title" in out and out["type"] == "chapter":
        out.pop("chapter-number", None)  # it is the title of the part
    out.update(_dates(entry))
    out.update(identifiers(entry, out))
    _editors(entry, out)
    _numbers(entry, out)
    _texts(entry, out)
    refinements.refine(entry, out)
    return out


def _type(entry: Entry) -> str:
    has = frozenset(name for name in entry.fields if entry.text(name))
    if web_addresses(entry)[0]:
        has |= {"url"}
    if _names_book(entry) and not has & {"chapter", "pages"}:
        return "book"
    found = entry_types.read(entry.type, entry.text("entrysubtype"), has, entry.text("type"))
    return remarks.kind(entry) or legal.kind(entry, found)


def _language(entry: Entry) -> str:
    typed = entry.text("langid") or entry.text("hyphenation") or entry.text("language")
    return languages.tag(typed) or languages.guess(decode.plain(entry.text("title")))


def _value(typed: str, rule: fields.Rule, language: str) -> Any:
    match rule.how:
        case fields.NAMES:
            return names.read(typed)
        case fields.TITLE:
            return titles.protect(typed, language)
        case fields.TEXT:
            return decode.decode(typed)
        case fields.DATE:
            return replace(dates.read(typed), literal="").csl
        case fields.CODE:
            return bare_code(rule.variable, typed)
        case fields.PAGES:
            return re.sub(r"(?<=\w)\s*(?:--?-?|–|—)\s*(?=\w)", "–", decode.decode(typed))
    return None


def _titles(entry: Entry, kind: str, language: str) -> dict[str, str]:
    translation = entry.text(*titles.TRANSLATIONS)
    apart = titles.stands_apart(entry.text("titleaddon"), kind)
    title = _joined(entry, "title", "subtitle", "" if apart else "titleaddon", translation)
    book = _joined(entry, "booktitle", "booksubtitle", "booktitleaddon")
    main = _joined(entry, "maintitle", "mainsubtitle", "maintitleaddon")
    journal = _joined(entry, "journaltitle", "journalsubtitle", "journaltitleaddon")
    journal = journal or entry.text("journal", "reporter", "website", "websitetitle")
    issue = _joined(entry, "issuetitle", "issuesubtitle", "issuetitleaddon")
    if kind == "periodical":
        title, container, volume = issue, title or journal, ""
    elif _names_book(entry) and kind == "chapter":
        part = entry.text("chapter")
        title, container, volume = "" if _NUMBER.fullmatch(part) else part, title, ""
    elif kind in _PARTS_OF_BOOKS:
        container, volume = (main, book) if main and book else (book or main or journal, "")
    elif main:
        container, volume = (main if title else journal), ""
        title = title or main
    else:
        container, volume = journal or book, issue
    shown = {"title": title, "container-title": container, "volume-title": volume}
    brief = "" if entry.text("shorttitle") else _short(entry, kind)
    if re.search(
        r"[A-Z]\.[A-Z]\.\W?$", title
    ):  # a citation processor would drop the comma behind it
        brief = brief or entry.text("shorttitle") or title
        shown["title"] = title + "\u2060"
    shown["title-short"] = brief
    return {name: titles.protect(text, language) for name, text in shown.items() if text}


def _names_book(entry: Entry) -> bool:
    """Whether `title` names the book, and the entry a part of it (btxdoc, `@inbook`)."""
    parents = ("booktitle", "maintitle", "journaltitle", "journal")
    return entry.type == "inbook" and bool(entry.text("title")) and not entry.text(*parents)


def _short(entry: Entry, kind: str) -> str:
    """A title without its subtitle, where the author has told them apart or a colon does."""
    if _names_book(entry) and kind == "chapter":
        return ""
    if entry.text("title") and entry.text("subtitle"):
        return entry.text("title")
    title, colon, rest = entry.text("title").partition(": ")
    balanced = title.count("{") == title.count("}")
    return title if kind == "book" and colon and rest and balanced else ""


def _joined(entry: Entry, title: str, subtitle: str, addon: str, translation: str = "") -> str:
    return titles.join(entry.text(title), entry.text(subtitle), entry.text(addon), translation)


def issued(entry: Entry) -> dates.Date:
    """When a work came out: `date`, or else `year`, `month` and `day`.

    BibLaTeX has a season in `issue`.
    """
    season = entry.text("issue").lower()
    if season in dates.SEASONS and not entry.text("month"):
        return dates.of(entry.text("date", "year"), season)
    if entry.text("date"):
        return dates.read(entry.text("date"))
    if entry.text("year"):
        return dates.of(entry.text("year"), entry.text("month"), entry.text("day"))
    return dates.Date()


def _dates(entry: Entry) -> dict[str, Any]:
    date = issued(entry)
    state = entry.text("pubstate")
    status = dates.STATES.get(state.lower(), decode.decode(state)) or date.state
    return {
        **({"issued": date.csl} if date.csl else {}),
        **({"status": status} if status else {}),
    }


def _editors(entry: Entry, out: dict[str, Any]) -> None:
    """Give editors of another kind their own roles."""
    for name in ("editor", "editora", "editorb", "editorc"):
        role = entry.text(f"{name}type").lower()
        people = names.read(entry.text(name)) if role else []
        if not people:
            continue
        target = _ROLES.get(role, "contributor")
        if target == fields.RULES[name].variable:
            continue
        before = fields.RULES[name].variable
        out[before] = [person for person in out.get(before, []) if person not in people]
        if not out[before]:
            del out[before]
        out.setdefault(target, people)


def _numbers(entry: Entry, out: dict[str, Any]) -> None:
    number = decode.decode(entry.text("number", "docket", "docketnumber"))
    issue = decode.decode(entry.text("issue"))
    issue = "" if issue.lower() in dates.SEASONS else issue
    kind = out["type"]
    if (
        kind.startswith("article-")
        or kind in ("periodical", "review")
        or (entry.text("journaltitle") and kind not in legal.KINDS)
    ):
        if number or issue:
            out["issue"] = re.sub(r"(?<=\d)/(?=\d)", "–", number or issue)
    elif number and entry.text("series") and kind in ("book", *_PARTS_OF_BOOKS):
        out["collection-number"] = number
    elif number or issue:
        out["number"] = number or issue
    eid = decode.decode(entry.text("eid"))
    if eid:
        out.setdefault("number" if "page" in out else "page", eid)


def _texts(entry: Entry, out: dict[str, Any]) -> None:
    if "edition" in out:
        out["edition"] = ordinals.edition(out["edition"])
    genre = entry_types.genre(entry.type, decode.decode(entry.text("type")))
    if genre or titles.stands_apart(entry.text("titleaddon"), out["type"]):
        out["genre"] = genre or titles.protect(entry.text("titleaddon"))
    publisher = _publisher(entry, out)
    if publisher:
        out["publisher"] = publisher
    remarks.read(entry, out)
    if "event-title" in out:
        out["event"] = out["event-title"]


def _publisher(entry: Entry, out: dict[str, Any]) -> str:
    """Who brought a work out: each house once, in the order typed; on the web not its author."""
    houses: list[str] = []
    for name in entry.fields:
        if name in _HOUSES and entry.text(name):
            typed = entry.text(name)
            house = without_url(typed) if name == "howpublished" else decode.decode(typed)
            if house and not any(house in other for other in houses):
                houses = [other for other in houses if other not in house] + [house]
    authors = {name.get("literal") for name in out.get("author", ())}
    if "URL" in out and out["type"] != "book" and len(houses) == 1 and houses[0] in authors:
        return ""
    return ", ".join(houses)
