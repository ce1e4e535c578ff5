"""Edition -> the bytes of a Word document."""

from difflib import get_close_matches

from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.languages import direction
from reportgen.pandoc import formulas as math
from reportgen.processes.share import Share
from reportgen.sanitize import drawn
from reportgen.tree.nodes import find
from reportgen.word import package, reference_yaml, right_to_left
from reportgen.word.body import NAMES, body
from reportgen.word.comments import EXTENDED, Thread, add_to_title, comments
from reportgen.word.copyfit import fit
from reportgen.word.design import Design, unkept
from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element, root, w
from reportgen.word.font_table import font_table
from reportgen.word.formulas import formulas
from reportgen.word.headers_footers import headers_footers
from reportgen.word.languages import east_asian, latin
from reportgen.word.lists import numbering
from reportgen.word.marks import mark
from reportgen.word.notes import notes
from reportgen.word.properties import properties
from reportgen.word.raw import raw
from reportgen.word.runs import style_id
from reportgen.word.settings import settings
from reportgen.word.styles import styles
from reportgen.word.targets import TYPES, targets
from reportgen.word.theme import theme
from reportgen.word.tracked import document as tracked

RAW = ("RawBlock", "RawInline")


def document(edition: Edition, bag: Bag, general: tuple[Thread, ...] = ()) -> bytes | None:
    """The document; None, with a diagnostic, where it cannot be made.

    `general` are comments on its title.
    """
    report = edition.report
    design = reference_yaml.read(report.root, edition.name, report.front, bag, report.draft)
    if design is None:
        return None
    for name in (*design.head, *design.tail):
        if name not in NAMES:
            near = ", ".join(get_close_matches(name, NAMES, 1) or sorted(NAMES))
            message = f"`{reference_yaml.FILE}` names a piece `{name}`"
            span = reference_yaml.place(report.root, report.front.theme, f"`{name}`")
            bag.error("template-fault", message, span, f"use {near}")
            return None
    try:
        return _document(edition, design, bag, general)
    except math.Unset as unset:
        unset.tell(report.chapters, bag)
    except drawn.Undrawn as undrawn:
        undrawn.tell(report.chapters, bag)
    return None


def _document(
    edition: Edition, design: Design, bag: Bag, general: tuple[Thread, ...]
) -> bytes | None:
    known = _context(edition, design, bag)
    if known is None:
        return None
    if edition.revised is not None:
        earlier = _context(edition.revised.before, design, bag)
        if earlier is None:
            return None
        return written(known, before=tracked.Before(edition.revised, earlier))
    if not edition.pages:
        return written(known, general)
    fitted = fit(edition, design, lambda tried: body(known.anew(tried)), bag)
    if fitted is None:
        return None
    return written(known.anew(unkept(fitted.design), fitted.breaks), general)


def _context(edition: Edition, design: Design, bag: Bag) -> DocumentContext | None:
    """What is known of a document before it is written; None, with a diagnostic, at a fault."""
    report = edition.report
    nodes = find(edition.blocks, {*TYPES, *RAW})
    others = find([list(report.prose.values()), list(edition.bibliography)], {*TYPES, *RAW})
    faults = len(bag)
    known = DocumentContext(
        edition,
        design,
        formulas([n for n in (*nodes, *others) if n["t"] == "Math"], report.limits),
        raw([n for n in (*nodes, *others) if n["t"] in RAW], edition, bag),
        targets(edition, nodes),
        share=Share(report.limits.all_drawing_seconds),
    )
    return None if len(bag) > faults and not report.draft else known


def written(
    context: DocumentContext,
    general: tuple[Thread, ...] = (),
    before: "tracked.Before | None" = None,
) -> bytes:
    """The package of a document, with `general` comments on its title.

    Its changes are tracked where it was another `before`.
    """
    design, lang = context.design, context.lang
    text = body(context)
    heads = headers_footers(context)
    listed = notes(context) if context.notes else None
    if before is not None:
        text, heads, listed = tracked.track(context, before, text, heads, listed)
    else:
        mark(text, listed, context)
        add_to_title(_titles(text), general, context.comments)
    parts: dict[str, Element | bytes] = {
        "word/styles.xml": styles(design, latin(lang), east_asian(lang), context.numbered),
        "word/theme/theme1.xml": theme(design),
        **{f"word/{name}": part for name, part in heads.items()},
    }
    kinds = ["styles", "numbering", "fontTable", "settings"]
    note_part = f"{context.note}s"
    if listed is not None:
        parts[f"word/{note_part}.xml"] = listed
        kinds.append(note_part)
    if context.comments:
        parts["word/comments.xml"], threads = comments(text, context.comments)
        kinds.append("comments")
        if threads is not None:
            parts["word/commentsExtended.xml"] = threads
            context.document.relate(EXTENDED, "commentsExtended.xml")
    parts |= properties(context)  # of the notes, too
    parts["word/numbering.xml"] = numbering(context.lists)
    parts |= {f"word/{name}": data for name, data in context.media.items()}
    for kind in kinds:
        context.document.relate(kind, f"{kind}.xml")
    context.document.relate("theme", "theme/theme1.xml")
    parts["word/document.xml"] = root("document", [text])
    shown = [part for part in parts.values() if not isinstance(part, bytes)]
    if direction(lang) == "rtl":
        right_to_left.turn(shown, design, lang)
    files, fonts = font_table(design, shown)
    parts |= files
    parts["word/settings.xml"] = settings(context, embedded=bool(fonts.related))
    owners = {"document": context.document, note_part: context.note_part, "fontTable": fonts}
    return package.pack(parts | package.relationships(owners, list(parts)))


def _titles(body: Element) -> list[Element]:
    """The paragraphs that are a title; all with words where there is none."""
    listed = [p for p in body.iter(w.name("p")) if p.find(f".//{w.name('t')}") is not None]
    path = f"{w.name('pPr')}/{w.name('pStyle')}"
    titles = [
        p for p in listed if p.find(f"{path}[@{w.name('val')}='{style_id('Title')}']") is not None
    ]
    return titles or listed
