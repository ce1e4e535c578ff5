"""Fields of cited works that the citation style leaves out: what it printed is compared with them.

A style is free to print less than an entry has. What tells one work from another, or finds it, is
looked for in the words that were set for the work: in all of its citations and in the list of
references. A value counts as printed in whatever form a style may give it: digits for Roman
numerals, a range of pages shortened, a name as a family name, a journal abbreviated.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from reportgen import bibliography
from reportgen.bibliography import fields, prefaces
from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript
from reportgen.tree.nodes import Node, attr, walk

_NUMBERS = (
    *("number", "volume", "part-number", "issue", "version"),
    *("collection-number", "number-of-volumes"),
)
_NAMES = ("recipient", "interviewer", "container-author", "director")
_TEXTS = (
    *("archive", "archive_collection", "archive_location", "call-number", "authority", "note"),
    *("event-title", "volume-title", "container-title"),
)
_LONGEST = 300
"""Of a longer note, in characters, nobody expects that it is printed."""
_SHARE = 0.5
"""The part of a text's words that is enough to know it by: a style may shorten the others."""
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "docket", "docketnumber", "eprint", "eid", "issue", "note"),
    "issue": ("number", "issue"),
    "collection-number": ("number",),
    "authority": ("court", "institution", "organization", "publisher", "authority", "school"),
    "container-title": ("journaltitle", "journal", "reporter", "booktitle", "maintitle", "website"),
    "volume-title": ("issuetitle", "booktitle"),
    "note": ("note", "addendum", *prefaces.ROLES),
    "archive": ("archive", "eprinttype"),
    "archive_location": ("archivelocation", "archive_location", "eprint"),
}
"""Fields that a variable may have come from, where there are several."""
_COUNTED = re.compile(
    r"(?<=\d)(?=[\u3040-\u9fff\uac00-\ud7a3])|(?<=[\u3040-\u9fff\uac00-\ud7a3])(?=\d)"
)
"""Where a number ends beside letters that are written to it, as in `3호`."""
_ADDRESS = re.compile(r"https?://\S+|\bdoi:\s?\S+|\b10\.\d{4,9}/\S+", re.I)
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")
_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def report(
    manuscript: Manuscript,
    items: Iterable[Mapping[str, Any]],
    printed: Mapping[str, str],
    located: Collection[str],
    style: str,
    bag: Bag,
) -> None:
    """Report each field that identifies a work and is not among the words printed for it.

    `items` are the cited works as CSL-JSON, `printed` the words by key, `located` the keys that are
    cited with a place in the work, which styles print instead of all its pages.
    """
    for item in items:
        entry = manuscript.library.get(str(item["id"]))
        if entry is None or not printed.get(entry.key):
            continue
        for variable in unprinted(item, printed[entry.key]):
            if variable == "page" and entry.key in located:
                continue
            name, span = _field(entry, variable)
            bag.add(
                Diagnostic(
                    "field-unprinted",
                    Severity.NOTE,
                    f"the citation style leaves out `{name}` of `{entry.key}`",
                    span,
                    f"`{style}` does not print it for this type of source",
                    "choose another style with `csl`, or name it in the text",
                )
            )


def words(nodes: Iterable[Node]) -> dict[str, str]:
    """What was set for each work, by its key: in the Cites of a tree and in a list's Divs."""
    found: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        for part in walk(node):
            if part["t"] == "Cite":
                for citation in part["c"][0]:
                    found[citation["citationId"]].append(_text(part["c"][1]))
            elif part["t"] == "Div" and attr(part)[0].startswith("ref-"):
                found[attr(part)[0].removeprefix("ref-")].append(_text(part["c"][1]))
    return {key: " ".join(dict.fromkeys(texts)) for key, texts in found.items()}


def unprinted(item: Mapping[str, Any], printed: str) -> Iterator[str]:
    """The variables of a CSL-JSON item that identify the work and are not in what was printed."""
    text, numbers = _Text(printed), _Text(_ADDRESS.sub(" ", printed))
    for name in _NUMBERS:
        value = _plain(item.get(name))
        if name == "number-of-volumes" and "volume" in item:
            continue
        if value and not numbers.has_number(value) and not _spelt(value, printed):
            yield name
    if (pages := _plain(item.get("page"))) and not (
        numbers.has_pages(pages) or _spelt(pages, printed)
    ):
        yield "page"
    for name in _NAMES:
        people = item.get(name)
        if isinstance(people, list) and people and not any(map(text.has_name, people)):
            yield name
    for name in _TEXTS:
        value = _plain(item.get(name))
        if not value or len(value) > _LONGEST or "://" in value or text.has_words(value):
            continue
        short = _plain(item.get(f"{name}-short"))
        if not (short and text.has_words(short)) and not text.has_abbreviated(value):
            yield name


