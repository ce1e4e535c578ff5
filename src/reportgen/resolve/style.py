"""Which CSL style a manuscript is set in: the journal's own, a file, or one known by its name."""

from reportgen import themes
from reportgen.diagnostics import Bag
from reportgen.parse import Manuscript
from reportgen.resolve.cite import Style
from reportgen.sanitize.csl import LARGEST, Unfit, clean
from reportgen.themes import citation_styles

_DEPTH = 4
"""How many styles may stand one behind the other; the CSL project's dependent ones are two."""


def citation_style(manuscript: Manuscript, bag: Bag) -> Style | None:
    """The style of a manuscript; None, with a diagnostic, where there is none of that name."""
    wanted = manuscript.front.csl or citation_styles.HOUSE
    own = manuscript.style
    name = wanted
    try:
        text, parent = clean(own.text) if own else _named(wanted, manuscript)
        for _ in range(_DEPTH):
            if parent:
                name = parent
                text, parent = _named(parent, manuscript)
    except Unfit as error:
        span = manuscript.front.place("csl")
        if own and error.line:
            span = own.span(own.offset(error.line))
        bag.error(
            "style-unusable",
            f"the citation style `{wanted}` cannot be used: {error}",
            span,
            "take a style from the CSL repository, or leave `csl` out for the journal's own",
        )
        return None
    if "<style" in text and not parent:
        return Style(wanted, text)
    message = f"there is no citation style `{wanted}`"
    if name != wanted:
        message = f"the citation style `{wanted}` depends on `{name}`, which cannot be found"
    place = manuscript.front.place("csl")
    if manuscript.sources.front.name.lower().endswith((".rmd", ".qmd")) and wanted.endswith(".csl"):
        message += ", so the journal's own is used"
        bag.warning("style-unknown", message, place, "put the file there, or leave `csl` out")
        return house()
    bag.error("style-unknown", message, place, _remedy(name))
    return None


def house() -> Style:
    """The journal's own style, which always works."""
    return Style(citation_styles.HOUSE, citation_styles.text(citation_styles.HOUSE))


def _named(name: str, manuscript: Manuscript) -> tuple[str, str]:
    """The text of a style by its name, the project's own first, and the name of its parent."""
    files = manuscript.sources
    if (
        plain := citation_styles.plain(name)
    ) and files.folder.resolve() != themes.own_folder().parent:
        data = files.data(files.named(f"templates/csl/{plain}.csl"), LARGEST)
        if data is not None:
            return clean(data.decode("utf-8-sig", errors="replace"))
    text = citation_styles.text(name)
    return text, citation_styles.parent(text)


def _remedy(name: str) -> str:
    near = [f"`{one}`" for one in citation_styles.near(name)]
    found = " or ".join(filter(None, [", ".join(near[:-1]), *near[-1:]]))
    remedy = f"did you mean {found}?" if found else "give the path of a .csl file of the project"
    if not citation_styles.has_all():
        remedy += " otherwise" if found else ", or"
        remedy += " install the 10,844 known styles: `make styles` in the folder of reportgen"
    return remedy
