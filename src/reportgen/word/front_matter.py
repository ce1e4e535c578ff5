"""What stands before the text, but for the contents: masthead, title, authors, abstract."""

from dataclasses import replace

from reportgen.editions._first_page import Person
from reportgen.editions._headings import article_title, headings
from reportgen.editions._headings import keywords as words_of
from reportgen.resolve.language_spans import mark_languages
from reportgen.tree.nodes import Node, string
from reportgen.word import images
from reportgen.word.blocks import styled
from reportgen.word.elements import Element
from reportgen.word.links import external_link
from reportgen.word.paragraphs import Scope
from reportgen.word.runs import LABEL, LINKED, Format, run, tab, text_run

ORCID = "https://orcid.org/"


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
    return _line("Title", article_title(scope.context.edition.report), scope)


def subtitle(scope: Scope) -> list[Element]:
    return _line("Subtitle", headings(scope.context.edition)[1], scope)


def headline(scope: Scope) -> list[Element]:
    """The edition's own title and subtitle."""
    return [*_line("Title", headings(scope.context.edition)[0], scope), *subtitle(scope)]


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
    """The day, where no masthead says it."""
    page = scope.context.first_page
    return [] if page.journal else scope.plain("Date", page.date)


def authors(scope: Scope) -> list[Element]:
    """The authors, each over the places where they work; over all where these are the same."""
    people = scope.context.first_page.authors
    if len({person.affiliations for person in people}) != 1:
        return [x for p in people for x in _authors([p], scope)]
    return _authors(list(people), scope)


def _authors(people: list[Person], scope: Scope) -> list[Element]:
    """Authors of the same places, on one line over them."""
    names: list[Element] = []
    for i, person in enumerate(people):
        names += text_run(scope.context.words["comma"]) if i else []
        names += scope.plain_runs(person.name)
        names += [*text_run(" "), *scope.plain_runs(person.native)] if person.native else []
    if not names:
        return []
    places = (scope.plain_runs(place) for place in people[0].affiliations)
    return [
        scope.paragraph("Author", names),
        *(scope.paragraph("Affiliation", place) for place in places),
    ]


def author_notes(scope: Scope) -> list[Element]:
    """What there is to say of each author: a life in two sentences, addresses; who did what."""
    prose, page = scope.context.edition.report.prose, scope.context.first_page
    people = enumerate(page.authors)
    notes = (_author_note(person, prose.get(f"bio-{i}", []), scope) for i, person in people)
    lines = map(scope.plain_runs, page.contributions)
    return [scope.paragraph("Author Note", note) for note in (*notes, *lines) if note]


def _author_note(person: Person, life: list[Node], scope: Scope) -> list[Element]:
    parts = [scope.runs(block["c"]) for block in life if block["t"] in ("Para", "Plain")]
    if person.email:
        correspondence = scope.context.words["correspondence"]
        who = correspondence if person.corresponding else person.name
        shown = _linked(f"mailto:{person.email}", person.email, scope)
        parts.append([*text_run(f"{who}: "), *shown])
    if person.orcid:
        shown = _linked(f"{ORCID}{person.orcid}", person.orcid, scope)
        parts.append([*text_run("ORCID "), *shown])
    return _joined(parts, " ")


def restates(scope: Scope) -> list[Element]:
    """What the article restates, with its address."""
    work = scope.context.first_page.restates
    if work is None:
        return []
    published = f"{work.published}." if work.published else ""
    said = " ".join(part for part in (work.sentence, published, work.note) if part)
    parts = [scope.plain_runs(said)]
    if work.address:
        parts.append(_linked(work.address, work.address, scope))
    return [scope.paragraph("Statement", _joined(parts, " "))]


def doi(scope: Scope) -> list[Element]:
    """The article's own address, the journal's number, and what may be done with the text."""
    held = scope.context.first_page.rights
    parts = [
        _linked(held.address, held.address, scope) if held.address else [],
        text_run(f"ISSN {held.issn}") if held.issn else [],
        scope.plain_runs(held.copyright),
        _linked(held.license_address, held.license, scope)
        if held.license_address
        else scope.plain_runs(held.license),
    ]
    runs = _joined([part for part in parts if part], " · ")
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


def _linked(url: str, shown: str, scope: Scope) -> list[Element]:
    return [external_link(url, text_run(shown, LINKED), scope.part)]


def _joined(parts: list[list[Element]], separator: str) -> list[Element]:
    """Runs one after another, with words between them."""
    out: list[Element] = []
    for i, part in enumerate(parts):
        out += [*(text_run(separator) if i else []), *part]
    return out
