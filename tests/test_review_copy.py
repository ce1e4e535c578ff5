"""The copy for reviewers: no byte of it says who wrote it."""

import json
import re
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from pages import lines
from reportgen import build
from reportgen.pipeline import withheld
from reportgen.reports.verify import verify

SECRETS = (
    "Harrowgate", "Jane", "jane.h@example.org", "0000-0002-1825-0097", "0000000218250097",
    "Österlund", "Osterlund", "Oesterlund", "Jürgen", "김민수", "Institute of Examples",
    "02mhbdp94", "Zweites Institut", "Example Fund", "Older Work", "10.1234/abcd",
    "example.org/mine", "github.com", "harrowgate", "Mulholland", "editorial@example.org",
    "Consortium of Authors",
)  # fmt: skip
"""What the front matter says of the authors, and what only an author could say."""
FRONT = """---
title: On Things
subtitle: And others
author:
  - name: Jane Harrowgate
    email: jane.h@example.org
    orcid: 0000-0002-1825-0097
    url: https://example.org/mine
    affiliation: {name: Institute of Examples, ror: 02mhbdp94, url: 'https://example.org/mine'}
    bio: Jane Harrowgate is a fellow.
    roles: [conceptualization]
    corresponding: true
    equal-contributor: true
  - {name: Jürgen Österlund, name-native: 김민수, affiliation: Zweites Institut,
     equal-contributor: true}
  - {name: Consortium of Authors}
  - {name: Will Page}
date: 2026-01-02
lang: en-US
doi: 10.1234/abcd
abstract: What is said, in short.
acknowledgements: We thank Mulholland.
funding: The Example Fund paid.
copyright: {holder: Jane Harrowgate, year: 2026}
statements:
  data-availability: See <https://github.com/harrowgate/data> and [here](https://osf.io/abcde).
  author-contributions: Harrowgate wrote.
restates: {title: Older Work, author: Jane Harrowgate}
journal: {title: The Journal, publisher: Institute of Examples}
keywords: [one, two]
bibliography: refs.bib
attach-sources: true
style: {logo: logo.png}
brief: {contact: editorial@example.org, url: https://example.org/full}
pdf-standard: %s
review: {self-citations: hide}
---
"""
TEXT = """
# One

Will the law of the page hold? Page 5 says so.[@own; @other] So it does.[see @own, 12]

![A square](square.png){#fig-a alt="A red square"}

![Another](turned.jpg){alt="A blue one"}

See @fig-a.^[A note, with @own in it.]

::: {.key-finding}
It holds.
:::
"""
BIB = r"""
@book{own, title = {Our Own}, author = {Harrowgate, J. and {\"O}sterlund, J{\"u}rgen},
  publisher = {Press}, address = {Seoul}, year = {2020}}
@book{other, title = {Theirs}, author = {Roe, Robert}, publisher = {Press}, address = {Seoul},
  year = {2021}}
"""


def write(
    folder: Path, text: str = TEXT, standard: str = "ua-1", name: str = "harrowgate.md"
) -> Path:
    said = PngInfo()
    said.add_text("Author", "Jane Harrowgate")
    said.add_itxt("Comment", "김민수", zip=True)
    Image.new("RGB", (40, 30), "red").save(folder / "square.png", pnginfo=said)
    exif = Image.Exif()
    exif[0x013B], exif[0x0112] = "Jane Harrowgate", 6
    Image.new("RGB", (40, 30), "blue").save(folder / "turned.jpg", exif=exif, comment=b"Jane")
    Image.new("RGB", (9, 9)).save(folder / "logo.png")
    (folder / "refs.bib").write_text(BIB, "utf-8")
    path = folder / name
    path.write_text(FRONT % standard + text, "utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The three files of a copy, by their suffixes, and what was reported."""
    folder = tmp_path_factory.mktemp("review")
    built = build(write(folder), edition=["review"])
    assert not built.bag.failed, [d.message for d in built.bag]
    files = {path.suffix: path for path in built.files}
    assert files.keys() == {".pdf", ".html", ".docx"}
    return SimpleNamespace(folder=folder, files=files, bag=built.bag)


def everything(path: Path) -> str:
    """All that a file holds, as text: unzipped, inflated, in each form of its strings."""
    data = path.read_bytes()
    found = [data.decode("latin-1"), data.decode("utf-8", errors="ignore")]
    if path.suffix == ".docx":
        with ZipFile(path) as package:
            found += package.namelist()
            for name in package.namelist():
                inner = package.read(name)
                found += [name, inner.decode("utf-8", errors="ignore"), inner.decode("latin-1")]
                found.append(re.sub(r"<[^<>]*>", "", inner.decode("utf-8", errors="ignore")))
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Stream):
                    inner = (
                        thing.read_raw_bytes()
                        if "/DCTDecode" in repr(thing.get("/Filter"))
                        else thing.read_bytes()
                    )
                    found += [inner.decode("utf-8", errors="ignore"), inner.decode("latin-1")]
                    found.append(inner.decode("utf-16-be", errors="ignore"))
                found += strings(thing)
    return "\n".join(found)


