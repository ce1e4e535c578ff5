"""Names as notes and lists of references have them -> people and bodies."""

import re

from reportgen.bibliography import corporate
from reportgen.bibliography import names as named
from reportgen.bibliography.persons import csl_name
from reportgen.bibliography.wordlist import word_set
from reportgen.registries import latex
from reportgen.registries.work import Name

_SUFFIX = r"(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|Esq)\.?"
_SPLIT = re.compile(rf",? (?:and|&|with|und|et|y) (?!al)|, (?!{_SUFFIX}(?:,|$| and| &))|;\s*|·")
_OTHERS = re.compile(r",? (?:et al\.?|and others|외)$| 외(?: \d+인)?$")
_WORD = (
    r"(?:[A-ZÀ-ÖØ-ÞĀ-ſƀ-ɏḀ-ỿ’‘'][\w’‘'.\u0300-\u036f-]*|[a-z]{1,3}[’'-][A-Z][\w’'-]*"
    r"|v[ao]n|d[eiauo]s?|d[ae]l|della|der|den|la|le|ter|ten|bin|ibn|al|el|zu|zur|y|af|av"
    r"|von und zu)"
)
_PERSON = re.compile(rf"{_WORD}(?: (?:{_WORD}|\([A-Z][\w.]*\))){{1,6}}(?:,? {_SUFFIX})?")
_KOREAN = re.compile(r"[가-힣]{2,4}|[一-鿿]{2,4}(?:[ ・][一-鿿]{1,3})?")
_SMALL = frozenset(
    word_set(
        """of and for the on in to at de des du la le & der für und et against with by del e y a van
        from as or its en di"""
    )
)
"""Small words in the names of bodies."""
_JOINED = re.compile(
    r"(?:National|Federal|Substance) [^,;]*?\band [^,;]*(?:Administration|Authority|Board|Service)"
    r"|(?:Organi[sz]ation|Office|Conference|Commission|Committee|Council) (?:for|of|on) [^,;]*?"
    r"\band [^,;]* in [A-Z]\w+"
)
"""One body whose name has an `and`: `Organization for Security and Co-operation in Europe`."""
_BESIDE = re.compile(r"^(?:and|or|also|in|by|from|see) | (?:of|in|by|from|for|to)$")
"""What shows that words stand beside a name, or before it."""
_SURNAME = re.compile(r"[A-ZÀ-ÞĀ-ſ][\w’'-]*[a-zà-ÿ][\w’'-]*")
_INITIAL = re.compile(r"(?:^| )[A-Z]\.(?: |-|[A-Z]\.)")
_SYLLABLE = r"(?:[Kk]k?|[Gg]|[Nn]|[Tt]|[Dd]|[Rr]|[Mm]|[Pp]|[Bb]|[Ss]h?|[Jj]|[Cc]h|[Hh])?" + (
    r"(?:[Yy]?[AaEeOoUuIi]|[Yy]?(?:eo|ae|oo|ou)|[Ee]u|ui|oe|[Ww](?:a|ae|e|i|o|oo))(?:n|m|l|k|p|ng|h)?"
)
_KOREAN_ORDER = re.compile(
    r"(?:Ahn|An|Bae|Baek|Ban|Byun|Cha|Chang|Cho|Choe|Choi|Chun|Chung|Gil|Ha|Han|Heo|Hong|Huh|Hwang"
    r"|Jang|Jeon|Jeong|Joo|Ju|Jun|Jung|Kang|Kim|Ko|Koh|Koo|Ku|Kwak|Kwon|Lee|Lim|Moon|Nam|Noh|Oh"
    r"|Paik|Pak|Park|Ri|Rhee|Roh|Ryu|Seo|Shim|Shin|Sohn|Son|Song|Suh|Sung|Won|Yang|Yi|Yoo|Yoon"
    r"|Yun) "
    rf"{_SYLLABLE}-{_SYLLABLE}"
)
"""A Korean name with the family name first and both syllables with a capital: `Choe Sang-Hun`."""
_TITLES = re.compile(
    r"^(?:(?:Dr|Prof|Gen|Adm|Col|Lt|Maj|Capt|Sen|Rep|Gov|Amb|Hon|Sir|Lord|President|Secretary"
    r"|Ambassador|General|Admiral|Senator)\.? )+(?=[A-Z]\w*\.? [A-Z])"
)


