"""One HTML file that fetches nothing: styles, faces and pictures travel in it."""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from reportgen import metadata, themes
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.fonts import coverage, scripts, subset
from reportgen.formats import FormatSpec
from reportgen.markup import changes, draft_pages, screen_css, screen_parts
from reportgen.markup.page_values import page_values
from reportgen.themes import page_settings, template
from reportgen.themes.context import SafeHtml
from reportgen.themes.mirror import directed

FORMAT = FormatSpec("html", medium="screen", cost=2)
BASE = ("screen.css", "reading.css")
"""The sheets that the themes share."""

SCRIPT = "notes.js"
"""The script that opens notes on hover and focus."""

CONTENTS = "contents.js"
"""The script that marks in the contents what is read."""

MARKERS = re.compile(r'(?:<button class="noteref"[^>]*>\d+</button>)+')
WORD = re.compile(r"[^\s<>]+\Z")
INLINE = re.compile(r"</(?:em|strong|a|span|code|u|s)>\Z")

PLACE = "\ufdd0"
"""Where the styles go, once the text that the faces are cut to is known."""


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition as a page for browsers; None, with a diagnostic, where a template is at fault."""
    front = edition.report.front
    root, theme = edition.report.root, front.theme
    values = _values(edition)
    name, limits = f"{edition.spec.template}.screen.html.j2", edition.report.limits
    text = template.page(root, theme, name, values, bag, front.place("theme"), limits)
    if text is None:
        return None
    text = changes.with_changes(draft_pages.with_line(text, edition.report), edition, "screen")
    text = screen_parts.with_plates(screen_parts.with_anchors(text), edition.report.words)
    text = coverage.embed_svg_faces(
        _reached(_kept(text), edition.report.words["equation"].format("").strip())
    )
    own = themes.text(root, theme, f"{edition.spec.template}.screen.css")
    style = "\n".join(
        (
            *(themes.text(root, theme, name) for name in BASE),
            own,
            page_settings.css(front),
            screen_css.document_css(edition, text),
            draft_pages.css(edition.report, "screen"),
            changes.css(edition, "screen"),
            themes.text(root, theme, f"{edition.spec.sheets}.screen.css"),
            themes.text(root, theme, "numbered.screen.css") if edition.line_numbers else "",
        )
    )
    style = directed(style, text, values["direction"], browser=True)
    style = scripts.stacks(style, scripts.used(text, values["lang"]), values["lang"])
    style += "\n" + subset.face_rules(coverage.characters_by_family(style, text, values["lang"]))
    return text.replace(PLACE, style).encode()


def _values(edition: Edition) -> dict[str, Any]:
    """What a page for browsers knows beyond what every page knows."""
    values = page_values(edition, "screen")
    report = edition.report
    front, record = report.front, metadata.record_of(edition)
    outline = _outline(values["contents"])
    outlined = front.toc or (front.toc is None and len(outline) > 2)
    wanted = (*([SCRIPT] if values["notes"] else []), *([CONTENTS] if outlined else []))
    script = " ".join(_line(themes.text(report.root, front.theme, name)) for name in wanted)
    return values | {
        "css": SafeHtml(PLACE),
        "script": SafeHtml(script),
        "policy": _policy(script, record.linked()),
        "beside": SafeHtml(screen_css.side_notes_address(edition)),
        "record": record,
        "linked": SafeHtml(record.linked()),
        "outline": outline,
        "outlined": outlined,
        "others": [{"name": n, "address": quote(file)} for n, file in edition.others],
        "citations": [{"name": n, "address": quote(file)} for n, file in edition.citations],
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
    out: list[str] = []
    last = 0
    for marker in MARKERS.finditer(text):
        before = text[max(last, marker.start() - 24) : marker.start()]
        word = WORD.search(before)
        if word:
            out += text[last : marker.start() - len(word[0])], f'<span class="kept">{word[0]}'
            out += marker[0], "</span>"
            last = marker.end()
        elif INLINE.search(before):
            out += text[last : marker.start()], "\u2060", marker[0]
            last = marker.end()
    return "".join(out) + text[last:]


def _reached(text: str, name: str) -> str:
    """The page with formulas, which may be wider than the screen, within the keyboard's reach."""
    frame = f' tabindex="0" role="group" aria-label="{name}">'
    return re.sub(r'(<div(?: id="[^"]*")? class="equation")>', lambda m: m[1] + frame, text)
