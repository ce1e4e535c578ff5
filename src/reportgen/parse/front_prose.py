"""What the front matter says in Markdown, field by field."""

from reportgen.diagnostics.source import Span
from reportgen.parse.chapter import Chapter as Chapter
from reportgen.parse.front_matter import Front
from reportgen.parse.manuscript import Cite as Cite
from reportgen.parse.manuscript import Label as Label
from reportgen.parse.manuscript import Manuscript as Manuscript
from reportgen.parse.manuscript import Reference as Reference
from reportgen.parse.titles import TRANSLATION, marked_titles


def markdown(matter: Front) -> dict[str, str]:
    """What the front matter says in Markdown, by its field."""
    said = {
        "abstract": matter.abstract,
        "acknowledgements": matter.acknowledgements,
        "standfirst": matter.brief.standfirst if matter.brief else None,
        **{f"bio-{i}": author.bio for i, author in enumerate(matter.authors)},
        "retraction": matter.retraction.text if matter.retraction else None,
        "concern": matter.expression_of_concern.text if matter.expression_of_concern else None,
        **{f"addendum-{i}": notice.text for i, notice in enumerate(matter.addendum)},
        **{f"correction-{i}": notice.text for i, notice in enumerate(matter.correction)},
        **{f"statement-{i}": s.text for i, s in enumerate(matter.statements)},
        **marked_titles(matter),
        **{
            f"{TRANSLATION}-{tag}-abstract": one.abstract
            for tag, one in matter.translations.items()
        },
    }
    return {name: text for name, text in said.items() if text}


def field(matter: Front, name: str) -> Span | None:
    """Where the field stands that says something in Markdown, by its name in `markdown`."""
    kind, _, number = name.partition("-")
    match kind:
        case "standfirst":
            return matter.place("brief", name)
        case "brief":
            return matter.place("brief", number)
        case "keyword":
            return matter.place("keywords", int(number))
        case "bio":
            return matter.place("authors", int(number), "bio")
        case "correction" | "addendum":
            return matter.span(kind, int(number)) or matter.place(kind)
        case "concern":
            return matter.place("expression-of-concern")
        case "relates":
            return matter.place(kind, number) or matter.place(kind)
        case "translation":
            tag, _, part = number.rpartition("-")
            return matter.place("translations", tag, part)
        case "statement":
            return matter.place("statements", matter.statements[int(number)].name)
    return matter.place(name)
