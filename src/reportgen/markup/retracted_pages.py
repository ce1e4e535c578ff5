"""The word that stands across every page of an article that was retracted.

It is in a margin box, so that a tagged PDF has it as an artifact (ISO 14289-1, 7.1).
"""

from reportgen.resolve import Report

RULE = (
    '@page {{ @left-middle {{ content: "{word}"; width: 0; text-align: left; white-space: nowrap;'
    " font: 600 {size}pt/1 var(--heading); color: rgb(155 28 28 / .065);"
    " transform-origin: 0 50%; transform: translate({right}pt, {down}pt) rotate(-52deg) }} }}"
)


def css(report: Report) -> str:
    """The rule of printed pages; nothing where the article was not retracted."""
    if report.front.retraction is None:
        return ""
    word = report.words["retracted-across"]
    size = 112 if len(word) > 4 else 160
    return RULE.format(word=word, size=size, right=25, down=225)
