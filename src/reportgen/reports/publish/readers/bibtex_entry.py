"""BibTeX: one entry, read as the bibliography of a manuscript is."""

from reportgen.reports.publish.readers import Read, csl_item

ENDINGS = (".bib",)
UNSAID = frozenset({"language", "abstract", "keywords"})
"""What the items of a bibliography do not keep, or keep otherwise."""


def read(data: bytes) -> Read:
    """The facts of the one entry of a file. Raises ValueError."""
    from reportgen import bibliography
    from reportgen.diagnostics import Bag
    from reportgen.diagnostics.source import Source

    bag = Bag()
    library = bibliography.read((Source("article.bib", data.decode("utf-8-sig")),), bag)
    if bag.failed or len(library.entries) != 1:
        raise ValueError("is no BibTeX of one entry")
    (entry,) = library.entries.values()
    item = dict(bibliography.item(entry, library))
    if "pages" not in entry.fields:  # but the number of the article
        item.pop("page", None)
    found = csl_item.facts(item)
    return {"": {name: value for name, value in found.items() if name not in UNSAID}}
