"""Write what Unicode's CLDR says of the languages of pages, as Babel has it.

Run where Babel is, which nothing else here needs: `pip install babel && python scripts/locales.py`.
It renews `src/reportgen/languages/cldr/`: months, dates, lists, and the names of countries.
"""

import json
import re
from pathlib import Path
from typing import Any

from babel import Locale

FOLDER = Path(__file__).parents[1] / "src" / "reportgen" / "languages" / "cldr"
LANGUAGES = (
    "en", "ko", "de", "fr", "es", "pt", "it", "nl", "ja", "zh-Hans", "zh-Hant", "ru", "ar", "he",
)  # fmt: skip
REGIONS = {
    "en": ("AU", "CA", "GB", "IE", "IN", "NZ", "ZA"),
    "de": ("AT", "CH"),
    "fr": ("CA", "CH"),
    "es": ("MX",),
    "pt": ("BR", "PT"),
    "it": ("CH",),
}
"""Regions that may write dates in another way than the language at large."""
FIELDS = {"d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}"}


def form(pattern: str) -> str:
    """A pattern of CLDR (UTS 35, part 4) as a format string: `{day} de {month}`."""
    parts = re.split(r"'([^']*)'", pattern)
    plain = (re.sub(r"([dMLy])\1*", lambda m: FIELDS[m[1]], part) for part in parts[::2])
    quoted = [*parts[1::2], ""]
    return "".join(a + b for a, b in zip(plain, quoted, strict=True))


def values(tag: str) -> dict[str, Any]:
    """Months within dates and alone, the forms of dates, and lists of two and of more."""
    locale = Locale.parse(tag, sep="-")
    months = locale.months
    lists = locale.list_patterns["standard"]
    alone = [months["stand-alone"]["wide"][i] for i in range(1, 13)]
    in_date = [months["format"]["wide"][i] for i in range(1, 13)]
    whole = locale.date_formats["long"].pattern
    month = locale.datetime_skeletons["yMMMM"].pattern
    if re.search(r"(?<!M)M(?!M)", whole):  # the month is a number, and its unit stands in the form
        alone = in_date = [str(i) for i in range(1, 13)]
    return {
        "months": in_date,
        "months-alone": alone if "L" in month else in_date,
        "day": form(whole),
        "month": form(month),
        "year": form(locale.datetime_skeletons["y"].pattern),
        "two": lists["2"],
        "more": lists["middle"],
        "last": lists["end"],
    }


def countries(tag: str) -> dict[str, str]:
    """The names of countries by their codes (ISO 3166-1 alpha-2)."""
    names = Locale.parse(tag, sep="-").territories
    codes = (code for code in names if re.fullmatch("[A-Z]{2}", code))
    return {code: names[code] for code in sorted(codes) if code not in ("EU", "EZ", "UN", "ZZ")}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for tag in LANGUAGES:
        whole = values(tag)
        regions = {}
        for region in REGIONS.get(tag, ()):
            own = values(f"{tag}-{region}")
            if other := {name: value for name, value in own.items() if value != whole[name]}:
                regions[region] = other
        found = {**whole, "regions": regions, "countries": countries(tag)}
        text = json.dumps(found, ensure_ascii=False, indent=1)
        (FOLDER / f"{tag}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
