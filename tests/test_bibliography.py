"""What is read from a bibliography, where it stands, and what is said of broken entries."""

import time

from reportgen import bibliography
from reportgen.bibliography import Library
from reportgen.diagnostics import Bag, Severity
from reportgen.diagnostics.source import Source


def read(text: str, name: str = "a.bib") -> tuple[Library, Bag]:
    bag = Bag()
    return bibliography.read((Source(name, text),), bag), bag


def faults(text: str, name: str = "a.bib") -> list[tuple[str, int, int, str]]:
    return [
        (d.code, d.span.line, d.span.column, d.message)
        for d in read(text, name)[1]
        if d.span is not None
    ]


def test_every_field_knows_its_place() -> None:
    text = '% one\n@Book{k,\n  TITLE = {The {AI} Act},\n\tyear=2024 , note = "n" }\n'
    entry = read(text)[0].entries["k"]
    assert (entry.type, entry.span.line, entry.key_span.column) == ("book", 2, 7)
    places = {f.name: (f.value, f.span.line, f.span.column, f.name_span.text) for f in entry.own}
    assert places == {
        "title": ("The {AI} Act", 3, 12, "TITLE"),
        "year": ("2024", 4, 7, "year"),
        "note": ("n", 4, 22, "note"),
    }
    assert all(field.typed for field in entry.own)


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    library, bag = read("\ufeff@book{k,\r\n  title = {김철수의 책},\r\n  year = {2024}\r\n}\r\n")
    assert list(bag) == []
    title = library.entries["k"].fields["title"]
    assert (title.value, title.span.line, title.span.column) == ("김철수의 책", 2, 12)


def test_strings_and_joins_are_resolved() -> None:
    text = '@string{mit = "MIT"}\n@book{k, publisher = mit # { Press}, month = jan, note = mit}'
    entry = read(text)[0].entries["k"]
    assert entry.text("publisher") == "MIT Press"
    assert entry.fields["publisher"].span.text == "mit # { Press}"
    assert not entry.fields["note"].typed
    assert entry.text("month") == "jan"


def test_a_name_that_no_string_defines_is_a_warning() -> None:
    assert faults("@book{k, langid = korean}") == [
        ("bib-macro", 1, 19, "no `@string` defines `korean`")
    ]


def test_a_missing_comma_is_told_and_both_fields_are_read() -> None:
    text = "@book{k,\n  title={a} date={2024}\n  url={u}, year=2024 note={n}\n}"
    assert faults(text) == [
        ("bib-syntax", 2, 11, "a comma is missing after `title`"),
        ("bib-syntax", 2, 23, "a comma is missing after `date`"),
        ("bib-syntax", 3, 20, "a comma is missing after `year`"),
    ]
    entry = read(text)[0].entries["k"]
    assert {n: f.value for n, f in entry.fields.items()} == {
        "title": "a",
        "date": "2024",
        "url": "u",
        "year": "2024",
        "note": "n",
    }
    assert entry.fields["note"].span.line == 3


def test_a_missing_comma_after_the_key_is_told_and_the_entry_is_read() -> None:
    text = "@book{k\n  title = {a},\n}\n@book{l, title={b}}"
    assert faults(text) == [("bib-syntax", 1, 7, "a comma is missing after the key")]
    library = read(text)[0]
    assert list(library.entries) == ["k", "l"]
    assert library.entries["k"].fields["title"].span.line == 2


def test_an_address_with_braces_and_equals_signs_lacks_no_comma() -> None:
    assert faults("@online{k, url = {https://a.b/?c={d} e={f}}}") == []


def test_a_brace_too_many_costs_its_entry_alone() -> None:
    text = "@book{k,\n  title = {The AI} Act},\n  year = {2024},\n}\n@book{l, title={b}}"
    assert faults(text) == [("bib-syntax", 2, 18, "a closing brace too many in `title`")]
    library = read(text)[0]
    assert list(library.entries) == ["l"]
    assert list(library.broken) == ["k"]


def test_an_open_brace_costs_its_entry_alone() -> None:
    text = "@book{k,\n  title = {The AI Act,\n  year = {2024},\n}\n\n@book{l, title={b}}"
    assert faults(text) == [("bib-syntax", 2, 11, "a brace in entry `k` is not closed")]
    assert list(read(text)[0].entries) == ["l"]


def test_an_entry_without_its_end_is_told_at_its_start() -> None:
    text = "@book{l, title={b}}\n@book{k,\n  title = {a},\n"
    assert faults(text) == [("bib-syntax", 2, 1, "entry `k` is not closed")]


def test_an_entry_without_a_key_is_told() -> None:
    assert faults("@book{, title={a}}") == [("bib-syntax", 1, 1, "this `@book` has no key")]


def test_text_beside_the_braces_is_told() -> None:
    assert faults("@book{k, title = {a} b, year = 2024}") == [
        ("bib-syntax", 1, 22, "`title` has text outside its braces")
    ]