def _spelt(value: str, printed: str) -> bool:
    """Whether a value stands in an address as it is typed, and is no two digits by chance."""
    bare = value.removeprefix("arXiv:")
    return len(bare) > 2 and bool(re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", printed))


class _Text:
    """Printed words, to look for values in."""

    def __init__(self, printed: str) -> None:
        self.words = _words(printed)
        self.known = set(self.words)
        self.solid = "".join(self.words)

    def has_number(self, value: str) -> bool:
        wanted = _words(value)
        if self._run(wanted):
            return True
        if len("".join(wanted)) > 3 and "".join(wanted) in self.solid:
            return True
        telling = [word for word in wanted if any(map(str.isdigit, word))]
        if telling and self._run(telling):
            return True
        if len(wanted) == 1:
            word = wanted[0]
            return bool(self._forms(word) & self.known)
        return not telling and self.has_words(value)

    def has_pages(self, value: str) -> bool:
        """Whether the first page stands there, or a range's last digits behind a dash."""
        wanted = _words(value)
        solid = "".join(wanted)
        joined = len(solid) > 3 and solid in self.solid
        return not wanted or wanted[0] in self.known or joined

    def has_name(self, person: Any) -> bool:
        if not isinstance(person, dict):
            return True
        name = str(person.get("family") or person.get("literal") or person.get("given") or "")
        wanted = _words(name)
        return not wanted or "".join(wanted) in self.solid or self.has_words(name)

    def has_words(self, value: str) -> bool:
        wanted = _words(value)
        solid = "".join(wanted)  # of `F.3d` a style may print `F3d`
        if solid in self.known or (len(solid) > 3 and solid in self.solid):
            return True
        return not wanted or sum(word in self.known for word in wanted) > _SHARE * len(wanted)

    def has_abbreviated(self, value: str) -> bool:
        """Whether most of its long words are there, of each at least the beginning."""
        long = [word for word in _words(value) if len(word) > 3] or _words(value)
        begun = [
            any(word.startswith(seen) for seen in self.known if len(seen) > 1) for word in long
        ]
        initials = {"".join(word[0] for word in words) for words in (_words(value), long)}
        named = any(len(letters) > 1 and letters in self.known for letters in initials)
        return named or sum(begun) > _SHARE * len(long)

    def _run(self, wanted: list[str]) -> bool:
        """Whether words stand there one behind the other."""
        if not wanted or wanted[0] not in self.known:
            return not wanted
        size = len(wanted)
        return any(self.words[i : i + size] == wanted for i in range(len(self.words) - size + 1))

    @staticmethod
    def _forms(word: str) -> set[str]:
        """A number as an ordinal, and as a Roman numeral or in digits."""
        forms = {word, *(word + end for end in ("st", "nd", "rd", "th"))}
        if word.isdigit() and 0 < int(word) < 4000 and len(word) < 5:
            forms.add(_roman(int(word)))
        elif _ROMAN.fullmatch(word):
            forms.add(str(_numerals()[word]))
        return forms


@cache
def _numerals() -> dict[str, int]:
    return {_roman(number): number for number in range(1, 4000)}


def _roman(number: int) -> str:
    out = ""
    steps = "m1000 cm900 d500 cd400 c100 xc90 l50 xl40 x10 ix9 v5 iv4 i1"
    for letters, value in re.findall(r"([a-z]+)(\d+)", steps):
        count, number = divmod(number, int(value))
        out += letters * count
    return out


def _plain(value: Any) -> str:
    return _TAG.sub("", str(value)) if isinstance(value, str | int | float) else ""


def _words(text: str) -> list[str]:
    text = _COUNTED.sub(" ", text.lower().replace("\u2060", "").replace("’", "'"))
    return _WORD.findall(text)


def _text(tree: Any) -> str:
    """The words of a tree, notes and addresses' words among them."""
    parts = []
    for node in walk(tree):
        if node["t"] in ("Str", "Code"):
            parts.append(node["c"] if node["t"] == "Str" else node["c"][1])
        elif node["t"] in ("Space", "SoftBreak", "LineBreak", "Para", "Div"):
            parts.append(" ")
    return "".join(parts)


def _field(entry: bibliography.Entry, variable: str) -> tuple[str, Span]:
    """The field that a variable came from, as the entry names it, and its place."""
    names = _FIELDS.get(variable) or [
        *(name for name, rule in fields.RULES.items() if rule.variable == variable),
        variable,
    ]
    for name in (*names, variable):
        for field in entry.own:
            if field.name == name and field.value.strip():
                return name, field.name_span
    return variable, entry.key_span
