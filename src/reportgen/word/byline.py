"""Who wrote an article and where, how to cite it, and what was corrected in it."""

from dataclasses import replace

from reportgen import metadata
from reportgen.editions._title_page import Person
from reportgen.word.blocks import styled
from reportgen.word.elements import Element
from reportgen.word.linked_runs import joined, linked
from reportgen.word.paragraphs import Scope
from reportgen.word.runs import LABEL, Format, text_run

ORCID = "https://orcid.org/"
RAISED = Format(style="Affiliation Mark")
LISTED = 3
"""How many affiliations have a line each; more are run in."""


def notices(scope: Scope) -> list[Element]:
    """What happened to the article since, and which one a notice is about."""
    context = scope.context
    out: list[Element] = []
    for notice in context.first_page.notices:
        style = "Retraction" if notice.kind in ("retraction", "concern") else "Correction"
        said = context.edition.report.prose.get(notice.field, [])
        head = text_run(f"{notice.head} ", Format(style="Notice Head", bold=True))
        first = said[:1] if said and said[0]["t"] in ("Para", "Plain") else []
        words = scope.runs(first[0]["c"]) if first else []
        out.append(scope.paragraph(style, [*head, *words]))
        out += styled(scope, style, said[len(first) :])
        if notice.address:
            shown = linked(notice.address, notice.address, scope)
            label = text_run(f"{notice.label} ") if notice.label else []
            out.append(scope.paragraph(style, [*label, *shown]))
    return out


def authors(scope: Scope) -> list[Element]:
    """The authors in one paragraph, with the numbers of their affiliations, which follow."""
    page = scope.context.first_page
    people = page.authors
    if not people:
        return []
    korean = scope.context.lang.split("-")[0] in ("ko", "ja", "zh")
    english = scope.context.lang.startswith("en")
    runs: list[Element] = []
    for i, person in enumerate(people):
        last = i == len(people) - 1
        comma = "" if not i or (len(people) == 2 and english) else "·" if korean else ","
        link = " and " if i and last and english else "" if not i or korean else " "
        runs += [*text_run(comma + link), *_name(person, len(people), scope)]
    return [scope.paragraph("Author", runs), *_places(scope)]


def _name(person: Person, count: int, scope: Scope) -> list[Element]:
    runs = scope.plain_runs(person.name)
    runs += [*text_run(" "), *scope.plain_runs(person.native)] if person.native else []
    marks = [*person.marks]
    marks += ["*"] if person.corresponding and person.email and count > 1 else []
    marks += ["†"] if person.equal else []
    return [*runs, *text_run(",".join(marks), RAISED)]


def _places(scope: Scope) -> list[Element]:
    page = scope.context.first_page
    numbered = any(person.marks for person in page.authors)
    lines = []
    run_in = len(page.affiliations) > LISTED
    for i, place in enumerate(page.affiliations, 1):
        mark = [*text_run(str(i), RAISED), *text_run("\u2009")] if numbered else []
        lines.append([*mark, *scope.plain_runs(place + ("." if run_in else ""))])
    if run_in:
        return [scope.paragraph("Affiliation", joined(lines, " "))]
    return [scope.paragraph("Affiliation", line) for line in lines]


def author_notes(scope: Scope) -> list[Element]:
    """Whom to write to, the authors' ORCID records, and how to cite the article."""
    page, words = scope.context.first_page, scope.context.words
    several = len(page.authors) > 1
    lines: list[list[Element]] = []
    for person in page.authors:
        if person.corresponding and person.email:
            name = f"* {words['correspondence']}: {person.name}, " if several else ""
            name = name or f"{words['correspondence']}: "
            shown = linked(f"mailto:{person.email}", person.email, scope)
            lines.append([*scope.plain_runs(name), *shown])
    lines += [scope.plain_runs(f"† {line}") for line in page.contributions]
    known = [person for person in page.authors if person.orcid]
    records = [
        [
            *(scope.plain_runs(f"{person.name} ") if several else []),
            *linked(f"{ORCID}{person.orcid}", person.orcid, scope),
        ]
        for person in known
    ]
    if records:
        lines.append([*text_run("ORCID: "), *joined(records, "; ")])
    if page.rights.address or page.journal:
        said = scope.plain_runs(metadata.citation(scope.context.edition))
        label = text_run(f"{words['cite-as']} ", replace(LABEL, style="Emphasis"))
        lines.append([*label, *said])
    return [scope.paragraph("Author Note", line) for line in lines]
