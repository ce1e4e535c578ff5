"""What a bound file says of itself: its metadata, twice where PDF 1.7 has them twice."""

from typing import Any

from reportgen._version import __version__
from reportgen.weasy.record import Record
from reportgen.weasy.tags import xmp

_DATE = "D:%Y%m%d%H%M%SZ"
_BEFORE = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
)
_AFTER = '\n</x:xmpmeta>\n<?xpacket end="r"?>'


def write(bound: Any, record: Record, standard: str, has_files: bool) -> None:
    """Write the metadata of a bound file; of PDF 2.0, the packet alone (ISO 19005-4, 6.1.3)."""
    import pikepdf

    producer, tool = f"pikepdf {pikepdf.__version__}", f"reportgen {__version__}"
    kind = f"{standard}+files" if standard == "ua-2" and has_files else standard
    packet = _BEFORE + xmp.packet(record, producer, tool, kind).decode() + _AFTER
    root = bound.Root
    root.Metadata = bound.make_stream(
        packet.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )
    root.Lang = pikepdf.String(record.lang or "en")
    root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    if standard == "ua-2":
        return
    date = record.date.strftime(_DATE)
    entries = {
        "/Title": record.title,
        "/Author": ", ".join(record.authors),
        "/Subject": record.description,
        "/Keywords": ", ".join(record.keywords),
        "/Creator": tool,
        "/Producer": producer,
        "/CreationDate": date,
        "/ModDate": date,
    }
    for key, value in entries.items():
        if value:
            bound.docinfo[key] = pikepdf.String(value)