def strings(thing: object, depth: int = 0) -> list[str]:
    """The strings and names of a PDF's object, which holds others."""
    if isinstance(thing, pikepdf.String | pikepdf.Name):
        return [str(thing)]
    if depth > 6 or not isinstance(thing, pikepdf.Object):
        return []
    if isinstance(thing, pikepdf.Array):
        return [s for one in thing for s in strings(one, depth + 1)]
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return [s for _, value in thing.items() for s in strings(value, depth + 1)]
    return []


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".docx"])
def test_no_byte_says_who_wrote_it(made: SimpleNamespace, suffix: str) -> None:
    held = everything(made.files[suffix])
    assert "The Journal" in held
    assert "Anonymous" in held
    assert not [secret for secret in SECRETS if secret in held]


def test_the_drawn_text_says_it_neither(made: SimpleNamespace) -> None:
    drawn = "\n".join(line.text for page in lines(made.files[".pdf"]) for line in page)
    assert "Anonymous" in drawn
    assert not [secret for secret in SECRETS if secret in drawn]


def test_the_files_are_not_called_after_an_author(made: SimpleNamespace) -> None:
    for path in made.files.values():
        assert re.fullmatch(r"review-[0-9a-f]{8}\.\w+", path.name)


def test_a_project_s_copy_is_called_review(tmp_path: Path) -> None:
    write(tmp_path, name="01.md")
    (tmp_path / "metadata.yaml").write_text((FRONT % "ua-1").replace("---\n", ""), "utf-8")
    (tmp_path / "01.md").write_text(TEXT, "utf-8")
    built = build(tmp_path, to=["html"], edition=["review"])
    assert [path.name for path in built.files] == ["review.html"]


def test_nothing_is_told_but_what_only_the_author_can_mend(made: SimpleNamespace) -> None:
    told = {(d.code, d.message.partition("`")[2].partition("`")[0]) for d in made.bag}
    assert {words for code, words in told if code == "name-anonymous"} == {
        "harrowgate.md", "square.png", "turned.jpg",
    }  # fmt: skip
    assert not [d for d in made.bag if d.code in ("name-left", "self-citation")]


def test_own_works_are_masked_and_others_are_not(made: SimpleNamespace) -> None:
    page = re.sub(r"<[^>]+>", "", made.files[".html"].read_text("utf-8"))
    assert "[author, 2020]; Robert Roe, Theirs" in page
    assert "See [author, 2020], 12." in page
    assert "Our Own" not in page


def test_pictures_keep_their_pixels_and_how_they_are_turned(made: SimpleNamespace) -> None:
    with ZipFile(made.files[".docx"]) as package:
        media = [package.read(n) for n in package.namelist() if "media/" in n]
    shown = {
        (picture.size, picture.getpixel((3, 3))): picture
        for m in media
        if (picture := Image.open(BytesIO(m)).convert("RGB"))
    }
    assert any(pixel == (255, 0, 0) for _, pixel in shown)
    assert not any(Image.open(BytesIO(m)).info.keys() & {"Author", "Comment"} for m in media)


