"""Titles as registries have them, made tidy: in capitals, with a full stop, with a site's name."""

import re

from reportgen.bibliography.wordlist import word_set

_INITIALISMS = frozenset(
    word_set(
        """AI AIDS APEC ASEAN BBC BRICS CIA CO2 COVID-19 EC EEC EU FBI G7 G8 G20 GATT GDP GNP HIV
        ICBM ICT II III IMF IT IV ILO MIT NATO NGO NPT OECD OPEC OSCE PRC R&D ROK DPRK SME START
        UAE UK UN US USA USSR VI VII VIII WHO WMD WTO WWII XIV XX"""
    )
)
_SMALL = frozenset(
    word_set(
        """a an and as at but by for from in into nor of off on onto or over per the to up via vs
        with"""
    )
)
_WORD = re.compile(r"[^\s]+")
_SPLIT = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def tidy(title: str) -> str:
    """A title without the full stop behind it, and in capitals and small letters."""
    title = title.strip().strip('"').strip() if title.count('"') == 2 else title.strip()
    if title.endswith(".") and not re.search(
        r"(?:\.\.|\b[A-Z]|\b(?:Inc|Ltd|Co|Jr|Sr|etc|vol))\.$", title
    ):
        title = title[:-1]
    return _capitals(title) if _shouts(title) else title


def parted(title: str, subtitle: str) -> tuple[str, str]:
    """A title and the subtitle that stands beside it, or none where the title has it already."""
    subtitle = tidy(subtitle)
    if not subtitle or subtitle.casefold() in title.casefold():
        return title, ""
    return title.rstrip(" :"), subtitle


def without_site(title: str, site: str, host: str) -> str:
    """The title of a page without the name of its site behind or before it."""
    name = re.sub(r"^www\.|\.[a-z]{2,6}$", "", host.lower())
    bare = host.lower().removeprefix("www.")
    known = {_folded(one) for one in (site, host, bare, name, name.rpartition(".")[2]) if one}
    for mark in (" | ", " – ", " — ", " - ", " · ", " :: ", " » ", " « "):
        first, found, last = title.rpartition(mark)
        if found and first and (_folded(last) in known or (mark == " | " and len(last) < 40)):
            return first.strip()
        first, found, last = title.partition(mark)
        if found and last and _folded(first) in known:
            return last.strip()
    return title


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold()).removeprefix("the")


def _shouts(title: str) -> bool:
    """Whether a title of several words stands in capitals."""
    letters = [sign for sign in re.sub(r"<[^<>]*>", "", title) if sign.isalpha()]
    cased = [sign for sign in letters if sign.isupper() or sign.islower()]
    return len(cased) > 12 and " " in title and all(sign.isupper() for sign in cased)


def _capitals(title: str) -> str:
    """Headline style (Chicago Manual of Style 18, 8.160) of a title in capitals."""
    words = _WORD.findall(title)
    out: list[str] = []
    for i, word in enumerate(words):
        bare = word.strip(".,:;!?()[]“”\"'‘’")
        first = i in (0, len(words) - 1) or out[-1].endswith((":", "?", "!", "—", "–"))
        if bare in _INITIALISMS or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?\.?", bare):
            out.append(word)
        elif bare.lower() in _SMALL and not first:
            out.append(word.lower())
        else:
            out.append(_SPLIT.sub(lambda found: found[0][0] + found[0][1:].lower(), word))
    return " ".join(out)
