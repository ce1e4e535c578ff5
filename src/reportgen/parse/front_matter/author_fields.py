"""Authors and affiliations as they are written."""

from typing import Annotated

from pydantic import BeforeValidator

from reportgen.parse.front_matter.field_shapes import several
from reportgen.parse.front_matter.field_types import Email, Label, Orcid, Ror, Switch, Text, Url
from reportgen.parse.front_matter.nested_fields import Model, about
from reportgen.parse.front_matter.publication_types import Isni

_GIVEN = ("given-names", "given-name", "first-name", "firstname", "first", "forename")
_FAMILY = ("family-names", "family-name", "surname", "last-name", "lastname", "last")


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _listed(value: object) -> object:
    """Authors, of whom several may stand in one text with semicolons between them."""
    if isinstance(value, str) and ";" in value and "[" not in value:
        return [name for name in value.split(";") if name.strip()]
    return several(value)


def _literal(value: object) -> object:
    if isinstance(value, list) and len(value) == 1:  # as `- given:` below `name:` makes it
        value = value[0]
    return {"literal": value} if isinstance(value, str) else value


def _roles(value: object) -> object:
    """Role names; Quarto also writes the degree, as in `writing: lead`."""
    return [
        name
        for role in (value if isinstance(value, list) else [value])
        for name in (role if isinstance(role, dict) else [role])
    ]


def _flags(value: object) -> object:
    """The names of Quarto's attributes, listed or switched on."""
    if isinstance(value, dict):
        return [name for name, on in value.items() if on in ("true", "yes", "on")]
    return several(value)


def _joined(value: object) -> object:
    listed = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return ", ".join(value) if listed else value  # type: ignore[arg-type]


def _corresponding(value: object) -> object:
    return "true" if isinstance(value, str) and "@" in value else value


class Name(Model):
    """A person's name in parts."""

    literal: Text | None = about("the whole name, as it is printed", "name")
    given: Text | None = about("given names", *_GIVEN)
    family: Text | None = about("family name", *_FAMILY)
    dropping_particle: Text | None = about("as in `Alexander [von] Humboldt`")
    non_dropping_particle: Text | None = about("as in `Vincent [van] Gogh`", "particle")
    suffix: Text | None = about("as in `Martin Luther King [Jr.]`")


class Institution(Model):
    """An affiliation, or a reference to one."""

    ref: Label | None = about("the id of an affiliation that is given elsewhere")
    id: Label | None = about("what authors refer to it by", "index")
    name: Text | None = about("its name")
    institution: Text | None = about("its name, as MyST calls it", "organization", "university")
    department: Text | None = about("the part of it", "group", "division", "dept")
    address: Text | None = about("street and number", "street")
    city: Text | None = about("city")
    region: Text | None = about("state or province", "state", "province")
    postal_code: Label | None = about("postal code, for machines", "postcode", "zip")
    country: Text | None = about("country")
    ror: Ror | None = about("its ROR identifier, for machines")
    url: Url | None = about("its web address", "website")


Institutions = Annotated[
    tuple[
        Annotated[Institution, BeforeValidator(_named, json_schema_input_type=Text | Institution)],
        ...,
    ],
    BeforeValidator(several, json_schema_input_type=Text | Institution | list[Text | Institution]),
]


class Person(Model):
    """An author."""

    name: Annotated[Name | None, BeforeValidator(_literal, json_schema_input_type=Text | Name)] = (
        about("the name as it is printed, or its parts", "literal")
    )
    given: Text | None = about("given names", *_GIVEN)
    family: Text | None = about("family name", *_FAMILY)
    dropping_particle: Text | None = about("as in `Alexander [von] Humboldt`")
    non_dropping_particle: Text | None = about("as in `Vincent [van] Gogh`", "particle")
    suffix: Text | None = about("as in `Martin Luther King [Jr.]`")
    name_native: Text | None = about("the name in its own script", "native-name", "native")
    affiliation: Institutions = about(
        "where the author works: names, ids or indices of `affiliations`, or affiliations in full",
        "affiliations", "institute", "institution",
        default=(),
    )  # fmt: skip
    orcid: Orcid | None = about("ORCID, as digits or as an address", "ORCID")
    email: Email | None = about("email address", "e-mail")
    url: Url | None = about("web page", "website", "homepage")
    bio: Text | None = about("a sentence or two about the author", "biography")
    corresponding: Annotated[Switch | None, BeforeValidator(_corresponding)] = about(
        "whether to write to this author", "correspondence"
    )
    equal_contributor: Switch | None = about(
        "whether the first authors contributed equally", "equal-contrib", "equal-contribution"
    )
    attributes: Annotated[
        tuple[Text, ...],
        BeforeValidator(_flags, json_schema_input_type=dict[str, bool] | list[str]),
    ] = about(
        "`corresponding`, `equal-contributor` and `deceased`, as Quarto writes them", default=()
    )
    roles: Annotated[
        tuple[Text, ...], BeforeValidator(_roles, json_schema_input_type=Text | list[Text])
    ] = about("what the author did, in the words of CRediT", "role", default=())
    contribution: Text | None = about("what the author did, in a sentence", "contributions")
    degrees: Annotated[Text | None, BeforeValidator(_joined)] = about(
        "academic degrees, such as `PhD`", "degree"
    )
    isni: Isni | None = about("ISNI, as sixteen digits or as an address")
    orcid_authenticated: Switch = about(
        "whether the author confirmed the ORCID by logging in", default=False
    )
    deceased: Switch | None = about("whether the author has died")


People = Annotated[
    tuple[Annotated[Person, BeforeValidator(_named, json_schema_input_type=Text | Person)], ...],
    BeforeValidator(_listed, json_schema_input_type=Text | Person | list[Text | Person]),
]
