"""The parts -> one file: a zip whose bytes depend on its contents alone."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reportgen.word import notes
from reportgen.word.book import Book, Part
from reportgen.word.xml import HEAD, OFFICE, escape, root, twips

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = {
    "document.xml": f"{MAIN}.document.main+xml",
    "styles.xml": f"{MAIN}.styles+xml",
    "settings.xml": f"{MAIN}.settings+xml",
    "numbering.xml": f"{MAIN}.numbering+xml",
    "fontTable.xml": f"{MAIN}.fontTable+xml",
    "footnotes.xml": f"{MAIN}.footnotes+xml",
    "endnotes.xml": f"{MAIN}.endnotes+xml",
    "theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "header": f"{MAIN}.header+xml",
    "footer": f"{MAIN}.footer+xml",
}
OPEN = "application/vnd.openxmlformats"
PROPERTIES = {
    "docProps/core.xml": f"{OPEN}-package.core-properties+xml",
    "docProps/app.xml": f"{OPEN}-officedocument.extended-properties+xml",
    "docProps/custom.xml": f"{OPEN}-officedocument.custom-properties+xml",
}
SUFFIXES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}


def pack(parts: dict[str, str | bytes]) -> bytes:
    """A package of parts by their names, the list of their types first."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=9) as package:
        for name, data in [("[Content_Types].xml", _types(parts)), *sorted(parts.items())]:
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, data.encode() if isinstance(data, str) else data)
    return out.getvalue()


def _types(parts: dict[str, str | bytes]) -> str:
    used = {"rels", "xml", *(name.rpartition(".")[2] for name in parts)}
    lines = [f'<Default Extension="{s}" ContentType="{SUFFIXES[s]}"/>' for s in sorted(used)]
    for name in sorted(parts):
        short = name.removeprefix("word/")
        found = PROPERTIES.get(name) or TYPES.get(short) or TYPES.get(short.partition("-")[0])
        if found:
            lines.append(f'<Override PartName="/{name}" ContentType="{found}"/>')
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{HEAD}<Types xmlns="{space}">{"".join(lines)}</Types>'


def settings(book: Book, embedded: bool) -> str:
    """How Word treats the document."""
    recipe = book.recipe
    even = "<w:evenAndOddHeaders/>" if "even" in recipe.running else ""
    hyphens = (
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:doNotHyphenateCaps/>'
        if recipe.settings.get("hyphenate")
        else ""
    )
    eastern = "ko-KR" if book.lang.split("-")[0] not in ("ja", "zh") else book.lang
    return root(
        "w:settings",
        '<w:zoom w:percent="100"/>'
        f"{'<w:embedTrueTypeFonts/><w:saveSubsetFonts/>' if embedded else ''}"
        f'<w:defaultTabStop w:val="{twips(36)}"/>{hyphens}{even}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{notes.settings(book, True) if book.notes else ''}"
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
        '<w:compatSetting w:name="enableOpenTypeFeatures" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
        '<w:compatSetting w:name="doNotFlipMirrorIndents" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat>'
        '<m:mathPr><m:mathFont m:val="Cambria Math"/><m:brkBin m:val="before"/>'
        '<m:brkBinSub m:val="--"/><m:smallFrac m:val="0"/><m:dispDef/><m:lMargin m:val="0"/>'
        '<m:rMargin m:val="0"/><m:defJc m:val="centerGroup"/><m:wrapIndent m:val="1440"/>'
        '<m:intLim m:val="subSup"/><m:naryLim m:val="undOvr"/></m:mathPr>'
        f'<w:themeFontLang w:val="{latin(book.lang)}" w:eastAsia="{eastern}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
    )


def latin(lang: str) -> str:
    """The language of a document's Latin text: English where the document is Korean."""
    from reportgen.word.runs import EASTERN, REGIONS

    base = lang.split("-")[0]
    return "en-US" if base in EASTERN else REGIONS.get(lang, lang)


def properties(book: Book) -> dict[str, str | bytes]:
    """What the document says of itself."""
    front = book.edition.report.front
    own = book.edition.pages and front.brief and front.brief.title
    from reportgen.ast import plain_text

    summary = plain_text(book.edition.report.prose.get("abstract", []))
    core = [
        f"<dc:title>{escape(own or front.title)}</dc:title>",
        f"<dc:creator>{escape('; '.join(a.name for a in front.authors))}</dc:creator>",
        f"<cp:keywords>{escape('; '.join(front.keywords))}</cp:keywords>",
        f"<dc:description>{escape(summary)}</dc:description>" if summary else "",
        f"<dc:language>{escape(book.lang)}</dc:language>",
        f"<dc:identifier>doi:{escape(front.doi)}</dc:identifier>" if front.doi else "",
        _moments(book.edition.report.moment),
    ]
    packages = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    out: dict[str, str | bytes] = {
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{packages}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{"".join(core)}</cp:coreProperties>',
        "docProps/app.xml": f"{HEAD}<Properties "
        f'xmlns="{OFFICE}/officeDocument/2006/extended-properties"><Application>reportgen'
        f"</Application><Company>{escape(front.journal.publisher or '')}</Company></Properties>",
    }
    journal = front.journal
    more = {
        "DOI": front.doi,
        "Journal": journal.title,
        "ISSN": journal.issn,
        "Volume": journal.volume,
        "Issue": journal.issue,
    }
    said = {k: v for k, v in more.items() if v}
    if said:
        lines = "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{i}" name="{k}">'
            f"<vt:lpwstr>{escape(v)}</vt:lpwstr></property>"
            for i, (k, v) in enumerate(said.items(), 2)
        )
        out["docProps/custom.xml"] = (
            f'{HEAD}<Properties xmlns="{OFFICE}/officeDocument/2006/custom-properties" '
            f'xmlns:vt="{OFFICE}/officeDocument/2006/docPropsVTypes">{lines}</Properties>'
        )
    return out


def _moments(made: datetime) -> str:
    """When it was made, never by the clock."""
    moment = made.strftime("%Y-%m-%dT%H:%M:%SZ")
    return "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )


def related(parts: dict[str, str | bytes], tied: dict[str, Part]) -> dict[str, str | bytes]:
    """The parts that say what belongs to what."""
    top = Part("package")
    top.relate("officeDocument", "word/document.xml")
    top.relate("extended-properties", "docProps/app.xml")
    if "docProps/custom.xml" in parts:
        top.relate("custom-properties", "docProps/custom.xml")
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    packed = top.xml().replace(
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{core}" Target="docProps/core.xml"/></Relationships>',
    )
    out: dict[str, str | bytes] = {"_rels/.rels": packed}
    for name, part in tied.items():
        if part.related:
            out[f"word/_rels/{name}.xml.rels"] = part.xml()
    return out
