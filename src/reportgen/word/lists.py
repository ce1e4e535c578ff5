"""Lists and numbered headings -> numbering.xml."""

from reportgen.word.blocks import DEEPEST, HEADINGS, STEP
from reportgen.word.xml import root, twips

FORMATS = {
    "LowerRoman": "lowerRoman", "UpperRoman": "upperRoman", "LowerAlpha": "lowerLetter",
    "UpperAlpha": "upperLetter",
}  # fmt: skip
MARKS = {"OneParen": "%{})", "TwoParens": "(%{})"}
BULLETS = "•–·"


def numbering(lists: list[tuple[str, int]]) -> str:
    """The part that holds every list: its kind, and where its numbers start."""
    kinds = list(dict.fromkeys(kind for kind, _ in lists))
    abstract = [_headings(), _silent(), *(_kind(i, k) for i, k in enumerate(kinds, HEADINGS))]
    numbers = [f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (0, 1)]
    for i, (kind, start) in enumerate(lists, HEADINGS + 1):
        again = "".join(
            f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for n in range(DEEPEST + 1)
            if kind != "bullet"
        )
        like = f'<w:abstractNumId w:val="{kinds.index(kind) + HEADINGS}"/>'
        numbers.append(f'<w:num w:numId="{i}">{like}{again}</w:num>')
    return root("w:numbering", "".join([*abstract, *numbers]))


def _kind(identifier: int, kind: str) -> str:
    levels = "".join(_level(n, kind) for n in range(DEEPEST + 1))
    return (
        f'<w:abstractNum w:abstractNumId="{identifier}">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )


def _level(n: int, kind: str) -> str:
    style, _, delimiter = kind.partition(" ")
    if kind == "bullet":
        form, mark = "bullet", BULLETS[n % len(BULLETS)]
    else:
        form = FORMATS.get(style, "decimal")
        mark = MARKS.get(delimiter, "%{}.").format(n + 1)
    left = twips(STEP * (n + 1))
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{twips(STEP)}"/></w:pPr></w:lvl>'
    )


def _silent() -> str:
    """The list of headings that have no number where others have."""
    return (
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val=""/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _headings() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{n + 1}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{".".join(f"%{i}" for i in range(1, n + 2))}{"." if not n else ""}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for n in range(6)
    )
    return (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
