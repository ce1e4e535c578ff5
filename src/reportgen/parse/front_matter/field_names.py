"""One name for each field: aliases resolved, unknown and repeated names reported."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.parse.front_matter import ignored_fields
from reportgen.parse.front_matter.author_fields import Institution, Person
from reportgen.parse.front_matter.input_model import Form
from reportgen.parse.front_matter.nested_fields import Award, Funding, Model
from reportgen.parse.front_matter.yaml_nodes import plain
from reportgen.parse.front_matter.yaml_tree import Entry, Fields, Items, Node, Scalar

NAMESPACE = "reportgen"

_GUESSES = 100
_GUESSABLE = 40

_PARTS = frozenset({"data-availability", "competing-interests", "conflicts-of-interest"})


def rename(root: Fields, bag: Bag) -> Fields:
    """The tree of a form with every field under its own name, each once."""
    own = root.get(NAMESPACE)
    if own and isinstance(own.value, Fields):
        # A document that other tools read too may keep what is ours in one place.
        others = tuple(e for e in root.entries if e is not own)
        root = Fields((*others, *own.value.entries), root.span)
    return _fields(_lifted(root), Form, bag)


def renamed(root: Fields, model: type[Model], bag: Bag) -> Fields:
    """The tree of a model's fields with every field under its own name, each once."""
    return _fields(root, model, bag)


@cache
def known(model: type[BaseModel]) -> dict[str, str]:
    """Every spelling of a model's fields, and the name that each stands for."""
    names = {}
    for attribute, field in model.model_fields.items():
        name = field.alias or attribute
        for spelling in (name, *aliases(field)):
            names[spelling] = name
            names[spelling.replace("-", "_")] = name
    return names


def aliases(field: Any) -> tuple[str, ...]:
    """What else a field is called."""
    return tuple((field.json_schema_extra or {}).get("aliases", ()))


def _lifted(root: Fields) -> Fields:
    """MyST's parts of a document, in `parts` or on their own, among our fields."""
    parts = root.get("parts")
    entries = list(root.entries)
    if parts and isinstance(parts.value, Fields):
        entries.remove(parts)
        entries += (e for e in parts.value.entries if not root.get(e.key))
    stated = [e for e in entries if e.key.replace("_", "-") in _PARTS]
    if not stated:
        return root if parts is None else Fields(tuple(entries), root.span)
    rest = [e for e in entries if e not in stated]
    given = next((e for e in rest if e.key == "statements"), None)
    own = given.value.entries if given and isinstance(given.value, Fields) else ()
    value = Fields((*own, *stated), root.span)
    statements = Entry("statements", (given or stated[0]).at, value)
    return Fields((*(e for e in rest if e is not given), statements), root.span)


def _node(node: Node, model: type[Model] | None, bag: Bag) -> Node:
    match node:
        case Items(items):
            return Items(tuple(_node(item, model, bag) for item in items), node.span)
        case Fields() if model:
            return _fields(_unkeyed(node, model), model, bag)
        case Fields(entries):
            return Fields(tuple(_once(entries, bag)), node.span)
        case _:
            return node


def _fields(node: Fields, model: type[Model], bag: Bag) -> Fields:
    names, others = known(model), ignored_fields.NAMES.get(model.__name__, frozenset())
    inner = _models(model)
    entries = []
    for entry in _once(node.entries, bag):
        name = names.get(entry.key)
        if name in _mappings(model) and isinstance(entry.value, Fields):
            each = (
                Entry(e.key, e.at, _node(e.value, inner[name], bag))
                for e in _once(entry.value.entries, bag)
            )
            entries.append(Entry(name, entry.at, Fields(tuple(each), entry.value.span)))
        elif name:
            entries.append(Entry(name, entry.at, _node(entry.value, inner.get(name), bag)))
        elif others is not None and not _passes(entry.key, others):
            _unknown(entry, names, bag)
    return Fields(tuple(_one(entries, bag)), node.span)


