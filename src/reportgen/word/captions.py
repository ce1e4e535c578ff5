"""Captions as Word makes them: the number a field, the label under a bookmark."""

from reportgen.tree.nodes import Node
from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element
from reportgen.word.paragraphs import Scope
from reportgen.word.runs import LABEL, field, text_run
from reportgen.word.targets import label


def caption(
    style: str, sequence: str, identifier: str, node: Node, title: list[Node], scope: Scope
) -> list[Element]:
    """The caption of a figure or table, counted in a sequence; none where there are no words."""
    context = scope.context
    runs: list[Element] = []
    if number := node.get("number", ""):
        form = context.words[sequence.lower()]
        letter = number.rstrip("0123456789")  # of the appendix, each of which counts anew
        before, _, behind = label(form, "\0").partition("\0")
        counted = number.removeprefix(letter)
        restart = f" \\r {counted}" if _jumps(sequence, number, letter, context) else ""
        name = f"{sequence}_{letter}" if letter else sequence
        count = field(f"SEQ {name} \\* ARABIC{restart}", counted, LABEL)
        count = [*text_run(letter, LABEL), *count]
        count = context.bookmark(identifier and f"{identifier}:number", count)
        named = [*text_run(before, LABEL), *count, *text_run(behind, LABEL)]
        runs = context.bookmark(identifier, named)
    words: list[Element] = []
    for i, block in enumerate(b for b in title if b["t"] in ("Para", "Plain")):
        words += text_run(" ") if i else []
        words += scope.runs(block["c"])
    if runs and words:
        runs += text_run(". ", LABEL)
    return [scope.paragraph(style, runs + words)] if runs or words else []


def _jumps(sequence: str, number: str, letter: str, context: DocumentContext) -> bool:
    """Whether Word would count to another number: an edition may show one exhibit of several."""
    listed = context.targets.numbers[sequence]
    numbers = [n for n in listed if n.rstrip("0123456789") == letter]
    before = numbers[: numbers.index(number)] if number in numbers else []
    last = next((n for n in reversed(before) if n), "0").removeprefix(letter)
    return int(number.removeprefix(letter)) != int(last) + 1
