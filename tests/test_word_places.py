"""Every block and word of a tree is found where it stands in the text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Bag
from reportgen.parse import Chapter
from reportgen.parse.word_positions import PARAGRAPHS, WORD, words
from reportgen.pipeline.build import examine
from reportgen.tree.nodes import Node, text, walk

ROOT = Path(__file__).parents[1]


def chapter(folder: Path, body: str) -> Chapter:
    (folder / "p.md").write_text(f"---\ntitle: T\n---\n\n{body}", encoding="utf-8")
    manuscript = examine(folder / "p.md", Bag())
    assert manuscript is not None
    return manuscript.chapters[0]


def placed(found: Chapter) -> list[str]:
    """The text at the place of each block of words, in the order of the tree."""
    return [
        found.source.text[slice(*node["at"])]
        for node in found.nodes
        if node["t"] in PARAGRAPHS and node.get("at")
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One *two* three.\n\nFour **five**.", ["One *two* three.", "Four **five**."]),
        ("# A heading {#a}\n\nText.", ["A heading", "Text."]),
        ("The same.\n\nThe same.\n\nThe same.", ["The same."] * 3),
        (
            "Text.[^n]\n\nMore.\n\n[^n]: The note's words.",
            ["Text.[^n]", "The note's words.", "More."],
        ),
        ("| a | b |\n|---|---|\n| c | c |\n\n: A caption", ["A caption", "a", "b", "c", "c"]),
        ("- one\n- two\n    - two\n", ["one", "two", "two"]),
        ("> said\n\n“quoted” it’s -- a *word*ish", ["said", "“quoted” it’s -- a *word*ish"]),
        ("한국어 문장이다.\n\n다음 문장.", ["한국어 문장이다.", "다음 문장."]),
        ("![A caption.](a.png){#fig-a}\n\nText.", ["![A caption.](a.png){#fig-a}", "Text."]),
        ("```\ncode words\n```\n\nText.", ["code words", "Text."]),
    ],
)
def test_a_block_has_its_place(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert placed(chapter(tmp_path, body)) == expected


def spoken(block: Node) -> list[str]:
    return WORD.findall(text(block))


def test_every_word_of_the_own_article_is_found() -> None:
    manuscript = examine(ROOT, Bag())
    assert manuscript is not None
    for found in manuscript.chapters:
        for node in found.nodes:
            if node["t"] not in PARAGRAPHS or not spoken(node):
                continue
            there = [word for word, _, _ in words(node, found.source.text)]
            missing = [word for word in spoken(node) if word not in there]
            # A cross-reference is a link without words of its own until it is resolved.
            assert len(missing) <= sum(n["t"] == "Link" for n in walk(node)), spoken(node)


def test_a_words_place_reads_as_the_word(tmp_path: Path) -> None:
    found = chapter(
        tmp_path, "The [cat](https://x.org/the/cat) and the *the* dog@a.b sat.^[The end.]"
    )
    (block, *_) = (n for n in found.nodes if n["t"] == "Para")
    source = found.source.text
    for word, start, end in words(block, source):
        assert source[start:end] == word
    assert [source[:start].count("https") for word, start, _ in words(block, source)][:3] == [
        0,
        0,
        1,
    ]


SENTENCE = st.lists(
    st.sampled_from(["the", "a", "policy", "of", "and", "state", "AI", "21", "law"]),
    min_size=1,
    max_size=9,
)
BLOCK = st.tuples(
    st.sampled_from(["{}", "# {}", "> {}", "- {}", "*{}*", "x^[{}]", "[{}](https://a.b)"]), SENTENCE
)


@settings(max_examples=10, deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=8))
def test_places_keep_the_order_of_the_text(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[tuple[str, list[str]]]
) -> None:
    body = "\n\n".join(form.format(" ".join(sentence)) for form, sentence in blocks)
    found = chapter(tmp_path_factory.mktemp("w"), body)
    starts = [n["at"][0] for n in found.nodes if n["t"] in PARAGRAPHS and n.get("at")]
    assert len(starts) == sum(n["t"] in PARAGRAPHS for n in found.nodes)
    assert starts == sorted(starts)
    for node in found.nodes:
        if node["t"] in PARAGRAPHS:
            there = found.source.text[slice(*node["at"])]
            assert [word for word in WORD.findall(there) if word in spoken(node)][
                : len(spoken(node))
            ]
            assert len(list(words(node, found.source.text))) >= len(spoken(node))
