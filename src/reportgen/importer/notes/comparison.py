"""What was typed and what is printed, compared; words that are in no field."""

import re
import unicodedata
from collections import Counter

from reportgen.bibliography import dates

_QUOTES = re.compile("[\"'“”„‟«»‘’‚‛`´′″「」『』]")
_DASHES = re.compile("[-–—‐‑‒―−]+")
_RANGE = re.compile(r"(?<!\d)(\d+)-(\d+)(?![\d-])")
_ACCESS = re.compile(
    r"[ ,.;(\[]*(?:last )?(?:accessed|retrieved|visited)(?: on)?:? [^,()\[\]]{3,22}(?:, "
    r"\d{4})?[)\]]?(?: from)?"
)
_NAMED = "|".join((*dates.SEASONS, *dates.MONTHS))
_FULL = {
    number: name
    for name, number in dates.MONTHS.items()
    if (len(name) > 3 and name != "sept") or name == "may"
}
_MONTHS = {name: _FULL[number] for name, number in dates.MONTHS.items()}
_SHORT = "|".join(name for name in dates.MONTHS if len(name) < 5)
_MONTH = re.compile(rf"\b({_SHORT})\b\.?(?= ?[\d,–-])")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(dates.MONTHS)}),? (\d{{4}})\b")
_LABEL = re.compile(r"\b(?:(?:pp?\.|vol\.|volume) ?(?=[\divxlc])|at (?=[a-z]?\d)|(?<!\w)호 (?=\d))")
_KOREAN = re.compile(r"제?(\d+(?:-\d+)?)(?:권|집|호|쪽|면|년(?= ?[),.:]))")
_WORD = re.compile(r"[^\W_]+")


def bare(words: str) -> str:
    """A citation without what is a matter of a house's typing.

    That is the order of day and month, the shapes of quotation marks, dashes and brackets,
    capitals, shortened ranges and months, and the labels of pages and volumes (`pp.`, `vol.`) with
    the mark before pages.
    """
    text = unicodedata.normalize("NFC", words).replace("\u2060", "")
    text = re.sub(r"</?i>", "*", text)
    text = re.sub("[<>]", "", _DASHES.sub("-", _QUOTES.sub("", text))).casefold()
    text = re.sub(r"\s*-\s*", "-", re.sub(r"\s+", " ", text))
    text = re.sub(r"https?://(?:dx\.)?doi\.org/", "doi:", text)
    text = text.replace(" & ", " and ").replace("ph.d.", "phd")
    text = re.sub(r"\b((?:1[5-9]|20)\d\d)[a-z]\b", r"\1", text)
    text = re.sub(r"\*([ ,.:;]*)\*", r"\1", text)
    text = re.sub(r"([.,;:?!]+)\*", r"*\1", text)
    text = re.sub(r"([?!])[,.]", r"\1", _RANGE.sub(_expanded, text))
    text = re.sub(r"\.(?=[,.;:])", "", text)
    text = _MONTH.sub(lambda found: _MONTHS[found[1]], text)
    text = _DAY_FIRST.sub(r"\2 \1, \3", text)
    text = re.sub(rf"(?<=[a-z])/(?={_NAMED})", "-", text)
    text = _LABEL.sub("", _KOREAN.sub(r"\1", text))
    text = re.sub(r"(?:,|:) (?=\w?\d+-\w?\d+(?:$|[,.;: ]))", " ", text)
    return text.strip(" .")


def _expanded(found: re.Match[str]) -> str:
    first, last = found[1], found[2]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}"


def is_equal(typed: str, printed: str, accessed: bool) -> bool:
    """Whether the two are equal; the day of access may be left out where a field has it."""
    one, other = bare(typed), bare(printed)
    if one == other:
        return True
    return accessed and _ACCESS.sub("", one) == _ACCESS.sub("", other)


def is_like(typed: str, printed: str) -> bool:
    """Whether the two have the same words."""
    return Counter(words(bare(typed))) == Counter(words(bare(printed)))


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(bare(text))
