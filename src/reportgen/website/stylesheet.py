"""The style sheet of a site, with its faces in it: one file that every page links to.

The faces hold the characters of the pages and no others. They stand in the sheet itself, as
browsers take no face from a file beside a page that is opened from a disk.
"""

from collections.abc import Iterable
from pathlib import Path

from reportgen import themes
from reportgen.fonts import coverage, scripts, subset
from reportgen.languages import direction
from reportgen.markup.screen_css import accent_css
from reportgen.themes.mirror import directed

BAR = "site.bar.css"
SHEETS = ("screen.css", BAR, "site.css", "site.screen.css")


def sheet(root: Path, theme: str, accent: str, pages: Iterable[str], lang: str) -> str:
    """The rules for a site's pages, cut to their text."""
    text = "\n".join(pages)
    style = "\n".join((*(themes.text(root, theme, name) for name in SHEETS), accent_css(accent)))
    style = directed(style, text, direction(lang), browser=True)
    style = scripts.stacks(style, scripts.used(text, lang), lang)
    rules = subset.face_rules(coverage.characters_by_family(style, text, lang))
    return f"{style}\n{rules}"


def plain(root: Path, theme: str, accent: str, lang: str) -> str:
    """The same without faces, for a page that stands alone."""
    style = "\n".join((*(themes.text(root, theme, name) for name in SHEETS), accent_css(accent)))
    return directed(style, "", direction(lang), browser=True)


def bar(root: Path, theme: str, words: str, lang: str) -> str:
    """The rules for what stands before an article, with the letters of a site's own words.

    An article's faces hold its own letters; those of the site's language may not be among them.
    """
    style = themes.text(root, theme, BAR)
    if set(words) <= subset.BASE:
        return style
    own = ':is(.site-bar, .site-note, .site-files) { font-family: "Source Sans 3", "Noto Sans KR" }'
    own = scripts.stacks(own, scripts.used(words, lang), lang)
    beyond = "".join(sorted(set(words) - subset.BASE))
    rules = subset.face_rules(coverage.characters_by_family(own, beyond, lang))
    return f"{style}\n{own}\n{rules}"
