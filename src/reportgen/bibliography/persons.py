"""One name as it was typed -> a CSL name: family, given, particles and suffix."""

import re

from reportgen.bibliography import corporate, decode
from reportgen.bibliography.bibtex_values import close
from reportgen.bibliography.wordlist import word_set

Name = dict[str, str]
"""A CSL name: `literal`, or `family`, `given`, `suffix`, `non-dropping-particle`."""


SUFFIX = re.compile(r"(?:jr|sr)\.?|[IVX]{2,4}|IV|V|(?:ph\.?d|m\.?d|esq)\.?", re.IGNORECASE)


_HANGUL_COMMA = r"([가-힣]{1,2}),\s*([가-힣]{1,3})"


_SURNAMES = word_set(
    """ahn an bae baek ban bang byun cha chae chang cheon cho choe choi chun chung do eom gil go
        goo ha hahm han heo ho hong huh hur hwang hyun jang jeon jeong ji jin jo joo ju
        jun jung kang kil kim ko koo ku kwak kwon lee li lim ma min moon na nam no noh oh
        paik pak park ri roh ryu seo seok seong shim shin sim sin so sohn son song suh
        sung uhm um won woo yang yeo yeon yi yim yoo yoon you yu yun"""
)


_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")


_CAPITAL_PARTICLE = re.compile(
    r"(?!(?:Bui|Dang|Do|Duong|Hoang|Huynh|Ho|Le|Ngo|Nguyen|Pham|Phan|Tran|Vo|Vu) )"
    r"(?P<given>[A-Z][\w’'.-]+(?: [A-Z]\.?)*) (?P<family>(?:Van(?: [Dd]e[rn]?)?|Von|De(?: La)?|Del"
    r"|Di|Du|La|Le) [A-Z][\w’'-]+)"
)
"""A surname whose particle is spelt with a capital; `Van` within a name of Vietnam is none."""


_BOARDS = frozenset(("Board", "Desk", "Staff", "Team"))
_OF_BOARDS = frozenset(("Editorial", "The Editorial", "News", "Foreign", "Research", "Opinion"))
"""What Zotero takes for a person's name, family name first: `Board, Editorial`."""


_HANDLE = re.compile(r"(?P<name>.+?)\s*[\[(](?P<handle>@[^\s\[\]()]+)[\])]")


def csl_name(typed: str) -> Name | None:
    if "@" in typed and (found := _HANDLE.fullmatch(typed[:200].strip())):
        named = csl_name(found["name"])
        if named and "family" in named:  # Chicago Manual of Style 17, 14.209
            return {**named, "suffix": f"({decode.plain(found['handle'])})"}
    if typed.startswith("{") and close(typed, 0) == len(typed):
        literal = decode.plain(typed)
        return {"literal": literal} if literal else None
    bare = decode.plain(typed)
    if not bare:
        return None
    korean = None if bare.isascii() else re.fullmatch(_HANGUL_COMMA, bare)
    if korean:
        return {"family": korean[1] + korean[2]}
    family, comma, given = bare.partition(", ")
    if comma and family in _BOARDS and given in _OF_BOARDS:
        return {"literal": f"{given} {family}"}
    if corporate.is_corporate(bare):
        return {"literal": decode.plain(typed)}
    if not bare.isascii() and re.search(r"[가-힣]", bare):
        return {"family": decode.plain(typed)}
    found = _CAPITAL_PARTICLE.fullmatch(bare) if "{" not in typed else None
    return {"family": found["family"], "given": found["given"]} if found else _person(typed)


def family_first(name: str) -> tuple[str, str] | None:
    """Family and given name of a Korean name in that order, `Kim Min-jun`; None for others."""
    family, _, given = name.partition(" ")
    known = family.lower() in _SURNAMES and _GIVEN.fullmatch(given)
    return (family, given) if known else None


def _person(typed: str) -> Name:
    """BibTeX's three forms: `First von Last`, `von Last, First`, `von Last, Jr, First`."""
    parts = [tokens for tokens in map(_tokens, _commas(typed)) if tokens]
    suffix = ""
    if not parts:
        return {"literal": decode.plain(typed)}
    if len(parts) > 1 and any(_is_suffix(part) for part in parts[1:]):
        at = next(i for i, part in enumerate(parts) if i and _is_suffix(part))
        suffix = decode.plain(parts.pop(at)[0])
    if len(parts) > 2:
        return {"literal": decode.plain(typed)}
    if len(parts) == 2:
        particle, family = _particle(parts[0])
        given = parts[1]
    else:
        words = parts[0]
        if not suffix and len(words) > 2 and _is_suffix(words[-1:]):
            suffix = decode.plain(words[-1])
            words = words[:-1]
        if len(words) == 1:
            return _cut({"family": decode.plain(words[0]), "suffix": suffix})
        if family_first(" ".join(words)):
            return {"literal": " ".join(words)}  # and printed so
        start = next((i for i, word in enumerate(words[:-1]) if i and _small(word)), None)
        start = len(words) - 1 if start is None else start
        given = words[:start]
        particle, family = _particle(words[start:])
    return _cut(
        {
            "family": _text(family),
            "given": _text(given),
            "non-dropping-particle": _text(particle),
            "suffix": suffix,
        }
    )


def _cut(name: Name) -> Name:
    return {part: text for part, text in name.items() if text}


def _text(words: list[str]) -> str:
    return decode.plain(" ".join(words))


def _is_suffix(words: list[str]) -> bool:
    return len(words) == 1 and bool(SUFFIX.fullmatch(words[0].strip("{}")))


def _small(word: str) -> bool:
    return decode.plain(word)[:1].islower() and not word.startswith("{")


def _particle(words: list[str]) -> tuple[list[str], list[str]]:
    """The small words before a family name, and the rest."""
    count = next((i for i, word in enumerate(words) if not _small(word)), len(words) - 1)
    count = min(count, len(words) - 1)
    return words[:count], words[count:]


def _commas(typed: str) -> list[str]:
    return _outside(typed, ",")


def _tokens(typed: str) -> list[str]:
    return [word for word in _outside(typed, " \t\r\n~") if word]


def _outside(typed: str, separators: str) -> list[str]:
    """Cut at separators outside braces."""
    out, start, depth = [], 0, 0
    for i, character in enumerate(typed):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        elif depth <= 0 and character in separators:
            out.append(typed[start:i])
            start = i + 1
    out.append(typed[start:])
    return out
