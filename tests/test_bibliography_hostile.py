"""No text, however odd, makes the reader of bibliographies fail or hang."""

import json
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen import bibliography
from reportgen.bibliography import dates, decode, names, titles
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.limits import Limits

PIECES = st.sampled_from(
    [
        *("@article{", "@book(", "@string{", "@comment{", "@preamble{", "@{", "@", "key", ",", "="),
        *("{", "}", '"', "#", "%", "\\", "\n", "\r\n", "\x00", "\ufeff", " ", "title", "author"),
        *("date", "url", "crossref", "xdata", "ids", " and ", "2024-13-45", "$", "~", "\\emph{"),
        *(
            "\\'",
            "--",
            "김철수",
            "Ministry of Trade, Industry and Energy",
            "https://a.b/c?d=e",
            "(",
        ),
        *("\\url{", "<i>", "&amp;", "jan", "et al.", ")", "\\", "\ue000", "title = {", "},\n"),
    ]
)
TEXT = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


def read(text: str, name: str = "a.bib") -> tuple[bibliography.Library, Bag]:
    bag = Bag()
    return bibliography.read((Source(name, text),), bag), bag


@settings(max_examples=400, deadline=None)
@given(TEXT)
@example("@a{b,c={d}")
@example("@a{k title={x} date={y}}")
@example('@a{"}')
def test_any_text_is_read(text: str) -> None:
    library, bag = read(text)
    for entry in library:
        assert entry.span.text.startswith("@")
        assert entry.key_span.text == entry.key
        for field in entry.own:
            assert field.name_span.text.lower() == field.name
            assert 0 <= field.start <= field.end <= len(text)
        json.dumps(bibliography.item(entry, library))
    for diagnostic in bag:
        assert diagnostic.span is not None
        assert 0 <= diagnostic.span.start <= len(text)


@settings(max_examples=150, deadline=None)
@given(TEXT, st.sampled_from(["a.json", "a.yaml"]))
def test_any_text_is_read_as_json_and_yaml(text: str, name: str) -> None:
    library, _ = read(text, name)
    for entry in library:
        json.dumps(bibliography.item(entry, library))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["id", "type", "title", "author", "issued", "date-parts", "family", "URL"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(JSON, max_size=4))
def test_any_json_becomes_items_of_strings(value: list[object]) -> None:
    library, _ = read(json.dumps(value), "a.json")
    for entry in library:
        item = bibliography.item(entry, library)
        assert all(isinstance(v, str | list | dict) for v in item.values())


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_any_value_is_understood_somehow(text: str) -> None:
    names.read(text)
    names.doubtful(text)
    dates.read(text)
    dates.of(text, text, text)
    decode.decode(text)
    titles.protect(text)


@pytest.mark.parametrize(
    "text",
    [
        "@a{k, title = " + "{" * 20_000 + "x" + "}" * 20_000 + "}",
        "@a{k, title = " + "{" * 20_000,
        "@a{k, title = {" + "\\emph{" * 20_000 + "}" * 20_000 + "}}",
        "@a{k, title = {" + "\\'{" * 20_000 + "}" * 20_000 + "}}",
        "@a{k, title = {" + "$" * 20_000 + "}}",
        "@a{k, author = {" + "A and " * 20_000 + "B}}",
        "@a{k, author = {" + "Ministry of " * 20_000 + "}}",
        "@a{k, author = {" + "a, " * 20_000 + "}}",
        "@a{k, author = {" + "{" * 10_000 + "}" * 10_000 + " and B}}",
        "@a{k, date = {" + "9" * 50_000 + "}}",
        "@a{k, pages = {" + "1 " * 30_000 + "--}}",
        "@a{k, url = {" + "\\~{}" * 20_000 + "}}",
        "@a{" * 20_000,
        "@a{k, b = {c} " * 5_000,
        "\n@a{k, b = {" * 5_000,
        "@a{k, b = c # " + "d # " * 20_000 + "e}",
        "@a{k" + ", b = {c} d = {e}" * 5_000 + "}",
        "@" * 50_000,
        " " * 200_000 + "@a{k}",
    ],
    ids=lambda text: re.sub(r"\s+", " ", text[:24]),
)
def test_a_monstrous_text_is_read_in_time(text: str) -> None:
    start = time.perf_counter()
    library, _ = read(text)
    for entry in library:
        bibliography.item(entry, library)
    assert time.perf_counter() - start < 5


def test_macros_that_double_stay_small() -> None:
    macros = ['@string{m0 = "0123456789"}']
    macros += [f"@string{{m{i} = m{i - 1} # m{i - 1}}}" for i in range(1, 40)]
    library, bag = read("\n".join([*macros, "@a{k, title = m39}", "@b{l, title = {x}}"]))
    assert "bib-size" in {d.code for d in bag}
    assert all(len(f.value) < 100_000 for e in library for f in e.own)
    assert library.get("l") is not None


