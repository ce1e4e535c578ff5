"""One HTML file that fetches nothing: styles, faces and pictures travel in it."""

import re
from base64 import b64decode, b64encode
from functools import lru_cache
from hashlib import sha256
from html import unescape
from typing import Any

from reportgen import colour, fonts, metadata, settings, subset, themes
from reportgen.diag import Bag
from reportgen.editions import Edition
from reportgen.page import Safe, page
from reportgen.sheet import sheet

COST = 2

BASE = "screen.css"
"""The sheet that the themes share."""

SCRIPT = "notes.js"
"""The script that opens notes on hover and focus."""

NOTES = "notes.css"
"""How a note looks that is open over the page."""

BESIDE = "beside.css"
"""Where it opens; a sheet of its own, as the validators do not know its properties yet."""

PLACE = "\ufdd0"
"""Where the styles go, once the text that the faces are cut to is known."""

LIGHT, DARK = "#ffffff", "#16181b"
"""The backgrounds on which an author's accent colour has to be read."""

SIZES = (9.0, 11.0)
"""The smallest and the largest type of a one-page edition on paper, in points."""

FULL = 415_000.0
"""How many characters fill a page, times the square of their size in points; measured."""

FIGURE = 350
"""How many characters take as much room as a picture or three rows of a table."""

EASTERN = re.compile(r"[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")
MATH = re.compile(r"<math\b.*?</math>", re.S)
CODE = re.compile(r"<(code|kbd|samp)\b[^>]*>(.*?)</\1>", re.S)
DRAWING = re.compile(r"(data:image/svg\+xml;base64,)([A-Za-z0-9+/=]+)")
HEAVY = re.compile(r"data:[\w/+-]+;base64,[^\"')]*")


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition as a page for browsers; None, with a diagnostic, where a template is at fault."""
    front = edition.report.front
    root, theme = edition.report.root, front.theme
    values = _values(edition)
    text = page(root, theme, f"{edition.name}.screen.html.j2", values, bag)
    if text is None:
        return None
    text = _figures(_reached(_kept(text), edition.report.words["equation"].format("").strip()))
    own = themes.text(root, theme, f"{edition.name}.screen.css")
    style = "\n".join((themes.text(root, theme, BASE), own, settings.css(front), _rest(edition, text)))
    style += "\n" + subset.css(_texts(style, text, values["lang"]))
    return text.replace(PLACE, style).encode()


def _values(edition: Edition) -> dict[str, Any]:
    """What a page for browsers knows beyond what every page knows."""
    values = sheet(edition, "screen")
    report = edition.report
    front, record = report.front, metadata.of(edition)
    script = _line(themes.text(report.root, front.theme, SCRIPT)) if values["notes"] else ""
    outline = _outline(values["contents"])
    day = front.date.say(record.lang) if front.date else ""
    brief = front.brief.date.say(record.lang) if front.brief and front.brief.date else day
    return values | {
        "css": Safe(PLACE),
        "script": Safe(script),
        "policy": _policy(script, record.linked()),
        "beside": Safe(_beside(edition)),
        "record": record,
        "linked": Safe(record.linked()),
        "citation": metadata.citation(edition),
        "restates": metadata.restates(edition),
        "outline": outline,
        "outlined": front.toc or (front.toc is None and len(outline) > 2),
        "date": day,
        "dated": brief,
        "elsewhere_shown": re.sub(r"^https?://|/$", "", edition.elsewhere),
    }


def _line(script: str) -> str:
    """A script without its comment lines, on one line: Nu finds no other scripts by their hash."""
    lines = (line.strip() for line in script.splitlines())
    return " ".join(line for line in lines if line and not line.startswith("//"))


def _policy(*scripts: str) -> str:
    """The page may use what is in it, and nothing else."""
    digests = [b64encode(sha256(s.encode()).digest()).decode() for s in scripts if s]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        "default-src 'none'; style-src 'unsafe-inline' data:; img-src data:; font-src data:; "
        f"script-src {allowed}; base-uri 'none'; form-action 'none'"
    )


def _outline(contents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The headings, each of the second level inside the one before it of the first."""
    out: list[dict[str, Any]] = []
    for item in contents:
        if item["level"] > 1 and out:
            out[-1]["parts"].append(item)
        else:
            out.append({**item, "parts": []})
    return out


def _kept(text: str) -> str:
    """The page with each note's marker kept on the line of the word before it."""
    marker = r"((?:<button class=\"noteref\"[^>]*>\d+</button>)+)"
    text = re.sub(r"([^\s<>]{1,24})" + marker, r'<span class="kept">\1\2</span>', text)
    return re.sub(r"(</(?:em|strong|a|span|code|u|s)>)" + marker, "\\1\u2060\\2", text)


