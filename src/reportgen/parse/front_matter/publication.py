"""What fields on publication come to: the journal's facts merged, what one implies filled in."""

import re
from collections.abc import Mapping
from typing import Any

from reportgen.diagnostics import Bag
from reportgen.parse.front_matter.input_model import Form
from reportgen.parse.front_matter.journal_fields import JournalFacts, JournalFields
from reportgen.parse.front_matter.model import Journal
from reportgen.parse.front_matter.people import persons
from reportgen.parse.front_matter.publication_fields import Relation, identified
from reportgen.parse.front_matter.yaml_tree import Fields

TARGETS = {
    "correction": "corrected-article",
    "retraction": "retracted-article",
    "expression-of-concern": "object-of-concern",
    "addendum": "addended-article",
}
"""What the other article is to each notice: JATS 1.3, "related-article-type"."""


def publication(form: Form, where: Journal, root: Fields, bag: Bag) -> Mapping[str, Any]:
    """The fields of the front matter that other fields complete."""
    relates, relations = form.relates, form.relations
    if relates and not relates.type and form.type in TARGETS:
        relates = relates.model_copy(update={"type": TARGETS[form.type]})
    if form.archive_doi:
        archived = Relation.model_construct(type="isSupplementedBy", doi=form.archive_doi)
        relations = (*relations, archived)
    for report in form.peer_review.reports if form.peer_review else ():
        work = identified(report)
        assert isinstance(work, dict)
        relations = (*relations, Relation.model_construct(type="hasReview", **work))
    material = tuple(
        one if one.relation else one.model_copy(update={"relation": "isSupplementedBy"})
        for one in form.data
    )
    return {
        "data": material,
        "access": form.access or ("free" if form.open_access else None),
        "editors": persons(form.editors, ("editors",), form, root, bag),
        "peer_review": form.peer_review or where.peer_review,
        "relates": relates,
        "relations": relations,
    }


def journal(form: Form, root: Fields, bag: Bag) -> Journal:
    """The journal's facts: ours first, then MyST's, then Quarto's."""
    found: dict[str, Any] = {}
    cited = form.citation
    if cited:
        first, _, last = re.sub(r"(?<!\s)\s*+[-–—]++\s*+", "-", cited.page or "").partition("-")
        found |= _given(
            title=cited.container_title,
            abbreviation=cited.container_title_short,
            issn=cited.issn,
            publisher=cited.publisher,
            volume=cited.volume,
            issue=cited.issue,
            first_page=cited.page_first or first,
            last_page=cited.page_last or last,
        )
    for name, written in (("venue", form.venue), ("journal", form.journal)):
        if name == "journal":
            found |= _given(
                volume=form.volume,
                issue=form.issue,
                first_page=form.first_page,
                last_page=form.last_page,
            )
        if written:
            found |= _given(
                **{field: getattr(written, field) for field in JournalFacts.model_fields}
            )
            found |= _given(**_editors(name, written, form, root, bag))
    found.setdefault("issn", found.get("eissn") or found.get("pissn") or found.get("issn_l"))
    return Journal.model_construct(**found)


def _editors(
    name: str, written: JournalFields, form: Form, root: Fields, bag: Bag
) -> Mapping[str, Any]:
    board = persons(written.editorial_board, (name, "editorial-board"), form, root, bag)
    return {
        "editors": persons(written.editors, (name, "editors"), form, root, bag),
        "editorial_board": board,
    }


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
