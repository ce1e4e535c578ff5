"""Which fields of a cited work its citation style left out."""

from pathlib import Path

import pytest

from package import report
from reportgen.diagnostics import Bag
from reportgen.resolve.unprinted import unprinted

PRINTED = [
    ({"volume": "3"}, "Roe, vol. III (2020)."),
    ({"volume": "XII"}, "Roe, vol. 12 (2020)."),
    ({"number": "R47523"}, "CRS Report no. R47523."),
    ({"number": "10,123,456"}, "US Patent 10123456."),
    ({"number": "No. 05-1120"}, "no. 05–1120 (2007)."),
    ({"number": "ISO/IEC 42001:2023"}, "ISO/IEC 42001: 2023."),
    ({"page": "156–179"}, "J 39, no. 1: 156–79."),
    ({"page": "33–58"}, "J 65, 33."),
    ({"issue": "Supplement 2"}, "J 1, Supplement 2."),
    ({"edition": "3", "volume": "2"}, "3rd ed., 2nd vol."),
    ({"container-title": "Journal of Conflict Resolution"}, "Roe, J. Confl. Resolut. 3."),
    ({"container-title": "Statutes at Large", "container-title-short": "Stat."}, "116 Stat. 2135"),
    ({"container-title": "Journal of Peace Research"}, "Roe, JPR 3."),
    ({"authority": "N.D. Tex."}, "683 F Supp 592 (ND Tex)."),
    ({"recipient": [{"family": "Acheson", "given": "Dean"}]}, "Kennan to D. Acheson."),
    ({"recipient": [{"literal": "U.S. Embassy"}]}, "Kennan to US Embassy."),
    ({"note": "Box 67, Acheson Papers, Truman Library"}, "box 67, Acheson Papers, Truman Lib."),
    ({"number-of-volumes": "12", "volume": "2"}, "vol. 2"),
    ({"note": "x" * 400}, "Roe."),
    ({"number": "arXiv:1606.06565"}, "Roe, Title, https://arxiv.org/abs/1606.06565"),
    ({"archive_location": "https://archive.org/1"}, "Roe."),
    ({"title": "Nothing else"}, "Something."),
]
LOST = [
    ("number", {"number": "12"}, "Roe, Title (P, 2012)."),
    ("number", {"number": "S/2023/171"}, "Panel of Experts, Final Report (2023)."),
    ("volume", {"volume": "347"}, "Brown v. Board, U.S., 1954."),
    ("volume", {"volume": "1"}, "Roe, J 11 (2021): 12."),
    ("issue", {"issue": "2"}, "Roe, J 12 (2022): 22."),
    ("page", {"page": "483"}, "Brown v. Board, 347 U.S. (1954)."),
    ("page", {"page": "1"}, "Regulation (EU) 2016/679, O.J. (L 119) (2016)."),
    ("number", {"number": "H.R. 6329"}, "The Act. 2021. https://example.org/house-bill/6329"),
    ("volume", {"volume": "25"}, "Roe, Title, https://doi.org/10.25/25."),
    ("version", {"version": "2.2.1"}, "pandas, 2024."),
    ("archive", {"archive": "National Archives"}, "Memorandum, 1950."),
    ("archive_location", {"archive_location": "RG 218, Box 14"}, "Memorandum, 1950."),
    ("recipient", {"recipient": [{"family": "Acheson"}]}, "George Kennan, 1949."),
    ("interviewer", {"interviewer": [{"family": "Oberdorfer"}]}, "Kim, On Engagement."),
    ("container-title", {"container-title": "Federal Register"}, "Export Controls, 2022."),
    ("container-author", {"container-author": [{"family": "Doe"}]}, "Roe, “Foreword,” in B."),
    ("note", {"note": "118th Cong."}, "Homeland Security Act (2002)."),
    ("number-of-volumes", {"number-of-volumes": "12"}, "Toynbee, A Study of History."),
]
STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>Short</title><id>short</id><updated>2025-01-01T00:00:00+00:00</updated></info>
<citation><layout suffix="."><group delimiter=", "><names variable="author"/>
<text variable="title"/></group></layout></citation></style>
"""
BOOKS = """\
@report{crs, author = {Fischer, Sophie}, title = {The CHIPS Act}, number = {R47523},
  institution = {CRS}, date = {2023}}
@article{doe, author = {Doe, Jane}, title = {Limits}, journaltitle = {Survival}, volume = 65,
  number = {2}, pages = {33--58}, date = {2023}}
"""


@pytest.mark.parametrize(("item", "printed"), PRINTED)
def test_what_is_printed_in_any_form_is_not_told(item: dict[str, object], printed: str) -> None:
    assert list(unprinted(item, printed)) == []


@pytest.mark.parametrize(("variable", "item", "printed"), LOST)
def test_what_is_left_out_is_told(variable: str, item: dict[str, object], printed: str) -> None:
    assert list(unprinted(item, printed)) == [variable]


def lost(folder: Path, text: str) -> list[str]:
    (folder / "short.csl").write_text(STYLE, encoding="utf-8")
    (folder / "b.bib").write_text(BOOKS, encoding="utf-8")
    head = "---\ntitle: T\ndate: 2026-01-02\nlang: en-US\nbibliography: b.bib\ncsl: short.csl\n"
    (folder / "p.md").write_text(f"{head}---\n\n{text}\n", encoding="utf-8")
    bag = Bag()
    report(folder / "p.md", bag=bag)
    return [
        f"{d.span.line}:{d.span.column} {d.message}" if d.span else d.message
        for d in bag
        if d.code == "field-unprinted"
    ]


def test_each_field_that_a_style_leaves_out_is_told_at_its_place(tmp_path: Path) -> None:
    says = "the citation style leaves out"
    assert lost(tmp_path, "x.[@crs] y.[@doe] z.[@crs]") == [
        f"1:67 {says} `number` of `crs`",
        f"3:82 {says} `volume` of `doe`",
        f"4:3 {says} `number` of `doe`",
        f"4:17 {says} `pages` of `doe`",
        f"3:55 {says} `journaltitle` of `doe`",
    ]


def test_pages_are_no_loss_where_one_of_them_is_cited(tmp_path: Path) -> None:
    assert not [line for line in lost(tmp_path, "x.[@doe, 40]") if "`pages`" in line]


def test_what_nothing_cites_is_not_judged(tmp_path: Path) -> None:
    assert lost(tmp_path, "Nothing.") == []
