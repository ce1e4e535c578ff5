"""Comments, what they answer, and what they stand on (ISO/IEC 29500-1, 17.13.4; [MS-DOCX])."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from reportgen.ooxml.elements import attribute, called, dated
from reportgen.ooxml.model import Block, Comment, Document, within
from reportgen.ooxml.package import Relations
from reportgen.ooxml.state import State
from reportgen.ooxml.story import Story
from reportgen.ooxml.tables import table

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


def comments(state: State, root: Any, extended: Any, relations: Relations) -> tuple[Comment, ...]:
    """The comments of a document in their order; `extended` may be None."""
    answers, done = _threads(extended)
    found: list[Comment] = []
    owners: dict[str, str] = {}
    seen: set[str] = set()
    for element in root if root is not None else ():
        if called(element) != "comment":
            continue
        identifier = attribute(element, "id")
        if identifier in seen:
            state.problem(f"two comments have the id `{identifier}`")
            identifier = f"{identifier}-{len(found)}"
        seen.add(identifier)
        text = "\n".join(_lines(Story(state, element, relations, "", table).read()))
        last = [p.get(W14) for p in element.iter("{*}p") if p.get(W14)]
        key = str(last[-1]).upper() if last else ""
        owners |= {str(p).upper(): identifier for p in last}
        author, initials = (attribute(element, n).strip() for n in ("author", "initials"))
        answered, known = answers.get(key, ""), key in done
        found.append(Comment(identifier, author, dated(element), initials, text, answered, known))
    return tuple(
        replace(one, parent=owners.get(one.parent, "") if one.parent else "") for one in found
    )


def quoted(document: Document) -> Document:
    """The document with what each comment stands on: words that are left out where all are."""
    quotes: dict[str, list[str]] = {}
    gone: dict[str, list[str]] = {}
    for block in document.every_block():
        for words, found in ((block.words, quotes), ([w for _, w in block.removed], gone)):
            here: dict[str, list[str]] = {}
            for word in words:
                for identifier in word.comments:
                    here.setdefault(identifier, []).append(word.text)
            for identifier, texts in here.items():
                found.setdefault(identifier, []).append("".join(texts).strip())
    quotes = gone | quotes
    return replace(
        document,
        comments=tuple(
            replace(one, quote="\n".join(quotes.get(one.id, ()))) for one in document.comments
        ),
    )


def _threads(extended: Any) -> tuple[dict[str, str], set[str]]:
    """By the id of a comment's last paragraph: that of what it answers, and whether it is done."""
    answers: dict[str, str] = {}
    done: set[str] = set()
    for element in extended if extended is not None else ():
        # Word 2013's beta had another namespace.
        found = {str(k).rpartition("}")[2]: str(v).upper() for k, v in element.attrib.items()}
        key = found.get("paraId", "")
        if found.get("paraIdParent"):
            answers[key] = found["paraIdParent"]
        if found.get("done") in ("1", "TRUE"):
            done.add(key)
    return answers, done


def _lines(blocks: Iterable[Block]) -> list[str]:
    return [block.text for block in within(tuple(blocks)) if block.text]
