"""A package -> a document."""

from typing import Any

from reportgen.limits import Limits
from reportgen.ooxml import properties
from reportgen.ooxml.comments import comments, quoted
from reportgen.ooxml.elements import child
from reportgen.ooxml.model import Document, Unreadable
from reportgen.ooxml.notes import notes
from reportgen.ooxml.package import ANEW, Package, Relations, main_part, opened
from reportgen.ooxml.revisions import Revisions
from reportgen.ooxml.state import State
from reportgen.ooxml.story import Story
from reportgen.ooxml.styles import Styles
from reportgen.ooxml.tables import table


def document(data: bytes, accept: str, limits: Limits) -> Document:
    """The document; its changes taken or not as `accept` says. Raises Unreadable."""
    package = opened(data, limits)
    main = main_part(package)
    relations = package.related(main)
    root = package.tree(main)
    body = child(root, "body")
    if body is None:
        raise Unreadable("holds no text", ANEW)
    parts = {kind: target for kind, target, outside in reversed(relations.values()) if not outside}
    styles = Styles.read(*(_part(package, parts.get(n, "")) for n in ("styles", "numbering")))
    state = State(package, styles, Revisions(accept))
    blocks = Story(state, body, relations, table=table).read()
    noted = notes(state, {
        kind: (found, package.related(parts[f"{kind}s"]))
        for kind in ("footnote", "endnote")
        if (found := _part(package, parts.get(f"{kind}s", ""))) is not None
    })  # fmt: skip
    remarks = _comments(state, parts)
    if "vbaProject" in parts:
        state.problem("its macros are not read")
    if state.counts["invisible"]:
        state.problem(f"{state.counts['invisible']} signs that nobody sees are left out")
    if state.counts["hidden"]:
        state.problem(f"{state.counts['hidden']} stretches of hidden text are left out")
    return quoted(
        Document(
            blocks, noted, remarks, properties.core(package), properties.custom(package),
            tuple(dict.fromkeys(state.problems)), tuple(state.fields), tuple(state.pictures),
            tuple(state.revisions.found), tuple(state.boxes), state.formulas,
            properties.custom_parts(package, main),
        )
    )  # fmt: skip


def media(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The pictures of a document by the names of their parts. Raises Unreadable."""
    package = opened(data, limits)
    main_part(package)
    found: dict[str, bytes] = {}
    for name, entry in package.names.items():
        if package.types.get(name, "").startswith("image/"):
            found[entry] = package.data(name) or b""
    return found


def _comments(state: State, parts: dict[str, str]) -> Any:
    root = _part(state.package, parts.get("comments", ""))
    if root is None:
        return ()
    relations: Relations = state.package.related(parts["comments"])
    extended = _part(state.package, parts.get("commentsExtended", ""))
    apart = State(state.package, state.styles, Revisions("all"))  # its own changes are no one's
    found = comments(apart, root, extended, relations)
    state.problems += apart.problems
    return found


def _part(package: Package, name: str) -> Any:
    return package.tree(name) if name else None
