"""Finished PDF files bound into one, with their structure trees, outlines and page labels.

Nothing is laid out again: the pages of the bound file are the parts' own. It is PDF/UA and PDF/A of
the parts' level, with the same bytes for the same parts.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from types import MappingProxyType

from reportgen.binding.part import Part, PartError, opened
from reportgen.weasy.record import Record


def bind(
    parts: Sequence[Part], record: Record, addresses: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """The bound file of these parts, in order; `record` is what it says of itself.

    A link to one of the `addresses`, by which parts are found on the web, leads to the part of
    that name. An odd number is a right-hand page's: where a part's first page would stand on the
    other side, a blank page stands before it. Raises PartError, a ValueError, with the part and
    the reason for a part that is no PDF, encrypted, without tags, or of another standard than the
    first.
    """
    from reportgen.binding.bound_file import BoundFile

    names = [part.name or str(number) for number, part in enumerate(parts, 1)]
    if not parts:
        raise PartError("there is nothing to bind")
    repeated = {name for name in names if names.count(name) > 1 or "/" in name}
    if repeated:
        raise PartError(f"`{min(repeated)}` is not the name of one part")
    with ExitStack() as stack:
        bound = BoundFile()
        for part, name in zip(parts, names, strict=True):
            pdf, standard = stack.enter_context(opened(part))
            bound.add(pdf, part, name, standard)
        return bound.finish(record, addresses)


__all__ = ["Part", "PartError", "bind"]
