"""Old Word documents, made for tests: fields of reference managers, typed captions, notes."""

import base64
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
B = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"


def item(number: int, family: str, title: str, year: int, **more: Any) -> dict[str, Any]:
    """An item of CSL-JSON as Zotero keeps it."""
    return {
        "id": number, "type": "article-journal", "title": title,
        "author": [{"family": family, "given": "Ann"}], "issued": {"date-parts": [[year]]},
        "container-title": "Journal of Tests", "volume": "3", "issue": "2", "page": "10-20", **more,
    }  # fmt: skip


def cited(data: dict[str, Any], **more: Any) -> dict[str, Any]:
    uri = f"http://zotero.org/users/1/items/K{data['id']}"
    return {"id": data["id"], "uris": [uri], "itemData": data, **more}


def zotero(*items: dict[str, Any], manager: str = "ADDIN ZOTERO_ITEM CSL_CITATION") -> str:
    """The instruction of a field of Zotero."""
    return f"{manager} {json.dumps({'citationID': 'x', 'citationItems': items})}"


ENDNOTE = (
    "<EndNote><Cite><Author>Poe</Author><Year>2011</Year><RecNum>7</RecNum><Pages>33</Pages>"
    '<Prefix>see </Prefix><record><rec-number>7</rec-number><ref-type name="Book">6</ref-type>'
    "<contributors><authors><author><style>Poe, Edgar</style></author></authors></contributors>"
    "<titles><title><style>Bounds of Trade</style></title></titles><dates><year>2011</year></dates>"
    "<publisher>Test Press</publisher><pub-location>Boston</pub-location></record></Cite></EndNote>"
)
SOURCES = (
    f'<b:Sources xmlns:b="{B}"><b:Source><b:Tag>Moe19</b:Tag><b:SourceType>Report</b:SourceType>'
    "<b:Author><b:Author><b:NameList><b:Person><b:Last>Moe</b:Last><b:First>Kim</b:First>"
    "</b:Person></b:NameList></b:Author></b:Author><b:Title>Tariffs in Numbers</b:Title>"
    "<b:Year>2019</b:Year><b:Publisher>Trade Office</b:Publisher></b:Source></b:Sources>"
)


