"""Words that were set for a citation or a reference and then edited in Word.

A locator stands in the citation itself and is changed there; what comes from the bibliography
is offered with its field, and never changed by itself.
"""

import re
from collections.abc import Iterator, Sequence

from reportgen.bibliography.library import Field
from reportgen.diagnostics.source import Source, Span, nfc
from reportgen.merge.collected import Collected, Who, editors_words
from reportgen.merge.escaping import escaped
from reportgen.merge.inline_patterns import HAS_KEY
from reportgen.merge.mapped_text import MappedText, normal
from reportgen.merge.markdown_writer import Piece
from reportgen.merge.printed_words import Passage, Place
from reportgen.merge.refusals import FORMULA, REFERENCE
from reportgen.merge.source_words import SourceWord
from reportgen.merge.tokens import Token, said

Words = list[Token]
CONTEXT = 6
"""How many tokens before and behind a changed one are tried to find its place."""


def rendered(
    passage: Passage, group: Place, i1: int, i2: int, new: Words, who: Who,
    span: Span | None, text: MappedText, found: Collected,
) -> None:  # fmt: skip
    """A change within what was set for the atoms of a `group` of source words."""
    atoms = [word for word in passage.words[group[0] : group[1]] if word.atom]
    if any(word.atom == "formula" for word in atoms):
        found.refuse(span, who, editors_words(new, passage.tokens[i1:i2]), *FORMULA)
        return
    cited = [word for word in atoms if word.atom == "cite" and keys(word, found)]
    if not cited:
        found.refuse(span, who, editors_words(new, passage.tokens[i1:i2]), *REFERENCE)
        return
    inside = [i for i, p in enumerate(passage.at) if p == group]
    change_cited(cited, text.source, passage.tokens, i1, i2, range(inside[0], inside[-1] + 1),
                 new, who, found)  # fmt: skip


def change_cited(
    cited: Sequence[SourceWord], source: Source, tokens: Words, i1: int, i2: int, printed: range,
    new: Words, who: Who, found: Collected,
) -> None:  # fmt: skip
    """Tokens `i1` to `i2`, printed for citations, became others: in the cluster, or an offer."""
    words = editors_words(new, tokens[i1:i2])
    start, end = cited[0].start, cited[-1].end
    span = source.span(start, end)
    if any(token.atom for token in new):
        found.refuse(span, who, words, "something that is no word was put into a citation",
                     "change the citation in the manuscript by hand")  # fmt: skip
        return
    place = _in_text(source.text[start:end], tokens, i1, i2, printed)
    if place is not None:
        a, b = place
        typed = "".join(t.typed for t in new)
        written = escaped(typed, source.text[start + a - 1], source.text[start + b : start + b + 1],
                          "note")  # fmt: skip
        found.edit(source, start + a, start + b, written, who, words, "locator")
        return
    fields = [hit for key in _all_keys(cited, found) for hit in
              _in_fields(key, tokens, i1, i2, printed, found)]  # fmt: skip
    if len(fields) == 1:
        key, field, (a, b) = fields[0]
        text = field.source.text[field.start : field.end]
        value = text[:a] + "".join(t.typed for t in new) + text[b:]
        found.refuse(
            field.source.span(field.start + a, field.start + b), who, words,
            f"the words are printed from the entry `{key}`, wherever it is cited",
            f"set its field `{field.name}` to `{value}`, if it is to read so",
        )  # fmt: skip
        return
    several = ", ".join(f"`{key}`" for key in dict.fromkeys(_all_keys(cited, found)))
    found.refuse(span, who, words, "the words were set for a citation by its style",
                 f"change the citation, or the entry {several} in the bibliography")  # fmt: skip


def keys(word: SourceWord, found: Collected) -> list[str]:
    """The keys of a citation that are those of sources."""
    named = [k.strip("{}") for k in re.findall(HAS_KEY.pattern, "[" + word.target)]
    plain = [nfc(k.removeprefix("@").strip("{}")) for k in named]
    labels = {label.name for label in found.manuscript.labels}
    return [key for key in plain if key not in labels]


def _all_keys(cited: Sequence[SourceWord], found: Collected) -> list[str]:
    return list(dict.fromkeys(key for word in cited for key in keys(word, found)))


Hit = tuple[int, int]


def _in_text(text: str, tokens: Words, i1: int, i2: int, printed: range) -> Hit | None:
    """Where changed tokens stand in a text, once, outside its keys; with what else is replaced."""
    masked = HAS_KEY.sub(lambda m: "\0" * len(m[0]), text)
    masked = "".join(normal(char) or "\0" if len(normal(char)) == 1 else char for char in masked)
    return _once(masked, tokens, i1, i2, printed)


def _once(text: str, tokens: Words, i1: int, i2: int, printed: range) -> Hit | None:
    old = "".join(t.text for t in tokens[i1:i2])
    for left, right in _contexts(i1, i2, printed):
        before = "".join(t.text for t in tokens[left:i1])
        behind = "".join(t.text for t in tokens[i2:right])
        sought = before + old + behind
        if not re.search(r"\w", sought):
            continue
        bound = rf"(?<![^\W_]){re.escape(sought)}(?![^\W_])"
        hits = list(re.finditer(bound, text))
        if len(hits) == 1:
            start = hits[0].start() + len(before)
            return start, start + len(old)
    return None