def _once(entries: tuple[Entry, ...], bag: Bag) -> Iterator[Entry]:
    """The entries without those whose key stands above already."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.key, entry)
        if first is entry:
            yield entry
        else:
            bag.add(
                Diagnostic(
                    "front-duplicate",
                    Severity.ERROR,
                    f"`{entry.key}` is given twice",
                    entry.at,
                    help="remove one of them",
                    notes=(Note("first given here", first.at),),
                )
            )


def _one(entries: list[Entry], bag: Bag) -> Iterator[Entry]:
    """The entries without those that give a field again under another name."""
    given: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: e.at.text.replace("_", "-") != e.key):
        first = given.setdefault(entry.key, entry)
        if first is not entry and plain(first.value) != plain(entry.value):
            bag.add(
                Diagnostic(
                    "front-duplicate",
                    Severity.WARNING,
                    f"`{entry.at.text}` is another name of `{first.at.text}`, "
                    "which is given too and is the one used",
                    entry.at,
                    help="remove one of them",
                    notes=(Note("given here", first.at),),
                )
            )
    yield from given.values()


def _passes(key: str, others: frozenset[str]) -> bool:
    """Whether a key is another tool's, or marked as nobody's."""
    spelled = key.replace("_", "-")
    return (
        spelled in others
        or key in others
        or key.endswith("_")
        or spelled.startswith(ignored_fields.FAMILIES)
        or key.startswith("_")
    )


def _unknown(entry: Entry, names: dict[str, str], bag: Bag) -> None:
    spelled = entry.key.lower().replace("_", "-")
    few = len(bag) < _GUESSES and len(spelled) < _GUESSABLE
    near = get_close_matches(spelled, names, 1, 0.7) if few else []
    bag.warning(
        "front-unknown",
        f"`{entry.key}` is not a field that is known here" if entry.key else "a field has no name",
        entry.at,
        f"did you mean `{near[0]}`?" if near else "",
    )


@cache
def _models(model: type[Model]) -> dict[str, type[Model]]:
    """The models of the fields that hold fields themselves."""
    found = {}
    for attribute, field in model.model_fields.items():
        inner = next(_inner(field.annotation), None)
        if inner:
            found[field.alias or attribute] = inner
    return found


@cache
def _mappings(model: type[Model]) -> frozenset[str]:
    """The fields whose own names the author chooses, each of which holds a model."""
    return frozenset(
        field.alias or attribute
        for attribute, field in model.model_fields.items()
        if get_origin(field.annotation) is dict and next(_inner(field.annotation), None)
    )


def _inner(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in get_args(annotation):
        yield from _inner(argument)


def _unkeyed(node: Fields, model: type[Model]) -> Fields:
    """pandoc-scholar's `Jane Doe: {email: ...}` and `inst: Example Institute`, spelled out.

    Quarto has a grant's facts in `funding` itself, without `awards`.
    """
    if model is Funding:
        return _granted(node)
    if model not in (Person, Institution) or len(node.entries) != 1:
        return node
    (entry,) = node.entries
    if entry.key in known(model):
        return node
    name = Scalar(entry.key, entry.at)
    match entry.value:
        case Fields(entries) if model is Person and any(e.key in known(Person) for e in entries):
            return Fields((Entry("name", entry.at, name), *entries), node.span)
        case Fields(entries) if model is Institution and any(e.key == "name" for e in entries):
            return Fields((Entry("id", entry.at, name), *entries), node.span)
        case Scalar(str()) if model is Institution:
            return Fields(
                (Entry("id", entry.at, name), Entry("name", entry.at, entry.value)), node.span
            )
        case Scalar(None) if model is Person and " " in entry.key:
            return Fields((Entry("name", entry.at, name),), node.span)
        case _:
            return node


def _granted(node: Fields) -> Fields:
    """Funding whose grant stands in it directly, with that grant among its awards."""
    own, grant = known(Funding), known(Award)
    number = node.get("award")
    if number and not isinstance(number.value, Fields | Items):
        entries = tuple(Entry("number", e.at, e.value) if e is number else e for e in node.entries)
        node = Fields(entries, node.span)
    if any(own.get(entry.key) == "awards" for entry in node.entries):
        return node
    inside = tuple(e for e in node.entries if e.key in grant and e.key not in own)
    if not inside:
        return node
    awards = Entry("awards", inside[0].at, Items((Fields(inside, node.span),), node.span))
    return Fields((*(e for e in node.entries if e not in inside), awards), node.span)
