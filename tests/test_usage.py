"""What is cited where: `reportgen bib`."""

import json
from pathlib import Path

import pytest

from case import examine
from reportgen import editions
from reportgen.reports import citations
from reportgen.reports.citations import Usage

ROOT = Path(__file__).parents[1]

BIB = """
@online{a, ids = {old}, title = {Something}, url = {https://example.org/a}}
@online{b, title = {Something Else}, url = {https://example.org/b}}
@online{c, title = {A Third Thing}, url = {https://example.org/c}}
@online{d, title = {A Fourth Thing}, url = {https://example.org/d}}
"""
TEXT = """
One.[@a] Two.^[Prose. See @b and @a.] Three.^[Prose alone.]

::: {.key-finding}
A finding.[@old]
:::

::: {.brief-only}
In the brief alone.[@b]
:::

![A caption.[@c]](dot.png){#fig-one alt="A dot."}
"""


@pytest.fixture
def sources(tmp_path: Path) -> Usage:
    (tmp_path / "bibliography.bib").write_text(BIB)
    (tmp_path / "one.md").write_text(f"---\ntitle: One\n---\n{TEXT}")
    from reportgen.diagnostics import Bag
    from reportgen.pandoc.reading import start_reading
    from reportgen.parse import parse
    from reportgen.project.load import load

    loaded = load(tmp_path / "one.md", Bag())
    assert loaded
    with start_reading(loaded) as reading:
        manuscript = parse(reading, Bag(), (), editions.selections())
    assert manuscript
    return citations.citation_usage(manuscript)


def test_sources_stand_in_the_order_of_their_first_citation(sources: Usage) -> None:
    assert [source.entry.key for source in sources.sources] == ["a", "b", "c", "d"]


def test_notes_are_numbered_as_the_article_prints_them(sources: Usage) -> None:
    assert [source.notes for source in sources.sources] == [(1, 2, 4), (2,), (5,), ()]


def test_other_names_by_ids_are_the_same_source(sources: Usage) -> None:
    assert len(sources.sources[0].places) == 3


def test_what_the_brief_shows_is_cited_in_the_brief(sources: Usage) -> None:
    assert ["brief" in source.editions for source in sources.sources] == [True, True, False, False]
    assert ["article" in place.editions for place in sources.sources[1].places] == [True, False]


def test_what_nothing_cites_is_unused(sources: Usage) -> None:
    assert citations.text(sources, unused=True) == "d  unused              bibliography.bib:5:9\n"
    assert [item["key"] for item in json.loads(citations.data(sources, unused=True))] == ["d"]


def test_the_table_begins_with_a_count(sources: Usage) -> None:
    first, second, *_ = citations.text(sources).splitlines()
    assert first == "4 entries: 3 cited in the article, 2 in the brief, 1 unused"
    assert second.startswith("a  notes 1, 2, 4 brief  one.md:5:6, one.md:5:")


def test_json_has_every_place(sources: Usage) -> None:
    first = json.loads(citations.data(sources))[0]
    assert first["title"] == "Something"
    assert first["places"][0] == {
        "file": "one.md",
        "line": 5,
        "column": 6,
        "note": 1,
        "article": True,
        "brief": False,
    }


def test_the_real_manuscript_has_its_56_notes() -> None:
    manuscript, _ = examine(ROOT)
    sources = citations.citation_usage(manuscript)
    assert max(number for source in sources.sources for number in source.notes) == 56
    notes = {source.entry.key: source.notes for source in sources.sources}
    assert notes["msit2024cooperation"] == (8, 32)
    assert notes["embassy2023cet"] == (15, 46)
    assert notes["ansi2024forum"] == (16, 45)
