"""LaTeX as it stands in a field -> rich text as CSL-JSON has it (`<i>`, `<sup>`, ...).

A small decoder of our own, since a bibliography is not quite LaTeX: a bare `%` or `&` is the
character itself, unknown commands lose their backslash and keep their text, and nothing recurses.
The names of symbols come from pylatexenc, which is loaded when the first unknown one is met.
"""

import html
import re
import unicodedata
from functools import cache

from reportgen.bibliography import html_marks

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand round a braced group, which BibTeX protects from any change of case."""

_TOKEN = re.compile(
    r"""(?P<accent>\\(?:['`"^~=.]|[uvHhcdbrkt](?![A-Za-z])))\s*
          (?:\{\s*\{?(?P<inner>\\(?:['`"^~=.]|[uvHhcdbrkt](?![A-Za-z])))\s*
              \{?(?P<letters>\\?[A-Za-z]{1,2})\}?\s*\}
            |\{(?P<base>(?:\\?[A-Za-z]{1,12}|[^{}\\])?)\}
            |(?P<dotless>\\[ijIJ])(?![A-Za-z])(?:\{\}|\s)?
            |(?P<letter>[^\W\d_]))
      | \\(?P<url>url|nolinkurl|path)\s*\{(?P<address>[^{}]*)\}
      | \\href\s*\{(?P<target>[^{}]*)\}
      | \\(?P<command>[A-Za-z]+)\*?(?P<after>\s*(?:\{\})?)
      | \\(?P<symbol>.)
      | (?P<brace>[{}])
      | (?P<dollar>\$)
      | (?P<dashes>-{2,3}(?!-))
      | (?P<quotes>``|''|`)
      | (?P<tie>~)
      | (?P<script>[\^_])(?:\{(?P<argument>[^{}]*)\}|(?P<one>\\[A-Za-z]+|[^\s{}\\$]))
      | (?P<entity>&(?:amp|lt|gt|quot|nbsp|apos|\#\d{1,6}|\#x[0-9A-Fa-f]{1,5});)
      | (?P<tag><(?=/?(?:i|em|b|strong|sc|su[bp]|span)\b))
    """,
    re.VERBOSE | re.DOTALL,
)
_SPECIAL = re.compile(
    r"[\\{}$~`&<^_\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ue000\ue001\ufffe\uffff]|''|--"
)
"""What makes of a text more than itself: most have nothing of it."""
_MATH = re.compile(r"\$(?=\S)(?:[^$\\]|\\.)*(?<=\S)\$(?!\d)", re.DOTALL)
_MARKUP = re.compile(r"</?(?:i|b|sc|sub|sup|span)\b[^<>]*>|\u2060")
_SORTING = re.compile(r"\\[a-z]{0,9}noop[a-z]{0,9}\*?\s*+\{[^{}]*\}", re.IGNORECASE)
"""What `\\noopsort{1973a}` and its like hold is for sorting, and never printed."""
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ue000\ue001\ufffe\uffff]")

_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    '"': "\u0308",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "h": "\u0309",
    "d": "\u0323",
    "b": "\u0331",
    "r": "\u030a",
    "k": "\u0328",
    "t": "\u0361",
}
_TAGS = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "mkbibitalic"), ("<i>", "</i>")),
    **dict.fromkeys(("textbf", "mkbibbold"), ("<b>", "</b>")),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), ("<sup>", "</sup>")),
    **dict.fromkeys(("textsubscript", "mkbibsubscript"), ("<sub>", "</sub>")),
    **dict.fromkeys(("enquote", "mkbibquote"), ("“", "”")),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
}
_SWITCHES = {
    **dict.fromkeys(("em", "it", "itshape", "sl", "slshape"), _TAGS["emph"]),
    **dict.fromkeys(("bf", "bfseries"), _TAGS["textbf"]),
    **dict.fromkeys(("sc", "scshape"), _TAGS["textsc"]),
}
_LETTERS = r"""
    ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dots … ldots
    … textellipsis … textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft
    “ textquotedblright ” textasciitilde ~ textbackslash \ LaTeX LaTeX TeX TeX BibTeX BibTeX
    slash / textasciicircum ^ textunderscore _ textdollar $ textpercent % textperiodcentered ·
    textbar | textless < textgreater > textbraceleft { textbraceright } cdot · times ×
"""
_PAIRS = _LETTERS.split()
_SYMBOLS = {
    **dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)),
    **dict.fromkeys(("par", "newline", "quad", "space", "and"), " "),
    **dict(zip(("ohorn", "Ohorn", "OHORN", "uhorn", "Uhorn", "UHORN"), "ơƠƠưƯƯ", strict=True)),
    "nobreakspace": "\u00a0",
}
_CHARACTERS = {" ": " ", ",": "\u202f", "\\": " ", "\n": " ", ";": " ", ":": " "}
_DROPPED = "-/@!()[]"
_QUOTES = {"``": "“", "''": "”", "`": "‘"}


