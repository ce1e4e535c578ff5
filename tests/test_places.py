"""Every citation is found where it stands, and nothing else is taken for one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Bag
from reportgen.pipeline.build import examine


def cites(folder: Path, body: str) -> list[tuple[str, int, int]]:
    (folder / "p.md").write_text(f"---\ntitle: T\n---\n{body}", encoding="utf-8")
    manuscript = examine(folder / "p.md", Bag())
    assert manuscript is not None
    return [(c.key, c.span.line - 3, c.span.column) for c in manuscript.cites if c.span]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("As @a says [@b, p. 3].", [("a", 1, 4), ("b", 1, 13)]),
        ("Mail me@example.org or `@code`.", []),
        ("```\n@a\n```\n\n@b", [("b", 5, 1)]),
        ("See https://x.org/@user/@b and [@a].", [("a", 1, 33)]),
        ("[-@a; see @b, 3; @a]", [("a", 1, 3), ("b", 1, 11), ("a", 1, 18)]),
        ("한국어 문장 [@a].", [("a", 1, 9)]),
        ("Text.^[A note, see @a.] More [@b].", [("a", 1, 20), ("b", 1, 31)]),
        ("![A caption from @a.](x.png)\n\n[@b]", [("a", 1, 18), ("b", 3, 2)]),
        ("<!-- @a -->\n\n[@b]", [("b", 3, 2)]),
        ("| x | y |\n|---|---|\n| @a | [@b] |\n", [("a", 3, 3), ("b", 3, 9)]),
        ("@{a.key_} and @doe:2019.", [("a.key_", 1, 1), ("doe:2019", 1, 15)]),
    ],
)
def test_a_citation_has_its_place(tmp_path: Path, body: str, expected: list[object]) -> None:
    assert cites(tmp_path, body) == expected


PIECES = st.sampled_from(
    ["@a", "[@b, p. 3]", "word", "`@c`", "x@y.z", "\n\n", "^[note @d.]", "*em @e*", "[-@f]",
     "“@g”", "@a.", "## @h\n\n", "> @i\n\n", "- @j\n\n", "\\@k", "한@l", "(@m)"]
)  # fmt: skip


@settings(max_examples=6, deadline=None)
@given(st.lists(PIECES, min_size=30, max_size=60))
def test_a_place_reads_as_its_key(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("p")
    (folder / "p.md").write_text("---\ntitle: T\n---\n" + " ".join(pieces), encoding="utf-8")
    manuscript = examine(folder / "p.md", Bag())
    for cite in manuscript.cites if manuscript else ():
        assert cite.span is not None
        assert cite.span.text.strip("@{}") == cite.key
