"""`reportgen import` makes a project of an old document, and loses no word of it."""

import html
import re
import time
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
import yaml
from docx.oxml import parse_xml

import old_document as old
from command import run
from reportgen import build, check
from reportgen.importer import project
from reportgen.importer.author_date import AuthorDate
from reportgen.pandoc import PandocError


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that the command makes of the article."""
    folder = tmp_path_factory.mktemp("import")
    (folder / "old.docx").write_bytes(old.article(folder))
    ended = run("import", "old.docx", "new", cwd=folder)
    assert (ended.status, ended.err) == (0, "")
    assert b"0 not found" in ended.out
    return folder / "new"


def chapter(made: Path, number: int) -> str:
    return next((made / "manuscript").glob(f"0{number}-*.md")).read_text("utf-8")


def test_the_project_has_no_error_and_builds(made: Path) -> None:
    assert [d.message for d in check(made).errors] == []
    assert len(build(made, to=["docx"]).files) >= 1


def test_the_title_block_is_the_front_matter(made: Path) -> None:
    front = yaml.safe_load((made / "manuscript" / "metadata.yaml").read_text("utf-8"))
    assert front["title"] == "Trade under Test"
    assert [one["name"] for one in front["author"]] == ["Jane Doe", "John Roe"]
    assert {one["affiliation"] for one in front["author"]} == {"Example Institute of Trade"}
    assert str(front["date"]) == "2021-05-04"
    assert front["abstract"].strip() == "What tests say of trade, in one sentence."
    assert front["keywords"] == ["trade", "tests", "tariffs"]
    assert front["number-sections"] is True


def test_chapters_begin_at_headings_whose_typed_numbers_are_left_out(made: Path) -> None:
    assert sorted(p.name for p in (made / "manuscript").glob("*.md")) == [
        "01-introduction.md", "02-findings.md",
    ]  # fmt: skip
    assert chapter(made, 1).startswith("# Introduction\n")


def test_zotero_fields_keep_locators_prefixes_and_suppressed_authors(made: Path) -> None:
    text = chapter(made, 1)
    assert "Tests matter [@doe2013, pp. 12-13; see @roe2014], and Doe [-@doe2013] says why" in text


def test_endnote_and_word_fields_are_citations(made: Path) -> None:
    text = chapter(made, 1)
    assert "bounds [see @poe2011, p. 33] and tariffs [@moe2019, p. 4]." in text
    bib = (made / "bibliography.bib").read_text("utf-8")
    assert re.search(r"@book\{poe2011,.*Poe, Edgar.*Bounds of Trade.*Test Press", bib, re.S)
    assert re.search(r"@report\{moe2019,.*Moe, Kim.*Tariffs in Numbers.*Trade Office", bib, re.S)


def test_one_work_of_two_managers_is_one_entry(made: Path) -> None:
    assert "again [@doe2013]" in chapter(made, 1)
    bib = (made / "bibliography.bib").read_text("utf-8")
    assert bib.count("A Theory of Tests") == 1


def test_a_note_that_only_cites_is_a_citation_and_prose_stays_a_note(made: Path) -> None:
    text = chapter(made, 2)
    assert "holds.[@noe2015, {chap. III}] So it is.^[On this the tests agree.]" in text


def test_tracked_changes_are_accepted_and_told(made: Path) -> None:
    assert "It probably holds." in chapter(made, 2)
    assert "2 tracked changes of Ed were accepted" in (made / "import-report.md").read_text("utf-8")


def test_the_words_of_a_text_box_stand_in_the_text(made: Path) -> None:
    assert "\n\nWords of a box.\n\n" in chapter(made, 2)


def test_typed_captions_have_labels_and_references_lead_to_them(made: Path) -> None:
    text = chapter(made, 2)
    attributes = '{#fig-falling-tariffs alt="Bars that fall"}'
    assert f"![Falling tariffs](figures/picture-1.png){attributes}" in text
    assert ": Tariffs by year {#tbl-tariffs-year}" in text
    assert "as @fig-falling-tariffs and @tbl-tariffs-year show" in chapter(made, 1)
    assert (made / "manuscript" / "figures" / "picture-1.png").read_bytes()[:4] == b"\x89PNG"


def test_comments_are_a_round_of_reviews_and_in_the_report(made: Path) -> None:
    comments = yaml.safe_load((made / "reviews" / "round-1.yaml").read_text("utf-8"))["comments"]
    assert [(one["reviewer"], one["text"]) for one in comments] == [("Ed", "Since when?")]
    assert "Since when?" in (made / "import-report.md").read_text("utf-8")


def test_what_looks_like_markup_in_old_words_is_none(made: Path) -> None:
    assert r"me@example.org or \@nobody at 5 \* 3 for \$4." in chapter(made, 1)


def test_the_list_that_a_program_had_made_is_left_out_and_told(made: Path) -> None:
    assert "Theory" not in "".join(chapter(made, n) for n in (1, 2))
    assert "Doe, Ann. A Theory of Tests." in (made / "import-report.md").read_text("utf-8")


def test_bold_lines_are_headings_where_no_style_says_so(tmp_path: Path) -> None:
    document = docx.Document()
    for words in ("On Tests", "First Part", "Second Part"):
        line = document.add_paragraph()
        run_of_words = line.add_run(words)
        run_of_words.bold = True
        if words == "On Tests":
            line.alignment = 1
            continue
        document.add_paragraph("A sentence of the part, which ends with a full stop.")
    found = project.read("x", old.saved(document), project.WORD)
    assert found.title == "On Tests"
    assert found.findings.chapters == ("01-first-part.md", "02-second-part.md")
    assert found.findings.prepared.typed_headings == ["First Part", "Second Part"]


def test_a_field_without_its_sources_stays_as_it_was_shown() -> None:
    document = docx.Document()
    line = document.add_paragraph("Words ")
    old.field(line, old.zotero({"id": 1, "uris": ["http://zotero.org/x"]}), "(Unknown 1999)")
    found = project.read("x", old.saved(document), project.WORD)
    assert b"Words (Unknown 1999)" in found.files["manuscript/01-text.md"]
    assert found.findings.prepared.unread == ["(Unknown 1999)"]


def test_zoteros_bookmarks_are_citations() -> None:
    document = docx.Document()
    line = document.add_paragraph("Words ")
    mark = 'w:id="5" w:name="ZOTERO_BREF_aB1"'
    line._p.append(parse_xml(f"<w:bookmarkStart {old.W} {mark}/>"))
    line.add_run("(Doe 2013)")
    line._p.append(parse_xml(f'<w:bookmarkEnd {old.W} w:id="5"/>'))
    line.add_run(" behind.")
    document.add_heading("One", 1)
    document.add_paragraph("Text.")
    code = old.zotero(old.cited(old.item(1, "Doe", "A Theory of Tests", 2013)))
    half = len(code) // 2
    pieces = "".join(
        f'<property name="ZOTERO_BREF_aB1_{n}">{html.escape(piece)}</property>'
        for n, piece in ((2, code[half:]), (1, code[:half]))
    )
    parts = {"docProps/custom.xml": f"<Properties>{pieces}</Properties>"}
    found = project.read("x", old.saved(document, parts), project.WORD)
    assert found.findings.keys == ("doe2013",)
    assert b"Words [@doe2013] behind." in found.files["manuscript/01-text.md"]


@pytest.mark.parametrize("code", ["ADDIN ZOTERO_ITEM CSL_CITATION {", "ADDIN EN.CITE <EndNote><",
                                  "CITATION", "ADDIN ZOTERO_ITEM CSL_CITATION []"])  # fmt: skip
def test_a_broken_field_costs_no_word(code: str) -> None:
    document = docx.Document()
    line = document.add_paragraph("Before ")
    old.field(line, code, "shown")
    line.add_run(" behind.")
    found = project.read("x", old.saved(document), project.WORD)
    assert b"Before shown behind." in found.files["manuscript/01-text.md"]


def test_a_field_that_never_ends_costs_no_word() -> None:
    document = docx.Document()
    line = document.add_paragraph("Before ")
    old.field(line, old.zotero(old.cited(old.item(1, "Doe", "T", 2013))), "shown")
    line._p.remove(line._p[-1])
    document.add_paragraph("Behind it.")
    found = project.read("x", old.saved(document), project.WORD)
    assert b"shown\n\nBehind it." in found.files["manuscript/01-text.md"]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"%PDF-1.7", "is a PDF"), (b"\xd0\xcf\x11\xe0", "old format"), (b"", "is empty"),
     (b"PK\x03\x04cut", "cut off or damaged")],
)  # fmt: skip
def test_what_is_no_word_document_is_refused_with_the_reason(data: bytes, said: str) -> None:
    with pytest.raises(project.ooxml.Unreadable, match=said):
        project.read("x", data, project.WORD)


def test_nothing_is_made_of_a_document_that_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(b"%PDF-1.7")
    ended = run("import", "old.docx", "new", cwd=tmp_path)
    assert ended.status == 1
    assert "old.docx is a PDF" in ended.err
    assert not (tmp_path / "new").exists()


def test_entities_and_paths_out_of_a_document_are_refused(tmp_path: Path) -> None:
    good = old.saved(docx.Document())
    for name, text in (
        ("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), ("../out.xml", "x"),
    ):  # fmt: skip
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(good)) as before, zipfile.ZipFile(out, "w") as file:
            for known in before.namelist():
                if known != name:
                    file.writestr(known, before.read(known))
            file.writestr(name, text)
        with pytest.raises(project.ooxml.Unreadable):
            project.read("x", out.getvalue(), project.WORD)


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(old.saved(docx.Document()))
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine.txt").write_text("mine")
    ended = run("import", "old.docx", "new", cwd=tmp_path)
    assert ended.status == 1
    assert "is not empty" in ended.err
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["mine.txt"]


def test_korean_captions_names_and_particles(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("협력의 변주", style="Title")
    for words in (
        "김철수 · 이영희",
        "한국대학교",
        "초록: 두 나라를 비교한다.",
        "주제어: 협력, 기술",
    ):
        document.add_paragraph(words)
    document.add_heading("1. 서론", 1)
    document.add_paragraph("그림 1은 추이를 보여 준다.")
    document.add_picture(str(old.picture(tmp_path)))
    document.add_paragraph("그림 1. 인재 흐름")
    document.add_heading("2. 결론", 1)
    document.add_paragraph("끝이다.")
    found = project.read("x", old.saved(document), project.WORD)
    front = yaml.safe_load(found.files["manuscript/metadata.yaml"])
    assert (found.lang, front["keywords"]) == ("ko", ["협력", "기술"])
    assert front["author"] == [
        {"name": name, "affiliation": "한국대학교"} for name in ("김철수", "이영희")
    ]
    text = found.files["manuscript/01-chapter.md"].decode()
    assert text.startswith("# 서론\n\n@{fig-인재-흐름}은 추이를")
    assert "![인재 흐름](figures/picture-1.png){#fig-인재-흐름}" in text


def test_an_opendocument_text_keeps_its_title_citations_and_words() -> None:
    doe = old.item(1, "Doe", "A Theory of Tests", 2013)
    name = html.escape(old.zotero(old.cited(doe, locator="7")).removeprefix("ADDIN ") + " RNDx")
    body = (
        '<text:p text:style-name="P1">On Tests</text:p><text:h text:outline-level="1">One</text:h>'
        f'<text:p>Words <text:reference-mark-start text:name="{name}"/>(Doe 2013, 7)'
        f'<text:reference-mark-end text:name="{name}"/>, as typed'
        "<office:annotation><dc:creator>Ed</dc:creator><text:p>Why?</text:p></office:annotation>."
        "</text:p>"
    )
    found = project.read("x", old.opendocument(body), project.OPEN)
    assert found.title == "On Tests"
    assert found.files["manuscript/01-one.md"] == b"# One\n\nWords [@doe2013, p. 7], as typed.\n"
    assert found.findings.comments == [("Ed", "", "Why?")]


def test_latex_and_markdown_come_in_with_their_title() -> None:
    head = rb"\title{On Tests}\author{Jane Doe}\begin{document}\maketitle"
    tex = head + rb"\section{One}Words.\end{document}"
    found = project.read("x", tex, "latex")
    assert (found.title, found.authors) == ("On Tests", ("Jane Doe",))
    assert found.files["manuscript/01-one.md"] == b"# One\n\nWords.\n"
    found = project.read(
        "x", b"---\ntitle: On Tests\n---\n\n# One\n\nWords.^[A note.]\n", "markdown"
    )
    assert b"Words.^[A note.]" in found.files["manuscript/01-one.md"]


def test_latex_brings_its_bibliography_and_pictures_and_names_unknown_keys(tmp_path: Path) -> None:
    old.picture(tmp_path)
    (tmp_path / "refs.bib").write_text("@book{doe, title = {T}, author = {Doe, Ann}, year = 2013}")
    tex = rb"""\title{On Tests}\begin{document}\section{One}Words \cite[5]{doe} and \cite{nobody}.
    \begin{figure}\includegraphics{chart}\caption{Bars}\end{figure}
    \bibliography{refs}\end{document}"""
    found = project.read("x", tex, "latex", tmp_path)
    text = found.files["manuscript/01-one.md"].decode()
    assert "Words [@doe 5] and \\[nobody\\]." in text
    assert "![Bars](figures/picture-1.png)" in text
    assert b"@book{doe," in found.files["bibliography.bib"]
    assert found.findings.unknown == ["nobody"]


def test_latex_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{doe, title = {T}}")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "link.bib").symlink_to(tmp_path / "refs.bib")
    for name in ("../refs", "link", str(tmp_path / "refs")):
        tex = f"\\begin{{document}}Words.\\bibliography{{{name}}}\\end{{document}}".encode()
        found = project.read("x", tex, "latex", inner)
        assert found.files["bibliography.bib"] == b""


def test_author_and_year_in_the_text_are_citations_where_one_entry_fits() -> None:
    document = docx.Document()
    document.add_heading("One", 1)
    document.add_paragraph(
        "Doe (2013, 12) says so (see Roe and Poe 2014; Doe 2013: 5-7). "
        "So does Noe (1999), (Doe 2013)."
    )
    document.add_heading("References", 1)
    for words in (
        "Doe, Ann. 2013. A Theory of Tests. Boston: Test Press.",
        "Roe, Jane, and Edgar Poe. 2014. Other Tests. Boston: Test Press.",
    ):
        line = document.add_paragraph()
        before, title, behind = re.match(r"(.*?\d{4}\. )(.*?)(\. Boston.*)", words).groups()
        line.add_run(before)
        line.add_run(title).italic = True
        line.add_run(behind)
    found = project.read("x", old.saved(document), project.WORD)
    text = found.files["manuscript/01-one.md"].decode()
    assert "Doe [-@doe2013, p. 12] says so [see @roe2014; @doe2013, pp. 5-7]." in text
    assert "Noe (1999), [@doe2013]" in text
    assert not found.findings.listed_left
    assert found.findings.chapters == ("01-one.md",)


def test_what_nests_too_deep_is_refused() -> None:
    with pytest.raises(PandocError):
        project.read("x", f"{'>' * 1_000}Words.\n".encode(), "markdown")


def test_a_long_list_of_names_is_read_in_time() -> None:
    words = "Aa, " * 40_000 + "(2020) " + "Aa and " * 20_000 + "(Bb 2020)"
    dated = AuthorDate({("bb", "2020"): ("bb2020",)})
    began = time.process_time()
    dated.set([{"t": "Para", "c": [{"t": "Str", "c": words}]}])
    assert time.process_time() - began < 5
    assert dated.made == ("(Bb 2020)",)


def test_typed_numbers_tell_the_levels_of_bold_lines() -> None:
    document = docx.Document()
    for words in ("On Tests:", "What They Say", "1. First", "1.1\tMore of It", "2. Second", "End"):
        document.add_paragraph().add_run(words).bold = True
        document.add_paragraph("A sentence that stands below.") if words[0] not in "OW" else None
    found = project.read("x", old.saved(document), project.WORD)
    assert found.title == "On Tests"
    assert b'subtitle: "What They Say"' in found.files["manuscript/metadata.yaml"]
    assert found.findings.chapters == ("01-first.md", "02-second.md", "03-end.md")
    assert b"\n## More of It\n" in found.files["manuscript/01-first.md"]
