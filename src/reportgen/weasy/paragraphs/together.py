"""What stays on one line where it can: quantities, dates, references by number, initials."""

import re

_MONTH = (
    "Jan(?:uary|uar)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|März|Apr(?:il)?|May|Mai|June?|Juni|July?|Juli|"
    "Aug(?:ust)?|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?"
)
_UNIT = (
    "(?:m|b|tr)illion|thousand|hundred|percent|per cent|Million(?:en)?|Milliarden?|Prozent|Mio|Mrd|"
    "dollars|euros?|won|yen|pounds|years?|months?|weeks?|days?|hours?|km|cm|mm|kg|GW|MW|kW|[KMGT]Wh|"
    "[KMGT]B|°C|%"
)
_SIGN = r"USD|US\$|EUR|GBP|KRW|JPY|CNY|CHF|[$€£₩¥]"
_BEFORE_NUMBER = (
    r"(?:pp?|vols?|nos?|nn?|chaps?|secs?|arts?|figs?|eqs?|eds?|paras?|Nr|S|Bd|Abb|Tab|Art|Abs|Kap)\."
    r"|[Ff]igures?|[Tt]ables?|[Cc]hapters?|[Ss]ections?|[Aa]rticles?|[Pp]arts?|[Aa]ppendix|[Aa]nnex|"
    r"[Ee]quations?|[Bb]ox|[Nn]otes?|[Pp]ages?|§§?"
)
_PHRASE = re.compile(
    rf"\b(?:{_MONTH})\.? \d{{1,2}}\b"
    rf"|\b\d{{1,2}}\.? (?:{_MONTH})\b"
    rf"|(?:(?<!\w)(?:{_SIGN}) )?\d[\d.,\u2013]*(?: (?:{_UNIT})(?!\w))?"
    rf"|(?<!\w)(?:{_BEFORE_NUMBER}) (?=\d)"
    r"|(?<!\w)(?:[A-Z]\. )+(?=[A-Z])"
)


def inner_breaks(text: str) -> set[int]:
    """The characters of a text before which no line should begin, though one may."""
    return {
        position
        for found in _PHRASE.finditer(text)
        if len(found[0]) > 1
        for position in range(found.start() + 1, found.end() + found[0].endswith(" "))
    }
