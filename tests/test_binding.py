"""Finished PDF files bound into one: pages, tags, links, bookmarks, labels, metadata."""

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from bound import (
    WHOLE,
    altered,
    annotations,
    article,
    destinations,
    labels,
    pictures,
    place,
    shape,
)
from reportgen import weasy
from reportgen.binding import Part, PartError, bind, saving
from tagged import read

ADDRESSES = {"https://doi.org/10.5555/PP.2": "kim", "https://example.org/han/": "han"}
TO_KIM = (
    '<a href="https://dx.doi.org/10.5555/pp.2">Kim</a> <a href="https://doi.org/10.5555/pp.2#part">'
    'her part</a> <a href="https://example.org/han">this one</a> <a href="https://example.com/">x</a>'
)


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    """An article of an odd number of pages, one that starts on the next right-hand page."""
    han = article("Of rules", 700, TO_KIM)
    count = len(pypdfium2.PdfDocument(han))
    assert count % 2
    kim = article("규칙에 대하여", 300, '<a href="part:han">Han</a>', "ko", first=count + 2)
    lee = article("Reviewed", 100, first=1)
    return [
        Part(han, "Of rules: a study", "en-US", "Articles", "han"),
        Part(kim, "규칙에 대하여", "ko", "Articles", "kim"),
        Part(lee, "Reviewed", "en-GB", "Reviews", "lee"),
    ]


@pytest.fixture(scope="module")
def bound(parts: list[Part]) -> bytes:
    return bind(parts, WHOLE, ADDRESSES)


@pytest.fixture(scope="module")
def pdf(bound: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(bound))


def starts(parts: list[Part], bound: bytes) -> list[int]:
    """The index of each part's first page."""
    found, at = [], 0
    drawn = pictures(bound)
    for part in parts:
        own = pictures(part.data)
        while drawn[at : at + len(own)] != own:
            at += 1
        found.append(at)
        at += len(own)
    return found


def test_the_pages_are_those_of_the_parts_and_blank_ones(parts: list[Part], bound: bytes) -> None:
    drawn, begin = pictures(bound), starts(parts, bound)
    counts = [len(pictures(part.data)) for part in parts]
    inside = {at + n for at, count in zip(begin, counts, strict=True) for n in range(count)}
    blank = [page for n, page in enumerate(drawn) if n not in inside]
    assert len(blank) == len(drawn) - sum(counts) >= 1
    assert all(set(page) == {255} for page in blank)


def test_labels_are_the_printed_numbers_and_odd_ones_are_on_the_right(
    parts: list[Part], bound: bytes
) -> None:
    found = labels(bound)
    document = pypdfium2.PdfDocument(bound)
    for label, page in zip(found, document, strict=True):
        words = page.get_textpage().get_text_range().split()
        assert not words or words[-1] == label
    assert all(int(label) % 2 == number % 2 for number, label in enumerate(found, 1))
    begin = starts(parts, bound)
    assert found[begin[1] - 1] == str(int(found[begin[1]]) - 1)


def test_each_part_of_the_tree_is_the_tree_of_the_article(parts: list[Part], bound: bytes) -> None:
    whole = read(bound)
    assert whole.root.role == "Document"
    assert [kid.role for kid in whole.root.kids] == ["Part"] * 3
    for part, found in zip(parts, whole.root.kids, strict=True):
        own = read(part.data)
        assert [shape(whole, kid) for kid in found.kids] == [shape(own, k) for k in own.root.kids]
        assert str(found.entries["/T"]) == part.title
        assert str(found.entries["/Lang"]) == part.lang


