"""The words that the pages say by themselves, in the document's language or the author's own."""

from collections.abc import Mapping

from reportgen.languages import Language
from reportgen.parse.front_matter import Crossref, Front

PLACES = ("{}", "{author}", "{title}")
"""What a word may have in it, to be filled in."""


def terms_for(language: Language, front: Front) -> Mapping[str, str]:
    """The words of a language, with those that the front matter gives.

    A reference reads as the caption does where it has no word of its own.
    """
    known = {**language.kinds, **language.words}
    own = {name: _own(known[name], word) for name, word in front.words.items() if name in known}
    return {**known, **own, **_references(front.crossref)}


def _references(own: Crossref) -> dict[str, str]:
    captions = {"figure": own.fig_title, "table": own.tbl_title}
    references = {
        "figure-reference": own.fig_prefix or own.fig_title,
        "table-reference": own.tbl_prefix or own.tbl_title,
        "equation-reference": own.eq_prefix,
        "section-reference": own.sec_prefix,
    }
    given = {name: word for name, word in (captions | references).items() if word}
    return {name: _own("{}", word) for name, word in given.items()}


def _own(known: str, word: str) -> str:
    """A word of the author's with the places of the one that it stands for; a number at its end."""
    places = [place for place in PLACES if place in known]
    if not places:
        return word
    form = word.replace("{", "{{").replace("}", "}}")
    for place in places:
        form = form.replace(f"{{{place}}}", place)
    return form if "{}" not in places or "{}" in form.replace("{{}}", "") else f"{form} {{}}"