def read(typed: str) -> tuple[Name, ...]:
    """The people and bodies that are typed in a row; none where it is no row of names."""
    text = typed.strip().strip(",").strip()
    plain = re.sub(r"\(\d{4}\)|\b(?:Resolution|Committee|NSC|Regulation) \d+", "", text)
    if not text or re.search(r"[\ue200-\ue4ff:<>]|\d{3}", plain) or len(text) > 600:
        return ()
    if _BESIDE.search(text):
        return ()
    if _JOINED.fullmatch(text):
        return (Name(literal=text),)
    others = _OTHERS.search(text)
    if others:
        text = text[: others.start()].rstrip(",")
    parts = [part.strip() for part in _SPLIT.split(text) if part and part.strip()]
    people = [_person(part) for part in parts]
    if len(parts) > 1 and not all(people) and not corporate.is_corporate(text):
        alone = [part for part, one in zip(parts, people, strict=True) if not one]
        if all(_SURNAME.fullmatch(part) for part in alone):
            return ()  # `Doe and Roe`: a short form
    names = [one for one in people if one] if all(people) else _mixed(text)
    return (*names, *([Name(literal="others")] if others and names else []))


def _mixed(text: str) -> list[Name]:
    """Bodies, and persons beside them; none where a name is neither."""
    found = []
    for one in named.read(latex.escaped(re.sub(r", (?:and|&) ", " and ", text))):
        literal = one.get("literal", "")
        if literal and not (_person(literal) or is_body(literal)):
            return [Name(literal=text)] if is_body(text) else []
        if literal:
            found.append(Name(literal=literal))
        elif one.get("given") and _PERSON.fullmatch(f"{one['given']} {one.get('family', '')}"):
            found.append(
                _named(
                    " ".join(
                        filter(
                            None,
                            (one["given"], one.get("non-dropping-particle", ""), one["family"]),
                        )
                    )
                )
            )
        else:
            return [Name(literal=text)] if is_body(text) else []
    whole = is_body(text) and ", " in text
    return [Name(literal=text)] if whole and len(found) == 1 else found


def is_body(text: str) -> bool:
    """Whether a text may be the name of one body."""
    if (
        not re.match(r"[\w“(]", text)
        or len(text.split()) > 22
        or re.search(r"(?<!\b[A-Z])[.!?] [A-Z]", text)
    ):
        return False
    first = text[0]
    if not (first.isupper() or first.isdigit() or not first.isascii()):
        return text.split()[0] in ("the", "r", "statsmodels", "eBay", "iRobot")
    small = [w for w in text.split() if w[:1].islower()]
    others = [word for word in small if word.strip(",") not in _SMALL]
    made = re.search(r"(?:[Cc]ontributors|[Aa]uthors|[Dd]evelopers|Team)$", text)
    return not others or bool(made and len(others) < 3)


def is_organization(text: str) -> bool:
    """Whether a text is a body by its words, and no person's name."""
    return corporate.is_corporate(text) and _person(text) is None


def _person(typed: str) -> Name | None:
    """A person's name as it is spoken (`Robert O. Keohane`); None for what is none."""
    text = _TITLES.sub("", typed.strip())
    if _KOREAN.fullmatch(text) and not corporate.is_corporate(text):
        return Name(family=text)
    if corporate.is_spelt_as_person(text) and is_body(text):
        return Name(literal=text)
    if not _PERSON.fullmatch(text):
        return None
    initial = _INITIAL.search(text)
    if corporate.is_corporate(text) and not (initial or corporate.is_ambiguous(text)):
        return None
    if text.split()[0] in ("The", "US", "U.S.", "UK", "UN"):
        return None
    if text != typed.strip():
        return Name(literal=typed.strip())
    return _named(text)