def test_every_mark_and_link_leads_back_to_its_element(bound: bytes, pdf: pikepdf.Pdf) -> None:
    found = read(bound)
    parents = dict(pikepdf.NumberTree(found.pdf.Root.StructTreeRoot.ParentTree).items())
    count = 0
    for tag in found.root.walk():
        for page, mcid in tag.marks:
            owner = parents[int(found.pdf.pages[page].StructParents)][mcid]
            count += 1
            assert str(owner.S)[1:] == tag.role
        for link in tag.links:
            assert str(parents[int(link.StructParent)].S) == "/Link"
    assert count > 50
    numbers = [int(a.StructParent) for _, a in annotations(pdf)]
    numbers += [int(page.StructParents) for page in pdf.pages if "/StructParents" in page]
    assert len(set(numbers)) == len(numbers) == len(parents)
    assert max(numbers) < int(pdf.Root.StructTreeRoot.ParentTreeNextKey)


def test_every_link_leads_where_it_does_in_the_article(
    parts: list[Part], bound: bytes, pdf: pikepdf.Pdf
) -> None:
    count = 0
    linked = list(annotations(pdf))
    for part, start in zip(parts, starts(parts, bound), strict=True):
        own = pikepdf.open(BytesIO(part.data))
        pages = range(start, start + len(own.pages))
        here = [(page - start, a) for page, a in linked if page in pages]
        for (page, a), (page_own, b) in zip(here, annotations(own), strict=True):
            assert page == page_own
            assert [float(x) for x in a.Rect] == [float(x) for x in b.Rect]
            if "/Dest" in b:
                target, at = place(own, b.Dest)
                assert place(pdf, a.Dest) == (target + start, at)
                count += 1
    assert count >= 12


def test_web_links_to_other_parts_become_links_within(
    parts: list[Part], bound: bytes, pdf: pikepdf.Pdf
) -> None:
    begin = starts(parts, bound)
    web = {str(a.Contents): a for _, a in annotations(pdf)}
    assert place(pdf, web["Kim"].Dest)[0] == begin[1]
    assert place(pdf, web["her part"].Dest) == place(pdf, destinations(pdf)["kim/part"])
    assert place(pdf, web["Han"].Dest)[0] == begin[0]
    for words, address in {
        "this one": "https://example.org/han",
        "x": "https://example.com/",
    }.items():
        assert str(web[words].A.URI) == address


def test_parts_may_have_names_in_any_script() -> None:
    first = article("Contents", 20, '<a href="part:규칙-2">Rules</a> <a href="part:han">Han</a>')
    names = ("contents", "규칙-2", "han")
    data = (first, *[article("A", 20)] * 2)
    made = [Part(one, name, "ko", name=name) for one, name in zip(data, names, strict=True)]
    pdf = pikepdf.open(BytesIO(bind(made, WHOLE, {})))
    links = {str(a.Contents): bytes(a.Dest).decode() for _, a in annotations(pdf) if "/Dest" in a}
    assert (links["Rules"], links["Han"]) == ("규칙-2", "han")


def test_bookmarks_stand_below_their_section_and_article(
    parts: list[Part], bound: bytes, pdf: pikepdf.Pdf
) -> None:
    def titles(item: Any) -> Any:
        found = []
        while item is not None:
            found.append((str(item.Title), titles(item.get("/First"))))
            item = item.get("/Next")
        return found

    own = [("Part", []), ("Notes", [])]
    assert titles(pdf.Root.Outlines.First) == [
        ("Articles", [("Of rules: a study", own), ("규칙에 대하여", own)]),
        ("Reviews", [("Reviewed", own)]),
    ]
    assert int(pdf.Root.Outlines.Count) == 5
    toc = pypdfium2.PdfDocument(bound).get_toc()
    begin = starts(parts, bound)
    assert {item.get_title(): item.get_dest().get_index() for item in toc if item.level == 1} == {
        part.title: start for part, start in zip(parts, begin, strict=True)
    }


def test_what_is_the_same_in_several_parts_is_there_once(parts: list[Part], bound: bytes) -> None:
    assert len(bound) < sum(len(part.data) for part in parts)
    again = bind([Part(parts[0].data, "A", "en", "", n) for n in "abcdef"], WHOLE)
    assert len(again) < 3 * len(parts[0].data)
    with pikepdf.open(BytesIO(again)) as found:
        streams = [o for o in found.objects if isinstance(o, pikepdf.Stream)]
        kept = [o.read_raw_bytes() for o in streams if o.get("/Type") not in ("/ObjStm", "/XRef")]
        fonts = [o.read_raw_bytes() for o in streams if "/Length1" in o]
    assert len(fonts) == len(set(fonts)) >= 1
    assert len(kept) - len(set(kept)) == 5 * len(pictures(parts[0].data))  # pages alone


