"""What is bound: a finished PDF and where it stands; and its reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

KINDS = {("1", "3A"): "ua-1", ("2", "4"): "ua-2", ("2", "4F"): "ua-2"}
"""What a file claims of PDF/UA and of PDF/A, and what both together are called here."""
_UA, _A = "{http://www.aiim.org/pdfua/ns/id/}", "{http://www.aiim.org/pdfa/ns/id/}"
_LOST = {"/AcroForm": "form fields", "/OCProperties": "layers", "/Collection": "a portfolio"}
"""What stands in a catalog and would be lost."""


@dataclass(frozen=True)
class Part:
    """A finished PDF that becomes a part of a bound file.

    `name` stands before its destinations and attached files and is that of its first page, and
    `part:NAME` is an address that leads there; it has no `/`. `title` and `lang` are those of its
    part of the structure tree, `section` is the heading that its bookmark stands under.
    """

    data: bytes = field(repr=False)
    title: str
    lang: str = ""
    section: str = ""
    name: str = ""


class UnfitError(Exception):
    """Why a PDF cannot be bound, in words that follow its title."""


class PartError(ValueError):
    """Why parts cannot be bound, with the title of the one at fault."""


@contextmanager
def opened(part: Part) -> Iterator[tuple[Any, str]]:
    """A part's PDF, and the standard that it keeps: "ua-1" or "ua-2".

    Raises PartError, which names the part and the reason, for what cannot be bound, and for what
    turns out so while it is open.
    """
    import pikepdf

    try:
        with pikepdf.open(
            BytesIO(part.data), suppress_warnings=True, attempt_recovery=False
        ) as pdf:
            yield pdf, _standard(pdf)
    except PartError:
        raise  # of another part
    except pikepdf.PasswordError:
        raise PartError(f"`{part.title}` is encrypted") from None
    except pikepdf.PdfError:
        reason = "is damaged" if part.data[:1024].find(b"%PDF-") >= 0 else "is no PDF"
        raise PartError(f"`{part.title}` {reason}") from None
    except UnfitError as error:
        raise PartError(f"`{part.title}` {error}") from None
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise PartError(f"`{part.title}` is not made as a PDF should be") from error


def _standard(pdf: Any) -> str:
    root = pdf.Root
    if pdf.is_encrypted:
        raise UnfitError("is encrypted")
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        raise UnfitError("has no tags")
    for key, words in _LOST.items():
        if key in root:
            raise UnfitError(f"has {words}, which would be lost")
    found = _claims(pdf)
    if found not in KINDS:
        raise UnfitError("is not both PDF/UA and PDF/A of a level with tags")
    return KINDS[found]


def _claims(pdf: Any) -> tuple[str, str]:
    """The parts of PDF/UA and of PDF/A that the metadata claim."""
    metadata = pdf.open_metadata()
    named = [f"{_UA}part", f"{_A}part", f"{_A}conformance"]
    ua, a, level = (str(metadata.get(name) or "").strip() for name in named)
    return ua, (a + level).upper()
