"""Notes paired with their markers by id, comments with their threads and what they stand on."""

from ooxml_package import docx, marker, note, para, run, tracked
from reportgen import ooxml
from reportgen.ooxml import Document

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def read(*body: str, **parts: str) -> Document:
    return ooxml.read(docx("".join(body), **parts))


def test_notes_stand_in_the_order_of_their_markers_whatever_their_ids() -> None:
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    notes = separator + note("footnote", 7, "seven") + note("footnote", 9, "nine")
    found = read(
        para("a", marker("footnote", 7), " b", marker("footnote", 9), marker("endnote", 7)),
        footnotes=notes, endnotes=note("endnote", 7, "end"),
    )  # fmt: skip
    assert [(n.id, n.kind, n.blocks[0].text) for n in found.notes] == [
        ("footnote-1", "footnote", "seven"), ("footnote-2", "footnote", "nine"),
        ("endnote-1", "endnote", "end"),
    ]  # fmt: skip
    atoms = [w.target for w in found.blocks[0].words if w.atom == "note"]
    assert atoms == ["footnote-1", "footnote-2", "endnote-1"]
    assert found.problems == ()


def test_ids_that_do_not_ascend_are_told() -> None:
    notes = note("endnote", 1, "one") + note("endnote", 5, "five")
    found = read(para(marker("endnote", 5), "a", marker("endnote", 1)), endnotes=notes)
    assert [n.blocks[0].text for n in found.notes] == ["five", "one"]
    assert [p for p in found.problems if "the ids of endnotes do not ascend: `1` behind `5`" in p]


def test_notes_and_markers_without_each_other_are_told_and_the_rest_is_read() -> None:
    notes = note("footnote", 1, "one") + note("footnote", 1, "again") + note("footnote", 2, "lost")
    notes += "<w:footnote>" + para("no id") + "</w:footnote>"
    body = para("a", marker("footnote", 1), marker("footnote", 1), marker("footnote", 3))
    found = read(body, footnotes=notes)
    assert [(n.id, len(n.blocks)) for n in found.notes] == [("footnote-1", 1), ("footnote-2", 0)]
    assert set(found.problems) == {
        "the footnote `1` has two markers",
        "two footnotes have the id `1`; left out is `again`",
        "a footnote has no id and is left out: `no id`",
        "a marker has no note: footnote `3`",
        "a note has no marker and is left out: `lost`",
    }


def test_a_mark_that_an_author_chose_is_no_word() -> None:
    chosen = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    found = read(para("a", chosen, " b"), footnotes=note("footnote", 1, "x"))
    assert found.blocks[0].text == "a b"


START, END, REF = (
    '<w:commentRangeStart w:id="{}"/>', '<w:commentRangeEnd w:id="{}"/>',
    '<w:r><w:commentReference w:id="{}"/></w:r>',
)  # fmt: skip


def comment(key: int, text: str, paragraph: str = "", author: str = "Ann") -> str:
    inner = para(text).replace("<w:p>", f'<w:p w14:paraId="{paragraph}">')
    return (
        f'<w:comment w:id="{key}" w:author="{author}" w:date="2026-05-04T12:00:00Z" '
        f'w:initials="A">{inner}</w:comment>'
    )


def test_comments_know_what_they_stand_on_answer_and_whether_they_are_done() -> None:
    found = read(
        para("One ", START.format(1), START.format(2), "two thr"), para(
            "ee", END.format(1), END.format(2), REF.format(1), REF.format(2), " four",
            marker("footnote", 1),
        ),
        footnotes=note("footnote", 1, START.format(3), "note", END.format(3)),
        comments=comment(1, "Why?", "0A") + comment(2, "Because", "0b", "Bob") + comment(3, "n"),
        commentsExtended='<w15:commentEx w15:paraId="0A" w15:done="1"/>'
        '<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="0"/>',
    )  # fmt: skip
    one, two, three = found.comments
    assert (one.author, one.initials, one.text, one.quote) == ("Ann", "A", "Why?", "two thr\nee")
    assert (one.parent, one.done) == ("", True)
    assert (two.parent, two.done, two.author) == ("1", False, "Bob")
    assert three.quote == "note"
    assert found.problems == ()
    assert [len(w.comments) for w in found.blocks[0].words] == [0, 0, 2, 2, 2]


def test_a_comment_on_part_of_a_word_does_not_divide_it() -> None:
    found = read(para("pol", START.format(1), "icy", END.format(1)), comments=comment(1, "x"))
    (word,) = found.blocks[0].words
    assert (word.text, word.comments) == ("policy", ("1",))


def test_a_comment_at_a_point_stands_on_the_word_before_it() -> None:
    found = read(
        para(REF.format(2), "one two", REF.format(1), " three"),
        comments=comment(1, "x") + comment(2, "y"),
    )
    assert [c.quote for c in found.comments] == ["two", "one"]


def test_ranges_without_end_or_beginning_are_read_by_paragraph_and_told() -> None:
    found = read(
        para("a ", START.format(1), "b"), para("c", END.format(2), REF.format(2)), para("d"),
        comments=comment(1, "x") + comment(2, "y"),
    )  # fmt: skip
    assert [c.quote for c in found.comments] == ["b", "c"]
    assert found.problems == (
        "the range of the comment `1` has no end; it is taken to the end of its paragraph, "
        "behind `a`",
        "the range of the comment `2` has no beginning",
    )


def test_unpaired_bookmarks_are_kept_where_they_begin() -> None:
    found = read(
        para('<w:bookmarkStart w:id="1" w:name="open"/>', "a"),
        para("b", '<w:bookmarkEnd w:id="9"/>'),
    )
    assert [b.bookmarks for b in found.blocks] == [("open",), ()]


def test_a_comment_on_what_was_deleted_quotes_it() -> None:
    gone = tracked("del", run("gone"))
    found = read(para("a ", START.format(1), gone, END.format(1)), comments=comment(1, "x"))
    assert [(c.text, c.quote) for c in found.comments] == [("x", "gone")]


def test_comments_with_one_id_are_all_kept() -> None:
    found = read(para("a", REF.format(1)), comments=comment(1, "x") + comment(1, "y"))
    assert [(c.text, c.quote) for c in found.comments] == [("x", "a"), ("y", "")]
    assert found.problems == ("two comments have the id `1`",)


def test_a_date_that_is_none_is_not_kept() -> None:
    unset = comment(1, "x").replace("2026-05-04T12:00:00Z", "0-00-00T00:00:00")
    found = read(para("a", REF.format(1)), comments=unset + comment(2, "y"))
    assert [c.date for c in found.comments] == ["", "2026-05-04T12:00:00Z"]
