"""The metadata packet of a PDF that is both PDF/A-3a and PDF/UA-1 (ISO 19005-3, 6.6).

Properties that are not in the XMP specification are described in the packet itself (6.6.2.3.3):
the part of PDF/UA that the file conforms to, and PRISM's names for where an article stands.
"""

import re
from collections.abc import Iterable
from html import escape

from reportgen.weasy.record import Record

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


CLAIMS = {
    "ua-1": {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"},
    "ua-2": {
        "pdfaid:part": "4",
        "pdfaid:rev": "2020",
        "pdfuaid:part": "2",
        "pdfuaid:rev": "2024",
    },
}
CLAIMS["ua-2+files"] = {**CLAIMS["ua-2"], "pdfaid:conformance": "F"}
"""What a file claims to be: PDF/A-3a and PDF/UA-1, or PDF/A-4 and PDF/UA-2.

PDF/A-4f is PDF/A-4 with files in it, and must have some (ISO 19005-4, 6.9).
"""


def packet(record: Record, producer: str, tool: str, standard: str = "ua-1") -> bytes:
    """The rdf:RDF element with all properties of the record."""
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in SPACES.items())
    body = "\n".join(line for line in _properties(record, producer, tool, standard) if line)
    return (
        f'<rdf:RDF {spaces}>\n<rdf:Description rdf:about="">\n{body}\n'
        f"</rdf:Description>\n</rdf:RDF>"
    ).encode()


def _properties(record: Record, producer: str, tool: str, standard: str) -> Iterable[str]:
    date = record.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    prism = [("doi", record.doi), *record.publication]
    yield from (_simple(name, value) for name, value in CLAIMS[standard].items())
    yield _simple("dc:format", "application/pdf")
    yield _localized("dc:title", record.title, record.lang)
    yield _array("dc:creator", "Seq", record.authors)
    yield _localized("dc:description", record.description, record.lang)
    yield _array("dc:subject", "Bag", record.keywords)
    yield _simple("pdf:Keywords", ", ".join(record.keywords))
    yield _array("dc:language", "Bag", [record.lang])
    yield _array("dc:publisher", "Bag", [record.publisher])
    yield _array("dc:date", "Seq", [date])
    yield _localized("dc:rights", record.rights, record.lang)
    yield _simple("xmpRights:WebStatement", record.license)
    yield _simple("dc:identifier", f"doi:{record.doi}" if record.doi else "")
    yield from (_simple(f"prism:{name}", value) for name, value in prism)
    yield _simple("pdf:Producer", producer)
    yield _simple("xmp:CreatorTool", tool)
    yield from (
        _simple(f"xmp:{name}", date) for name in ("CreateDate", "ModifyDate", "MetadataDate")
    )
    schemas = [_schema("PDF/UA identification", "pdfuaid", [("part", "Integer")])]
    named = [(name, "Text") for name, value in prism if value]
    if named:
        schemas.append(_schema("PRISM basic metadata", "prism", named))
    yield _tag("pdfaExtension:schemas", _tag("rdf:Bag", "".join(schemas)))


def _schema(title: str, prefix: str, properties: list[tuple[str, str]]) -> str:
    """An extension schema (ISO 19005-3, table 5 and 6)."""
    items = "".join(
        _resource(
            _simple("pdfaProperty:name", name)
            + _simple("pdfaProperty:valueType", kind)
            + _simple("pdfaProperty:category", "internal" if prefix == "pdfuaid" else "external")
            + _simple("pdfaProperty:description", f"{prefix}:{name}")
        )
        for name, kind in properties
    )
    return _resource(
        _simple("pdfaSchema:schema", title)
        + _simple("pdfaSchema:namespaceURI", SPACES[prefix])
        + _simple("pdfaSchema:prefix", prefix)
        + _tag("pdfaSchema:property", _tag("rdf:Seq", items))
    )


def _resource(body: str) -> str:
    return f'<rdf:li rdf:parseType="Resource">{body}</rdf:li>'


def _localized(name: str, value: str, language: str) -> str:
    """A language alternative: a text and the language that it is in."""
    if not value:
        return ""
    languages = ["x-default", *([language] if language else [])]
    items = "".join(f'<rdf:li xml:lang="{escape(x)}">{_text(value)}</rdf:li>' for x in languages)
    return _tag(name, _tag("rdf:Alt", items))


def _array(name: str, kind: str, values: Iterable[str]) -> str:
    items = "".join(_simple("rdf:li", value) for value in values)
    return _tag(name, _tag(f"rdf:{kind}", items)) if items else ""


def _simple(name: str, value: str) -> str:
    return _tag(name, _text(value)) if value else ""


def _tag(name: str, body: str) -> str:
    return f"<{name}>{body}</{name}>"


def _text(value: str) -> str:
    """A text without what XML 1.0 cannot hold."""
    return escape(re.sub(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]", "", value))
