"""Word documents read: blocks with their kinds, words with their looks, atoms, ranges."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ooxml_package import docx, field, para, run
from reportgen import ooxml
from reportgen.ooxml import Block, Word
from reportgen.ooxml.words import Piece, divide

POINT = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
BREAK = '<w:r><w:br/><w:br w:type="page"/></w:r>'


def read(*body: str, **parts: str | bytes) -> tuple[Block, ...]:
    return ooxml.read(docx("".join(body), **parts)).blocks


def only(*inner: str, **parts: str | bytes) -> tuple[Word, ...]:
    """The words of a document of one paragraph."""
    (block,) = read(para(*inner), **parts)
    return block.words


def texts(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


def test_paragraphs_are_told_apart_by_the_names_of_their_styles_not_by_identifiers() -> None:
    found = read(
        para("A", style="H1"), para("B", style="Mine"), para("C", style="Deep"),
        para("D", style="Cap"), para("E", style="Item"), para("F"),
        para("G", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
        para("H", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'),
        para("I", style="Item", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        para("J", properties='<w:outlineLvl w:val="1"/>'),
    )  # fmt: skip
    assert [(b.kind, b.level, b.style, b.numbering) for b in found] == [
        ("heading", 1, "heading 1", ""), ("heading", 1, "Section", ""), ("heading", 3, "Deep", ""),
        ("caption", 0, "Table Caption", ""), ("list-item", 1, "List Number", "decimal"),
        ("paragraph", 0, "Normal", ""), ("list-item", 2, "Normal", "lowerLetter"),
        ("list-item", 1, "Normal", "bullet"), ("paragraph", 0, "List Number", ""),
        ("heading", 2, "Normal", ""),
    ]  # fmt: skip


def test_words_are_the_same_however_a_program_has_cut_them_into_runs() -> None:
    noise = '<w:proofErr w:type="spellStart"/>'
    lang = '<w:lang w:val="en-GB"/>'
    whole = only("Seoul’s policy, well-known.")
    cut = only(run("Seo", lang), noise, run("ul’s po"), run("licy, well", lang), run("-known."))
    assert whole == cut
    assert texts(whole) == ["Seoul’s", " ", "policy", ",", " ", "well", "-", "known", "."]


def test_a_words_look_is_what_its_paragraphs_style_does_not_say() -> None:
    found = read(
        para(
            run("a", "<w:b/><w:i/>"), run("b", '<w:rStyle w:val="Em"/>'),
            run("c", '<w:rStyle w:val="Em"/><w:i w:val="0"/>'),
            run("d", '<w:rStyle w:val="Code"/>'),
            run("f", "<w:smallCaps/><w:strike/>"), run("e", '<w:rFonts w:ascii="Courier New"/>'),
            run("g", '<w:vertAlign w:val="superscript"/>'), run("h", '<w:u w:val="single"/>'),
            run("i", '<w:rStyle w:val="Link"/>'),
        ),
        para(run("k", "<w:b/>"), style="H1"),
    )  # fmt: skip
    looks = {w.text: sorted(w.format) for block in found for w in block.words}
    assert looks == {
        "a": ["bold", "italic"], "b": ["italic"], "c": [], "d": ["code"], "e": ["code"],
        "f": ["smallcaps", "strike"], "g": ["superscript"], "h": ["underline"], "i": [], "k": [],
    }  # fmt: skip


def test_tabs_breaks_and_special_hyphens_are_read_and_pages_are_not() -> None:
    special = "<w:r><w:tab/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r>"
    found = only("x", special, BREAK, "c")
    assert texts(found) == ["x", "\t", "a", "\u2011", "b", "\n", "c"]
    assert [w.atom for w in found][5] == "break"


def test_signs_that_nobody_sees_are_left_out_and_counted() -> None:
    document = ooxml.read(
        docx(para("a\u200bb\u00ad e\u0301 \u1112\u1161\u11ab \uf9e1 می\u200cخواهم"))
    )
    assert document.blocks[0].text == "ab é 한 \uf9e1 می\u200cخواهم"
    assert document.problems == ("2 signs that nobody sees are left out",)


def test_references_and_numbers_are_atoms_and_other_fields_are_words() -> None:
    found = ooxml.read(docx(para(
        "See ", field(r" REF ref_a \h ", run("Fig", "<w:b/>") + run(" 3")), ", ",
        field(r" SEQ  Figure \* ARABIC ", "3"), ", ",
        field(' ADDIN ZOTERO_ITEM CSL_CITATION {"a": "b  c"}', "(Kim 2024)"), ", ",
        f'<w:fldSimple w:instr=" CITATION Kim24 \\l 1033 ">{run("(Lee)")}</w:fldSimple>',
        field(' HYPERLINK "https://a.org" \\l "b"', "link"),
    )))  # fmt: skip
    words = found.blocks[0].words
    atoms = [(w.atom, w.target, w.text) for w in words if w.atom]
    assert atoms == [
        ("reference", "ref_a", "Fig 3"), ("field", r"SEQ Figure \* ARABIC", "3"),
    ]  # fmt: skip
    assert [(f.instruction, f.text) for f in found.fields] == [
        (' ADDIN ZOTERO_ITEM CSL_CITATION {"a": "b  c"}', "(Kim 2024)"),
        (" CITATION Kim24 \\l 1033 ", "(Lee)"),
    ]
    assert [w.citation for w in words if w.text in ("Kim", "Lee", "link")] == ["1", "2", ""]
    assert next(w for w in words if w.text == "link").target == "https://a.org#b"


def test_a_field_in_a_fields_instruction_or_result_keeps_the_outer_one_whole() -> None:
    inner = field(" MERGEFIELD x ", "seven")
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    rest = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    found = ooxml.read(docx(para(
        begin, run("IF ", tag="instrText"), inner, run(" = 7", tag="instrText"), rest, "yes", end,
        field(" ADDIN EN.CITE ", field(r" REF b \h", "Kim")),
    )))  # fmt: skip
    assert found.blocks[0].text == "yesKim"
    assert [(f.instruction, f.text) for f in found.fields if "IF" in f.instruction] == [
        ("IF seven = 7", "yes")
    ]
    assert found.fields[-1].text == "Kim"


def test_a_field_that_never_ends_swallows_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run(" REF x ", tag="instrText")
    rest = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for broken in (begin, begin + rest):
        found = ooxml.read(docx(para("A ", broken, "b") + para("C", field(" REF y ", "d"), "e")))
        assert [b.text for b in found.blocks] == ["A b", "Cde"]
        assert found.problems == ("a field never ends; what stands in it is read as plain words",)
        late = ooxml.read(docx(para("A ", broken, "b") + para("C") + para("D", end)))
        assert [b.text for b in late.blocks] == ["A b", "C", "D"]


def test_links_and_bookmarks_belong_to_words() -> None:
    relation = (
        '<Relationship Id="rId5" TargetMode="External" Target="https://a.org" Type="x/hyperlink"/>'
    )
    (block,) = read(
        '<w:bookmarkStart w:id="7" w:name="_rg_block"/>',
        para(
            POINT.format(1, "_GoBack"), '<w:hyperlink r:id="rId5"><w:r><w:t>one</w:t></w:r>'
            '</w:hyperlink><w:hyperlink w:anchor="there"><w:r><w:t>two</w:t></w:r></w:hyperlink>',
            '<w:bookmarkStart w:id="2" w:name="mark"/>', field(" REF x ", "three"),
            '<w:bookmarkEnd w:id="2"/>', '<w:bookmarkEnd w:id="7"/>',
        ),
        relations=relation,
    )  # fmt: skip
    assert block.bookmarks == ("_rg_block", "mark")
    assert [(w.text, w.target) for w in block.words] == [
        ("one", "https://a.org"), ("two", "#there"), ("three", "x"),
    ]  # fmt: skip
    assert block.words[2].bookmarks == ("_rg_block", "mark")


def test_a_bookmark_that_was_made_a_point_before_an_atom_is_its_own() -> None:
    (block,) = read(
        para("a", POINT.format(1, "x"), field(" REF y ", "b"), POINT.format(2, "z"), "c")
    )
    assert block.bookmarks == ("x", "z")
    assert [w.bookmarks for w in block.words] == [(), ("x",), ()]


def cell(*inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inner)}</w:tc>"


def test_tables_keep_merged_and_nested_cells_and_their_head() -> None:
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    inner = f"<w:tbl><w:tr>{cell(para('deep'))}</w:tr></w:tbl>"
    (table,) = read(
        f"<w:tbl><w:tr>{head}{cell(para('wide'), properties=wide)}"
        f"{cell(para('c'))}</w:tr>"
        f"<w:tr>{cell(para('tall'), properties=restart)}{cell(para('e'))}{cell(para('f'))}</w:tr>"
        f"<w:tr>{cell(para(''), properties=goes_on)}{cell(inner, para(''))}{cell(para('i'))}</w:tr>"
        "</w:tbl>"
    )
    shape = [[(c.column, c.columns, c.rows) for c in row] for row in table.rows]
    assert table.heads == 1
    assert shape == [
        [(0, 2, 1), (2, 1, 1)],
        [(0, 1, 2), (1, 1, 1), (2, 1, 1)],
        [(1, 1, 1), (2, 1, 1)],
    ]
    (nested,) = table.rows[2][0].blocks
    assert nested.rows[0][0].blocks[0].text == "deep"


def test_containers_and_alternate_content_are_read_through_once() -> None:
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:r><w:t>new</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t>old</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    )
    unknown = choice.replace('"w14"', '"zzz"')
    control = f"<w:sdt><w:sdtContent>{para('in a control')}</w:sdtContent></w:sdt>"
    smart = "<w:smartTag><w:r><w:t> tag</w:t></w:r></w:smartTag>"
    odd = "<w:odd><w:r><w:t xml:space='preserve'> odd</w:t></w:r></w:odd>"
    found = read(control, para(choice, unknown, smart, odd))
    assert [b.text for b in found] == ["in a control", "newoldtag odd"]


def test_a_text_box_is_told_and_its_words_are_kept_apart() -> None:
    box = (
        f"<w:r><w:drawing><wps:txbx><w:txbxContent>{para('in the box')}</w:txbxContent></wps:txbx>"
        "</w:drawing></w:r>"
    )
    found = ooxml.read(docx(para("before", box, " behind")))
    assert [b.text for b in found.blocks] == ["before behind"]
    assert found.boxes[0][0].text == "in the box"
    assert found.problems == ("a text box is not in the text: `in the box`",)


def test_pictures_are_known_by_their_bytes_and_none_outside_is_fetched() -> None:
    def drawing(key: str) -> str:
        blip = f'<a:blip r:embed="{key}"/>'
        alt = '<wp:docPr id="1" name="x" descr="A map"/>'
        return f"<w:r><w:drawing><wp:inline>{alt}{blip}</wp:inline></w:drawing></w:r>"

    relations = (
        '<Relationship Id="p1" Type="x/image" Target="media/a.png"/><Relationship Id="p2" '
        'Type="x/image" Target="media/b.png"/><Relationship Id="p3" TargetMode="External" '
        'Type="x/image" Target="http://192.0.2.1/a.png"/>'
    )
    body = para(drawing("p1"), drawing("p2"), drawing("p3"))
    media = {"word/media/a.png": b"same", "word/media/b.png": b"same"}
    data = docx(body, relations=relations, **media)
    found = ooxml.read(data)
    first, second, third = found.blocks[0].words
    assert first == second
    assert third.target == "http://192.0.2.1/a.png"
    assert [(p.part, p.alt) for p in found.pictures] == [
        ("word/media/a.png", "A map"), ("word/media/b.png", "A map"), ("", "A map"),
    ]  # fmt: skip
    assert found.problems == ("the picture `http://192.0.2.1/a.png` is not in the file",)
    assert ooxml.media(data) == media


def test_a_formula_is_one_atom_whatever_its_look() -> None:
    def formula(look: str) -> str:
        return (
            f"<m:oMath><m:f><m:num><m:r>{look}<m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t>"
            "</m:r></m:den></m:f></m:oMath>"
        )

    found = ooxml.read(docx(para("x ", formula(""), formula("<w:rPr><w:i/></w:rPr>"))))
    one, other = found.blocks[0].words[2:]
    assert (one.atom, one.text) == ("formula", "ab")
    assert one == other
    assert found.formulas[one.target].startswith(b"<m:oMath")


def test_the_strict_class_reads_as_the_transitional_one() -> None:
    body = para("A ", run("b", "<w:b/>"), style="H1") + para(field(" REF x ", "c"))
    assert ooxml.read(docx(body, strict=True)) == ooxml.read(docx(body))


def test_hidden_text_is_left_out_and_told() -> None:
    found = ooxml.read(docx(para("a", run(" secret", "<w:vanish/>"), " b")))
    assert found.blocks[0].text == "a b"
    assert found.problems == ("1 stretches of hidden text are left out",)


def test_properties_of_the_file_and_of_its_user_are_read() -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{space}/relationships/officeDocument" Target='
        f'"word/document.xml"/><Relationship Id="r2" Type="x/core-properties" Target="core.xml"/>'
        '<Relationship Id="r3" Type="x/custom-properties" Target="/custom.xml"/></Relationships>'
    )
    core = '<c xmlns:d="http://purl.org/dc/elements/1.1/"><d:title> Old </d:title><d:empty/></c>'
    custom = '<p><property name="reportgen.source"><v>abc</v></property></p>'
    files = {"_rels/.rels": rels, "core.xml": core, "custom.xml": custom}
    found = ooxml.read(docx(para("x"), **{k: v.encode() for k, v in files.items()}))
    assert found.properties == {"title": "Old"}
    assert found.custom == {"reportgen.source": "abc"}


def test_the_xml_that_programs_keep_in_a_file_is_handed_on() -> None:
    relation = '<Relationship Id="r9" Type="x/customXml" Target="../customXml/item1.xml"/>'
    data = docx(para("x"), relations=relation, **{"customXml/item1.xml": b"<b:Sources/>"})
    assert ooxml.read(data).custom_parts == {"customXml/item1.xml": b"<b:Sources/>"}


PIECES = st.lists(
    st.tuples(st.text("ab .,’\u0301가", max_size=4), st.booleans(), st.sampled_from(["", "x"])),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_dividing_loses_no_sign_but_blanks_at_the_ends(pieces: list[tuple[str, bool, str]]) -> None:
    made = [
        Piece(Word(t, frozenset({look} if look else ())), there) for t, there, look in pieces if t
    ]
    words, removed = divide(made)
    kept = "".join(p.word.text for p in made if p.there)
    assert "".join(w.text for w in words) == kept.strip()
    assert "".join(w.text for _, w in removed) == "".join(p.word.text for p in made if not p.there)
    assert all(0 <= index <= len(words) for index, _ in removed)


@pytest.mark.parametrize("text", ["", " ", "\t"])
def test_empty_paragraphs_are_no_blocks(text: str) -> None:
    assert [b.text for b in read(para("a"), para(text), para("b"))] == ["a", "b"]