def test_entries_that_hand_down_to_each_other_end() -> None:
    library, _ = read("@a{x, crossref={y}, t={1}}\n@a{y, crossref={x}, xdata={x,y,z}, u={2}}")
    assert set(library.entries["x"].fields) >= {"t", "u"}


def test_yaml_aliases_that_multiply_stay_small() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    lines += ["references:", "  - {id: k, title: *a8}", "  - {id: l, title: x}"]
    library, bag = read("\n".join(lines), "a.yaml")
    assert [d.code for d in bag] == ["bib-size"]
    assert "k" in library.broken
    assert library.get("l") is not None


UNITS = (
    *(", ", " and ", "A and ", "a, ", "{", "{}", "\\", '"', "\\'e ", "{\\'e} and ", "; ", " & "),
    *("Ministry of ", "Science and ", "ICT and ", "$", "<i", "&lt;i ", "\u00a0", " \n", "김, "),
    *("https://a.b/c?utm_a=", "\\url{", "A.B. ", "et al ", "see ", "/brd", "1-"),
)


@pytest.mark.parametrize("unit", UNITS)
def test_reading_an_entry_takes_no_longer_than_it_is_long(unit: str) -> None:
    def took(size: int) -> float:
        value = (unit * (size // len(unit) + 1))[:size]
        start = time.process_time()
        names.read(value)
        names.doubtful(value)
        titles.protect(value)
        for name in ("title", "author", "note", "url", "pages", "langid", "publisher"):
            text = f"@book{{k, {name} = {{{value}}}, year = 2020}}"
            for entry in read(text)[0]:
                bibliography.item(entry)
        return time.process_time() - start

    took(100)
    short = min(took(5_000) for _ in range(2))
    long = min(took(20_000) for _ in range(2))
    assert long < 9 * short + 0.05  # a quadratic step would take sixteen times as long


def test_entries_that_take_fields_from_each_other_without_measure_end() -> None:
    keys = ",".join(f"k{i}" for i in range(120))
    start = time.process_time()
    library, _ = read("\n".join(f"@book{{k{i}, xdata={{{keys}}}, f{i}={{x}}}}" for i in range(120)))
    assert len(library) == 120
    assert time.process_time() - start < 5


def test_a_chain_of_entries_hands_down_from_its_first_to_its_last() -> None:
    chain = [f"@book{{k{i}, crossref={{k{i + 1}}}}}" for i in range(3_000)]
    library, bag = read("\n".join([*chain, "@book{k3000, publisher={P}}"]))
    assert library.entries["k0"].text("publisher") == "P"
    assert not bag.found


def test_an_entry_behind_too_many_is_not_called_unknown() -> None:
    bag = Bag()
    text = "@book{a,}\n@book{b,}\n@book{c,}"
    library = bibliography.read((Source("a.bib", text),), bag, Limits(entries=2))
    assert [d.code for d in bag] == ["bib-size"]
    assert list(library.entries) == ["a", "b"]
    assert not library.whole


@pytest.mark.parametrize("limit", ["entry", "fields", "field"])
def test_an_entry_that_is_too_much_costs_only_itself(limit: str) -> None:
    text = '@book{a, title = "{T} and" # " more", note = {x}}\n@book{b,}'
    bag = Bag()
    small = {"entry": 30, "fields": 1, "field": 10}[limit]
    library = bibliography.read((Source("a.bib", text),), bag, Limits(**{limit: small}))
    assert [d.code for d in bag] == ["bib-size"]
    assert list(library.entries) == ["b"]
    assert list(library.broken) == ["a"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.json", '[{"id": "k", "title": ' + "[" * 5_000, "bib-size"),
        ("a.json", '[{"id": "k", "volume": ' + "9" * 5_000 + "}]", "bib-size"),
        ("a.json", "[" + "\n{x" * 3_000, "bib-size"),
        ("a.yaml", "- " * 5_000, "bib-size"),
        ("a.yaml", "- " + "[" * 500, "bib-size"),
        ("a.yaml", "- {id: k, title: *missing}", "bib-syntax"),
        ("a.yaml", "- &a {id: k, title: *a}", "bib-syntax"),
        ("a.yaml", "- {id: k, title: 'x}", "bib-syntax"),
    ],
    ids=range(8),
)
def test_what_cannot_be_read_of_items_has_a_place_and_a_remedy(
    name: str, text: str, code: str
) -> None:
    _, bag = read(text, name)
    assert code in {d.code for d in bag}
    assert all(d.span is not None and d.help for d in bag)


def test_the_items_before_a_fault_of_yaml_are_read() -> None:
    library, bag = read("- id: a\n  title: x\n- id: b\n  title: 'y\n", "a.yaml")
    assert list(library.entries) == ["a"]
    assert [d.code for d in bag] == ["bib-syntax"]
