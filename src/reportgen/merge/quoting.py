"""Plain scalars of YAML put between quotes where their new words would be read otherwise."""

import re
from collections.abc import Iterable
from dataclasses import replace

from reportgen.merge.collected import Collected
from reportgen.merge.source_block import SourceBlock

UNSAFE = re.compile(r":(?=\s|$)|(?<=\s)#|^[-?:](?=\s|$)|^[\[\]{},#&*!|>'\"%@`]")
"""What begins a comment or a mapping, or cannot begin a plain scalar (YAML 1.2.2, 7.3.3)."""
FLOW = re.compile(r"[,\[\]{}]")
"""What a plain scalar may not hold within brackets."""


def quote(found: Collected, blocks: Iterable[SourceBlock]) -> None:
    """Write the plain values that can be plain no longer between quotes, whole."""
    for block in blocks:
        if block.kind != "field" or block.text.host != "plain":
            continue
        inside = [
            draft
            for draft in found.drafts
            if draft.source is block.source
            and block.start <= draft.start
            and draft.end <= block.end
        ]
        value = found.slice(block.source, block.start, block.end)
        unsafe = UNSAFE.search(value) or (_is_flow(block) and FLOW.search(value))
        if not inside or not unsafe:
            continue
        mark = "'" if re.search(r'["\\]', value) else '"'
        written = value.replace("'", "''") if mark == "'" else value
        words = " … ".join(draft.words for draft in inside)
        found.drafts = [draft for draft in found.drafts if draft not in inside]
        whole = replace(inside[0], start=block.start, end=block.end, words=words)
        found.drafts.append(replace(whole, new=f"{mark}{written}{mark}"))


def _is_flow(block: SourceBlock) -> bool:
    """Whether a value stands within brackets."""
    text = block.source.text
    key = [found.start() for found in re.finditer(r"(?m)^\S", text[: block.start])]
    before = text[key[-1] if key else 0 : block.start]
    return len(re.findall(r"[\[{]", before)) > len(re.findall(r"[\]}]", before))
