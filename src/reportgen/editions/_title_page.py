"""What stands around an article's title: who wrote it and where, its days, notices on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.languages import country, language
from reportgen.parse.front_matter import Affiliation, Author, Front
from reportgen.parse.front_matter.nested_fields import Notice

SIZES = ((58, ""), (93, "long"), (140, "longer"))
"""Up to how many letters a title has the greatest size, the next one and so on."""


@dataclass(frozen=True)
class Person:
    """An author; `orcid` is the identifier alone, without its address.

    `marks` are the numbers of the affiliations in the list of all, none where all authors have the
    same ones; `equal` says that the author contributed as much as others that are marked so.
    """

    name: str
    native: str
    affiliations: tuple[str, ...]
    email: str
    orcid: str
    corresponding: bool
    marks: tuple[str, ...] = ()
    equal: bool = False


@dataclass(frozen=True)
class NoticeLine:
    """What happened to the article since: a head, the field of its words, and an address.

    `kind` is `retraction`, `concern`, `correction`, `addendum`, or `target` where the article is
    itself such a notice: its address is then the other article's.
    """

    kind: str
    head: str
    field: str
    label: str
    address: str


def people(
    front: Front, words: Mapping[str, str], lang: str
) -> tuple[tuple[Person, ...], tuple[str, ...]]:
    """The authors, and the places where they work, each once.

    Where none is named as the corresponding author, all are to whom one can write.
    """
    comma = words["comma"]
    listed = (place(p, lang, comma) for a in front.authors for p in a.affiliations)
    places = tuple(dict.fromkeys(listed))
    shared = len({author.affiliations for author in front.authors}) == 1
    numbers = {name: str(i) for i, name in enumerate(places, 1)}
    equal = sum(author.equal_contributor for author in front.authors) > 1
    persons = (_person(a, lang, comma, {} if shared else numbers, equal) for a in front.authors)
    if any(author.corresponding for author in front.authors):
        return tuple(persons), places
    return tuple(replace(one, corresponding=bool(one.email)) for one in persons), places


def place(affiliation: Affiliation, lang: str, comma: str) -> str:
    """A place on one line, its country in words."""
    parts = (affiliation.department, affiliation.name, affiliation.city, affiliation.region)
    named = country(affiliation.country, lang) if affiliation.country else ""
    return comma.join(part for part in (*parts, named) if part)


def _person(
    author: Author, lang: str, comma: str, numbers: Mapping[str, str], equal: bool
) -> Person:
    places = tuple(place(one, lang, comma) for one in author.affiliations)
    return Person(
        name=author.name,
        native=author.name_native or "",
        affiliations=places,
        email=author.email or "",
        orcid=(author.orcid or "").rpartition("/")[2],
        corresponding=author.corresponding,
        marks=tuple(numbers[name] for name in places if name in numbers),
        equal=author.equal_contributor and equal,
    )


def days(front: Front, words: Mapping[str, str], lang: str) -> tuple[str, ...]:
    """`Received March 3, 2026` and so on, and `Version 1.1`, as far as they are known.

    The day of publication is not said alone.
    """
    version = [words["site-version"].format(front.version)] if front.version else []
    known = [
        ("received", front.received),
        ("revised", front.revised),
        ("accepted", front.accepted),
    ]
    said = [words[name].format(day.say(lang)) for name, day in known if day]
    if said and front.date:
        said.append(words["published"].format(front.date.say(lang)))
    return (*said, *version)


def notices(
    front: Front, words: Mapping[str, str], lang: str, whole: bool = True
) -> tuple[NoticeLine, ...]:
    """What happened to the article, the gravest first, and which article a notice is about.

    An edition that is not the `whole` text has what its readers must know: that the article was
    retracted or is doubted.
    """
    concern, added = front.expression_of_concern, enumerate(front.addendum)
    listed = [("retraction", "retraction", front.retraction), ("concern", "concern", concern)]
    if whole:
        listed += [("correction", f"correction-{i}", one) for i, one in enumerate(front.correction)]
        listed += [("addendum", f"addendum-{i}", one) for i, one in added]
    found = [_notice(kind, field, notice, words, lang) for kind, field, notice in listed if notice]
    return tuple(found + ([about] if whole and (about := _target(front, words, lang)) else []))


def _notice(
    kind: str, field: str, notice: Notice, words: Mapping[str, str], lang: str
) -> NoticeLine:
    day = notice.date.say(lang) if notice.date else ""
    if kind in ("concern", "addendum"):
        name = kind_word("expression-of-concern" if kind == "concern" else kind, words)
        said, label = f"{name} ({day})." if day else f"{name}.", f"{name}:"
    else:
        head = words["retracted-on" if kind == "retraction" else "corrected-on"]
        said = head.format(day) if day else head.partition(" on {}")[0].replace("{}", "").strip()
        said, label = said if day else f"{said.rstrip('.')}.", words[f"{kind}-notice"]
    address = f"https://doi.org/{notice.doi}" if notice.doi else ""
    return NoticeLine(kind, said, field, label if address else "", address)


def _target(front: Front, words: Mapping[str, str], lang: str) -> NoticeLine | None:
    """The article that a notice is about, by its title and its DOI."""
    target = front.relates
    if target is None or not (target.doi or target.title):
        return None
    opening, closing = language(lang).quotes[:2]
    title = f" {opening}{target.title}{closing}" if target.title else ""
    address = f"https://doi.org/{target.doi}" if target.doi else ""
    kind = kind_word(front.type, words)
    lead = f"{kind}:" if kind else words["site-concerns"]
    return NoticeLine("target", f"{lead}{title}", "", "", address)


def kind_word(name: str | None, words: Mapping[str, str]) -> str:
    """What readers call a type of notice; empty for articles of other types."""
    return words.get(f"kind-{name}", "") if name else ""


def title_size(title: str) -> str:
    """The class of a title that takes more than two lines at the greatest size."""
    length = sum(2 if ord(letter) > 0x1100 else 1 for letter in title)
    return next((name for most, name in SIZES if length <= most), "longest")


def joined(names: Sequence[str], lang: str) -> str:
    """Names as a running head has them: `A, B, and C`, in Korean and its kin `A·B·C`."""
    if lang.split("-")[0] in ("ko", "ja", "zh"):
        return "·".join(names)
    return language(lang).listed(names)
