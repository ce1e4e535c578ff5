"""How much a manuscript may ask for. A legitimate book stays far below every bound."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The bounds of a build; what passes one is a diagnostic, not a hanging machine.

    Times are seconds of processor time, which the kernel counts, so that a busy machine refuses
    nothing that an idle one builds; `wall_seconds` alone are the wall's.
    """

    file_bytes: int = 20_000_000
    """The most bytes of a text file: a chapter, a bibliography, a style, a template."""
    picture_bytes: int = 30_000_000
    """The most bytes of a picture."""
    theme_bytes: int = 1_000_000
    """The most bytes of a template or a style sheet of the project."""
    chapters: int = 500
    """The most chapters of a project."""
    text: int = 2_500_000
    """The most characters of all chapters: some 400,000 words."""
    line: int = 1_000_000
    """The most characters of a line."""
    brackets: int = 7
    """How deep square brackets may nest: pandoc's time grows tenfold with every two more."""
    levels: int = 30
    """How deep quotes, lists and Divs may nest."""
    depth: int = 160
    """How deep a tree's lists and objects may nest; every walk of it is safe at that depth."""
    blocks: int = 30_000
    """The most paragraphs, headings, list items and other blocks."""
    words: int = 500_000
    """The most words."""
    headings: int = 2_500
    cells: int = 12_000
    """The most cells of all tables."""
    columns: int = 300
    """The most columns of a table."""
    cites: int = 12_000
    notes: int = 4_000
    formulas: int = 3_000
    links: int = 12_000
    pictures: int = 400
    pixels: int = 40_000_000
    """The most pixels of a picture."""
    side: int = 30_000
    """The most pixels of a picture's side."""
    all_pixels: int = 160_000_000
    """The most pixels of all pictures."""
    shapes: int = 40_000
    """The most elements of an SVG, each `use` counted as what it draws."""
    numbers: int = 400_000
    """The most numbers in an SVG's paths and points."""
    bibliography: int = 20_000_000
    """The most characters of all bibliographies."""
    entries: int = 20_000
    """The most entries of all bibliographies."""
    entry: int = 1_000_000
    """The most characters of an entry."""
    fields: int = 128
    """The most fields of an entry, and the most entries that one can take fields from."""
    field: int = 200_000
    """The most characters of a field."""
    names: int = 6_000
    """The most names of a field."""
    faults: int = 2_000
    """How many faults of the bibliographies are reported before they are left unread."""
    pandoc_seconds: float = 5.0
    pandoc_seconds_a_megabyte: float = 8.0
    pandoc_megabytes: int = 768
    """The most memory that pandoc's heap may take."""
    read_seconds: float = 5.0
    read_seconds_a_megabyte: float = 15.0
    """The processor time that reading and checking may take beside pandoc."""
    read_megabytes: int = 600
    render_seconds: float = 8.0
    """The processor time that one output may take, and more for every thousand words."""
    render_seconds_a_thousand_words: float = 1.0
    render_megabytes: int = 700
    """The memory that one output may take beyond what was taken before."""
    theme_seconds: float = 3.0
    theme_megabytes: int = 300
    """What filling in a template of the project may take."""
    page_characters: int = 60_000_000
    """The most characters that a template may write."""
    drawing_seconds: float = 6.0
    drawing_megabytes: int = 600
    """What drawing a picture in pixels may take."""
    all_drawing_seconds: float = 20.0
    """The processor time that drawing all pictures of a document may take."""
    docx_bytes: int = 200_000_000
    """The most bytes that a Word document which is read may hold, unpacked."""
    docx_xml_bytes: int = 40_000_000
    """The most bytes of its XML."""
    docx_parts: int = 5_000
    """The most files in it."""
    docx_seconds: float = 8.0
    docx_megabytes: int = 700
    """What reading it may take."""
    wall_seconds: float = 600.0
    """How long nothing may be heard of a step, whatever it waits for."""


LIMITS = Limits()
"""The bounds where nothing else is said."""