def field(paragraph: Any, code: str, shown: str, data: str = "") -> None:
    """A complex field (ISO/IEC 29500-1, 17.16.18) at the end of a paragraph."""
    packed = base64.b64encode(data.encode()).decode() if data else ""
    inner = f"<w:fldData>{packed}</w:fldData>" if packed else ""
    for xml in (
        f'<w:fldChar w:fldCharType="begin">{inner}</w:fldChar>',
        f'<w:instrText xml:space="preserve"> {escape(code)} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f'<w:t xml:space="preserve">{escape(shown)}</w:t>',
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {W}>{xml}</w:r>"))


def change(paragraph: Any, kind: str, words: str) -> None:
    """A tracked insertion (`ins`) or deletion (`del`)."""
    tag = "delText" if kind == "del" else "t"
    run = f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
    paragraph._p.append(parse_xml(f'<w:{kind} {W} w:id="9" w:author="Ed">{run}</w:{kind}>'))


def box(paragraph: Any, words: str) -> None:
    """A text box with one paragraph, in its old form (`w:pict`)."""
    run = OxmlElement("w:r")
    run.append(parse_xml(
        f'<w:pict {W} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    ))  # fmt: skip
    paragraph._p.append(run)


def picture(folder: Path) -> Path:
    path = folder / "chart.png"
    Image.new("RGB", (40, 20), "navy").save(path)
    return path


def saved(document: Any, parts: dict[str, str] | None = None) -> bytes:
    """The bytes of a document, with more parts."""
    out = BytesIO()
    document.save(out)
    with zipfile.ZipFile(out, "a") as file:
        for name, text in (parts or {}).items():
            file.writestr(name, text)
    return out.getvalue()


def noted(data: bytes, notes: dict[int, str]) -> bytes:
    """A document whose words `[[1]]` are markers of footnotes with these texts."""
    before = zipfile.ZipFile(BytesIO(data))
    out = BytesIO()
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    with zipfile.ZipFile(out, "w") as file:
        for name in before.namelist():
            text = before.read(name)
            if name == "word/document.xml":
                for number in notes:
                    marker = (
                        f'</w:t><w:footnoteReference w:id="{number}"/><w:t xml:space="preserve">'
                    )
                    text = text.replace(f"[[{number}]]".encode(), marker.encode())
            elif name == "word/_rels/document.xml.rels":
                new = f'<Relationship Id="rIdNotes" Type="{rel}" Target="footnotes.xml"/>'
                text = text.replace(b"</Relationships>", f"{new}</Relationships>".encode())
            elif name == "[Content_Types].xml":
                new = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>'
                text = text.replace(b"</Types>", f"{new}</Types>".encode())
            file.writestr(name, text)
        body = "".join(
            f'<w:footnote w:id="{number}"><w:p>{words}</w:p></w:footnote>'
            for number, words in notes.items()
        )
        file.writestr("word/footnotes.xml", f"<w:footnotes {W}>{body}</w:footnotes>")
    return out.getvalue()


def run_of(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def article(folder: Path) -> bytes:
    """An article with a field of each manager, typed captions, a box, changes and notes."""
    document = docx.Document()
    document.core_properties.title = ""
    document.add_paragraph("Trade under Test", style="Title")
    document.add_paragraph("Jane Doe and John Roe")
    document.add_paragraph("Example Institute of Trade")
    document.add_paragraph("May 4, 2021")
    document.add_paragraph("Abstract: What tests say of trade, in one sentence.")
    document.add_paragraph("Keywords: trade; tests; tariffs")
    document.add_heading("1. Introduction", 1)
    doe = item(1, "Doe", "A Theory of Tests", 2013, DOI="10.5555/tests")
    one = document.add_paragraph("Tests matter ")
    field(
        one,
        zotero(
            cited(doe, locator="12-13"), cited(item(2, "Roe", "Other Tests", 2014), prefix="see")
        ),
        "(Doe 2013; see Roe)",
    )
    one.add_run(", and Doe ")
    field(one, zotero(cited(doe, **{"suppress-author": True})), "(2013)")
    one.add_run(" says why; mail me@example.org or @nobody at 5 * 3 for $4.")
    two = document.add_paragraph("Trade has bounds")
    field(two, "ADDIN EN.CITE", " (Poe 2011)", ENDNOTE)
    two.add_run(" and tariffs")
    field(two, r"CITATION Moe19 \p 4 \l 1033", " (Moe 2019, 4)")
    two.add_run(". The same article again")
    again = item(1, "Doe", "A Theory of Tests", 2013, DOI="10.5555/TESTS")
    field(
        two,
        zotero(
            {"itemData": again, "uris": ["http://www.mendeley.com/x"]}, manager="ADDIN CSL_CITATION"
        ),
        " (Doe 2013)",
    )
    two.add_run(", as Figure 1 and Table 1 show.")
    document.add_heading("2. Findings", 1)
    three = document.add_paragraph("It ")
    change(three, "del", "certainly ")
    change(three, "ins", "probably ")
    three.add_run("holds.[[1]] So it is.[[2]]")
    box(three, "Words of a box.")
    document.add_picture(str(picture(folder)))
    shape = document.inline_shapes[0]._inline.docPr
    shape.set("descr", "Bars that fall")
    figure = document.add_paragraph("Figure 1: Falling tariffs")
    document.add_comment(figure.runs, "Since when?", "Ed", "E")
    document.add_paragraph("Table 1. Tariffs by year")
    table = document.add_table(2, 2)
    for cell, words in zip(
        [c for r in table.rows for c in r.cells], ("Year", "Tariff", "2019", "4"), strict=True
    ):
        cell.text = words
    document.add_paragraph("Quoted words.", style="Quote")
    document.add_heading("References", 1)
    listed = document.add_paragraph()
    field(listed, "ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Doe, Ann. A Theory of Tests.")
    data = saved(document, {"customXml/item9.xml": SOURCES})
    code = escape(zotero(cited(item(3, "Noe", "In a Note", 2015), locator="III", label="chapter")))
    in_note = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Noe</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return noted(data, {1: f"{run_of(' ')}{in_note}{run_of('.')}",
                        2: run_of(" On this the tests agree.")})  # fmt: skip


ODT = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">
<office:automatic-styles><style:style style:name="P1" style:family="paragraph"
 style:parent-style-name="Title"/></office:automatic-styles>
<office:body><office:text>%s</office:text></office:body></office:document-content>"""


def opendocument(body: str) -> bytes:
    """An OpenDocument text with this content."""
    kind = "application/vnd.oasis.opendocument.text"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr("content.xml", ODT % body)
        file.writestr("styles.xml", (ODT % "").replace("document-content", "document-styles"))
        file.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


__all__ = [
    "article",
    "box",
    "change",
    "cited",
    "field",
    "item",
    "noted",
    "opendocument",
    "qn",
    "saved",
    "zotero",
]
