"""Style rules turned round for a page that is written from right to left.

Left becomes right in names and values of properties, in margins given side by side, and in the
boxes and the sides of pages: a theme is written once, for text from left to right.
"""

import re

_KEPT = re.compile(r"""("[^"\n]*"|'[^'\n]*'|url\([^)]*\)|/\*.*?\*/)""", re.S)
_NAME = re.compile(
    r"(?<![\w-])((?:margin|padding|border)-)?(left|right)(?=(?:-(?:width|color|style))?\s*:)"
)
_VALUE = re.compile(r"((?:text-align|float|clear|break-before|break-after)\s*:\s*)(left|right)\b")
_BOX = re.compile(r"(@(?:top|bottom)-)(left|right)\b")
_SIDE = re.compile(r"(@page\s*[\w-]*:)(left|right)\b")
_SIDES = re.compile(
    r"(?<![\w-])((?:margin|padding|inset|border-width|border-color|border-style)\s*:\s*)"
    r"([^;{}]+)"
)
_PLACE = re.compile(r"(object-position\s*:\s*)0 0(?!\d)")
_OTHER = {"left": "right", "right": "left"}
DIRECTION = "html { direction: rtl }"
FIGURES = "th.number, td.number { text-align: right }"
"""Figures go from left to right in all scripts, and their last digits stand under each other."""
PARTS = """\
body [dir=rtl] { direction: rtl }
body [dir=ltr] { direction: ltr }
body :is(div, section)[dir] :is(h1, h2, h3, h4, h5, h6, p, th, td, .lines) { text-align: start }
body [dir] :is(ul, ol) { padding-left: 0; padding-right: 0; padding-inline-start: 1.5em }
body [dir] li::before { margin-left: 0; margin-right: 0; margin-inline-start: -1.5em }
body .csl-entry[dir] { padding-left: 0; padding-right: 0; padding-inline-start: 1.5em }
body .csl-entry[dir] { text-align: start }
"""
"""Parts of the other direction, whichever that of the page is."""


def directed(css: str, page: str, way: str, browser: bool = False) -> str:
    """The rules of a page that goes that `way`, with those for parts of the other direction.

    Browsers know the direction by the attribute `dir`, WeasyPrint by the rules alone.
    """
    if way == "rtl":
        css = "\n".join((mirrored(css), FIGURES, *([] if browser else [DIRECTION])))
    if not re.search(r"<(?!html)\w+[^<>]* dir=", page):
        return css
    parts = PARTS.split("\n", 2)[2] if browser else PARTS
    return f"{css}\n{parts}"


def mirrored(css: str) -> str:
    """The rules, turned round."""
    pieces = _KEPT.split(css)
    pieces[::2] = map(_turned, pieces[::2])
    return "".join(pieces)


def _turned(rules: str) -> str:
    rules = _NAME.sub(lambda m: f"{m[1] or ''}{_OTHER[m[2]]}", rules)
    for pattern in (_VALUE, _BOX, _SIDE):
        rules = pattern.sub(lambda m: m[1] + _OTHER[m[2]], rules)
    rules = _PLACE.sub(r"\g<1>100% 0", rules)
    return _SIDES.sub(lambda m: m[1] + _four(m[2]), rules)


def _four(value: str) -> str:
    """Four lengths around a box, the second and the fourth changed for each other."""
    parts, depth = [""], 0
    for character in value:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character.isspace() and not depth:
            if parts[-1]:
                parts.append("")
        else:
            parts[-1] += character
    parts = [part for part in parts if part]
    important = parts[4:] if parts[4:] == ["!important"] else []
    if len(parts) - len(important) != 4:
        return value
    top, right, bottom, left = parts[:4]
    end = value[len(value.rstrip()) :]
    return " ".join((top, left, bottom, right, *important)) + end