def test_the_metadata_are_those_given_and_the_claims_those_of_the_parts(
    bound: bytes, pdf: pikepdf.Pdf
) -> None:
    metadata = pdf.open_metadata()
    assert metadata["pdfuaid:part"] == "1"
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
    assert metadata["dc:title"] == str(pdf.docinfo.Title) == "Papers 12 (2)"
    prism = "{http://prismstandard.org/namespaces/basic/3.0/}"
    assert metadata[f"{prism}publicationName"] == "Papers"
    assert str(pdf.docinfo.CreationDate) == "D:20261124000000Z"
    assert str(pdf.Root.Lang) == "en-US"
    assert len(pdf.Root.OutputIntents) == 1
    assert b"\r\nendstream" not in bound


def test_the_same_parts_give_the_same_bytes(parts: list[Part], bound: bytes) -> None:
    assert bind(parts, WHOLE, ADDRESSES) == bound
    with pikepdf.open(BytesIO(bound)) as first:
        (own, _) = first.trailer.ID
    with pikepdf.open(BytesIO(bind(parts[:2], WHOLE, ADDRESSES))) as second:
        assert bytes(second.trailer.ID[0]) != bytes(own)


def test_files_that_parts_carry_are_kept_in_a_folder_for_each() -> None:
    files = [weasy.File("metadata.yaml", b"title: A", "application/yaml")]
    one, two = article("A", 9, attachments=files), article("B", 9, attachments=files)
    out = bind([Part(one, "A", name="a"), Part(two, "B", name="b")], WHOLE)
    with pikepdf.open(BytesIO(out)) as found:
        assert {name: file.get_file().read_bytes() for name, file in found.attachments.items()} == {
            "a/metadata.yaml": b"title: A",
            "b/metadata.yaml": b"title: A",
        }
        assert [str(spec.UF) for spec in found.Root.AF] == ["a/metadata.yaml", "b/metadata.yaml"]
        assert {str(spec.AFRelationship) for spec in found.Root.AF} == {"/Source"}


def test_names_that_two_parts_have_are_told_apart_with_what_refers_to_them() -> None:
    def name_cells(role: str) -> Any:
        def change(pdf: pikepdf.Pdf) -> None:
            root = pdf.Root.StructTreeRoot
            root.RoleMap = pikepdf.Dictionary(Aside=pikepdf.Name(role))
            ids = pikepdf.NameTree(root.IDTree)
            for element in pdf.objects:
                if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH":
                    element.ID = pikepdf.String(f"h{len(list(ids))}")
                    ids[str(element.ID)] = element
                if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TD":
                    headers = pikepdf.Array([pikepdf.String("h1")])
                    element.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=headers)
                if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/H1":
                    element.S = pikepdf.Name.Aside

        return change

    data = article("A", 9)
    parts = [
        Part(altered(data, name_cells(role)), role, name=name)
        for name, role in {"a": "/P", "b": "/H1"}.items()
    ]
    found = read(bind(parts, WHOLE))
    tree = found.pdf.Root.StructTreeRoot
    ids = dict(pikepdf.NameTree(tree.IDTree).items())
    for part, name in zip(found.root.kids, "ab", strict=True):
        head, _ = part.all("TH")
        (header,) = part.all("TD")[0].attribute("/Headers")
        assert str(header) == str(head.entries["/ID"]) == f"{name}/h1"
        assert ids[str(header)].S == "/TH"
        (note,) = part.all("Note")
        assert (
            ids[f"{name}/note-1"].objgen
            == found.pdf.get_object(ids[str(note.entries["/ID"])].objgen).objgen
        )
    roles = {key: str(value) for key, value in tree.RoleMap.items()}
    first, second = (part.kids[0].role for part in found.root.kids)
    assert first != second
    assert (roles[f"/{first}"], roles[f"/{second}"]) == ("/P", "/H1")


