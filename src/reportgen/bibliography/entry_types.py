"""What each BibTeX and BibLaTeX entry type is in CSL."""

from reportgen.bibliography.wordlist import word_set

TYPES = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "bibnote": "document",
    "blog": "post-weblog",
    "book": "book",
    "bookinbook": "book",
    "booklet": "pamphlet",
    "case": "legal_case",
    "collection": "book",
    "commentary": "book",
    "conference": "paper-conference",
    "data": "dataset",
    "dataset": "dataset",
    "electronic": "webpage",
    "film": "motion_picture",
    "hearing": "hearing",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "interview": "interview",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "magazine": "article-magazine",
    "manual": "report",
    "map": "map",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "newsarticle": "article-newspaper",
    "newspaper": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "podcast": "broadcast",
    "preprint": "article",
    "presentation": "speech",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "set": "document",
    "software": "software",
    "statute": "legislation",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "talk": "speech",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "webpage": "webpage",
    "www": "webpage",
    "xdata": "",
}
"""BibTeX's and BibLaTeX's types, and some that people make up. `xdata` is never a work itself."""

CSL = frozenset(
    word_set(
        """article article-journal article-magazine article-newspaper bill book broadcast chapter
        classic collection dataset document entry entry-dictionary entry-encyclopedia
        event figure graphic hearing interview legal_case legislation manuscript map
        motion_picture musical_score pamphlet paper-conference patent performance
        periodical personal_communication post post-weblog regulation report review
        review-book software song speech standard thesis treaty webpage"""
    )
)
"""The types of CSL 1.0.2; a BibTeX entry may be of one of them by its name."""

SUBTYPES = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "news": "article-newspaper",
    "post": "post",
    "blog": "post-weblog",
    "social": "post",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
    "bill": "bill",
    "speech": "speech",
}
"""What `entrysubtype` makes of an article or a page."""

GENRES = {
    "mastersthesis": "master’s thesis",
    "phdthesis": "PhD diss.",
    "mathesis": "master’s thesis",
    "bathesis": "bachelor’s thesis",
    "candthesis": "candidate thesis",
    "resreport": "Research Report",
    "techreport": "Technical Report",
    "software": "computer software",
    "datacd": "data CD",
    "audiocd": "audio CD",
    "patent": "patent",
    "patentus": "US Patent",
    "patenteu": "European patent",
    "patentde": "German patent",
    "patentuk": "British patent",
    "patentfr": "French patent",
    "patreq": "patent application",
    "patrequs": "US patent application",
    "patreqeu": "European patent application",
}
"""What BibLaTeX's words in `type` say; any other text is itself."""


_BY_GENRE = {
    "interview": "interview",
    "letter": "personal_communication",
    "map": "map",
    "oral history interview": "interview",
}
"""What `type` makes of an entry that has no type of its own, as Zotero exports it."""


def known(kind: str) -> bool:
    """Whether an entry type is one that people know."""
    return kind in TYPES or kind in CSL


def read(kind: str, subtype: str, has: frozenset[str], genre: str = "") -> str:
    """The CSL type of an entry with these fields. What nobody knows is a page or a document."""
    if kind in ("article", "online", "misc", "inreference", "newsarticle", "legislation"):
        found = SUBTYPES.get(subtype.strip().lower())
        if found:
            return found
    if kind == "unpublished" and has & {"eventtitle", "eventdate", "venue"}:
        return "speech"
    if kind in ("unpublished", "misc") and _held(genre):
        return "speech"
    if kind in ("unpublished", "misc") and genre.lower() in _BY_GENRE:
        return _BY_GENRE[genre.lower()]
    found = TYPES.get(kind) or (kind if kind in CSL else "document")
    if found == "document" and kind not in ("set", "bibnote", "document") and "url" in has:
        return "webpage"
    return found


def _held(genre: str) -> bool:
    """Whether a genre is something that is said to an audience."""
    words = genre.lower().split()
    held = {"presentation", "speech", "lecture", "address", "keynote", "talk", "testimony"}
    return bool((held | {"remarks"}) & {*words})


def genre(kind: str, typed: str) -> str:
    """The genre of an entry, from its `type` field or its own type."""
    if typed:
        return GENRES.get(typed.strip().lower(), typed)
    return GENRES[kind] if kind in ("mastersthesis", "phdthesis") else ""
