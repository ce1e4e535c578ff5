"""The blocks that a class names: boxes, pull quotes, epigraphs, takeaways, statements, lines.

In a tree that was read each is a Div whose first class is its kind; its title, if it has one, is a
Div of the class `block-title` at its head.
"""

from collections.abc import Mapping

from reportgen.tree.nodes import Node, attr

BOX = "box"
CALLOUT = "callout"
"""The second class of a box that is a callout; the third says which."""
PULL_QUOTE = "pull-quote"
EPIGRAPH = "epigraph"
TAKEAWAYS = "key-takeaways"
STATEMENTS = "statements"
STATEMENT = "statement"
"""One of the statements, whose first paragraph begins with its title, a Span `run-in`."""
ACKNOWLEDGEMENTS = "acknowledgements"
WIDE = "wide"
"""The class of a figure or table that reaches into the margins."""
LANDSCAPE = "landscape"
APPENDIX = "appendix"
"""The class of an appendix's heading."""
UNTITLED = "untitled"
"""The second class of an appendix's heading that says nothing but that it is one."""
TITLE = "block-title"
ATTRIBUTION = "attribution"
"""The class of the Div in an epigraph that says whose words it holds."""
LINE = "exhibit-line"
"""The first class of a Div under a figure, a table or a box; the second says which line it is."""
RUN_IN = "run-in"

ALIASES: Mapping[str, str] = {
    "pullquote": PULL_QUOTE,
    "takeaways": TAKEAWAYS,
    "full-width": WIDE,
    "fullwidth": WIDE,
    "column-page": WIDE,
    "column-screen": WIDE,
    "acknowledgments": ACKNOWLEDGEMENTS,
}
"""Other names of classes: what Quarto, Tufte and American authors write."""
NAMES = frozenset(
    {BOX, PULL_QUOTE, EPIGRAPH, TAKEAWAYS, STATEMENTS, ACKNOWLEDGEMENTS, WIDE, LANDSCAPE, APPENDIX}
)
"""The classes that authors write."""
KINDS = frozenset({BOX, PULL_QUOTE, EPIGRAPH, TAKEAWAYS, STATEMENTS, STATEMENT, LINE})

_ENGLISH = {
    "accepted": "Accepted {}",
    "appendix": "Appendix {}",
    "appendix-title": "Appendix {}.",
    "author-contributions": "Author contributions",
    "box": "Box {}",
    "cite-as": "Cite as:",
    "corrected": "Corrected {}",
    "corrected-on": "Corrected on {}.",
    "correction-notice": "Notice of correction:",
    "key-takeaways": "Key takeaways",
    "published": "Published {}",
    "received": "Received {}",
    "retracted": "Retracted:",
    "retracted-across": "RETRACTED",
    "retracted-on": "Retracted on {}.",
    "retraction-notice": "Notice of retraction:",
    "revised": "Revised {}",
    "source": "Source:",
    "statement-conflict-of-interest": "Conflict of interest",
    "statement-data-availability": "Data availability",
    "statement-ethics": "Ethics",
    "statement-use-of-ai": "Use of AI",
    "statements": "Statements",
    "table-note": "Note:",
    "callout-caution": "Caution",
    "callout-important": "Important",
    "callout-note": "Note",
    "callout-tip": "Tip",
    "callout-warning": "Warning",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": _ENGLISH,
    "ko": {
        "accepted": "게재 확정 {}",
        "appendix": "부록 {}",
        "appendix-title": "부록 {}.",
        "author-contributions": "저자 기여",
        "box": "상자 {}",
        "cite-as": "인용:",
        "corrected": "정정 {}",
        "corrected-on": "{} 정정.",
        "correction-notice": "정정 공지:",
        "key-takeaways": "핵심 요점",
        "published": "발행 {}",
        "received": "접수 {}",
        "retracted": "철회:",
        "retracted-across": "철회",
        "retracted-on": "{} 철회.",
        "retraction-notice": "철회 공지:",
        "revised": "수정 {}",
        "source": "자료:",
        "statement-conflict-of-interest": "이해 상충",
        "statement-data-availability": "자료 이용",
        "statement-ethics": "연구 윤리",
        "statement-use-of-ai": "AI 활용",
        "statements": "선언",
        "table-note": "주:",
        "callout-caution": "주의",
        "callout-important": "중요",
        "callout-note": "참고",
        "callout-tip": "도움말",
        "callout-warning": "경고",
    },
    "fr": {
        "accepted": "Accepté le {}",
        "appendix": "Annexe {}",
        "appendix-title": "Annexe {}.",
        "author-contributions": "Contributions des auteurs",
        "box": "Encadré {}",
        "cite-as": "Citer :",
        "corrected": "Corrigé le {}",
        "corrected-on": "Corrigé le {}.",
        "correction-notice": "Avis de correction :",
        "key-takeaways": "Points clés",
        "published": "Publié le {}",
        "received": "Reçu le {}",
        "retracted": "Rétracté :",
        "retracted-across": "RÉTRACTÉ",
        "retracted-on": "Rétracté le {}.",
        "retraction-notice": "Avis de rétractation :",
        "revised": "Révisé le {}",
        "source": "Source :",
        "statement-conflict-of-interest": "Conflits d’intérêts",
        "statement-data-availability": "Disponibilité des données",
        "statement-ethics": "Éthique",
        "statement-use-of-ai": "Recours à l’IA",
        "statements": "Déclarations",
        "table-note": "Note :",
        "callout-caution": "Prudence",
        "callout-important": "Important",
        "callout-note": "Remarque",
        "callout-tip": "Conseil",
        "callout-warning": "Avertissement",
    },
}


def terms(lang: str) -> Mapping[str, str]:
    """The words that these blocks say by themselves, in a BCP 47 language; else in English."""
    return _WORDS.get(lang.split("-")[0].lower(), _ENGLISH)


def kind(node: Node) -> str:
    """Which of these blocks a node is; "" where it is none."""
    classes = attr(node)[1] if node["t"] == "Div" else []
    return classes[0] if classes and classes[0] in KINDS else ""


def is_numbered_box(node: Node) -> bool:
    """Whether a node is a box under a label, such as `box-memo`, which gives it a number."""
    return kind(node) == BOX and attr(node)[0].startswith(("box-", "box:"))


def lines_of(caption: list[Node]) -> list[Node]:
    """The lines that stand under a figure or table, which its caption holds."""
    return [block for block in caption if kind(block) == LINE]


def caption_words(caption: list[Node]) -> list[Node]:
    """A caption without the lines under what it is on."""
    return [block for block in caption if kind(block) != LINE]
