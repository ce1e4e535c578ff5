"""A copy for reviewers says who wrote it.

Where the front matter has `review:`, or the edition `review` is built, nobody is to learn who the
authors are. What the front matter says of them is left out; a name in the text, in a note, a
description, a bibliography's field, a picture, a file's name or a comment is reported, since only
the author knows what is to stand there. A name is found in full, with initials, turned round, in
its own script, and by the family name alone where that is no word of the language and not the name
of very many people. An affiliation and the address of a repository are notes, as they may be
somebody else's. What a picture says beside its pixels (Exif, text chunks, XMP) is left out of the
copy, and reported all the same, as a note; so is the name of a file.
"""

from collections.abc import Iterator

from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript
from reportgen.parse.front_prose import field
from reportgen.parse.identities import STATED, Hit, Identities, identities
from reportgen.parse.repositories import ADDRESS
from reportgen.sanitize import picture_metadata

LEFT_OUT = (
    "acknowledgements", "retraction", "standfirst", "bio-", "correction-", "brief-", "statement-",
    "concern", "addendum-",
)  # fmt: skip
"""What the front matter says in Markdown and the copy leaves out; statements are apart."""
FIELDS = ("title", "subtitle", "short-title", "description", "abstract-title", "article-type")
PRINTED = _entries.WORDS - frozenset((*_entries.NAMES, *_entries.BODIES))
"""The printed fields of an entry, but for those that name persons and publishers."""
REMEDY = "write it in the third person, or in words that name nobody"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    if not manuscript.anonymous:
        return
    known = identities(manuscript.front)
    for chapter in manuscript.chapters:
        yield from _in_text(chapter.source.span(0, len(chapter.source.text)), known)
    yield from _in_front(manuscript, known)
    yield from _in_entries(manuscript, known)
    yield from _in_pictures(manuscript, known)
    yield from _in_file_names(manuscript, known)
    for label in manuscript.labels:
        for hit in known.in_name(label.name):
            where = f"in the label `{label.name}` "
            yield _fault(label.name, hit, label.span, where, "give it another name")


def _in_text(whole: Span, known: Identities, addresses: bool = True) -> Iterator[Diagnostic]:
    """The names in a stretch of a source, and the addresses of repositories.

    Where the copy leaves such `addresses` out, so it does with the names in them.
    """
    text = whole.text
    if not addresses:
        text = ADDRESS.sub(lambda found: " " * len(found[0]), text)
    for hit in known.find(text):
        span = whole.source.span(whole.start + hit.start, whole.start + hit.end)
        yield _fault(text, hit, span)
    for found in ADDRESS.finditer(text) if addresses else ():
        address = found[0].rstrip(".,;")
        start = whole.start + found.start()
        yield Diagnostic(
            "name-anonymous",
            Severity.NOTE,
            f"`{address}` is the address of a repository, which may say whose it is",
            whole.source.span(start, start + len(address)),
            help="give it once the article is accepted",
        )


def _fault(
    text: str,
    hit: Hit,
    span: Span | None,
    where: str = "",
    help: str = REMEDY,
    printed: bool = True,
) -> Diagnostic:
    """A warning of what the copy would show, a note of what it does not or may be another's."""
    words = " ".join(text[hit.start : hit.end].split())
    place = hit.identity.kind == "affiliation"
    what = "where an author works" if place else "who wrote this"
    whose = "" if words == hit.identity.words else f": `{hit.identity.words}`"
    return Diagnostic(
        "name-anonymous",
        Severity.NOTE if place or not printed else Severity.WARNING,
        f"{where}`{words}` tells {what}{whose}",
        span,
        help=help,
    )


def _in_front(manuscript: Manuscript, known: Identities) -> Iterator[Diagnostic]:
    """The fields of the front matter that the copy shows."""
    front = manuscript.front
    spans = [field(front, name) for name in manuscript.prose if not name.startswith(LEFT_OUT)]
    spans += [front.span(name) for name in FIELDS]
    spans += [front.span("keywords", i) for i in range(len(front.keywords))]
    for shown in dict.fromkeys(filter(None, spans)):
        yield from _in_text(shown, known)
    for statement in front.statements:
        said = front.span("statements", statement.name)
        if said and not STATED.search(statement.name):
            yield from _in_text(said, known, addresses=False)


def _in_entries(manuscript: Manuscript, known: Identities) -> Iterator[Diagnostic]:
    people = known.people
    for entry, one in _entries.fields(manuscript, *PRINTED):
        for hit in people.find(one.value):
            own = one.span.source.span(one.start + hit.start, one.start + hit.end)
            where = f"in `{one.name}` of `{entry.key}` "
            yield _fault(one.value, hit, own if one.typed else one.span, where)


def _in_pictures(manuscript: Manuscript, known: Identities) -> Iterator[Diagnostic]:
    """What pictures say, in words and beside their pixels, where the text first names them."""
    remedy = "take it out of the picture's words and of its metadata"
    for name, span in _pictures(manuscript).items():
        told: set[str] = set()
        drawing = manuscript.images[name].media == "image/svg+xml"
        for text in picture_metadata.texts(manuscript.sources.data(name) or b""):
            for hit in known.find(text):
                if hit.identity.words not in told:
                    told.add(hit.identity.words)
                    where = f"in the picture `{name}` "
                    yield _fault(text, hit, span, where, remedy, printed=drawing)


def _pictures(manuscript: Manuscript) -> dict[str, Span]:
    """The pictures that the text shows, each where it is first named."""
    found: dict[str, Span] = {}
    for chapter in manuscript.chapters:
        for node in chapter.nodes:
            if node["t"] == "Image" and node["c"][2][0] in manuscript.images:
                found.setdefault(node["c"][2][0], chapter.span(node))
    return found


def _in_file_names(manuscript: Manuscript, known: Identities) -> Iterator[Diagnostic]:
    """The names of the manuscript's files, which `manifest.json` lists beside the outputs."""
    remedy = "give it another name: `manifest.json` among the outputs lists it"
    sources = [chapter.source for chapter in manuscript.chapters]
    sources += {entry.source.name: entry.source for entry in manuscript.library}.values()
    places = {source.name: source.span(0) for source in sources}
    for name, span in {**places, **_pictures(manuscript)}.items():
        for hit in known.in_name(name):
            where = f"in the name of the file `{name}` "
            yield _fault(name, hit, span, where, remedy, printed=False)