def test_parts_by_the_second_standards_are_bound_by_them() -> None:
    one, two = article("A", 400, standard="ua-2"), article("B", 9, standard="ua-2")
    out = bind([Part(one, "A", name="a"), Part(two, "B", name="b")], WHOLE)
    assert out.startswith(b"%PDF-2.0")
    found = read(out)
    assert "/Info" not in found.pdf.trailer
    (space,) = found.pdf.Root.StructTreeRoot.Namespaces
    for tag in found.root.walk():
        if tag.role in ("Document", "Part", "P", "FENote"):
            assert tag.entries["/NS"].objgen == space.objgen
    elements = [part.entries for part in found.root.kids]
    assert len(elements) == 2
    for _, target in destinations(found.pdf).items():
        assert target[0].Type == "/StructElem"
    assert found.pdf.open_metadata()["pdfuaid:part"] == "2"


def test_no_packed_stream_ends_in_a_carriage_return(
    parts: list[Part], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bytes] = []

    def packed(pdf: pikepdf.Pdf, version: str) -> bytes:
        made.append(once(pdf, version))
        return made[-1] + (b"\r\nendstream" if len(made) < 3 else b"")

    once = saving._bytes
    monkeypatch.setattr(saving, "_bytes", packed)
    data = bind(parts, WHOLE)
    assert len(set(made)) == len(made) == 3
    assert b"\r\nendstream" not in data
    assert pictures(data) == pictures(made[0])


# --- what cannot be bound ----------------------------------------------------------------------


def unfit(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def with_fields(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())


def without_claims(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"<x/>", Type=pikepdf.Name.Metadata)


def with_broken_tree(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array([1, 2, 3]))


def other_colours(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(b"other", N=4)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (unfit, "has no tags"),
        (with_fields, "has form fields, which would be lost"),
        (without_claims, "is not both PDF/UA and PDF/A of a level with tags"),
        (with_broken_tree, "is not made as a PDF should be"),
        (other_colours, "has colours of another profile than the first part"),
    ],
)
def test_a_part_that_cannot_be_bound_is_named_with_the_reason(change: Any, reason: str) -> None:
    good = article("A", 9)
    bad = Part(altered(good, change), "Mine", name="b")
    with pytest.raises(PartError) as found:
        bind([Part(good, "A", name="a"), bad], WHOLE)
    assert str(found.value) == f"`Mine` {reason}"


def test_what_is_no_whole_pdf_is_named_with_the_reason() -> None:
    good = article("A", 9)
    locked = BytesIO()
    with pikepdf.open(BytesIO(good)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="u", owner="o"))
    open_to_read = BytesIO()
    with pikepdf.open(BytesIO(good)) as pdf:
        pdf.save(open_to_read, encryption=pikepdf.Encryption(user="", owner="o"))
    cases = {
        b"": "is no PDF",
        b"# Title": "is no PDF",
        good[: len(good) // 2]: "is damaged",
        locked.getvalue(): "is encrypted",
        open_to_read.getvalue(): "is encrypted",
        article("A", 9, standard="ua-2"): "is PDF/UA-2, the first part PDF/UA-1",
    }
    for data, reason in cases.items():
        with pytest.raises(PartError) as found:
            bind([Part(good, "A", name="a"), Part(data, "Mine", name="b")], WHOLE)
        assert str(found.value) == f"`Mine` {reason}"


def test_names_and_links_that_lead_nowhere_are_faults() -> None:
    part = Part(article("A", 9, '<a href="part:doe">Doe</a>'), "A", name="a")
    for parts, reason in (
        ([part], "a link of `a` leads to `doe`, which no part is"),
        ([part, part], "`a` is not the name of one part"),
        ([], "there is nothing to bind"),
    ):
        with pytest.raises(PartError) as found:
            bind(parts, WHOLE)
        assert str(found.value) == reason
