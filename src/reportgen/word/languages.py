"""Languages as Word has them: a tag with a region, and which of its three scripts they are in."""

EAST_ASIAN = {"ko": "ko-KR", "ja": "ja-JP", "zh": "zh-CN"}
RIGHT_TO_LEFT = ("ar", "he", "fa", "ur")
REGIONS = {
    "en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pt": "pt-PT",
    "nl": "nl-NL", "ru": "ru-RU", "ar": "ar-SA", "he": "he-IL", "fa": "fa-IR", "ur": "ur-PK",
    "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "hi": "hi-IN", "th": "th-TH", **EAST_ASIAN,
}  # fmt: skip


def latin(lang: str) -> str:
    """The language of a document's Latin text: English where the document is in another script."""
    other = (*EAST_ASIAN, *RIGHT_TO_LEFT, "hi", "th")
    return "en-US" if lang.split("-")[0] in other else REGIONS.get(lang, lang)


def east_asian(lang: str) -> str:
    """The language of a document's East Asian text: Korean where the document is in no other."""
    return REGIONS.get(lang, lang) if lang.split("-")[0] in ("ja", "zh") else "ko-KR"
