"""Authors in a title block: names, and affiliations where it is sure whose they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.bibliography import corporate
from reportgen.tree.nodes import Node, text

_WORD = r"(?:[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w’'.-]*|[a-z]{1,3}|de|del|della|van|von|der|den|bin|al-?\w*)"
_NAME = re.compile(rf"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w’'.-]*(?: {_WORD}){{1,4}}(?:,? (?:Jr|Sr|II|III|IV)\.?)?")
_HANGUL = re.compile(r"[가-힣]{2,4}")
_BY = re.compile(r"(?i)^\s*(?:by|authors?|written by|저자|글)\s*[:：]?\s+")
_AND = re.compile(r"\s*(?:,\s*and\s|\sand\s|,|;|&|·)\s*")
_DEGREE = re.compile(r"(?i),?\s+(?:ph\.?\s?d\.?|m\.?d\.?|m\.?a\.?|m\.?sc\.?|dr\.?|prof\.?)(?=,|$)")
_TURNED = re.compile(r"([A-ZÀ-ÖØ-Þ][\w’'-]+), ([A-ZÀ-ÖØ-Þ][\w’'-]*\.?(?: [A-Z]\.?)*)")
"""`Doe, Jane A.`"""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_PLACE = re.compile(
    r"(?i)\b(?:university|universit\w+|institut\w*|department|school|college|cent(?:er|re)|faculty"
    r"|academy|ministry|agency|council|foundation|laborator\w+|division)\b|대학|연구원|연구소|재단"
)


@dataclass(frozen=True)
class Author:
    """An author as the front matter has it; `marks` are the signs that lead to affiliations."""

    name: str
    affiliations: tuple[str, ...] = ()
    email: str = ""
    orcid: str = ""
    marks: tuple[str, ...] = ()


def read(
    lines: Sequence[tuple[str, list[Node], str]],
) -> tuple[tuple[Author, ...], list[int]]:
    """The authors, and which lines were taken: each a text, its inlines and its style."""
    authors: list[Author] = []
    used: list[int] = []
    places: list[tuple[int, str, str]] = []
    for i, (words, inlines, style) in enumerate(lines):
        if places and _names(inlines, style) and not style.startswith("author"):
            continue
        found = _names(inlines, style)
        if found and not places:
            authors += found
            used.append(i)
        elif authors and _is_place(re.sub(r"^[\d*†‡§¶]+\s*", "", words), style):
            mark, name = _marked(inlines, words)
            places.append((i, mark, name))
    if not authors:
        return (), []
    placed = _placed(authors, places)
    used += [i for i, _, _ in places] if placed is not None else []
    authors = placed or authors
    contacts = [i for i in range(len(lines)) if i not in used]
    if len(authors) == 1:
        for i in contacts:
            words = lines[i][0]
            email, orcid = _EMAIL.search(words), _ORCID.search(words)
            if (email or orcid) and len(words.split()) < 8:
                authors = [
                    replace(
                        authors[0],
                        email=email[0] if email else authors[0].email,
                        orcid=orcid[0] if orcid else authors[0].orcid,
                    )
                ]
                used.append(i)
    return tuple(authors), sorted(used)


def _is_place(words: str, style: str) -> bool:
    """Whether a line says where somebody works: a sentence does not."""
    sentence = words.endswith(".") and len(words.split()) > 6
    return style == "affiliation" or bool(
        _PLACE.search(words) and not sentence and len(words.split()) < 25
    )


def _placed(authors: list[Author], places: list[tuple[int, str, str]]) -> list[Author] | None:
    """The authors with their affiliations; None where it is not sure whose these are."""
    if not places:
        return None
    if len(authors) == 1 and not any(mark for _, mark, _ in places):
        return [replace(authors[0], affiliations=tuple(name for _, _, name in places))]
    by_mark = {mark: name for _, mark, name in places if mark}
    wanted = {mark for author in authors for mark in author.marks}
    marked = len(by_mark) == len(places) and all(author.marks for author in authors)
    if marked and set(by_mark) <= wanted:
        return [
            replace(one, affiliations=tuple(by_mark[m] for m in one.marks if m in by_mark))
            for one in authors
        ]
    if len(places) == 1 and not places[0][1]:
        return [replace(author, affiliations=(places[0][2],)) for author in authors]
    return None


def _names(inlines: list[Node], style: str) -> list[Author]:
    """The authors that a line names; none where a part of it is no name."""
    pieces: list[tuple[str, list[str]]] = [("", [])]
    for node in inlines:
        if node["t"] == "Superscript":
            pieces[-1][1].extend(re.findall(r"\d+|[*†‡§¶]", text(node["c"])))
            pieces.append(("", []))
        else:
            pieces[-1] = (pieces[-1][0] + text(node), pieces[-1][1])
    found: list[Author] = []
    for words, marks in pieces:
        line = _DEGREE.sub("", _BY.sub("", " ".join(words.split())))
        turned = _TURNED.fullmatch(line.strip(" ;"))
        if turned and style.startswith("author"):
            found.append(Author(f"{turned[2]} {turned[1]}", marks=tuple(marks)))
            continue
        bare = re.sub(r"^(?:,\s*)?(?:and|&)\s+", "", line.strip(" ,;"))
        parts = [part for part in _AND.split(bare) if part and part != "and"]
        for part in parts:
            if not _is_name(part, style):
                return []
            found.append(Author(part))
        if marks and found:
            found[-1] = replace(found[-1], marks=tuple(marks))
    return found


def _is_name(part: str, style: str) -> bool:
    if _PLACE.search(part) or _EMAIL.search(part):
        return False
    if style in ("author", "authors", "byline"):
        return len(part.split()) <= 6
    return bool(_NAME.fullmatch(part) or _HANGUL.fullmatch(part)) and not corporate.is_corporate(
        part
    )


def _marked(inlines: list[Node], words: str) -> tuple[str, str]:
    """The mark before an affiliation, and its name."""
    if inlines and inlines[0]["t"] == "Superscript":
        mark = text(inlines[0]["c"]).strip()
        return mark, " ".join(text(inlines[1:]).split()).strip(" ,;")
    found = re.match(r"(\d{1,2}|[*†‡§¶])\s*[.)]?\s*(?=[A-Z가-힣])(.+)", words)
    return (found[1], found[2].strip(" ,;")) if found else ("", words.strip(" ,;"))
