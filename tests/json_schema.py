"""What a value of JSON has against a schema, for the keywords that DataCite's schema uses.

JSON Schema, draft 2019-09, without formats, and with `if` as DataCite uses it.
"""

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "number": (int, float), "boolean": bool,
}  # fmt: skip


def faults(value: Any, schema: Any, root: Any, path: str = "$") -> Iterator[str]:
    """Each fault, with its place."""
    if schema is False:
        yield f"{path} may not be there"
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        schema = _within(root, schema["$ref"]) | {k: v for k, v in schema.items() if k != "$ref"}
    for part in schema.get("allOf", []):
        yield from faults(value, part, root, path)
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        yield f"{path} is no {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path} is {value!r}"
    if "const" in schema and value != schema["const"]:
        yield f"{path} is {value!r}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{path} is {value!r}"
    if isinstance(value, list):
        yield from _items(value, schema, root, path)
    if isinstance(value, dict):
        yield from _properties(value, schema, root, path)


def _items(value: list[Any], schema: Any, root: Any, path: str) -> Iterator[str]:
    if len(value) < schema.get("minItems", 0):
        yield f"{path} has {len(value)} items"
    if schema.get("uniqueItems") and any(value.count(item) > 1 for item in value):
        yield f"{path} has an item twice"
    for number, item in enumerate(value):
        yield from faults(item, schema.get("items", True), root, f"{path}[{number}]")


def _properties(value: dict[str, Any], schema: Any, root: Any, path: str) -> Iterator[str]:
    known = _known(schema, root)
    for name in schema.get("required", []):
        if name not in value:
            yield f"{path} has no {name}"
    closed = False in (schema.get("additionalProperties"), schema.get("unevaluatedProperties"))
    for name, one in value.items():
        if name in schema.get("properties", {}):
            yield from faults(one, schema["properties"][name], root, f"{path}.{name}")
        elif closed and name not in known:
            yield f"{path}.{name} is unknown"
    if "else" in schema and list(faults(value, schema["if"], root)):
        yield from faults(value, schema["else"], root, path)


def _known(schema: Any, root: Any) -> set[str]:
    if "$ref" in schema:
        return _known(_within(root, schema["$ref"]), root)
    inner = [_known(part, root) for part in schema.get("allOf", [])]
    return {*schema.get("properties", {}), *(name for names in inner for name in names)}


def _within(root: Any, reference: str) -> Any:
    for name in reference.removeprefix("#/").split("/"):
        root = root[name]
    return root
