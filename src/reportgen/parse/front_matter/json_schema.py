"""The front matter described: a JSON Schema for editors, and the manual's tables."""

from typing import Any

from reportgen.parse.front_matter import (
    author_fields,
    input_model,
    journal_fields,
    nested_fields,
    output_fields,
    publication_fields,
)
from reportgen.parse.front_matter.field_names import aliases
from reportgen.parse.front_matter.field_types import Json

_LISTED = (
    ("Every field", input_model.Form),
    ("An author", author_fields.Person),
    ("A name in parts", author_fields.Name),
    ("An affiliation", author_fields.Institution),
    ("`correction`, `retraction`, `expression-of-concern` and `addendum`", nested_fields.Notice),
    ("`journal`", journal_fields.JournalFields),
    ("`depositor` of a journal", journal_fields.Depositor),
    ("`peer-review`", publication_fields.PeerReview),
    ("One of `relations`", publication_fields.Relation),
    ("`relates`, of a notice", publication_fields.Target),
    ("One of `data`", publication_fields.Dataset),
    ("One of `translations`", publication_fields.Translation),
    ("`brief`", nested_fields.Brief),
    ("`style`", nested_fields.Style),
    ("`style: fonts`", nested_fields.Fonts),
    ("`restates`", nested_fields.Work),
    ("`license`", nested_fields.License),
    ("`copyright`", nested_fields.Copyright),
    ("`funding`", nested_fields.Funding),
    ("One of `awards`", nested_fields.Award),
    ("`citation`", nested_fields.Citation),
    ("`crossref`", nested_fields.Crossref),
    ("`limits`", output_fields.Bounds),
    ("`review`", output_fields.Review),
    ("`docx`", output_fields.WordOutput),
)


_FIRST = frozenset({"title", "subtitle", "short_title", "author", "affiliations"})


def schema() -> Json:
    """The JSON Schema of the form; other tools' fields are allowed beside ours."""
    made = input_model.Form.model_json_schema(mode="validation")
    for described in (made, *made["$defs"].values()):
        _spell(described)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": "Front matter of a reportgen manuscript",
        "description": "The fields of metadata.yaml, or of the block at the head of one file.",
    }


def tables() -> str:
    """The manual's tables, in Markdown."""
    return "\n".join(_table(title, model) for title, model in _LISTED)


def _spell(described: Json) -> None:
    """Without pydantic's titles and null defaults, and with each field's other names."""
    described.pop("title", None)
    fields = described.get("properties", {})
    for name, field in list(fields.items()):
        field.pop("title", None)
        if not isinstance(field.get("default"), str | bool):
            field.pop("default", None)
        choices = [choice for choice in field.get("anyOf", []) if choice != {"type": "null"}]
        if len(choices) == 1:
            del field["anyOf"]
            field.update({**choices[0], "description": field["description"]})
        elif choices:
            field["anyOf"] = choices
        for alias in (name.replace("-", "_"), *field.pop("aliases", ())):
            fields.setdefault(alias, {**field, "description": f"another name of `{name}`"})
        if name in described.get("required", ()) and len(field) == 1:
            field["type"] = "string"


def _table(title: str, model: type[nested_fields.Model]) -> str:
    lines = [
        f"### {title}",
        "",
        "| Field | Takes | What it is | Also called |",
        "|---|---|---|---|",
    ]
    properties = input_model.Form.model_json_schema(mode="validation")
    own = properties if model is input_model.Form else properties["$defs"][model.__name__]
    fields = model.model_fields.items()
    for attribute, field in sorted(fields, key=lambda item: item[0] not in _FIRST):
        name = field.alias or attribute
        takes = _takes(own["properties"][name]) + ("; required" if field.is_required() else "")
        also = ", ".join(f"`{alias}`" for alias in aliases(field))
        about = (field.description or "").replace("|", "\\|")
        lines.append(f"| `{name}` | {takes} | {about} | {also} |")
    return "\n".join(lines) + "\n"


def _takes(field: Any) -> str:
    """What a value may be, in a word or two."""
    match field:
        case {"anyOf": choices}:
            lists = [choice for choice in choices if choice.get("type") == "array"]
            alone = [c for c in choices if c not in lists and c != {"type": "null"}]
            words = " or ".join(dict.fromkeys(map(_takes, alone)))
            return f"{words}, one or several" if lists else words
        case {"$ref": reference}:
            return _NAMES.get(reference.rpartition("/")[2], "fields")
        case {"enum": words}:
            return " or ".join(f"`{word}`" for word in words)
        case {"type": "array", "items": items}:
            return f"list of {_takes(items)}"
        case {"type": "boolean"}:
            return "`true` or `false`"
        case {"type": "object"}:
            return "fields"
        case {"type": ["string", "integer"]}:
            return "date"
        case {"type": ["string", "number"]}:
            return "text or number"
        case _:
            return "text"


_NAMES = {"Person": "author", "Institution": "affiliation", "Name": "name in parts"}
