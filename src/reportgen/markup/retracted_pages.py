"""The word that stands across every page of an article that was retracted or is doubted.

It is in a margin box, so that a tagged PDF has it as an artifact (ISO 14289-1, 7.1).
"""

from reportgen.resolve import Report

RULE = (
    '@page {{ @left-middle {{ content: "{word}"; width: 0; text-align: left; white-space: nowrap;'
    " font: 600 {size}pt/1 var(--heading); color: rgb(155 28 28 / .065);"
    " transform-origin: 0 50%; transform: translate({right}pt, {down}pt) rotate(-52deg) }} }}"
)


def css(report: Report) -> str:
    """The rule of printed pages; nothing where the article stands as it was published."""
    if report.front.retraction:
        word = report.words["retracted-across"]
        return RULE.format(word=word, size=112 if len(word) > 4 else 160, right=25, down=225)
    if report.front.expression_of_concern:
        word = report.words["kind-expression-of-concern"]
        # As long as the word of a retraction, however many letters it has.
        size = min(112, 1000 // sum(2 if ord(letter) > 0x1100 else 1 for letter in word))
        return RULE.format(word=word, size=size, right=25, down=225)
    return ""
