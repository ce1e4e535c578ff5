"""Which language a work is in: what `langid` means as a BCP 47 tag, and what its script tells."""

import re
import unicodedata

TAGS = {
    **dict.fromkeys(("english", "american", "usenglish", "en"), "en-US"),
    **dict.fromkeys(("british", "ukenglish"), "en-GB"),
    "australian": "en-AU",
    "canadian": "en-CA",
    "newzealand": "en-NZ",
    **dict.fromkeys(("korean", "ko", "kr", "한국어"), "ko-KR"),
    **dict.fromkeys(("japanese", "ja", "jp", "日本語"), "ja-JP"),
    **dict.fromkeys(("chinese", "zh", "schinese", "simplifiedchinese", "中文"), "zh-CN"),
    **dict.fromkeys(("tchinese", "traditionalchinese"), "zh-TW"),
    **dict.fromkeys(("german", "ngerman", "deutsch", "de"), "de-DE"),
    **dict.fromkeys(("austrian", "naustrian"), "de-AT"),
    **dict.fromkeys(("swissgerman", "nswissgerman"), "de-CH"),
    **dict.fromkeys(("french", "francais", "français", "fr"), "fr-FR"),
    **dict.fromkeys(("acadian", "canadien"), "fr-CA"),
    **dict.fromkeys(("spanish", "español", "es"), "es-ES"),
    "mexican": "es-MX",
    **dict.fromkeys(("italian", "italiano", "it"), "it-IT"),
    **dict.fromkeys(("portuguese", "portuges", "pt"), "pt-PT"),
    **dict.fromkeys(("brazilian", "brazil"), "pt-BR"),
    **dict.fromkeys(("dutch", "nl"), "nl-NL"),
    **dict.fromkeys(("russian", "ru"), "ru-RU"),
    **dict.fromkeys(("ukrainian", "uk"), "uk-UA"),
    **dict.fromkeys(("greek", "polutonikogreek", "el"), "el-GR"),
    **dict.fromkeys(("arabic", "ar"), "ar"),
    **dict.fromkeys(("hebrew", "he"), "he-IL"),
    **dict.fromkeys(("persian", "farsi", "fa"), "fa-IR"),
    **dict.fromkeys(("turkish", "tr"), "tr-TR"),
    **dict.fromkeys(("polish", "pl"), "pl-PL"),
    **dict.fromkeys(("czech", "cs"), "cs-CZ"),
    **dict.fromkeys(("slovak", "sk"), "sk-SK"),
    **dict.fromkeys(("slovene", "slovenian", "sl"), "sl-SI"),
    **dict.fromkeys(("croatian", "hr"), "hr-HR"),
    **dict.fromkeys(("serbian", "serbianc", "sr"), "sr-RS"),
    **dict.fromkeys(("bulgarian", "bg"), "bg-BG"),
    **dict.fromkeys(("romanian", "ro"), "ro-RO"),
    **dict.fromkeys(("hungarian", "magyar", "hu"), "hu-HU"),
    **dict.fromkeys(("swedish", "sv"), "sv-SE"),
    **dict.fromkeys(("norwegian", "norsk", "nb", "no"), "nb-NO"),
    "nynorsk": "nn-NO",
    **dict.fromkeys(("danish", "da"), "da-DK"),
    **dict.fromkeys(("finnish", "fi"), "fi-FI"),
    **dict.fromkeys(("icelandic", "is"), "is-IS"),
    **dict.fromkeys(("estonian", "et"), "et-EE"),
    **dict.fromkeys(("latvian", "lv"), "lv-LV"),
    **dict.fromkeys(("lithuanian", "lt"), "lt-LT"),
    **dict.fromkeys(("catalan", "ca"), "ca-ES"),
    **dict.fromkeys(("vietnamese", "vi"), "vi-VN"),
    **dict.fromkeys(("thai", "th"), "th-TH"),
    **dict.fromkeys(("indonesian", "bahasa", "bahasai", "id"), "id-ID"),
    **dict.fromkeys(("hindi", "hi"), "hi-IN"),
    **dict.fromkeys(("latin", "la"), "la"),
}
_LONGEST = 200
"""How much of a field is looked at, in characters; no name of a language is longer."""
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")


def tag(name: str) -> str:
    """The BCP 47 tag of a language's name or code; empty if it is neither."""
    name = name[:_LONGEST].strip().strip("{}").strip()
    name = re.sub(r"^lang(?=[a-z]{4})|\s+and\s.*$", "", name)
    known = TAGS.get(re.sub(r"[\s_-]", "", name.lower())) or TAGS.get(name.lower())
    if known:
        return known
    found = _TAG.fullmatch(name)
    if not found or not (found[2] or found[3] or len(found[1]) == 2):
        return ""
    parts = (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
    return "-".join(part for part in parts if part)


def script(text: str) -> str:
    """The script of most letters: `HANGUL`, `CJK`, `LATIN`, ...; any Hangul or kana decides."""
    counts: dict[str, int] = {}
    for character in text[:500]:
        if character.isalpha():
            name = unicodedata.name(character, "?").split()[0]
            counts[name] = counts.get(name, 0) + 1
    for telling in ("HANGUL", "HIRAGANA", "KATAKANA"):
        if counts.get(telling, 0) * 5 >= sum(counts.values()) > 0:
            return telling
    return max(counts, key=lambda name: counts[name]) if counts else ""


def guess(text: str) -> str:
    """The tag that the script alone settles; empty where several languages share it."""
    return {"HANGUL": "ko-KR", "HIRAGANA": "ja-JP", "KATAKANA": "ja-JP", "CJK": "zh"}.get(
        script(text), ""
    )


def english(language: str, text: str) -> bool:
    """Whether a title follows English rules of case: of English or of no told language."""
    return language.startswith("en") if language else script(text) in ("LATIN", "")
