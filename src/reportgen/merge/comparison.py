"""What is known while two documents are compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.alignment import Pair
from reportgen.diagnostics.source import Span
from reportgen.merge.collected import Collected
from reportgen.merge.sent_document import SentDocument
from reportgen.merge.source_block import SourceBlock
from reportgen.ooxml import Block, Document


@dataclass
class Comparison:
    """What is known while two documents are compared; `pairs` are in the order of the edited.

    `gone` are the blocks of the sources that are taken out, `came` those behind which an item of
    a list was put, once for each.
    """

    sent: SentDocument
    edited: Document
    names: Mapping[str, str]
    found: Collected
    pairs: list[Pair]
    gone: list[SourceBlock] = field(default_factory=list)
    came: list[SourceBlock] = field(default_factory=list)


def near(work: Comparison, block: Block) -> Span | None:
    """The place of what stands before a block, or else behind it."""
    i = next((n for n, one in enumerate(work.sent.document.blocks) if one is block), 0)
    places = work.sent.places
    known = sorted(places, key=lambda n: (abs(n - i), n))
    if not known:
        return None
    source = places[known[0]]
    return source.source.span(*source.place)


def is_referred(work: Comparison, name: str) -> bool:
    """Whether a label is referred to in the manuscript."""
    return any(reference.name == name for reference in work.found.manuscript.references)