def test_a_field_without_a_value_is_told() -> None:
    assert [f[3] for f in faults("@book{k, title = , year = 2024}")] == ["`title` has no value"]


def test_every_fault_of_the_reader_stops_the_build_but_an_unknown_string() -> None:
    bag = read("@book{k, a = b, title={x} date={y}}\n@book{, t={x}}")[1]
    assert {d.code for d in bag if d.severity is Severity.ERROR} == {"bib-syntax"}
    assert {d.code for d in bag if d.severity is Severity.WARNING} == {"bib-macro"}


def test_comments_are_no_entries() -> None:
    text = "% @book{off, title={a}}\n@comment{jabref-meta: x;}\nfoo @other{x}\n"
    text += "@book{k, % a remark\n  % year = {2020},\n  title = {a}, }"
    library, bag = read(text)
    assert list(bag) == []
    assert list(library.entries["k"].fields) == ["title"]


def test_of_two_entries_with_one_key_the_first_counts() -> None:
    library, _ = read("@book{k, title={first}}\n@book{k, title={second}}")
    assert library.entries["k"].text("title") == "first"
    ((first, second),) = library.duplicates
    assert (first.span.line, second.span.line, second.text("title")) == (1, 2, "second")


def test_of_two_fields_with_one_name_the_first_counts() -> None:
    entry = read("@book{k, title={first}, TITLE={second}}")[0].entries["k"]
    assert entry.text("title") == "first"
    assert [f.value for f in entry.own] == ["first", "second"]


def test_a_chapter_takes_its_books_title() -> None:
    text = "@incollection{c, title={C}, crossref={b}}\n"
    text += "@collection{b, title={B}, subtitle={S}, editor={E}, year=2020, shorttitle={no}}"
    entry = read(text)[0].entries["c"]
    values = {name: entry.text(name) for name in entry.fields if name != "crossref"}
    assert values == {
        "title": "C",
        "booktitle": "B",
        "booksubtitle": "S",
        "editor": "E",
        "year": "2020",
    }
    assert entry.inherited("booktitle")
    assert entry.fields["editor"].span.line == 2


def test_xdata_is_handed_down_and_own_fields_win() -> None:
    text = "@xdata{x, publisher={P}, year=1999}\n@book{b, title={B}, year=2020, xdata={x}}"
    entry = read(text)[0].entries["b"]
    assert (entry.text("publisher"), entry.text("year")) == ("P", "2020")


def test_an_entry_answers_to_its_other_keys() -> None:
    library = read("@book{k, title={a}, ids={old, older}}")[0]
    assert library.get("older") is library.entries["k"]
    assert set(library.keys()) == {"k", "old", "older"}


def test_csl_json_is_read_with_places() -> None:
    text = (
        '[\n  {"id": "a", "type": "book", "title": "T", "foo": null},\n  {"id": 7, "URL": "u"}\n]'
    )
    library, bag = read(text, "a.json")
    assert list(bag) == []
    assert [(e.key, e.span.line) for e in library] == [("a", 2), ("7", 3)]
    assert library.entries["7"].fields["url"].span.line == 3
    assert bibliography.item(library.entries["a"]) == {"id": "a", "type": "book", "title": "T"}


def test_a_fault_in_json_costs_its_item_alone() -> None:
    text = '[\n  {"id": "a" "type": "book"},\n  {"id": "b"}\n]'
    assert [f[:3] for f in faults(text, "a.json")] == [("bib-syntax", 2, 14)]
    assert list(read(text, "a.json")[0].entries) == ["b"]


def test_csl_yaml_is_read_with_places() -> None:
    text = "references:\n- id: a\n  type: book\n  author:\n  - family: Doe\n    given: Jane\n"
    text += "  issued:\n  - year: 2020\n    month: 5\n- id: b\n  issued: 2024-05-01\n"
    library, bag = read(text, "a.yaml")
    assert list(bag) == []
    assert [e.span.line for e in library] == [2, 10]
    assert bibliography.item(library.entries["a"]) == {
        "id": "a",
        "type": "book",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2020, 5]]},
    }
    assert bibliography.item(library.entries["b"])["issued"] == {"date-parts": [[2024, 5, 1]]}


def test_several_files_are_one_library() -> None:
    sources = (Source("a.bib", "@book{a, title={A}}"), Source("b.json", '[{"id": "b"}]'))
    library = bibliography.read(sources, Bag())
    assert [(e.key, e.source.name) for e in library] == [("a", "a.bib"), ("b", "b.json")]


def test_five_thousand_entries_are_read_at_once() -> None:
    entry = """@article{{k{0},
  author = {{Smith, John and Doe, Jane}},
  title = {{The {{AI}} and the Art of Something {0}}},
  journal = {{Journal}},
  year = {{2020}},
  volume = 3,
  pages = {{1--2}},
  url = {{https://example.org/{0}}}
}}
"""
    text = "".join(entry.format(i) for i in range(5_000))
    start = time.perf_counter()
    assert len(read(text)[0]) == 5_000
    assert time.perf_counter() - start < 2  # a quarter of that on a quiet machine
