"""How dates, pages, numbers of volumes and editions are typed in citations, as patterns."""

import re

from reportgen.bibliography import dates

_MONTH = "|".join(sorted(dates.MONTHS, key=len, reverse=True))
_SEASON = "|".join(dates.SEASONS)
_NAMED = rf"(?:{_MONTH}|{_SEASON})\.?"
DATE = (
    r"(?:"
    rf"(?:{_MONTH})\.? \d{{1,2}}(?: ?[–—-] ?(?:(?:{_MONTH})\.? )?\d{{1,2}})?,? \d{{4}}"
    rf"|\d{{1,2}}(?: ?[–-] ?\d{{1,2}})? (?:{_MONTH})\.?,? \d{{4}}"
    rf"|{_NAMED}(?: ?[/–—-] ?{_NAMED})?,? \d{{4}}(?:[/–-]\d{{2,4}})?"
    rf"|\d{{4}},? (?:{_MONTH})\.?(?: \d{{1,2}})?"
    r"|\d{4}-\d\d-\d\d|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?|\d{4}년(?: ?\d{1,2}월(?: ?\d{1,2}일)?)?"
    r"|(?:ca?\. ?|circa )?\[?(?:1[4-9]|20)\d\d[a-z]?\]?(?:[–/-](?:\d{4}|\d\d))?"
    r"|n\.d\.?|forthcoming|in press"
    r")(?![\w-])"
)
"""A date, a range of dates, or what stands for one (`n.d.`, `forthcoming`)."""
DAY = re.compile(
    rf"(?:(?:{_MONTH})\.? \d{{1,2}}(?:[–-]\d+)?,? \d{{4}}|\d{{1,2}} (?:{_MONTH})\.?,? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?|\d{4}년 ?\d{1,2}월 ?\d{1,2}일)",
    re.I,
)
"""A date with its day."""
NUMERAL = r"(?:[A-Za-z]?\d+[A-Za-z]?|[ivxlc]+(?![\w]))"
PAGE = (
    rf"{NUMERAL}(?:\.\d+)?(?: ?[–—‑-]{{1,2}} ?{NUMERAL})?"
    r"(?: ?n\.? ?\d+| ?nn\. ?[\d–-]+|ff\.?|쪽|면)?"
)
PAGES = rf"{PAGE}(?:(?:, | and |, and | & ){PAGE})*(?:, passim)?"
"""Pages and ranges of pages, with notes on them (`45n12`)."""
LABEL = (
    r"(?:pp?\.|pages?|chaps?\.|ch\.|chapters?|secs?\.|sections?|§{1,2}|paras?\.|¶{1,2}|fig\.|figs\."
    r"|figure|table|app\.|appendix|arts?\.|articles?|n\.|nn\.|notes?|line|fol\.|fols\.|slide|vol\.)"
)
LOCATOR = rf"(?:(?:at )?(?:{LABEL} ?)?{PAGES}(?:, (?:{LABEL} ?){PAGES})*|passim)"
"""A place within a work, as notes have it behind a citation."""
ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th|d)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Rr]ev\.?"
    r"|[Rr]evised|[Ee]nl\.|[Rr]eprint|[Ee]nlarged|[Ee]xpanded|[Uu]pdated|[Nn]ew"
    r"|[Ii]nternational|[Ss]tudent)"
)
EDITION = re.compile(
    rf"(?P<edition>(?:{ORDINAL}(?: (?:and|&) |,? ))+(?=ed)|{ORDINAL} )(?:ed\.?|edition|edn\.?)"
    r"|(?P<bare>rev\. ed\.?)"
)
VOLUME = re.compile(r"(?:vol\.?|volume|Vol\.?|Volume) ?(?P<volume>\d+[A-Za-z]?|[IVXLC]+)(?![\w])")
VOLUMES = re.compile(r"(?P<volumes>\d+) vols?\.?")


def iso(typed: str) -> str:
    """A date as a field has it: `YYYY[-MM[-DD]]`, ranges with `/`; else as it is typed."""
    text = re.sub(r"(?<=\d{4})[a-z]$", "", typed.strip().strip("[]"))
    found = dates.read(text)
    if found.circa or found.season or found.state or found.literal or not found.parts:
        return text
    ends = ["-".join(f"{n:02d}" if n < 100 else f"{n:04d}" for n in end) for end in found.parts]
    return "/".join(ends)


def is_date(typed: str) -> bool:
    """Whether a text is a date and no more."""
    return bool(re.fullmatch(DATE, typed.strip(), re.I))


def pages(typed: str) -> str:
    """Pages as a field has them: `156--179`."""
    bare = re.sub(r"^(?:at )?(?:pp?\. ?|pages? )?|[쪽면]$", "", typed.strip())
    return re.sub(r"(?<=\w) ?[–—‑-]{1,2} ?(?=\w)", "--", bare)