def _reached(text: str, name: str) -> str:
    """The page with formulas, which may be wider than the screen, within the keyboard's reach."""
    frame = f' tabindex="0" role="group" aria-label="{name}">'
    return re.sub(r'(<div(?: id="[^"]*")? class="equation")>', lambda m: m[1] + frame, text)


def _figures(text: str) -> str:
    """The page with the faces that drawings name put into them; they cannot take the page's."""
    return DRAWING.sub(lambda m: f"{m[1]}{b64encode(_drawn(b64decode(m[2]))).decode()}", text)


@lru_cache(maxsize=64)
def _drawn(drawing: bytes) -> bytes:
    """An SVG picture with its faces in it."""
    svg = drawing.decode()
    named = set(re.findall(r"font-family\s*[:=]\s*[\"']*([\w ]+)", svg))
    words = unescape("".join(re.findall(r">([^<]+)<", svg)))
    rules = subset.css(dict.fromkeys(sorted(named), words), base=False) if words.strip() else ""
    opening = re.search(r"<svg\b[^>]*>", svg)
    if not rules or not opening:
        return drawing
    end = opening.end()
    return f"{svg[:end]}<style>{rules}</style>{svg[end:]}".encode()


def _rest(edition: Edition, text: str) -> str:
    """The rules that depend on the document."""
    rules = [
        f".w{share} {{ width: {share}% }}" for share in sorted(set(re.findall(r'class="w(\d+)"', text)))
    ]
    if edition.pages:
        rules.append(f"@media print {{ :root {{ --size: {_size(text):.1f}pt }} }}")
    accent = edition.report.front.style.accent
    if accent:
        ink = colour.readable(accent, LIGHT)
        rules.append(f":root {{ --accent: {ink}; --cover: {ink} }}")
        dark = f":root {{ --accent: {colour.readable(accent, DARK)}; --cover: {ink} }}"
        rules.append(f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}")
    return "\n".join([*rules, _notes(edition)])


def _size(text: str) -> float:
    """The size of type, in points, in which a one-page edition fills its page when printed."""
    body = text[text.find("<body") :]
    shown = len(re.sub(r"<[^>]*>|\s+(?=\s)", "", body)) + FIGURE * len(re.findall(r"<img|<tr", body))
    return min(max(SIZES[0], (FULL / max(shown, 1)) ** 0.5), SIZES[1])


def _notes(edition: Edition) -> str:
    """How an open note looks; where no script runs, also on hover and on focus of its marker."""
    report = edition.report
    return _shown(edition, themes.text(report.root, report.front.theme, NOTES))


def _beside(edition: Edition) -> str:
    """The address, with its content, of the sheet that sets an open note beside its marker."""
    report = edition.report
    look = _shown(edition, themes.text(report.root, report.front.theme, BESIDE))
    return f"data:text/css;base64,{b64encode(look.encode()).decode()}" if look else ""


def _shown(edition: Edition, look: str) -> str:
    """The rules for an open note, and the same for one that hover or focus shows."""
    bare = ":root:not(.scripted)"
    cited = [
        f"{bare}:has(#noteref-{note['n']}:is(:hover, :focus-visible)) #note-{note['n']}-text"
        for note in edition.notes
    ]
    if not cited:
        return ""
    shown = look.replace(".note:popover-open", f":is({', '.join(cited)})")
    return f"{look}\n{shown}"


def _texts(style: str, text: str, lang: str) -> dict[str, str]:
    """The text that is set in each family that the styles name."""
    text = HEAVY.sub("", text)
    plain = "".join(sorted(set(text)))
    eastern = "".join(EASTERN.findall(plain))
    code = "".join(body for _, body in CODE.findall(text))
    formulas = "".join(MATH.findall(text))
    named = set(re.findall(r'"([^"\n]+)"', style))
    texts = {}
    for family in (face.family for face in (*fonts.faces(), fonts.formulas())):
        if family not in named:
            continue
        if family.endswith(" KR"):
            native = lang.startswith("ko") or "Serif" in family
            texts[family] = eastern if native else ""
        elif "Code" in family:
            texts[family] = code
        elif "Math" in family:
            texts[family] = formulas + _italic(formulas)
        else:
            texts[family] = plain
    return texts


def _italic(text: str) -> str:
    """The letters that a browser shows for one-letter names in formulas."""
    latin = {chr(0x41 + i): chr(0x1D434 + i) for i in range(26)}
    latin |= {chr(0x61 + i): chr(0x1D44E + i) for i in range(26)} | {"h": "\u210e"}
    greek = {chr(0x391 + i): chr(0x1D6E2 + i) for i in range(25)}
    greek |= {chr(0x3B1 + i): chr(0x1D6FC + i) for i in range(25)}
    return "".join((latin | greek).get(letter, "") for letter in set(text))
