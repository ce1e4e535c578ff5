"""How much a journal takes: counted as people count, and told with the number that there is."""

from pathlib import Path

import pytest

from package import report
from reportgen import editions
from reportgen.diagnostics import Bag
from reportgen.pandoc import read
from reportgen.pipeline.check import check
from reportgen.tree.word_count import length

BIB = """@book{one, title = {A Book}, author = {Lee, Ann}, publisher = {Press}, address = {Seoul},
  year = {2020}}
"""


def told(folder: Path, front: str, text: str, names: tuple[str, ...] = ("article",)) -> list[str]:
    """What is told of limits when editions are made."""
    (folder / "refs.bib").write_text(BIB, "utf-8")
    head = f"---\ntitle: On Three Things\nlang: en-US\nbibliography: refs.bib\n{front}\n---\n\n"
    (folder / "a.md").write_text(head + text, "utf-8")
    bag = Bag()
    made = report(folder / "a.md")
    for name in names:
        assert editions.make(name, made, bag)
    return [f"{d.code}: {d.message}; {d.help}" for d in bag if d.code.startswith("limit-")]


@pytest.mark.parametrize(
    ("text", "words", "characters", "bare"),
    [
        ("One two three.", 3, 14, 12),
        ("mid-2026 and – so on", 5, 20, 16),
        ('*Formatted* [words](https://example.org), "quoted".', 3, 26, 24),
        ("한국의 정책은 분명하다.", 3, 13, 11),
        ("人工知能の政策", 7, 7, 7),
        ("AI는 重要だ ok", 5, 10, 8),
        ("# Head\n\nBody text.\n\n- item\n- item two", 6, 29, 24),
        ("| A b | C |\n|---|---|\n| 1 | 2 |\n\n: Cells here", 7, 20, 14),
        ("Text.^[A note of five words.]", 1, 5, 5),
        ("Energy $E=mc^2$ is.", 3, 12, 10),
        ("`x = 1` and\n\n    y = 2", 7, 15, 9),
        ("soft\u00adly\u00a0said", 2, 11, 10),
        ("", 0, 0, 0),
    ],
)
def test_a_text_has_as_many_words_as_word_counts(
    text: str, words: int, characters: int, bare: int
) -> None:
    (blocks,) = read([text])
    units = ("words", "characters", "characters-without-spaces")
    assert [length(blocks, unit) for unit in units] == [words, characters, bare]


def test_notes_count_where_they_are_to() -> None:
    (blocks,) = read(["Text.^[A note of five words.^[No.]] More."])
    assert length(blocks, "words") == 2
    assert length(blocks, "words", notes=True) >= 7


def test_the_text_counts_with_the_citations_set_in_its_notes(tmp_path: Path) -> None:
    text = "# One\n\nSome words here.[@one]\n"
    assert told(tmp_path, "limits: {words: 4}", text) == [
        "limit-words: the text with its notes has 10 words; `limits` allows 4; shorten it by 6"
    ]
    assert told(tmp_path, "limits: {words: 4, notes: false}", text) == []
    assert told(tmp_path, "limits: {words: 3, notes: false}", text) == [
        "limit-words: the text without its notes has 4 words; `limits` allows 3; shorten it by 1"
    ]


def test_what_stands_around_the_text_is_not_part_of_it(tmp_path: Path) -> None:
    front = (
        "abstract: Not counted here.\nauthor: {name: Ann Lee, bio: Ann Lee writes.}\n"
        "acknowledgements: Thanks to all.\nstatements: {ethics: None of it.}\n"
        "csl: apa\nlimits: {words: 3}\nbrief: {standfirst: In short.}"
    )
    text = "Three words here.\n\n::: {.brief-only}\nFor the brief alone.\n:::\n\n::: {#refs}\n:::\n"
    assert told(tmp_path, front + "\nnocite: '@one'", text) == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("abstract: One two three.\nlimits: {abstract: 2}",
         "limit-abstract: the abstract has 3 words; `limits` allows 2; shorten it by 1"),
        ("subtitle: And More\nlimits: {title: 4}",
         "limit-title: the title with its subtitle has 5 words; `limits` allows 4; "
         "shorten it by 1"),
        ("keywords: [a, b, c]\nlimits: {keywords: 1}",
         "limit-keywords: 3 keywords are given; `limits` allows 1; leave out 2"),
        ("keywords: [a, b]\nlimits: {keywords: 0}",
         "limit-keywords: 2 keywords are given; `limits` allows 0; leave out 2"),
        ("abstract: 한국의 정책.\nlimits: {abstract: 6, unit: characters}",
         "limit-abstract: the abstract has 7 characters; `limits` allows 6; "
         "shorten it by 1"),
    ],
)  # fmt: skip
def test_each_part_has_a_limit_of_its_own(front: str, expected: str, tmp_path: Path) -> None:
    assert told(tmp_path, front, "Text.\n") == [expected]


def test_the_brief_counts_what_it_shows(tmp_path: Path) -> None:
    front = "limits: {brief: 5}\nbrief: {standfirst: In a few words.}"
    text = "Not this.\n\n::: {.key-finding}\nThis is found.\n:::\n"
    assert told(tmp_path, front, text, ("brief",)) == [
        "limit-brief: the brief has 9 words; `limits` allows 5; shorten it by 4"
    ]


def test_several_editions_tell_it_once(tmp_path: Path) -> None:
    assert len(told(tmp_path, "limits: {words: 1}", "Two words.\n", ("article", "review"))) == 1


def test_nothing_is_told_where_all_is_within(tmp_path: Path) -> None:
    assert told(tmp_path, "limits: {words: 10, title: 3, figures: 1}", "Two words.\n") == []


def test_a_check_tells_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: T\nlimits: {words: 1}\n---\n\nTwo words.\n")
    assert "limit-words" in {d.code for d in check(tmp_path / "a.md")}
