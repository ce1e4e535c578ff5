"""Which scripts a language is written in."""

_SCRIPTS = {
    **dict.fromkeys(("ko",), ("HANGUL", "CJK")),
    **dict.fromkeys(("ja",), ("HIRAGANA", "KATAKANA", "CJK")),
    **dict.fromkeys(("zh",), ("CJK", "BOPOMOFO")),
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "mn"), ("CYRILLIC",)),
    **dict.fromkeys(("sr", "kk"), ("CYRILLIC", "LATIN")),
    **dict.fromkeys(("ar", "fa", "ur"), ("ARABIC",)),
    **dict.fromkeys(("he",), ("HEBREW",)),
    **dict.fromkeys(("el",), ("GREEK",)),
    **dict.fromkeys(("th",), ("THAI",)),
    **dict.fromkeys(("hi", "ne", "mr"), ("DEVANAGARI",)),
    **dict.fromkeys(("ka",), ("GEORGIAN",)),
    **dict.fromkeys(("hy",), ("ARMENIAN",)),
}


def of(tag: str) -> tuple[str, ...]:
    """The scripts of a language's tag: Latin where nothing else is known."""
    return _SCRIPTS.get(tag.partition("-")[0].lower(), ("LATIN",))
