"""A design with its text at another size: what copyfitting tries."""

from dataclasses import replace

from reportgen.word.design import Design, Style

SMALLEST = 9.0
"""The least size of text, in points."""


def scaled(design: Design, size: float, leading: float, space: float) -> Design:
    """The design with its text at a size, its lines at a multiple of it, its spaces at another."""
    normal = design.resolved("Normal")
    grown = size / (normal.size or size)
    base = (normal.leading or size * 1.35) / (normal.size or size)
    styles = {
        name: _scaled(look, design.resolved(name), grown, leading / base, space)
        for name, look in design.styles.items()
    }
    return replace(design, styles=styles)


def unkept(design: Design) -> Design:
    """The design of a document whose columns are broken by hand: nothing has to stay together.

    Where something has, LibreOffice lets columns that could end sooner reach down the page.
    """
    styles = {
        name: replace(look, keep_next=None, keep_lines=None) for name, look in design.styles.items()
    }
    return replace(design, styles=styles)


def _scaled(look: Style, full: Style, grown: float, tight: float, space: float) -> Style:
    old = full.size or SMALLEST
    new = max(round(old * grown * 2) / 2, min(old, SMALLEST))
    changed = dict(look.__dict__)
    if look.size is not None:
        changed["size"] = new
    if look.leading:
        ratio = look.leading / old
        # Large type has tight lines already.
        changed["leading"] = round(new * max(1.1, ratio * (tight if ratio > 1.2 else 1)), 2)
    for name in ("before", "after"):
        if changed[name] is not None:
            changed[name] = round(changed[name] * grown * space, 2)
    return Style(**changed)
