"""What a publication says of its accessibility, as far as its pages bear it out.

Source: EPUB Accessibility 1.1, sections 2 and 4; the vocabulary of schema.org's accessibility
properties (W3C Community Group).
"""

from collections.abc import Iterable, Iterator

from reportgen.epub.elements import MATHML, XHTML, Element

CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
IMAGE, TABLE = f"{{{XHTML}}}img", f"{{{XHTML}}}table"
MATH = f"{{{MATHML}}}math"
Statement = tuple[str, str]
"""A property of schema.org, or of Dublin Core, and its value."""


def statements(sections: Iterable[Element], notes: bool) -> tuple[Statement, ...]:
    """The properties and their values; `notes` says whether there are any."""
    return tuple(_statements([*sections], notes))


def _statements(sections: list[Element], notes: bool) -> Iterator[Statement]:
    images = [node for section in sections for node in section.iter(IMAGE)]
    pictures = [node for node in images if not _is_icon(node)]
    described = all(node.get("alt") for node in images)
    formulas = any(True for section in sections for _ in section.iter(MATH))
    tables = any(True for section in sections for _ in section.iter(TABLE))
    moving = any(node.get("src", "").endswith(".gif") for node in images)
    yield "schema:accessMode", "textual"
    if pictures:
        yield "schema:accessMode", "visual"
        yield "schema:accessModeSufficient", "textual,visual"
    if described:
        yield "schema:accessModeSufficient", "textual"
    for feature in ("displayTransformability", "readingOrder", "structuralNavigation"):
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityFeature", "tableOfContents"
    if described and pictures:
        yield "schema:accessibilityFeature", "alternativeText"
    if formulas:
        yield "schema:accessibilityFeature", "MathML"
        yield "schema:accessibilityFeature", "describedMath"
    for hazard in ("unknown",) if moving else ("none",):
        yield "schema:accessibilityHazard", hazard
    yield (
        "schema:accessibilitySummary",
        _summary(bool(pictures), described, formulas, tables, notes),
    )
    if described:
        yield "dcterms:conformsTo", CONFORMS


def _is_icon(image: Element) -> bool:
    """Whether a picture is the sign of an ORCID record beside a name."""
    around = image.getparent()
    return around is not None and around.get("class") == "orcid"


def _summary(pictures: bool, described: bool, formulas: bool, tables: bool, notes: bool) -> str:
    """What there is, in a few sentences."""
    said = ["The text can be set in any size, face and colour, and read in its order."]
    if notes:
        said.append("Notes are numbered through, and linked with their places in the text.")
    if pictures:
        has = "All figures have" if described else "Not all figures have"
        said.append(f"{has} an alternative text.")
    if tables:
        said.append("The cells of tables have headers.")
    if formulas:
        said.append("Formulas are MathML, with their words as alternative text.")
    return " ".join(said)
