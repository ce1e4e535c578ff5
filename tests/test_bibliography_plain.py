"""A plain entry is read as bibtexparser reads it: same fields, same places, same faults."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen import bibliography
from reportgen.bibliography import blocks, fastpath
from reportgen.bibliography.blocks import Stretch
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source

NEVER = re.compile(r"(?!)")
NAMES = st.sampled_from(["title", "AUTHOR", "year", "date", "month", "note-x", "a1", "crossref"])
TEXTS = st.lists(
    st.sampled_from(
        [
            *("word", " ", "\n", "\t", "\x0b", ",", "=", '"', "#", "%", "(", ")", "\\&", "\\'e"),
            *("{b}", "{b {c}}", "{}", "\\", "title = {x}", "김철수", "İ", "}", "{", "@", "@x{"),
        ]
    ),
    max_size=6,
).map("".join)
BLANKS = st.sampled_from(["", " ", "\n", "\n  ", "\t", "\x0c", "\u2003"])
VALUES = st.one_of(
    st.sampled_from(["{plain words}", "{{Plain} words}", '"plain {w}ords"', "1984", "jan"]),
    st.sampled_from(["{a \\& b, c = d}", "{x\\}", "{\\{x}", '"x\\"', '{"}', "{{a {b}} c}", "{}"]),
    st.sampled_from(["Mai", "DEC", "٣", "macro", "1 # jan", '{a} # "b"', ""]),
    TEXTS.map("{{{}}}".format),
    TEXTS.map('"{}"'.format),
)
FIELDS = st.tuples(BLANKS, NAMES, BLANKS, VALUES, BLANKS).map(
    lambda part: f"{part[0]}{part[1]}{part[2]}={part[2]}{part[3]}{part[4]}"
)
KEYS = st.sampled_from(["one", "two", "a:b/c", "Zwölf", "one", "two", "a b", "", "d'e", "{x}"])
KINDS = st.sampled_from(
    [*("book", "Article", "misc ") * 3, "comment", "STRING", "preambled", "", "x1"]
)
ENTRIES = st.tuples(
    KINDS,
    BLANKS,
    KEYS,
    st.lists(FIELDS, max_size=3).map(",".join),
    st.sampled_from([*("}", "\n}", ",\n}", ",\n}\n") * 2, "", ",,}", "})"]),
).map(lambda part: f"@{part[0]}{{{part[1]}{part[2]},{part[3]}{part[4]}")
BETWEEN = st.sampled_from(
    [
        *("\n", "\n\n", "", " ", "\n% ", "\nwords\n", "\n}", "\n,", "\n, a = {b}", "\n@", " @a @"),
        *("\n@string{jan = {x}}\n", "\n@string{macro = {x}}\n", "\n@comment{", "\n@comment{x}\n"),
        *("\n@book(k, title={x})\n", "\n@book(k, title=", "\n@book{k title = {x}}\n", "\n\x0c"),
        *("\n\\", "\n@{", '\n"', "\n{", "\n@book{k, title = {", '\n@book{k, title = "'),
    ]
)
FILES = st.lists(st.tuples(BETWEEN, ENTRIES), max_size=4).map(
    lambda parts: "".join(map("".join, parts))
)


@contextmanager
def bibtexparser_alone() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fastpath, "ENTRY", NEVER)
        yield


def told(text: str) -> tuple[Any, ...]:
    """All that is read from a text."""
    bag = Bag()
    library = bibliography.read((Source("a.bib", text),), bag)
    pairs = [(first.key, second) for first, second in library.duplicates]
    entries = [*library, *(second for _, second in pairs)]
    return (
        [(e.key, e.type, e.span, e.key_span, e.own, dict(e.fields)) for e in entries],
        [key for key, _ in pairs],
        dict(library.aliases),
        dict(library.broken),
        bag.found,
    )


@settings(max_examples=1000, deadline=None)
@given(FILES)
@example("@book{a, title = {x}, month = jan}\n@string{JAN = {y}}")
@example("@comment{@book{a,}}\n@book{a,}")
@example('@book{b, title = "x @book{a,}\n@book{a,}')
@example("% @book{a, title = {x}}\n@book{a, title = {x}}")
@example("@book{a, title = {x}} title = {x}}\n@book{b, title = {y}}, note = {z}}")
@example('@book{a, title = {"}, note = {a, b = c}}')
@example("@book{a, title = {x\\}, note = {y}}\n@misc{b, title = {\\{x}}")
@example("@xdata{a, note = {x}}\n@misc{b, XDATA = {a}, ids={c}}\nİ")
def test_a_plain_entry_is_read_as_bibtexparser_reads_it(text: str) -> None:
    read = told(text)
    with bibtexparser_alone():
        assert read == told(text)


@pytest.mark.parametrize(
    "text",
    [
        "@book{key0,\n  author = {Two, Ann and Two, Bea},\n  title = {{AI}: a {B {C}}},\n}\n",
        '@Article {a:b/c_d.e+f,title="A {B} c", month=jan, year = 1984 }',
        "@misc{Kim2020,\n  title = {규범 \\& \\'e},\n  title = {again},\n  note = {}\n}",
    ],
)
def test_ordinary_entries_are_plain(text: str) -> None:
    assert fastpath.ENTRY.fullmatch(text.strip())
    assert not any(isinstance(found, Stretch) for found in blocks.cut(Source("a.bib", text)))


def test_an_entry_that_a_comment_repeats_has_its_own_place() -> None:
    text = "@comment{ @book{a d, title = {x}} }\n@book{a d, title = {x}}"
    (entry,) = bibliography.read((Source("a.bib", text),), Bag())
    assert entry.start == text.rindex("@")


@pytest.mark.parametrize("text", ["@", "@a{k,", "@a{k,a={", "@a{k,a={x},", "\n@a{k,a={\\}"])
def test_what_is_nearly_plain_takes_no_longer_than_it_is_long(text: str) -> None:
    told(text * (20_000 // len(text)))