def test_a_machine_reads_one_author_and_no_address(made: SimpleNamespace) -> None:
    page = made.files[".html"].read_text("utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    data = json.loads(found[1])
    assert data["author"] == [{"@type": "Person", "name": "Anonymous"}]
    assert not data.keys() & {"url", "identifier", "copyrightHolder", "publisher", "isBasedOn"}
    assert '<meta name="robots" content="noindex">' in page


def test_strings_of_a_pdf_are_read_in_each_of_their_forms() -> None:
    name = "Jürgen"
    literal = b"\xfe\xff" + name.encode("utf-16-be")
    octal = b"(" + b"".join(b"\\%03o" % byte for byte in literal) + b")"
    for written in (b"<" + literal.hex().encode() + b">", b"(" + literal + b")", octal):
        data = b"%PDF-1.7\n1 0 obj\n<</Author " + written + b">>\nendobj\n"
        assert any(name in text for _, text in withheld.texts(data)), written


def test_other_editions_and_the_copy_do_not_lead_to_each_other(tmp_path: Path) -> None:
    built = build(write(tmp_path), to=["html"], edition=["article", "brief", "review"])
    pages = {path.name: path.read_text("utf-8") for path in built.files}
    copy = next(name for name in pages if name.startswith("review"))
    for name, page in pages.items():
        others = [other for other in pages if other != name and f'href="{other}"' in page]
        assert others == [] if name == copy else copy not in others


def test_a_copy_without_a_field_is_made_where_it_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path)
    bare = path.read_text("utf-8").replace("review: {self-citations: hide}\n", "")
    path.write_text(bare, "utf-8")
    built = build(path, to=["html"], edition=["review"])
    assert {"name-anonymous", "self-citation"} <= {d.code for d in built.bag}
    assert "<em>Our Own</em>" in built.files[0].read_text("utf-8")


@pytest.mark.parametrize("text", ["Har**row**gate", "Harrow&shy;gate", "&#x48;arrowgate"])
def test_a_name_in_pieces_is_found_in_the_page_alone(text: str, tmp_path: Path) -> None:
    path = write(tmp_path, f"\n# One\n\n{text}\n", name="a.md")
    built = build(path, to=["html", "docx"], edition=["review"])
    assert [d.code for d in built.bag].count("name-left") == len(built.files) == 2


def test_a_label_is_told_where_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path, "\n# One {#sec-harrowgate}\n\nSee @sec-harrowgate.\n", name="a.md")
    built = build(path, to=["html"], edition=["review"])
    told = [d for d in built.bag if d.message.startswith("in the label")]
    assert [d.span.text for d in told if d.span] == ["#sec-harrowgate"]


def test_comments_and_a_draft_do_not_quote_what_is_withheld(tmp_path: Path) -> None:
    path = write(tmp_path, "\n# One\n\nAs Harrowgate says  .\n\nTODO\n", name="a.md")
    text = path.read_text("utf-8").replace("date: 2026-01-02", "date: Harrowgate")
    path.write_text(text, "utf-8")
    built = build(path, to=["docx"], edition=["review"], comments=True, draft=True)
    with ZipFile(built.files[0]) as package:
        shown = package.read("word/comments.xml").decode()
        document = re.sub(r"<[^<>]*>", "", package.read("word/document.xml").decode())
    assert "TODO" in shown
    assert "Harrowgate" not in shown
    assert document.count("Harrowgate") == 1


@pytest.mark.parametrize(("text", "anonymous"), [("It holds.", True), ("So Harrowgate.", False)])
def test_verify_says_whether_a_copy_says_who_wrote_it(
    text: str, anonymous: bool, tmp_path: Path
) -> None:
    path = write(tmp_path, f"\n# One\n\n{text}\n", name="a.md")
    build(path, to=["html"], edition=["review", "article"])
    found = {finding.name.partition("-")[0]: finding for finding in verify(path)}
    assert all(finding.same for finding in found.values())
    assert found["review"].anonymous == anonymous
    assert found["a.html"].anonymous
