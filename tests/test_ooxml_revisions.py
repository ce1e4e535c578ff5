"""Tracked changes taken, rejected, or taken of one author, as Word itself does it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ooxml_package import docx, field, marker, note, para, run, tracked
from reportgen import ooxml
from reportgen.limits import LIMITS
from reportgen.ooxml import Document
from reportgen.ooxml.reader import document

INS, DEL = tracked("ins"), tracked("del")
AUTHORS = ("all", "none", "Ann", "Bob")


def read(*body: str, accept: str = "all", **parts: str) -> Document:
    return ooxml.read(docx("".join(body), **parts), accept)


def texts(*body: str, accept: str) -> list[str]:
    return [block.text for block in read(*body, accept=accept).blocks]


def four(*body: str) -> list[list[str]]:
    """What reads with all changes taken, with none, with Ann's, with Bob's."""
    return [texts(*body, accept=accept) for accept in AUTHORS]


def test_words_that_were_inserted_deleted_and_moved() -> None:
    body = para(
        "a", tracked("ins", run(" b")), tracked("del", run(" c"), "Bob"),
        tracked("moveFrom", run(" d")), tracked("moveTo", run(" e"), "Bob"),
    )  # fmt: skip
    assert four(body) == [["a b e"], ["a c d"], ["a b c"], ["a d e"]]


def test_a_deletion_within_an_insertion_is_gone_either_way() -> None:
    body = para("a", tracked("ins", tracked("del", run(" b"), "Bob")))
    assert four(body) == [["a"], ["a"], ["a b"], ["a"]]


def test_each_word_knows_who_changed_it_and_when_and_what_is_gone_stands_beside() -> None:
    body = para("poli", tracked("del", run("cy")), tracked("ins", run("cies")), " now")
    (block,) = read(body).blocks
    assert [(w.text, w.change and w.change.kind) for w in block.words] == [
        ("policies", "inserted"), (" ", None), ("now", None),
    ]  # fmt: skip
    ((index, gone),) = block.removed
    assert (index, gone.text) == (1, "cy")
    assert (gone.change.kind, gone.change.author, gone.change.date) == (  # type: ignore[union-attr]
        "deleted", "Ann", "2026-05-04T12:00:00Z",
    )  # fmt: skip
    (block,) = read(body, accept="none").blocks
    assert [(w.text, w.change and w.change.kind) for w in block.words] == [
        ("policy", "deleted"), (" ", None), ("now", None),
    ]  # fmt: skip


def test_changes_are_listed_with_their_words_and_whether_they_are_taken() -> None:
    found = read(
        para("a", tracked("ins", run("b ") + run("c")), "d", tracked("del", run("e"), "Bob")),
        accept="Bob",
    )
    assert [(r.kind, r.author, r.words, r.taken) for r in found.revisions] == [
        ("inserted", "Ann", "b c", False), ("deleted", "Bob", "e", True),
    ]  # fmt: skip


def test_a_paragraphs_mark_that_goes_joins_it_with_the_next() -> None:
    split = para("a ", mark=INS) + para("b")
    joined = para("a ", mark=DEL) + para("b")
    assert four(split) == [["a", "b"], ["a b"], ["a", "b"], ["a b"]]
    assert four(joined) == [["a b"], ["a", "b"], ["a b"], ["a", "b"]]


def test_a_paragraph_put_behind_a_heading_leaves_it_a_heading_when_rejected() -> None:
    body = para("Head", style="H1", mark=INS) + para(tracked("ins", run("new")))
    (block,) = read(body, accept="none").blocks
    assert (block.kind, block.text) == ("heading", "Head")


def test_a_paragraph_that_is_gone_leaves_the_looks_of_the_next_and_takes_its_bookmark() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="old"/>', '<w:bookmarkEnd w:id="1"/>'
    words = para(mark[0], tracked("del", run("gone")), mark[1], mark=DEL)
    (block,) = read(words, para("Head", style="H1")).blocks
    assert (block.kind, block.text, block.bookmarks) == ("heading", "Head", ())
    assert [b.bookmarks for b in read(words, para("x"), accept="none").blocks] == [("old",), ()]


def test_a_last_paragraph_whose_mark_is_gone_is_read() -> None:
    assert texts(para("a"), para("b", mark=DEL), accept="all") == ["a", "b"]
    assert texts(para("a"), para(tracked("ins", run("b")), mark=INS), accept="none") == ["a"]


def row(*cells: str, change: str = "") -> str:
    made = "".join(f"<w:tc><w:tcPr>{p}</w:tcPr>{para(t)}</w:tc>" for t, _, p in
                   (c.partition("|") for c in cells))  # fmt: skip
    return f"<w:tr><w:trPr>{change}</w:trPr>{made}</w:tr>"


def cells(*rows: str, accept: str) -> list[list[str]]:
    (table,) = read(f"<w:tbl>{''.join(rows)}</w:tbl>", accept=accept).blocks
    return [[c.blocks[0].text for c in r] for r in table.rows]


def test_rows_and_cells_come_and_go() -> None:
    rows = row("a", "b"), row("c", "d", change=INS), row("e", "f", change=DEL)
    assert cells(*rows, accept="all") == [["a", "b"], ["c", "d"]]
    assert cells(*rows, accept="none") == [["a", "b"], ["e", "f"]]
    made = tracked("cellIns"), tracked("cellDel")
    across = row("a", f"b|{made[0]}", f"c|{made[1]}")
    assert cells(across, accept="all") == [["a", "b"]]
    assert cells(across, accept="none") == [["a", "c"]]
    assert read(f"<w:tbl>{row('a', change=DEL)}</w:tbl>", para("x")).blocks[0].text == "x"


def test_cells_merged_under_tracking_are_merged_when_taken() -> None:
    merge = '<w:cellMerge w:id="1" w:author="Ann" w:vMerge="{}"/>'
    rows = row(f"a|{merge.format('rest')}", "b"), row(f"c|{merge.format('cont')}", "d")
    (table,) = read(f"<w:tbl>{''.join(rows)}</w:tbl>").blocks
    assert [[c.rows for c in r] for r in table.rows] == [[2, 1], [1]]
    (table,) = read(f"<w:tbl>{''.join(rows)}</w:tbl>", accept="none").blocks
    assert [[c.rows for c in r] for r in table.rows] == [[1, 1], [1, 1]]


def test_formats_are_counted_and_the_old_ones_read_where_the_new_are_rejected() -> None:
    new = '<w:b/><w:rPrChange w:id="1" w:author="Ann"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    old = '<w:pPrChange w:id="2" w:author="Ann"><w:pPr/></w:pPrChange>'
    body = para(run("a", new), style="H1", properties=old)
    assert [r.kind for r in read(body).revisions] == ["format", "format"]
    (block,) = read(body, accept="none").blocks
    assert (block.kind, block.words[0].format) == ("paragraph", {"italic"})
    assert read(body).blocks[0].kind == "heading"


def test_a_change_of_format_that_does_not_say_the_old_one_changes_nothing() -> None:
    old = '<w:pPrChange w:id="2" w:author="Ann"></w:pPrChange>'
    assert read(para("a", style="H1", properties=old), accept="none").blocks[0].kind == "heading"


def test_a_number_put_on_under_tracking_is_off_when_rejected() -> None:
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{INS}</w:numPr>'
    body = para("a", properties=number)
    assert [read(body, accept=a).blocks[0].kind for a in ("all", "none")] == [
        "list-item", "paragraph",
    ]  # fmt: skip


def test_the_instruction_of_a_deleted_field_is_no_text() -> None:
    gone = tracked("del", field(" REF x ", "one", tag="delInstrText"))
    body = para("a ", gone, tracked("ins", field(" REF y ", "two")))
    assert [w.target for w in read(body).blocks[0].words if w.atom] == ["y"]
    assert [w.target for w in read(body, accept="none").blocks[0].words if w.atom] == ["x"]


@pytest.mark.parametrize(("accept", "left"), [("all", ["new", "old"]), ("none", ["gone", "old"])])
def test_a_note_goes_with_its_marker_and_is_not_missed(accept: str, left: list[str]) -> None:
    notes = "".join(note("footnote", n, t) for n, t in enumerate(["new", "gone", "old"], 1))
    body = para(
        "a", tracked("ins", marker("footnote", 1)), tracked("del", marker("footnote", 2)),
        marker("footnote", 3),
    )  # fmt: skip
    found = read(body, accept=accept, footnotes=notes)
    assert [n.blocks[0].text for n in found.notes] == left
    assert [n.id for n in found.notes] == ["footnote-1", "footnote-2"]
    assert found.problems == ()


def test_changes_without_author_or_date_are_read() -> None:
    body = para("a", "<w:ins><w:r><w:t>b</w:t></w:r></w:ins>")
    assert texts(body, accept="all") == ["ab"]
    change = read(body).blocks[0].words[0].change
    assert (change.author, change.date) == ("", "")  # type: ignore[union-attr]


def test_ten_thousand_changes_are_read() -> None:
    body = para(*(tracked("ins" if n % 2 else "del", run(f"w{n} "), n=n) for n in range(10_000)))
    found = read(body)
    assert len(found.revisions) == 10_000
    assert found.blocks[0].text.startswith("w1 w3 w5")


CHANGES = st.lists(
    st.tuples(st.sampled_from(["", "ins", "del", "moveFrom", "moveTo"]), st.sampled_from(AUTHORS)),
    max_size=2,
)
PARAGRAPHS = st.lists(
    st.tuples(st.lists(st.tuples(st.text("ab ,", min_size=1, max_size=3), CHANGES)), CHANGES),
    min_size=1, max_size=5,
)  # fmt: skip


def is_kept(changes: list[tuple[str, str]], accept: str) -> bool:
    """Whether what these changes are around is there when those of an author are taken."""
    return all(
        not kind or (kind in ("ins", "moveTo")) == (accept == "all" or accept == author != "none")
        for kind, author in changes
    )


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS, st.sampled_from(AUTHORS))
def test_any_changes_read_as_if_they_had_been_made_or_not(
    paragraphs: list[tuple[list[tuple[str, list[tuple[str, str]]]], list[tuple[str, str]]]],
    accept: str,
) -> None:
    body, expected = "", [""]
    for pieces, mark in paragraphs:
        inner = []
        for text, changes in pieces:
            piece = run(text)
            for kind, author in changes:
                piece = tracked(kind, piece, author) if kind else piece
            inner.append(piece)
            expected[-1] += text if is_kept(changes, accept) else ""
        marked = "".join(tracked(kind, author=author) for kind, author in mark if kind)
        body += para(*inner, mark=marked)
        if is_kept(mark, accept):
            expected.append("")
    found = document(docx(body), accept, LIMITS)
    assert [b.text for b in found.blocks] == [t.strip() for t in expected if t.strip()]
