"""`journal.yaml`: the front matter that all articles of a journal share.

It has the fields of an article's front matter. What an article says itself counts; mappings are
merged field by field, however deep, and other values are taken as a whole.
"""

from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.diagnostics.source import Source
from reportgen.parse.front_matter.field_names import rename
from reportgen.parse.front_matter.validation_errors import commented
from reportgen.parse.front_matter.yaml_nodes import compose
from reportgen.parse.front_matter.yaml_tree import Entry, Fields, Items, Node, Scalar

_OWN = """
    title subtitle short-title author affiliations doi url archive-doi abstract description
    keywords date received revised accepted published-online published-print version type
    section correction retraction expression-of-concern addendum relates relations data
    translations acknowledgements funding
    restates bibliography nocite draft citation venue volume issue first-page last-page
    files-url editors
"""
OWN = frozenset(_OWN.split())
"""The fields that are an article's alone."""
COMPLETING = frozenset({"brief", "review"})
"""Fields that ask for an output: the journal's complete an article's own and ask for none."""
TOGETHER = {
    "license": frozenset({"text", "type", "url"}),
    "copyright": frozenset({"statement", "holder"}),
}
"""Fields of which the journal's count only where the article gives none of them."""
SHORT = {
    "journal": "title", "license": "text", "copyright": "statement", "peer-review": "type",
}  # fmt: skip
"""The field that a mapping is written as, alone."""


def with_journal(root: Fields, journal: Source | None, bag: Bag) -> tuple[Fields, frozenset[str]]:
    """The renamed front matter completed with what the journal's file says.

    Beside it stand the fields of that file that could not be read as YAML. Faults in the file are
    reported at their places in it.
    """
    if journal is None:
        return root, frozenset()
    document = compose(journal, 0, len(journal.text), bag)
    shared = rename(document.root, bag)
    commented(shared, bag)
    entries = list(root.entries)
    for entry in shared.entries:
        if entry.key in OWN:
            _report_own(entry, root, bag)
            continue
        name = _name(entry.key, root)
        at = next((i for i, own in enumerate(entries) if own.key == name), None)
        if at is not None:
            value = _merged(entries[at].value, entry.value, entry.key)
            entries[at] = Entry(name, entries[at].at, value)
        elif entry.key not in COMPLETING:
            entries.append(entry)
    return Fields(tuple(entries), root.span), document.lost


def _name(key: str, root: Fields) -> str:
    """The field of the article that says the same: MyST's `venue` is `journal`."""
    return "venue" if key == "journal" and root.get("venue") and not root.get(key) else key


def _report_own(entry: Entry, root: Fields, bag: Bag) -> None:
    own = root.get(entry.key)
    bag.add(
        Diagnostic(
            "front-ignored",
            Severity.WARNING,
            f"`{entry.at.text}` is each article's own, and is not taken from the journal's file",
            entry.at,
            help="give it in the front matter of the article",
            notes=(Note("given here in the article", own.at),) if own else (),
        )
    )


def _merged(own: Node, shared: Node, key: str = "") -> Node:
    """A value of the article completed with the journal's."""
    if key == "allow":
        return Items((*_items(own), *_items(shared)), own.span)
    if isinstance(shared, Fields) and isinstance(own, Scalar) and own.value and key in SHORT:
        own = Fields((Entry(SHORT[key], own.span, own),), own.span)
    if not isinstance(own, Fields) or not isinstance(shared, Fields):
        return own
    known = {entry.key: entry for entry in shared.entries}
    given = {entry.key for entry in own.entries}
    if given & TOGETHER.get(key, frozenset()):
        known = {name: entry for name, entry in known.items() if name not in TOGETHER[key]}
    entries = [
        Entry(e.key, e.at, _merged(e.value, known[e.key].value)) if e.key in known else e
        for e in own.entries
    ]
    entries += (entry for name, entry in known.items() if name not in given)
    return Fields(tuple(entries), own.span)


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else (node,)