def _named(text: str) -> Name:
    text = re.sub(
        rf"(?<![\w,]),? ({_SUFFIX})$|,? ({_SUFFIX})$", lambda m: f", {m[1] or m[2]}", text
    )
    core, _, suffix = text.partition(", ")
    read_name = csl_name(core) or {}
    family = " ".join(
        filter(None, (read_name.get("non-dropping-particle"), read_name.get("family")))
    )
    if not family and _INITIAL.search(core):  # `Daryl G. Press`: a word of bodies as a surname
        given, _, family = core.rpartition(" ")
        read_name = {"given": given, "family": family}
    if not family or not read_name.get("given"):
        return Name(literal=core)
    if _KOREAN_ORDER.fullmatch(core):
        return Name(literal=core)
    return Name(
        family=family, given=read_name["given"], suffix=suffix or read_name.get("suffix", "")
    )


def inverted(typed: str) -> tuple[Name, ...]:
    """The people of an item of a reference list: `Doe, John, and Jane Roe`, `Doe, J., & Roe, R.`,
    `Doe J, Roe R`; or a body. None where it is no row of names."""
    text = typed.strip().rstrip(".").strip() + (
        "." if re.search(r"\b[A-Z]\.?$", typed.strip()) else ""
    )
    others = re.search(r",? (?:et al\.?|and others|외)$", text)
    if others:
        text = text[: others.start()]
    names = _surnames(text)
    if not names:
        plain = read(text.rstrip("."))
        names = list(plain)
    return (*names, *([Name(literal="others")] if others and names else []))


_GIVEN = r"(?:[A-ZÀ-ÞĀ-ſ]\.?(?:[ -]?[A-ZÀ-ÞĀ-ſ]\.?){0,3})"
_FAMILY = (
    rf"(?:(?:v[ao]n|d[eiauo]s?|d[ae]l|der|den|la|le|al|el|ter)[ -])*{_WORD}(?:[ -]{_WORD}){{0,2}}"
)
_APA = re.compile(rf"(?P<family>{_FAMILY}), (?P<given>{_GIVEN})(?:,? (?P<suffix>{_SUFFIX}))?")
_PACKED = re.compile(
    r"(?P<family>[A-ZÀ-ÞĀ-ſ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?) "
    r"(?P<given>(?!I{2,3}\b|IV\b)[A-ZÀ-Þ]{1,3})"
)
_LAST_FIRST = re.compile(
    rf"(?P<family>{_FAMILY}), (?P<given>{_WORD}(?: {_WORD}){{0,3}})(?:,? (?P<suffix>{_SUFFIX}))?"
)


def _surnames(text: str) -> list[Name]:
    """People whose family names stand first: all of them, or only the first."""
    for form in (_APA, _PACKED):
        one = re.sub(r"\?P<\w+>", "?:", form.pattern)
        row = re.fullmatch(rf"{one}(?:(?:,? ?(?:&|and)|,|;) ?(?:{one}))*", text)
        if not row and form is _PACKED:
            row = re.fullmatch(f"{one}(?:, {one})*", text.rstrip("."))
        if row:
            return [Name(m["family"], m["given"], (m["suffix"] if form is _APA else "") or "")
                    for m in form.finditer(text)]  # fmt: skip
    first = _LAST_FIRST.match(text)
    if not first:
        return []
    rest = re.sub(r"^,? (?:and|&) |^, ", "", text[first.end() :])
    family, suffix = first["family"], first["suffix"] or ""
    if not suffix and (inner := re.fullmatch(rf"(?P<family>.+?) (?P<suffix>{_SUFFIX})", family)):
        family, suffix = inner["family"], inner["suffix"]  # `Doe Jr., John`
    name = Name(family, first["given"].rstrip(), suffix)
    if corporate.is_corporate(text) and len(text.split(",")) > 2:
        return []
    if not rest.strip(". "):
        return [name]
    others = read(rest.rstrip("."))
    return [name, *others] if others else []
