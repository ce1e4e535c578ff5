"""Identifiers of works as people paste them: DOI, arXiv, ISBN, PubMed's numbers, addresses.

Sources: DOI Handbook 2.2; "Understanding the arXiv identifier" (arXiv); ISO 2108 for ISBN's check
digit; PubMed's help for PMID and PMCID.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit


class Kind(StrEnum):
    """What an identifier is one of."""

    DOI = "DOI"
    ARXIV = "arXiv number"
    ISBN = "ISBN"
    PMID = "PMID"
    PMCID = "PMCID"
    URL = "address"


@dataclass(frozen=True)
class Identifier:
    """An identifier in its plain form: a DOI bare, an ISBN with 13 digits and no hyphens."""

    kind: Kind
    value: str


class MalformedError(ValueError):
    """What was typed looks like an identifier and cannot be one; the text says why."""


LONGEST = 4_000
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_BEFORE = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/+|doi:?\s*", re.I)
_DOI_WITHIN = re.compile(
    r"/(?:doi/(?:abs/|full/|pdf/|epdf/|book/|e?pub/)?|article/)(10\.\d{4,9}/[^\s?#]+)"
)
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?")
_ARXIV_BEFORE = re.compile(
    r"(?:https?://)?(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|format)/|arxiv:\s*", re.I
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.I)
_ISBN = re.compile(r"(?:isbn(?:[-\s]?1[03])?:?\s*)?((?:97[89])?\d{9}[\dX])", re.I)
_HYPHENS = "\u00ad‐‑‒–—−- "
_PMID = re.compile(r"(?:pmid|pubmed):?\s*(\d{1,9})", re.I)
_PMID_URL = re.compile(
    r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,9})/?",
    re.I,
)
_PMCID = re.compile(r"(?:pmcid:?\s*)?(pmc\d{1,9})(?:\.\d+)?", re.I)
_PMCID_URL = re.compile(
    r"https?://(?:pmc\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pmc)"
    r"/articles/(pmc\d{1,9})/?.*", re.I
)  # fmt: skip
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<", "”": "“", "’": "‘", "»": "«"}
_ENDS = ".,;:!?…\"'”’"
_OPENINGS = {opening: closing for closing, opening in _PAIRS.items()} | {'"': "", "'": ""}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_PLAIN_HOST = re.compile(r"(?:www\.[\w-]+|[\w-]+(?:\.[\w-]+)*)\.[a-z]{2,24}(?:/\S*)?", re.I)


def identify(typed: str) -> Identifier | None:
    """The identifier that was typed; None where it is none.

    Punctuation and brackets that came along with it are taken off. Raises MalformedError.
    """
    text = _trimmed(typed[:LONGEST])
    if published := _published(text):
        return published
    code = text.translate({ord(sign): None for sign in _HYPHENS})
    if found := _ISBN.fullmatch(code):
        return Identifier(Kind.ISBN, _isbn(found[1].upper(), text))
    if code.lower().startswith("isbn"):
        raise MalformedError(f"`{text}` has not the 10 or 13 digits of an ISBN")
    if text.lower().startswith(("http://", "https://")):
        return Identifier(Kind.URL, _address(text))
    if _SCHEME.match(text):
        raise MalformedError(f"`{text}` is no address of the web")
    if text.lower().startswith("www.") and _PLAIN_HOST.fullmatch(text):
        return Identifier(Kind.URL, _address(f"https://{text}"))
    return None


def _published(text: str) -> Identifier | None:
    """A DOI, or a number of arXiv or PubMed, also within an address. Raises MalformedError."""
    before = _DOI_BEFORE.match(text)
    bare = text[before.end() :] if before else text
    if before and text.lower().startswith("http"):
        bare = unquote(bare.partition("?")[0] if "?" in bare and "<" not in bare else bare)
    if _DOI.fullmatch(bare):
        return _doi(bare)
    if before:
        raise MalformedError(
            f"`{text}` is no DOI, which is `10.`, four or more digits, `/` and a name"
        )
    before = _ARXIV_BEFORE.match(text)
    bare = re.sub(r"(?:\.pdf)?(?:[?#].*)?$", "", text[before.end() :]) if before else text
    if _ARXIV.fullmatch(bare) and (before or "." in bare):
        return Identifier(Kind.ARXIV, re.sub(r"v\d+$", "", bare))
    if before:
        raise MalformedError(f"`{text}` is no number of arXiv, such as `2301.01234`")
    for pattern in (_PMID, _PMID_URL):
        if found := pattern.fullmatch(text):
            return Identifier(Kind.PMID, found[1])
    for pattern in (_PMCID, _PMCID_URL):
        if found := pattern.fullmatch(text):
            return Identifier(Kind.PMCID, found[1].upper())
    if text.lower().startswith("http") and (found := _DOI_WITHIN.search(unquote(text))):
        return _doi(re.sub(r"/(?:full|abstract|pdf|epdf|html|summary)?/?$", "", found[1]))
    return None


def _doi(bare: str) -> Identifier:
    arxiv = _ARXIV_DOI.fullmatch(bare)
    if arxiv and _ARXIV.fullmatch(arxiv[1]):
        return Identifier(Kind.ARXIV, re.sub(r"v\d+$", "", arxiv[1]))
    return Identifier(Kind.DOI, bare)


def _isbn(code: str, typed: str) -> str:
    """An ISBN with 13 digits. Raises MalformedError where its last digit does not fit."""
    if len(code) == 10:
        digits = [10 if sign == "X" else int(sign) for sign in code]
        if sum(digit * (10 - i) for i, digit in enumerate(digits)) % 11:
            raise MalformedError(f"`{typed}` is no ISBN: its last digit does not fit the others")
        code = f"978{code[:9]}"
        return code + str(-sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(code)) % 10)
    if "X" in code or sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(code)) % 10:
        raise MalformedError(f"`{typed}` is no ISBN: its last digit does not fit the others")
    return code


def isbn(typed: str) -> str:
    """An ISBN with 13 digits and no hyphens, to be compared; empty for what is none."""
    try:
        found = identify(typed) if len(typed) < 60 else None
    except MalformedError:
        return ""
    return found.value if found and found.kind is Kind.ISBN else ""


def _address(text: str) -> str:
    """An address. Raises MalformedError where it has no host."""
    try:
        host = urlsplit(text).hostname
    except ValueError:
        host = None
    if not host or re.search(r"[\s\x00-\x1f\x7f]", text):
        raise MalformedError(f"`{text}` is no address of the web")
    return text


def _trimmed(typed: str) -> str:
    """What was typed without the quotes, brackets and punctuation around it."""
    text = re.sub(r"[\u200b-\u200f\ufeff\u2060]", "", typed).strip()
    while text:
        last = text[-1]
        opening = _PAIRS.get(last)
        if opening and text.startswith(opening):
            text = text[1:-1].strip()
        elif last in _ENDS or (opening and text.count(last) > text.count(opening)):
            text = text[:-1].rstrip()
        elif text[0] in _OPENINGS and text.count(text[0]) > text.count(_OPENINGS[text[0]] or "\0"):
            text = text[1:].lstrip()
        else:
            break
    return text
