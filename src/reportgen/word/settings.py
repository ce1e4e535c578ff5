"""Settings.xml: how Word treats the document."""

from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element, m, root, twips, w
from reportgen.word.languages import east_asian, latin
from reportgen.word.notes import note_properties

COMPATIBILITY = {
    "compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1, "doNotFlipMirrorIndents": 1,
}  # fmt: skip
"""That the document is of Word 2013 or later ([MS-DOCX], 2.2.3)."""
MATH: dict[str, str | int | None] = {
    "mathFont": "Cambria Math", "brkBin": "before", "brkBinSub": "--", "smallFrac": 0,
    "dispDef": None, "lMargin": 0, "rMargin": 0, "defJc": "centerGroup", "wrapIndent": 1440,
    "intLim": "subSup", "naryLim": "undOvr",
}  # fmt: skip
"""How formulas are set (ISO 29500-1, 22.1.2.62)."""


def settings(context: DocumentContext, embedded: bool) -> Element:
    """The part, for a document with its fonts embedded or without."""
    design = context.design
    hyphens = [
        w("autoHyphenation"),
        w("consecutiveHyphenLimit", val=2),
        w("doNotHyphenateCaps"),
    ]
    parts = [
        w("zoom", percent=100),
        *([w("embedTrueTypeFonts"), w("saveSubsetFonts")] if embedded else []),
        w("defaultTabStop", val=twips(36)),
        *(hyphens if design.settings.get("hyphenate") else []),
        *([w("evenAndOddHeaders")] if "even" in design.running else []),
        w("characterSpacingControl", val="doNotCompress"),
        *([note_properties(context, separators=True)] if context.notes else []),
        w("compat", *(_compatibility(*setting) for setting in COMPATIBILITY.items())),
        m("mathPr", *(m(name, val=value) for name, value in MATH.items())),
        w("themeFontLang", val=latin(context.lang), eastAsia=east_asian(context.lang)),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    ]
    return root("settings", parts)


def _compatibility(name: str, value: int) -> Element:
    uri = "http://schemas.microsoft.com/office/word"
    return w("compatSetting", name=name, uri=uri, val=value)