def _contexts(i1: int, i2: int, printed: range) -> Iterator[tuple[int, int]]:
    """The changed tokens alone, and then with more and more of those beside them."""
    for width in range(CONTEXT):
        for left, right in ((i1 - width, i2), (i1, i2 + width), (i1 - width, i2 + width)):
            if left >= printed.start and right <= printed.stop and (i1 < i2 or width):
                yield left, right


def _in_fields(key: str, tokens: Words, i1: int, i2: int, printed: range, found: Collected
               ) -> Iterator[tuple[str, Field, Hit]]:  # fmt: skip
    entry = found.manuscript.library.get(key)
    if entry is None or entry.data is not None:
        return
    for field in entry.fields.values():
        if field.typed:
            text = "".join(
                normal(c) if len(normal(c)) == 1 else c
                for c in field.source.text[field.start : field.end]
            )
            hit = _once(text, tokens, i1, i2, printed)
            if hit:
                yield key, field, hit


def typed_note(tokens: Words, known: dict[str, str], found: Collected) -> tuple[str, str]:
    """What stands in the source for a note that an editor typed, and of which kind it is.

    A known source is cited: by its key (`[@key, p. 5]`), by its author and year, or by words that
    were printed for it before.
    """
    typed = said(tokens)
    same = " ".join("".join(t.text for t in tokens).split())
    if same.rstrip(". ") in known:
        return known[same.rstrip(". ")], "note inserted, of a known source"
    cluster = citation(typed, found)
    if cluster.startswith("@"):
        cluster = f"[{cluster}]"
    if cluster:
        return cluster, "note inserted, of a known source"
    return "", "note inserted"


CLUSTER = re.compile(r"\[?(@[^\s\],;]+)((?:,\s*[^\[\]@;]*)?)\]?\.?")
AUTHOR_YEAR = re.compile(
    r"\(?(?P<name>[^\W\d_][\w’'-]*)(?:\s+(?:and|&)\s+[^\W\d_][\w’'-]*|\s+et al\.?)?,?\s+"
    r"\(?(?P<year>\d{4})(?P<rest>(?:,\s*[^()]*)?)\)?\.?"
)


def citation(typed: str, found: Collected) -> str:
    """A citation of known sources as Markdown has it; empty where the words are none."""
    if typed.startswith("@") and found.manuscript.library.get(typed[1:]):
        return typed
    cluster = CLUSTER.fullmatch(typed.strip())
    if cluster and found.manuscript.library.get(cluster[1][1:]):
        return f"[{cluster[1]}{cluster[2].rstrip('. ')}]"
    named = AUTHOR_YEAR.fullmatch(typed.strip())
    if named is None:
        return ""
    key = by_author(named["name"], named["year"], found)
    return f"[@{key}{named['rest'].rstrip('. ')}]" if key else ""


TYPED = re.compile(
    r"(?<![\w@/.])@\w[\w:.#$%&+?<>~/-]*\w"
    r"|\[@[^\[\]\n]+\]"
    r"|\([^\W\d_][^()\n]{0,80}\d{4}[^()\n]{0,40}\)"
)
"""What may be a citation that was typed: a key, a cluster of keys, an author with a year."""


def with_citations(pieces: Sequence[Piece], found: Collected) -> list[Piece]:
    """The pieces with citations of known sources that were typed as words made citations."""
    out: list[Piece] = []
    held: list[Piece] = []
    for piece in [*pieces, Piece("", (), kept=True)]:
        if not piece.kept and (not held or held[-1].runs == piece.runs):
            held.append(piece)
            continue
        out += _cited(held, found)
        held = [] if piece.kept else [piece]
        if piece.kept:
            out.append(piece)
    return out[:-1]


def _cited(pieces: list[Piece], found: Collected) -> list[Piece]:
    typed = "".join(piece.text for piece in pieces)
    out: list[Piece] = []
    after = 0
    for match in TYPED.finditer(typed):
        cluster = citation(match[0], found)
        if cluster:
            runs = pieces[0].runs
            out.append(Piece(typed[after : match.start()], runs))
            out.append(Piece(cluster, runs, kept=True, plain=Piece(match[0], runs)))
            after = match.end()
    return [*out, Piece(typed[after:], pieces[0].runs)] if out else pieces


def by_author(name: str, year: str, found: Collected) -> str:
    """The key of the one source of an author and a year; empty where there is none, or several."""
    hits = []
    for key, entry in found.manuscript.library.entries.items():
        if entry.data is not None:
            continue
        who, when = entry.text("author", "editor"), entry.text("date", "year")
        if when.startswith(year) and re.search(rf"\b{re.escape(name)}\b", who.split(" and ")[0]):
            hits.append(key)
    return hits[0] if len(hits) == 1 else ""
