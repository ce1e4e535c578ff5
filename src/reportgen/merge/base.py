"""The document that was sent, which an edited one is compared with, and what it was made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import ooxml
from reportgen.diagnostics import Bag
from reportgen.merge.guards import MergeError, share
from reportgen.merge.workspace import Project, document, inspected, laid, whole
from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.project import regular_files, sent
from reportgen.project.request import Request
from reportgen.project.sent import Origin, Sent, UnsoundArchiveError

if TYPE_CHECKING:
    from reportgen.parse import Manuscript

SECONDS, MEGABYTES = 10, 600
"""The processor time and the memory that reading an archive may take."""
TRIED = 6
"""How many of the last documents are compared with one that does not say what it was made of."""
ALIKE = 0.6
"""How much of such a document must stand in the one that it is taken for."""
ASK = "give the document, the folder or the revision that it was made of with `--base`"


@dataclass(frozen=True)
class Base:
    """A document that was sent; `texts` are its sources, None for those of the project now.

    `name` is what it is called in a report, `edition` which edition it is.
    """

    document: bytes
    texts: Mapping[str, bytes] | None
    name: str
    edition: str
    warning: str = ""


def origin(custom: Mapping[str, str]) -> Origin | None:
    """What a document says that it was made of, in its custom properties."""
    values = [custom.get(f"reportgen.{name}", "") for name in ("source", "version", "edition")]
    return Origin(*values) if all(values) and all(len(v) <= 255 for v in values) else None


def find(edited: ooxml.Document, project: Project, bag: Bag) -> Base:
    """The base of an edited document. Raises MergeError where none is known."""
    folder = Request(project.path).folder
    known = origin(edited.custom)
    if known is None:
        return _nearest(edited, folder)
    found = _kept(partial(sent.find, known, folder)) if folder else None
    if found is not None:
        return _base(found)
    now = _present(project, known.edition, bag)
    if now is not None and origin(ooxml.read(now).custom) == known:
        return Base(now, None, "the manuscript as it is", known.edition)
    raise MergeError(
        f"no document is kept that says of itself what this one does ({known.source[:10]})", ASK
    )


def _present(project: Project, edition: str, bag: Bag) -> bytes | None:
    from reportgen import editions

    if edition not in editions.names():
        raise MergeError(f"there is no edition `{edition[:40]}`", ASK)
    return document(project, edition, bag)


def _nearest(edited: ooxml.Document, folder: Path | None) -> Base:
    """The document among the last ones that is most like one that does not say what it is."""
    best, alike = None, 0.0
    for found in _last(folder) if folder else ():
        try:
            much = share(ooxml.read(found.document), edited)
        except ooxml.Unreadable:
            continue
        if much > alike:
            best, alike = found, much
    if best is None or alike < ALIKE:
        raise MergeError(
            "the document does not say what it was made of, and none kept is like it", ASK
        )
    said = f"it does not say what it was made of; {alike:.0%} of it stands in this one"
    return replace(_base(best), warning=said)


def _last(folder: Path) -> Iterator[Sent]:
    for name in sent.last(folder, TRIED):
        found = _kept(partial(_read, name))
        if found is not None:
            yield found


def _read(path: Path) -> Sent | None:
    try:
        data, _ = regular_files.read_bytes(path, sent.LARGEST)
        return sent.unpack(data)
    except (OSError, UnsoundArchiveError):
        return None


def _kept(find: "partial[Sent | None]") -> Sent | None:
    """What a worker finds among the documents that are kept; None for nothing, or what is unsound.

    It comes with the project, so that a stranger may have written it.
    """

    def look() -> Sent | None:
        try:
            return find()
        except UnsoundArchiveError:
            return None

    try:
        return workers.run(look, Resources(SECONDS, MEGABYTES))
    except workers.WorkerEnded:
        return None


def _base(found: Sent) -> Base:
    return Base(found.document, found.texts, f"`{found.name}`", found.origin.edition)


def given(name: str, edited: ooxml.Document, project: Project, bag: Bag) -> Base:
    """The base that the user names: a document, an archive, a folder or a file, a revision.

    Raises MergeError where there is none of that name.
    """
    path = Path(name)
    known = origin(edited.custom)
    if path.is_file() and path.suffix.lower() == ".zip":
        found = _kept(partial(_read, path.resolve()))
        if found is None:
            raise MergeError(f"`{path.name}` is no archive as a build writes it", ASK)
        return replace(_base(found), name=f"`{path.name}`")
    if path.is_file() and path.suffix.lower() in (".docx", ".docm"):
        return _document(path, project)
    edition = known.edition if known else whole()
    if path.is_dir() or path.is_file():
        return _state(Project.of(path, None, project.cache, project.epoch), edition, name, bag)
    return _revision(name, edition, project, bag)


def _document(path: Path, project: Project) -> Base:
    """A document that was sent, with its sources where they are kept, else with those of now."""
    data, _ = regular_files.read_bytes(path.resolve(), sent.LARGEST)
    own = origin(ooxml.read(data).custom)
    folder = Request(project.path).folder
    found = _kept(partial(sent.find, own, folder)) if own and folder else None
    texts = found.texts if found else None
    said = "" if found else "its sources are not kept; those of the manuscript as it is are taken"
    return Base(data, texts, f"`{path.name}`", own.edition if own else whole(), said)


def _state(state: Project, edition: str, name: str, bag: Bag) -> Base:
    """A folder, or a file, as a base: its document is made now."""
    made = _present(state, edition, bag)
    if made is None:
        raise MergeError(f"`{name}` cannot be built", "mend its errors, or give another base")
    return Base(made, texts_of(state), f"`{name}`", edition)


def texts_of(project: Project) -> dict[str, bytes]:
    """The texts that a document is made of, by their names."""
    return inspected(_texts, project, Bag()) or {}


def _texts(manuscript: "Manuscript") -> dict[str, bytes]:
    return manuscript.sources.texts()


def _revision(name: str, edition: str, project: Project, bag: Bag) -> Base:
    """The document's folder as a git revision has it, built in a temporary folder."""
    from reportgen.project import revisions
    from reportgen.project.git_folder import RevisionError

    try:
        files = revisions.read(project.home, name).files
    except RevisionError as error:
        raise MergeError(str(error), ASK) from None
    own = "" if project.path == project.home else project.path.name
    with laid(files) as folder:
        state = Project(folder / own, folder, project.cache, project.epoch)
        if not state.path.exists():
            raise MergeError(f"`{own}` is not in `{name}`", ASK)
        return _state(state, edition, name, bag)
