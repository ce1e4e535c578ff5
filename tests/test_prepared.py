"""What pandoc's reader would take for something else is read as it is meant."""

import pytest

from reportgen import pandoc
from reportgen.pandoc.prepared import prepared
from reportgen.tree.nodes import Node, text, walk


def read(markdown: str) -> list[Node]:
    """The blocks of a text as pandoc reads it once it is prepared."""
    return pandoc.read([prepared(markdown)])[0]


def kinds(markdown: str) -> list[str]:
    return [node["t"] for node in read(markdown)]


@pytest.mark.parametrize(
    "note",
    [
        "^[@roe.]",
        "[^1]\n\n[^1]: @roe.",
        "[^1]\n\n[^1]: @roe.\n    More.",
        "[^1]\n\n[^1]:\n    @roe.",
    ],
)
def test_a_note_that_begins_with_a_key_and_a_point_cites_it(note: str) -> None:
    tree = read(f"Text.{note}\n")
    (held,) = (node for node in walk(tree) if node["t"] == "Note")
    assert [c["citationId"] for n in walk(held) if n["t"] == "Cite" for c in n["c"][0]] == ["roe"]


@pytest.mark.parametrize(
    "line", ["@roe. Said so.", "- @roe.", "> @roe) was.", "1. @roe.\n2. @poe."]
)
def test_a_key_at_the_head_of_a_line_numbers_no_example(line: str) -> None:
    styles = [n["c"][0][1]["t"] for n in walk(read(line)) if n["t"] == "OrderedList"]
    assert "Example" not in styles
    assert any(node["t"] == "Cite" for node in walk(read(line)))


def test_examples_are_numbered_and_called_by_their_names() -> None:
    first, second = read("(@good) One.\n\n(@) Two.\n\nAs (@good) shows.\n")
    assert first["t"] == "OrderedList"
    assert first["c"][0][1]["t"] == "Example"
    assert len(first["c"][1]) == 2
    assert text(second).strip() == "As (1) shows."


@pytest.mark.parametrize("behind", ["[@roe]", "(a)", "[^1]\n\n[^1]: One.", "[more](https://a.org)"])
def test_a_note_before_a_bracket_is_a_note(behind: str) -> None:
    tree = read(f"Text^[One [two].]{behind}\n")
    held = next(node for node in walk(tree) if node["t"] == "Note")
    assert text(held["c"]).strip() == "One [two]."
    assert "^[" not in text(tree)


@pytest.mark.parametrize(
    "markdown",
    ["1953. It is in force.", "- In\n1953. It was.", "> 1789. A year.", "1953. One.\n\n1960. Two."],
)
def test_a_year_at_the_head_of_a_line_is_text(markdown: str) -> None:
    assert not any(node["t"] == "OrderedList" for node in walk(read(markdown)))
    year = next(word for word in markdown.split() if word[:4].isdigit())
    assert year in text(read(markdown))


def test_years_that_count_on_are_a_list() -> None:
    assert kinds("1953. One.\n1954. Two.\n") == ["OrderedList"]


@pytest.mark.parametrize("line", ["I. Kant wrote.", "p. 45 shows.", "2020. A year.", "(c) They."])
def test_code_behind_a_line_that_begins_no_item_is_as_it_was_typed(line: str) -> None:
    code = "    @roe. x\n    1953. x\n    ^[a](b)\n"
    assert prepared(f"{line}\n\n{code}").endswith(code)


def test_what_is_indented_behind_an_item_is_text() -> None:
    tree = read("(a) one\n(b) two\n\n    @roe. So it is.\n")
    assert any(node["t"] == "Cite" for node in walk(tree))


def test_code_is_as_it_was_typed() -> None:
    code = "~~~\n@roe.\n1953. x\n^[a][b]\n~~~\n\n`^[a][b]`\n\n    @roe.\n    1953. ^[a](b)\n"
    assert prepared(code) == code
