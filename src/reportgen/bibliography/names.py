"""Who wrote a work: the value of a name field -> CSL names.

BibTeX parts names by ` and `, and so does the name of many a ministry. What belongs together is
put together again by readable rules over the word lists of `corporate`.
"""

import re

from reportgen.bibliography import corporate, decode
from reportgen.bibliography.bibtex_values import close
from reportgen.bibliography.persons import SUFFIX, Name, csl_name

_AND = re.compile(r"(?<!\s)\s++and\s++", re.IGNORECASE)
_OTHERS = re.compile(r"\bet\s*\.?\s*al\b\.?$|\s+and\s+others$|^others$", re.IGNORECASE)
_LAST = 60
"""How far from the end of a field it is looked for words that stand for further names."""
_LONGEST = 500
"""The longest name of a body that is put together of several pieces, in characters."""
_HANGUL_LIST = r"[가-힣]{2,4}(?:\s*[,·;ㆍ]\s*[가-힣]{2,4})+"
_PLAIN = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+\(?[^\W\d_][\w.'’()-]*){1,3}")


def read(value: str) -> list[Name]:
    """The names of a field, as typed raw."""
    names, others = _split(value)
    out = [name for name in map(csl_name, names) if name]
    if others:
        out.append({"literal": "others"})
    return out


def doubtful(value: str) -> str:
    """Why the rules cannot tell how the names of a field are meant; empty if they can."""
    names, _ = _split(value)
    for name in names:
        if name.startswith("{") and name.endswith("}"):
            continue
        bare = decode.plain(name)
        if corporate.is_ambiguous(bare):
            return f"`{bare}` may be a person or an organization"
        if bare.count(",") > 1 and not corporate.is_corporate(bare) and not _suffixed(bare):
            return f"`{bare}` has too many commas for one person"
        if re.search(r"\s&\s|;", bare) and not any(
            map(corporate.is_corporate, re.split(r"&|;", bare))
        ):
            return f"`{bare}` may be one name or several"
        if not corporate.is_corporate(bare) and corporate.is_topical(bare):
            return f"`{bare}` may be a person or an organization"
    return ""


def _split(value: str) -> tuple[list[str], bool]:
    """The names, still as typed, and whether there are others besides."""
    value = value.strip()
    found = _OTHERS.search(value, max(len(value) - _LAST, 0))
    others = found is not None
    value = value[: found.start()].rstrip(", \t\r\n") if found else value
    pieces = [re.sub(r"^(?:and\b\s*+)+|(?<!\s)\s++and$", "", p.strip()) for p in _pieces(value)]
    if any(p.lower() == "others" for p in pieces):
        others = True
    pieces = [p for p in pieces if p and p.lower() != "others"]
    out: list[str] = []
    for name in _joined(pieces):
        out.extend(_listed(name))
    return out, others


def _pieces(value: str) -> list[str]:
    """Cut at each ` and ` that stands outside braces."""
    out: list[str] = []
    start = at = 0
    while at < len(value):
        brace = value.find("{", at)
        found = _AND.search(value, at, len(value) if brace < 0 else brace + 1)
        if found:
            out.append(value[start : found.start()])
            start = at = found.end()
        elif brace < 0:
            break
        else:
            at = close(value, brace) or len(value)
            found = _AND.match(value, at)
            if found:
                out.append(value[start:at])
                start = at = found.end()
    out.append(value[start:])
    return out


def _joined(pieces: list[str]) -> list[str]:
    """Put the pieces of a body's name together again."""
    out: list[str] = []
    plain: list[str] = []
    for piece in pieces:
        bare = decode.plain(piece)
        if out and _together(out[-1], plain[-1], piece, bare):
            out[-1] += f" and {piece}"
            plain[-1] += f" and {bare}"
        else:
            out.append(piece)
            plain.append(bare)
    return out


def _together(before: str, bare_before: str, piece: str, bare: str) -> bool:
    """Whether ` and ` between two pieces is part of one name."""
    if before.endswith("}") or piece.startswith("{") or len(before) > _LONGEST:
        return False
    last, first = corporate.closing_head(bare_before), corporate.first_word(bare)
    if (last, first) in corporate.PAIRS:
        return True
    if corporate.begins_as_corporate(bare) or corporate.is_one_word_body(bare_before):
        return False
    if corporate.is_corporate(bare_before):
        if bare_before.endswith(","):
            return not _PLAIN.fullmatch(bare) or corporate.is_topical(bare)
        ended = last and not _lone_acronym(bare)
        return bool(_continues(bare)) and not (ended and corporate.is_corporate(bare))
    return corporate.is_topical(bare_before) and corporate.is_corporate(bare)


def _continues(bare: str) -> bool:
    """Whether a piece is the rest of a body's name: "ICT", "Emerging Technology", "Studies"."""
    if bare[:1].islower() and not re.match(r"(?:van|von|de[lr]?|den|da|di|du|la|le)\b", bare):
        return True
    words = bare.split()
    if corporate.is_topical(bare):
        return True
    if corporate.is_corporate(bare):
        return corporate.is_topical(words[0]) and not _lone_acronym(bare)
    return len(words) == 1


def _lone_acronym(bare: str) -> bool:
    return len(bare.split()) == 1 and bare.isupper() and len(bare) > 3


def _listed(name: str) -> list[str]:
    """The names of a piece in which commas, semicolons or `&` part persons."""
    bare = name.strip().rstrip(",;").strip()
    if "{" in bare:
        return [bare] if bare else []
    if not bare.isascii() and re.fullmatch(_HANGUL_LIST, bare):
        return [part.strip() for part in re.split(r"[,·;ㆍ]", bare)]
    plain = decode.plain(bare)
    if ";" in bare and not corporate.is_corporate(plain.replace("&", "")):
        return [part.strip() for part in bare.split(";") if part.strip()]
    for separator in (r"(?<!\s)\s*+,\s*+", r"(?<!\s)\s++\\?&\s++"):
        parts = re.split(separator, bare)
        persons = [
            _PLAIN.fullmatch(p) and not corporate.is_corporate(p) for p in map(decode.plain, parts)
        ]
        least = 2 if "&" in separator or name.rstrip().endswith(",") else 3
        if len(parts) >= least and all(persons) and not _suffixed(bare):
            return parts
    return [bare] if bare else []


def _suffixed(name: str) -> bool:
    return any(SUFFIX.fullmatch(part.strip()) for part in name.split(",")[1:])
