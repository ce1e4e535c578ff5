"""Ask for a citation that stands many times once, where a style sets each time the same.

Pandoc's citeproc takes time for every citation, in author-date styles some milliseconds. Only a
style that looks at the position of a citation (CSL 1.0.2, `position`, `et-al-subsequent-min`, and
all that print notes) sets equal ones differently.
"""

import json
import re

from reportgen.parse.manuscript import prints_notes
from reportgen.tree.nodes import Node, walk

_BY_POSITION = re.compile(r"""\bposition=["']|\bet-al-subsequent|near-note""")


def once(skeleton: list[Node], style: str) -> tuple[list[Node], tuple[int, ...]]:
    """The skeleton without its repeated paragraphs, and where each citation's answer stands.

    The numbers count the Cites of the skeleton that is returned, one for each of the whole one's.
    """
    every = prints_notes(style) or bool(_BY_POSITION.search(style))
    kept: list[Node] = []
    places: list[int] = []
    known: dict[str, int] = {}
    count = 0
    for node in skeleton:
        cites = sum(part["t"] == "Cite" for part in walk(node))
        spelt = "" if every else json.dumps(node, sort_keys=True)
        first = known.setdefault(spelt, count) if spelt else count
        if first == count:
            kept.append(node)
            count += cites
        places += range(first, first + cites)
    return kept, tuple(places)
