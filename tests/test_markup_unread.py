"""What looks like markup and is none: no false alarm on clean texts, exact places, `allow`."""

import time
from pathlib import Path

import pytest

from case import cases, examine
from reportgen import pandoc
from reportgen.checks import (
    citation_unread,
    link_unread,
    mark_unclosed,
    markup_foreign,
    placeholder,
    revision_mark,
)
from reportgen.checks._passages import Passage
from reportgen.diagnostics import Diagnostic
from reportgen.diagnostics.source import Source
from reportgen.parse.literal import LiteralText

ROOT = Path(__file__).parents[1]
CODES = (
    "block-unread", "citation-unread", "chapter-unbuilt", "link-unread", "list-unread",
    "mark-unclosed", "markup-foreign", "placeholder", "revision-mark", "tab-inside",
    "word-leftover",
)  # fmt: skip


def found(path: Path) -> list[Diagnostic]:
    return [d for d in examine(path)[1] if d.code in CODES]


def test_there_are_many_clean_texts() -> None:
    clean = [case for case in cases() if case.name == "clean-typing"]
    assert len(clean) >= 80
    assert not [case.fact for case in clean if any(case.expected.values())]


@pytest.mark.parametrize("path", [ROOT, ROOT / "tests" / "golden" / "paper" / "in" / "paper.md"])
def test_nothing_is_reported_of_real_manuscripts(path: Path) -> None:
    assert found(path) == []


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("list-unread", "Things:\n- one\n- two"),
        ("block-unread", "Text\n# Heading"),
        ("mark-unclosed", "A **word"),
        ("placeholder", "TODO: more"),
        ("citation-unread", "As {@doe} says"),
        ("link-unread", "[a] (https://example.org)"),
        ("markup-foreign", "See [[Page]]"),
        ("revision-mark", "A {--word--}"),
        ("word-leftover", "See Error! Reference source not found."),
        ("tab-inside", "One\tword"),
    ],
)
def test_each_is_silenced_by_allow_and_has_a_place_and_a_remedy(
    tmp_path: Path, code: str, body: str
) -> None:
    def write(front: str) -> Path:
        text = (
            f"---\ntitle: T\nbibliography: r.bib\n{front}---\n\nBefore.\n\n{body}\n\nAfter.[@doe]\n"
        )
        (tmp_path / "paper.md").write_text(text, "utf-8")
        return tmp_path / "paper.md"

    (tmp_path / "r.bib").write_text("@misc{doe, title = {T}, author = {Doe, Jane}, year = 2020}")
    (first,) = found(write(""))
    assert first.code == code
    assert first.span is not None
    assert first.span.source.name == "paper.md"
    assert first.span.line in (8, 9)
    assert first.help
    assert found(write(f"allow: [{code}]\n")) == []


def test_a_mark_is_literal_only_where_the_tree_prints_it() -> None:
    text = "a **bold** word, c **d and `e` f\n\n`e` **g\n\n\\**h -- i\n\n- j\n- k - l\n"
    (blocks,) = pandoc.read([text])
    literal = LiteralText(text, blocks)
    marks = [i for i in range(len(text)) if text.startswith("**", i)]
    assert [text[i + 2] for i in marks if literal.is_literal(i, i + 2)] == ["d", "g"]
    hyphens = [i for i, sign in enumerate(text) if sign == "-"]
    assert [text[i + 1 : i + 3] for i in hyphens if literal.is_literal(i, i + 1)] == [" l"]


def test_marks_between_the_same_words_are_compared_in_a_linear_time() -> None:
    text = "x **y** " * 25_000
    words = [
        [{"t": "Str", "c": "x"}, {"t": "Space"}, {"t": "Strong", "c": [{"t": "Str", "c": "y"}]}]
    ]
    literal = LiteralText(text, [{"t": "Para", "c": words * 25_000}])
    start = time.process_time()
    assert not any(literal.is_literal(i, i + 2) for i in range(2, len(text), 8))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text",
    [
        "\\begin{a}" * 25_000,
        "\\( " * 12_500,
        "<!-- " * 12_500,
        "~~~ a\n" * 25_000,
        "$5 a " * 12_500,
        "a@" * 75_000,
        "[a] (" * 25_000,
        "{--" * 12_500,
        "".join("`" * n + "\n" for n in range(400, 3, -1)),
        "https://a(" * 12_500,
        "** a " * 25_000,
    ],
    ids=lambda text: text[:9],
)
def test_what_nothing_closes_is_looked_for_in_a_linear_time(text: str) -> None:
    start = time.process_time()
    passage = Passage(Source("a.md", text), LiteralText(text, []), 0, len(text))
    assert passage.literal.masked
    for check in (mark_unclosed._emphasis, mark_unclosed._brackets, link_unread._slips):
        list(check(passage))
    for pattern in (revision_mark._CRITIC, placeholder._BRACKETED, citation_unread._GROUP):
        list(passage.find(pattern, "mark"))
    for kind in markup_foreign._KINDS:
        list(kind.pattern.finditer(text))
    assert time.process_time() - start < 5
