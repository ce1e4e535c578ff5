"""From the form that the author filled in to what the other stages take."""

import re

from reportgen.diagnostics import Bag
from reportgen.languages import DEFAULT, Language, language
from reportgen.parse.front_matter.input_model import Form, Shared
from reportgen.parse.front_matter.model import Front, Statement
from reportgen.parse.front_matter.nested_fields import Funding, License
from reportgen.parse.front_matter.people import people
from reportgen.parse.front_matter.publication import journal, publication
from reportgen.parse.front_matter.yaml_tree import Fields

_COMMONS = re.compile(
    r"(?:creative commons )?cc[ -]?(?P<kind>by(?:[ -]nc)?(?:[ -](?:sa|nd))?)"
    r"(?:[ -]?(?P<version>\d\.\d))?"
)


def resolve(form: Form, root: Fields, bag: Bag) -> Front:
    """The front matter with references looked up and other tools' places of facts merged."""
    authors, affiliations = people(form, root, bag)
    spoken = language(form.lang or DEFAULT)
    shared = {name: getattr(form, name) for name in Shared.model_fields}
    where = journal(form, root, bag)
    shared |= publication(form, where, root, bag)
    front = Front.model_construct(
        **shared,
        authors=authors,
        affiliations=affiliations,
        doi=form.doi or (form.citation.doi if form.citation else None),
        url=form.url or (form.citation.url if form.citation else None),
        license=_license(form.license),
        copyright=form.copyright,
        funding=" ".join(filter(None, (_funding(one, spoken) for one in form.funding))) or None,
        funders=form.funding,
        statements=tuple(_statement(n, text, spoken) for n, text in form.statements.items()),
        journal=where,
        paper=form.paper or form.style.paper or "letter",
    )
    front._root = root
    if form.license and form.license.type:
        bag.warning(
            "front-ignored",
            "`type` of `license` is shown in no output",
            front.key("license", "type"),
            "say it in `text`, or leave it out",
        )
    return front


def _license(license: License | None) -> License | None:
    """With the address of a Creative Commons licence that is named only."""
    if license is None or license.url or not license.text:
        return license
    name = license.text.lower().strip()
    version = "4.0"
    if name in ("cc0", "cc0 1.0", "cc0-1.0", "cc-0"):
        url = "https://creativecommons.org/publicdomain/zero/1.0/"
    elif match := _COMMONS.fullmatch(name):
        kind = match["kind"].replace(" ", "-")
        url = f"https://creativecommons.org/licenses/{kind}/{match['version'] or version}/"
    else:
        return license
    return license.model_copy(update={"url": url})


def _funding(funding: Funding, spoken: Language) -> str | None:
    """One sentence on who paid."""
    if funding.statement:
        return funding.statement
    grants = (
        " ".join(part for part in (award.source, award.name, award.id) if part)
        for award in funding.awards
    )
    listed = "; ".join(grant for grant in grants if grant)
    return spoken.words["funded"].format(listed) if listed else None


def _statement(name: str, text: str, spoken: Language) -> Statement:
    """A statement under its name, in the words of the language where these are known."""
    words = re.sub(r"[-_]+", " ", name).strip()
    title = spoken.statements.get(words.lower().replace(" ", "-"))
    return Statement(name=name, title=title or words[:1].upper() + words[1:], text=text)
