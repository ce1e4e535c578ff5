"""The bound file: what the parts are copied into."""

from collections.abc import Mapping
from typing import Any

from reportgen.binding import description, files, labels, links, outline, renaming, saving, trees
from reportgen.binding.outline import Bookmarks
from reportgen.binding.part import Part, UnfitError
from reportgen.binding.sharing import Shared
from reportgen.binding.tags import Tags
from reportgen.weasy.record import Record

VERSIONS = {"ua-1": "1.7", "ua-2": "2.0"}


class BoundFile:
    """A PDF that grows by parts."""

    def __init__(self) -> None:
        import pikepdf

        self.pdf = pikepdf.new()
        self.tags, self.shared = Tags(self.pdf), Shared()
        self.standard = ""
        self.start = 0
        self.labels: list[labels.Label] = []
        self.owners: dict[int, str] = {}
        self.places: dict[bytes, Any] = {}
        self.bookmarks: list[Bookmarks] = []
        self.files: dict[bytes, Any] = {}
        self.intents: dict[bytes, Any] = {}

    def add(self, pdf: Any, part: Part, name: str, standard: str) -> None:
        """Copy a part behind those that are there; the PDF is changed and kept open."""
        import pikepdf

        if self.standard not in ("", standard):
            raise UnfitError(
                f"is PDF/{standard.upper()}, the first part PDF/{self.standard.upper()}"
            )
        self.standard = standard
        if not len(pdf.pages):
            raise UnfitError("has no pages")
        own = labels.of(pdf)
        if labels.is_blank_wanted(self.labels, own[0]):
            self._add_blank(pdf.pages[0])
        prefix = f"{name}/".encode()
        start, self.start = self.start, renaming.rename(pdf, prefix, self.start)
        first = len(self.pdf.pages)
        for page in pdf.pages:
            self.pdf.pages.append(page)
        self.owners |= {first + number: name for number in range(len(own))}
        self.labels += own
        copied = self._copy(pdf)
        self.tags.add(copied.Tree, prefix, start, part.title, part.lang or str(copied.Lang))
        self.places[name.encode()] = self._top(first)
        for key, value in zip(copied.Keys, copied.Places, strict=True):
            self.places[prefix + bytes(key)] = value
        self.bookmarks.append(
            Bookmarks(part.section, part.title, pikepdf.String(name), copied.get("/Outlines"))
        )
        files.put(name, list(copied.Files), self.files)
        self._add_intent(copied)

    def _copy(self, pdf: Any) -> Any:
        """What a bound file takes of a catalog, copied once its pages are."""
        import pikepdf

        root = pdf.Root
        places = renaming.destinations(root)
        taken = pikepdf.Dictionary(
            Tree=root.StructTreeRoot,
            Lang=root.get("/Lang", pikepdf.String("en")),
            Keys=pikepdf.Array([pikepdf.String(key) for key in places]),
            Places=pikepdf.Array(list(places.values())),
            Files=pikepdf.Array(files.embedded(root)),
            Intents=root.get("/OutputIntents", pikepdf.Array()),
        )
        if "/Outlines" in root:
            taken.Outlines = root.Outlines
        return self.pdf.copy_foreign(pdf.make_indirect(taken))

    def _top(self, page: int) -> Any:
        """The head of a part's first page, as a destination; of PDF/UA-2, the part itself."""
        import pikepdf

        top = self.pdf.pages[page].mediabox[3]
        place = self.pdf.pages[page].obj if self.standard == "ua-1" else self.tags.document.K[-1]
        return self.pdf.make_indirect(pikepdf.Array([place, pikepdf.Name.XYZ, None, top, None]))

    def _add_blank(self, like: Any) -> None:
        """Add a page with nothing on it, as large as a page."""
        import pikepdf

        page = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=pikepdf.Dictionary())
        for box in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox"):
            if box in like:
                page[box] = pikepdf.Array([float(side) for side in like[box]])
        page.Tabs = pikepdf.Name.S
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        self.labels.append(labels.blank(self.labels))

    def _add_intent(self, copied: Any) -> None:
        """Take the profile of a part's colours, which all parts have in common."""
        for intent in copied.Intents:
            self.intents.setdefault(self.shared.share(intent), intent)
        if len(self.intents) > 1:
            raise UnfitError("has colours of another profile than the first part")

    def finish(self, record: Record, addresses: Mapping[str, str]) -> bytes:
        """The bytes of the bound file. Raises PartError for a link to a part that there is not."""
        import pikepdf

        root = self.pdf.Root
        known = frozenset(self.owners.values())
        links.resolve(self.pdf, self.owners, addresses, self.places, known)
        for page in self.pdf.pages:
            self.shared.share(page.Resources)
        root.OutputIntents = pikepdf.Array(self.intents.values())
        self.tags.write(root)
        root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=trees.flat(self.places)))
        if self.files:
            root.Names.EmbeddedFiles = pikepdf.Dictionary(Names=trees.flat(self.files))
            root.AF = pikepdf.Array(self.files.values())
        outline.write(self.pdf, self.bookmarks)
        labels.write(root, self.labels)
        description.write(self.pdf, record, self.standard, bool(self.files))
        return saving.save(self.pdf, VERSIONS[self.standard])
