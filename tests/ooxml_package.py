"""Small Word documents made of XML, for the tests of what reads them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>
  <w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Section"/>
  <w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="Deep"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="Table Caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="List Number"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Em"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Code"><w:name w:val="Verbatim Char"/></w:style>
<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/>
  <w:rPr><w:u w:val="single"/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """A run of text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def para(*inner: str, style: str = "", mark: str = "", properties: str = "") -> str:
    """A paragraph of runs; plain words become a run. `mark` is in the properties of its mark."""
    runs = "".join(i if i.startswith("<") else run(i) for i in inner)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{named}{properties}{marked}</w:pPr>{runs}</w:p>"


def tracked(kind: str, inner: str = "", author: str = "Ann", n: int = 1) -> str:
    """A tracked change: `kind` is `ins`, `del`, `moveFrom` or `moveTo`."""
    date = "2026-05-04T12:00:00Z"
    if kind in ("del", "moveFrom"):
        inner = inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{kind} w:id="{n}" w:author="{author}" w:date="{date}">{inner}</w:{kind}>'


def field(instruction: str, result: str, tag: str = "instrText") -> str:
    """A complex field."""
    marks = {k: f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("separate", "end")}
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return (
        begin + run(instruction, tag=tag) + marks["separate"]
        + (result if result.startswith("<") else run(result)) + marks["end"]
    )  # fmt: skip


def note(kind: str, key: int | str, *inner: str) -> str:
    """A note of one paragraph, its number and a blank before its words."""
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{key}">{para(mark, run(" "), *inner)}</w:{kind}>'


def marker(kind: str, key: int | str) -> str:
    """The marker of a note."""
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def docx(body: str, strict: bool = False, **parts: str | bytes) -> bytes:
    """A document; `parts` are the inner XML of `footnotes`, `comments`, ..., or bytes as they are.

    The part `relations` holds further relationships of the text.
    """
    relations = str(parts.pop("relations", ""))
    parts = {"styles": STYLES, "numbering": NUMBERING, **parts}
    files: dict[str, str | bytes] = {}
    types = f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>'
    for number, (name, part) in enumerate(parts.items(), 100):
        if isinstance(part, bytes):
            files[name] = part
            continue
        prefix = "w15" if name == "commentsExtended" else "w"
        root = "commentsEx" if name == "commentsExtended" else name
        files[f"word/{name}.xml"] = f"<{prefix}:{root} {SPACES}>{part}</{prefix}:{root}>"
        relations += f'<Relationship Id="rId{number}" Type="{R}/{name}" Target="{name}.xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006"
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    given = dict(files)
    files |= {
        "[Content_Types].xml": f'<Types xmlns="{space}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/relationships"><Relationship Id="r1" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}/relationships">'
        f"{relations}</Relationships>",
        "word/document.xml": document,
        **given,
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in files.items():
            if strict and isinstance(data, str):
                data = data.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
                data = data.replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            package.writestr(name, data)
    return out.getvalue()