def decode(text: str, groups: bool = False) -> str:
    """The rich text of a field; `groups` keeps `OPEN` and `CLOSE` round what braces protect."""
    if not _SPECIAL.search(text):
        return unicodedata.normalize("NFC", _SPACE.sub(" ", text).strip(" "))
    text = _SORTING.sub("", _CONTROL.sub("", text))
    marks = html_marks.markup(text) if "<" in text else {}
    out: list[str] = []
    frames: list[str] = []  # what each open brace emits when it closes
    pending = ("", "")  # what the brace after a command emits
    math = -1
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() < at:
            continue
        if found.start() > at:
            out.append(text[at : found.start()])
            if text[at : found.start()].strip():
                pending = ("", "")
        at = found.end()
        match found.lastgroup:
            case "brace" if found["brace"] == "{":
                if pending != ("", ""):
                    out.append(pending[0])
                    frames.append(pending[1])
                elif groups and not text.startswith("\\", at) and math < 0:
                    out.append(OPEN)
                    frames.append(CLOSE)
                else:
                    frames.append("")
            case "brace":
                out.append(frames.pop() if frames else "")
            case "command" | "after":
                name = found["command"]
                if name in _TAGS:
                    pending = _TAGS[name]
                    continue
                if name in _SWITCHES and frames:
                    out.append(_SWITCHES[name][0])
                    frames[-1] = _SWITCHES[name][1] + frames[-1]
                else:
                    out.append(_symbol(name))
            case "tag" if found.start() in marks:
                at, tag = marks[found.start()]
                out.append(tag)
            case "dollar":
                if math == found.start():
                    math = -1
                elif math < 0 and (formula := _MATH.match(text, found.start())):
                    math = formula.end() - 1
                else:
                    out.append("$")
            case "argument" | "one":
                if math < 0:
                    out.append(found["script"])
                    at = found.start() + 1
                else:
                    inner = found["argument"] or found["one"] or ""
                    tag = "sup" if found["script"] == "^" else "sub"
                    out.append(f"<{tag}>{_plain(inner)}</{tag}>")
            case _:
                out.append(_small(found, math >= 0))
        pending = ("", "")
    out.append(text[at:])
    out.extend(reversed(frames))
    return unicodedata.normalize("NFC", _SPACE.sub(" ", "".join(out)).strip(" "))


def plain(text: str) -> str:
    """The decoded text without any markup."""
    return _MARKUP.sub("", decode(text))


def address(text: str) -> str:
    """A URL or another code as it is meant: `\\url{}` off, `\\_` and the like undone."""
    found = re.search(r"\\(?:url|nolinkurl|path|href)\s*\{([^{}]*)\}", text)
    text = (found[1] if found else text).strip()
    text = re.sub(r"\\([_&%#$~{}])", r"\1", re.sub(r"\{\\textasciitilde\s*\}|\\~\{\}", "~", text))
    text = re.sub(r"\\textasciitilde(?:\{\}|\s+|(?![A-Za-z]))", "~", text)
    return _CONTROL.sub("", _SPACE.sub("", re.sub(r"[{}]|^<|>$", "", text)))


def _small(found: re.Match[str], math: bool) -> str:
    """What a token stands for that opens and closes nothing."""
    match found.lastgroup:
        case "letters":
            accents = found["accent"][1:], found["inner"][1:]
            one, other = (
                _accent(outer, _accent(inner, found["letters"]))
                for outer, inner in (accents, accents[::-1])
            )
            return other if len(other) < len(one) else one
        case "base" | "letter" | "dotless" | "accent":
            return _accent(
                found["accent"][1:], found["base"] or found["letter"] or found["dotless"]
            )
        case "address":
            return found["address"]
        case "symbol":
            symbol = found["symbol"]
            return "" if symbol in _DROPPED else _CHARACTERS.get(symbol, symbol)
        case "dashes":
            return "–" if len(found["dashes"]) == 2 else "—"
        case "quotes":
            return _QUOTES[found["quotes"]]
        case "tie":
            return "\u00a0"
        case "entity":
            return "".join(c for c in html.unescape(found["entity"]) if c.isprintable())
        case "tag":
            return "<\u2060"  # a word joiner keeps it from being read as markup
    return ""


def _accent(accent: str, base: str | None) -> str:
    if not base:
        return accent if accent in "~^`'" else ""
    if base.startswith("\\"):
        base = base[1:] if base[1:].lower() in ("i", "j") else _symbol(base[1:])
    base = unicodedata.normalize("NFC", base)
    return unicodedata.normalize("NFC", base[:1] + _ACCENTS[accent] + base[1:])


def _plain(text: str) -> str:
    return re.sub(r"\\([A-Za-z]+)\s*", lambda m: _symbol(m[1]), text)


def _symbol(name: str) -> str:
    return _SYMBOLS[name] if name in _SYMBOLS else _known(name)


@cache
def _known(name: str) -> str:
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    found = getattr(spec, "simplify_repl", "")
    return found if isinstance(found, str) and "%" not in found else ""
