"""BibTeX, CSL-JSON or CSL YAML -> entries that know their place -> CSL-JSON.

`read` keeps what the author typed, to the character; `item` says what a cited entry means.
"""

from typing import Any

from reportgen.bibliography import bibtex, csl_items, csl_json, inherit, items
from reportgen.bibliography.library import Builder, Entry, Field, Library
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.limits import LIMITS, Limits

__all__ = ["Entry", "Field", "Library", "item", "read"]


def read(sources: tuple[Source, ...], bag: Bag, limits: Limits = LIMITS) -> Library:
    """Every entry of the sources, by key, in the order of the files.

    Of two entries with one key the first counts; the second is kept in `Library.duplicates`.
    """
    builder = Builder(limits, len(bag))
    size = 0
    for source in sources:
        size += len(source.text)
        if size > limits.bibliography:
            builder.stopped = True
            bag.error(
                "bib-size",
                f"the bibliographies have {size:,} characters; {limits.bibliography:,} are allowed",
                source.span(0),
                "take out what the document does not cite",
            )
            break
        match source.name.lower().rpartition(".")[2]:
            case "json":
                items.read_json(source, builder, bag)
            case "yaml" | "yml":
                items.read_yaml(source, builder, bag)
            case _:
                bibtex.read(source, builder, bag)
    return inherit.inherit(builder, bag)


def item(entry: Entry, library: Library | None = None) -> dict[str, Any]:
    """The CSL-JSON item of an entry: what pandoc's citeproc is handed for a cited one."""
    return csl_items.item(entry) if entry.data is None else csl_json.item(entry)
