"""Titles and keywords as they are printed: formatted where the front matter holds Markdown."""

from reportgen.editions import Edition
from reportgen.resolve import Report
from reportgen.tree.nodes import Node, attr, edit, line_of, string


def headings(edition: Edition) -> tuple[list[Node], list[Node]]:
    """The title and the subtitle of an edition as inlines: formatted where they hold Markdown."""
    report, front = edition.report, edition.report.front
    brief = front.brief
    if edition.whole or brief is None:
        subtitle = front.subtitle if edition.whole else None
        return article_title(report), _formatted(report, "subtitle", subtitle)
    title = _formatted(report, "brief-title", brief.title)
    return title or article_title(report), _formatted(report, "brief-subtitle", brief.subtitle)


def keywords(report: Report) -> list[list[Node]]:
    """The keywords as inlines."""
    words = enumerate(report.front.keywords)
    return [_formatted(report, f"keyword-{i}", word) for i, word in words]


def article_title(report: Report) -> list[Node]:
    """The article's title as inlines, whatever the edition is called."""
    return _formatted(report, "title", report.front.title)


def translated(report: Report, lang: str, name: str) -> list[Node]:
    """The `title` or the `subtitle` in another language as inlines."""
    said = report.front.translations[lang]
    found = _formatted(report, f"translation-{lang}-{name}", getattr(said, name))
    return without_language(found, lang)


def without_language(tree: list[Node], lang: str) -> list[Node]:
    """What is in a language throughout, without the marks of words in that language."""

    def unmarked(node: Node) -> Node | list[Node]:
        return node["c"][1] if dict(attr(node)[2]).get("lang") == lang else node

    made: list[Node] = edit(tree, unmarked, {"Span"})
    return made


def _formatted(report: Report, name: str, plain: str | None) -> list[Node]:
    found = report.prose.get(name)
    return line_of(found) if found else string(plain or "")
