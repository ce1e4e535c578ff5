"""What stands before the text, but for the contents: masthead, title, authors, abstract."""

from dataclasses import replace

from reportgen.editions._headings import article_title, headings
from reportgen.editions._headings import keywords as words_of
from reportgen.resolve.language_spans import mark_languages
from reportgen.tree.nodes import Node, string
from reportgen.word import images
from reportgen.word.blocks import styled
from reportgen.word.elements import Element
from reportgen.word.linked_runs import joined, linked
from reportgen.word.paragraphs import Scope
from reportgen.word.runs import LABEL, Format, run, tab, text_run


def masthead(scope: Scope) -> list[Element]:
    """The journal's name at the left, the issue at the right."""
    page = scope.context.first_page
    return _both_ends("Masthead", page.journal, page.issue.line, scope) if page.journal else []


def banner(scope: Scope) -> list[Element]:
    """The series at the left, journal and day at the right."""
    page = scope.context.first_page
    right = " · ".join(part for part in (page.journal, page.date) if part)
    return _both_ends("Banner", page.series, right, scope)


def _both_ends(style: str, left: str, right: str, scope: Scope) -> list[Element]:
    inset = scope.context.design.resolved(style).right or 0
    name = scope.plain_runs(left, Format(style="Masthead Name"))
    runs = [*name, tab(), *scope.plain_runs(right)]
    end = scope.context.design.text_width - inset
    return [scope.paragraph(style, runs, stops=[(end, "right")])]


def logo(scope: Scope) -> list[Element]:
    """The publisher's logo, where the project holds one."""
    page = scope.context.first_page
    name = scope.context.edition.report.front.style.logo or ""
    alt = page.rights.publisher or page.journal
    found = images.inline(name, alt, {"width": "120pt"}, scope.context, scope.part)
    return [] if found is None else [scope.paragraph("Logo", [run(found)])]


def title(scope: Scope) -> list[Element]:
    """The article's title."""
    report = scope.context.edition.report
    return _line("Title", [*_retracted(scope), *article_title(report)], scope)


def _retracted(scope: Scope) -> list[Node]:
    """What stands before the title of an article that was retracted."""
    words = scope.context.words
    return string(f"{words['retracted']} ") if scope.context.first_page.retracted else []


def subtitle(scope: Scope) -> list[Element]:
    return _line("Subtitle", headings(scope.context.edition)[1], scope)


def headline(scope: Scope) -> list[Element]:
    """The edition's own title and subtitle."""
    edition = scope.context.edition
    title = [*_retracted(scope), *headings(edition)[0]]
    return [*_line("Title", title, scope), *subtitle(scope)]


def _line(style: str, nodes: list[Node], scope: Scope) -> list[Element]:
    """A paragraph of words that may be formatted; emphasis in an italic style is upright."""
    italic = bool(scope.context.design.resolved(style).italic)
    marked = any(node["t"] not in ("Str", "Space") for node in nodes)
    scope = replace(scope, form=replace(scope.form, italic=italic and marked))
    runs = scope.runs(nodes if marked else mark_languages(nodes, scope.context.lang))
    return [scope.paragraph(style, runs)] if nodes else []


def standfirst(scope: Scope) -> list[Element]:
    return styled(scope, "Standfirst", scope.context.edition.report.prose.get("standfirst", []))


def date(scope: Scope) -> list[Element]:
    """The days of receipt and so on, or the day of publication where no masthead says it."""
    page = scope.context.first_page
    if page.dates:
        return scope.plain("Date", " · ".join(page.dates))
    return [] if page.journal else scope.plain("Date", page.date)


def restates(scope: Scope) -> list[Element]:
    """What the article restates, with its address."""
    work = scope.context.first_page.restates
    if work is None:
        return []
    published = f"{work.published}." if work.published else ""
    said = " ".join(part for part in (work.sentence, published, work.note) if part)
    parts = [scope.plain_runs(said)]
    if work.address:
        parts.append(linked(work.address, work.address, scope))
    return [scope.paragraph("Statement", joined(parts, " "))]


def doi(scope: Scope) -> list[Element]:
    """The article's own address, the journal's number, and what may be done with the text."""
    held = scope.context.first_page.rights
    parts = [
        linked(held.address, held.address, scope) if held.address else [],
        text_run(f"ISSN {held.issn}") if held.issn else [],
        scope.plain_runs(held.copyright),
        linked(held.license_address, held.license, scope)
        if held.license_address
        else scope.plain_runs(held.license),
    ]
    runs = joined([part for part in parts if part], " · ")
    return [scope.paragraph("Statement", runs)] if runs else []


def abstract(scope: Scope) -> list[Element]:
    report = scope.context.edition.report
    tree = report.prose.get("abstract")
    if not tree:
        return []
    name = report.front.abstract_title or report.words["abstract"]
    return [*scope.plain("Abstract Title", name), *styled(scope, "Abstract", tree)]


def keywords(scope: Scope) -> list[Element]:
    named = words_of(scope.context.edition.report)
    if not named:
        return []
    label = text_run(f"{scope.context.words['keywords']}  ", LABEL)
    comma = string(scope.context.words["comma"])
    listed = [node for i, word in enumerate(named) for node in [*(comma if i else []), *word]]
    runs = scope.runs(mark_languages(listed, scope.context.lang))
    return [scope.paragraph("Keywords", [*label, *runs])]
